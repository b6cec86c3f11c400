"""The card of an elder for the village's binder: who it is, how to reach, what was agreed, the last visits and the needs."""

from collections.abc import Sequence

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, form, sign, write_each
from kashi_desktop.printing.needs_of_person import draw_needs_of_person
from kashi_desktop.printing.style import Paper, day
from kashi_desktop.printing.tables import Fact, ListColumn, draw_facts, draw_list
from kashi_desktop.printing.visit_record import consent_words
from kashi_desktop.types.paper import CardVisit, ElderCardSheet

TITLE = "特殊困难老年人卡片"
NO_VISITS = "没有登记的探访"
_VISITS: Sequence[ListColumn[CardVisit]] = (
    ListColumn("日期", 70, lambda visit: visit.visited_on.isoformat(), "centre"),
    ListColumn("方式", 66, lambda visit: visit.method, "centre"),
    ListColumn("结果", 70, lambda visit: visit.outcome, "centre"),
    ListColumn("探访人", 97, lambda visit: "\n".join(visit.visitors)),
    ListColumn("需要留意的情况", 170, lambda visit: visit.remarks),
)


def write_elder_cards(sheets: Sequence[ElderCardSheet], out: Output) -> int:
    """Write one card after the other (see ``write_each``) and return the number of pages."""
    return write_each(TITLE, sheets, _card, out, lambda sheet: f"{sheet.full_name}　{sheet.elder_ref}")


def _card(paper: Paper, sheet: ElderCardSheet) -> None:
    flow = form(paper, TITLE, f"单位：{sheet.unit_name}", f"编号：{sheet.elder_ref}")
    draw_facts(flow, _facts(sheet), row=25)
    flow.section("最近的探访")
    draw_list(flow, _VISITS, sheet.visits, empty=NO_VISITS)
    flow.section("需求")
    draw_needs_of_person(flow, sheet.needs, kept=SIGN + 4)
    flow.gap(4)
    sign(flow, sheet.printed_on, "本卡只用于关爱服务，证件和电话号码已隐去，请妥善保管。")


def _facts(sheet: ElderCardSheet) -> Sequence[Sequence[Fact]]:
    relation = f"（{sheet.contact_relation}）" if sheet.contact_relation else ""
    due = "不再探访" if sheet.closing else sheet.due
    return (
        (("姓名", sheet.full_name),),
        (("性别", sheet.sex.label), ("出生日期", day(sheet.birth_date)), ("小队（组）", sheet.group)),
        (("身份证号", sheet.id_masked or "不保存"), ("电话", sheet.phone_masked)),
        (("住址", sheet.address),),
        (("联系人", f"{sheet.contact_name}{relation}"), ("联系人电话", sheet.contact_phone_masked)),
        (("人员类别", "、".join(category.label for category in sheet.categories)),),
        (
            ("关爱等级", sheet.care_level.label + (f"　{sheet.rhythm}" if sheet.rhythm else "")),
            ("下次应访", due),
        ),
        (("知情同意", consent_words(sheet)), ("上门意愿", "谢绝上门" if sheet.home_visit_declined else "可以上门")),
        (("登记日期", day(sheet.enrolled_on)), ("在册情况", sheet.closing or "在册")),
    )
