"""Consents of persons and whether they stand; none of these queries commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, column, text

from db.queries.lists import in_parts, of_many

_PRESENT_OF_ONE = text("SELECT id, consent_id FROM elder WHERE id = :id AND consent_id IS NOT NULL").columns(
    column("id"), column("consent_id")
)
_PRESENT = of_many("SELECT id, consent_id FROM elder WHERE id IN :ids AND consent_id IS NOT NULL", "ids")
_STATES = of_many("SELECT stream, person, id, ended FROM consent WHERE person IN :ids", "ids")
_KEEP = text(
    "INSERT INTO consent (stream, person, id, ended) VALUES (:stream, :person, :id, :ended)"
    " ON CONFLICT (stream, person, id) DO UPDATE SET ended = excluded.ended"
)
_FORGET = text("DELETE FROM consent WHERE stream = :stream AND person = :person AND id = :id")
_FORGET_ALL = text("DELETE FROM consent")
_DROP_SALT = text("DELETE FROM salt WHERE person = :person AND consent = :consent")
_ENTRIES = of_many(
    "SELECT e.register, e.record, e.person, e.consent, e.duty, e.consented, e.consented_salt, e.branch, e.seq, b.stream"
    " FROM entry e JOIN branch b ON b.id = e.branch WHERE e.record IN :ids AND (e.register = 'elder' OR e.consented IS NOT NULL)",
    "ids",
)
_DESTROY = text("UPDATE entry SET consented = NULL, consented_salt = NULL, consented_part = :part WHERE branch = :branch AND seq = :seq")

Consent = tuple[bytes, bytes, bytes]
"""Stream, person, id."""


def present(connection: Connection, persons: Sequence[bytes]) -> dict[bytes, str | None]:
    """The id, in hexadecimal, of the consent under which each person's private values are written now."""
    if len(persons) == 1:  # a form's
        return {row[0]: row[1] for row in connection.execute(_PRESENT_OF_ONE, {"id": persons[0]})}
    return {row[0]: row[1] for row in in_parts(connection, _PRESENT, persons)}


def states(connection: Connection, persons: Sequence[bytes]) -> dict[Consent, bool]:
    """Whether each consent of the persons has ended; one that nobody gave is absent."""
    return {(row[0], row[1], row[2]): bool(row[3]) for row in in_parts(connection, _STATES, persons)}


def keep(connection: Connection, found: Mapping[Consent, bool]) -> None:
    """Write consents and whether they have ended."""
    if found:
        connection.execute(_KEEP, [dict(zip(("stream", "person", "id"), each, strict=True), ended=ended) for each, ended in found.items()])


def forget(connection: Connection, gone: Iterable[Consent]) -> None:
    """Take out consents that no entry gives any more."""
    rows = [dict(zip(("stream", "person", "id"), each, strict=True)) for each in gone]
    if rows:
        connection.execute(_FORGET, rows)


def entries_with_consents(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """Of some records, the entries of persons and those that hold private values, with where they stand and what they hold."""
    yield from in_parts(connection, _ENTRIES, records)


def records_about(connection: Connection, registers: Sequence[tuple[str, str | None]], persons: Sequence[bytes]) -> set[bytes]:
    """Records of some registers, each with the column that holds its person, about the persons; and the persons themselves."""
    found = set(persons)
    for register, holder in registers:
        statement = of_many(f"SELECT id FROM {register} WHERE {holder} IN :ids", "ids")
        found |= {row[0] for row in in_parts(connection, statement, persons)}
    return found


def destroy(connection: Connection, parts: Sequence[tuple[int, int, bytes]], consents: Iterable[tuple[bytes, bytes]]) -> None:
    """Destroy the private values of entries (branch, position) with their salts; what stood for them in the hash is kept.

    Our own salts for the consents (person, id) go too.
    """
    if parts:
        connection.execute(_DESTROY, [{"branch": branch, "seq": seq, "part": part} for branch, seq, part in parts])
        connection.execute(_DROP_SALT, [{"person": person, "consent": consent} for person, consent in consents])


def forget_all(connection: Connection) -> None:
    """Empty the table, before everything is filled anew from the journal."""
    connection.execute(_FORGET_ALL)
