"""Which records, of one stream or of several, are one person, and which of them stays. From the entries alone."""

from typing import NamedTuple

from tests.model.authority import crosses, standing
from tests.model.entries import Entry, Kind, Merge, World, each
from tests.model.folding import Order, orders, sight

Record = tuple[str, int]


class Half(NamedTuple):
    """One merge as it stands in one stream."""

    merge: Merge
    stream: str
    by_parent: bool
    order: Order


def same_persons(world: World, held: int, known: int = 0, typed: int = 0) -> dict[Record, Record]:
    """For each record of a merge the one that stays."""
    by_parent, by_keeper = _halves(world, held, known, typed)
    counting = by_parent + [half for stream in sorted(world.streams) for half in _kept(world, by_parent, by_keeper, stream)]
    groups = _joined(counting)
    across = _across(_joined(by_parent))
    return {record: _stays(world, group, counting, across) for record, group in groups.items()}


def _halves(world: World, held: int, known: int, typed: int) -> tuple[list[Half], list[Half]]:
    """The merges that hold: either half of a parent's is enough; an undo ends all of that id, a keeper's only its own stream's."""
    found: list[tuple[int, Half]] = []
    ended: set[tuple[str, int]] = set()
    for stream in sorted(world.streams):
        now = standing(world, stream, held, known, typed)
        for number in each(now.counts & (world.kinds[Kind.SAME] | world.kinds[Kind.APART])):
            entry = world.entries[number]
            merge = entry.content.merge
            by_parent = bool(now.parent & entry.bit)
            if entry.kind is Kind.APART:
                ended.add(("" if by_parent or world.broken == "keeper undoes by id" else stream, entry.record))
            elif merge:
                found.append((entry.record, Half(merge, stream, by_parent, _order(world, held, entry))))
    standing_halves = [
        half
        for record, half in found
        if ("", record) not in ended and (crosses(half.merge, half.stream) or (half.stream, record) not in ended)
    ]
    return [half for half in standing_halves if half.by_parent], [half for half in standing_halves if not half.by_parent]


def _kept(world: World, by_parent: list[Half], by_keeper: list[Half], stream: str) -> list[Half]:
    """A keeper's merges of its stream, without those that would connect two persons whom the parent connected with other streams."""
    own = [half for half in by_keeper if half.stream == stream]
    if not own or world.broken == "keeper merges conduct":
        return own
    parents_groups = _across(_joined(by_parent))
    barred: set[Record] = set()
    for group in _joined(by_parent + own).values():
        reaching = {id(parents_groups[record]) for record in group if record in parents_groups}
        if len(reaching) > 1:
            barred |= group
    return [half for half in own if half.merge.one not in barred]


def _joined(halves: list[Half]) -> dict[Record, set[Record]]:
    """Connected records, by record."""
    groups: dict[Record, set[Record]] = {}
    for half in halves:
        merge = half.merge
        joined = groups.get(merge.one, {merge.one}) | groups.get(merge.other, {merge.other})
        for record in joined:
            groups[record] = joined
    return groups


def _across(groups: dict[Record, set[Record]]) -> dict[Record, set[Record]]:
    """The groups with records of several streams."""
    return {record: group for record, group in groups.items() if len({stream for stream, _ in group}) > 1}


def _stays(world: World, group: set[Record], halves: list[Half], across: dict[Record, set[Record]]) -> Record:
    """The last in order says which stays; where the parent connected records of several streams, the last of its halves on those."""
    about = [half for half in halves if half.merge.one in group]
    if world.broken == "last half says who stays":
        across = {}
    if world.broken == "last half of the parent says":
        return max(about, key=lambda half: (half.by_parent and any(r in across for r in group), half.order)).merge.stays
    ruling = [half for half in about if half.by_parent and half.merge.one in across] or about
    return max(ruling, key=lambda half: half.order).merge.stays


def _order(world: World, held: int, entry: Entry) -> Order:
    record = held & world.records[entry.stream, entry.record]
    return orders(world, sight(world, record))[entry.number]
