"""Consents by id: what is kept with a person's consent alone stands under one, and goes when it ends (sync.md §1).

A consent is (stream, person, id). It is given by an entry of the person that sets the day of consent, under an id of its own; an entry that
withdraws it, or clears the day, names the ids that it ends. An entry that destroys, as this one and a legal erasure do, is a *mark*.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection

from db.queries import consents as queries

GIVEN_ON, WITHDRAWN_ON, ID, ENDED = "consent_on", "consent_withdrawn_on", "consent_id", "consents_ended"
"""Fields of an elder by which a consent is given and ended."""

ERASE = "erase"
"""Operation of the entry, on the record of the person, that erases all that is kept about the person in a stream."""

ERASURE = b""
"""Stands for a consent where a mark destroys everything."""

MOST_CONSENTS = 64
"""Above so many consents of a person that stand beside a withdrawal none is shown: working them out would cost the square of them."""

_fields = msgspec.json.Decoder(dict[str, Any])


class Changing(Protocol):
    """What is asked of a change of a record."""

    stream: bytes
    register: str
    record: bytes
    fields: dict[str, Any]


def name_consents(connection: Connection, changes: Sequence[Changing]) -> None:
    """Give the consents that the changes bring an id, and name those that they end; a change that names its own is left as it is."""
    named = [each for each in changes if each.register == "elder" and each.fields.keys().isdisjoint((ID, ENDED))]
    about = [each for each in named if not each.fields.keys().isdisjoint((GIVEN_ON, WITHDRAWN_ON))]
    if not about:
        return
    present = queries.present(connection, [each.record for each in about])
    ending = [each for each in about if _ends(each.fields)]
    standing = _standing(connection, [each.record for each in ending])
    for each in about:
        fields, held = each.fields, present.get(each.record)
        if _ends(fields):
            # Two offices may each have written down a consent: all that stand end, not only the one that is shown.
            given = standing.pop((each.stream, each.record), set()) | ({held} if held else set())
            if given:
                fields |= {ID: None, ENDED: ";".join(sorted(given))}
                present[each.record] = None
        elif fields.get(GIVEN_ON) is not None and not held:
            fields[ID] = present[each.record] = uuid.uuid4().hex


def _ends(fields: Mapping[str, Any]) -> bool:
    """Whether fields of an elder end a consent: they withdraw it, or clear its day."""
    return fields.get(WITHDRAWN_ON) is not None or (GIVEN_ON in fields and fields[GIVEN_ON] is None)


def _standing(connection: Connection, persons: Sequence[bytes]) -> dict[tuple[bytes, bytes], set[str]]:
    """Ids of the consents of persons that nothing ended, by stream and person."""
    found: dict[tuple[bytes, bytes], set[str]] = {}
    for (stream, person, consent), (state, _) in queries.states(connection, persons).items() if persons else ():
        if state != queries.ENDED:
            found.setdefault((stream, person), set()).add(consent.hex())
    return found


@dataclass(frozen=True)
class Said:
    """What a person's entries in a stream say of consents, by id the day on which each was given, and of destruction.

    ``beside``: given beside a withdrawal, so that nobody knows which was meant. ``marks``: (consent, hash of the entry that ends it), the
    consent ``ERASURE`` where everything is erased; of a device that says it many times, one entry.
    """

    given: Mapping[bytes, str]
    beside: frozenset[bytes]
    marks: frozenset[tuple[bytes, bytes]]


def said_of(folding: Iterable[Any], seen: Callable[[], Mapping[bytes, Collection[bytes]]], known: Collection[tuple[bytes, bytes]]) -> Said:
    """What the entries that fold say, each a row with ``hash``, ``device``, ``op`` and ``duty``; ``seen`` is what each entry of the record
    saw. Marks that are ``known`` go on standing for what their device says again: how long they stand is remembered.

    A consent is shown if no withdrawal names it, and if of it and each other withdrawal one knew the other. A consent that is given again
    under its id by an entry that saw both is confirmed so.
    """
    givings: dict[bytes, set[bytes]] = {}
    days: dict[bytes, str] = {}
    ends: set[bytes] = set()
    marks: dict[tuple[bytes, bytes], bytes] = {}
    for row in folding:
        fields = _fields.decode(row.duty) if row.duty is not None else {}
        if row.op == ERASE:
            _mark(marks, ERASURE, row, known)
            continue
        ended = ids_in(fields.get(ENDED))
        for consent in ended:
            _mark(marks, consent, row, known)
        if ended or _ends(fields):
            ends.add(row.hash)
        for consent in ids_in(fields.get(ID)) if isinstance(fields.get(GIVEN_ON), str) else ():
            givings.setdefault(consent, set()).add(row.hash)
            days[consent] = max(days.get(consent, ""), fields[GIVEN_ON])
    gone = {consent for consent, _ in marks}
    standing = {consent: entries for consent, entries in givings.items() if consent not in gone}
    beside = _beside(standing, ends, seen) if ends and standing else frozenset()
    return Said(days, beside, frozenset((consent, entry) for (consent, _), entry in marks.items()))


def _mark(marks: dict[tuple[bytes, bytes], bytes], consent: bytes, row: Any, known: Collection[tuple[bytes, bytes]]) -> None:
    """Let an entry mark a consent for its device, unless another does."""
    marking = marks.setdefault((consent, row.device), row.hash)
    if (consent, row.hash) in known and (consent, marking) not in known:
        marks[consent, row.device] = row.hash


def _beside(
    givings: Mapping[bytes, set[bytes]], ends: set[bytes], seen: Callable[[], Mapping[bytes, Collection[bytes]]]
) -> frozenset[bytes]:
    if len(givings) > MOST_CONSENTS:
        return frozenset(givings)
    before, after = seen(), dict[bytes, list[bytes]]()
    for entry, names in before.items():
        for name in names:
            after.setdefault(name, []).append(entry)
    return frozenset(consent for consent, entries in givings.items() if not ends <= _reached(entries, before) | _reached(entries, after))


def _reached(entries: Iterable[bytes], onward: Mapping[bytes, Collection[bytes]]) -> set[bytes]:
    found: set[bytes] = set()
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += onward.get(name, ())
    return found


def ids_in(text: object) -> set[bytes]:
    """Ids of consents that a field names; what is no id counts for nothing."""
    found: set[bytes] = set()
    for each in str(text or "").split(";"):
        try:
            found.add(bytes.fromhex(each))
        except ValueError:
            continue
    return {each for each in found if len(each) == 16}
