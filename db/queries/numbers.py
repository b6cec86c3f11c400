"""Rows that the numbers of the plan rest on, each register in one go; none of the queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Connection, text

from db.queries.ruling import RULING

_ROWS = {
    "unit": "SELECT id, code, name, level, parent_id, kind, urban_rural_class, active FROM unit WHERE NOT removed ORDER BY code",
    # What a place was from which day on, the office says that says what it is.
    "unit_state": "SELECT s.place_id, s.since, s.kind, s.urban_rural_class, s.active, s.urban_override FROM unit_state s"
    " JOIN unit u ON u.id = s.place_id AND u.unit_id = s.unit_id WHERE NOT s.removed ORDER BY s.place_id, s.since, s.id",
    "unit_profile": "SELECT unit_id, as_of, households, resident_population, urban_resident_population, social_organisations,"
    " proxy_service, social_work_station, elder_care_land_m2, id FROM unit_profile WHERE NOT removed",
    "facility": "SELECT id, unit_id, code, name, kind, units, building_area_m2, activity_area_m2, hours, kiosk, kiosk_broken_on, status,"
    " valid_from, valid_to FROM facility WHERE NOT removed",
    "worker": "SELECT id, unit_id, ref, full_name, full_time, urban_roster, certificates, certificate_on, employed_on,"
    " left_on, leave_from, leave_to FROM worker WHERE NOT removed",
    "worker_state": "SELECT worker_id, since, full_time, urban_roster FROM worker_state WHERE NOT removed ORDER BY worker_id, since, id",
    "attendance": "SELECT a.worker_id, c.ends_on, c.organiser_level, c.recognised, a.result FROM attendance a JOIN course c"
    " ON c.id = a.course_id WHERE NOT a.removed AND NOT c.removed",
    "survey": "SELECT unit_id, held_on FROM survey WHERE NOT removed",
    "project": "SELECT id, name, completed_on, total_area_m2, commercial_area_m2, service_area_m2 FROM project WHERE NOT removed",
    "definition": f"SELECT key, effective_from, target, settings, reason, id FROM definition r WHERE NOT removed AND {RULING}",
}
_FLAGS = {
    "unit": ("active",),
    "unit_state": ("active", "urban_override"),
    "unit_profile": ("proxy_service", "social_work_station"),
    "worker": ("full_time", "urban_roster"),
    "worker_state": ("full_time", "urban_roster"),
    "attendance": ("recognised",),
}
_STATEMENTS = {name: text(statement).columns(**dict.fromkeys(_FLAGS.get(name, ()), Boolean)) for name, statement in _ROWS.items()}

# A visit or a need always hangs on an elder of the same unit.
_HOLDERS = ("facility", "worker", "volunteer", "activity", "survey", "unit_profile")
_HELD = "EXISTS (SELECT 1 FROM {name} r WHERE r.unit_id = u.id AND NOT r.removed)"
_OTHERS = " OR ".join(_HELD.format(name=each) for each in _HOLDERS)
_REPORTED = text(
    f"SELECT id, elders FROM (SELECT u.id, {_HELD.format(name='elder')} AS elders, {_OTHERS} AS others FROM unit u) held"
    " WHERE elders OR others"
)


def rows(connection: Connection, name: str) -> Sequence[Any]:
    """All rows of a register with the columns that numbers need; ``attendance`` comes with its course."""
    return connection.execute(_STATEMENTS[name]).all()


def reported(connection: Connection) -> dict[bytes, bool]:
    """The places of which any record is held, with whether an elder is."""
    return {place: bool(elders) for place, elders in connection.execute(_REPORTED)}
