"""The copy for the subject: all that is kept about one person, in plain words, and how to have it put right or erased."""

from collections.abc import Sequence
from datetime import datetime

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, Flow, form, sign
from kashi_desktop.printing.needs_of_person import draw_needs_of_person
from kashi_desktop.printing.style import LEADING, Paper, day
from kashi_desktop.printing.tables import ListColumn, draw_list
from kashi_desktop.types.paper import CopyVisit, KeptItem, KeptVersion, SubjectCopySheet

TITLE = "个人信息副本"
NO_ITEMS = "没有保存您的登记信息"
NO_VISITS = "没有保存探访记录"
NO_VERSIONS = "没有更改过"
RIGHTS = (
    "内容不对或不全，可以要求更正、补充。本单位核对后更正，原来写的和更正的原因会一并留存。",
    "不想再让我们保存联系方式和探访情况，可以随时撤回同意。撤回以后这些内容随即删除，也不影响您享受其他服务。",
    "保存期限已到、不再需要，或者您撤回了同意，可以要求删除。删除后只留下不含个人信息的合计数。",
    "您可以自己来，也可以请家人或村（社区）干部代办。本单位不收取费用；不同意办理的，会当面说明理由。",
    "身份证号码不保存，只留换算后的校验值和末两位，用来避免重复登记。",
)
_ITEMS: Sequence[ListColumn[KeptItem]] = (
    ListColumn("项目", 63, lambda item: item.label),
    ListColumn("保存的内容", 120, lambda item: item.value),
    ListColumn("用途", 102, lambda item: item.purpose),
    ListColumn("谁能看到", 95, lambda item: item.who_sees),
    ListColumn("保存多久", 95, lambda item: item.keep),
)
_VISITS: Sequence[ListColumn[CopyVisit]] = (
    ListColumn("时间", 64, lambda visit: _moment(visit.visited_at), "centre"),
    ListColumn("方式和结果", 72, lambda visit: f"{visit.method}\n{visit.outcome}"),
    ListColumn("探访人", 78, lambda visit: "\n".join(visit.visitors)),
    ListColumn("看到的情况", 130, lambda visit: visit.seen),
    ListColumn("备注", 131, lambda visit: visit.note),
)
_VERSIONS: Sequence[ListColumn[KeptVersion]] = (
    ListColumn("时间", 64, lambda version: _moment(version.changed_at), "centre"),
    ListColumn("谁更改的", 90, lambda version: version.who),
    ListColumn("改了什么", 180, lambda version: version.what),
    ListColumn("为什么", 141, lambda version: version.reason or "未写明"),
)


def write_subject_copy(sheet: SubjectCopySheet, out: Output) -> int:
    """Write the copy and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE, f"单位：{sheet.office_name}", f"编号：{sheet.elder_ref}")
    flow.gap(5)
    flow.paragraph(_opening(sheet), leading=LEADING * 1.15, indent=2)
    flow.section("一、登记信息")
    draw_list(flow, _ITEMS, sheet.items, number=30, empty=NO_ITEMS)
    flow.section("二、探访记录")
    draw_list(flow, _VISITS, sheet.visits, number=30, empty=NO_VISITS)
    flow.section("三、需求")
    draw_needs_of_person(flow, sheet.needs)
    flow.section("四、更改记录")
    draw_list(flow, _VERSIONS, sheet.versions, number=30, empty=NO_VERSIONS)
    _rights(flow, sheet)
    sign(flow, sheet.printed_on, "本副本含个人信息，请交给本人保管。", ("经办人", "本人或代办人签收"))
    return paper.save(out)


def _opening(sheet: SubjectCopySheet) -> str:
    return (
        f"{sheet.full_name}：应您的要求，把截至{day(sheet.printed_on)}本单位保存的关于您的全部信息列在下面。"
        "这些信息只用于关爱服务，不用于别的目的；县以上只汇总数字，不含您的姓名。"
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d}\n{at:%H:%M}"


def _rights(flow: Flow, sheet: SubjectCopySheet) -> None:
    flow.section("五、怎样要求更正或删除")
    for number, text in enumerate(RIGHTS, 1):
        flow.paragraph(f"{number}. {text}", leading=LEADING * 1.1)
        flow.gap(2)
    flow.paragraph(f"联系：{sheet.office_name}　{sheet.contact}", bold=True, kept=SIGN)
