"""Consents of persons and whether they stand; none of these queries commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, column, text

from db.queries.lists import in_parts, of_many

_PRESENT_OF_ONE = text("SELECT id, consent_id FROM elder WHERE id = :id AND consent_id IS NOT NULL").columns(
    column("id"), column("consent_id")
)
_PRESENT = of_many("SELECT id, consent_id FROM elder WHERE id IN :ids AND consent_id IS NOT NULL", "ids")
_STATES = of_many("SELECT stream, person, id, state, given_on FROM consent WHERE person IN :ids", "ids")
_KEEP = text(
    "INSERT INTO consent (stream, person, id, state, given_on) VALUES (:stream, :person, :id, :state, :given_on)"
    " ON CONFLICT (stream, person, id) DO UPDATE SET state = excluded.state, given_on = excluded.given_on"
)
_FORGET = text("DELETE FROM consent WHERE stream = :stream AND person = :person AND id = :id")
_FORGET_ALL = text("DELETE FROM consent")
_OF_PERSONS = of_many(
    "SELECT e.record AS person, e.hash, e.branch, e.seq, e.seen, e.op, e.duty, b.stream, b.device, b.base, b.counts_to"
    " FROM entry e JOIN branch b ON b.id = e.branch WHERE e.record IN :ids AND e.person = e.record",
    "ids",
)

GIVEN, BESIDE, ENDED = "given", "beside", "ended"
"""In force; given beside a withdrawal and not confirmed, so shown to nobody; ended."""

State = tuple[str, str]
"""GIVEN, BESIDE or ENDED, and the day on which the consent was given."""

Consent = tuple[bytes, bytes, bytes]
"""Stream, person, id."""


def present(connection: Connection, persons: Sequence[bytes]) -> dict[bytes, str | None]:
    """The id, in hexadecimal, of the consent under which each person's private values are written now."""
    if len(persons) == 1:  # a form's
        return {row[0]: row[1] for row in connection.execute(_PRESENT_OF_ONE, {"id": persons[0]})}
    return {row[0]: row[1] for row in in_parts(connection, _PRESENT, persons)}


def states(connection: Connection, persons: Sequence[bytes]) -> dict[Consent, State]:
    """How each consent of the persons stands; one that nobody gave is absent."""
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in in_parts(connection, _STATES, persons)}


def keep(connection: Connection, found: Mapping[Consent, State]) -> None:
    """Write consents and how they stand."""
    columns = ("stream", "person", "id", "state", "given_on")
    if found:
        connection.execute(_KEEP, [dict(zip(columns, (*consent, *said), strict=True)) for consent, said in found.items()])


def forget(connection: Connection, gone: Iterable[Consent]) -> None:
    """Take out consents that no entry gives any more."""
    rows = [dict(zip(("stream", "person", "id"), each, strict=True)) for each in gone]
    if rows:
        connection.execute(_FORGET, rows)


def entries_of_persons(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """Of some records, those of persons: every entry with where it stands, what it saw and its duty part."""
    yield from in_parts(connection, _OF_PERSONS, records)


def records_about(connection: Connection, registers: Sequence[tuple[str, str | None]], persons: Sequence[bytes]) -> set[bytes]:
    """Records of some registers, each with the column that holds its person, about the persons; and the persons themselves."""
    found = set(persons)
    for register, holder in registers:
        statement = of_many(f"SELECT id FROM {register} WHERE {holder} IN :ids", "ids")
        found |= {row[0] for row in in_parts(connection, statement, persons)}
    return found


def forget_all(connection: Connection) -> None:
    """Empty the table, before everything is filled anew from the journal."""
    connection.execute(_FORGET_ALL)
