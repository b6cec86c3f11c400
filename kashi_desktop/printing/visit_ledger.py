"""The monthly visit ledger of a unit: one line an elder, the sum, the lists behind it, the signatures."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import Flow, form, sign
from kashi_desktop.printing.style import SMALL, Paper, month_name
from kashi_desktop.printing.tables import Column, draw_list
from kashi_desktop.types.documents import LedgerRow, VisitLedgerSheet

TITLE = "特殊困难老年人月探访台账"
EMPTY = "本月没有登记的探访"
DEFINITION = (
    "口径：应探访人数是月末在册、当月截止日以前登记的老年人，谢绝上门且本月没有联系上的除外；已探访人数是其中当月至少一次已见面、已通话、"
    "住院已联系或紧急处置的。"
)
_COLUMNS = (
    Column("姓名", 78, name=True),
    Column("出生年", 40, "centre"),
    Column("小队（组）", 44, "centre"),
    Column("关爱等级", 31, "centre"),
    Column("探访日期、方式和结果", 141),
    Column("探访人", 66),
    Column("次数", 30, "centre"),
    Column("备注", 45),
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
    draw_list(flow, _COLUMNS, map(_cells, sheet.rows), number=30, total=_total(sheet), remark=remark)
    _lists(flow, sheet)
    sign(flow, sheet.printed_on)


def _cells(row: LedgerRow) -> Sequence[str]:
    people = dict.fromkeys(person for visit in row.visits for person in visit.visitors)
    return (
        row.elder_name,
        str(row.birth_year),
        row.group,
        row.care_level.label,
        "\n".join(f"{v.visited_on.day}日 {v.method.label} {v.outcome.label}" for v in row.visits),
        "、".join(people),
        str(len(row.visits)),
        row.remarks,
    )


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
    flow.paragraph(DEFINITION, SMALL)
