"""Queries about visits and needs; none of them commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import of_many

_NEED = (
    "SELECT n.*, e.ref AS elder_ref, e.full_name AS elder_name, u.name AS unit_name FROM need n LEFT JOIN elder e ON e.id = n.elder_id"
    " LEFT JOIN unit u ON u.id = n.unit_id WHERE NOT n.removed"
)

_LAST_VISITORS = text("SELECT visitors FROM visit WHERE NOT removed AND unit_id = :unit AND visitors IS NOT NULL ORDER BY id DESC LIMIT 1")
_BETWEEN = text(
    "SELECT count(*), max(visited_at) FROM visit WHERE elder_id = :id AND NOT removed AND visited_at > :after AND visited_at < :before"
)
_CONSENTED = text(
    "SELECT count(*) FROM visit v JOIN elder e ON e.id = v.elder_id"
    " WHERE v.id = :id AND e.consent_on IS NOT NULL AND e.consent_withdrawn_on IS NULL"
)
_ONE_NEED = text(
    "SELECT n.*, e.ref AS elder_ref, e.full_name AS elder_name FROM need n LEFT JOIN elder e ON e.id = n.elder_id WHERE n.id = :id"
)


def of_elder(connection: Connection, elder_id: bytes, limit: int = 10_000) -> Sequence[Row[Any]]:
    """Visits of an elder, voided ones included, newest first."""
    statement = text("SELECT * FROM visit WHERE elder_id = :id ORDER BY visited_at DESC, id DESC LIMIT :limit")
    return connection.execute(statement, {"id": elder_id, "limit": limit}).all()


def between(connection: Connection, elder_id: bytes, after: str, before: str) -> tuple[int, str | None]:
    """How many visits of an elder lie behind a day and before another, and when the last of them was; voided ones do not count."""
    found = connection.execute(_BETWEEN, {"id": elder_id, "after": f"{after} 24", "before": before}).one()
    return found[0], found[1]


def last_visitors(connection: Connection, unit_id: bytes) -> str | None:
    """Who visited last in a unit, as stored."""
    found: str | None = connection.execute(_LAST_VISITORS, {"unit": unit_id}).scalar()
    return found


def consented(connection: Connection, visit_id: bytes) -> bool:
    """Whether the visited elder's consent stands."""
    return bool(connection.execute(_CONSENTED, {"id": visit_id}).scalar())


def need(connection: Connection, need_id: bytes) -> Row[Any] | None:
    """One need with its elder's number and name, also one that was removed."""
    return connection.execute(_ONE_NEED, {"id": need_id}).first()


def needs_of_elder(connection: Connection, elder_id: bytes) -> Sequence[Row[Any]]:
    """Needs of an elder, open ones first, by due date."""
    statement = text(f"{_NEED} AND n.elder_id = :id ORDER BY n.status NOT IN ('open', 'doing'), n.due_on IS NULL, n.due_on, n.id")
    return connection.execute(statement, {"id": elder_id}).all()


def needs_with_status(connection: Connection, statuses: Sequence[str]) -> Sequence[Row[Any]]:
    """Needs of every unit here with one of the statuses, by due date."""
    statement = of_many(f"{_NEED} AND n.status IN :statuses ORDER BY n.due_on IS NULL, n.due_on, n.id", "statuses")
    return connection.execute(statement, {"statuses": list(statuses)}).all()
