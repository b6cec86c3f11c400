"""Facilities beside the targets: sums of each unit by the rules of the numbers, and each facility with its parts and hours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from db.codes import FacilityKind, FacilityStatus, Kiosk
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.kinds import CellFault
from kashi_desktop.rules.numbers.facts import Fact, facts_of
from kashi_desktop.rules.numbers.figures import added, figure_of, part_of
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.rules.numbers.world import Facility, World, latest
from kashi_desktop.rules.opening_hours import parse_hours
from kashi_desktop.rules.shares import split_area
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_scope import NumberScope
from kashi_desktop.services.number_world import load_overrides, load_places, load_world
from kashi_desktop.services.places import Places
from kashi_desktop.services.records import RecordService
from kashi_desktop.services.rows import day
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.types.facilities import FacilityRow, FacilitySums, Measure, Part, Season, UnitSums
from kashi_desktop.types.records import RecordRow

AREA, SHARE = "area_per_100_households", "activity_area_share"
CENTRE, KIOSK, DAY_CARE, HOURS = "facility_coverage", "kiosk_coverage", "day_care_coverage", "opening_hours"
KEYS = (AREA, SHARE, CENTRE, KIOSK, DAY_CARE, HOURS)
"""The numbers of the plan that facilities answer for."""

_KIOSKS = (Kiosk.WORKING, Kiosk.BROKEN, Kiosk.NONE)
"""The better one first."""


class FacilityService:
    """What the units of the office have."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._records = RecordService(context)

    def sums(self, month: str = "") -> FacilitySums:
        """Every active unit of the office at the end of a month (blank: this one). Errors: bad_month, no_definition."""
        month = month or f"{self._context.clock.today():%Y-%m}"
        with self._context.read() as connection:
            scope = NumberScope.of(self._context, connection, "")
            world = load_world(connection, self._context.office, list(scope.places.values()))
            overrides = load_overrides(connection)
        definitions = [each for key in KEYS for each in definitions_for(month, key, overrides)]
        view = MonthView(Shelf(world), month)
        facts = {each.key: facts_of(view, each) for each in definitions}
        places = [id_ for id_ in scope.inside if id_ in view.active]
        made = _Maker(view, definitions, facts)
        units = tuple(made.unit(each) for each in places)
        return FacilitySums(month, made.whole(places, self._context.office.unit_name), units)

    def rows(self) -> tuple[FacilityRow, ...]:
        """All rows of all facilities by unit, code and day."""
        today = self._context.clock.today()
        with self._context.read() as connection:
            world = load_world(connection, self._context.office, load_places(connection))
            places = Places(connection)
            codes = {unit: places.code_of(unit) for each in world.facilities for unit, _ in each.units}
        records = self._records.list("facility")
        return tuple(_Rows(world, today, codes).of(records))


class _Maker:
    """Sums out of one month's view."""

    def __init__(self, view: MonthView, definitions: Sequence[Definition], facts: Mapping[str, Mapping[bytes, Fact]]) -> None:
        self._view, self._definitions, self._facts = view, definitions, facts

    def unit(self, place: bytes) -> UnitSums:
        on = self._view.active[place]
        above = self._view.shelf.places.get(on.place.parent_id or b"")
        return self._sums([place], on.place.code, on.place.name, above.name if above else "", on.urban)

    def whole(self, places: Sequence[bytes], name: str) -> UnitSums:
        return self._sums(places, "", name, "", None)

    def _sums(self, places: Sequence[bytes], code: str, name: str, township: str, urban: bool | None) -> UnitSums:
        view = self._view
        serving = list({each.id: each for place in places for each in view.serving.get(place, ())}.values())
        areas = [view.areas[each] for each in places if each in view.areas]
        activity = [each.activity for each in areas]
        households = [known for each in places if (known := view.households.get(each)) is not None]
        kiosk, broken_on = _kiosk(serving)
        return UnitSums(
            code,
            name,
            township,
            sum(households) if households else None,
            sum((each.building for each in areas), Decimal(0)),
            None if None in activity else sum((each for each in activity if each is not None), Decimal(0)),
            {each.key: self._measure(each, places) for each in self._definitions},
            len(serving),
            _count(serving, FacilityKind.SERVICE_CENTRE),
            _count(serving, FacilityKind.DAY_CARE),
            kiosk,
            broken_on,
            urban,
        )

    def _measure(self, definition: Definition, places: Sequence[bytes]) -> Measure:
        facts = self._facts[definition.key]
        totals = added(part_of(facts[each]) for each in places if each in facts)
        figure = figure_of(definition, totals)
        gap = Decimal(figure.gap) if figure.gap is not None else None
        sides = Decimal(totals.numerator), Decimal(totals.denominator)
        target = decimal_text(definition.target)
        return Measure(*sides, figure.display, figure.met, gap, totals.complete, totals.total, target, definition.comparator)


def _count(facilities: Iterable[Facility], kind: FacilityKind) -> int:
    return sum(each.kind == kind.value for each in facilities)


def _kiosk(facilities: Sequence[Facility]) -> tuple[Kiosk | None, date | None]:
    """The best terminal, and since when it is broken."""
    for kiosk in _KIOSKS:
        found = [each for each in facilities if each.kiosk == kiosk.value]
        if found:
            days = [each.kiosk_broken_on for each in found if each.kiosk_broken_on]
            return kiosk, day(max(days)) if kiosk is Kiosk.BROKEN and days else None
    return None, None


class _Rows:
    """Rows of histories beside what holds today."""

    def __init__(self, world: World, today: date, codes: Mapping[bytes, str]) -> None:
        self._shelf, self._today, self._codes = Shelf(world), today.isoformat(), codes
        self._names = {each.code: each.name for each in world.places}
        if any(code not in self._names for code in codes.values()):
            # A facility may serve units that are not held here.
            self._names = {row["code"]: row["name"] for row in shipped_units()} | self._names
        self._found = {each.id: each for each in world.facilities}
        standing = (latest(rows, self._today, lambda each: each.valid_from) for rows in self._shelf.facilities.values())
        self._standing = {each.id for each in standing if each is not None}
        profiles = ((unit, latest(rows, self._today, lambda each: each.as_of)) for unit, rows in self._shelf.profiles.items())
        self._households = {unit: each.households for unit, each in profiles if each is not None}

    def of(self, records: Iterable[RecordRow]) -> Iterable[FacilityRow]:
        for record in records:
            facility = self._found.get(record.id)
            if facility is not None:
                yield self._row(record, facility)

    def _row(self, record: RecordRow, facility: Facility) -> FacilityRow:
        standing = facility.id in self._standing
        open_ended = facility.valid_to is None or facility.valid_to >= self._today
        in_force = standing and open_ended and facility.status == FacilityStatus.IN_USE.value
        broken_on = day(facility.kiosk_broken_on) if facility.kiosk == Kiosk.BROKEN.value else None
        parts = split_area(facility.building, facility.units, self._households)
        named = tuple(self._part(unit, parts[unit]) for unit, _ in facility.units)
        return FacilityRow(record, standing, facility.valid_from > self._today, in_force, named, seasons_of(facility.hours), broken_on)

    def _part(self, unit: bytes, area: Decimal) -> Part:
        code = self._codes[unit]
        return Part(code, self._names.get(code, code), area)


def seasons_of(hours: str | None) -> tuple[Season, ...]:
    """Hours as they were written; what cannot be read is not known."""
    try:
        read = parse_hours(hours).seasons if hours else ()
    except CellFault:
        return ()
    return tuple(Season(each.first, each.last, each.spans) for each in read)
