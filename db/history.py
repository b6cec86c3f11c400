"""What the entries of a record saw of one another: as they say it, and as their place in a branch says it (sync.md §1)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, Protocol

HASH_BYTES = 32


class Placed(Protocol):
    """A journal row: its hash, the branch and position it stands at, the hashes it says to have seen, one behind another."""

    hash: bytes
    branch: int
    seq: int
    seen: bytes


Forks = Mapping[int, tuple[int, int]]
"""Branch → the branch that it leaves and the last position that both share; a branch that leaves none is absent."""


def split_hashes(joined: bytes) -> list[bytes]:
    """The hashes that stand one behind another."""
    return [joined[start : start + HASH_BYTES] for start in range(0, len(joined), HASH_BYTES)]


def seen_by(rows: Iterable[Placed], forks: Forks) -> dict[bytes, frozenset[bytes]]:
    """For each entry of one record, by hash, what it saw: what it names, and the entry of the record before it in its own branch."""
    ordered = sorted(rows, key=lambda row: (row.branch, row.seq))
    of_branch: dict[int, list[Any]] = {}
    for row in ordered:
        of_branch.setdefault(row.branch, []).append(row)
    found: dict[bytes, frozenset[bytes]] = {}
    for branch, mine in of_branch.items():
        before = _last_below(branch, of_branch, forks)
        for row in mine:
            named = frozenset(split_hashes(row.seen))
            found[row.hash] = named | {before} if before else named
            before = row.hash
    return found


def _last_below(branch: int, of_branch: Mapping[int, Sequence[Any]], forks: Forks) -> bytes | None:
    """The record's last entry that a branch inherits from those it leaves."""
    while branch in forks:
        branch, shared = forks[branch]
        if below := [row.hash for row in of_branch.get(branch, ()) if row.seq <= shared]:
            found: bytes = below[-1]
            return found
    return None


def heads_among(seen: Mapping[bytes, frozenset[bytes]], gone: Set[bytes] = frozenset()) -> list[bytes]:
    """Hashes of the entries of a record that no other entry of it has seen, in byte order; those of ``gone`` count for nothing.

    What an entry that counts saw of one that does not, it saw of all that one had seen.
    """
    if not gone:
        return sorted(seen.keys() - frozenset().union(*seen.values()))
    waiting = [named for name, names in seen.items() if name not in gone for named in names]
    covered: set[bytes] = set()
    while waiting:
        name = waiting.pop()
        if name not in covered:
            covered.add(name)
            waiting += seen.get(name, ()) if name in gone else ()
    return sorted(seen.keys() - gone - covered)
