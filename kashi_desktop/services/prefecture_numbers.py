"""The plan's numbers at a prefecture: what the counties told, added up; counties stand where a county has units (sync.md §5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import UnitLevel
from db.queries import counts, told
from db.registers import counts_stream
from kashi_desktop.rules import calendar, visit_rate
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.fractions import display, ratio
from kashi_desktop.rules.numbers.facts import Fact
from kashi_desktop.rules.numbers.figures import Totals
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.rules.unit_codes import in_scope, is_pseudo
from kashi_desktop.services.context import Context
from kashi_desktop.services.indicators import IndicatorService
from kashi_desktop.services.number_scope import Named, NumberScope, furthest_first, indicator_of, place_figure
from kashi_desktop.services.number_world import load_overrides, load_places
from kashi_desktop.types.results import Indicator, Listed, PlaceFigure, UnitRate


@dataclass(frozen=True, slots=True)
class CountyNumbers:
    """One county's numbers; ``last_package`` is the day on which it last told something, None if it never did."""

    unit_id: bytes
    code: str
    name: str
    numbers: tuple[Indicator, ...]
    last_package: date | None


class PrefectureNumbers(IndicatorService):
    """Numbers of the prefecture, and of the counties, townships and units as far as they are told one by one."""

    def compute_with(
        self, connection: Connection, definitions: Sequence[Definition], period: str, unit_code: str = "", lists: bool = False
    ) -> tuple[Indicator, ...]:
        """Numbers of a place by given definitions. Errors: unit_out_of_scope, unit_not_found."""
        reading = _Reading(self._context, connection, unit_code, [period])
        return tuple(reading.indicator(each, period, with_lists=lists) for each in definitions)

    def by_unit(self, period: str) -> tuple[UnitRate, ...]:
        """The visit rate of every county: worst first, then not applicable, then incomplete. Errors: bad_month, no_definition."""
        with self._context.read() as connection:
            definition = definitions_for(period, visit_rate.KEY, load_overrides(connection))[0]
            reading = _Reading(self._context, connection, "", [period])
            packages = counts.last_packages(connection)
            lines = [_rate(definition, county, reading.sum_of(definition, period, county.id), packages) for county in reading.counties]
        return tuple(sorted(lines, key=lambda each: (not each.complete, ratio(each.numerator, each.denominator) or 2, each.code)))

    def by_county(self, period: str) -> tuple[CountyNumbers, ...]:
        """Every number of every county, by code. Errors: bad_month, no_definition."""
        with self._context.read() as connection:
            definitions = definitions_for(period, None, load_overrides(connection))
            whole = _Reading(self._context, connection, "", [period])
            packages = counts.last_packages(connection)
            return tuple(
                CountyNumbers(
                    each.id,
                    each.code,
                    each.name,
                    tuple(whole.indicator(definition, period, county=each) for definition in definitions),
                    _day(packages, each.id),
                )
                for each in whole.counties
            )

    def board(self, periods: Sequence[str], unit_code: str = "") -> Mapping[str, tuple[Indicator, ...]]:
        """Every number of a place in some months, by month. Errors: bad_month, no_definition, unit_out_of_scope, unit_not_found."""
        with self._context.read() as connection:
            overrides = load_overrides(connection)
            reading = _Reading(self._context, connection, unit_code, periods)
            return {each: tuple(reading.indicator(one, each) for one in definitions_for(each, None, overrides)) for each in periods}

    def trend(self, key: str, unit_code: str = "", months: int = 12, until: str = "") -> tuple[tuple[str, Indicator], ...]:
        """(month, number) of one key over the months up to ``until`` (the present one), oldest first.

        Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        periods = calendar.months_until(until or calendar.month_of(self._context.clock.today()), months)
        with self._context.read() as connection:
            overrides = load_overrides(connection)
            reading = _Reading(self._context, connection, unit_code, periods)
            return tuple((each, reading.indicator(definitions_for(each, key, overrides)[0], each)) for each in periods)

    def places(self, key: str, period: str, unit_code: str = "", level: UnitLevel = UnitLevel.COUNTY) -> tuple[PlaceFigure, ...]:
        """One number of every county, or of the places that a county told one by one; furthest from the target first.

        ``level`` is the kind of places that the caller expects and changes nothing: what was told is shown. Errors: bad_month,
        unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        with self._context.read() as connection:
            definition = definitions_for(period, key, load_overrides(connection))[0]
            packages = counts.last_packages(connection)
            lines = _Reading(self._context, connection, unit_code, [period]).lines(definition, period, packages)
        return tuple(sorted(lines, key=furthest_first))


def numbers_of(context: Context) -> IndicatorService:
    """Who computes the numbers of this office: a prefecture adds up what it is told, all others count their registers."""
    return PrefectureNumbers(context) if context.office.level == UnitLevel.PREFECTURE else IndicatorService(context)


class _Reading:
    """What was told about one place and some months, in one snapshot."""

    def __init__(self, context: Context, connection: Connection, unit_code: str, periods: Sequence[str]) -> None:
        """Read it. Errors: unit_out_of_scope, unit_not_found."""
        self._scope = NumberScope.of(context, connection, unit_code)
        self._shelf = Shelf(load_places(connection, context.office))
        self._views = {period: MonthView(self._shelf, period) for period in periods}
        places = self._shelf.places
        self.counties = sorted((each for each in places.values() if each.level == UnitLevel.COUNTY.value), key=lambda each: each.code)
        if self._scope.whole:
            rows: Iterable[Row[Any]] = told.by_stream(connection, periods)
            owner = {counts_stream(each.id): each.id for each in self.counties}
        else:
            inside = [id_ for id_, each in places.items() if self._scope.holds(each.code)]
            rows = told.by_place(connection, periods, inside)
            owner = {each: each for each in inside}
        self._names: dict[bytes, Named] = {id_: (each.code, each.name) for id_, each in places.items()}
        self._known: dict[tuple[str, str], Mapping[str, Sequence[str]]] = {}
        self._sums: dict[tuple[str, str], dict[bytes, Totals]] = defaultdict(dict)
        for row in rows:
            if (place := owner.get(row.unit_id)) is not None:
                group = self._sums[row.period, row.indicator]
                group[place] = _added(group.get(place), row)

    def sum_of(self, definition: Definition, period: str, place: bytes) -> Totals:
        """What a county told; a silent one has told of none of its places."""
        found = self._sums.get((period, definition.key), {}).get(place)
        return found or Totals(0, 0, 0, self._expected(definition, period, self._shelf.places[place].code))

    def indicator(self, definition: Definition, period: str, *, with_lists: bool = False, county: Place | None = None) -> Indicator:
        """One number of the scope, or of one county of the whole."""
        if county is not None:
            scope = NumberScope(county.code, False, county.level)
            return indicator_of(definition, {}, self.sum_of(definition, period, county.id), scope, self._names)
        parts = self._parts(definition, period)
        totals = Totals(
            sum((each.numerator for each in parts.values()), 0),
            sum((each.denominator for each in parts.values()), 0),
            sum(each.complete for each in parts.values()),
            sum(each.total for each in parts.values()),
        )
        if not self._scope.whole and totals.total < (expected := self._expected(definition, period, self._scope.code)):
            # What was told with a larger place is missing here.
            totals = Totals(totals.numerator, totals.denominator, totals.complete, expected)
        facts = {id_: Fact(each.numerator, each.denominator) for id_, each in parts.items()}
        lists = {"incomplete_units": self._incomplete(parts)} if with_lists else {}
        return indicator_of(definition, facts, totals, self._scope, self._names, lists)

    def _parts(self, definition: Definition, period: str) -> dict[bytes, Totals]:
        if self._scope.whole:
            return {each.id: self.sum_of(definition, period, each.id) for each in self.counties}
        return self._sums.get((period, definition.key), {})

    def lines(self, definition: Definition, period: str, packages: Mapping[bytes, str]) -> list[PlaceFigure]:
        """The parts of the scope, each as a line of a table."""
        found, places = [], self._shelf.places
        for id_, totals in self._parts(definition, period).items():
            above = None if self._scope.whole else places.get(places[id_].parent_id or b"")
            found.append(place_figure(definition, places[id_], above, totals, not definition.judged_at, packages.get(id_, "")[:10]))
        return found

    def _incomplete(self, parts: Mapping[bytes, Totals]) -> list[Listed]:
        """Counties, or places, that have not told all; with how many of how many."""
        places = ((self._shelf.places[id_], each) for id_, each in parts.items() if each.complete < each.total)
        lines = [Listed(place.id, "", place.name, place.code, f"{each.complete}/{each.total}") for place, each in places]
        return sorted(lines, key=lambda each: each.unit_code)

    def _expected(self, definition: Definition, period: str, code: str) -> int:
        """How many places of a number's level lie in a place."""
        codes = self._codes(period, definition.level)
        if code[6:].strip("0"):
            return sum(in_scope(each, code) for found in codes.values() for each in found)
        return len(codes.get(code[:6], ()))

    def _codes(self, period: str, level: str) -> Mapping[str, Sequence[str]]:
        """Codes of the active places of a level by their county's six digits."""
        if (period, level) not in self._known:
            view = self._views[period]
            places = view.active.values() if level == UnitLevel.VILLAGE.value else view.places.values()
            found: dict[str, list[str]] = defaultdict(list)
            for each in places:
                if each.place.level == level and each.active and not is_pseudo(each.place.code):
                    found[each.place.code[:6]].append(each.place.code)
            self._known[period, level] = found
        return self._known[period, level]


def _added(before: Totals | None, row: Row[Any]) -> Totals:
    numerator, denominator = _number(row.numerator), _number(row.denominator)
    if before is None:
        return Totals(numerator, denominator, row.complete_units, row.total_units)
    return Totals(
        before.numerator + numerator, before.denominator + denominator, before.complete + row.complete_units, before.total + row.total_units
    )


def _number(value: str | int | Decimal) -> Decimal | int:
    text = str(value)
    return Decimal(text) if "." in text else int(text)


def _rate(definition: Definition, county: Place, totals: Totals, packages: Mapping[bytes, str]) -> UnitRate:
    value = ratio(totals.numerator, totals.denominator)
    shown = display(value, definition.scale, definition.comparator, definition.target)
    complete = totals.complete == totals.total
    numerator, denominator = int(totals.numerator), int(totals.denominator)
    return UnitRate(county.id, county.code, county.name, "", denominator, numerator, shown, complete, _day(packages, county.id))


def _day(packages: Mapping[bytes, str], county: bytes) -> date | None:
    handled = packages.get(county)
    return date.fromisoformat(handled[:10]) if handled else None
