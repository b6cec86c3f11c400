"""What people see of a stream: records, values, conflicts and consents. From the entries alone."""

from typing import NamedTuple, cast

from tests.model.authority import Standing, standing
from tests.model.entries import BOTH, KEEPER, PARENT, Entry, Kind, World, each

Order = tuple[int, str, int, int, int]


class Field(NamedTuple):
    """One field of a record: the entry whose value stands, and those it is in conflict with."""

    stands: int
    undecided: frozenset[int]


class Shown(NamedTuple):
    """One record as it is shown."""

    removed: bool
    undecided: bool  # a removal against a concurrent edit
    fields: tuple[tuple[str, Field], ...]
    consents: frozenset[int]


Dump = dict[int, Shown]


def dump(world: World, stream: str, held: int, known: int = 0, typed: int = 0) -> Dump:
    """Every record of a stream that has been created."""
    held &= world.streams.get(stream, 0)
    key = ("dump", stream, held, known, typed)
    found = cast("Dump | None", world.memo.get(key))
    if found is None:
        now = standing(world, stream, held, known, typed)
        found = _dump(world, stream, held, now)
        world.memo[key] = found
    return found


def _dump(world: World, stream: str, held: int, now: Standing) -> Dump:
    records: dict[int, int] = {}
    for number in each(now.counts & ~world.governing):
        record = world.entries[number].record
        records[record] = records.get(record, 0) | 1 << number
    erased = {world.entries[n].content.person for n in each(now.marks & world.kinds[Kind.ERASE])}
    shown = {}
    for record, counting in records.items():
        creations = counting & world.kinds[Kind.CREATE]
        if creations:
            shown[record] = _record(world, held & world.records[stream, record], counting, now, erased)
    return shown


def sight(world: World, entries: int) -> dict[int, int]:
    """What each entry of one record saw of that record: what it names, its author's earlier ones in the branch, and what those saw."""
    saw: dict[int, int] = {}
    for number in each(entries):
        entry = world.entries[number]
        direct = (entry.content.seen | entry.below & ~entry.bit) & entries
        found = direct
        for earlier in each(direct):
            found |= saw[earlier]
        saw[number] = found
    return saw


def orders(world: World, saw: dict[int, int]) -> dict[int, Order]:
    """The derived Lamport: one more than the greatest among the seen entries that are held; then device, epoch, seq, hash."""
    lamport: dict[int, int] = {}
    found = {}
    for number, seen in saw.items():
        entry = world.entries[number]
        lamport[number] = world.fixed_lamports.get(number) or 1 + max((lamport[earlier] for earlier in each(seen)), default=0)
        found[number] = (lamport[number], entry.device, entry.epoch, entry.seq, entry.tie)
    return found


def _record(world: World, held: int, counting: int, now: Standing, erased: set[int]) -> Shown:
    saw = sight(world, held)
    order = orders(world, saw)
    first = min(each(counting & world.kinds[Kind.CREATE]), key=order.__getitem__)
    person = world.entries[first].content.person
    if person and person in erased:
        return Shown(removed=True, undecided=False, fields=(), consents=frozenset())
    edits = [n for n in each(counting) if world.entries[n].kind in (Kind.CREATE, Kind.SET, Kind.REMOVE)]
    seen = 0
    for number in edits:
        seen |= saw[number]
    last = [n for n in edits if not seen >> n & 1]
    removals = [n for n in last if world.entries[n].kind is Kind.REMOVE]
    fields = _fields(world, edits, saw, order, now)
    return Shown(len(removals) == len(last), bool(removals) and len(removals) < len(last), fields, consents_shown(world, counting, saw))


def _fields(world: World, edits: list[int], saw: dict[int, int], order: dict[int, Order], now: Standing) -> tuple[tuple[str, Field], ...]:
    found = []
    for field in (BOTH, KEEPER, PARENT):
        setting = [n for n in edits if world.entries[n].kind is not Kind.REMOVE and world.entries[n].content.field == field]
        if field == PARENT:  # a proposal of the keeper counts while the parent has said nothing
            setting = [n for n in setting if now.parent >> n & 1] or setting
        if not setting:
            continue
        seen = 0
        for number in setting:
            seen |= saw[number]
        stands = max(setting, key=order.__getitem__)
        rivals = frozenset(n for n in setting if not seen >> n & 1)
        found.append((field, Field(stands, rivals if len(rivals) > 1 else frozenset())))
    return tuple(found)


def consents_shown(world: World, entries: int, saw: dict[int, int]) -> frozenset[int]:
    """Consents that were given and not ended; one concurrent with a withdrawal only after a confirmation that saw both."""
    by_kind: dict[Kind, list[Entry]] = {Kind.GIVE: [], Kind.END: [], Kind.CONFIRM: []}
    for number in each(entries):
        entry = world.entries[number]
        if entry.kind in by_kind and entry.content.person == entry.record:
            by_kind[entry.kind].append(entry)
    shown = set()
    for given in by_kind[Kind.GIVE]:
        consent = given.content.consent
        ends = by_kind[Kind.END]
        if any(consent in end.content.consents for end in ends):
            continue
        confirmed = 0
        for confirmation in by_kind[Kind.CONFIRM]:
            if consent in confirmation.content.consents and saw[confirmation.number] & given.bit:
                confirmed |= saw[confirmation.number]
        known = saw[given.number] | confirmed
        concurrent = [end for end in ends if not (known & end.bit or saw[end.number] & given.bit)]
        if not concurrent or world.broken == "concurrent consent shown":
            shown.add(consent)
    return frozenset(shown)
