"""What honest offices decide: approvals, revocations, replaced laptops and computers, withdrawn packages, cards."""

from tests.model.authority import UNITS, ruled_with
from tests.model.cards import card_chain
from tests.model.checks import ceased
from tests.model.entries import Content, Kind, World, each
from tests.model.schedule import Schedule
from tests.model.travel import absorb, retry
from tests.model.workspace import Workspace


def rule(s: Schedule, name: str, stream: str, kind: Kind, **more: object) -> None:
    """Write a ruling."""
    node = s.nodes[name]
    before = (node.held, node.cards, node.typed)
    entry = node.write(stream, Content(kind, s.world.new_id())._replace(**more))  # type: ignore[arg-type]  # the callers name fields
    s.note(name, "rules", entry, more)
    if "stolen office" not in s.features:
        s.faults |= ceased(node, before)


def _of(node: Workspace, device: str, stream: str) -> int:
    return node.held & node.world.devices.get(device, 0) & node.world.within(ruled_with(stream))


def approve(s: Schedule, name: str, unit: str, device: str) -> None:
    """Approve a laptop and apply what waited, as one transaction; the approval names the heads of both sides."""
    node, world = s.nodes[name], s.world
    for file in [file for file in node.waiting if file.device == device]:
        absorb(node, file)
    parents = node.held & world.offices.get("C", 0) & world.streams.get(unit, 0)
    rule(s, name, unit, Kind.APPROVE, device=device, names=world.heads(_of(node, device, unit)), parent_heads=world.heads(parents))
    retry(node)


def decide_waiting(s: Schedule, name: str | None = None) -> None:
    """The county approves the laptops whose packages wait, but for those it has revoked since: theirs are journaled."""
    name = name or s.county()
    if not name:
        return
    node = s.nodes[name]
    for unit, device in sorted({(file.office, file.device) for file in node.waiting if file.office in UNITS}):
        if device in node.standing(unit).revoked:
            retry(node)
        else:
            approve(s, name, unit, device)


def revoke(s: Schedule) -> None:
    """The county revokes a laptop, from what it holds or, after a theft, from what a person still trusts."""
    name = s.county()
    laptops = []
    for unit in s.units if name else ():
        now = s.nodes[name or ""].standing(unit)
        laptops += [(unit, device) for device in sorted(now.approved | (now.revoked if s.random.random() < 0.3 else set()))]
    if not name or not laptops:
        return
    unit, device = s.random.choice(laptops)
    revoke_laptop(s, name, unit, device)
    if s.random.random() < 0.1:  # no program lets it happen; if it does, it changes nothing
        rule(s, name, unit, Kind.APPROVE, device=device)
    if s.random.random() < 0.7:
        replace(s, name, unit)


def revoke_laptop(s: Schedule, name: str, unit: str, device: str, distrusted: int = 0) -> None:
    """Name the last trusted entries of each branch; `distrusted` entries and what follows them are not trusted."""
    node, world = s.nodes[name], s.world
    wrote = _of(node, device, unit)
    kept = trusted(world, wrote, distrusted)
    if kept != wrote:
        world.distrusting |= 1 << len(world.entries)
    rule(s, name, unit, Kind.REVOKE, device=device, names=world.heads(kept))


def trusted(world: World, entries: int, distrusted: int) -> int:
    """Those that do not rest on a distrusted entry."""
    return sum(1 << number for number in each(entries) if not world.entries[number].below & distrusted)


def replace(s: Schedule, name: str, unit: str) -> None:
    """A new laptop of the unit: its first package, the approval, and a receipt with everything."""
    if len(s.nodes) > 10:
        return
    letter = "abcdefghijklm"[sum(node.office == unit for node in s.nodes.values())]
    new = s.settle_unit(f"{unit}{letter}", unit, f"d{unit[1]}{letter}")
    trust(new, s.nodes[name])  # the digits on the sheet of the invitation
    s.give(name, s.send(f"{unit}{letter}", "C", ""))
    approve(s, name, unit, new.device)
    file = s.send(name, unit, new.device, rebuild=True)
    if s.random.random() < 0.8:
        s.give(f"{unit}{letter}", file)


def second_laptop(s: Schedule) -> None:
    """A unit gets a further laptop, the first one not being revoked."""
    name = s.county()
    if name:
        replace(s, name, s.random.choice(s.units))


def tell(s: Schedule) -> None:
    """A revoked laptop is told its standing and turns read-only."""
    name = s.anyone()
    node = s.nodes[name]
    if node.office in UNITS and any(node.device in s.nodes[county].standing(node.office).revoked for county in s.honest("C")):
        node.read_only = True
        s.note(name, "is told that it is revoked")


def accept(s: Schedule) -> None:
    """The county takes what a revoked laptop brought; never what is known to be an attacker's."""
    name = s.county()
    if not name:
        return
    node = s.nodes[name]
    for unit in s.units:
        for device in sorted(node.standing(unit).revoked):
            brought = _of(node, device, unit) & ~s.world.hostile
            if brought & ~node.standing(unit).counts:
                rule(s, name, unit, Kind.ACCEPT, device=device, names=brought)


def withdraw(s: Schedule) -> None:
    """The county withdraws a package: the entries decided on, by hash; or takes that back."""
    name = s.county()
    if not name:
        return
    node, world = s.nodes[name], s.world
    unit = s.random.choice(s.units)
    if s.random.random() < 0.3:
        withdrawals = list(each(node.held & world.kinds[Kind.WITHDRAW] & world.streams.get(unit, 0)))
        if withdrawals:
            rule(s, name, unit, Kind.TAKE_BACK, names=1 << s.random.choice(withdrawals))
        return
    files = [file for file in s.files if file.office == unit and file.number in node.files_seen]
    if files:
        file = s.random.choice(files)
        # What the package relays of the county stays, but for a careless hand that lists everything.
        names = file.entries & world.within(ruled_with(unit))
        careless = s.random.random() < 0.15
        rule(s, name, unit, Kind.WITHDRAW, names=names if careless else names & world.offices.get(unit, 0))


def state_devices(s: Schedule, name: str, distrusted: int = 0) -> None:
    """An office's device says that it is the active one, in each stream, with the heads of the others that it holds and trusts."""
    node, world = s.nodes[name], s.world
    held = node.held & world.offices.get(node.office, 0) & world.kinds[Kind.DEVICE]
    number = 1 + max((world.entries[n].content.number for n in each(held)), default=0)
    card = card_chain(world, node.office, node.cards, node.typed).cards[-1].number
    for stream in s.streams(node):
        wrote = node.held & world.offices.get(node.office, 0) & world.streams.get(stream, 0)
        heads = world.heads(trusted(world, wrote, distrusted))
        rule(s, name, stream, Kind.DEVICE, device=node.device, number=number, names=heads, card=card)


def take_over(s: Schedule) -> None:
    """A second computer of the county, from a copy or from nothing; or one of the two says that it is the active one."""
    if "Cb" not in s.nodes:
        second_computer(s, s.copies["C"] if "C" in s.copies and s.random.random() < 0.7 else None)
        return
    name = s.random.choice(s.honest("C"))
    if not s.nodes[name].read_only:
        state_devices(s, name)


def second_computer(s: Schedule, old: Workspace | None, name: str = "Cb") -> None:
    """Set up a further computer of the county; the sheet on the wall says which card holds."""
    node = s.settle_unit(name, "C", f"d{name}")
    if old:
        node = old.copy()
        node.device, node.epoch = f"d{name}", s.world.new_epoch()
        s.nodes[name] = node
        # The copy holds the old device's key: what that had not signed yet is signed before the key is put away.
        s.world.signed |= node.heads & s.world.devices.get(old.device, 0)
    node.cards |= s.nodes["C"].cards
    node.typed |= s.nodes["C"].typed
    s.note(f"{name} is set up", "from a copy" if old else "from nothing")


def new_card(s: Schedule) -> None:
    """The county makes a new version of its card, under the key of the present one or under the recovery key."""
    name = s.county()
    if name:
        make_card(s, name, recovery=s.random.random() < 0.4)


def make_card(s: Schedule, name: str, recovery: bool) -> None:
    """Sign the next version; the office trusts its own card."""
    node = s.nodes[name]
    last = card_chain(s.world, "C", node.cards, node.typed).cards[-1]
    card = s.world.add_card("C", None if recovery else last.number, recovery, "dC", last.version + 1)
    node.cards |= 1 << card.number
    node.typed |= 1 << card.number
    s.honest_cards |= 1 << card.number
    s.note(name, "makes card", card)


def type_digits(s: Schedule) -> None:
    """Somebody types the digits of the county's printed sheet where that is asked for."""
    name, sitting = s.anyone(), s.county()
    node = s.nodes[name]
    if sitting and node.waiting:
        trust(node, s.nodes[sitting])
        s.note(name, "types the digits of", sitting)


def trust(node: Workspace, county: Workspace) -> None:
    """Type the digits of a county's cards and take what waited for that; of one version the digits typed last hold."""
    for card in card_chain(county.world, "C", county.cards, county.typed).cards:
        for other in county.world.cards:
            if other.office == "C" and other.version == card.version:
                node.typed &= ~(1 << other.number)
        node.typed |= 1 << card.number
    retry(node)
