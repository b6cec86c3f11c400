"""The written reports of the offices that answer for the plan: their figures from the kept numbers, what is missing, what was restated."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

from db.codes import UnitLevel
from db.queries import units
from db.registers.registry import TYPED
from kashi_desktop.rules.calendar import month_bounds, months_until
from kashi_desktop.rules.plan_numbers import BASES, FIRST_MONTH
from kashi_desktop.services.context import Context
from kashi_desktop.services.issued_reports import IssuedReportService
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.reports_parts import Counted
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.types.issued import Cause, IssuedFigure
from kashi_desktop.types.printing import PrintRequest, Progress
from kashi_desktop.types.report_documents import (
    AnnualReport,
    IncompleteUnit,
    IndicatorReport,
    PlaceNumber,
    PlaceRow,
    ReportNumber,
    Restatement,
    TrendPoint,
    WrittenReport,
)
from kashi_desktop.types.results import Indicator, PlaceFigure

TREND_MONTHS = 13
"""The report's month and the year before it, so that it can be compared with the same month of last year."""
_MISSING = {"elder": "老年人名册", "nothing_reported": "全部登记"}
"""What is missing where it is no column of a register."""
_REGISTERS = {"elder_spell": "老年人登记", "worker_state": "工作者岗位", "unit_state": "单位情况"}
_COLUMNS = {column.key: column.label for register in ("unit", "unit_profile", "facility") for column in TYPED[register].columns}


def written_report(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The report of a month, or of the year up to a month, as the registers stand now."""
    from kashi_desktop.printing.written_reports import write_report

    return write_report(report_of(context, request), out), 1, None


def figures(context: Context, request: PrintRequest, out: Path) -> int:
    """The figures behind a report as a workbook; how many numbers it holds. Errors: file_unwritable, table_too_large."""
    from kashi_desktop.spreadsheets.report_workbook import write_report_workbook

    return write_report_workbook(report_of(context, request), out)


def report_of(context: Context, request: PrintRequest) -> WrittenReport:
    """Everything that a report says. Errors: bad_month, no_definition."""
    month = request.period
    month_bounds(month)
    now = NumberService(context).compute(month)
    today = context.clock.today()
    facts: dict[str, Any] = {
        "office_name": f"{context.office.unit_name}民政局",
        "addressee": _addressee(context),
        "month": month,
        "made_on": today,
        "data_until": today,
        "numbers": tuple(_numbers(now, _trends(context, month))),
        "incomplete_units": tuple(_incomplete(context, now)),
        "restatements": tuple(_restatements(context, month)),
        "places": tuple(_places(context, month)),
        "place_kind": "县（市）" if _above(context) else "乡镇（街道）",
    }
    return AnnualReport(year=int(month[:4]), **facts) if request.document == "annual-report" else IndicatorReport(**facts)


def _above(context: Context) -> bool:
    return context.office.level == UnitLevel.PREFECTURE


def _addressee(context: Context) -> str:
    """The office to which it is sent: one level up in the same line."""
    if _above(context):
        return "自治区民政厅"
    code = f"{context.office.unit_code[:4]}00000000"
    name = next((row["name"] for row in shipped_units() if row["code"] == code), "地区")
    return f"{name}民政局"


def _trends(context: Context, month: str) -> Mapping[str, tuple[TrendPoint, ...]]:
    months = [each for each in months_until(month, TREND_MONTHS) if each >= FIRST_MONTH]
    board = NumberService(context).board(months)
    found: dict[str, list[TrendPoint]] = defaultdict(list)
    for each in months:
        for number in board[each]:
            found[number.key].append(TrendPoint(each, number.display, _fraction(number.value), number.complete))
    return {key: tuple(points) for key, points in found.items()}


def _fraction(value: str | None) -> Fraction | None:
    return Fraction(value) if value is not None else None


def _numbers(found: Iterable[Indicator], trends: Mapping[str, tuple[TrendPoint, ...]]) -> Iterable[ReportNumber]:
    for each in found:
        base = BASES[each.key]
        yield ReportNumber(
            each.key,
            each.title,
            each.numerator,
            "" if base.count else each.denominator,
            _fraction(each.value),
            each.display,
            each.unit,
            each.comparator,
            each.target,
            each.met,
            each.complete_units,
            each.total_units,
            each.definition,
            each.definition_text,
            base.scale,
            f"还差{each.gap}{each.gap_unit}" if each.gap not in (None, "0") else "",
            trends.get(each.key, ()),
        )


def _incomplete(context: Context, found: Iterable[Indicator]) -> Iterable[IncompleteUnit]:
    """Each place that told too little, by code, with everything that is missing of it."""
    missing: dict[str, dict[str, None]] = defaultdict(dict)
    names: dict[str, str] = {}
    for number in found:
        for line in number.lists.get("incomplete_units", ()):
            names[line.unit_code] = line.name
            for part in line.detail.split(";") if line.detail else ["elder"]:
                if "/" not in part:  # a county that told of some of its units: how many stands in the table
                    missing[line.unit_code][_MISSING.get(part) or _COLUMNS.get(part, part)] = None
    above = _names_above(context)
    for code in sorted(names):
        nothing = _MISSING["nothing_reported"]
        yield IncompleteUnit(names[code], above.get(code, ""), nothing if nothing in missing[code] else "、".join(missing[code]))


def _names_above(context: Context) -> Mapping[str, str]:
    with context.read() as connection:
        places = {row.id: row for row in units.all_units(connection)}
    pairs = ((row.code, places.get(row.parent_id)) for row in places.values())
    return {code: above.name for code, above in pairs if above is not None and above.code != context.office.unit_code}


def _restatements(context: Context, month: str) -> Iterable[Restatement]:
    """What has changed of reports issued for this month and before, oldest first; of several for one month the newest counts."""
    service = IssuedReportService(context)
    newest = {
        each.period: each for each in reversed(service.list()) if each.scope_code == context.office.unit_code and each.period <= month
    }
    for period in sorted(newest):
        for each in service.restatements(newest[period].id):
            yield Restatement(period, each.was.key, each.was.title, _shown(each.was), _shown(each.now), cause_words(each.causes))


def _shown(figure: IssuedFigure) -> str:
    base = BASES.get(figure.key)
    value = f"{figure.display}{base.unit if base else ''}" if figure.display is not None else "—"
    sums = figure.numerator if base and base.count else f"{figure.numerator}/{figure.denominator}"
    return f"{value}（{sums}）" if figure.display is not None else value


def cause_words(causes: Sequence[Cause]) -> str:
    """Why a figure changed: which unit sent or changed how many records of what; nothing about anybody."""
    told = []
    for each in causes:
        label = _REGISTERS.get(each.register) or (TYPED[each.register].label if each.register in TYPED else each.register)
        told.append(f"{each.unit_name}补报或更正{label}{each.entries}条")
    return "，".join(told)


def _places(context: Context, month: str) -> Iterable[PlaceRow]:
    """Townships of a county, counties of a prefecture, by code."""
    service = NumberService(context)
    rows: dict[str, tuple[str, dict[str, PlaceNumber]]] = {}
    for key, base in BASES.items():
        if base.level == UnitLevel.COUNTY and not _above(context):
            continue
        for line in service.places(key, month, level=UnitLevel.TOWNSHIP):
            rows.setdefault(line.code, (line.name, {}))[1][key] = _place_number(line)
    for code in sorted(rows):
        yield PlaceRow(code, *rows[code])


def _place_number(found: PlaceFigure) -> PlaceNumber:
    return PlaceNumber(
        found.numerator,
        found.denominator,
        _fraction(found.value),
        found.display,
        found.met,
        found.complete_units,
        found.total_units,
    )
