"""The table of one person's needs, on the card and on the copy."""

from collections.abc import Sequence

from kashi_desktop.printing.flow import Flow
from kashi_desktop.printing.tables import Column, draw_list
from kashi_desktop.types.paper import PersonNeed

EMPTY = "没有登记的需求"
_COLUMNS = (
    Column("提出日期", 70, "centre"),
    Column("需求", 78, "centre"),
    Column("处理", 62, "centre"),
    Column("转介单位", 119),
    Column("期限", 70, "centre"),
    Column("状态", 74, "centre"),
)


def draw_needs_of_person(flow: Flow, needs: Sequence[PersonNeed]) -> None:
    """Set the table, or the sentence that there are none."""
    rows = [
        (
            need.opened_on.isoformat(),
            need.kind,
            need.action,
            need.referral_to,
            need.due_on.isoformat() if need.due_on else "未定",
            need.status + (f"\n{need.closed_on.isoformat()}" if need.closed_on else ""),
        )
        for need in needs
    ]
    draw_list(flow, _COLUMNS, rows, empty=EMPTY)
