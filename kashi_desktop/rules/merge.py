"""Decides the state of one record from the set of its entries: pure, order-free, the same at every office (sync.md §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

REASON = "_reason"
"""Key under which an entry's reason lies among its fields, so that it is erased with them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One entry as the merge sees it; ``fields`` is None once legally erased."""

    name: str
    lamport: int
    device: bytes
    op: str
    seen: frozenset[str]
    fields: Mapping[str, Any] | None

    @property
    def order(self) -> tuple[int, bytes, str]:
        """The total order: Lamport counter, then device; the name settles what cannot happen twice."""
        return self.lamport, self.device, self.name


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that concurrent entries set to different values; the first name is the one shown."""

    field: str
    entries: tuple[str, ...]


@dataclass(slots=True)
class Folded:
    """The state of a record; ``held`` when its creation has not arrived, ``conflicts`` by causal concurrency."""

    fields: dict[str, Any] = field(default_factory=dict)
    removed: bool = False
    removal_beaten: bool = False
    provisional: bool = False
    held: bool = False
    conflicts: tuple[Conflict, ...] = ()
    head: str = ""


PROVISIONAL_HEADS = 64
"""Versions of one event that are compared; more of them stand side by side whatever they say, so that no file buys long comparing."""


@dataclass(slots=True)
class _Causes:
    """Who saw whom among the entries at hand; a name that is missing, or stands later in order, was not seen.

    Everything costs as much as there are entries and names in ``seen``, never their square: one file may hold 200,000 of one record.
    """

    ordered: Sequence[Node]
    parents: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the parents in order."""
        for node in self.ordered:
            self.parents[node.name] = [name for name in node.seen if name in self.parents]

    def heads(self) -> list[Node]:
        """The entries that no other has seen, in order."""
        covered = {name for parents in self.parents.values() for name in parents}
        return [node for node in self.ordered if node.name not in covered]

    def version(self, head: Node) -> list[Node]:
        """An entry with its causal past, in order."""
        found, open_ = {head.name}, [head.name]
        while open_:
            fresh = [name for name in self.parents[open_.pop()] if name not in found]
            found.update(fresh)
            open_ += fresh
        return [node for node in self.ordered if node.name in found]

    def latest(self) -> dict[str, list[Node]]:
        """By field, the entries that set it and that no later one to set it has seen, in order."""
        bits: dict[str, int] = {}
        for node in self.ordered:
            for key in node.fields or {}:
                bits.setdefault(key, 1 << len(bits))
        found: dict[str, list[Node]] = {key: [] for key in bits if key != REASON}
        after = dict.fromkeys(self.parents, 0)
        for node in reversed(self.ordered):
            later = after[node.name]
            for key in node.fields or {}:
                if key != REASON and not later & bits[key]:
                    found[key].append(node)
                later |= bits[key]
            for name in self.parents[node.name]:
                after[name] |= later
        return {key: nodes[::-1] for key, nodes in found.items()}


def _replay(nodes: Sequence[Node]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for node in nodes:
        fields.update(node.fields or {})
    fields.pop(REASON, None)
    return fields


def _linear(ordered: Sequence[Node]) -> bool:
    return all(after.seen == {before.name} for before, after in pairwise(ordered))


def fold(entries: Sequence[Node], *, event: bool) -> Folded:
    """State of a record from all its entries, in whatever order they came.

    ``event`` records (visits) are shown as the latest whole version; the others merge field by field. A conflict is causal
    concurrency, never a matter of clocks. A removal stands only while no entry that it had not seen speaks for the record.
    """
    if not any(node.op == "create" for node in entries):
        return Folded(held=True)
    # By name: an entry that is handed over twice is one entry.
    ordered = sorted({node.name: node for node in entries}.values(), key=lambda each: each.order)
    if _linear(ordered):
        return Folded(fields=_replay(ordered), removed=ordered[-1].op == "remove", head=ordered[-1].name)
    return _fold_concurrent(ordered, event=event)


def _fold_concurrent(ordered: Sequence[Node], *, event: bool) -> Folded:
    causes = _Causes(ordered)
    heads = causes.heads()
    alive = [node for node in heads if node.op != "remove"]
    removed = not alive
    beaten = bool(alive) and len(alive) < len(heads)
    top = (alive or heads)[-1]
    if event:
        state = _replay(causes.version(top))
        many = len(alive) > PROVISIONAL_HEADS
        provisional = many or any(_replay(causes.version(head)) != state for head in alive)
        return Folded(state, removed, beaten, provisional, conflicts=(), head=top.name)
    fields = _replay([node for node in ordered if node.op != "remove" or removed])
    return Folded(fields, removed, beaten, conflicts=tuple(_conflicts(causes)), head=top.name)


def _conflicts(causes: _Causes) -> list[Conflict]:
    found = []
    for key, latest in sorted(causes.latest().items()):
        values = [(node.fields or {}).get(key) for node in latest]
        if len(latest) > 1 and any(value != values[0] for value in values[1:]):
            found.append(Conflict(key, tuple(node.name for node in reversed(latest))))
    return found
