"""The needs of a unit by due date, with room to write what was done."""

from collections.abc import Sequence
from datetime import date

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, form, sign
from kashi_desktop.printing.style import Paper, day
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.office_paper import NeedsListLine, NeedsListSheet
from kashi_desktop.types.typed_dates import short_day

TITLE = "需求办理单"
EMPTY = "没有登记的需求"


def write_needs_list(sheet: NeedsListSheet, out: Output) -> int:
    """Write the list and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE, f"单位：{sheet.unit_name}", f"截至：{day(sheet.as_of)}")
    late = sum(need.days_overdue > 0 for need in sheet.rows)
    text = f"共 {len(sheet.rows)} 项需求，其中已过期限 {late} 项"
    draw_list(flow, _columns(sheet.as_of), sheet.rows, number=30, total=text, empty=EMPTY, row=30, kept=SIGN)
    sign(flow, sheet.as_of, "本单只用于关爱服务。")
    return paper.save(out)


def _due(need: NeedsListLine) -> str:
    due = need.due_on.isoformat() if need.due_on else "未定"
    return due + (f"\n已过 {need.days_overdue} 天" if need.days_overdue > 0 else "")


def _columns(today: date) -> Sequence[ListColumn[NeedsListLine]]:
    return (
        ListColumn("姓名", 90, lambda need: f"{need.full_name}\n{need.birth_year}年生", name=True),
        ListColumn("小队\n（组）", 42, lambda need: need.group, "centre"),
        ListColumn("需求", 67, lambda need: f"{need.kind}\n{short_day(need.opened_on, today)}提出", "centre"),
        ListColumn("处理和转介单位", 88, lambda need: "\n".join(filter(None, (need.action, need.referral_to)))),
        ListColumn("期限", 62, _due, "centre"),
        ListColumn("状态", 44, lambda need: need.status, "centre"),
        ListColumn("办理情况", 82, lambda need: f"{need.closed_on.isoformat()}\n办结" if need.closed_on else "", "centre"),
    )
