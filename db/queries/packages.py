"""The files that were read and written, and what waits among them; none of these queries commits."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, text, update
from sqlmodel import col

from db.models.sync import Package
from db.queries.loose import drop_loose_of

# Built once: an import of a month asks for hundreds of files.
_FILES = "SELECT id, digest, kind, state, code, entries FROM package"
_FIND = text(f"{_FILES} WHERE digest = :digest AND direction = 'in'")
# Of a file that lacks the one before it nothing but its ranges is kept (db/queries/loose.py).
_WAITING = text(
    f"{_FILES} WHERE state = 'quarantined' AND code NOT IN ('waiting_approval', 'unit_full') AND content IS NOT NULL ORDER BY id"
)
_WAITING_OF = text(f"{_FILES} WHERE state = 'quarantined' AND sender = :device AND content IS NOT NULL ORDER BY id")
_CONTENT = text("SELECT content FROM package WHERE id = :id")
_ADD = insert(Package).returning(col(Package.id))
_CHANGE = update(Package).where(col(Package.id) == bindparam("number"))
_WAITING_ALL = text(
    "SELECT p.id, p.digest, u.code AS unit_code, p.sender, p.code, p.entries, p.handled_at FROM package p"
    " LEFT JOIN unit u ON u.id = p.unit_id WHERE p.state = 'quarantined' ORDER BY p.id"
)
_DROP = delete(Package).where(col(Package.id) == bindparam("number"))
_ROOM = text(
    "SELECT count(*), coalesce(sum(length(content)), 0) FROM package"
    " WHERE unit_id = :unit AND state = 'quarantined' AND content IS NOT NULL AND (code = 'unit_full') = :full"
)
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


def waiting_packages(connection: Connection, device: bytes | None = None) -> list[Shelved]:
    """Files that wait, oldest first: those of one device, or all that do not wait for a person."""
    found = connection.execute(_WAITING_OF, {"device": device}) if device else connection.execute(_WAITING)
    return [Shelved(*row) for row in found]


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


def all_waiting(connection: Connection) -> Sequence[Row[Any]]:
    """(id, digest, unit_code, sender, code, entries, handled_at) of every file that waits, oldest first."""
    return connection.execute(_WAITING_ALL).all()


def drop_package(connection: Connection, number: int) -> None:
    """Forget a file that waited: it cannot be taken, or a person does not want it; what it brings comes again with the next one."""
    drop_loose_of(connection, number)
    connection.execute(_DROP, {"number": number})


def kept_whole(connection: Connection, unit_id: bytes, *, full: bool) -> tuple[int, int]:
    """How many files of a unit are kept unread, and their bytes: as their unit holds too much (full), or for their device's sake."""
    files, size = connection.execute(_ROOM, {"unit": unit_id, "full": full}).one()
    return files, size


def last_exported(connection: Connection) -> str | None:
    """When the last package was written."""
    found: str | None = connection.execute(_EXPORTED).scalar()
    return found
