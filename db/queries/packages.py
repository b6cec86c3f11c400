"""The files that were read and written, what waits among them, and what receipts confirmed; none of these queries commits."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, text, update
from sqlmodel import col

from db.models.sync import Package, Receipt

# Built once: an import of a month asks for hundreds of files.
_FILES = "SELECT id, digest, kind, state, code, entries FROM package"
_FIND = text(f"{_FILES} WHERE digest = :digest AND direction = 'in'")
_WAITING = text(f"{_FILES} WHERE state = 'quarantined' AND code != 'waiting_approval' ORDER BY id")
_WAITING_OF = text(f"{_FILES} WHERE state = 'quarantined' AND sender = :device ORDER BY id")
_CONTENT = text("SELECT content FROM package WHERE id = :id")
_ADD = insert(Package).returning(col(Package.id))
_CHANGE = update(Package).where(col(Package.id) == bindparam("number"))
_WAITING_ALL = text(
    "SELECT p.id, p.digest, u.code AS unit_code, p.sender, p.code, p.entries, p.handled_at FROM package p"
    " LEFT JOIN unit u ON u.id = p.unit_id WHERE p.state = 'quarantined' ORDER BY p.id"
)
_DROP = delete(Package).where(col(Package.id) == bindparam("number"))
_UNAPPROVED = text(
    "SELECT count(*), coalesce(sum(length(content)), 0) FROM package"
    " WHERE unit_id = :unit AND state = 'quarantined' AND code = 'waiting_approval'"
)
_SENDERS = text("SELECT sender, count(*) FROM package WHERE state = 'quarantined' GROUP BY sender")
_CLONED = text("SELECT 1 FROM package WHERE sender = :device AND state = 'quarantined' AND code = 'cloned'")
_EXPORTED = text("SELECT max(handled_at) FROM package WHERE direction = 'out' AND kind = 'package'")
# Of receipts the newest by the order in which their epochs appeared; a call by telephone rules until a newer receipt has come.
_CONFIRMED = text(
    "WITH newest AS (SELECT id FROM receipt r WHERE epoch != :phone"
    " ORDER BY (SELECT min(id) FROM receipt e WHERE e.epoch = r.epoch) DESC, number DESC, id DESC LIMIT 1)"
    " SELECT have, confirmed_on FROM receipt WHERE id = (SELECT id FROM newest)"
    " OR (epoch = :phone AND id > coalesce((SELECT id FROM newest), 0)) ORDER BY id DESC LIMIT 1"
)
_HELD = text("SELECT 1 FROM receipt WHERE epoch = :epoch AND number = :number")
_CONFIRM = insert(Receipt)


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
    """Files that wait, oldest first: those of one device, or all that do not wait for an approval."""
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
    connection.execute(_DROP, {"number": number})


def waiting_for_approval(connection: Connection, unit_id: bytes) -> tuple[int, int]:
    """How many files of a unit's devices wait for an approval, and their bytes."""
    files, size = connection.execute(_UNAPPROVED, {"unit": unit_id}).one()
    return files, size


def waiting_by_sender(connection: Connection) -> dict[bytes, int]:
    """How many files wait, by the device that sent them."""
    return {row[0]: row[1] for row in connection.execute(_SENDERS)}


def has_cloned(connection: Connection, device: bytes) -> bool:
    """Whether files wait in which a device contradicts what it sent before."""
    return connection.execute(_CLONED, {"device": device}).first() is not None


def last_exported(connection: Connection) -> str | None:
    """When the last package was written."""
    found: str | None = connection.execute(_EXPORTED).scalar()
    return found


def newest_receipt(connection: Connection, phone: bytes) -> Row[Any] | None:
    """(have, confirmed_on) of the receipt that rules; ``phone`` stands for the epoch of a call."""
    return connection.execute(_CONFIRMED, {"phone": phone}).first()


def has_receipt(connection: Connection, epoch: bytes, number: int) -> bool:
    """Whether a receipt was read before."""
    return connection.execute(_HELD, {"epoch": epoch, "number": number}).first() is not None


def add_receipt(connection: Connection, **values: Any) -> None:
    """Keep what a receipt or a call confirms, by its columns."""
    connection.execute(_CONFIRM, values)
