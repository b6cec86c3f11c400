"""What attackers do: a hostile village, a thief's laptop, a stolen office folder. They sign with real keys of their own device."""

from tests.model.authority import COMMON_COUNTY, COMMON_PREFECTURE, UNITS, common_of
from tests.model.cards import card_chain
from tests.model.entries import BOTH, KEEPER, PARENT, Content, Entry, Kind, Merge, each
from tests.model.schedule import Schedule
from tests.model.workspace import Workspace


def attack(s: Schedule) -> None:
    """One attacker writes some entries, or a file with false claims."""
    if not s.attackers:
        return
    name = s.random.choice(sorted(s.attackers))
    if s.random.random() < 0.4:
        send_lies(s, name)
        return
    if name == "Cx" and s.random.random() < 0.5:
        usurp(s, name)
        return
    if name == "Cx" and "false certificates" in s.features and s.random.random() < 0.6:
        call_laptop(s, name, s.random.choice(s.units))
        return
    if "erasure" in s.features and s.random.random() < 0.3:
        destroy_everybody(s, name)
        return
    if "merges" in s.features and s.random.random() < 0.5:
        meddle(s, name)
        return
    for _ in range(s.random.randint(1, 4)):
        write_anything(s, name)


def steal_laptop(s: Schedule) -> None:
    """A thief has a copy of the first unit's laptop."""
    if "V1x" not in s.nodes and "V1a" in s.honest():
        s.nodes["V1x"] = s.nodes["V1a"].copy()
        s.attackers.add("V1x")
        s.note("V1x is stolen")


def steal_office(s: Schedule) -> None:
    """A thief has a copy of the county's folder, office key included."""
    if "Cx" not in s.nodes and "C" in s.honest():
        s.nodes["Cx"] = s.nodes["C"].copy()
        s.attackers.add("Cx")
        s.note("Cx is stolen")


def _some(s: Schedule, entries: int) -> int:
    """A random part of a set, often empty or whole."""
    choice = s.random.random()
    return 0 if choice < 0.3 else entries if choice < 0.5 else entries & s.random.getrandbits(max(1, len(s.world.entries)))


def _streams(s: Schedule, node: Workspace) -> list[str]:
    reachable = [node.office] * 3 + [COMMON_COUNTY] if node.office in UNITS else [*s.units, COMMON_COUNTY]
    own = [common_of(node.office)] * 2 if node.office in UNITS and "common streams" in s.features else []
    return [*reachable, COMMON_PREFECTURE, *own]


def write_anything(s: Schedule, name: str) -> None:
    """A properly signed entry of any kind about any record, on any branch of the attacker's own chains, with any claims."""
    node, world, r = s.nodes[name], s.world, s.random
    stream = r.choice(_streams(s, node))
    device = node.device
    if node.office in UNITS and r.random() < 0.15:
        device = node.device + "z"  # a further laptop that nobody approved
        world.office_of[device] = node.office
    own = [world.entries[n] for n in each(node.held & world.devices.get(device, 0) & world.streams.get(stream, 0))]
    before: Entry | None = r.choice(own) if own and r.random() < 0.8 else None
    epoch = before.epoch if before else world.new_epoch()
    known = world.entries
    model = r.choice(known) if known and r.random() < 0.8 else None
    record = model.record if model else world.new_id()
    merges = [(entry.stream, entry.record) for entry in known if entry.kind is Kind.CREATE and entry.content.person]
    pair = (r.choice(merges), r.choice(merges)) if merges else None
    content = Content(
        r.choice(list(Kind)),
        record,
        person=r.choice((record, model.content.person if model else 0, 0)),
        field=r.choice((KEEPER, PARENT, BOTH)),
        seen=_some(s, (1 << len(known)) - 1),
        consent=r.choice([0, *range(1, world.last_id + 1)]),
        consents=frozenset(range(1, world.last_id + 1)),
        names=_some(s, (1 << len(known)) - 1),
        parent_heads=_some(s, (1 << len(known)) - 1),
        device=r.choice(sorted(world.office_of)),
        number=r.choice((1, 2, 10**9)),
        card=card_chain(world, "C", node.cards, node.typed).cards[-1].number if node.office == "C" else -1,
        merge=Merge(*pair, r.choice(pair)) if pair else None,
    )
    entry = world.add((device, epoch, stream), before, content)
    entry.continues = r.randrange(len(known)) if not before else -1
    _keep(s, node, entry)
    s.note(name, "ATTACKS", entry, content)


def destroy_everybody(s: Schedule, name: str) -> None:
    """Mass erasure: every person known, in the streams where the attacker's files are read."""
    node, world = s.nodes[name], s.world
    streams = [node.office] if node.office in UNITS else s.units
    for stream in streams:
        for number in each(node.held & world.streams.get(stream, 0) & world.kinds[Kind.CREATE]):
            record = world.entries[number].record
            entry = world.add((node.device, world.new_epoch(), stream), None, Content(Kind.ERASE, record, person=record))
            _keep(s, node, entry)
    s.note(name, "ERASES everybody")


def meddle(s: Schedule, name: str) -> None:
    """Merges of the attacker's own records with each other, and undos, under ids of merges that the county wrote."""
    node, world, r = s.nodes[name], s.world, s.random
    stream = node.office if node.office in UNITS else r.choice(s.units)
    persons = [
        entry.record
        for entry in world.entries
        if entry.stream == stream and entry.kind is Kind.CREATE and entry.content.person == entry.record
    ]
    merges = [entry.record for entry in world.entries if entry.kind is Kind.SAME]
    joined = [world.entries[n].content.merge for n in each(world.kinds[Kind.SAME] & ~world.hostile)]
    theirs = sorted({record[1] for merge in joined if merge for record in merge[:2] if record[0] == stream})
    persons = theirs if len(theirs) > 1 and r.random() < 0.7 else persons
    if len(persons) < 2:
        return
    one, other = r.sample(persons, 2)
    pair = (stream, one), (stream, other)
    record = r.choice(merges) if merges and r.random() < 0.5 else world.new_id()
    epoch, entry = world.new_epoch(), None
    for _ in range(r.randint(1, 3)):  # each later one sees the earlier ones, which lifts its Lamport
        content = Content(r.choice((Kind.SAME, Kind.SAME, Kind.APART)), record, merge=Merge(*pair, r.choice(pair)))
        entry = world.add((node.device, epoch, stream), entry, content)
        _keep(s, node, entry)
    s.note(name, "MEDDLES", entry, pair)


def _keep(s: Schedule, node: Workspace, entry: Entry) -> None:
    s.world.hostile |= entry.bit
    node.attach(entry)
    node.duty |= entry.bit & s.world.with_duty
    node.consent |= entry.bit & s.world.with_consent
    s.world.signed |= entry.bit


def send_lies(s: Schedule, name: str) -> None:
    """A file with a part of what it should bring, digests for values, and a false `have` and `lacking`."""
    node = s.nodes[name]
    partners = s.partners(node)
    if not partners:
        return
    file = s.send(name, *s.random.choice(partners))
    everything = (1 << len(s.world.entries)) - 1
    entries = _some(s, node.held) if s.random.random() < 0.4 else file.entries
    s.world.signed |= s.world.heads(entries) & s.world.devices.get(node.device, 0)
    lie = file._replace(
        entries=entries,
        duty=_some(s, node.duty & entries),
        consent=_some(s, node.consent & entries),
        have=_some(s, everything) if s.random.random() < 0.6 else file.have,
        lacking_duty=_some(s, everything),
        lacking_consent=_some(s, everything),
    )
    s.files[-1] = lie
    s.note(name, "LIES in file", lie)


def call_laptop(s: Schedule, name: str, unit: str) -> None:
    """A thief of the office folder calls a computer of the office a laptop of a unit: by a certificate alone, or in an approval."""
    node, world = s.nodes[name], s.world
    device = s.random.choice([device for device, office in sorted(world.office_of.items()) if office == "C"])
    node.cards |= world.certify(unit, device)
    s.note(name, "CALLS", device, "a laptop of", unit)
    if s.random.random() < 0.5:
        tip = [world.entries[n] for n in each(node.heads & world.devices.get("dC", 0) & world.streams.get(unit, 0))]
        before = s.random.choice(tip) if tip else None
        place = ("dC", before.epoch if before else world.new_epoch(), unit)
        _keep(s, node, world.add(place, before, Content(Kind.APPROVE, world.new_id(), device=device)))


def usurp(s: Schedule, name: str) -> None:
    """A thief of the office folder signs the next card, and says with a great number that the stolen device is the active one."""
    node, world = s.nodes[name], s.world
    last = card_chain(world, "C", node.cards, node.typed).cards[-1]
    if s.random.random() < 0.4:
        card = world.add_card("C", last.number, False, "dC", last.version + 1)
        node.cards |= 1 << card.number
        s.note(name, "FORGES", card)
        return
    for stream in s.streams(node):
        tip = [world.entries[n] for n in each(node.heads & world.devices.get("dC", 0) & world.streams.get(stream, 0))]
        content = Content(Kind.DEVICE, world.new_id(), device="dC", number=10**9, card=last.number)
        before = s.random.choice(tip) if tip else None
        entry = world.add((node.device, before.epoch if before else world.new_epoch(), stream), before, content)
        _keep(s, node, entry)
    s.note(name, "USURPS")
