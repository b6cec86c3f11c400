"""What undo can take back: places in the journal with event, account and time, kept in the transaction of the change itself.

No value and no name stands here: what a change was about is read from the journal when it is told.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from db.queries.branches import persons_between
from db.queries.workspace import set_state, state
from db.unit_of_work import UnitOfWork
from kashi_desktop.types.events import can_be_undone, is_final, is_one_of_many

MOST = 30
"""How many changes of one record can be taken back, and how many loads, sheets and rulings beside them: each save writes them anew."""

Span = tuple[int, int, int]
"""Branch, first and last position of entries that stand one behind another."""

Place = tuple[int, int]
"""Branch and position of an entry."""

_KEY = "undo"


class Undoable(msgspec.Struct, frozen=True, array_like=True):
    """One use case: where its entries stand, ``count`` records of its first register; without entries nothing takes it back.

    ``passed``: the accounts that were told why it cannot be taken back, for whom undo goes on behind it. ``closed``: persons about whom
    it stays, because values were destroyed since (a consent ended, an erasure); ``final`` where that is all of it.
    """

    event: str
    account: bytes
    when: datetime
    count: int
    spans: tuple[Span, ...]
    passed: tuple[bytes, ...] = ()
    closed: tuple[bytes, ...] = ()
    final: bool = False


class Past(msgspec.Struct, frozen=True, array_like=True):
    """What can be taken back and done again, the latest last; ``undone`` are entries that count as never written."""

    undoable: tuple[Undoable, ...] = ()
    redoable: tuple[Undoable, ...] = ()
    undone: tuple[Span, ...] = ()


def held(connection: Connection) -> Past:
    """What this computer keeps."""
    kept = state(connection, _KEY)
    return msgspec.msgpack.decode(kept, type=Past) if kept else Past()


def keep(connection: Connection, past: Past) -> None:
    """Keep it within its bounds; what was undone before anything that can still be taken back is forgotten."""
    undoable = tuple(_bounded(past.undoable))
    places = [span[:2] for item in (*undoable, *past.redoable) for span in item.spans]
    undone = tuple(span for span in past.undone if places and (span[0], span[2]) >= min(places))
    set_state(connection, _KEY, msgspec.msgpack.encode(Past(undoable, past.redoable, undone)))


def remember(work: UnitOfWork, event: str, account: bytes | None, when: datetime) -> None:
    """Keep what undo takes back, or names because nothing can."""
    undoes = can_be_undone(event) and bool(work.written)
    if not (undoes or is_final(event) or work.destroyed):
        return
    past = held(work.connection)
    spans = spans_of((each.branch, each.seq) for each in work.written) if undoes else ()
    registers = {each.record: each.register for each in work.written}
    count = sum(register == work.written[0].register for register in registers.values())
    kept = (Undoable(event, account or b"", when, count, spans),) if undoes or is_final(event) else ()
    # No undo may bring back anything of what was kept under a consent that ended.
    undoable = (_closed(work.connection, each, work.destroyed) if work.destroyed else each for each in (*past.undoable, *kept))
    keep(work.connection, Past(tuple(undoable), (), past.undone))


def _closed(connection: Connection, item: Undoable, destroyed: Set[bytes | None]) -> Undoable:
    """The same change, of which nothing about these persons is taken back."""
    persons = {person for span in item.spans for person in persons_between(connection, *span)}
    closed = {*item.closed, *(persons & destroyed)}
    if not closed:
        return item
    final = not is_one_of_many(item.event, item.count) or persons <= closed
    return msgspec.structs.replace(item, closed=tuple(sorted(closed)), final=final)


def places_of(spans: Iterable[Span]) -> set[Place]:
    """Every place within the spans."""
    return {(branch, seq) for branch, first, last in spans for seq in range(first, last + 1)}


def spans_of(places: Iterable[Place]) -> tuple[Span, ...]:
    """The fewest spans that hold the places; the branch that is met first stands first."""
    branches: dict[int, list[int]] = {}
    for branch, seq in places:
        branches.setdefault(branch, []).append(seq)
    return tuple((branch, first, last) for branch, found in branches.items() for first, last in _ranges(sorted(found)))


def _ranges(found: list[int]) -> Iterator[tuple[int, int]]:
    first = found[0]
    for seq, following in zip(found, [*found[1:], None], strict=True):
        if following != seq + 1:
            yield first, seq
            first = following or 0


def _bounded(items: tuple[Undoable, ...]) -> list[Undoable]:
    room = {False: MOST, True: MOST}
    kept = []
    for item in reversed(items):
        many = is_one_of_many(item.event, item.count)
        room[many] -= 1
        if room[many] >= 0:
            kept.append(item)
    return kept[::-1]
