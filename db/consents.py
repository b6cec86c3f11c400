"""Consents by id: what is kept with a person's consent alone stands under one, and goes when it ends (sync.md §1).

A consent is (stream, person, id). It is given by an entry of the person that sets the day of consent, under an id of its own; an entry that
withdraws it, or clears the day, names the ids that it ends.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from db.queries import consents as queries

GIVEN_ON, WITHDRAWN_ON, ID, ENDED = "consent_on", "consent_withdrawn_on", "consent_id", "consents_ended"
"""Fields of an elder by which a consent is given and ended."""


class Changing(Protocol):
    """What is asked of a change of a record."""

    stream: bytes
    register: str
    record: bytes
    fields: dict[str, Any]


def name_consents(connection: Connection, changes: Sequence[Changing]) -> bool:
    """Give the consents that the changes bring an id, and name those that they end; returns whether any ends."""
    about = [each for each in changes if each.register == "elder" and not each.fields.keys().isdisjoint((GIVEN_ON, WITHDRAWN_ON))]
    if not about:
        return False
    present = queries.present(connection, [each.record for each in about])
    ending = [each for each in about if _ends(each.fields)]
    standing = _standing(connection, [each.record for each in ending])
    ends = False
    for each in about:
        fields, held = each.fields, present.get(each.record)
        if _ends(fields):
            # Two offices may each have written down a consent: all that stand end, not only the one that is shown.
            given = standing.pop((each.stream, each.record), set()) | ({held} if held else set())
            if given:
                fields |= {ID: None, ENDED: ";".join(sorted(given))}
                present[each.record] = None
                ends = True
        elif fields.get(GIVEN_ON) is not None and not held:
            fields[ID] = present[each.record] = uuid.uuid4().hex
    return ends


def _ends(fields: Mapping[str, Any]) -> bool:
    """Whether fields of an elder end a consent: they withdraw it, or clear its day."""
    return fields.get(WITHDRAWN_ON) is not None or (GIVEN_ON in fields and fields[GIVEN_ON] is None)


def _standing(connection: Connection, persons: Sequence[bytes]) -> dict[tuple[bytes, bytes], set[str]]:
    """Ids of the consents of persons that nothing ended, by stream and person."""
    found: dict[tuple[bytes, bytes], set[str]] = {}
    for (stream, person, consent), ended in queries.states(connection, persons).items() if persons else ():
        if not ended:
            found.setdefault((stream, person), set()).add(consent.hex())
    return found


def given_and_ended(versions: Iterable[Mapping[str, Any] | None]) -> tuple[set[bytes], set[bytes]]:
    """Ids of the consents that a person's entries gave and ended; what is no id counts for nothing."""
    given: set[bytes] = set()
    ended: set[bytes] = set()
    for fields in versions:
        if fields and fields.get(GIVEN_ON) is not None:
            given |= _ids(fields.get(ID))
        if fields:
            ended |= _ids(fields.get(ENDED))
    return given, ended


def _ids(text: object) -> set[bytes]:
    found: set[bytes] = set()
    for each in str(text or "").split(";"):
        try:
            found.add(bytes.fromhex(each))
        except ValueError:
            continue
    return {each for each in found if len(each) == 16}
