"""Brings consents and destruction up to what the entries say: what a mark destroys is hidden at once, and destroyed when it may be.

Rules 32 to 35 of docs/exchange-rules.md. Hidden is what was taken out of the journal and lies beside it: for everybody else in the program
it is destroyed, so that both dump, travel and show alike.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from os import urandom
from typing import Any

from sqlalchemy import Connection

from db.consents import ERASURE, GIVEN_ON, ID, Said, ids_in, said_of
from db.history import seen_by
from db.journal import part_of
from db.queries import branches, stale
from db.queries import consents as queries
from db.queries import destructions as marks
from db.queries.destructions import ASKED, FEW, FREE, LOST, Mark
from db.queries.standing import not_counting
from db.queries.tables import rebuild_search
from db.queries.workspace import drop_drafts, set_state
from db.registers.registry import REGISTERS

_ABOUT = tuple((each.name, each.subject) for each in REGISTERS.values() if each.private and each.subject not in (None, "id"))
"""Registers with private fields about a person, and the field that holds the person."""

FEW_PERSONS, DAYS = 10, 30
"""So many persons of a stream others may destroy values of in so many days before a person here is asked."""

CHANGED = "marks"
"""Key of the state that is another after marks changed or hid something: ``let_through`` is due, and they are to be kept outside."""


def settle(connection: Connection, records: Collection[bytes]) -> set[bytes]:
    """Read what entries of the records say of consents and erasures; returns the records whose values appear or go with them.

    Values that a mark destroys are hidden, whenever they came; those that none destroys any more are shown again.
    """
    said, held, stood = _read(connection, sorted(records))
    gone = {each for each in stood if not _stands(each, said, held)}
    marks.drop(connection, gone)
    if gone and marks.show_again(connection, sorted({each.person for each in gone})):
        # A withdrawal may have lain under an erasure that fell away.
        said, held, _ = _read(connection, sorted({person for _, person in said}))
    stand = {
        Mark(stream, person, consent, entry, held[entry], "", ASKED)
        for (stream, person), each in said.items()
        for consent, entry in each.marks
    }
    again = {each for each in stood - gone if each.allowed == LOST and each.entry in held}
    marks.judge(connection, (each._replace(allowed=ASKED) for each in again))
    known = {each.key for each in stood - gone}
    fresh = {each for each in stand if each.key not in known}
    marks.add(connection, fresh)
    others = _shown_anew(connection, said, gone | fresh)
    hidden = _hide(connection, sorted(others.union(records)))
    if gone or fresh or again or hidden:
        set_state(connection, CHANGED, urandom(8))
    return others


def _read(connection: Connection, records: Sequence[bytes]) -> tuple[dict[tuple[bytes, bytes], Said], dict[bytes, bytes], set[Mark]]:
    """What the persons' entries that fold say, by stream and person; the author of each entry that is held; their marks so far."""
    found: dict[tuple[bytes, bytes], Said] = {}
    held: dict[bytes, bytes] = {}
    rows = sorted(queries.entries_of_persons(connection, records), key=_stream_and_person)
    forks = branches.forks(connection, {row.branch for row in rows if row.base})
    stood = marks.marks_of(connection, sorted({row.person for row in rows}))
    known: dict[tuple[bytes, bytes], set[tuple[bytes, bytes]]] = {}
    for mark in stood:
        known.setdefault((mark.stream, mark.person), set()).add((mark.consent, mark.entry))
    for key, each in groupby(rows, _stream_and_person):
        entries = list(each)
        held |= {row.hash: row.device for row in entries}
        gone = not_counting(connection, entries)
        found[key] = said_of([row for row in entries if row.hash not in gone], partial(seen_by, entries, forks), known.get(key, ()))
    return found, held, {each for each in stood if (each.stream, each.person) in found}


def _stream_and_person(row: Any) -> tuple[bytes, bytes]:
    return row.stream, row.person


def _stands(mark: Mark, said: dict[tuple[bytes, bytes], Said], held: Collection[bytes]) -> bool:
    """Whether a mark stands: its entry folds; or the entry was lost here, and no other says the same."""
    present = said[mark.stream, mark.person].marks
    if mark.entry in held:
        return (mark.consent, mark.entry) in present
    return all(consent != mark.consent for consent, _ in present)


def _shown_anew(connection: Connection, said: dict[tuple[bytes, bytes], Said], moved: Collection[Mark]) -> set[bytes]:
    """Keep how the consents stand; returns the persons concerned, and the records about them whose values appear or go."""
    stand: dict[queries.Consent, queries.State] = {}
    for (stream, person), each in said.items():
        ended = {consent for consent, _ in each.marks}
        for consent, day in each.given.items():
            state = queries.ENDED if consent in ended else queries.BESIDE if consent in each.beside else queries.GIVEN
            stand[stream, person, consent] = (state, day)
    held = {key: state for key, state in queries.states(connection, sorted({person for _, person in said})).items() if key[:2] in said}
    gone = held.keys() - stand.keys()
    changed = {key for key, state in stand.items() if held.get(key) != state} | gone
    queries.keep(connection, {key: stand[key] for key in changed - gone})
    queries.forget(connection, gone)
    return about(connection, {person for _, person, _ in changed}) | _concerned(connection, moved)


def _concerned(connection: Connection, moved: Collection[Mark]) -> set[bytes]:
    """Everything that marks hide, and the persons themselves."""
    others = about(connection, {each.person for each in moved})
    if erased := sorted({each.person for each in moved if each.consent == ERASURE}):
        # What is erased has no rows by which it could be found.
        found = marks.records_of(connection, erased)
        stale.mark(connection, {(stream, register, "") for _, register, stream in found})
        others |= {record for record, _, _ in found}
    return others


def lay_lost(connection: Connection, kept: Collection[Mark]) -> set[bytes]:
    """Note marks that were kept outside and whose entries went with a newer state of the folder; returns the records that they hide."""
    marks.add(connection, kept)
    lost = marks.without_entry(connection)
    marks.drop(connection, set(kept) - lost)  # their entries are held and do not fold any more
    marks.judge(connection, (each._replace(allowed=LOST) for each in lost))
    return _concerned(connection, lost)


def _hide(connection: Connection, records: Sequence[bytes]) -> int:
    """Take out of the journal what a mark destroys of some records, with what was typed and not saved; returns how many parts."""
    parts: dict[marks.Place, tuple[bytes, bytes, bytes]] = {}
    persons = set()
    for row in marks.readable(connection, records):
        persons |= {row.person, row.record}
        if row.erased and row.duty is not None and row.op != "erase":
            parts[row.branch, row.seq, "duty"] = (row.duty, row.duty_salt, part_of(b"duty", row.duty, row.duty_salt))
        if row.consented is not None:
            digest = part_of(b"consent", row.consented, row.consented_salt)
            parts[row.branch, row.seq, "consented"] = (row.consented, row.consented_salt, digest)
    marks.hide(connection, parts)
    for each in persons:
        drop_drafts(connection, each)
    return len(parts)


def let_through(connection: Connection, device: bytes, today: date, confirmed: Collection[Mark] = ()) -> int:
    """Destroy what is hidden by marks that this folder wrote, by those of few enough persons, and by those that a person ``confirmed``.

    What came with a file is others', also under the key of this ``device``: who has a copy of the folder signs with it. The days are those
    on which a mark first hid something here: no clock of others decides. Returns how many parts were destroyed.
    """
    hiding = marks.hiding(connection)
    if not hiding:
        return 0
    biting = {each for _, each in hiding if each.allowed != LOST}
    persons = marks.recent(connection, (today - timedelta(DAYS)).isoformat())
    fresh = {each for each in biting if not each.since}
    own = [each for each in fresh if each.device == device]
    written = marks.written_here(connection, own) if own else set()
    for each in fresh:
        if each.entry not in written:
            persons.setdefault(each.stream, set()).add(each.person)
    judged = {each: FREE for each in biting if each.key in {one.key for one in confirmed}}
    for each in fresh - judged.keys():
        few = len(persons.get(each.stream, ())) <= FEW_PERSONS
        judged[each] = FREE if each.entry in written else FEW if few else ASKED
    marks.judge(connection, (each._replace(since=each.since or today.isoformat(), allowed=allowed) for each, allowed in judged.items()))
    may = {each for each in biting if judged.get(each, each.allowed) != ASKED}
    parts = {place for place, each in hiding if each in may}
    marks.destroy(connection, parts, may)
    if any(part == "duty" for _, _, part in parts):
        rebuild_search(connection)
    return len(parts)


def note_given(connection: Connection, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> set[bytes]:
    """Note the consents that new elders gave, and return who gave one; rows as they are written into the table."""
    given_on, id_ = columns.index(GIVEN_ON), columns.index(ID)
    given = {(row[1], row[0], each): (queries.GIVEN, row[given_on]) for row in rows if row[given_on] for each in ids_in(row[id_])}
    queries.keep(connection, given)
    return {person for _, person, _ in given}


def about(connection: Connection, persons: Collection[bytes]) -> set[bytes]:
    """The persons, and the records about them that may hold private values."""
    return queries.records_about(connection, _ABOUT, sorted(persons))


def in_force(states: dict[queries.Consent, queries.State], stream: bytes, person: bytes | None, consent: bytes | None) -> bool:
    """Whether a consent was given in a stream, has not ended and is not in doubt."""
    found = states.get((stream, person, consent)) if person is not None and consent is not None else None
    return found is not None and found[0] == queries.GIVEN
