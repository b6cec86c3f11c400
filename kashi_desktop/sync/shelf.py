"""The table of files that were read: what was applied, and the content of what waits for a decision or an earlier file."""

from typing import Any

from sqlalchemy import Connection

from db.queries.devices import meet_device, vouch_device
from db.queries.packages import Shelved, add_package, change_package, waiting_for_approval
from kashi_desktop.sync.reading import Candidate

MAX_FILES = 20
MAX_BYTES = 64 << 20
"""What the devices of one unit that nobody has approved yet may make us keep, however many they are."""


def has_room(connection: Connection, unit_id: bytes, size: int) -> bool:
    """Whether one more file of a device that is not approved, or was stopped, may be kept for a unit."""
    files, kept = waiting_for_approval(connection, unit_id)
    return files < MAX_FILES and kept + size <= MAX_BYTES


def accept(connection: Connection, candidate: Candidate, shelved: Shelved | None, entries: int, now: str) -> int:
    """Record a file as applied, and the laptops that it vouches for; returns its number."""
    for each in candidate.vouched:
        vouch_device(connection, each.card.device_id, each.card.unit_id, each.card.to_bytes(), each.to_bytes())
    return _record(connection, candidate, shelved, state="applied", code=None, entries=entries, handled_at=now, content=None)


def shelve(connection: Connection, candidate: Candidate, shelved: Shelved | None, code: str, now: str) -> None:
    """Keep a file until somebody decides or an earlier one arrives; a device seen for the first time is noted with it."""
    if code == "waiting_approval":
        card = candidate.sender
        meet_device(connection, card.device_id, card.unit_id, card.to_bytes(), now)
    if shelved is None or shelved.code != code:
        kept = {"entries": candidate.entries, "content": candidate.content(), "handled_at": now}
        _record(connection, candidate, shelved, state="quarantined", code=code, **kept)


def _record(connection: Connection, candidate: Candidate, shelved: Shelved | None, **values: Any) -> int:
    if shelved is not None:
        change_package(connection, shelved.id, **values)
        return shelved.id
    named = {"digest": candidate.digest, "kind": candidate.kind, "sender": candidate.sender.device_id, "unit_id": candidate.unit_id}
    header = candidate.header
    told = (
        {"period": header.period, "nothing_new": header.nothing_new, "written_on": header.created[:10]}
        if header
        else {"nothing_new": False}
    )
    return add_package(connection, "in", **named, **told, **values)
