"""What a worker's post or a place was from which day on: rows appear with the first change, so that a past month counts what was true then.

Before the first row the earliest one holds. A place whose kind or class was unknown, or only suggested by its code, has not changed when
it becomes known.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from db.journal import Change, creation, heads_of
from kashi_desktop.rules.unit_codes import kind_of
from kashi_desktop.services.context import new_id
from kashi_desktop.services.stock import Known, Wire

_POST = ("full_time", "urban_roster")
_PLACE = ("kind", "urban_rural_class", "active")
_BEGINNING = "1900-01-01"

_OF_WORKER = text("SELECT id, since FROM worker_state WHERE worker_id = :of AND NOT removed ORDER BY since, id")
_OF_PLACE = text("SELECT id, since FROM unit_state WHERE place_id = :of AND NOT removed AND unit_id = :stream ORDER BY since, id")


def worker_state_changes(connection: Connection, known: Known, fields: Wire, today: date) -> list[Change]:
    """The dated rows that belong to a change of a worker's post today; none when the post is as it was."""
    before = {key: known.wire[key] for key in _POST}
    after = before | {key: fields[key] for key in _POST if key in fields}
    if before == after:
        return []
    held = connection.execute(_OF_WORKER, {"of": known.id}).all()
    link = {"worker_id": known.id.hex()}
    return _rows(
        connection, ("worker_state", known.unit_id, known.id), held, (link | before, link | after), known.wire["employed_on"], today
    )


def unit_state_changes(connection: Connection, stream: bytes, known: Known, fields: Wire, today: date) -> list[Change]:
    """The dated rows that belong to a change of a place's kind, class or activity today, in the office's stream."""
    after = {key: fields.get(key, known.wire[key]) for key in _PLACE}
    before = {key: after[key] if known.wire[key] is None else known.wire[key] for key in _PLACE}
    if before["kind"] == kind_of(known.wire["code"]):
        before["kind"] = after["kind"]  # so far only what the code suggests; the given one was true all along
    held = connection.execute(_OF_PLACE, {"of": known.id, "stream": stream}).all()
    if before == after and not (held and any(key in fields for key in _PLACE)):
        return []
    link = {"place_id": known.id.hex()}
    return _rows(connection, ("unit_state", stream, None), held, (link | before, link | after), _BEGINNING, today)


def _rows(
    connection: Connection,
    where: tuple[str, bytes, bytes | None],
    held: Any,
    states: tuple[Mapping[str, Any], Mapping[str, Any]],
    first: str,
    today: date,
) -> list[Change]:
    register, stream, subject = where
    before, after = states
    since = today.isoformat()
    if held and held[-1].since == since:
        # A second change on one day replaces the first.
        return [Change(stream, register, "update", held[-1].id, subject, dict(after), heads_of(connection, held[-1].id))]
    made = []
    if not held and first < since:
        made.append(creation(stream, register, new_id(), subject, {**before, "since": first}))
    if held or made:
        made.append(creation(stream, register, new_id(), subject, {**after, "since": since}))
    return made
