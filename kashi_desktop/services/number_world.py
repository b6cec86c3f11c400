"""Brings what the numbers rest on from the tables to the rules, each register in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import numbers, visit_rate
from db.queries.persons import identities
from kashi_desktop.rules import calendar
from kashi_desktop.rules.definition_versions import Definition, Override
from kashi_desktop.rules.numbers.world import Attended, Facility, Place, PlaceState, Profile, Project, Worker, WorkerState, World
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.rules.same_person import persons
from kashi_desktop.rules.shares import stored_units
from kashi_desktop.services.context import Office

Made = TypeVar("Made")


def load_overrides(connection: Connection) -> list[Override]:
    """The county's settings of definitions, in no order."""
    return [Override(key, date.fromisoformat(begins), *others) for key, begins, *others in numbers.rows(connection, "definition")]


def load_places(connection: Connection) -> list[Place]:
    """Every place with its states, by code."""
    states = _by_first(numbers.rows(connection, "unit_state"), lambda row: PlaceState(*row))
    return [Place(*[*row, states[row.id]]) for row in numbers.rows(connection, "unit")]


def load_visits(
    connection: Connection, wanted: Iterable[tuple[str, Definition]], units: Sequence[bytes]
) -> Mapping[str, Mapping[bytes, tuple[int, int]]]:
    """Of some units how many elders are to be visited and were, in each month of which the visit rate is among the wanted numbers."""
    months = {month: visit_days(month, definition) for month, definition in wanted if definition.key == VISIT_RATE}
    return visit_rate.rates(connection, months, units)


def visit_days(month: str, definition: Definition) -> visit_rate.Month:
    """The days of a month under a version of the visit rate. Errors: bad_month."""
    first, last = calendar.month_bounds(month)
    cut_off = calendar.cut_off(month, int(definition.settings["cut_off_day"]))
    until = last + timedelta(days=1)
    proxy = bool(definition.settings["count_proxy"])
    return visit_rate.Month(first.isoformat(), last.isoformat(), until.isoformat(), cut_off.isoformat(), proxy)


def load_world(connection: Connection, office: Office, places: Sequence[Place], *, visits_only: bool = False) -> World:
    """What the numbers of the office rest on beside visits; ``visits_only`` leaves out what the visit rate needs not."""
    county, reported = office.unit_id if office.level == UnitLevel.COUNTY else None, numbers.reported(connection)
    elders = frozenset(unit for unit, held in reported.items() if held)
    if visits_only:
        return World(county, places, reported=frozenset(reported), elders=elders)
    facilities = [_facility(row) for row in numbers.rows(connection, "facility")]
    linked = {unit for each in facilities for unit, _ in each.units}
    states = _by_first(numbers.rows(connection, "worker_state"), lambda row: WorkerState(*row[1:]))
    person = persons(identities(connection))
    return World(
        county,
        places,
        [_profile(row) for row in numbers.rows(connection, "unit_profile")],
        facilities,
        [Worker(*[*row, person[row.id], states[row.id]]) for row in numbers.rows(connection, "worker")],
        [Attended(*row) for row in numbers.rows(connection, "attendance")],
        [(unit, held_on) for unit, held_on in numbers.rows(connection, "survey")],
        [Project(*row[:3], *(_area(each) or Decimal(0) for each in row[3:])) for row in numbers.rows(connection, "project")],
        frozenset(reported) | linked,
        elders,
    )


def _by_first(rows: Iterable[Any], made: Callable[[Any], Made]) -> dict[bytes, tuple[Made, ...]]:
    """What is made of rows, by their first column."""
    found: dict[bytes, tuple[Made, ...]] = defaultdict(tuple)
    for row in rows:
        found[row[0]] += (made(row),)
    return found


def _profile(row: Any) -> Profile:
    *known, land, id_ = row
    return Profile(*[*known, _area(land), id_])


def _facility(row: Any) -> Facility:
    id_, keeper, code, name, kind, stored, building, activity, *others = row
    units = stored_units(stored)
    if all(unit != keeper for unit, _ in units):
        units = ((keeper, None), *((unit, None) for unit, _ in units))
    return Facility(id_, keeper, code, name, kind, units, _area(building) or Decimal(0), _area(activity), *others)


def _area(text: str | None) -> Decimal | None:
    """A stored area; what another program wrote and this one cannot read is not known."""
    try:
        found = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None
