"""Finds the branch in which an entry stands, by position and hash, however many branches a place has.

A copied folder makes one branch more; whoever means harm makes thousands. So no search here walks the branches of a place: those that have
an entry at a position are found through blocks of positions, and their hashes there are read together, once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from db.queries.branches import BranchRow, hashes_at


class Spans:
    """Which of many branches have an entry of their own at a position."""

    def __init__(self) -> None:
        """Begin without any."""
        self._blocks: dict[tuple[int, int], list[BranchRow]] = {}

    def add(self, branch: BranchRow, after: int, last: int) -> None:
        """A branch has the entries behind one position up to another."""
        for block in _blocks(after + 1, last + 1):
            self._blocks.setdefault(block, []).append(branch)

    def at(self, seq: int) -> Iterator[BranchRow]:
        """The branches that have an entry there."""
        for level in range(seq.bit_length() + 1):
            yield from self._blocks.get((level, seq >> level), ())


def _blocks(first: int, end: int) -> Iterator[tuple[int, int]]:
    """The few blocks of 1, 2, 4, 8 … positions, each at a multiple of its size, that make up the positions before ``end``."""
    level = 0
    while first < end:
        if first & 1:
            yield level, first
            first += 1
        if end & 1:
            end -= 1
            yield level, end
        first, end, level = first >> 1, end >> 1, level + 1


class Chains:
    """Branches as the database holds them, with entries that are not written yet."""

    def __init__(self, connection: Connection) -> None:
        """Begin without any branch."""
        self._connection = connection
        self._by_id: dict[int, BranchRow] = {}
        self._spans: dict[bytes, Spans] = {}
        self._known: dict[bytes, dict[int, dict[bytes, BranchRow]]] = {}
        self._staged: dict[int, list[tuple[int, Sequence[Any]]]] = {}

    def add(self, branches: Iterable[BranchRow]) -> None:
        """Hold branches that are written, or begin now without an entry of their own."""
        for branch in branches:
            self._by_id[branch.id] = branch
            self._spans.setdefault(branch.place, Spans()).add(branch, branch.base_seq, branch.last_seq)

    def go_on(self, branch: BranchRow, rows: Sequence[Any]) -> None:
        """A branch goes on with entries that are to be written; rows in ENTRY_COLUMNS."""
        first, last = rows[0][0], rows[-1][0]
        self._staged.setdefault(branch.id, []).append((first, rows))
        self._spans[branch.place].add(branch, first - 1, last)
        known = self._known.get(branch.place, {})
        for seq in known if len(known) < len(rows) else range(first, last + 1):
            if first <= seq <= last and seq in known:
                known[seq][rows[seq - first][1]] = branch
        branch.last_seq, branch.head = last, rows[-1][1]

    def forget_staged(self) -> None:
        """After the entries were written: the database answers for them."""
        self._staged.clear()

    def find(self, place: bytes, seq: int, named: bytes) -> BranchRow | None:
        """The branch whose own entry at a position has this hash."""
        known = self._known.setdefault(place, {})
        if seq not in known:
            known[seq] = self._hashes(place, seq)
        return known[seq].get(named)

    def _hashes(self, place: bytes, seq: int) -> dict[bytes, BranchRow]:
        """The hashes of all entries at a position, with the branch of each."""
        found, written = {}, []
        for branch in self._spans[place].at(seq) if place in self._spans else ():
            if seq == branch.last_seq:
                found[branch.head] = branch
            elif staged := self._staged_at(branch.id, seq):
                found[staged] = branch
            else:
                written.append(branch.id)
        return found | {row.hash: self._by_id[row.branch] for row in hashes_at(self._connection, written, seq)}

    def _staged_at(self, branch: int, seq: int) -> bytes | None:
        runs = self._staged.get(branch, [])
        first, rows = runs[index - 1] if (index := bisect_right(runs, seq, key=itemgetter(0))) else (seq + 1, ())
        found: bytes | None = rows[seq - first][1] if first <= seq < first + len(rows) else None
        return found
