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


def ancestors(nodes: Mapping[str, Node]) -> dict[str, frozenset[str]]:
    """Every entry's causal past among the entries at hand, by name."""
    past: dict[str, frozenset[str]] = {}
    for node in sorted(nodes.values(), key=lambda each: each.order):
        known = [name for name in node.seen if name in past]
        past[node.name] = frozenset(known).union(*(past[name] for name in known))
    return past


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
    nodes = {node.name: node for node in ordered}
    past = ancestors(nodes)
    covered = frozenset().union(*past.values())
    heads = [node for node in ordered if node.name not in covered]
    alive = [node for node in heads if node.op != "remove"]
    removed = not alive
    beaten = bool(alive) and len(alive) < len(heads)
    top = (alive or heads)[-1]
    if event:
        state = _replay([node for node in ordered if node.name == top.name or node.name in past[top.name]])
        others = [_replay([node for node in ordered if node.name == head.name or node.name in past[head.name]]) for head in alive]
        provisional = any(other != state for other in others)
        return Folded(state, removed, beaten, provisional, conflicts=(), head=top.name)
    fields = _replay([node for node in ordered if node.op != "remove" or removed])
    return Folded(fields, removed, beaten, conflicts=tuple(_conflicts(ordered, past)), head=top.name)


def _conflicts(ordered: Sequence[Node], past: Mapping[str, frozenset[str]]) -> list[Conflict]:
    setters: dict[str, list[Node]] = {}
    for node in ordered:
        for key in node.fields or {}:
            if key != REASON:
                setters.setdefault(key, []).append(node)
    found = []
    for key, nodes in sorted(setters.items()):
        latest = [node for node in nodes if not any(node.name in past[other.name] for other in nodes)]
        values = [(node.fields or {}).get(key) for node in latest]
        if len(latest) > 1 and any(value != values[0] for value in values[1:]):
            found.append(Conflict(key, tuple(node.name for node in reversed(latest))))
    return found
