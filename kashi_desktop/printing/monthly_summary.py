"""The monthly summary of a unit: every register's numbers in parts, with room for the unit's own words."""

from collections.abc import Sequence
from functools import partial

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, Flow, form, sign
from kashi_desktop.printing.style import LEADING, PAD, SMALL, Cell, Paper, month_name
from kashi_desktop.printing.tables import ListColumn, Span, draw_list
from kashi_desktop.types.office_paper import MonthlySummarySheet, SummaryRow, SummarySection

TITLE = "村（社区）服务工作月度小结"
EMPTY = "本月没有登记"
REMARKS = "需要说明的情况"
_COLUMNS: Sequence[ListColumn[SummaryRow]] = (
    ListColumn("项目", 165, lambda row: row.label),
    ListColumn("数量", 90, lambda row: row.value, "centre"),
    ListColumn("说明", 218, lambda row: row.note),
)
_LINES, _LINE = 5, 24.0


def write_monthly_summary(sheet: MonthlySummarySheet, out: Output) -> int:
    """Write the summary and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    draw_monthly_summary(paper, sheet)
    return paper.save(out)


def draw_monthly_summary(paper: Paper, sheet: MonthlySummarySheet) -> None:
    """The summary on its own pages of a document."""
    flow = form(paper, TITLE, f"单位：{sheet.unit_name}", f"月份：{month_name(sheet.month)}")
    flow.gap(-4)  # the first part's title needs less room above it
    for number, section in enumerate(sheet.sections):
        _section(flow, f"{_ordinal(number)}、{section.title}", section)
    if not sheet.sections:
        flow.section(EMPTY)
    _remarks(flow, sheet.remarks)
    sign(flow, sheet.printed_on)


def _section(flow: Flow, title: str, section: SummarySection) -> None:
    flow.section(title)
    draw_list(flow, _COLUMNS, section.rows, total=(Span(section.total, bold=True), Span("")) if section.total else (), empty=EMPTY)
    if section.note:
        flow.gap(4)
        flow.paragraph(section.note, SMALL)


def _ordinal(number: int) -> str:
    """一, 二 … 十, 十一 …"""
    digits = "一二三四五六七八九"
    tens, ones = divmod(number + 1, 10)
    return ("" if not tens else "十" if tens == 1 else f"{digits[tens - 1]}十") + (digits[ones - 1] if ones else "")


def _remarks(flow: Flow, text: str) -> None:
    """What the unit wants to say, or lines to write it on."""
    if text:
        flow.section(REMARKS)
        flow.paragraph(text, leading=LEADING * 1.15, indent=2, kept=SIGN)
        return
    flow.need(_LINES * _LINE + 30 + SIGN)
    flow.section(REMARKS)
    cell = Cell(flow.body.left, flow.y, flow.body.width, _LINES * _LINE)
    flow.add(lambda: flow.paper.box(cell))
    for line in range(1, _LINES):
        y = cell.y + line * _LINE
        flow.add(partial(flow.paper.rule, cell.x + PAD, y, cell.x + cell.width - PAD, y))
    flow.y += cell.height
