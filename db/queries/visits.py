"""Queries about visits and needs; none of them commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import of_many

_NEED = (
    "SELECT n.*, e.ref AS elder_ref, e.full_name AS elder_name, u.name AS unit_name FROM need n LEFT JOIN elder e ON e.id = n.elder_id"
    " LEFT JOIN unit u ON u.id = n.unit_id WHERE NOT n.removed"
)


def of_elder(connection: Connection, elder_id: bytes, limit: int = 10_000) -> Sequence[Row[Any]]:
    """Visits of an elder, voided ones included, newest first."""
    statement = text("SELECT * FROM visit WHERE elder_id = :id ORDER BY visited_at DESC, id DESC LIMIT :limit")
    return connection.execute(statement, {"id": elder_id, "limit": limit}).all()


def by_ref(connection: Connection, table: str, unit_ids: Sequence[bytes], ref: str) -> list[bytes]:
    """Ids of visits or needs of some units with this ledger number, found through the units' elders."""
    statement = f"SELECT r.id FROM elder e JOIN {table} r ON r.elder_id = e.id WHERE e.unit_id IN :units AND r.ref = :ref AND NOT r.removed"
    return [row[0] for row in connection.execute(of_many(statement, "units"), {"units": list(unit_ids), "ref": ref})]


def needs_of_elder(connection: Connection, elder_id: bytes) -> Sequence[Row[Any]]:
    """Needs of an elder, open ones first, by due date."""
    statement = text(f"{_NEED} AND n.elder_id = :id ORDER BY n.status NOT IN ('open', 'doing'), n.due_on IS NULL, n.due_on, n.id")
    return connection.execute(statement, {"id": elder_id}).all()


def needs_with_status(connection: Connection, statuses: Sequence[str]) -> Sequence[Row[Any]]:
    """Needs of every unit here with one of the statuses, by due date."""
    statement = of_many(f"{_NEED} AND n.status IN :statuses ORDER BY n.due_on IS NULL, n.due_on, n.id", "statuses")
    return connection.execute(statement, {"statuses": list(statuses)}).all()
