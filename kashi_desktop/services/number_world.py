"""Brings what the numbers rest on from the tables to the rules, each register in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sqlalchemy import Connection, Row

from db.codes import UnitLevel
from db.queries import numbers
from db.queries.persons import identities
from kashi_desktop.rules.definition_versions import Override
from kashi_desktop.rules.numbers.world import Attended, Facility, Place, PlaceState, Profile, Project, Worker, WorkerState, World
from kashi_desktop.rules.same_person import persons
from kashi_desktop.rules.shares import stored_units
from kashi_desktop.services.context import Office

Made = TypeVar("Made")


def load_overrides(connection: Connection) -> list[Override]:
    """The county's settings of definitions, in no order."""
    return [
        Override(row.key, date.fromisoformat(row.effective_from), row.target, row.settings, row.reason, bytes(row.id))
        for row in numbers.rows(connection, "definition")
    ]


def load_places(connection: Connection, office: Office) -> World:
    """The places alone, with their states: enough for the visit rate."""
    states = _by(numbers.rows(connection, "unit_state"), "place_id", _place_state)
    places = [
        Place(
            bytes(row.id), row.code, row.name, row.level, row.parent_id, row.kind, row.urban_rural_class, bool(row.active), states[row.id]
        )
        for row in numbers.rows(connection, "unit")
    ]
    return World(office.unit_id if office.level == UnitLevel.COUNTY else None, places)


def load_world(connection: Connection, office: Office) -> World:
    """Everything that the numbers of the office rest on, but visits."""
    found = load_places(connection, office)
    facilities = [_facility(row) for row in numbers.rows(connection, "facility")]
    linked = {unit for each in facilities for unit, _ in each.units}
    states = _by(numbers.rows(connection, "worker_state"), "worker_id", _worker_state)
    person = persons(identities(connection))
    return World(
        found.county_id,
        found.places,
        [_profile(row) for row in numbers.rows(connection, "unit_profile")],
        facilities,
        [_worker(row, person[bytes(row.id)], states[row.id]) for row in numbers.rows(connection, "worker")],
        [_attended(row) for row in numbers.rows(connection, "attendance")],
        [(bytes(row.unit_id), row.held_on) for row in numbers.rows(connection, "survey")],
        [_project(row) for row in numbers.rows(connection, "project")],
        frozenset(numbers.reported(connection) | linked),
    )


def _by(rows: Iterable[Row[Any]], key: str, made: Callable[[Row[Any]], Made]) -> dict[bytes, tuple[Made, ...]]:
    found: dict[bytes, tuple[Made, ...]] = defaultdict(tuple)
    for row in rows:
        found[bytes(getattr(row, key))] += (made(row),)
    return found


def _place_state(row: Row[Any]) -> PlaceState:
    override = None if row.urban_override is None else bool(row.urban_override)
    return PlaceState(bytes(row.place_id), row.since, row.kind, row.urban_rural_class, bool(row.active), override, bytes(row.id))


def _profile(row: Row[Any]) -> Profile:
    return Profile(
        bytes(row.unit_id),
        row.as_of,
        row.households,
        row.resident_population,
        row.urban_resident_population,
        row.social_organisations,
        _flag(row.proxy_service),
        _flag(row.social_work_station),
        _area(row.elder_care_land_m2),
        bytes(row.id),
    )


def _facility(row: Row[Any]) -> Facility:
    keeper = bytes(row.unit_id)
    units = stored_units(row.units)
    if all(unit != keeper for unit, _ in units):
        units = ((keeper, None), *((unit, None) for unit, _ in units))
    return Facility(
        bytes(row.id),
        keeper,
        row.code,
        row.name,
        row.kind,
        units,
        _area(row.building_area_m2) or Decimal(0),
        _area(row.activity_area_m2),
        row.hours,
        row.kiosk,
        row.kiosk_broken_on,
        row.status,
        row.valid_from,
        row.valid_to,
    )


def _worker_state(row: Row[Any]) -> WorkerState:
    return WorkerState(row.since, bool(row.full_time), bool(row.urban_roster), bytes(row.id))


def _worker(row: Row[Any], person: bytes, states: tuple[WorkerState, ...]) -> Worker:
    return Worker(
        bytes(row.id),
        bytes(row.unit_id),
        row.ref,
        row.full_name,
        person,
        bool(row.full_time),
        bool(row.urban_roster),
        row.certificates,
        row.certificate_on,
        row.employed_on,
        row.left_on,
        row.leave_from,
        row.leave_to,
        states,
    )


def _attended(row: Row[Any]) -> Attended:
    return Attended(bytes(row.worker_id), row.ends_on, row.organiser_level, row.recognised is not None and bool(row.recognised), row.result)


def _project(row: Row[Any]) -> Project:
    areas = (_area(row.total_area_m2), _area(row.commercial_area_m2), _area(row.service_area_m2))
    total, commercial, service = (each or Decimal(0) for each in areas)
    return Project(bytes(row.id), row.name, row.completed_on, total, commercial, service)


def _flag(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _area(text: str | None) -> Decimal | None:
    """A stored area; what another program wrote and this one cannot read is not known."""
    try:
        found = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None
