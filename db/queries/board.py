"""Which unit has reported when, from the packages that came; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.ruling import RULING

_ARRIVALS = text(
    "SELECT unit_id, state, written_on, nothing_new, entries FROM package WHERE kind = 'package' AND direction = 'in'"
    " AND state IN ('applied', 'quarantined') AND written_on IS NOT NULL ORDER BY written_on, id"
)
_LAST = text("SELECT unit_id, max(handled_at) FROM package WHERE kind = 'package' AND state = 'applied' GROUP BY unit_id")
_CHILDREN = text(
    "SELECT u.id, u.code, u.name, t.name AS township FROM unit u LEFT JOIN unit t ON t.id = u.parent_id AND t.level = 'township'"
    " WHERE u.level = :level AND NOT u.removed AND u.active ORDER BY u.code"
)
_FIRST_ENTRY = text("SELECT min(e.wall) FROM entry e JOIN branch b ON b.id = e.branch WHERE b.device = :device AND e.seq = 1")
_HOLIDAYS = text(f"SELECT day, kind FROM holiday r WHERE NOT removed AND {RULING} ORDER BY id")


def arrivals(connection: Connection) -> Sequence[Row[Any]]:
    """unit_id, state, written_on, nothing_new and entries of every package of every unit, by the day on which it was written."""
    return connection.execute(_ARRIVALS).all()


def last_packages(connection: Connection) -> dict[bytes, str]:
    """When the newest applied package of each unit was handled."""
    return {bytes(unit): handled_at for unit, handled_at in connection.execute(_LAST)}


def children(connection: Connection, level: str) -> Sequence[Row[Any]]:
    """Active places of a level with the name of their township, by code."""
    return connection.execute(_CHILDREN, {"level": level}).all()


def first_entry(connection: Connection, device: bytes) -> int | None:
    """When a device wrote its first entry, in seconds."""
    found: int | None = connection.execute(_FIRST_ENTRY, {"device": device}).scalar()
    return found


def holidays(connection: Connection) -> Sequence[Row[Any]]:
    """What the calendar says of single days; of two rows for one day the later holds."""
    return connection.execute(_HOLIDAYS).all()
