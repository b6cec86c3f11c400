"""Queries of volunteers, activities and hours; none of them commits. Hours are decimal text and are added up by the reader.

``prefix`` are the digits that the codes of a place begin with.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

_ACTIVITIES = """SELECT a.*, u.code AS unit_code, u.name AS unit_name FROM activity a JOIN unit u ON u.id = a.unit_id
 WHERE NOT a.removed AND u.code LIKE :prefix"""

_VOLUNTEERS = """SELECT v.id, v.unit_id, v.ref, v.full_name, v.birth_date, v.skills, v.registered_on,
 u.code AS unit_code, u.name AS unit_name
 FROM volunteer v JOIN unit u ON u.id = v.unit_id WHERE NOT v.removed AND u.code LIKE :prefix"""

_SERVICES = """SELECT s.id, s.activity_id, s.volunteer_id, s.hours, s.verified_by, s.source, a.title, a.kind, a.place,
 a.starts_at, a.ends_at
 FROM unit u JOIN volunteer v ON v.unit_id = u.id JOIN service s ON s.volunteer_id = v.id JOIN activity a ON a.id = s.activity_id
 WHERE u.code LIKE :prefix AND NOT v.removed AND NOT s.removed AND NOT a.removed"""


def volunteers(connection: Connection, prefix: str) -> Sequence[Row[Any]]:
    """The volunteers of a place, by unit and number."""
    return connection.execute(text(f"{_VOLUNTEERS} ORDER BY u.code, v.ref, v.id"), {"prefix": f"{prefix}%"}).all()


def activities(connection: Connection, prefix: str) -> Sequence[Row[Any]]:
    """The activities of a place, the newest first."""
    return connection.execute(text(f"{_ACTIVITIES} ORDER BY a.starts_at DESC, a.ref, a.id"), {"prefix": f"{prefix}%"}).all()


def activity(connection: Connection, prefix: str, activity_id: bytes) -> Row[Any] | None:
    """One activity of a place."""
    return connection.execute(text(f"{_ACTIVITIES} AND a.id = :id"), {"prefix": f"{prefix}%", "id": activity_id}).first()


def services(connection: Connection, prefix: str) -> Sequence[Row[Any]]:
    """All hours of the volunteers of a place with their activities, in the order of time."""
    return connection.execute(text(f"{_SERVICES} ORDER BY a.starts_at, s.id"), {"prefix": f"{prefix}%"}).all()


def services_of(connection: Connection, prefix: str, volunteer_id: bytes, first: str, until: str) -> Sequence[Row[Any]]:
    """The hours of one volunteer at activities that began from one moment until before another, in the order of time."""
    statement = text(f"{_SERVICES} AND v.id = :id AND a.starts_at >= :first AND a.starts_at < :until ORDER BY a.starts_at, s.id")
    return connection.execute(statement, {"prefix": f"{prefix}%", "id": volunteer_id, "first": first, "until": until}).all()


def services_at(connection: Connection, activity_id: bytes) -> Sequence[Row[Any]]:
    """The hours of one activity, the oldest entry first."""
    statement = text("SELECT * FROM service WHERE activity_id = :id AND NOT removed ORDER BY id")
    return connection.execute(statement, {"id": activity_id}).all()


def services_beside(connection: Connection, activity_id: bytes, starts_at: str, ends_at: str) -> Sequence[Row[Any]]:
    """(volunteer_id, title) of hours at other activities that overlap a time."""
    statement = text(
        "SELECT s.volunteer_id, a.title FROM activity a JOIN service s ON s.activity_id = a.id"
        " WHERE a.id <> :id AND a.starts_at < :ends AND a.ends_at > :starts AND NOT a.removed AND NOT s.removed ORDER BY a.starts_at, a.id"
    )
    return connection.execute(statement, {"id": activity_id, "starts": starts_at, "ends": ends_at}).all()
