"""Ranges that do not attach yet: proven when they came, kept until the entry before them is held; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, text
from sqlmodel import col

from db.models.sync import Loose

_ADD = insert(Loose)
_ALL = text("SELECT id, package, device, epoch, stream, first, before FROM loose ORDER BY first, id")
_ONE = text("SELECT * FROM loose WHERE id = :id")
_SIZE = text("SELECT count(*), coalesce(sum(length(lines) + length(salts)), 0) FROM loose WHERE stream = :stream")
_DROP_OF = text("DELETE FROM loose WHERE package = :package")
_WAITING = text("SELECT DISTINCT package FROM loose")


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


def known_loose(connection: Connection) -> dict[tuple[int, str], int]:
    """The ranges that wait, by first position and hash (hexadecimal) of the last entry, each with the number of its file."""
    found = connection.execute(select(col(Loose.first), col(Loose.head), col(Loose.package)))
    return {(row[0], row[1].hex()): row[2] for row in found}


def drop_loose(connection: Connection, ids: Sequence[int]) -> None:
    """Forget ranges that attached."""
    if ids:
        connection.execute(delete(Loose).where(col(Loose.id).in_(ids)))


def packages_waiting(connection: Connection) -> set[int]:
    """Numbers of the files of which a range still waits."""
    return {row[0] for row in connection.execute(_WAITING)}
