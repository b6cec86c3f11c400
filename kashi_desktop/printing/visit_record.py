"""One visit on one A4 page: the whole form with every choice shown, as it is filled by hand or by the program."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.codes import CareLevel, Category, Code, Method, NeedKind, Observation, Outcome, Sex, VisitorRole
from kashi_desktop.printing.files import Output
from kashi_desktop.printing.need_table import BAND_HEIGHT, LINE, SPARE, draw_needs
from kashi_desktop.printing.style import BODY, LEFT, RIGHT, WIDTH, Cell, Option, Paper, day
from kashi_desktop.types.documents import VisitRecordSheet
from kashi_desktop.types.inputs import OBSERVATIONS
from kashi_desktop.types.printing import Progress

TITLE = "特殊困难老年人探访记录表"
OBSERVATION_LABELS = {
    "health": "健康",
    "mood": "精神情绪",
    "daily": "饮食起居",
    "hygiene": "卫生",
    "support": "照护陪伴",
    "gas": "燃气",
    "electricity": "用电",
    "heating": "取暖·CO",
    "floor": "防滑",
    "structure": "房屋",
}
_ROW, _TOP = 21.0, 92.0
_LABEL = 66.0
_SIGN = 72.0
_HALF = WIDTH / 2


@dataclass(frozen=True, slots=True)
class _Choices:
    """Options of one field: their codes beside their places."""

    codes: tuple[Code, ...]
    places: tuple[Option, ...]


class _Form:
    """The lattice of the form, worked out once for a document; rows lie where the paper form has them."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.cells: dict[str, Cell] = {}
        self.labels: list[tuple[Cell, str]] = []
        self.bands: list[tuple[Cell, str]] = []
        self.rules: list[tuple[float, float, float, float]] = []
        self.choices: dict[str, _Choices] = {}
        y = self._elder(_TOP)
        y = self._visit(y)
        y = self._observations(y)
        y = self._needs(y)
        self.bottom = self._end(y)

    # parts of the form, from top to bottom

    def _elder(self, y: float) -> float:
        y = self._band(y, "一、老人信息")
        self._row(y, 25, [("name", "姓名", 198), ("sex", "性别", 66), ("birth", "出生日期", 0)], widths=(_LABEL, 40, 58))
        y = self._row(y + 25, _ROW, [("ref", "台账编号", 92), ("id", "身份证号", 154), ("phone", "联系电话", 0)], widths=(_LABEL, 58, 58))
        y = self._row(y, _ROW, [("group", "小队（组）", 92), ("address", "住址", 0)], widths=(_LABEL, 58))
        y = self._row(y, _ROW, [("categories", "人员类别", 0)])
        y = self._row(y, _ROW, [("level", "关爱等级", 92), ("consent", "知情同意", 0)], widths=(_LABEL, 58))
        self._choose("sex", Sex)
        self._choose("categories", Category)
        self._choose("level", CareLevel)
        return y

    def _visit(self, y: float) -> float:
        y = self._band(y, "二、探访情况")
        y = self._row(y, _ROW, [("time", "探访时间", 304), ("minutes", "时长", 0)], widths=(_LABEL, 58))
        y = self._row(y, _ROW, [("method", "探访方式", 0)])
        y = self._row(y, 38, [("outcome", "探访结果", 0)])
        y = self._row(y, 25, [("visitors", "探访人", 0)])
        y = self._row(y, _ROW, [("role", "探访人身份", 0)])
        self._choose("method", Method, columns=4)
        self._choose("outcome", Outcome, columns=4)
        self._choose("role", VisitorRole)
        return y

    def _observations(self, y: float) -> float:
        self._band(y, "三、看到的情况", width=_HALF)
        self._band(y, "家里安全", x=LEFT + _HALF, width=_HALF)
        top, y = y, y + BAND_HEIGHT
        half = len(OBSERVATIONS) // 2
        for number, key in enumerate(OBSERVATIONS):
            column, row = divmod(number, half)
            x, at = LEFT + column * _HALF, y + row * _ROW
            self._field(Cell(x, at, _HALF, _ROW), key, OBSERVATION_LABELS[key], 60)
            self._choose(key, Observation)
        for row in range(half):
            self.rules.append((LEFT, y + row * _ROW, RIGHT, y + row * _ROW))
        self.rules.append((LEFT + _HALF, top, LEFT + _HALF, y + half * _ROW))
        return self._line(y + half * _ROW)

    def _needs(self, y: float) -> float:
        y = self._band(y, "四、需求")
        y = self._row(y, 36, [("needs", "需求种类", 0)])
        self._choose("needs", NeedKind, columns=6)
        self.cells["need_lines"] = Cell(LEFT, y, WIDTH, BAND_HEIGHT + SPARE * LINE)
        return self._line(y + BAND_HEIGHT + SPARE * LINE)

    def _end(self, y: float) -> float:
        y = self._row(y, 80, [("note", "备注", 0)])
        y = self._row(y, _ROW, [("version", "版本说明", 0)])
        wide = WIDTH / 3
        for number, name in enumerate(("探访人签字", "老人或家属签字", "负责人")):
            self.cells[name] = Cell(LEFT + number * wide, y, wide, _SIGN)
            if number:
                self.rules.append((LEFT + number * wide, y, LEFT + number * wide, y + _SIGN))
        return y + _SIGN

    # what the parts are made of

    def _band(self, y: float, text: str, x: float = LEFT, width: float = WIDTH) -> float:
        self.bands.append((Cell(x, y, width, BAND_HEIGHT), text))
        return self._line(y + BAND_HEIGHT)

    def _row(self, y: float, high: float, fields: Sequence[tuple[str, str, float]], widths: Sequence[float] = (_LABEL,)) -> float:
        """Fields side by side; a width of 0 takes the rest of the row."""
        x = LEFT
        for (key, label, wide), label_width in zip(fields, widths, strict=True):
            end = x + label_width + wide if wide else RIGHT
            self._field(Cell(x, y, end - x, high), key, label, label_width)
            if x > LEFT:
                self.rules.append((x, y, x, y + high))
            x = end
        return self._line(y + high)

    def _field(self, cell: Cell, key: str, label: str, label_width: float) -> None:
        self.labels.append((Cell(cell.x, cell.y, label_width, cell.height), label))
        self.cells[key] = Cell(cell.x + label_width, cell.y, cell.width - label_width, cell.height)
        self.rules.append((cell.x + label_width, cell.y, cell.x + label_width, cell.y + cell.height))

    def _line(self, y: float) -> float:
        self.rules.append((LEFT, y, RIGHT, y))
        return y

    def _choose(self, key: str, codes: Iterable[Code], columns: int = 0) -> None:
        members = tuple(codes)
        labels = [code.label for code in members]
        cell = self.cells[key]
        places = self.paper.grid(cell, labels, columns) if columns else self.paper.flow(cell, labels)
        self.choices[key] = _Choices(members, tuple(places))

    def strokes(self) -> None:
        """Bands, hairlines and empty boxes: the same on every page, so the file holds them once."""
        for cell, _ in self.bands:
            self.paper.band(cell)
        for rule in self.rules:
            self.paper.rule(*rule)
        self.paper.boxes([place for choices in self.choices.values() for place in choices.places])
        self.paper.box(Cell(LEFT, _TOP, WIDTH, self.bottom - _TOP))


def write_visit_records(
    sheets: Sequence[VisitRecordSheet], out: Output, progress: Progress | None = None, *, title: str = TITLE, by_unit: bool = False
) -> int:
    """Write one page for each visit and return the number of pages; with more than one, each is bookmarked.

    ``title`` names the file in the reader's window (a month, never a person); ``by_unit`` gathers the bookmarks under their units,
    which need ``sheets`` in the order of units. ``progress(done, total)`` is called after each page; what it raises stops the work
    and nothing is written. No sheets raise ValueError; KnownError ``pdf_not_written`` and ``font_unusable``.
    """
    if not sheets:
        raise ValueError("no visit to print")
    paper = Paper(title)
    form = _Form(paper)
    unit = ""
    for number, sheet in enumerate(sheets, 1):
        if by_unit and sheet.unit_name != unit:
            unit = sheet.unit_name
            paper.bookmark(unit)
        if by_unit or len(sheets) > 1:
            paper.bookmark(f"{sheet.elder_name}　{sheet.visited_at.month}月{sheet.visited_at.day}日", level=int(by_unit))
        paper.frame("form", form.strokes)
        _page(form, sheet)
        paper.footer(f"本表只用于关爱服务，证件和电话号码已隐去。{day(sheet.printed_on)}打印", number, len(sheets))
        paper.end_page()
        if progress:
            progress(number, len(sheets))
    return paper.save(out)


def _page(form: _Form, sheet: VisitRecordSheet) -> None:
    """Write the page in reading order, which is the order of entry: elder, time, method, outcome, visitors, …"""
    paper, cells = form.paper, form.cells
    paper.heading(TITLE + ("（已作废）" if sheet.voided else ""))
    paper.fill(Cell(LEFT - 5, 70, 330, 20), f"单位：{sheet.unit_name}")
    paper.fill(Cell(RIGHT - 175, 70, 180, 20), f"记录编号：{sheet.visit_ref}", align="right")
    texts, chosen = _texts(sheet), _chosen(sheet)
    bands = iter(form.bands)
    band = next(bands, None)
    for cell, label in form.labels:
        while band and band[0].y < cell.y and band[0].x <= cell.x:
            paper.put(band[0].x + 5, band[0].y + 12, band[1], BODY, bold=True)
            band = next(bands, None)
        paper.label(cell, label)
        key = _KEYS[label]
        if key in form.choices:
            choices = form.choices[key]
            for code, place in zip(choices.codes, choices.places, strict=True):
                paper.tick(place, code in chosen[key])
        else:
            paper.fill(cells[key], texts[key], top=key == "note")
        if key == "needs":
            draw_needs(paper, cells["need_lines"], sheet.needs)
    _signatures(form)


def _texts(sheet: VisitRecordSheet) -> dict[str, str]:
    at = sheet.visited_at
    return {
        "name": sheet.elder_name,
        "birth": day(sheet.birth_date),
        "ref": sheet.elder_ref,
        "id": sheet.id_masked,
        "phone": sheet.phone_masked,
        "group": sheet.group,
        "address": sheet.address,
        "consent": _consent(sheet),
        "time": f"{day(at)} {at:%H:%M}",
        "minutes": "　　分钟" if sheet.minutes is None else f"{sheet.minutes} 分钟",
        "visitors": "、".join(sheet.visitors),
        "note": sheet.note,
        "version": _version(sheet),
    }


def _chosen(sheet: VisitRecordSheet) -> dict[str, tuple[Code, ...]]:
    role = (sheet.visitor_role,) if sheet.visitor_role else ()
    fields: dict[str, tuple[Code, ...]] = {
        "sex": (sheet.sex,),
        "categories": sheet.categories,
        "level": (sheet.care_level,),
        "method": (sheet.method,),
        "outcome": (sheet.outcome,),
        "role": role,
        "needs": tuple(need.kind for need in sheet.needs),
    }
    return fields | {key: (sheet.observations.get(key, Observation.UNKNOWN),) for key in OBSERVATIONS}


def _consent(sheet: VisitRecordSheet) -> str:
    if sheet.consent_withdrawn_on:
        return f"已于{day(sheet.consent_withdrawn_on)}撤回"
    return f"{day(sheet.consent_on)}同意" if sheet.consent_on else "未征询"


def _version(sheet: VisitRecordSheet) -> str:
    parts = [f"第 {sheet.version} 版"]
    if sheet.version > 1 or sheet.correction_reason:
        when = f"{day(sheet.corrected_on)}" if sheet.corrected_on else ""
        parts.append(f"{when}更正，原因：{sheet.correction_reason or '未写明'}")
    if sheet.provisional:
        parts.append("两台电脑各有更正，待核定")
    if sheet.voided:
        parts.append("本记录已作废")
    return "；".join(parts)


def _signatures(form: _Form) -> None:
    paper = form.paper
    for name in ("探访人签字", "老人或家属签字", "负责人"):
        cell = form.cells[name]
        paper.put(cell.x + 6, cell.y + 16, f"{name}：")
        if name == "负责人":
            paper.put(cell.x + cell.width - 6, cell.y + 44, "（盖章）", align="right")
        paper.put(cell.x + cell.width - 6, cell.y + 66, "　　年　　月　　日", align="right")


_KEYS = {
    "姓名": "name",
    "性别": "sex",
    "出生日期": "birth",
    "台账编号": "ref",
    "身份证号": "id",
    "联系电话": "phone",
    "小队（组）": "group",
    "住址": "address",
    "人员类别": "categories",
    "关爱等级": "level",
    "知情同意": "consent",
    "探访时间": "time",
    "时长": "minutes",
    "探访方式": "method",
    "探访结果": "outcome",
    "探访人": "visitors",
    "探访人身份": "role",
    "需求种类": "needs",
    "备注": "note",
    "版本说明": "version",
} | {label: key for key, label in OBSERVATION_LABELS.items()}
