"""Counts kept numbers anew: all of some months, or only what the marks say (performance.md, "kept facts").

What is written here is a convenience, never the truth: the same rules count it again at any time, and the doctor compares.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import kept
from db.queries.kept import KeptRow
from kashi_desktop.rules.definition_versions import Definition, in_force
from kashi_desktop.rules.definitions import valid_versions
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.numbers.facts import AFFECTED, RULES, Fact, facts_of
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.rules.numbers.world import World
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.services.context import Office
from kashi_desktop.services.number_world import load_overrides, load_places, load_visits, load_world

_TOLD = "worker_coverage"
"""A number that asks for nothing but that a unit has reported: its completeness remembers which units had."""


class Counting:
    """One count in one transaction, over months that are kept."""

    def __init__(self, connection: Connection, office: Office, months: Sequence[str]) -> None:
        """Look at the registers as they are now; ``months`` are those that are kept, in their order, at least one."""
        self._connection, self._office, self._months = connection, office, months
        self._versions = valid_versions(load_overrides(connection))
        self._places = load_places(connection)

    def all_months(self, months: Sequence[str]) -> int:
        """Count every number of some months."""
        return self._count(self._world, months, RULES)

    def stale(self, marks: Collection[tuple[bytes, str, str]]) -> int:
        """Count what the marks touch, in the months that are kept."""
        registers = {register for _, register, _ in marks}
        only_visits = registers == {"visit"}
        if registers & {"unit", "unit_state", "definition"} or not (only_visits or self._same_have_reported()):
            return self.all_months(self._months)
        places = load_world(self._connection, self._office, self._places, visits_only=True)
        counted = sum(self._count(places, months, [VISIT_RATE], units) for months, units in self._visited(marks).items())
        keys = {key for register in registers for key in AFFECTED.get(register, ()) if key != VISIT_RATE}
        return counted + (self._count(self._world, self._months, keys) if keys else 0)

    @cached_property
    def _world(self) -> World:
        return load_world(self._connection, self._office, self._places)

    def _same_have_reported(self) -> bool:
        """Otherwise somebody reports for the first time, or has nothing any more, which changes every number of the unit."""
        newest = self._months[-1]
        now = {unit for unit in MonthView(Shelf(self._world), newest).active if unit in self._world.reported}
        return now == {row.unit_id for row in kept.facts(self._connection, [newest], [_TOLD]) if row.complete}

    def _visited(self, marks: Collection[tuple[bytes, str, str]]) -> Mapping[tuple[str, ...], list[bytes]]:
        """Units whose visit rate the marks touch, by the months in which they do."""
        wanted: dict[bytes, set[str]] = defaultdict(set)
        for unit, register, month in marks:
            if VISIT_RATE in AFFECTED.get(register, ()):
                wanted[unit].update({month} & set(self._months) if month else self._months)
        found: dict[tuple[str, ...], list[bytes]] = defaultdict(list)
        for unit in sorted(wanted):
            if wanted[unit]:
                found[tuple(sorted(wanted[unit]))].append(unit)
        return found

    def _count(self, world: World, months: Sequence[str], keys: Collection[str], units: Sequence[bytes] | None = None) -> int:
        """Keep some numbers of some months anew, of some units or all."""
        wanted = [(month, each) for month in months for key in keys if (each := in_force(self._versions[key], month)) is not None]
        villages = [each.id for each in self._places if each.level == UnitLevel.VILLAGE.value]
        visits = load_visits(self._connection, wanted, villages if units is None else units)
        rows = self._rows(Shelf(replace(world, visits=visits)), wanted)
        if units is not None:
            rows = (row for row in rows if row[0] in set(units))
        return kept.replace(self._connection, rows, months, keys, units)

    def _rows(self, shelf: Shelf, wanted: Sequence[tuple[str, Definition]]) -> Iterator[KeptRow]:
        view = None
        for month, definition in wanted:
            if view is None or view.month != month:
                view = MonthView(shelf, month)
            for place, fact in facts_of(view, definition).items():
                yield _row(place, month, definition, fact)


def _row(place: bytes, month: str, definition: Definition, fact: Fact) -> KeptRow:
    sides = decimal_text(fact.numerator), decimal_text(fact.denominator)
    return place, month, definition.key, definition.name, *sides, not fact.missing
