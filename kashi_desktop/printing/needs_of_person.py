"""The table of one person's needs, on the card and on the copy."""

from collections.abc import Sequence

from kashi_desktop.printing.flow import Flow
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.paper import PersonNeed

EMPTY = "没有登记的需求"
_COLUMNS: Sequence[ListColumn[PersonNeed]] = (
    ListColumn("提出日期", 70, lambda need: need.opened_on.isoformat(), "centre"),
    ListColumn("需求", 78, lambda need: need.kind, "centre"),
    ListColumn("处理", 62, lambda need: need.action, "centre"),
    ListColumn("转介单位", 119, lambda need: need.referral_to),
    ListColumn("期限", 70, lambda need: need.due_on.isoformat() if need.due_on else "未定", "centre"),
    ListColumn("状态", 74, lambda need: need.status + (f"\n{need.closed_on.isoformat()}" if need.closed_on else ""), "centre"),
)


def draw_needs_of_person(flow: Flow, needs: Sequence[PersonNeed], kept: float = 0.0) -> None:
    """Set the table, or the sentence that there are none, with ``kept`` points free below."""
    draw_list(flow, _COLUMNS, needs, empty=EMPTY, kept=kept)
