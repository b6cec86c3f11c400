"""Which entries fold: an office's own devices, a child's laptops, fields. A function of entries and cards alone."""

from typing import cast

from tests.model.cards import card_chain
from tests.model.entries import KEEPER, PARENT, Entry, Kind, Merge, World, each

UNITS = ("V1", "V2", "V3")
COMMON_COUNTY, COMMON_PREFECTURE, COUNTY_COUNTS = "common(C)", "common(P)", "counts(C)"


_KEEPERS = {COMMON_COUNTY: "C", COMMON_PREFECTURE: "P", COUNTY_COUNTS: "C"} | {f"common({unit})": unit for unit in UNITS}


def common_of(unit: str) -> str:
    """The stream in which a unit writes its courses and what it says of itself."""
    return f"common({unit})"


def keeper_of(stream: str) -> str:
    """The office whose stream it is."""
    return _KEEPERS.get(stream, stream)


def ruled_with(stream: str) -> tuple[str, ...]:
    """The streams for which the same rulings hold: a unit's own, in which they stand, and its common one."""
    unit = keeper_of(stream)
    return (unit, common_of(unit)) if unit in UNITS else (stream,)


def parent_of(stream: str) -> str | None:
    """The office that rules in the stream beside its keeper; in a common stream nobody."""
    if stream in UNITS:
        return "C"
    return "P" if stream == COUNTY_COUNTS else None


class Standing:
    """What a set of entries says about one stream."""

    __slots__ = (
        "active",
        "approved",
        "counts",
        "dead_consent",
        "dead_duty",
        "first",
        "keeper",
        "marks",
        "parent",
        "revoked",
        "ruling",
        "unapproved_rules",
    )

    def __init__(self) -> None:
        """Begin with nothing that counts."""
        self.active: dict[str, str] = {}  # the active device of an office
        self.first: dict[str, str] = {}  # the device of its first card
        self.ruling: dict[str, Entry | None] = {}  # the DEVICE entry that rules
        self.approved: set[str] = set()  # laptops approved and not revoked
        self.revoked: set[str] = set()  # laptops revoked or rejected
        self.unapproved_rules = False  # nobody has been approved: a village decides for itself
        self.keeper = self.parent = 0
        self.counts = 0  # what folds
        self.marks = 0  # what folds and destroys
        self.dead_duty = self.dead_consent = 0  # entries whose parts are destroyed


def standing(world: World, stream: str, held: int, known: int, typed: int) -> Standing:
    """What holds in a stream for this set of entries and cards."""
    held &= world.within(ruled_with(stream))
    key = (stream, held, known, typed)
    found = cast("Standing | None", world.memo.get(key))
    if found is None:
        found = _standing(world, stream, held, known, typed)
        world.memo[key] = found
    return found


def _standing(world: World, stream: str, held: int, known: int, typed: int) -> Standing:
    result = Standing()
    keeper, parent = keeper_of(stream), parent_of(stream)
    if keeper in UNITS:
        _laptops(world, result, keeper, held, known, typed)
        within = world.streams.get(stream, 0)
        result.keeper, result.parent, result.counts = result.keeper & within, result.parent & within, result.counts & within
    else:
        if parent:
            result.parent = _own_devices(world, result, parent, held, known, typed)
        result.keeper = _own_devices(world, result, keeper, held, known, typed)
        rulings = result.parent if parent else 0
        result.counts = (result.keeper & ~world.fields[PARENT] if parent else result.keeper) | result.parent & ~world.fields[KEEPER]
        result.counts &= ~_withdrawn(world, rulings)
    if world.kinds[Kind.SAME] | world.kinds[Kind.APART]:
        _foreign_merges(world, result, held)
    _destruction(world, result, held)
    return result


def _own_devices(world: World, result: Standing, office: str, held: int, known: int, typed: int) -> int:
    """Step 2. The highest statement rules: its device counts whole, the other devices of the office at or below the heads it names."""
    _rule_statement(world, result, office, held, known, typed)
    return _counting(world, result, office, held, held & world.offices.get(office, 0))


def _counting(world: World, result: Standing, office: str, held: int, mine: int) -> int:
    """Of what an office wrote, the entries that count by the statement that rules."""
    ruling = result.ruling[office]
    counting = mine & world.devices.get(result.active[office], 0)
    return counting | (mine & world.at_or_below(ruling.content.names & held) if ruling else 0)


def _rule_statement(world: World, result: Standing, office: str, held: int, known: int, typed: int) -> None:
    """Find the statement that rules; whose key signed it its card says, never the chain in which it stands."""
    chain = card_chain(world, office, known, typed)
    ruling: Entry | None = None
    best: tuple[object, ...] = ()
    for number in each(held & world.kinds[Kind.DEVICE]):
        entry = world.entries[number]
        rank = chain.rank(entry.content.card)
        if rank < 0:
            continue
        order: tuple[object, ...] = (rank, entry.content.number, entry.content.device, entry.tie)
        if world.broken == "tie by hash":
            order = (rank, entry.content.number, entry.tie)
        elif world.broken == "number before card":
            order = (entry.content.number, rank, entry.content.device, entry.tie)
        if ruling is None or order > best:
            ruling, best = entry, order
    result.ruling[office] = ruling
    result.active[office] = ruling.content.device if ruling else chain.cards[0].first_device
    result.first[office] = chain.cards[0].first_device


def _sides(world: World, result: Standing, stream: str, held: int, known: int) -> int:
    """Who is a laptop and who is the office's, by what counts alone; returns what the unit's laptops wrote.

    The office's are its first computer, the active one, and those whose chains the ruling statement trusts, unless they are approved. A
    laptop is one that came by an invitation, or that an approval names that counts. Certificates may call anybody a laptop.
    """
    office, ruling = {result.first["C"], result.active["C"]}, result.ruling["C"]
    trusted = {world.entries[number].device for number in each(ruling.content.names & held)} if ruling else set()
    if world.broken == "certificates say who is a laptop":
        office, trusted = set(), set()
    elif world.broken == "trusted chains make no computer":
        trusted = set()
    laptops = {device for device, unit in world.office_of.items() if unit == stream}
    laptops |= {card.first_device for card in world.cards if card.office == stream and known >> card.number & 1}
    while True:
        unit = held & world.written_by(laptops - office)
        result.parent = _counting(world, result, "C", held, held & ~unit)
        approved = {world.entries[number].content.device for number in each(result.parent & world.kinds[Kind.APPROVE])}
        doubtful = trusted & laptops - office - approved
        if not doubtful and approved <= laptops | office:
            return unit
        office |= doubtful
        laptops |= approved


def _laptops(world: World, result: Standing, stream: str, held: int, known: int, typed: int) -> None:
    """Step 3. Approval, rejection, revocation and acceptance by the parent, then fields; in both streams of the unit."""
    _rule_statement(world, result, "C", held, known, typed)
    unit, kinds = _sides(world, result, stream, held, known), world.kinds
    parent = result.parent
    approvals = parent & kinds[Kind.APPROVE]
    result.unapproved_rules = not held & ~unit & kinds[Kind.APPROVE]
    proposals = parents_own = counted = 0
    for number in each(approvals):
        content = world.entries[number].content
        counted |= unit & world.devices.get(content.device, 0)
        result.approved.add(content.device)
        proposals |= world.at_or_below(content.names & held)
        parents_own |= world.at_or_below(content.parent_heads & held)
    if result.unapproved_rules or world.broken == "unapproved counts":
        counted = unit
    counted &= ~_beyond_revocations(world, result, parent, held)
    if world.broken == "rulings stay in their stream":
        counted |= unit & ~world.streams.get(stream, 0)
    if world.broken == "heads of the parent ignored":
        parents_own = 0
    if not result.approved:
        parents_own = held
    result.keeper = counted
    of_parent = world.fields[PARENT] & ~(held if result.unapproved_rules else proposals)
    counts = counted & ~of_parent & ~world.governing | parent & (~world.fields[KEEPER] | parents_own)
    result.counts = counts & ~_withdrawn(world, parent)


def _beyond_revocations(world: World, result: Standing, parent: int, held: int) -> int:
    """What revoked or rejected laptops wrote beyond the trusted heads, less what was accepted."""
    excluded = accepted = 0
    kinds = world.kinds
    revocations = parent & (kinds[Kind.REVOKE] | kinds[Kind.REJECT])
    if not revocations:
        return 0
    trusted: dict[str, int] = {}
    for number in each(revocations):
        content = world.entries[number].content
        wrote = world.devices.get(content.device, 0)
        result.revoked.add(content.device)
        beyond = wrote & ~world.at_or_below(content.names & held)
        trusted[content.device] = trusted.get(content.device, wrote) & beyond
        excluded |= beyond
    if world.broken == "one revocation suffices":
        excluded = 0
        for beyond in trusted.values():
            excluded |= beyond
    for number in each(parent & kinds[Kind.ACCEPT]):
        accepted |= world.entries[number].content.names
    if world.broken == "approved again":
        approvals = [world.entries[number].content.device for number in each(parent & kinds[Kind.APPROVE])]
        for device in [device for device in trusted if approvals.count(device) > 1]:
            result.revoked.discard(device)
            excluded &= ~world.devices.get(device, 0)
    result.approved -= result.revoked
    return excluded & ~accepted


def _withdrawn(world: World, parent: int) -> int:
    """What withdrawals of packages name and nobody took back; never a ruling."""
    withdrawals = parent & world.kinds[Kind.WITHDRAW]
    if not withdrawals:
        return 0
    back = names = 0
    for number in each(parent & world.kinds[Kind.TAKE_BACK]):
        back |= world.entries[number].content.names
    for number in each(withdrawals & ~back):
        names |= world.entries[number].content.names
    return names if world.broken == "rulings can be withdrawn" else names & ~world.governing


def _foreign_merges(world: World, result: Standing, held: int) -> None:
    """A keeper's merge counts only if both records are of its stream."""
    if world.broken == "keeper merges across streams":
        return
    for number in each(held & result.counts & ~result.parent & (world.kinds[Kind.SAME] | world.kinds[Kind.APART])):
        entry = world.entries[number]
        if crosses(entry.content.merge, entry.stream):
            result.counts &= ~entry.bit


def crosses(merge: Merge | None, stream: str) -> bool:
    """Whether a merge names a record of another stream."""
    return merge is not None and not merge.one[0] == merge.other[0] == stream


def _destruction(world: World, result: Standing, held: int) -> None:
    """What the withdrawals of consent and erasures that fold destroy: parts of the person whose record they are written on."""
    result.marks = result.counts & world.destroying
    for number in each(result.marks):
        duty, consent = destroyed_by(world, world.entries[number])
        result.dead_duty |= duty & held
        result.dead_consent |= consent & held


def destroyed_by(world: World, mark: Entry) -> tuple[int, int]:
    """The entries whose duty and whose consent part one mark destroys."""
    person = mark.content.person
    streams = world.streams if world.broken == "persons known by id alone" else (mark.stream,)
    destroyed = 0
    for stream in streams:
        if mark.kind is Kind.ERASE:
            destroyed |= world.persons.get((stream, person), 0)
        for consent in mark.content.consents if mark.kind is Kind.END else ():
            destroyed |= world.consents.get((stream, person, consent), 0)
    return (destroyed, destroyed & world.with_consent) if mark.kind is Kind.ERASE else (0, destroyed)
