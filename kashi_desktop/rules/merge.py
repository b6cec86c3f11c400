"""Decides the state of one record from the set of its entries: pure, order-free, the same at every office (sync.md §1, §3)."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

REASON = "_reason"
"""Key under which an entry's reason lies among its fields, so that it is erased with them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One entry as the merge sees it: its hash, (device, epoch, seq), the entries of the record that it saw, by hash.

    ``seen`` names also the author's own earlier entries of the same branch. ``fields`` is None where no value is held. ``counter`` is the
    Lamport counter where it was derived before, because entries that count for nothing were left out.
    """

    name: bytes
    place: tuple[bytes, bytes, int]
    op: str
    seen: frozenset[bytes]
    fields: Mapping[str, Any] | None
    counter: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that concurrent entries set to different values; the first name is the one shown."""

    field: str
    entries: tuple[bytes, ...]


@dataclass(slots=True)
class Folded:
    """The state of a record; ``held`` when its creation has not arrived, ``conflicts`` by causal concurrency."""

    fields: dict[str, Any] = field(default_factory=dict)
    removed: bool = False
    removal_beaten: bool = False
    provisional: bool = False
    held: bool = False
    conflicts: tuple[Conflict, ...] = ()
    head: bytes = b""


def in_order(nodes: Collection[Node]) -> list[Node]:
    """The entries by Lamport counter, device, epoch, seq and hash, each once; the order that decides which value is shown.

    The counter is 1 + the greatest among the entries that an entry saw and that are held: derived, never written, so nobody can claim one.
    """
    held = {node.name: node for node in nodes}
    if len(held) == 1:
        return list(held.values())  # nearly every record has one entry
    derived = any(node.counter for node in held.values())
    counters = {name: node.counter for name, node in held.items()} if derived else counters_of(held)
    return sorted(held.values(), key=lambda node: (counters[node.name], *node.place, node.name))


def counters_of(held: Mapping[bytes, Node]) -> dict[bytes, int]:
    """The Lamport counter of each entry."""
    counters = dict.fromkeys(held, 1)
    answers: dict[bytes, list[bytes]] = {}
    waiting: dict[bytes, int] = {}
    for node in held.values():
        known = [name for name in node.seen if name in held]
        waiting[node.name] = len(known)
        for name in known:
            answers.setdefault(name, []).append(node.name)
    ready = deque(name for name, count in waiting.items() if count == 0)
    while ready:
        name = ready.popleft()
        for later in answers.get(name, ()):
            counters[later] = max(counters[later], counters[name] + 1)
            waiting[later] -= 1
            if waiting[later] == 0:
                ready.append(later)
    return counters


def without(nodes: Collection[Node], gone: Collection[bytes]) -> list[Node]:
    """The nodes but for those that count for nothing, in their order among all; what one saw of these, it saw of what they had seen."""
    counters = counters_of({node.name: node for node in nodes})
    kept = []
    reach: dict[bytes, frozenset[bytes]] = {}
    for node in in_order(nodes):
        behind = [reach[name] for name in node.seen if name in reach]
        seen = node.seen.difference(reach).union(*behind) if behind else node.seen
        if node.name in gone:
            # Along a chain of such entries it is the same set again and again, and one object.
            reach[node.name] = next((each for each in behind if each == seen), seen)
        else:
            kept.append(replace(node, seen=seen, counter=counters[node.name]))
    return kept


def heads_of(nodes: Collection[Node]) -> list[bytes]:
    """Hashes of the entries that no other entry of the record has seen, in byte order."""
    return sorted({node.name for node in nodes}.difference(*(node.seen for node in nodes)))


def _replay(nodes: Sequence[Node]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for node in nodes:
        fields.update(node.fields or {})
    fields.pop(REASON, None)
    return fields


def _linear(ordered: Sequence[Node]) -> bool:
    return all(after.seen == {before.name} for before, after in pairwise(ordered))


def fold(entries: Collection[Node], *, event: bool) -> Folded:
    """State of a record from all its entries, in whatever order they came; the work grows with their number, not with its square.

    ``event`` records (visits) are shown as the latest whole version; the others merge field by field. A conflict is causal
    concurrency, never a matter of clocks. A removal stands only while no entry that it had not seen speaks for the record.
    """
    if not any(node.op == "create" for node in entries):
        return Folded(held=True)
    ordered = in_order(entries)
    if _linear(ordered):
        return Folded(fields=_replay(ordered), removed=ordered[-1].op == "remove", head=ordered[-1].name)
    return _fold_concurrent(ordered, event=event)


def _fold_concurrent(ordered: Sequence[Node], *, event: bool) -> Folded:
    covered = frozenset[bytes]().union(*(node.seen for node in ordered))
    heads = [node for node in ordered if node.name not in covered]
    alive = [node for node in heads if node.op != "remove"]
    removed = not alive
    beaten = bool(alive) and len(alive) < len(heads)
    top = (alive or heads)[-1]
    if event:
        state, alike = _version(ordered, alive or [top])
        return Folded(state, removed, beaten, provisional=not alike, conflicts=(), head=top.name)
    fields = _replay([node for node in ordered if node.op != "remove" or removed])
    return Folded(fields, removed, beaten, conflicts=tuple(_conflicts(ordered)), head=top.name)


_AT_ONCE = 2_000
"""Heads whose versions are compared together, each a bit of a number."""


def _version(ordered: Sequence[Node], heads: Sequence[Node]) -> tuple[dict[str, Any], bool]:
    """The whole record as the last of the heads leaves it, and whether the others leave it alike."""
    *others, top = heads
    compared = [_compared(ordered, [top, *others[start : start + _AT_ONCE]]) for start in range(0, max(len(others), 1), _AT_ONCE)]
    return compared[0][0], all(alike for _, alike in compared)


def _compared(ordered: Sequence[Node], heads: Sequence[Node]) -> tuple[dict[str, Any], bool]:
    """The version of the first head, and whether those of the others are the same: the work grows with what entries say and name.

    A version is what the entries in a head's past say, the later in order ruling, and its own words on top.
    """
    every = (1 << len(heads)) - 1
    untold: dict[str, int] = {}
    told: dict[str, list[tuple[int, Any]]] = {}
    for concerned, fields in _backwards(ordered, heads):
        for key, value in fields.items():
            if fresh := concerned & untold.get(key, every):
                untold[key] = untold.get(key, every) & ~fresh
                told.setdefault(key, []).append((fresh, value))
    told.pop(REASON, None)
    version = {key: value for key, values in told.items() for concerned, value in values if concerned & 1}
    alike = not any(untold[key] or any(value != values[0][1] for _, value in values) for key, values in told.items())
    return version, alike


def _backwards(ordered: Sequence[Node], heads: Sequence[Node]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What each entry says, the last in order first, with the heads (a bit for each) in whose past it lies.

    Below all of it lies the creation: whoever changes a record knows it from somewhere, also if the entry does not say so.
    """
    concerned = dict.fromkeys((node.name for node in ordered), 0) | {head.name: 1 << bit for bit, head in enumerate(heads)}
    changed = 0
    for node in reversed(ordered):
        mine = concerned.pop(node.name)
        for name in node.seen:
            if name in concerned:
                concerned[name] |= mine
        changed |= mine if node.op != "create" else 0
        yield mine, node.fields or {}
    yield changed, next(node for node in ordered if node.op == "create").fields or {}


def _conflicts(ordered: Sequence[Node]) -> list[Conflict]:
    keys = sorted({key for node in ordered for key in node.fields or {} if key != REASON})
    bits = {key: 1 << number for number, key in enumerate(keys)}
    # Bit of a field at an entry: an entry that saw it, directly or through others, has set the field anew.
    answered = dict.fromkeys((node.name for node in ordered), 0)
    for node in reversed(ordered):
        mine = answered[node.name] | sum(bits[key] for key in node.fields or {} if key != REASON)
        for name in node.seen:
            if name in answered:
                answered[name] |= mine
    found = []
    for key in keys:
        latest = [node for node in ordered if key in (node.fields or {}) and not answered[node.name] & bits[key]]
        values = [(node.fields or {})[key] for node in latest]
        if any(value != values[0] for value in values[1:]):
            found.append(Conflict(key, tuple(node.name for node in reversed(latest))))
    return found
