"""The files that were read and written, what waits among them, and what receipts confirmed; none of these queries commits."""

from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, bindparam, insert, text, update
from sqlmodel import col

from db.models.sync import Package

# Built once: an import of a month asks for hundreds of files.
_FILES = "SELECT id, digest, kind, state, code, entries FROM package"
_FIND = text(f"{_FILES} WHERE digest = :digest AND direction = 'in'")
# Of a file that lacks the one before it nothing but its ranges is kept (db/queries/loose.py).
_WAITING = text(f"{_FILES} WHERE state = 'quarantined' AND content IS NOT NULL ORDER BY id")
_CONTENT = text("SELECT content FROM package WHERE id = :id")
_ADD = insert(Package).returning(col(Package.id))
_CHANGE = update(Package).where(col(Package.id) == bindparam("number"))
_KEPT = text("SELECT count(*), coalesce(sum(length(content)), 0) FROM package WHERE sender = :device AND state = 'quarantined'")
_SENDERS = text("SELECT sender, count(*) FROM package WHERE state = 'quarantined' GROUP BY sender")
_EXPORTED = text("SELECT max(handled_at) FROM package WHERE direction = 'out' AND kind = 'package'")


class Shelved(NamedTuple):
    """A file that is on record."""

    id: int
    digest: bytes
    kind: str
    state: str
    code: str | None
    entries: int


def find_package(connection: Connection, digest: bytes) -> Shelved | None:
    """The record of a file that was read before."""
    row = connection.execute(_FIND, {"digest": digest}).first()
    return Shelved(*row) if row else None


def waiting_packages(connection: Connection) -> list[Shelved]:
    """Files that wait, oldest first."""
    return [Shelved(*row) for row in connection.execute(_WAITING)]


def content_of(connection: Connection, shelved: Shelved) -> bytes:
    """The bytes of a file that waits."""
    return connection.execute(_CONTENT, {"id": shelved.id}).scalar() or b""


def add_package(connection: Connection, direction: Literal["in", "out"], **values: Any) -> int:
    """Add one file by its columns; returns its number."""
    number: Any = connection.execute(_ADD, values | {"direction": direction}).scalar_one()
    return int(number)


def change_package(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of one file."""
    connection.execute(_CHANGE, {"number": number, **values})


def kept_of(connection: Connection, device: bytes) -> tuple[int, int]:
    """How many files of a device wait, and their bytes."""
    files, size = connection.execute(_KEPT, {"device": device}).one()
    return files, size


def waiting_by_sender(connection: Connection) -> dict[bytes, int]:
    """How many files wait, by the device that sent them."""
    return {row[0]: row[1] for row in connection.execute(_SENDERS)}


def last_exported(connection: Connection) -> str | None:
    """When the last package was written."""
    found: str | None = connection.execute(_EXPORTED).scalar()
    return found
