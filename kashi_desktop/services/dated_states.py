"""What a worker's post or a place was from which day on: rows appear with the first change, so that a past month counts what was true then.

Before the first row the earliest one holds. A place whose kind or class was unknown, or only suggested by its code, has not changed when
it becomes known.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.journal import Change, creation, heads_of
from db.queries import states as queries
from db.streams import new_id
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.unit_codes import kind_of
from kashi_desktop.services.stock import Known, Wire

_POST = ("full_time", "urban_roster")
_PLACE = ("kind", "urban_rural_class", "active")
_BEGINNING = "1900-01-01"

_TYPED = (*_PLACE, "urban_override", "reason")


def worker_state_changes(connection: Connection, known: Known, fields: Wire, since: date) -> list[Change]:
    """The dated rows that belong to a change of a worker's post from a day on; none when the post is as it was.

    Errors: post_changed_later.
    """
    before = {key: known.wire[key] for key in _POST}
    after = before | {key: fields[key] for key in _POST if key in fields}
    if before == after:
        return []
    held = queries.of_worker(connection, known.id)
    if held and since.isoformat() < held[-1].since:
        raise KnownError(
            "post_changed_later",
            QT_TRANSLATE_NOOP("errors", "{day} 已经登记过一次岗位变动，没有保存。请填写这一天或以后的日期，或说明是以前填错了。"),
            day=held[-1].since,
        )
    link = {"worker_id": known.id.hex()}
    return _rows(
        connection, ("worker_state", known.unit_id, known.id), held, (link | before, link | after), known.wire["employed_on"], since
    )


def unit_state_changes(connection: Connection, stream: bytes, known: Known, fields: Wire, today: date) -> list[Change]:
    """The dated rows that belong to a change of a place's kind, class or activity today, in the office's stream."""
    after = {key: fields.get(key, known.wire[key]) for key in _PLACE}
    before = _before(known, after)
    held = queries.of_place(connection, known.id, stream)
    if before == after and not (held and any(key in fields for key in _PLACE)):
        return []
    link = {"place_id": known.id.hex()}
    if held and held[-1].urban_override is not None:
        after["urban_override"] = bool(held[-1].urban_override)  # the county's own word outlives a table that knows none
    return _rows(connection, ("unit_state", stream, None), held, (link | before, link | after), _BEGINNING, today)


def _before(known: Known, after: Wire) -> Wire:
    """What the place was so far; what was not known has not changed."""
    before = {key: after[key] if known.wire[key] is None else known.wire[key] for key in _PLACE}
    if before["kind"] == kind_of(known.wire["code"]):
        before["kind"] = after["kind"]  # so far only what the code suggests; the given one was true all along
    return before


def typed_state_changes(connection: Connection, stream: bytes, known: Known, state: Wire, today: date) -> list[Change]:
    """The changes that say what a place is from ``state["since"]`` on: its dated rows, and its own columns where that is so today."""
    held = queries.of_place(connection, known.id, stream)
    link, since = {"place_id": known.id.hex()}, state["since"]
    typed = {key: state[key] for key in _TYPED}
    same = [row for row in held if row.since == since]
    changes = []
    if same:
        changes.append(Change(stream, "unit_state", "update", same[-1].id, None, typed, heads_of(connection, same[-1].id)))
    else:
        if not held and since > _BEGINNING:
            # Before the first row the first one would hold: what was so far must stand in a row of its own.
            before = _before(known, typed)
            changes.append(creation(stream, "unit_state", new_id(stream), None, link | before | {"since": _BEGINNING}))
        changes.append(creation(stream, "unit_state", new_id(stream), None, link | typed | {"since": since}))
    newest = max((row.since for row in held if row.since <= today.isoformat()), default="")
    now = {key: typed[key] for key in _PLACE if typed[key] != known.wire[key]}
    if now and newest <= since <= today.isoformat():
        changes.append(Change(stream, "unit", "update", known.id, None, now, heads_of(connection, known.id)))
    return changes


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
        made.append(creation(stream, register, new_id(stream), subject, {**before, "since": first}))
    if held or made:
        made.append(creation(stream, register, new_id(stream), subject, {**after, "since": since}))
    return made
