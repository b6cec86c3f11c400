"""The call list of units that have not reported a month: whom to ring, what is missing, and room for what was said."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import form, sign
from kashi_desktop.printing.style import SMALL, Paper, month_name
from kashi_desktop.printing.tables import Column, draw_list
from kashi_desktop.types.office_paper import SilentUnitsSheet

TITLE = "未报送单位电话联系单"
EMPTY = "所有单位都已报送，没有需要联系的单位"
ADVICE = "打电话是为了了解情况、帮助解决困难。没有新情况的单位，请提醒报送“本月无变动”。"
_MOST_MONTHS = 3
_COLUMNS = (
    Column("乡镇\n（街道）", 62),
    Column("单位", 100),
    Column("未报月份", 60, "centre"),
    Column("最近收到", 62, "centre"),
    Column("联系时间", 56, "centre"),
    Column("接听人", 54, "centre"),
    Column("答复", 81, "centre"),
)


def write_silent_units(sheet: SilentUnitsSheet, out: Output) -> int:
    """Write the list and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE, f"单位：{sheet.office_name}", f"月份：{month_name(sheet.month)}")
    rows = [
        (
            unit.township,
            f"{unit.unit_name}\n{unit.unit_code}",
            _months(unit.missing),
            unit.last_received.isoformat() if unit.last_received else "从未收到",
            "",
            "",
            "",
        )
        for unit in sheet.rows
    ]
    text = f"共 {sheet.total_units} 个单位，未报送 {len(rows)} 个，已报送 {sheet.total_units - len(rows)} 个"
    draw_list(flow, _COLUMNS, rows, number=30, total=text, empty=EMPTY, row=38)
    flow.gap(6)
    flow.paragraph(ADVICE, SMALL)
    sign(flow, sheet.printed_on)
    return paper.save(out)


def _months(missing: Sequence[str]) -> str:
    """The months one below the other; a long row of them by its ends."""
    if len(missing) <= _MOST_MONTHS:
        return "\n".join(missing)
    return f"{missing[0]}起\n共 {len(missing)} 个月"
