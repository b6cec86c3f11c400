"""The copy for the subject: all that is kept about one person, in plain words, and how to have it put right or erased."""

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import Flow, form, sign
from kashi_desktop.printing.needs_of_person import draw_needs_of_person
from kashi_desktop.printing.style import LEADING, Paper, day
from kashi_desktop.printing.tables import Column, draw_list
from kashi_desktop.types.paper import SubjectCopySheet

TITLE = "个人信息副本"
NO_ITEMS = "没有保存您的登记信息"
NO_VISITS = "没有保存探访记录"
NO_VERSIONS = "没有更改过"
RIGHTS = (
    "内容不对或不全，可以要求更正、补充。本单位核对后更正，原来写的和更正的原因会一并留存。",
    "不想再让我们保存联系方式和探访情况，可以随时撤回同意。撤回以后不再使用，也不影响您享受其他服务。",
    "保存期限已到、不再需要，或者您撤回了同意，可以要求删除。删除后只留下不含个人信息的合计数。",
    "您可以自己来，也可以请家人或村（社区）干部代办。本单位不收取费用；不同意办理的，会当面说明理由。",
    "身份证号码不保存，只留换算后的校验值和末四位，用来避免重复登记。",
)
_ITEMS = (
    Column("项目", 63),
    Column("保存的内容", 120),
    Column("用途", 102),
    Column("谁能看到", 95),
    Column("保存多久", 95),
)
_VISITS = (
    Column("时间", 64, "centre"),
    Column("方式和结果", 72),
    Column("探访人", 78),
    Column("看到的情况", 130),
    Column("备注", 131),
)
_VERSIONS = (
    Column("时间", 64, "centre"),
    Column("谁更改的", 90),
    Column("改了什么", 180),
    Column("为什么", 141),
)


def write_subject_copy(sheet: SubjectCopySheet, out: Output) -> int:
    """Write the copy and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    flow = form(paper, TITLE, f"单位：{sheet.office_name}", f"编号：{sheet.elder_ref}")
    flow.gap(5)
    flow.paragraph(_opening(sheet), leading=LEADING * 1.15, indent=2)
    flow.section("一、登记信息")
    rows = [(item.label, item.value, item.purpose, item.who_sees, item.keep) for item in sheet.items]
    draw_list(flow, _ITEMS, rows, number=30, empty=NO_ITEMS)
    _visits(flow, sheet)
    flow.section("三、需求")
    draw_needs_of_person(flow, sheet.needs)
    _versions(flow, sheet)
    _rights(flow, sheet)
    sign(flow, sheet.printed_on, "本副本含个人信息，请交给本人保管。", ("经办人", "本人或代办人签收"))
    return paper.save(out)


def _opening(sheet: SubjectCopySheet) -> str:
    return (
        f"{sheet.full_name}：应您的要求，把截至{day(sheet.printed_on)}本单位保存的关于您的全部信息列在下面。"
        "这些信息只用于关爱服务，不用于别的目的；县以上只汇总数字，不含您的姓名。"
    )


def _visits(flow: Flow, sheet: SubjectCopySheet) -> None:
    flow.section("二、探访记录")
    rows = [
        (
            f"{visit.visited_at:%Y-%m-%d}\n{visit.visited_at:%H:%M}",
            f"{visit.method}\n{visit.outcome}",
            "\n".join(visit.visitors),
            visit.seen,
            visit.note,
        )
        for visit in sheet.visits
    ]
    draw_list(flow, _VISITS, rows, number=30, empty=NO_VISITS)


def _versions(flow: Flow, sheet: SubjectCopySheet) -> None:
    flow.section("四、更改记录")
    rows = [
        (f"{version.changed_at:%Y-%m-%d}\n{version.changed_at:%H:%M}", version.who, version.what, version.reason or "未写明")
        for version in sheet.versions
    ]
    draw_list(flow, _VERSIONS, rows, number=30, empty=NO_VERSIONS)


def _rights(flow: Flow, sheet: SubjectCopySheet) -> None:
    flow.section("五、怎样要求更正或删除")
    for number, text in enumerate(RIGHTS, 1):
        flow.paragraph(f"{number}. {text}", leading=LEADING * 1.1)
        flow.gap(2)
    flow.paragraph(f"联系：{sheet.office_name}　{sheet.contact}", bold=True)
