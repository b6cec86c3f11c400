"""Brings consents up to what the entries say, and destroys what was kept under those that ended (sync.md §1)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from db.consents import GIVEN_ON, ID, given_and_ended
from db.journal import part_of
from db.queries import consents as queries
from db.queries.workspace import drop_drafts
from db.registers.registry import REGISTERS

_fields = msgspec.json.Decoder(dict[str, Any])
_ABOUT = tuple((each.name, each.subject) for each in REGISTERS.values() if each.private and each.subject not in (None, "id"))
"""Registers with private fields about a person, and the field that holds the person."""


def settle(connection: Connection, records: Collection[bytes]) -> set[bytes]:
    """Read what entries of the records say of consents; returns the records whose private fields appear or go with them.

    Values that stand under a consent that ended are destroyed, with their salts and drafts, whenever they came.
    """
    entries = list(queries.entries_with_consents(connection, sorted(records)))
    persons: dict[tuple[bytes, bytes], list[Any]] = {}
    for row in entries:
        if row.register == "elder":
            persons.setdefault((row.stream, row.record), []).append(_fields.decode(row.duty) if row.duty is not None else None)
    said: dict[queries.Consent, bool] = {}
    for (stream, person), versions in persons.items():
        given, ended = given_and_ended(versions)
        said |= {(stream, person, consent): consent in ended for consent in given}
    held = queries.states(connection, sorted({person for _, person in persons}))
    gone = [each for each in held if each not in said and each[:2] in persons]
    changed = {each for each in said if held.get(each) != said[each]} | set(gone)
    queries.keep(connection, {each: said[each] for each in changed if each in said})
    queries.forget(connection, gone)
    others = about(connection, {person for _, person, _ in changed})
    _destroy_ended(connection, [*entries, *queries.entries_with_consents(connection, sorted(others - set(records)))])
    return others


def _destroy_ended(connection: Connection, entries: Iterable[Any]) -> None:
    """Destroy the private values of these entries that stand under a consent that ended."""
    private = [row for row in entries if row.consented is not None]
    states = queries.states(connection, sorted({row.person for row in private if row.person}))
    ended = [row for row in private if states.get((row.stream, row.person, row.consent))]
    parts = [(row.branch, row.seq, part_of(b"consent", row.consented, row.consented_salt)) for row in ended]
    queries.destroy(connection, parts, {(row.person, row.consent) for row in ended})
    for person in {row.person for row in ended}:
        # What was typed under the consent and not saved goes too.
        drop_drafts(connection, person)


def note_given(connection: Connection, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> set[bytes]:
    """Note the consents that new elders gave, and return who gave one; rows as they are written into the table."""
    given_on, id_ = columns.index(GIVEN_ON), columns.index(ID)
    given = {(row[1], row[0], bytes.fromhex(row[id_])): False for row in rows if row[given_on] and row[id_]}
    queries.keep(connection, given)
    return {person for _, person, _ in given}


def about(connection: Connection, persons: Collection[bytes]) -> set[bytes]:
    """The persons, and the records about them that may hold private values."""
    return queries.records_about(connection, _ABOUT, sorted(persons))


def in_force(states: dict[queries.Consent, bool], stream: bytes, person: bytes | None, consent: bytes | None) -> bool:
    """Whether a consent was given in a stream and has not ended."""
    return person is not None and consent is not None and states.get((stream, person, consent)) is False
