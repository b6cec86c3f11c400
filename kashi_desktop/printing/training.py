"""Papers of a training course: the sheet to sign at the door and the list of results and certificates."""

from collections import Counter
from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, Flow, form, sign
from kashi_desktop.printing.style import SMALL, Paper, amount, day
from kashi_desktop.printing.tables import ListColumn, draw_facts, draw_list
from kashi_desktop.types.paper import CertificateLine, CertificateListSheet, CourseHead, SignInLine, TrainingSignInSheet

SIGN_IN_TITLE = "培训签到表"
LIST_TITLE = "培训结业（合格）证书名册"
EMPTY_SIGN_IN = "没有预先登记的参训人员，请在空行签到"
EMPTY_LIST = "没有登记的参训人员"
WALK_INS = "没有列在表上的人，请在空行写明姓名和单位后签到。请本人签名，不代签。"
_SIGN_IN: Sequence[ListColumn[SignInLine]] = (
    ListColumn("姓名", 110, lambda line: line.full_name, name=True),
    ListColumn("单位", 145, lambda line: line.unit_name),
    ListColumn("岗位", 78, lambda line: line.post),
    ListColumn("本人签名", 140, lambda _: "", "centre"),
)
_LIST: Sequence[ListColumn[CertificateLine]] = (
    ListColumn("姓名", 112, lambda line: line.full_name, name=True),
    ListColumn("单位", 150, lambda line: line.unit_name),
    ListColumn("结果", 56, lambda line: line.result, "centre"),
    ListColumn("证书编号", 95, lambda line: line.certificate_no, "centre"),
    ListColumn("备注", 60, lambda line: line.remarks),
)


def write_training_sign_in(sheet: TrainingSignInSheet, out: Output) -> int:
    """Write the sheet and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(SIGN_IN_TITLE)
    flow = form(paper, SIGN_IN_TITLE, f"场次：{sheet.session or '＿' * 12}", subject=sheet.course.title)
    _head(flow, sheet.course)
    rows = [*sheet.rows, *[SignInLine("", "")] * sheet.blank_rows]
    text = f"应到 {len(sheet.rows)} 人　　实到　　　　人"
    draw_list(flow, _SIGN_IN, rows, total=text, remark="" if sheet.rows else EMPTY_SIGN_IN, row=29)
    flow.gap(6)
    flow.paragraph(WALK_INS, SMALL, kept=SIGN)
    sign(flow, sheet.printed_on)
    return paper.save(out)


def write_certificate_list(sheet: CertificateListSheet, out: Output) -> int:
    """Write the list and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(LIST_TITLE)
    flow = form(paper, LIST_TITLE, subject=sheet.course.title)
    _head(flow, sheet.course)
    results = "，".join(f"{result} {count} 人" for result, count in Counter(line.result for line in sheet.rows).items())
    numbered = sum(bool(line.certificate_no) for line in sheet.rows)
    text = f"共 {len(sheet.rows)} 人" + (f"：{results}；有证书编号的 {numbered} 人" if sheet.rows else "")
    draw_list(flow, _LIST, sheet.rows, total=text, empty=EMPTY_LIST, row=24, kept=SIGN)
    sign(flow, sheet.printed_on)
    return paper.save(out)


def _head(flow: Flow, course: CourseHead) -> None:
    days = day(course.starts_on) if course.starts_on == course.ends_on else f"{day(course.starts_on)}至{day(course.ends_on)}"
    rows = (
        (("培训名称", course.title),),
        (("主办单位", course.organiser), ("培训方式", course.mode)),
        (("培训日期", days), ("学时", f"{amount(course.hours)} 学时（每学时 45 分钟）")),
        (("培训地点", course.place),),
    )
    draw_facts(flow, rows)
    flow.gap(12)
