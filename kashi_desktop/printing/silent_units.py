"""The call list of units that have not reported a month: whom to ring, what is missing, and room for what was said."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, form, sign
from kashi_desktop.printing.style import SMALL, Paper, month_name
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.office_paper import SilentUnit, SilentUnitsSheet

TITLE = "未报送单位电话联系单"
EMPTY = "所有单位都已报送，没有需要联系的单位"
ADVICE = "打电话是为了了解情况、帮助解决困难。没有新情况的单位，请提醒报送“本月无变动”。"
_MOST_MONTHS = 3


def write_silent_units(sheet: SilentUnitsSheet, out: Output) -> int:
    """Write the list and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE, f"单位：{sheet.office_name}", f"月份：{month_name(sheet.month)}")
    silent = len(sheet.rows)
    text = f"共 {sheet.total_units} 个单位，未报送 {silent} 个，已报送 {sheet.total_units - silent} 个"
    draw_list(flow, _COLUMNS, sheet.rows, number=30, total=text, empty=EMPTY, row=38)
    flow.gap(6)
    flow.paragraph(ADVICE, SMALL, kept=SIGN)
    sign(flow, sheet.printed_on)
    return paper.save(out)


def _months(missing: Sequence[str]) -> str:
    """The months one below the other; a long row of them by its ends."""
    if len(missing) <= _MOST_MONTHS:
        return "\n".join(missing)
    return f"{missing[0]}起\n共 {len(missing)} 个月"


_COLUMNS: Sequence[ListColumn[SilentUnit]] = (
    ListColumn("乡镇\n（街道）", 62, lambda unit: unit.township),
    ListColumn("单位", 100, lambda unit: f"{unit.unit_name}\n{unit.unit_code}"),
    ListColumn("未报月份", 60, lambda unit: _months(unit.missing), "centre"),
    ListColumn("最近收到", 62, lambda unit: unit.last_received.isoformat() if unit.last_received else "从未收到", "centre"),
    ListColumn("联系时间", 56, lambda _: "", "centre"),
    ListColumn("接听人", 54, lambda _: "", "centre"),
    ListColumn("答复", 81, lambda _: "", "centre"),
)
