"""The monthly summary of a village: every register's numbers of one month, for the unit's own use and for the township."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import BytesIO

from sqlalchemy import Connection

from db.codes import UNSETTLED, ClosedReason, Code, Method, NeedStatus, Outcome
from db.queries import reports as queries
from db.queries.reports import UnitMonth
from kashi_desktop.rules.calendar import month_bounds, month_of
from kashi_desktop.services.context import Context
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.reports_parts import Counted, one_village, opened_days
from kashi_desktop.services.reports_visits import ledger_sheet
from kashi_desktop.types.office_paper import MonthlySummarySheet, SummaryRow, SummarySection
from kashi_desktop.types.printing import PrintRequest, Progress
from kashi_desktop.types.results import Indicator, Unit


def monthly_summary(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The summary of a village and month (default: the present one)."""
    from kashi_desktop.printing.monthly_summary import write_monthly_summary

    village, sheet = _sheet(context, request)
    return write_monthly_summary(sheet, out), 1, village.id


def month_close(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Ledger and summary of a village and month (default: the present one) in one document."""
    from kashi_desktop.printing.month_close import write_month_close

    village, ledger = ledger_sheet(context, request)
    return write_month_close(ledger, _sheet(context, request)[1], out), 2, village.id


def _sheet(context: Context, request: PrintRequest) -> tuple[Unit, MonthlySummarySheet]:
    today = context.clock.today()
    month = request.period or month_of(today)
    first, last = month_bounds(month)
    with context.read() as connection:
        village = one_village(context, connection, request.unit)
        numbers = {each.key: each for each in NumberService(context).compute(month, village.code)}
        asked = UnitMonth.of(village.id, first, last)
        sections = (
            _people(connection, asked, numbers["monthly_visit_rate"]),
            *_visits(connection, asked),
            _needs(connection, asked, today.isoformat()),
            _facilities(connection, asked, numbers),
            _training(connection, asked, numbers),
            _volunteering(connection, asked),
        )
    return village, MonthlySummarySheet(village.name, month, sections, today)


def _people(connection: Connection, asked: UnitMonth, rate: Indicator) -> SummarySection:
    spells = queries.spells(connection, asked)
    late = len(rate.lists.get("joined_after_cut_off", ()))
    left = Counter(row.closed_reason for row in spells if row.closed)
    reasons = "，".join(f"{ClosedReason(reason).label} {n} 人" for reason, n in sorted(left.items(), key=str) if reason)
    unseen = "、".join(each.full_name for each in rate.lists.get("not_visited", ()))
    return _section(
        "老年人探访",
        SummaryRow("应探访（人）", rate.denominator, "月末在册、截止日以前登记，谢绝上门且没有联系上的除外"),
        SummaryRow("已探访（人）", rate.numerator),
        SummaryRow("月探访率", _shown(rate), _judged(rate) + (f"；未见到：{unseen}" if unseen else "")),
        SummaryRow("本月新增（人）", str(sum(bool(row.joined) for row in spells)), f"其中截止日后登记 {late} 人" if late else ""),
        SummaryRow("本月减少（人）", str(left.total()), reasons),
    )


def _section(title: str, *rows: SummaryRow) -> SummarySection:
    return SummarySection(title, rows)


def _visits(connection: Connection, asked: UnitMonth) -> Iterable[SummarySection]:
    visits = queries.visits(connection, asked)
    yield _counted("探访方式（次）", Method, Counter(row.method for row in visits))
    yield _counted("探访结果（次）", Outcome, Counter(row.outcome for row in visits))


def _counted(title: str, codes: type[Code], found: Mapping[str, int]) -> SummarySection:
    lines = tuple(SummaryRow(code.label, str(found[code.value])) for code in codes if found.get(code.value))
    return SummarySection(title, lines, total=str(sum(found.values())) if lines else "")


def _needs(connection: Connection, asked: UnitMonth, today: str) -> SummarySection:
    needs = queries.needs(connection, asked.unit)
    opened = {need: day.isoformat() for need, day in opened_days(connection, needs).items()}
    new = sum(asked.first <= each <= asked.last for each in opened.values())
    closed = Counter(row.status for row in needs if row.closed_on and asked.first <= row.closed_on <= asked.last)
    waiting = [
        row
        for row in needs
        if opened[bytes(row.id)] <= asked.last and (row.status in UNSETTLED or (row.closed_on and row.closed_on > asked.last))
    ]
    late = sum(bool(row.due_on) and row.due_on < min(asked.last, today) for row in waiting)
    declined = closed[NeedStatus.DECLINED.value]
    return _section(
        "需求办理（项）",
        SummaryRow("新提出", str(new)),
        SummaryRow("已办结", str(closed[NeedStatus.DONE.value]), f"另有本人放弃 {declined} 项" if declined else ""),
        SummaryRow("月末待办", str(len(waiting)), f"其中已过期限 {late} 项" if late else ""),
    )


def _facilities(connection: Connection, asked: UnitMonth, numbers: Mapping[str, Indicator]) -> SummarySection:
    area = numbers["area_per_100_households"]
    return _section(
        "服务设施",
        SummaryRow("在用设施（处）", str(queries.facilities_in_use(connection, asked)), "本单位管理的设施；与别的单位共用的按份额计入面积"),
        SummaryRow("计入本单位的面积（㎡）", area.numerator if area.complete else "—", "" if area.complete else "户数或设施还没有登记"),
        SummaryRow("每百户面积（㎡）", area.display or "—", _judged(area)),
    )


def _training(connection: Connection, asked: UnitMonth, numbers: Mapping[str, Indicator]) -> SummarySection:
    row = queries.trained(connection, asked)
    coverage = numbers["training_coverage"]
    return _section(
        "社区工作者和培训",
        SummaryRow("本月结束的培训（期）", str(row.courses), f"参加 {row.n} 人次，{row.people} 人" if row.n else ""),
        SummaryRow("一年内参加过培训的工作者（人）", coverage.numerator, f"在岗 {coverage.denominator} 人"),
        SummaryRow("培训覆盖率", _shown(coverage), _judged(coverage)),
    )


def _volunteering(connection: Connection, asked: UnitMonth) -> SummarySection:
    served = queries.served(connection, asked)
    hours = sum((Decimal(row.hours) for row in served), Decimal(0))
    people = len({bytes(row.volunteer_id) for row in served})
    return _section(
        "志愿服务",
        SummaryRow("活动（次）", str(queries.activities(connection, asked))),
        SummaryRow("服务时长（小时）", f"{hours.normalize():f}" if hours else "0", f"{people} 人参加" if people else ""),
    )


def _shown(number: Indicator) -> str:
    return f"{number.display} {number.unit}".strip() if number.display else "不适用"


def _judged(number: Indicator) -> str:
    """The target and what may be said of it; a number whose data are missing is not judged."""
    sign = {"=": " ", ">=": "不低于 ", ">": "高于 "}[number.comparator]
    target = f"目标{sign}{number.target} {number.unit}".rstrip()
    if not number.complete:
        return f"{target}，数据未齐"
    return target if number.met is None else f"{target}，{'达到' if number.met else '未达到'}"
