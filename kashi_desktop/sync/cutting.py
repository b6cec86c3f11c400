"""Cuts what is to be sent into files that a reader takes, each whole, read in any order (sync.md §2): at heads that the author signed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db.history import HASH_BYTES
from db.queries.branches import ENTRY_COLUMNS, BranchRow, EntryRow, entries, signed_heads
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.lines import ENTRIES_LIMIT
from kashi_desktop.sync.ranges import MOST_RANGES, Held, Stretch


@dataclass(frozen=True)
class Room:
    """A number of entries, and of bytes of their lines."""

    entries: int
    size: int


FILE = Room(ENTRIES_LIMIT, 56 << 20)
"""What one file brings. It never packs to more than it holds: with the largest header that is within the 64 MiB that a reader takes."""

_SEEN, _EXTRA, _DUTY, _CONSENTED = (ENTRY_COLUMNS.index(name) for name in ("seen", "extra", "duty", "consented"))
_OPTIONAL = tuple(
    ENTRY_COLUMNS.index(name) for name in ("consent", "continues", "duty_part", "duty_salt", "consented_part", "consented_salt")
)
_LINE = 330
"""Most that every line takes: its ids, the longest names, its numbers and all that parts them."""
_EACH = 80
"""Most that one more id, hash or salt takes, with its key."""


def line_size(row: EntryRow) -> int:
    """The most that an entry takes of a file, with the salts that it needs."""
    named = _EACH * (len(row[_SEEN]) // HASH_BYTES + sum(row[place] is not None for place in _OPTIONAL))
    return _LINE + named + sum(len(row[place]) for place in (_EXTRA, _DUTY, _CONSENTED) if row[place] is not None)


def cut(connection: Connection, keys: DeviceKeys, held: Held, cover: Mapping[int, int]) -> Iterator[list[Stretch]]:
    """Everything that the cover leaves open, a file at a time; nothing at all is one file without ranges.

    Our own chains are signed where a file ends. What others wrote ends at a head that they signed: the greatest that still fits. Two such
    heads without another between them came in one file, and so go into one.
    """
    file = _File(keys, FILE)
    for branch in held.branches:
        after = max(cover.get(branch.id, 0), branch.base_seq)
        own = branch.device == keys.device_id
        signed = {} if own else signed_heads(connection, branch.id, after)
        last = branch.last_seq if own else max(signed, default=0)
        if last <= after:
            continue
        before = held.hash_at(branch, after)
        for rows in _pieces(entries(connection, branch.id, after, last), None if own else signed):
            if not file.takes(rows):
                yield file.closed()
                file = _File(keys, FILE)
            file.add(branch, before, rows, signed.get(rows[-1][0], b""))
            before = rows[-1][1]
    yield file.closed()


def _pieces(rows: Iterable[Any], ends: Collection[int] | None) -> Iterator[list[EntryRow]]:
    """Entries up to each position where a file may end; None: at each."""
    piece: list[EntryRow] = []
    for row in rows:
        piece.append(tuple(row))
        if ends is None or row[0] in ends:
            yield piece
            piece = []


@dataclass
class _File:
    """The stretches of one file while it fills."""

    keys: DeviceKeys
    room: Room
    found: list[Stretch] = field(default_factory=list)
    _entries: int = 0
    _size: int = 0

    def takes(self, rows: list[EntryRow]) -> bool:
        """Whether there is room for more entries; an empty file takes what cannot be cut."""
        return not self.found or (
            len(self.found) < MOST_RANGES
            and self._entries + len(rows) <= self.room.entries
            and self._size + sum(map(line_size, rows)) <= self.room.size
        )

    def add(self, branch: BranchRow, before: bytes, rows: list[EntryRow], signature: bytes) -> None:
        """Put in the next entries of a branch, up to a head with its author's signature; of our own it follows when the file is closed."""
        self._entries += len(rows)
        self._size += sum(map(line_size, rows))
        last, head = rows[-1][0], rows[-1][1]
        if self.found and self.found[-1].branch is branch:
            stretch = self.found[-1]
            stretch.last, stretch.head, stretch.signature = last, head, signature
            stretch.rows += rows
        else:
            self.found.append(Stretch(branch, rows[0][0], last, before, head, signature, rows))

    def closed(self) -> list[Stretch]:
        """The stretches, all of them signed."""
        for each in self.found:
            if each.branch.device == self.keys.device_id:
                each.signature = self.keys.sign_head(each.branch.epoch, each.branch.stream, each.last, each.head)
        return self.found
