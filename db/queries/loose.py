"""Ranges that do not attach yet: proven when they came, kept until the entry before them is held; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, text
from sqlmodel import col

from db.models.sync import Loose

_ADD = insert(Loose)
_ALL = text("SELECT id, package, device, epoch, stream, first, before FROM loose ORDER BY first, id")
_ONE = text("SELECT * FROM loose WHERE id = :id")
_KNOWN = text("SELECT * FROM loose WHERE stream = :stream AND device = :device AND epoch = :epoch AND first = :first AND head = :head")
_SIZE = text("SELECT count(*), coalesce(sum(length(lines) + length(salts)), 0) FROM loose WHERE stream = :stream")
_DROP_OF = text("DELETE FROM loose WHERE package = :package")


def add_loose(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep ranges by their columns."""
    if rows:
        connection.execute(_ADD, rows)


def loose_ranges(connection: Connection) -> Sequence[Row[Any]]:
    """(id, package, device, epoch, stream, first, before) of every range that waits, those that begin early in their chains first."""
    return connection.execute(_ALL).all()


def loose_range(connection: Connection, number: int) -> Row[Any]:
    """One range that waits, with its lines and salts."""
    return connection.execute(_ONE, {"id": number}).one()


def loose_size(connection: Connection, stream: bytes) -> tuple[int, int]:
    """How many ranges of a stream wait, and their bytes."""
    count, size = connection.execute(_SIZE, {"stream": stream}).one()
    return count, size


def drop_loose_of(connection: Connection, package: int) -> None:
    """Forget the ranges of a file that nobody wants."""
    connection.execute(_DROP_OF, {"package": package})


def known_loose(connection: Connection, place: bytes, first: int, head: bytes) -> Row[Any] | None:
    """The range that waits at a place (device, epoch, stream), by its first position and the hash of its last entry."""
    named = {"device": place[:16], "epoch": place[16:32], "stream": place[32:], "first": first, "head": head}
    return connection.execute(_KNOWN, named).first()


def drop_loose(connection: Connection, ids: Sequence[int]) -> None:
    """Forget ranges that attached."""
    if ids:
        connection.execute(delete(Loose).where(col(Loose.id).in_(ids)))
