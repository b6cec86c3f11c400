"""One workspace: a folder on a machine. It writes entries, writes files, takes files in, and is put back from copies."""

from typing import NamedTuple

from tests.model.authority import UNITS, Standing, destroyed_by, standing
from tests.model.entries import Content, Entry, Kind, World, each
from tests.model.folding import sight


class File(NamedTuple):
    """A package or a receipt."""

    number: int
    office: str
    device: str
    to_office: str
    to_device: str  # "" where it is sealed to the office
    entries: int
    duty: int  # entries whose duty part travels as value, the others as digest
    consent: int
    have: int  # heads
    lacking_duty: int  # entries held as digest whose destruction is not known here
    lacking_consent: int
    cards: int


class Partner:
    """What is known of one other office (of a unit: of one laptop)."""

    __slots__ = ("arrived", "last")

    def __init__(self, arrived: tuple[File, ...] = (), last: tuple[File, ...] = ()) -> None:
        """Begin without any file of theirs: everything is sent."""
        self.arrived = arrived  # their files since our last file to them
        self.last = last  # what our last file to them went by

    def ruling(self, world: World) -> tuple[File, ...]:
        """The files of theirs that say what is sent; none arrived: as last time."""
        if world.broken == "last file rules":
            return self.arrived[-1:] or self.last
        return self.arrived or self.last


class Workspace:
    """One folder on one machine."""

    __slots__ = (
        *("office", "device", "epoch", "world", "read_only", "cards", "typed"),
        *("held", "heads", "loose", "duty", "consent", "marks", "wrote", "confirmed", "persons"),
        *("partners", "files_seen", "waiting", "lamports"),
    )

    def __init__(self, world: World, office: str, device: str) -> None:
        """Set up a new folder."""
        self.world, self.office, self.device = world, office, device
        self.epoch = world.new_epoch()
        self.held = self.heads = self.loose = 0
        self.duty = self.consent = 0  # entries whose parts are held as value
        self.marks = 0  # withdrawals and erasures that stand here; a copy of this set is in the user's state folder
        self.wrote = 0  # entries that this folder wrote itself; what a copy of it wrote comes with a file
        self.confirmed = 0  # marks of others whose destruction a person here confirmed
        self.persons: dict[str, frozenset[int]] = {}  # destroyed by another office, by stream
        self.cards = self.typed = 0
        self.partners: dict[str, Partner] = {}
        self.files_seen: frozenset[int] = frozenset()
        self.waiting: tuple[File, ...] = ()
        self.read_only = False
        self.lamports: dict[int, int] = {}

    def copy(self) -> "Workspace":
        """Copy the folder."""
        twin = Workspace.__new__(Workspace)
        for name in Workspace.__slots__:
            setattr(twin, name, getattr(self, name))
        twin.persons = dict(self.persons)
        twin.partners = {name: Partner(partner.arrived, partner.last) for name, partner in self.partners.items()}
        twin.lamports = dict(self.lamports)
        return twin

    def open_copy(self, marks: int, noticed: bool) -> None:
        """Go on from a copy; `marks` are those of the state folder, `noticed` whether the database is seen to be behind."""
        if noticed:
            self.epoch = self.world.new_epoch()
        if self.world.broken != "state folder ignored":
            self.marks |= marks
        self.settle()
        for mark in each(self.orphans() & self.world.devices.get(self.device, 0)):
            self.issue_again(mark)

    def standing(self, stream: str) -> Standing:
        """What holds in a stream, seen from here."""
        return standing(self.world, stream, self.held, self.cards, self.typed)

    def may_write(self, stream: str) -> bool:
        """Whether the program lets its people write."""
        if self.read_only:
            return False
        now = self.standing(stream)
        if self.office in UNITS:
            return self.device not in now.revoked
        return now.active[self.office] == self.device

    def write(self, stream: str, content: Content) -> Entry:
        """Append an entry to this device's chain of the stream."""
        world, tip = self.world, None
        for number in each(self.heads & world.devices.get(self.device, 0) & world.streams.get(stream, 0)):
            head = world.entries[number]
            if head.epoch == self.epoch and (tip is None or head.seq > tip.seq):
                tip = head
        knew = self.standing(stream).counts
        earlier = self.held & world.devices.get(self.device, 0) & world.streams.get(stream, 0)
        entry = world.add((self.device, self.epoch, stream), tip, content)
        entry.knew = knew
        entry.continues = earlier.bit_length() - 1 if not tip else -1
        self.attach(entry)
        self.wrote |= entry.bit
        self.duty |= entry.bit & world.with_duty
        self.consent |= entry.bit & world.with_consent
        self.settle()
        return entry

    def seen(self, stream: str, record: int) -> int:
        """The heads of a record among what folds here: what the people here saw."""
        entries = self.standing(stream).counts & self.world.records.get((stream, record), 0)
        known = 0
        for saw in sight(self.world, entries).values():
            known |= saw
        return entries & ~known

    def attach(self, entry: Entry) -> None:
        """Hold an entry whose chain reaches it."""
        self.held |= entry.bit
        self.heads = self.heads & ~(entry.before.bit if entry.before else 0) | entry.bit

    def settle(self) -> None:
        """Destroy what the marks that stand now tell to destroy, the persons of another office's marks only up to a limit."""
        world = self.world
        orphans = self.orphans()
        stand = 0
        if world.destroying & self.held:
            for stream in UNITS:
                if world.streams.get(stream, 0) & self.held & world.destroying:
                    stand |= self.standing(stream).marks
        if world.certificates:
            self._meet_laptops()
        self.marks = stand | (self.marks if world.broken == "destruction is final" else orphans)
        for number in each(stand):
            mark = world.entries[number]
            if self._may_destroy(mark):
                duty, consent = destroyed_by(world, mark)
                self.duty &= ~duty
                self.consent &= ~consent

    def _meet_laptops(self) -> None:
        """Note whom approvals that count now call a laptop, whatever becomes of them: it must change nothing later."""
        for stream in UNITS:
            for number in each(self.standing(stream).parent & self.world.kinds[Kind.APPROVE]):
                self.cards |= self.world.certify(stream, self.world.entries[number].content.device)

    def _may_destroy(self, mark: Entry) -> bool:
        if (self.wrote | self.confirmed) & mark.bit:
            return True
        persons = self.persons.get(mark.stream, frozenset())
        if mark.content.person not in persons and len(persons) >= self.world.foreign_persons:
            return False
        self.persons[mark.stream] = persons | {mark.content.person}
        return True

    def orphans(self) -> int:
        """Marks of the state folder whose entry is not held: what they destroy is hidden until it comes, or a person issues them again."""
        return self.marks & ~self.held

    def issue_again(self, mark: int) -> None:
        """Write a withdrawal or erasure again whose entry was lost with the folder's newer state."""
        entry = self.world.entries[mark]
        if self.world.broken == "orphans not issued again" or not self.may_write(entry.stream):
            return
        self.marks &= ~entry.bit
        self.write(entry.stream, entry.content._replace(seen=self.seen(entry.stream, entry.record)))

    def kept_marks(self) -> int:
        """What stands in the state folder: not what a copy of the folder signed with this device's key and nobody has confirmed."""
        kept = self.marks
        for number in each(self.marks & self.world.devices.get(self.device, 0) & ~(self.wrote | self.confirmed)):
            mark = self.world.entries[number]
            if mark.content.person not in self.persons.get(mark.stream, ()):
                kept &= ~mark.bit
        return kept

    def dead(self, marks: int = -1) -> tuple[int, int]:
        """The entries whose duty and consent parts are destroyed by marks, all of them or these, or hidden until they are."""
        duty = consent = 0
        for number in each(self.marks & marks):
            more_duty, more_consent = destroyed_by(self.world, self.world.entries[number])
            duty |= more_duty
            consent |= more_consent
        return duty, consent

    def visible(self) -> tuple[int, int]:
        """The entries whose duty and consent parts can be read here."""
        duty, consent = self.dead()
        return self.held & self.duty & ~duty, self.held & self.consent & ~consent
