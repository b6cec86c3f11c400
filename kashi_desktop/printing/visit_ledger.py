"""The monthly visit ledger of a unit: one line an elder, the sum, the lists behind it, the signatures."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kashi_desktop.printing.style import BODY, LEADING, LEFT, PAD, RIGHT, SMALL, THICK, THIN, WIDTH, Align, Cell, Paper, day
from kashi_desktop.printing.wrapping import wrap, wrap_name
from kashi_desktop.types.documents import LedgerRow, VisitLedgerSheet

TITLE = "特殊困难老年人月探访台账"
EMPTY = "本月没有登记的探访"
DEFINITION = (
    "口径：应探访人数是月末在册、当月截止日以前登记的老年人，谢绝上门且本月没有联系上的除外；已探访人数是其中当月至少一次已见面、已通话、"
    "住院已联系或紧急处置的。"
)
_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    ("序号", 30, "centre"),
    ("姓名", 78, "left"),
    ("出生年", 40, "centre"),
    ("小队（组）", 44, "centre"),
    ("关爱等级", 31, "centre"),
    ("探访日期、方式和结果", 141, "left"),
    ("探访人", 66, "left"),
    ("次数", 30, "centre"),
    ("备注", 45, "left"),
)
_HEAD, _SUM, _SIGN = 34.0, 38.0, 62.0
_FIRST, _NEXT, _BOTTOM = 92.0, 64.0, 800.0
_STEP = BODY * LEADING
_MARGIN = 8.0


def write_visit_ledger(sheet: VisitLedgerSheet, out: Path) -> int:
    """Write the ledger and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    ledger = _Ledger(paper, sheet)
    ledger.compose()
    for number, page in enumerate(ledger.pages, 1):
        for step in page:
            step()
        paper.footer(f"{day(sheet.printed_on)}打印", number, len(ledger.pages))
        paper.end_page()
    return paper.save(out)


class _Ledger:
    """Composes the pages first, so that each can say how many there are."""

    def __init__(self, paper: Paper, sheet: VisitLedgerSheet) -> None:
        self.paper, self.sheet = paper, sheet
        self.pages: list[list[Callable[[], None]]] = []
        self.y = self.top = self.upright_end = 0.0
        self.kept = 0.0  # room left below the last row, so that the sum never stands alone on a page
        year, month = sheet.month.split("-")
        self.month = f"{int(year)}年{int(month)}月"

    def compose(self) -> None:
        self._open_page()
        for number, row in enumerate(self.sheet.rows, 1):
            self.kept = _SUM if number == len(self.sheet.rows) else 0.0
            self._row(number, row)
        if not any(row.visits for row in self.sheet.rows):
            self._wide(EMPTY)
        self._sum()
        self._close_table()
        self._lists()
        self._sign()

    # pages and the table's head

    def _add(self, step: Callable[[], None]) -> None:
        self.pages[-1].append(step)

    def _open_page(self, table: bool = True) -> None:
        first = not self.pages
        self.pages.append([])
        self._add(self._title if first else self._running_head)
        self.y = _FIRST if first else _NEXT
        if table:
            self.top = self.y
            self._head(self.y)
            self.y += _HEAD

    def _title(self) -> None:
        self.paper.heading(TITLE)
        self.paper.fill(Cell(LEFT - PAD, 70, 380, 20), f"单位：{self.sheet.unit_name}")
        self.paper.fill(Cell(RIGHT - 120, 70, 120 + PAD, 20), f"月份：{self.month}", align="right")

    def _running_head(self) -> None:
        self.paper.fill(Cell(LEFT - PAD, 42, 380, 18), f"{TITLE}（续）　{self.sheet.unit_name}", SMALL)
        self.paper.fill(Cell(RIGHT - 120, 42, 120 + PAD, 18), self.month, SMALL, align="right")

    def _head(self, y: float) -> None:
        def draw() -> None:
            self.paper.band(Cell(LEFT, y, WIDTH, _HEAD))
            x = LEFT
            for label, width, _ in _COLUMNS:
                self.paper.fill(Cell(x, y, width, _HEAD), label, bold=True, align="centre", pad=3)
                x += width

        self._add(draw)
        self._rule(y + _HEAD)

    def _rule(self, y: float) -> None:
        self._add(lambda: self.paper.rule(LEFT, y, RIGHT, y))

    def _close_table(self, upright_to: float | None = None) -> None:
        top, bottom = self.top, self.y
        end = upright_to or self.upright_end

        def draw() -> None:
            x = LEFT
            for _, width, _ in _COLUMNS[:-1]:
                x += width
                self.paper.rule(x, top, x, end)
            self.paper.box(Cell(LEFT, top, WIDTH, bottom - top), THICK)

        self._add(draw)

    # rows

    def _row(self, number: int, row: LedgerRow) -> None:
        cells = self._cells(number, row)
        room = int((_BOTTOM - _NEXT - _HEAD - _SUM - _MARGIN) / _STEP)
        longest = max(len(lines) for lines in cells)
        start, end = 0, room
        if longest > room:  # longer than a page: begin where there is room, and say again whose it is
            end = max(3, int((_BOTTOM - self.y - _SUM - _MARGIN) / _STEP))
        while start < longest:
            part = [lines[start:end] for lines in cells]
            if start:
                part[0], part[1] = [str(number)], [*cells[1], "（续）"]
            self._lines(part)
            start, end = end, end + room

    def _cells(self, number: int, row: LedgerRow) -> list[list[str]]:
        visits = [f"{v.visited_on.day}日 {v.method.label} {v.outcome.label}" for v in row.visits]
        people = dict.fromkeys(person for visit in row.visits for person in visit.visitors)
        texts = (
            str(number),
            row.elder_name,
            str(row.birth_year),
            row.group,
            row.care_level.label,
            "\n".join(visits),
            "、".join(people),
            str(len(visits)),
            row.remarks,
        )
        return [
            (wrap_name if label == "姓名" else wrap)(self.paper.setter, text, (width - 2 * _pad(align)) * 1000 / BODY)
            for text, (label, width, align) in zip(texts, _COLUMNS, strict=True)
        ]

    def _lines(self, cells: Sequence[list[str]]) -> None:
        height = max(22.0, max(len(lines) for lines in cells) * _STEP + _MARGIN)
        self._room(height)
        y = self.y

        def draw() -> None:
            x = LEFT
            for lines, (_, width, align) in zip(cells, _COLUMNS, strict=True):
                self.paper.lines(Cell(x, y, width, height).inset(_pad(align)), lines, BODY, align=align)
                x += width

        self._add(draw)
        self.y += height
        self._rule(self.y)
        self.upright_end = self.y

    def _room(self, height: float) -> None:
        if self.y + height + self.kept > _BOTTOM:
            self._close_table(self.y)
            self._open_page()
            self.upright_end = self.y

    def _wide(self, text: str) -> None:
        """A row across the whole table."""
        self._room(40)
        if not self.sheet.rows:
            self.upright_end = self.y
        y = self.y
        self._add(lambda: self.paper.fill(Cell(LEFT, y, WIDTH, 40), text, align="centre"))
        self.y += 40
        self._rule(self.y)

    def _sum(self) -> None:
        self.kept = 0.0
        self._room(_SUM)
        sheet, y = self.sheet, self.y
        visits = sum(len(row.visits) for row in sheet.rows)
        rate = sheet.rate_display or "不适用"
        text = f"应探访 {sheet.denominator} 人，已探访 {sheet.numerator} 人，月探访率 {rate}（目标 100 %）\n"
        text += f"表列 {len(sheet.rows)} 人，探访 {visits} 次"
        first = _COLUMNS[0][1] + _COLUMNS[1][1]

        def draw() -> None:
            self.paper.band(Cell(LEFT, y, WIDTH, _SUM))
            self.paper.rule(LEFT, y, RIGHT, y)
            self.paper.fill(Cell(LEFT, y, first, _SUM), "合计", bold=True, align="centre")
            self.paper.fill(Cell(LEFT + first, y, WIDTH - first, _SUM), text)
            self.paper.rule(LEFT + first, y, LEFT + first, y + _SUM, THIN)

        self._add(draw)
        self.y += _SUM

    # below the table

    def _lists(self) -> None:
        sheet = self.sheet
        self.y += 8
        lists = (
            ("未见到", sheet.not_visited),
            ("本月减少", sheet.closed),
            ("截止日后登记", sheet.joined_after_cut_off),
            ("谢绝上门且本月没有联系上", sheet.declined),
        )
        for title, people in lists:
            if people or title in ("未见到", "本月减少"):
                self._paragraph(f"{title}（{len(people)} 人）：{'、'.join(people) or '无'}", BODY)
                self.y += 3
        self._paragraph(DEFINITION, SMALL)

    def _paragraph(self, text: str, size: float) -> None:
        for line in wrap(self.paper.setter, text, WIDTH * 1000 / size):
            if self.y + size * LEADING > _BOTTOM:
                self._open_page(table=False)
            y = self.y + size
            self._add(lambda y=y, line=line: self.paper.put(LEFT, y, line, size))  # type: ignore[misc]  # default binds the value
            self.y += size * LEADING

    def _sign(self) -> None:
        if self.y + _SIGN > _BOTTOM:
            self._open_page(table=False)
        y = self.y + 30
        self._add(lambda: self.paper.signatures(y, ("填表人", "审核人", "负责人")))


def _pad(align: Align) -> float:
    return PAD if align == "left" else 2.0
