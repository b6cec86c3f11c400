"""Counts kept numbers anew: all of some months, or only what the marks say (performance.md, "kept facts").

What is written here is a convenience, never the truth: the same rules count it again at any time, and the doctor compares.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import counts, kept
from db.queries.kept import KeptRow
from kashi_desktop.rules import visit_rate
from kashi_desktop.rules.definition_versions import Definition, in_force
from kashi_desktop.rules.definitions import valid_versions
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.numbers.facts import AFFECTED, RULES, Fact, facts_of
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.services.context import Office
from kashi_desktop.services.indicators import month_by, visit_facts
from kashi_desktop.services.number_world import load_overrides, load_places, load_world

_TOLD = "worker_coverage"
"""A number that asks for nothing but that a unit has reported: its completeness remembers which units had."""

Versions = Mapping[str, Sequence[Definition]]


class Counting:
    """One count in one transaction, over months that are kept."""

    def __init__(self, connection: Connection, office: Office, months: Sequence[str]) -> None:
        """Look at the registers as they are now; ``months`` are those that are kept, in their order, at least one."""
        self._connection, self._office, self._months = connection, office, months
        self._versions: Versions = valid_versions(load_overrides(connection))

    def all_months(self, months: Sequence[str]) -> int:
        """Count every number of some months."""
        shelf = Shelf(load_world(self._connection, self._office))
        rows = [*self._numbers(shelf, months, RULES), *self._all_visits(shelf, months)]
        return kept.replace(self._connection, rows, months, [*RULES, visit_rate.KEY])

    def stale(self, marks: Collection[tuple[bytes, str, str]]) -> int:
        """Count what the marks touch, in the months that are kept."""
        registers = {register for _, register, _ in marks}
        if registers & {"unit", "unit_state", "definition"}:
            return self.all_months(self._months)
        counted = self._stale_visits(marks)
        if registers == {"visit"}:
            return counted
        # Read first: what is about to be counted remembers which units had reported before.
        before = kept.told(self._connection, self._months[-1], _TOLD)
        shelf = Shelf(load_world(self._connection, self._office))
        keys = {key for register in registers for key in AFFECTED.get(register, ()) if key in RULES}
        counted += kept.replace(self._connection, self._numbers(shelf, self._months, keys), self._months, keys)
        now = {unit for unit in MonthView(shelf, self._months[-1]).active if unit in shelf.world.reported}
        if turned := before ^ now:
            # Somebody reports for the first time, or has nothing any more: every number of these units.
            rest = [row for row in self._numbers(shelf, self._months, RULES.keys() - keys) if row[0] in turned]
            counted += kept.write(self._connection, rest)
        return counted

    def _numbers(self, shelf: Shelf, months: Sequence[str], keys: Collection[str]) -> Iterator[KeptRow]:
        for month in months:
            view = MonthView(shelf, month)
            for key in keys:
                definition = in_force(self._versions[key], month)
                if definition is not None:
                    for place, fact in facts_of(view, definition).items():
                        yield _row(place, month, definition, fact)

    # -- visits ----------------------------------------------------------------------------------------------------

    def _all_visits(self, shelf: Shelf, months: Sequence[str]) -> Iterator[KeptRow]:
        for month in months:
            definition = self._visit_definition(month)
            if definition is not None:
                yield from self._visit_rows(
                    shelf, month, definition, counts.visit_rates(self._connection, month_by(definition, month)), None
                )

    def _stale_visits(self, marks: Collection[tuple[bytes, str, str]]) -> int:
        wanted: dict[bytes, set[str]] = defaultdict(set)
        for unit, register, month in marks:
            if visit_rate.KEY in AFFECTED.get(register, ()):
                wanted[unit].update(self._months if month == "" else {month} & set(self._months))
        by_months: dict[tuple[str, ...], list[bytes]] = defaultdict(list)
        for unit, months in wanted.items():
            if months:
                by_months[tuple(sorted(months))].append(unit)
        if not by_months:
            return 0
        shelf = Shelf(load_places(self._connection, self._office))
        return sum(self._visits_of(shelf, months, sorted(units)) for months, units in by_months.items())

    def _visits_of(self, shelf: Shelf, months: Sequence[str], units: Sequence[bytes]) -> int:
        definitions = [(month, each) for month in months if (each := self._visit_definition(month)) is not None]
        if not definitions:
            return 0
        found = kept.visit_rates(self._connection, [(month, month_by(each, month)) for month, each in definitions], units)
        rows: list[KeptRow] = []
        for month, definition in definitions:
            rates = {unit: found[unit, month] for unit in units if (unit, month) in found}
            rows += self._visit_rows(shelf, month, definition, rates, units)
        return kept.replace(self._connection, rows, months, [visit_rate.KEY], units)

    def _visit_rows(
        self, shelf: Shelf, month: str, definition: Definition, rates: Mapping[bytes, tuple[int, int]], units: Sequence[bytes] | None
    ) -> Iterator[KeptRow]:
        view = MonthView(shelf, month)
        every = [each.id for each in shelf.world.places if each.level == UnitLevel.VILLAGE.value] if units is None else units
        for unit, fact in visit_facts(rates, self._held, view.active, (each for each in every if each in shelf.places)).items():
            if unit in view.active or fact.denominator:
                yield _row(unit, month, definition, fact)

    @cached_property
    def _held(self) -> set[bytes]:
        return counts.units_with_elders(self._connection)

    def _visit_definition(self, month: str) -> Definition | None:
        return in_force(self._versions[visit_rate.KEY], month)


def _row(place: bytes, month: str, definition: Definition, fact: Fact) -> KeptRow:
    sides = decimal_text(fact.numerator), decimal_text(fact.denominator)
    return place, month, definition.key, definition.name, *sides, not fact.missing
