"""The table of files that were read: what was applied, and the content of what waits for a decision or an earlier file."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, text

from kashi_desktop.sync.reading import Candidate

MAX_FILES = 20
MAX_BYTES = 64 << 20
"""What one device that nobody has approved yet may make us keep."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file that is on record."""

    id: int
    digest: bytes
    kind: str
    state: str
    code: str | None
    entries: int


_FIND = text("SELECT id, digest, kind, state, code, entries FROM package WHERE digest = :digest AND direction = 'in'")
_INSERT = text(
    "INSERT INTO package (digest, kind, direction, sender, unit_id, state, code, period, entries, nothing_new, handled_at, written_on,"
    " content) VALUES (:digest, :kind, :direction, :sender, :unit_id, :state, :code, :period, :entries, :nothing_new, :handled_at,"
    " :written_on, :content)"
    " RETURNING id"
)
_UPDATE = text(
    "UPDATE package SET state = :state, code = :code, entries = :entries, handled_at = :handled_at, content = :content WHERE id = :id"
)
_WAITING = text("SELECT id, digest, kind, state, code, entries FROM package WHERE state = 'quarantined' ORDER BY id")
_CONTENT = text("SELECT content FROM package WHERE id = :id")
_DEVICE = text(
    "INSERT INTO device (id, unit_id, card, state, changed_at) VALUES (:id, :unit_id, :card, 'waiting', :now) ON CONFLICT (id) DO NOTHING"
)


def find_package(connection: Connection, digest: bytes) -> Shelved | None:
    """The record of a file that was read before."""
    row = connection.execute(_FIND, {"digest": digest}).first()
    return Shelved(*row) if row else None


def waiting_packages(connection: Connection) -> Iterator[Shelved]:
    """Files that wait, oldest first."""
    for row in connection.execute(_WAITING).all():
        yield Shelved(*row)


def content_of(connection: Connection, shelved: Shelved) -> bytes:
    """The bytes of a file that waits."""
    return connection.execute(_CONTENT, {"id": shelved.id}).scalar() or b""


def has_room(connection: Connection, device: bytes, size: int) -> bool:
    """Whether one more file of a device that is not approved may be kept."""
    found = connection.execute(
        text("SELECT count(*), coalesce(sum(length(content)), 0) FROM package WHERE sender = :device AND state = 'quarantined'"),
        {"device": device},
    ).one()
    return bool(found[0] < MAX_FILES and found[1] + size <= MAX_BYTES)


def accept(connection: Connection, candidate: Candidate, shelved: Shelved | None, entries: int, now: str) -> int:
    """Record a file as applied; returns its number."""
    return _record(connection, candidate, shelved, "applied", None, entries, now, None)


def shelve(connection: Connection, candidate: Candidate, shelved: Shelved | None, code: str, now: str) -> None:
    """Keep a file until somebody decides or an earlier one arrives; a device seen for the first time is noted with it."""
    if code == "waiting_approval":
        card = candidate.sender
        wire = msgspec.json.encode(card.to_wire(), order="sorted")
        connection.execute(_DEVICE, {"id": card.device_id, "unit_id": card.unit_id, "card": wire, "now": now})
    if shelved is None or shelved.code != code:
        _record(connection, candidate, shelved, "quarantined", code, candidate.entries, now, candidate.content())


def _record(
    connection: Connection,
    candidate: Candidate,
    shelved: Shelved | None,
    state: str,
    code: str | None,
    entries: int,
    now: str,
    content: bytes | None,
) -> int:
    changed: dict[str, object] = {"state": state, "code": code, "entries": entries, "handled_at": now, "content": content}
    if shelved is not None:
        connection.execute(_UPDATE, changed | {"id": shelved.id})
        return shelved.id
    return insert_package(
        connection,
        changed
        | {
            "digest": candidate.digest,
            "kind": candidate.kind,
            "direction": "in",
            "sender": candidate.sender.device_id,
            "unit_id": candidate.unit_id,
            "period": candidate.header.period if candidate.header else None,
            "nothing_new": bool(candidate.header and candidate.header.nothing_new),
            "written_on": candidate.header.created[:10] if candidate.header else None,
        },
    )


def insert_package(connection: Connection, values: dict[str, object]) -> int:
    """Add one line to the table of packages; returns its number."""
    return int(connection.execute(_INSERT, values).scalar_one())
