"""The monthly visit ledger of a unit: one line an elder, the sum, the lists behind it, the signatures."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, Flow, form, sign
from kashi_desktop.printing.style import SMALL, Paper, month_name
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.documents import LedgerRow, VisitLedgerSheet

TITLE = "特殊困难老年人月探访台账"
EMPTY = "本月没有登记的探访"
DEFINITION = (
    "口径：应探访人数是月末在册、当月截止日以前登记的老年人，谢绝上门且本月没有联系上的除外；已探访人数是其中当月至少一次已见面、已通话、"
    "住院已联系或紧急处置的。"
)


def write_visit_ledger(sheet: VisitLedgerSheet, out: Output) -> int:
    """Write the ledger and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    draw_visit_ledger(paper, sheet)
    return paper.save(out)


def draw_visit_ledger(paper: Paper, sheet: VisitLedgerSheet) -> None:
    """The ledger on its own pages of a document."""
    flow = form(paper, TITLE, f"单位：{sheet.unit_name}", f"月份：{month_name(sheet.month)}")
    remark = "" if any(row.visits for row in sheet.rows) else EMPTY
    draw_list(flow, _COLUMNS, sheet.rows, number=30, total=_total(sheet), remark=remark)
    _lists(flow, sheet)
    sign(flow, sheet.printed_on)


def _total(sheet: VisitLedgerSheet) -> str:
    visits = sum(len(row.visits) for row in sheet.rows)
    rate = sheet.rate_display or "不适用"
    counted = f"应探访 {sheet.denominator} 人，已探访 {sheet.numerator} 人，月探访率 {rate}（目标 100 %）"
    return f"{counted}\n表列 {len(sheet.rows)} 人，探访 {visits} 次"


def _lists(flow: Flow, sheet: VisitLedgerSheet) -> None:
    """Below the table: who is behind the numbers, and what they mean."""
    flow.gap(8)
    lists = (
        ("未见到", sheet.not_visited),
        ("本月减少", sheet.closed),
        ("截止日后登记", sheet.joined_after_cut_off),
        ("谢绝上门且本月没有联系上", sheet.declined),
    )
    for title, people in lists:
        if people or title in ("未见到", "本月减少"):
            flow.paragraph(f"{title}（{len(people)} 人）：{'、'.join(people) or '无'}")
            flow.gap(3)
    flow.paragraph(DEFINITION, SMALL, kept=SIGN)


def _visits(row: LedgerRow) -> str:
    return "\n".join(f"{visit.visited_on.day}日 {visit.method.label} {visit.outcome.label}" for visit in row.visits)


def _visitors(row: LedgerRow) -> str:
    return "、".join(dict.fromkeys(person for visit in row.visits for person in visit.visitors))


_COLUMNS: Sequence[ListColumn[LedgerRow]] = (
    ListColumn("姓名", 78, lambda row: row.elder_name, name=True),
    ListColumn("出生年", 40, lambda row: str(row.birth_year), "centre"),
    ListColumn("小队（组）", 44, lambda row: row.group, "centre"),
    ListColumn("关爱等级", 31, lambda row: row.care_level.label, "centre"),
    ListColumn("探访日期、方式和结果", 141, _visits),
    ListColumn("探访人", 66, _visitors),
    ListColumn("次数", 30, lambda row: str(len(row.visits)), "centre"),
    ListColumn("备注", 45, lambda row: row.remarks),
)
