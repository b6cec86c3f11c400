"""The table of files that were read: what was applied, and the content of what waits for a decision or an earlier file."""

from typing import Any

from sqlalchemy import Connection

from db.queries.devices import forget_idle, meet_device, vouch_device
from db.queries.packages import Shelved, add_package, change_package, kept_whole
from kashi_desktop.sync.cutting import Room
from kashi_desktop.sync.reading import Candidate
from kashi_desktop.sync.refusals import fault

MAX_FILES = 20
MAX_BYTES = 64 << 20
"""What the devices of one unit that nobody has approved yet may make us keep, however many they are."""

UNIT = Room(2_000_000, 1 << 30)
"""What is held for one unit before its further files wait for a person, its alone."""


def outgrows(held: tuple[int, int], entries: int, size: int) -> bool:
    """Whether further entries would lift what is held of a stream (entries, bytes) above what a unit may have without a person's word."""
    return entries > 0 and (held[0] + entries > UNIT.entries or held[1] + size > UNIT.size)


def accept(connection: Connection, candidate: Candidate, shelved: Shelved | None, entries: int, now: str) -> int:
    """Record a file as applied, and the laptops that it vouches for; returns its number."""
    for each in candidate.vouched:
        vouch_device(connection, each.card.device_id, each.card.unit_id, each.card.to_bytes(), each.to_bytes())
    return _record(connection, candidate, shelved, state="applied", code=None, entries=entries, handled_at=now, content=None)


def shelve(connection: Connection, candidate: Candidate, shelved: Shelved | None, code: str, now: str) -> None:
    """Keep a file until somebody decides or an earlier one arrives; a device seen for the first time is noted with it.

    Its digits can be compared even when there is no room for its file: approved, it needs none. Errors: quarantine_full.
    """
    card = candidate.sender
    if code == "waiting_approval":
        meet_device(connection, card.device_id, card.unit_id, card.to_bytes(), now)
    if shelved is None and not _has_room(connection, candidate, code):
        forget_idle(connection, card.unit_id, card.device_id, MAX_FILES)
        raise fault("quarantine_full")
    if shelved is None or shelved.code != code:
        kept = {"entries": candidate.entries, "content": candidate.content(), "handled_at": now}
        _record(connection, candidate, shelved, state="quarantined", code=code, **kept)


def _has_room(connection: Connection, candidate: Candidate, code: str) -> bool:
    """Whether one more file may be kept for a unit; what its devices that are not approved fill is no concern of the approved one."""
    files, kept = kept_whole(connection, candidate.unit_id, full=code == "unit_full")
    return files < MAX_FILES and kept + len(candidate.content()) <= MAX_BYTES


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
