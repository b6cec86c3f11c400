"""One visit on one A4 page: the whole form with every choice shown; what finds no room there goes on on a further page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.codes import CareLevel, Category, Code, Method, NeedKind, Observation, Outcome, Sex, VisitorRole
from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import FORM, Flow, goes_on
from kashi_desktop.printing.lattice import Lattice
from kashi_desktop.printing.need_table import BAND_HEIGHT, LINE, SPARE, draw_needs, left_over
from kashi_desktop.printing.style import BODY, LEADING, LEFT, PAD, RIGHT, WIDTH, Cell, Paper, day
from kashi_desktop.printing.tables import Fact, draw_facts
from kashi_desktop.printing.wrapping import EASILY_READ, READABLE, fit_part
from kashi_desktop.types.documents import VisitRecordSheet
from kashi_desktop.types.inputs import OBSERVATIONS
from kashi_desktop.types.paper import ElderCardSheet
from kashi_desktop.types.printing import Progress
from kashi_desktop.types.typed_dates import short_day

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
_SIGNERS = ("探访人签字", "老人或家属签字", "负责人")
_NEEDS, _NOTE = "需求种类", "备注"


class _Form(Lattice):
    """The lattice of the form; rows lie where the paper form has them."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper, _TOP, _LABEL)
        self._elder()
        self._visit()
        self._observations()
        self._needs()
        self._end()

    def _elder(self) -> None:
        self._title("一、老人信息")
        self.row(25, [("姓名", 198, None), ("性别", 66, self.flow(_labels(Sex))), ("出生日期", 0, None)], labels=(_LABEL, 40, 58))
        self.row(_ROW, [("台账编号", 92, None), ("身份证号", 154, None), ("联系电话", 0, None)], labels=(_LABEL, 58, 58))
        self.row(_ROW, [("小队（组）", 92, None), ("住址", 0, None)], labels=(_LABEL, 58))
        self.row(_ROW, [("人员类别", 0, self.flow(_labels(Category)))])
        self.row(_ROW, [("关爱等级", 92, self.flow(_labels(CareLevel))), ("知情同意", 0, None)], labels=(_LABEL, 58))

    def _visit(self) -> None:
        self._title("二、探访情况")
        self.row(_ROW, [("探访时间", 304, None), ("时长", 0, None)], labels=(_LABEL, 58))
        self.row(_ROW, [("探访方式", 0, self.grid(_labels(Method), 4))])
        self.row(38, [("探访结果", 0, self.grid(_labels(Outcome), 4))])
        self.row(25, [("探访人", 0, None)])
        self.row(_ROW, [("探访人身份", 0, self.flow(_labels(VisitorRole)))])

    def _observations(self) -> None:
        top, half = self.y + BAND_HEIGHT, len(OBSERVATIONS) // 2
        for column, title in enumerate(("三、看到的情况", "家里安全")):
            x = LEFT + column * _HALF
            self.band(title, BAND_HEIGHT, x, _HALF)
            for row, key in enumerate(OBSERVATIONS[column * half :][:half]):
                self.field(Cell(x, top + row * _ROW, _HALF, _ROW), OBSERVATION_LABELS[key], 60, self.flow(_labels(Observation)))
        self.rules.append((LEFT + _HALF, self.y, LEFT + _HALF, top + half * _ROW))
        self.down(BAND_HEIGHT)
        for _ in range(half):
            self.down(_ROW)

    def _needs(self) -> None:
        self._title("四、需求")
        self.row(36, [(_NEEDS, 0, self.grid(_labels(NeedKind), 6))])
        self.need_lines = Cell(LEFT, self.y, WIDTH, BAND_HEIGHT + SPARE * LINE)
        self.down(self.need_lines.height)

    def _end(self) -> None:
        self.row(80, [(_NOTE, 0, None)])
        self.row(_ROW, [("版本说明", 0, None)])
        wide = WIDTH / len(_SIGNERS)
        self.signing = [Cell(LEFT + number * wide, self.y, wide, _SIGN) for number in range(len(_SIGNERS))]
        self.rules += [(cell.x, self.y, cell.x, self.y + _SIGN) for cell in self.signing[1:]]
        self.y += _SIGN

    def _title(self, text: str) -> None:
        self.band(text, BAND_HEIGHT)
        self.down(BAND_HEIGHT)


def _labels(codes: Iterable[Code]) -> list[str]:
    return [code.label for code in codes]


def write_visit_records(
    sheets: Sequence[VisitRecordSheet], out: Output, progress: Progress | None = None, *, title: str = TITLE, by_unit: bool = False
) -> int:
    """Write one page for each visit, and further ones where its texts find no room; return the number of pages.

    Several visits are bookmarked.

    ``title`` names the file in the reader's window (a month, never a person); ``by_unit`` gathers the bookmarks under their units,
    which need ``sheets`` in the order of units. ``progress(done, total)`` is called after each page; what it raises stops the work
    and nothing is written. No sheets raise ValueError; KnownError ``pdf_not_written`` and ``font_unusable``.
    """
    if not sheets:
        raise ValueError("no visit to print")
    paper = Paper(title)
    form = _Form(paper)
    records = [_Record(form, sheet) for sheet in sheets]
    pages, unit = sum(record.pages for record in records), ""
    for number, (record, sheet) in enumerate(zip(records, sheets, strict=True), 1):
        if by_unit and sheet.unit_name != unit:
            unit = sheet.unit_name
            paper.bookmark(unit)
        if by_unit or len(sheets) > 1:
            paper.bookmark(f"{sheet.elder_name}　{short_day(sheet.visited_at.date(), sheet.printed_on)}", level=int(by_unit))
        record.draw(pages)
        if progress:
            progress(number, len(sheets))
    return paper.save(out)


class _Record:
    """A visit set into the form before the pages are counted: the lines of each field, and the pages with what found no room."""

    def __init__(self, form: _Form, sheet: VisitRecordSheet) -> None:
        self.form, self.sheet = form, sheet
        self._lines: dict[str, tuple[Cell, float, list[str]]] = {}
        rest: list[Fact] = []
        texts = _texts(sheet)
        for field in form.fields:
            text = texts.get(field.label)
            if field.room and text:
                room = field.room.inset(PAD, 6.0 if field.label == _NOTE else 1.5)
                least = EASILY_READ if field.label == _NOTE else READABLE
                size, lines, behind = fit_part(form.paper.setter, text, (room.width, room.height), BODY, LEADING, least)
                self._lines[field.label] = room, size, lines
                rest += [(field.label, behind)] if behind else []
            if field.label == _NEEDS:
                rest += left_over(form.paper, form.need_lines, sheet.needs)
        self._further = self._rest(rest) if rest else None

    def _rest(self, rest: Sequence[Fact]) -> Flow:
        sheet = self.sheet
        subject = f"{sheet.elder_name}　{short_day(sheet.visited_at.date(), sheet.printed_on)}"
        flow = Flow(self.form.paper, lambda page: goes_on(self.form.paper, TITLE, subject, sheet.visit_ref), replace(FORM, first=FORM.next))
        draw_facts(flow, [(fact,) for fact in rest])
        return flow

    @property
    def pages(self) -> int:
        """The form and the pages behind it."""
        return 1 + (self._further.pages if self._further else 0)

    def draw(self, pages: int) -> None:
        """Draw the form and what goes on behind it, each page numbered among ``pages``."""
        paper = self.form.paper
        before = paper.pages
        remark = f"本表只用于关爱服务，证件和电话号码已隐去。{day(self.sheet.printed_on)}打印"
        paper.frame("form", self.form.strokes)
        self._form()
        paper.footer(remark, before + 1, pages)
        paper.end_page()
        if self._further:
            self._further.draw(lambda page, _: paper.footer(remark, before + 1 + page, pages))

    def _form(self) -> None:
        """Write the page in reading order, which is the order of entry: elder, time, method, outcome, visitors, …"""
        form, sheet, paper = self.form, self.sheet, self.form.paper
        paper.heading(TITLE + ("（已作废）" if sheet.voided else ""))
        paper.fill(Cell(LEFT - 5, 70, 330, 20), f"单位：{sheet.unit_name}")
        paper.fill(Cell(RIGHT - 175, 70, 180, 20), f"记录编号：{sheet.visit_ref}", align="right")
        chosen = _chosen(sheet)
        for field in form.fields:
            if field.room is None:
                paper.put(field.place.x + 5, field.place.y + 12, field.label, BODY, bold=True)
                continue
            form.write(field, ticked=_labels(chosen.get(field.label, ())))
            if field.label in self._lines:
                room, size, lines = self._lines[field.label]
                paper.lines(room, lines, size, top=field.label == _NOTE)
            if field.label == _NEEDS:
                draw_needs(paper, form.need_lines, sheet.needs)
        _signatures(form)


def _texts(sheet: VisitRecordSheet) -> dict[str, str]:
    at = sheet.visited_at
    return {
        "姓名": sheet.elder_name,
        "出生日期": day(sheet.birth_date),
        "台账编号": sheet.elder_ref,
        "身份证号": sheet.id_masked,
        "联系电话": sheet.phone_masked,
        "小队（组）": sheet.group,
        "住址": sheet.address,
        "知情同意": consent_words(sheet),
        "探访时间": f"{day(at)} {at:%H:%M}",
        "时长": "　　分钟" if sheet.minutes is None else f"{sheet.minutes} 分钟",
        "探访人": "、".join(sheet.visitors),
        _NOTE: sheet.note,
        "版本说明": _version(sheet),
    }


def _chosen(sheet: VisitRecordSheet) -> dict[str, tuple[Code, ...]]:
    role = (sheet.visitor_role,) if sheet.visitor_role else ()
    fields: dict[str, tuple[Code, ...]] = {
        "性别": (sheet.sex,),
        "人员类别": sheet.categories,
        "关爱等级": (sheet.care_level,),
        "探访方式": (sheet.method,),
        "探访结果": (sheet.outcome,),
        "探访人身份": role,
        _NEEDS: tuple(need.kind for need in sheet.needs),
    }
    return fields | {label: (sheet.observations.get(key, Observation.UNKNOWN),) for key, label in OBSERVATION_LABELS.items()}


def consent_words(sheet: VisitRecordSheet | ElderCardSheet) -> str:
    """What the elder said when asked for consent, and when."""
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
    for name, cell in zip(_SIGNERS, form.signing, strict=True):
        paper.put(cell.x + 6, cell.y + 16, f"{name}：")
        if name == _SIGNERS[-1]:
            paper.put(cell.x + cell.width - 6, cell.y + 44, "（盖章）", align="right")
        paper.put(cell.x + cell.width - 6, cell.y + 66, "　　年　　月　　日", align="right")
