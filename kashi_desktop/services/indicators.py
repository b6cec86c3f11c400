"""The numbers of the plan, each with its definition, its completeness and the records behind it (domain.md §5)."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row

from db.queries import counts
from db.queries.counts import EVERYBODY, Month, People
from kashi_desktop.rules import visit_rate
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.fractions import display, ratio
from kashi_desktop.rules.numbers.facts import Fact, facts_of
from kashi_desktop.rules.numbers.figures import totals_of
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_lists import number_lists
from kashi_desktop.services.number_scope import NumberScope, indicator_of, names_of, scoped
from kashi_desktop.services.number_world import load_overrides, load_places, load_world
from kashi_desktop.services.units import UnitScope
from kashi_desktop.types.results import Indicator, ListedPerson, Unit, UnitRate

LISTS = ("not_visited", "closed_in_month", "joined_after_cut_off", "declined", "proxy_only", "outside_spell", "incomplete_units")
"""Keys of the lists behind the monthly visit rate."""

Lists = Mapping[str, tuple[ListedPerson, ...]]


@dataclass(frozen=True, slots=True)
class Rate:
    """Denominator and numerator of one place, and how they are shown."""

    denominator: int
    numerator: int

    @property
    def value(self) -> Fraction | None:
        """E ÷ D exactly; None (not applicable) when D is 0."""
        return ratio(self.numerator, self.denominator)

    @property
    def display(self) -> str | None:
        """Per cent with two places, never rounded across the target."""
        return display(self.value, visit_rate.SCALE, visit_rate.COMPARATOR, visit_rate.TARGET)


def month_of(month: str, cut_off_day: int = visit_rate.CUT_OFF_DAY, count_proxy: bool = False) -> Month:
    """The days of a month as the queries want them. Errors: bad_month."""
    days = visit_rate.window(month, cut_off_day, count_proxy)
    until = days.end + timedelta(days=1)
    return Month(days.first.isoformat(), days.end.isoformat(), until.isoformat(), days.cut_off.isoformat(), count_proxy)


def month_rate(connection: Connection, month: str, unit_ids: Iterable[bytes]) -> Rate:
    """The visit rate of all people of an office whose units are given: sums, never a mean of rates. Errors: bad_month, no_definition."""
    definition = definitions_for(month, visit_rate.KEY, load_overrides(connection))[0]
    return _sum(counts.visit_rates(connection, month_by(definition, month)), unit_ids)


def _sum(rates: Mapping[bytes, tuple[int, int]], unit_ids: Iterable[bytes]) -> Rate:
    found = [rates.get(each, (0, 0)) for each in unit_ids]
    return Rate(sum(each[0] for each in found), sum(each[1] for each in found))


class IndicatorService:
    """Numbers of a unit, a township or the whole office in one month."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def compute(self, period: str, unit_code: str = "", only: str | None = None, lists: bool = True) -> tuple[Indicator, ...]:
        """The numbers of a place in a month from the registers themselves, with the lists behind them unless they are not wanted.

        Errors: bad_month, no_definition, unknown_indicator, unit_out_of_scope, unit_not_found.
        """
        with self._context.read() as connection:
            definitions = definitions_for(period, only, load_overrides(connection))
            return self.compute_with(connection, definitions, period, unit_code, lists)

    def compute_with(
        self, connection: Connection, definitions: Sequence[Definition], period: str, unit_code: str = "", lists: bool = False
    ) -> tuple[Indicator, ...]:
        """``compute`` by given definitions, also by versions that no longer hold. Errors: unit_out_of_scope, unit_not_found."""
        scope = NumberScope.of(self._context, connection, unit_code)
        visits_only = all(each.key == visit_rate.KEY for each in definitions)
        load = load_places if visits_only else load_world
        view = MonthView(Shelf(load(connection, self._context.office)), period)
        found = []
        for each in definitions:
            if each.key == visit_rate.KEY:
                units = self._scope.villages(connection, unit_code)
                found.append(_visit_rate(connection, each, view, scope, units, lists))
            else:
                found.append(_number(each, view, scope, lists))
        return tuple(found)

    def by_unit(self, period: str) -> tuple[UnitRate, ...]:
        """The visit rate of every active unit of the office: worst first, then not applicable, then without data.

        A unit that is no longer active is shown as long as it still has people in the denominator, so that the lines add up to
        the office's number. Errors: bad_month, no_definition.
        """
        with self._context.read() as connection:
            definition = definitions_for(period, visit_rate.KEY, load_overrides(connection))[0]
            view = MonthView(Shelf(load_places(connection, self._context.office)), period)
            units = self._scope.villages(connection, "")
            rates = counts.visit_rates(connection, month_by(definition, period))
            complete = counts.units_with_elders(connection)
            packages = counts.last_packages(connection)
            names = counts.township_names(connection)
        lines = []
        for unit in units:
            rate = Rate(*rates.get(unit.id, (0, 0)))
            if unit.id in view.active or rate.denominator:
                township = names.get(unit.parent_id or b"", "")
                lines.append(_unit_rate(unit, township, rate, unit.id in complete, packages.get(unit.id)))
        return tuple(sorted(lines, key=_worst_first))


def month_by(definition: Definition, period: str) -> Month:
    """The days of a month under a version of the visit rate."""
    return month_of(period, int(definition.settings["cut_off_day"]), bool(definition.settings["count_proxy"]))


def _unit_rate(unit: Unit, township: str, rate: Rate, complete: bool, handled_at: str | None) -> UnitRate:
    last_package = date.fromisoformat(handled_at[:10]) if handled_at else None
    return UnitRate(unit.id, unit.code, unit.name, township, rate.denominator, rate.numerator, rate.display, complete, last_package)


def _worst_first(line: UnitRate) -> tuple[int, Fraction, int, str]:
    value = ratio(line.numerator, line.denominator)
    group = 2 if not line.complete else 1 if value is None else 0
    return group, value or Fraction(0), line.numerator - line.denominator, line.code


def _number(definition: Definition, view: MonthView, scope: NumberScope, with_lists: bool) -> Indicator:
    places = scope.places(view, definition)
    found, totals = scoped(facts_of(view, definition), places)
    lists = number_lists(view, definition, found, places) if with_lists else {}
    return indicator_of(definition, found, totals, scope, names_of(view), lists)


def visit_facts(
    rates: Mapping[bytes, tuple[int, int]], held: Container[bytes], active: Container[bytes], units: Iterable[bytes]
) -> dict[bytes, Fact]:
    """The visit rate as facts: a unit without a single elder has told nothing yet, one that is no longer active need not."""
    found = {}
    for unit in units:
        denominator, numerator = rates.get(unit, (0, 0))
        missing = ("inactive",) if unit not in active else () if unit in held else ("elder",)
        found[unit] = Fact(numerator, denominator, missing)
    return found


def _visit_rate(
    connection: Connection, definition: Definition, view: MonthView, scope: NumberScope, units: Sequence[Unit], with_lists: bool
) -> Indicator:
    month = month_by(definition, view.month)
    people = EVERYBODY if scope.whole else counts.of_units([unit.id for unit in units])
    rates = counts.visit_rates(connection, month, people)
    active = [unit for unit in units if unit.id in view.active]
    facts = visit_facts(rates, counts.units_with_elders(connection), view.active, [unit.id for unit in units])
    totals = totals_of(facts.values(), len(active))
    incomplete = [unit for unit in active if facts[unit.id].missing]
    lists = _lists(connection, month, units, people, incomplete) if with_lists else {}
    return indicator_of(definition, facts, totals, scope, names_of(view), lists)


def _lists(connection: Connection, month: Month, units: Sequence[Unit], people: People, incomplete: Sequence[Unit]) -> Lists:
    codes = {unit.id: unit.code for unit in units}
    found: dict[str, list[ListedPerson]] = {key: [] for key in LISTS}
    for row in counts.listed(connection, month, people):
        if row.unit_id in codes:
            for key, detail in _places(row):
                found[key].append(_person(row, codes, detail))
    for row in counts.outside_spell(connection, month, people):
        if row.unit_id in codes:
            found["outside_spell"].append(_person(row, codes, row.day))
    found["incomplete_units"] = [ListedPerson(unit.id, "", unit.name, unit.code, "") for unit in incomplete]
    return {key: tuple(people) for key, people in found.items()}


def _places(row: Row[Any]) -> Iterable[tuple[str, str]]:
    """The lists that a person of ``counts.listed`` stands on, with the detail."""
    if row.since is None:
        if row.active:
            yield "joined_after_cut_off", ""
        else:
            yield "closed_in_month", "visited" if row.seen_before else "not_visited"
        return
    if not row.seen:
        yield ("declined" if row.declined else "not_visited"), ""
    if row.proxy and (row.seen or not row.declined):
        yield "proxy_only", ""


def _person(row: Row[Any], codes: Mapping[bytes, str], detail: str) -> ListedPerson:
    return ListedPerson(bytes(row.id), row.ref, row.full_name, codes[row.unit_id], detail)
