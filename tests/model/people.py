"""What honest people do to records: create, edit, remove, consents, erasure, one person."""

from tests.model.authority import COUNTY_COUNTS, UNITS, Standing, crosses, parent_of
from tests.model.entries import BOTH, KEEPER, PARENT, Content, Kind, Merge, each
from tests.model.schedule import Schedule
from tests.model.workspace import Workspace


def author(s: Schedule, units_only: bool = False) -> tuple[str, str] | None:
    """Somebody who may write, and a stream."""
    name = s.anyone()
    node = s.nodes[name]
    streams = [stream for stream in s.streams(node) if stream in UNITS or not units_only]
    if not streams:
        return None
    stream = s.random.choice(streams)
    return (name, stream) if node.may_write(stream) else None


def fields(node: Workspace, stream: str, now: Standing) -> list[str]:
    """The fields an office may set in a stream."""
    if parent_of(stream) is None:
        return [KEEPER]
    if node.office == parent_of(stream):
        return [PARENT, BOTH, KEEPER] if stream in UNITS and not now.approved else [PARENT, BOTH]
    return [KEEPER, BOTH, PARENT] if stream != COUNTY_COUNTS and now.unapproved_rules else [KEEPER, BOTH]


def persons(node: Workspace, stream: str) -> list[int]:
    """People on record here who are not erased, nor hidden until it is known whether they are."""
    world, now = node.world, node.standing(stream)
    erased = {world.entries[number].content.person for number in each(node.marks & world.kinds[Kind.ERASE])}
    created = [world.entries[number] for number in each(now.counts & world.kinds[Kind.CREATE])]
    return [entry.record for entry in created if entry.content.person == entry.record and entry.record not in erased]


def put(s: Schedule, name: str, stream: str, kind: Kind, record: int, **more: object) -> None:
    """Write an entry about a record, with what was seen of it."""
    node = s.nodes[name]
    content = Content(kind, record, seen=node.seen(stream, record))._replace(**more)  # type: ignore[arg-type]  # the callers name fields
    entry = node.write(stream, content)
    s.note(name, "writes", entry, more or "")


def create(s: Schedule) -> None:
    """A new record: a person, a visit to a person, or something without a person."""
    chosen = author(s)
    if not chosen:
        return
    name, stream = chosen
    node = s.nodes[name]
    record, person = s.world.new_id(), 0
    if stream in UNITS and s.random.random() < 0.7:
        known = persons(node, stream)
        person = s.random.choice(known) if known and s.random.random() < 0.4 else record
    put(s, name, stream, Kind.CREATE, record, person=person, field=s.random.choice(fields(node, stream, node.standing(stream))))


def edit(s: Schedule) -> None:
    """Set a field, with or without a value under a consent, or remove the record."""
    chosen = author(s)
    if not chosen:
        return
    name, stream = chosen
    node, world = s.nodes[name], s.world
    now = node.standing(stream)
    erased = {world.entries[number].content.person for number in each(node.marks & world.kinds[Kind.ERASE])}
    records = [world.entries[number] for number in each(now.counts & world.kinds[Kind.CREATE])]
    records = [entry for entry in records if not entry.content.person or entry.content.person not in erased]
    if not records:
        return
    first = s.random.choice(records)
    person = first.content.person
    consent = 0
    if person and "consent" in s.features:
        given = _given(node, stream, person)
        consent = s.random.choice(given) if given and s.random.random() < 0.7 else 0
    kind = Kind.REMOVE if s.random.random() < 0.12 else Kind.SET
    field = s.random.choice(fields(node, stream, now))
    put(s, name, stream, kind, first.record, person=person, field=BOTH if kind is Kind.REMOVE else field, consent=consent)


def _given(node: Workspace, stream: str, person: int) -> list[int]:
    """Consents of a person that were given and that nothing known here ended."""
    world, counts = node.world, node.standing(stream).counts
    about = counts & world.records.get((stream, person), 0)
    ended: set[int] = set()
    for number in each(about & world.kinds[Kind.END]):
        ended |= world.entries[number].content.consents
    for number in each(node.orphans()):
        ended |= world.entries[number].content.consents
    given = [world.entries[number].content.consent for number in each(about & world.kinds[Kind.GIVE])]
    return [consent for consent in given if consent not in ended]


def consent(s: Schedule) -> None:
    """A person gives a consent, withdraws some, or somebody confirms one."""
    chosen = author(s, units_only=True)
    people = persons(s.nodes[chosen[0]], chosen[1]) if chosen else []
    if not chosen or not people:
        return
    name, stream = chosen
    person = s.random.choice(people)
    given = _given(s.nodes[name], stream, person)
    choice = s.random.random()
    if not given or choice < 0.4:
        put(s, name, stream, Kind.GIVE, person, person=person, consent=s.world.new_id())
    elif choice < 0.8:
        ended = frozenset(s.random.sample(given, s.random.randint(1, len(given))))
        put(s, name, stream, Kind.END, person, person=person, consents=ended)
    else:
        put(s, name, stream, Kind.CONFIRM, person, person=person, consents=frozenset(given))


def erase(s: Schedule) -> None:
    """A person is legally erased."""
    chosen = author(s, units_only=True)
    people = persons(s.nodes[chosen[0]], chosen[1]) if chosen else []
    if chosen and people:
        person = s.random.choice(people)
        put(s, *chosen, Kind.ERASE, person, person=person)


def merge(s: Schedule) -> None:
    """Two records are one person: a village's of its own stream, the county's of any; or that is undone."""
    chosen = author(s, units_only=True)
    if not chosen:
        return
    name, stream = chosen
    node = s.nodes[name]
    others = list(s.units) if node.office == "C" else [stream]
    one, other = persons(node, stream), s.random.choice(others)
    two = persons(node, other)
    if s.random.random() < 0.25:
        _undo(s, name, stream)
    elif one and two:
        pair = (stream, s.random.choice(one)), (other, s.random.choice(two))
        if pair[0] != pair[1]:
            _write_merge(s, name, Kind.SAME, s.world.new_id(), Merge(*pair, s.random.choice(pair)))


def _undo(s: Schedule, name: str, stream: str) -> None:
    node = s.nodes[name]
    merges = [s.world.entries[n] for n in each(node.standing(stream).counts & s.world.kinds[Kind.SAME])]
    merges = [entry for entry in merges if node.office == "C" or not crosses(entry.content.merge, stream)]
    if merges:
        entry = s.random.choice(merges)
        if entry.content.merge:
            _write_merge(s, name, Kind.APART, entry.record, entry.content.merge)


def _write_merge(s: Schedule, name: str, kind: Kind, record: int, merge: Merge) -> None:
    for stream in sorted({merge.one[0], merge.other[0]}):
        put(s, name, stream, kind, record, merge=merge)


def confirm_destruction(s: Schedule) -> None:
    """A person confirms the destructions that wait for it."""
    name = s.anyone()
    node = s.nodes[name]
    node.confirmed |= node.marks
    node.settle()
    s.note(name, "confirms destructions")


def issue_again(s: Schedule, name: str) -> None:
    """A person has the erasures issued again that the state folder knows and the journal does not."""
    node = s.nodes[name]
    for mark in each(node.orphans()):
        node.issue_again(mark)
        s.note(name, "issues again", s.world.entries[mark])
