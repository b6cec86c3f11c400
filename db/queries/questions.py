"""Questions, and what a county might ask a unit to look at, found set-based; no value of a person leaves them. Nothing here commits."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

_ASKED = text("SELECT kind, record_id, other_id FROM question WHERE NOT removed")
_ASKED_OF_ALL = text(
    "SELECT DISTINCT unit_id, kind, about FROM question WHERE NOT removed AND record_id IS NULL AND about IS NOT NULL"
    " AND status <> 'settled'"
)
_ONE = text("SELECT * FROM question WHERE id = :id AND NOT removed")
_COUNT = text("SELECT count(*) FROM question WHERE NOT removed AND status = :status")
_LIST = text(
    "SELECT q.*, u.code, u.name FROM question q JOIN unit u ON u.id = q.unit_id WHERE NOT q.removed"
    " AND (:status = '' OR q.status = :status) AND (:code = '' OR u.code = :code) ORDER BY q.asked_on, q.id"
)
_REF = {"elder": "ref", "visit": "ref", "facility": "code", "need": "ref", "worker": "ref", "volunteer": "ref"}
"""Column by which people know a record of a register."""

_ACTIVE = "EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = {0}.id AND NOT s.removed AND s.closed_on IS NULL)"

_DISAGREES = f"""SELECT e.id, e.unit_id FROM elder e WHERE NOT e.removed AND e.id_disagrees IN ('birth', 'sex', 'both')
 AND {_ACTIVE.format("e")} ORDER BY e.unit_id, e.id"""
# The later record is asked about; UUIDv7 makes the later one the greater.
_SAME_ID = f"""SELECT e.id, e.unit_id, min(o.id) AS other FROM elder e JOIN elder o ON o.id_hmac = e.id_hmac AND o.id_key = e.id_key
 AND o.id < e.id AND NOT o.removed WHERE NOT e.removed AND e.id_hmac IS NOT NULL AND {_ACTIVE.format("e")} AND {_ACTIVE.format("o")}
 GROUP BY e.id, e.unit_id"""
_SAME_NAME = f"""WITH twice AS (SELECT full_name, birth_date, sex, min(id) AS first FROM elder WHERE NOT removed
 GROUP BY full_name, birth_date, sex HAVING count(*) > 1)
SELECT e.id, e.unit_id, t.first AS other FROM twice t JOIN elder e ON e.full_name = t.full_name AND e.birth_date = t.birth_date
 AND e.sex = t.sex AND e.id <> t.first JOIN elder o ON o.id = t.first WHERE NOT e.removed
 AND (e.id_hmac IS NULL OR o.id_hmac IS NULL) AND {_ACTIVE.format("e")} AND {_ACTIVE.format("o")}"""
_AREAS = """SELECT f.id, f.unit_id FROM facility f WHERE NOT f.removed AND f.status = 'in_use' AND f.valid_to IS NULL
 AND CAST(f.building_area_m2 AS REAL) * 100 > :plausible * (SELECT p.households FROM unit_profile p WHERE p.unit_id = f.unit_id
 AND NOT p.removed AND p.households IS NOT NULL ORDER BY p.as_of DESC LIMIT 1) ORDER BY f.unit_id, f.id"""
_SAME_FACILITY = """SELECT f.id, f.unit_id, o.id AS other, f.units, o.units AS other_units FROM facility f
 JOIN facility o ON o.code = f.code AND o.unit_id <> f.unit_id AND o.id < f.id
 AND NOT o.removed AND o.status = 'in_use' AND o.valid_to IS NULL
 WHERE NOT f.removed AND f.status = 'in_use' AND f.valid_to IS NULL ORDER BY f.unit_id, f.id, o.id"""
_NOTES = """SELECT max(v.id) AS id, e.unit_id FROM visit v JOIN elder e ON e.id = v.elder_id
 WHERE NOT v.removed AND v.visited_at >= :since AND length(v.note) >= :length
 GROUP BY e.unit_id, substr(v.visited_at, 1, 7), v.note HAVING count(*) >= :times"""


def asked(connection: Connection) -> set[tuple[str, bytes | None, bytes | None]]:
    """kind, record_id and other_id of every question."""
    return {(row.kind, row.record_id, row.other_id) for row in connection.execute(_ASKED)}


def asked_of_all(connection: Connection) -> set[tuple[bytes, str, str]]:
    """Unit, kind and register of every question that stands for many equal ones and is not settled."""
    return {(row.unit_id, row.kind, row.about) for row in connection.execute(_ASKED_OF_ALL)}


def one(connection: Connection, question: bytes) -> Row[Any] | None:
    """One question."""
    return connection.execute(_ONE, {"id": question}).first()


def asked_by(connection: Connection, status: str, unit_code: str) -> Sequence[Row[Any]]:
    """Questions with code and name of their unit by the day they were asked, of one status or all, of one unit or all."""
    return connection.execute(_LIST, {"status": status, "code": unit_code}).all()


def count(connection: Connection, status: str) -> int:
    """How many questions have a status."""
    return int(connection.execute(_COUNT, {"status": status}).scalar_one())


def refs(connection: Connection, register: str, records: Sequence[bytes]) -> tuple[str, ...]:
    """The numbers by which people know some records of a register, of those that are held."""
    if register not in _REF:
        return ()
    statement = text(f"SELECT {_REF[register]} FROM {register} WHERE id = :id AND NOT removed")
    found = (connection.execute(statement, {"id": record}).scalar() for record in records)
    return tuple(each for each in found if each)


def disagreeing(connection: Connection) -> Sequence[Row[Any]]:
    """(id, unit_id) of enrolled elders whose typed facts disagree with their ID number."""
    return connection.execute(text(_DISAGREES)).all()


def same_persons(connection: Connection) -> Iterator[Row[Any]]:
    """(id, unit_id, other) of enrolled elders who may be another one: same number, else same name, birth date and sex."""
    yield from connection.execute(text(_SAME_ID))
    yield from connection.execute(text(_SAME_NAME))


def implausible_areas(connection: Connection, plausible: int) -> Sequence[Row[Any]]:
    """(id, unit_id) of facilities in use with more than ``plausible`` m² for 100 households."""
    return connection.execute(text(_AREAS), {"plausible": plausible}).all()


def same_codes(connection: Connection) -> Sequence[Row[Any]]:
    """(id, unit_id, other, units, other_units) of facilities in use that two units keep under one code."""
    return connection.execute(text(_SAME_FACILITY)).all()


def repeated_notes(connection: Connection, since: str, length: int, times: int) -> Sequence[Row[Any]]:
    """(id of the newest, unit_id) where one note of some length stands at so many visits of a unit and month."""
    return connection.execute(text(_NOTES), {"since": since, "length": length, "times": times}).all()
