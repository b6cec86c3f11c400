"""The due list to carry along: in its order, with columns to write in that follow the keyboard entry."""

from collections.abc import Iterable, Sequence
from datetime import date

from db.codes import Code, Method, Outcome
from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, form, sign
from kashi_desktop.printing.style import SMALL, Paper, day
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.paper import DueLine, DueListSheet
from kashi_desktop.types.typed_dates import short_day

TITLE = "应访名单"
EMPTY = "没有应访的老年人"


def write_due_list(sheet: DueListSheet, out: Output) -> int:
    """Write the list and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE, f"单位：{sheet.unit_name}", f"截至：{day(sheet.as_of)}")
    flow.paragraph(f"方式（圈数字）：{_legend(Method)}", SMALL)
    flow.paragraph(f"结果（圈数字）：{_legend(Outcome)}", SMALL)
    flow.gap(5)
    late, urgent = sum(line.days_overdue > 0 for line in sheet.rows), sum(line.urgent for line in sheet.rows)
    text = f"应访 {len(sheet.rows)} 人，其中已过应访日 {late} 人，有紧急情况 {urgent} 人"
    draw_list(flow, _columns(sheet.as_of), sheet.rows, number=29, total=text, empty=EMPTY, row=38, kept=SIGN)
    sign(flow, sheet.as_of, "本单只用于关爱服务，录入后按规定保管。")
    return paper.save(out)


def _legend(codes: Iterable[Code]) -> str:
    return "　".join(f"{number} {code.label}" for number, code in enumerate(codes, 1))


def _digits(codes: type[Code]) -> str:
    """The digits to circle, four a line."""
    digits = [str(number) for number in range(1, len(codes) + 1)]
    return "\n".join(" ".join(digits[at : at + 4]) for at in range(0, len(digits), 4))


def _why(line: DueLine, today: date) -> str:
    """The day and what makes it this day, each on its own line."""
    late = f"已过 {line.days_overdue} 天" if line.days_overdue > 0 else ""
    step = f"→ {line.next_step}" if line.next_step else ""
    when = "本月要走访" if line.planned else short_day(line.due_on, today)
    parts = ("【紧急】" if line.urgent else "", when, late, line.reason, step)
    return "\n".join(filter(None, parts))


def _columns(today: date) -> Sequence[ListColumn[DueLine]]:
    return (
        ListColumn("姓名", 90, lambda line: f"{line.full_name}\n{line.birth_year}年生", name=True),
        ListColumn("小队\n（组）", 39, lambda line: line.group, "centre"),
        ListColumn("等级", 28, lambda line: line.care_level.label, "centre"),
        ListColumn("应访日和缘由", 84, lambda line: _why(line, today)),
        ListColumn("时间", 50, lambda _: "　月　日\n　时　分", "centre"),
        ListColumn("方式", 40, lambda _: _digits(Method), "centre"),
        ListColumn("结果", 40, lambda _: _digits(Outcome), "centre"),
        ListColumn("探访人", 48, lambda _: "", "centre"),
        ListColumn("情况\n备注", 57, lambda _: "□ 都正常\n　　　　", "centre"),
    )
