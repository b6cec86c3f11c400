"""The sheet of one facility: what it is, what held when, when it is open, and who shares it."""

from collections.abc import Sequence
from decimal import Decimal

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.flow import SIGN, Flow, form, sign, write_each
from kashi_desktop.printing.style import Paper, amount, day
from kashi_desktop.printing.tables import Fact, ListColumn, Span, draw_facts, draw_list
from kashi_desktop.types.office_paper import FacilityShare, FacilitySheet, FacilityState, SeasonHours

TITLE = "社区综合服务设施登记表"
NO_STATES = "没有登记状态"
NO_HOURS = "没有登记开放时间"
NO_SHARES = "没有与其他单位共用"


def write_facility_sheets(sheets: Sequence[FacilitySheet], out: Output) -> int:
    """Write one sheet after the other (see ``write_each``) and return the number of pages."""
    return write_each(TITLE, sheets, _sheet, out, lambda sheet: f"{sheet.name}（{sheet.code}）")


def _sheet(paper: Paper, sheet: FacilitySheet) -> None:
    flow = form(paper, TITLE, f"单位：{sheet.unit_name}", f"编号：{sheet.code}")
    draw_facts(flow, _facts(sheet), label=74, row=25)
    flow.section("状态沿革")
    draw_list(flow, _STATES, sheet.states, empty=NO_STATES)
    flow.section("开放时间")
    draw_list(flow, _HOURS, sheet.hours, empty=NO_HOURS)
    _shares(flow, sheet)
    flow.gap(4)
    sign(flow, sheet.printed_on)


def _facts(sheet: FacilitySheet) -> Sequence[Sequence[Fact]]:
    now = sheet.states[-1] if sheet.states else None
    kiosk = sheet.kiosk + (f"（{day(sheet.kiosk_broken_on)}报修）" if sheet.kiosk_broken_on else "")
    return (
        (("设施名称", sheet.name), ("设施编号", sheet.code)),
        (("设施类别", sheet.kind), ("当前状态", now.status if now else "")),
        (("建成年份", f"{sheet.year_built}年" if sheet.year_built else ""), ("权属来源", sheet.tenure)),
        (("建筑面积", _area(now.building_area, "平方米") if now else ""), ("面积依据", sheet.area_source)),
        (("活动面积", _area(now.activity_area, "平方米") if now else ""), ("自助终端", kiosk)),
        (("无障碍", _flag(sheet.barrier_free)), ("适老化", _flag(sheet.age_friendly)), ("儿童友好", _flag(sheet.child_friendly))),
        (("备注", sheet.remarks),),
    )


def _shares(flow: Flow, sheet: FacilitySheet) -> None:
    flow.section("共用单位与分摊面积")
    building = sum((share.building_area for share in sheet.shares), Decimal(0))
    activity = sum((share.activity_area for share in sheet.shares if share.activity_area is not None), Decimal(0))
    total = (Span(f"{len(sheet.shares)} 个单位", 2), Span(_area(building), 1, "right"), Span(_area(activity), 1, "right"))
    draw_list(flow, _SHARES, sheet.shares, total=total if sheet.shares else (), empty=NO_SHARES, kept=SIGN + 4)


def _area(value: Decimal | None, unit: str = "") -> str:
    return "未登记" if value is None else f"{value:.2f} {unit}".rstrip()


def _flag(value: bool | None) -> str:
    return "未登记" if value is None else "是" if value else "否"


_STATES: Sequence[ListColumn[FacilityState]] = (
    ListColumn("起", 92, lambda state: day(state.valid_from), "centre"),
    ListColumn("止", 92, lambda state: day(state.valid_to) if state.valid_to else "至今", "centre"),
    ListColumn("状态", 97, lambda state: state.status, "centre"),
    ListColumn("建筑面积（㎡）", 96, lambda state: _area(state.building_area), "right"),
    ListColumn("活动面积（㎡）", 96, lambda state: _area(state.activity_area), "right"),
)
_HOURS: Sequence[ListColumn[SeasonHours]] = (
    ListColumn("时段", 133, lambda each: each.season),
    ListColumn("开放时间", 250, lambda each: each.times),
    ListColumn("每天小时数", 90, lambda each: amount(each.hours), "centre"),
)
_SHARES: Sequence[ListColumn[FacilityShare]] = (
    ListColumn("单位", 131, lambda share: share.unit_name),
    ListColumn("单位代码", 92, lambda share: share.unit_code, "centre"),
    ListColumn("份额", 70, lambda share: share.share, "centre"),
    ListColumn("建筑面积（㎡）", 90, lambda share: _area(share.building_area), "right"),
    ListColumn("活动面积（㎡）", 90, lambda share: _area(share.activity_area), "right"),
)
