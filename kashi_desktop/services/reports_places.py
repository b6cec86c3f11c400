"""Papers of places and offices: facilities, the month in numbers, whom to call, the data dictionary."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import AreaSource, FacilityKind, FacilityStatus, Kiosk, Tenure
from db.queries import reports as queries
from db.queries import units
from kashi_desktop.rules.calendar import month_of
from kashi_desktop.rules.kinds import CellFault
from kashi_desktop.rules.opening_hours import Season, parse_hours
from kashi_desktop.rules.shares import split_area, stored_units
from kashi_desktop.services.board import BoardService
from kashi_desktop.services.context import Context
from kashi_desktop.services.places import Places
from kashi_desktop.services.records import data_dictionary
from kashi_desktop.services.reports_parts import Counted
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.office_paper import (
    DataDictionarySheet,
    DictionaryRow,
    FacilityShare,
    FacilitySheet,
    FacilityState,
    SeasonHours,
    SilentUnit,
    SilentUnitsSheet,
)
from kashi_desktop.types.printing import PrintRequest, Progress


def facility_sheet(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """A sheet for each facility with its whole history: the chosen ones, else all that the place keeps."""
    from kashi_desktop.printing.facility_sheet import write_facility_sheets

    today = context.clock.today()
    with context.read() as connection:
        histories = _histories(context, connection, request)
        places = Places(connection)
        names = {row["code"]: row["name"] for row in shipped_units()}  # a village shares with neighbours that it does not keep
        names |= {row.code: row.name for row in units.all_units(connection)}
        households = queries.households(connection, today.isoformat())
    if not histories:
        raise not_found("record")
    sheets = [_facility(states, places, names, households, today) for states in histories]
    return write_facility_sheets(sheets, out), len(sheets), bytes(histories[0][-1].id) if len(sheets) == 1 else None


def _histories(context: Context, connection: Connection, request: PrintRequest) -> list[list[Row[Any]]]:
    """The rows of each facility, oldest first; a record that was chosen stands for all rows of its code and keeper."""
    prefix = UnitScope(context).prefix(connection, request.unit)
    histories: dict[tuple[bytes, str], list[Row[Any]]] = defaultdict(list)
    for row in queries.facilities(connection, prefix):
        histories[bytes(row.unit_id), row.code].append(row)
    if request.records:
        wanted = set(request.records)
        return [states for states in histories.values() if wanted & {bytes(row.id) for row in states}]
    if request.refs:
        if not set(request.refs) <= {code for _, code in histories}:
            raise not_found("record")
        return [states for (_, code), states in histories.items() if code in request.refs]
    return list(histories.values())


def _facility(
    states: Sequence[Row[Any]], places: Places, names: Mapping[str, str], households: Mapping[bytes, int | None], today: date
) -> FacilitySheet:
    now = states[-1]
    return FacilitySheet(
        unit_name=now.unit_name,
        code=now.code,
        name=now.name,
        kind=FacilityKind(now.kind).label,
        printed_on=today,
        states=tuple(_states(states)),
        hours=tuple(_hours(now.hours)),
        shares=tuple(_shares(now, places, names, households)),
        year_built=now.year_built,
        tenure=Tenure(now.tenure).label if now.tenure else "",
        area_source=AreaSource(now.area_source).label if now.area_source else "",
        barrier_free=_flag(now.barrier_free),
        age_friendly=_flag(now.age_friendly),
        child_friendly=_flag(now.child_friendly),
        kiosk=Kiosk(now.kiosk).label if now.kiosk else "",
        kiosk_broken_on=date.fromisoformat(now.kiosk_broken_on) if now.kiosk_broken_on else None,
    )


def _flag(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _states(states: Sequence[Row[Any]]) -> Iterable[FacilityState]:
    """Each row until its own end or until the next begins, whichever comes first."""
    for row, following in zip(states, (*states[1:], None), strict=True):
        ends = [date.fromisoformat(row.valid_to)] if row.valid_to else []
        ends += [date.fromisoformat(following.valid_from) - timedelta(days=1)] if following is not None else []
        yield FacilityState(
            FacilityStatus(row.status).label,
            date.fromisoformat(row.valid_from),
            min(ends, default=None),
            Decimal(row.building_area_m2),
            _area(row.activity_area_m2),
        )


def _area(stored: str | None) -> Decimal | None:
    return Decimal(stored) if stored else None


def _hours(stored: str | None) -> Iterable[SeasonHours]:
    try:
        seasons = parse_hours(stored).seasons if stored else ()
    except CellFault:  # what a newer program wrote; it is kept and shown by that program
        seasons = ()
    for season in seasons:
        minutes = sum(end - start for start, end in season.spans)
        times = "，".join(f"{_clock(start)}–{_clock(end)}" for start, end in season.spans)
        yield SeasonHours(_season(season), times, (Decimal(minutes) / 60).quantize(Decimal("0.01")))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _season(season: Season) -> str:
    if len(season.months) == 12:
        return "全年"
    if season.first == season.last:
        return f"{season.first}月"
    return f"{season.first}月至{'次年' if season.last < season.first else ''}{season.last}月"


def _shares(row: Row[Any], places: Places, names: Mapping[str, str], households: Mapping[bytes, int | None]) -> Iterable[FacilityShare]:
    """What each of several units counts of the facility; a facility of one unit has no shares."""
    units = stored_units(row.units)
    if len(units) < 2:
        return
    building = split_area(Decimal(row.building_area_m2), units, households)
    activity = split_area(Decimal(row.activity_area_m2), units, households) if row.activity_area_m2 else {}
    by_households = all(households.get(place) is not None for place, _ in units)
    for place, share in units:
        code = places.code_of(place)
        words = f"{share.normalize():f}" if share is not None else "按户数" if by_households else "均分"
        yield FacilityShare(names.get(code, ""), code, words, building[place], activity.get(place))


def call_list(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The units whose month has not come (default: the present one)."""
    from kashi_desktop.printing.silent_units import write_silent_units

    month = request.period or month_of(context.clock.today())
    board = BoardService(context)
    found = board.silent(month)
    total = len(board.board(month, 1).lines)
    lines = tuple(SilentUnit(each.unit_name, each.unit_code, each.township, each.months_missing, each.last_received) for each in found)
    sheet = SilentUnitsSheet(context.office.unit_name, month, lines, total, context.clock.today())
    return write_silent_units(sheet, out), 1, None


def dictionary(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Every column of every register: what for, who sees it, how long it is kept."""
    from kashi_desktop.printing.data_dictionary import write_data_dictionary

    lines = tuple(
        DictionaryRow(register.label, column.key, column.label, column.purpose, column.who_sees, column.keep)
        for register in data_dictionary()
        for column in register.fields
    )
    return write_data_dictionary(DataDictionarySheet(lines, context.clock.today()), out), 1, None
