"""What must hold, whatever happens: of each file, of each import, and after quiet rounds."""

from tests.model.authority import UNITS, keeper_of, ruled_with, standing
from tests.model.entries import KEEPER, PARENT, Kind, each
from tests.model.folding import Dump, dump
from tests.model.same_person import same_persons
from tests.model.travel import absorb, scope, shared
from tests.model.workspace import File, Workspace


def file_faults(node: Workspace, file: File) -> set[str]:
    """No honest file brings what its writer holds destroyed, a stream the two offices do not share, or a range not signed."""
    faults = set()
    duty, consent = node.dead()
    if file.duty & duty or file.consent & consent:
        faults.add("a file brings destroyed values")
    if file.entries & ~scope(node.world, node.office, file.to_office):
        faults.add("a file brings a stream of others")
    if node.world.heads(file.entries) & ~node.world.signed:
        faults.add("a range ends where its author did not sign")
    return faults


def ceased(node: Workspace, before: tuple[int, int, int]) -> set[str]:
    """Whatever honest entry folded with what was held before (entries, cards, digits) and does not now is named by a new ruling."""
    world = node.world
    for stream in world.streams:
        within = world.within(ruled_with(stream))
        if not within & node.held & ~before[0]:
            continue
        then, now = standing(world, stream, *before), node.standing(stream)
        lost = then.counts & ~now.counts & ~world.hostile
        rulings = within & (node.held & ~before[0] | _ruling_anew(node, stream, before)) if lost else 0
        if lost & ~_explained(node, stream, rulings & world.governing & ~world.hostile):
            return {"an honest entry ceases to fold"}
    return set()


def _ruling_anew(node: Workspace, stream: str, before: tuple[int, int, int]) -> int:
    """What the office above wrote that counts now and did not before, where its rulings stand."""
    unit = ruled_with(stream)[0]
    return node.standing(unit).parent & ~standing(node.world, unit, *before).parent


def _explained(node: Workspace, stream: str, rulings: int) -> int:
    """What these rulings may make cease: never what folded for their author, but for a withdrawal and for distrust."""
    world, found = node.world, 0
    units = world.offices.get(keeper_of(stream), 0)
    unapproved = units & ~sum(world.devices.get(device, 0) for device in node.standing(stream).approved)
    for number in each(rulings):
        ruling = world.entries[number]
        content = ruling.content
        # At or below a named head that has not arrived: for the time being nobody can say so here.
        found |= world.at_or_below((content.names | content.parent_heads) & ~node.held)
        if ruling.kind is Kind.WITHDRAW:
            found |= content.names & ~world.governing
        elif ruling.kind in (Kind.REVOKE, Kind.REJECT):
            wrote = world.devices.get(content.device, 0) & ~world.at_or_below(content.names)
            found |= wrote if world.distrusting & ruling.bit else wrote & ~ruling.knew
        elif ruling.kind is Kind.DEVICE:
            found |= ~ruling.knew
        elif ruling.kind is Kind.APPROVE:
            found |= unapproved | world.fields[KEEPER] & ~ruling.knew | units & world.fields[PARENT] & ~world.at_or_below(content.names)
    return found


def shown(node: Workspace, stream: str) -> tuple[Dump, int, int]:
    """The dump of a stream: what folds, and which values can be read."""
    if node.world.broken == "Lamport fixed on arrival":
        node.world.memo.clear()
        node.world.fixed_lamports = node.lamports
    counts = node.standing(stream).counts
    duty, consent = node.visible()
    return dump(node.world, stream, node.held, node.cards, node.typed), duty & counts, consent & counts


def differing(one: Workspace, other: Workspace, values: bool) -> set[str]:
    """Whether two offices see the same in the streams they share, with or without what is a value and what a digest."""
    for stream in shared(one.office, other.office):
        if stream in one.world.streams:
            here, there = shown(one, stream), shown(other, stream)
            if here != there and (values or here[0] != there[0]):
                return {"dumps differ"}
    return set()


def missing(node: Workspace, county: Workspace, needed: int) -> set[str]:
    """Every entry that a living office held before is there, and nothing waits for ever."""
    within = scope(node.world, node.office, county.office)
    faults = {"an entry is lost"} if needed & within & ~(node.held & county.held) else set()
    for number in each(node.loose):
        below = node.world.entries[number].below
        if not below & ~(1 << number) & ~needed:
            faults.add("waits for ever")
    return faults


def destruction(node: Workspace, duty: int, consent: int) -> set[str]:
    """Destroyed while its reason folds, back when it does not: `duty` and `consent` are the values living offices held before."""
    world, faults = node.world, set()
    dead_duty = dead_consent = 0
    for stream in UNITS:
        if world.streams.get(stream, 0) & node.held:
            now = node.standing(stream)
            dead_duty |= now.dead_duty
            dead_consent |= now.dead_consent
    visible_duty, visible_consent = node.visible()
    if visible_duty & dead_duty or visible_consent & dead_consent:
        faults.add("a destroyed value is read")
    if node.held & (duty & ~dead_duty & ~visible_duty | consent & ~dead_consent & ~visible_consent):
        faults.add("a value does not return")
    return faults


def superseded(node: Workspace) -> set[str]:
    """No value stands that the author of another folding value knew when it replaced it.

    Unless an entry that somebody saw in between is not held any more: then both are shown, for a person to decide.
    """
    world = node.world
    for stream in world.streams:
        now = node.standing(stream)
        for record, seen in shown(node, stream)[0].items():
            gap = any(world.entries[number].content.seen & ~node.held for number in each(node.held & world.records[stream, record]))
            for field, value in seen.fields:
                if gap and value.undecided:
                    continue
                setting = now.counts & world.records[stream, record] & world.fields[field] & world.kinds[Kind.SET]
                if field == PARENT and now.parent >> value.stands & 1:
                    setting &= now.parent
                if any(world.entries[number].knew >> value.stands & 1 for number in each(setting & ~(1 << value.stands) & ~world.hostile)):
                    return {"a superseded value stands again"}
    return set()


def consents(node: Workspace) -> set[str]:
    """No consent is shown against a withdrawal, neither knowing of the other, unless somebody who knew both confirmed it."""
    world = node.world
    for stream in UNITS:
        if stream not in world.streams or not world.streams[stream] & world.kinds[Kind.END]:
            continue
        counts = node.standing(stream).counts & ~world.hostile
        for record, seen in shown(node, stream)[0].items():
            if seen.consents and _wrongly_shown(node, counts & world.records[stream, record], seen.consents):
                return {"a consent is shown against a withdrawal"}
    return set()


def _wrongly_shown(node: Workspace, entries: int, shown_consents: frozenset[int]) -> bool:
    world = node.world
    for number in each(entries & world.kinds[Kind.GIVE]):
        given = world.entries[number]
        if given.content.consent not in shown_consents:
            continue
        confirmed = 0
        for confirmation in each(entries & world.kinds[Kind.CONFIRM]):
            if given.content.consent in world.entries[confirmation].content.consents:
                confirmed |= world.entries[confirmation].knew
        for end in each(entries & world.kinds[Kind.END]):
            ended = world.entries[end]
            known = (given.knew | confirmed) & ended.bit or ended.knew & given.bit
            if not known or given.content.consent in ended.content.consents:
                return True
    return False


def without_attackers(node: Workspace, attacked: set[str]) -> set[str]:
    """What attackers wrote changes nothing: in a stream not theirs everything, in theirs what lies beyond the trusted heads."""
    world, faults = node.world, set()
    clean = node.held & ~world.hostile
    for stream in world.streams:
        if keeper_of(stream) in attacked or not world.streams[stream] & node.held:
            continue
        dirty, pure = node.standing(stream), dump(world, stream, clean, node.cards, node.typed)
        if (
            dump(world, stream, node.held, node.cards, node.typed) != pure
            or (dirty.counts | dirty.dead_duty | dirty.dead_consent) & world.hostile
        ):
            faults.add("an attacker changed the stream of others")
    with_them = same_persons(world, node.held, node.cards, node.typed)
    alone = same_persons(world, clean, node.cards, node.typed)
    for record in with_them.keys() | alone.keys():
        if record[0] not in attacked and with_them.get(record, record) != alone.get(record, record):
            faults.add("an attacker changed who is one person elsewhere")
    return faults


def rebuilt(node: Workspace, shuffled: list[int]) -> set[str]:
    """A new folder that gets the same entries one by one in another order shows the same."""
    fresh = Workspace(node.world, node.office, node.device)
    fresh.cards, fresh.typed = node.cards & ~node.world.certificates, node.typed  # whose a computer is, the entries alone say
    fresh.persons, fresh.confirmed, fresh.wrote = dict(node.persons), node.confirmed, node.wrote
    for number in shuffled:
        bit = 1 << number
        absorb(fresh, File(0, "", "", node.office, "", bit, bit & node.duty, bit & node.consent, 0, 0, 0, 0))
    # What a mark destroyed that folded only while its rulings were missing returns from whoever holds it.
    absorb(fresh, File(0, "", "", node.office, "", node.held, node.duty, node.consent, 0, 0, 0, 0))
    if fresh.held != node.held:
        return {"entries do not attach in another order"}
    same = all(shown(fresh, stream) == shown(node, stream) for stream in node.world.streams)
    return set() if same else {"what folds depends on the order of arrival"}
