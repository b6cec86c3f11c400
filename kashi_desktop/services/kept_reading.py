"""Reads kept numbers: sums of a scope over months, and one number place by place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import counts, kept
from kashi_desktop.rules import visit_rate
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.numbers.facts import Fact, Number
from kashi_desktop.rules.numbers.figures import Totals, gap, totals_of
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_scope import Named, NumberScope, furthest_first, indicator_of, place_figure
from kashi_desktop.services.number_world import load_overrides, load_places
from kashi_desktop.types.results import Indicator, PlaceFigure

_TOTAL = "worker_coverage"
"""A number of every active unit and of no other: it tells which units a month had."""
_AREAS = frozenset(("new_build_share", "area_per_100_households", "activity_area_share", "elder_care_land"))

Sums = dict[tuple[str, str], Totals]
"""By month and key."""


class Reading:
    """Kept numbers of one place, in one snapshot."""

    def __init__(self, context: Context, connection: Connection, unit_code: str) -> None:
        """Find the place. Errors: unit_out_of_scope, unit_not_found."""
        self._connection = connection
        self._scope = NumberScope.of(context, connection, unit_code)
        self._overrides = load_overrides(connection)
        self._places: dict[bytes, Place] = {each.id: each for each in load_places(connection, context.office).places}
        self._inside = {id_: each for id_, each in self._places.items() if self._scope.holds(each.code)}
        self._names: dict[bytes, Named] = {id_: (each.code, each.name) for id_, each in self._places.items()}

    def board(self, periods: Sequence[str]) -> Mapping[str, tuple[Indicator, ...]]:
        """Every number by month; the lever in the last month alone. Errors: no_definition."""
        totals = self._totals(periods)
        newest = max(periods)
        facts = self._facts([newest], self._short_of(definitions_for(newest, None, self._overrides), newest, totals))
        return {
            period: tuple(
                self._indicator(each, totals.get((period, each.key)), facts.get((period, each.key), {}))
                for each in definitions_for(period, None, self._overrides)
            )
            for period in periods
        }

    def _short_of(self, definitions: Sequence[Definition], period: str, totals: Sums) -> list[str]:
        """Keys of the numbers that miss their target: of them alone the single places are wanted, for the lever."""
        held = ((each, totals.get((period, each.key))) for each in definitions)
        return [each.key for each, sums in held if sums is not None and gap(each, sums.numerator, sums.denominator)]

    def trend(self, key: str, periods: Sequence[str]) -> tuple[tuple[str, Indicator], ...]:
        """One number month by month, without levers; months before its first definition are left out.

        Errors: unknown_indicator, no_definition.
        """
        definitions = {each: definitions_for(each, key, self._overrides)[0] for each in periods if each >= "2021"}
        facts = self._facts(periods, [key, _TOTAL])
        return tuple((period, self._indicator(each, self._of_facts(each, period, facts), {})) for period, each in definitions.items())

    def places(self, key: str, period: str, level: UnitLevel) -> tuple[PlaceFigure, ...]:
        """One number place by place. Errors: unknown_indicator, no_definition."""
        definition = definitions_for(period, key, self._overrides)[0]
        facts = self._facts([period], [key, _TOTAL])
        active = facts.get((period, _TOTAL), {})
        groups: dict[bytes, dict[bytes, Fact]] = defaultdict(dict)
        for id_, fact in facts.get((period, key), {}).items():
            place = self._places[id_]
            if definition.level != UnitLevel.VILLAGE.value or id_ in active or fact.denominator:
                up = level is UnitLevel.TOWNSHIP and place.level == UnitLevel.VILLAGE.value
                groups[(place.parent_id or id_) if up else id_][id_] = fact
        packages = counts.last_packages(self._connection)
        lines = [self._line(definition, id_, group, active, packages) for id_, group in groups.items() if id_ in self._places]
        return tuple(sorted(lines, key=furthest_first))

    def _line(
        self, definition: Definition, id_: bytes, group: Mapping[bytes, Fact], active: Mapping[bytes, Fact], packages: Mapping[bytes, str]
    ) -> PlaceFigure:
        place = self._places[id_]
        above = self._places.get(place.parent_id or b"")
        total = len(group) if definition.level != UnitLevel.VILLAGE.value else sum(each in active for each in group)
        totals = totals_of(group.values(), total)
        judged = self._scope.judges(definition) and not definition.judged_at
        return place_figure(definition, place, above, totals, judged, packages.get(id_, "")[:10])

    def _indicator(self, definition: Definition, totals: Totals | None, facts: Mapping[bytes, Fact]) -> Indicator:
        return indicator_of(definition, facts, totals or Totals(0, 0, 0, 0), self._scope, self._names)

    # -- sums ------------------------------------------------------------------------------------------------------

    def _totals(self, periods: Sequence[str]) -> Sums:
        units = None if self._scope.whole else list(self._inside)
        found: Sums = {}
        for each in kept.sums(self._connection, periods, _AREAS, units):
            found[each.period, each.indicator] = Totals(each.numerator, each.denominator, each.complete, each.total)
            if not each.exact:
                facts = self._facts([each.period], [each.indicator])[each.period, each.indicator]
                found[each.period, each.indicator] = totals_of(facts.values(), len(facts))
        for period in periods:
            if (period, visit_rate.KEY) in found and (period, _TOTAL) in found:
                # People of units that are no longer active still count; the units do not.
                found[period, visit_rate.KEY] = replace(found[period, visit_rate.KEY], total=found[period, _TOTAL].total)
        return found

    def _of_facts(self, definition: Definition, period: str, facts: Mapping[tuple[str, str], Mapping[bytes, Fact]]) -> Totals:
        own = facts.get((period, definition.key), {})
        totals = totals_of(own.values(), len(own))
        return replace(totals, total=len(facts.get((period, _TOTAL), {}))) if definition.key == visit_rate.KEY else totals

    def _facts(self, periods: Sequence[str], keys: Sequence[str]) -> dict[tuple[str, str], dict[bytes, Fact]]:
        found: dict[tuple[str, str], dict[bytes, Fact]] = defaultdict(dict)
        for unit, period, indicator, numerator, denominator, complete in kept.facts(self._connection, periods, keys):
            if unit in self._inside:
                missing = () if complete else ("unknown",)
                found[period, indicator][bytes(unit)] = Fact(_number(numerator), _number(denominator), missing)
        return found


def _number(text: str) -> Number:
    return Decimal(text) if "." in text else int(text)
