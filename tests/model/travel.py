"""Files between workspaces: what goes in, what is taken, what waits."""

from tests.model.authority import COMMON_COUNTY, COMMON_PREFECTURE, COUNTY_COUNTS, UNITS, common_of
from tests.model.cards import card_chain
from tests.model.entries import Kind, World, each
from tests.model.folding import orders, sight
from tests.model.workspace import File, Partner, Workspace


def shared(one: str, other: str) -> tuple[str, ...]:
    """The streams that two offices both may hold."""
    unit, office = (one, other) if one in UNITS else (other, one)
    if unit in UNITS and office == "C":
        return (unit, common_of(unit), COMMON_COUNTY, COMMON_PREFECTURE)
    return (COMMON_PREFECTURE, COUNTY_COUNTS) if {one, other} == {"C", "P"} else ()


def scope(world: World, one: str, other: str) -> int:
    """All entries of the streams that two offices share."""
    found = 0
    for stream in shared(one, other):
        found |= world.streams.get(stream, 0)
    return found


def partner_of(here: Workspace, office: str, device: str) -> Partner:
    """The record of another office, of a unit's laptop one for each."""
    return here.partners.setdefault(device if office in UNITS else office, Partner())


def lacking(here: Workspace, within: int) -> tuple[int, int]:
    """The duty and consent parts held as digest whose destruction is not known here."""
    if here.world.broken == "nothing is lacking":
        return 0, 0
    duty, consent = here.dead()
    held = here.held & within
    return held & here.world.with_duty & ~here.duty & ~duty, held & here.world.with_consent & ~here.consent & ~consent


def to_send(here: Workspace, office: str, device: str) -> int:
    """Everything the other side may hold that is not at or below a head named by every file of theirs, and the values it lacks."""
    world = here.world
    within = here.held & scope(world, here.office, office)
    covered, again = -1, 0
    files = partner_of(here, office, device).ruling(world)
    visible_duty, visible_consent = here.visible() if any(file.lacking_duty | file.lacking_consent for file in files) else (0, 0)
    for file in files:
        covered &= _covers(world, here.held, file.have)
        again |= file.lacking_duty & visible_duty | file.lacking_consent & visible_consent
    if world.broken != "lacking of any stream":
        again &= within
    return within & ~(covered if files else 0) | _up_to_signed(here, again)


def _covers(world: World, held: int, have: int) -> int:
    if world.broken != "heads are places":
        return world.at_or_below(have & held)
    highest: dict[tuple[str, int, str], int] = {}
    for number in each(have):
        head = world.entries[number]
        place = (head.device, head.epoch, head.stream)
        highest[place] = max(highest.get(place, 0), head.seq)
    found = 0
    for number in each(held):
        entry = world.entries[number]
        if entry.seq <= highest.get((entry.device, entry.epoch, entry.stream), 0):
            found |= entry.bit
    return found


def _up_to_signed(here: Workspace, again: int) -> int:
    """A range ends where its author signed: what is sent again goes with what follows it up to there."""
    world, found = here.world, again
    for number in each(again & ~world.signed):
        entry = world.entries[number]
        for head in each(here.heads):
            above = world.entries[head].below
            if not above & entry.bit:
                continue
            for following in each(above & ~entry.below):
                found |= 1 << following
                if world.signed >> following & 1:
                    break
    return found


def export(here: Workspace, office: str, device: str, rebuild: bool = False) -> File:
    """Write a file; the author signs a head at each end of its own chains."""
    world = here.world
    partner = partner_of(here, office, device)
    within = scope(world, here.office, office)
    world.signed |= here.heads & world.devices.get(here.device, 0) & within
    if rebuild:
        partner.arrived, partner.last = (), ()
    entries = to_send(here, office, device)
    if partner.arrived:
        partner.last, partner.arrived = partner.arrived, ()
    duty, consent = here.visible()
    if world.broken == "hidden values are sent":
        duty, consent = here.held & here.duty, here.held & here.consent
    world.last_file += 1
    lacking_duty, lacking_consent = lacking(here, within)
    to_device = device if office in UNITS else ""
    return File(
        world.last_file, here.office, here.device, office, to_device, entries, entries & duty, entries & consent,
        here.heads & within, lacking_duty, lacking_consent, here.cards,
    )  # fmt: skip


def take(here: Workspace, file: File) -> None:
    """Take a file in: refuse it, let it wait, or apply it whole."""
    if _refused(here, file):
        return
    contested = card_chain(here.world, "C", here.cards | file.cards, here.typed).contested
    if not contested:
        here.cards |= file.cards
    if (contested and file.office == "C") or _unknown_laptop(here, file):
        if all(other.number != file.number for other in here.waiting):
            here.waiting += (file,)
        return
    here.files_seen |= {file.number}
    absorb(here, file)
    if _have_counts(here, file):
        partner = partner_of(here, file.office, file.device)
        partner.arrived += (file,)


def _refused(here: Workspace, file: File) -> bool:
    if file.number in here.files_seen and here.world.broken != "known files arrive again":
        return True
    if file.to_office != here.office or (file.to_device and file.to_device != here.device):
        return True
    if file.office in UNITS and here.world.kinds[Kind.REJECT] and _rejected(here, file):
        return True
    if here.world.heads(file.entries) & ~here.world.signed:
        return True  # a range whose end its author did not sign proves nothing
    return bool(file.entries & ~scope(here.world, file.office, here.office))


def _rejected(here: Workspace, file: File) -> bool:
    rejections = here.standing(file.office).parent & here.world.kinds[Kind.REJECT]
    return any(here.world.entries[number].content.device == file.device for number in each(rejections))


def _unknown_laptop(here: Workspace, file: File) -> bool:
    """Whether a package is of a laptop that nobody has decided about: it waits."""
    if file.office not in UNITS:
        return False
    now = here.standing(file.office)
    return file.device not in now.approved and file.device not in now.revoked


def _have_counts(here: Workspace, file: File) -> bool:
    """Of every computer of an office, also a stopped one: it may be the only one that can say what the office lacks."""
    if here.world.broken != "only the active computer is heard" or file.office in UNITS:
        return True
    stream = COMMON_PREFECTURE if file.office == "P" else COMMON_COUNTY if here.office in UNITS else COUNTY_COUNTS
    return here.standing(stream).active.get(file.office, file.device) == file.device


def absorb(here: Workspace, file: File) -> None:
    """Set union: attach what attaches, keep the rest loose, fill digests by values; open a new epoch when our own is ahead of us."""
    world = here.world
    fresh = file.entries & ~here.held
    own = world.devices.get(here.device, 0) & ~here.held & (fresh | file.have)
    ahead = any(world.entries[number].epoch == here.epoch for number in each(own))
    pending = here.loose | fresh
    here.loose = 0
    for number in each(pending):
        entry = world.entries[number]
        linked = world.broken == "epochs are linked" and entry.before is None and entry.continues >= 0
        if (entry.before and not entry.before.bit & here.held) or (linked and not here.held >> entry.continues & 1):
            here.loose |= entry.bit
        else:
            _join(here, number)
    here.duty |= file.duty
    here.consent |= file.consent
    if ahead:
        here.epoch = world.new_epoch()
    here.settle()


def _join(here: Workspace, number: int) -> None:
    entry = here.world.entries[number]
    here.attach(entry)
    if here.world.broken == "Lamport fixed on arrival":
        record = here.held & here.world.records[entry.stream, entry.record]
        here.lamports[number] = orders(here.world, sight(here.world, record))[number][0]


def retry(here: Workspace) -> None:
    """Try again what waited."""
    waiting, here.waiting = here.waiting, ()
    for file in waiting:
        take(here, file)
