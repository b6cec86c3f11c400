"""Queries of courses and of those who take part; none of them commits.

A course of a unit's common stream is of that unit alone and has its code; all others are for every unit and have none. ``prefix`` are
the digits that the codes of a place begin with.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import of_many

_COURSES = """SELECT c.*, u.code AS unit_code, u.name AS unit_name FROM course c LEFT JOIN unit u ON u.common = c.unit_id
 WHERE NOT c.removed AND (u.code IS NULL OR u.code LIKE :prefix)"""

_WORKERS = """SELECT w.id, w.ref, w.full_name, w.birth_date, w.post, w.employed_on, w.left_on, w.leave_from,
 w.leave_to, w.unit_id, u.code AS unit_code, u.name AS unit_name FROM worker w JOIN unit u ON u.id = w.unit_id
 WHERE NOT w.removed AND u.code LIKE :prefix"""


def courses(connection: Connection, prefix: str) -> Sequence[Row[Any]]:
    """Courses of a place and those shared by all, the newest first."""
    statement = text(f"{_COURSES} ORDER BY c.starts_on DESC, c.ends_on DESC, c.ref, c.id")
    return connection.execute(statement, {"prefix": f"{prefix}%"}).all()


def course(connection: Connection, prefix: str, course_id: bytes) -> Row[Any] | None:
    """One course that a place may use."""
    return connection.execute(text(f"{_COURSES} AND c.id = :id"), {"prefix": f"{prefix}%", "id": course_id}).first()


def results_of_courses(connection: Connection, prefix: str, course_id: bytes | None = None) -> Sequence[Row[Any]]:
    """(course_id, worker_id, result) of the workers of a place."""
    only = " AND a.course_id = :id" if course_id else ""
    statement = text(
        "SELECT a.course_id, a.worker_id, a.result FROM attendance a JOIN worker w ON w.id = a.worker_id"
        f" JOIN unit u ON u.id = w.unit_id WHERE NOT a.removed AND NOT w.removed AND u.code LIKE :prefix{only}"
    )
    return connection.execute(statement, {"prefix": f"{prefix}%", "id": course_id}).all()


def workers(connection: Connection, prefix: str) -> Sequence[Row[Any]]:
    """Everybody who is or was on the roster of a place, by unit and name."""
    statement = text(f"{_WORKERS} ORDER BY u.code, w.ref, w.id")
    return connection.execute(statement, {"prefix": f"{prefix}%"}).all()


def attendance_of(connection: Connection, course_id: bytes) -> Sequence[Row[Any]]:
    """The results of one course, the oldest first."""
    statement = text("SELECT * FROM attendance WHERE course_id = :id AND NOT removed ORDER BY id")
    return connection.execute(statement, {"id": course_id}).all()


def completions(connection: Connection, first: str, last: str) -> Sequence[Row[Any]]:
    """(worker_id, result) of the recognised courses that ended from one day to another."""
    statement = text(
        "SELECT a.worker_id, a.result FROM course c JOIN attendance a ON a.course_id = c.id"
        " WHERE NOT c.removed AND NOT a.removed AND c.recognised AND c.ends_on >= :first AND c.ends_on <= :last"
    )
    return connection.execute(statement, {"first": first, "last": last}).all()


def courses_of(connection: Connection, worker_ids: Sequence[bytes]) -> Sequence[Row[Any]]:
    """The courses of the rows of one person with their results, the newest first."""
    statement = of_many(
        "SELECT c.id, c.title, c.organiser_level, c.ends_on, c.hours, c.recognised, a.result, a.certificate_no"
        " FROM attendance a JOIN course c ON c.id = a.course_id WHERE a.worker_id IN :ids AND NOT a.removed AND NOT c.removed"
        " ORDER BY c.ends_on DESC, c.id",
        "ids",
    )
    return connection.execute(statement, {"ids": list(worker_ids)}).all()
