"""Reads what the counties told: sums of the prefecture by county, or of one county, township or unit by place (sync.md §5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import UnitLevel
from db.queries import counts, told
from db.streams import counts_stream
from kashi_desktop.rules.definitions import Definition
from kashi_desktop.rules.numbers.facts import Fact
from kashi_desktop.rules.numbers.figures import Totals
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.rules.unit_codes import in_scope, is_pseudo
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_scope import Named, NumberScope, furthest_first, indicator_of, place_figure
from kashi_desktop.services.number_world import load_places
from kashi_desktop.types.results import Indicator, Listed, PlaceFigure


class Reading:
    """What was told about one place and some months, in one snapshot."""

    def __init__(self, context: Context, connection: Connection, unit_code: str, periods: Sequence[str]) -> None:
        """Read it. Errors: unit_out_of_scope, unit_not_found."""
        self._connection = connection
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

    def places(self, definition: Definition, period: str, level: UnitLevel) -> tuple[PlaceFigure, ...]:
        """One number county by county; inside a county as it was told, or by township. Furthest from the target first."""
        groups: dict[bytes, Totals] = {}
        for id_, part in self._parts(definition, period).items():
            place = self._shelf.places[id_]
            up = level is UnitLevel.TOWNSHIP and place.level == UnitLevel.VILLAGE.value and place.parent_id in self._shelf.places
            key = place.parent_id if up and place.parent_id else id_
            groups[key] = _sum(part, groups[key]) if key in groups else part
        packages = counts.last_packages(self._connection)
        lines = [self._line(definition, self._shelf.places[id_], totals, packages) for id_, totals in groups.items() if totals.total]
        return tuple(sorted(lines, key=furthest_first))

    def _line(self, definition: Definition, place: Place, totals: Totals, packages: Mapping[bytes, str]) -> PlaceFigure:
        above = self._shelf.places.get(place.parent_id or b"")
        return place_figure(definition, place, above, totals, not definition.judged_at, packages.get(place.id, "")[:10])

    def _parts(self, definition: Definition, period: str) -> dict[bytes, Totals]:
        if self._scope.whole:
            return {each.id: self.sum_of(definition, period, each.id) for each in self.counties}
        return self._sums.get((period, definition.key), {})

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
    totals = Totals(_number(row.numerator), _number(row.denominator), row.complete_units, row.total_units)
    return _sum(before, totals) if before else totals


def _sum(one: Totals, other: Totals) -> Totals:
    return Totals(
        one.numerator + other.numerator, one.denominator + other.denominator, one.complete + other.complete, one.total + other.total
    )


def _number(value: str | int | Decimal) -> Decimal | int:
    text = str(value)
    return Decimal(text) if "." in text else int(text)
