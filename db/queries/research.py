"""What the de-identified extract counts, with the person of each row so that small groups can be told; never a name or a number."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from db.registers.visit import OBSERVATIONS

_TOWNSHIP = "substr(u.code, 1, 9) || '000'"
_PEOPLE = f"""SELECT {_TOWNSHIP} AS township, e.id, e.birth_date, e.sex, e.care_level, e.categories, max(s.enrolled_on) AS enrolled_on
 FROM elder e JOIN unit u ON u.id = e.unit_id
 JOIN elder_spell s ON s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= :today AND (s.closed_on IS NULL OR s.closed_on > :today)
 WHERE NOT e.removed GROUP BY e.id"""
_OBSERVED = ", ".join(f"v.{key}" for key in OBSERVATIONS)
_VISITS = f"""SELECT {_TOWNSHIP}, substr(v.visited_at, 1, 7), v.method, v.outcome, e.id,
 e.consent_on IS NOT NULL AND e.consent_withdrawn_on IS NULL, {_OBSERVED}
 FROM visit v JOIN elder e ON e.id = v.elder_id JOIN unit u ON u.id = e.unit_id WHERE NOT v.removed AND NOT e.removed"""
_WORKERS = f"""SELECT {_TOWNSHIP} AS township, w.id, w.full_time, w.certificates FROM worker w JOIN unit u ON u.id = w.unit_id
 WHERE NOT w.removed AND w.employed_on <= :today AND (w.left_on IS NULL OR w.left_on > :today)"""
_TRAINING = f"""SELECT {_TOWNSHIP} AS township, w.id, c.ends_on, c.organiser_level, a.result
 FROM attendance a JOIN worker w ON w.id = a.worker_id JOIN course c ON c.id = a.course_id JOIN unit u ON u.id = w.unit_id
 WHERE NOT a.removed AND NOT w.removed AND NOT c.removed AND c.ends_on <= :today"""
_HOURS = f"""SELECT {_TOWNSHIP} AS township, v.id, a.starts_at, s.hours
 FROM service s JOIN volunteer v ON v.id = s.volunteer_id JOIN activity a ON a.id = s.activity_id JOIN unit u ON u.id = v.unit_id
 WHERE NOT s.removed AND NOT v.removed AND NOT a.removed"""


def people(connection: Connection, today: str) -> Iterator[Any]:
    """Elders enrolled on a day: township, id, birth_date, sex, care_level, categories, enrolled_on of the present spell."""
    yield from connection.execute(text(_PEOPLE), {"today": today})


def visits(connection: Connection) -> Iterator[Any]:
    """Visits as plain tuples: township, month, method, outcome, elder, whether consent stands, then the observations."""
    yield from connection.exec_driver_sql(_VISITS)


def workers(connection: Connection, today: str) -> Iterator[Any]:
    """Workers in post on a day: township, id, full_time, certificates."""
    yield from connection.execute(text(_WORKERS), {"today": today})


def training(connection: Connection, today: str) -> Iterator[Any]:
    """Attendances of courses that ended by a day: township, worker id, ends_on, organiser_level, result."""
    yield from connection.execute(text(_TRAINING), {"today": today})


def hours(connection: Connection) -> Iterator[Any]:
    """Volunteer hours: township, volunteer id, starts_at of the activity, hours as decimal text."""
    yield from connection.execute(text(_HOURS))
