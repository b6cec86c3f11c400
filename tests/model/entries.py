"""Entries of the journal, office cards, and the world that numbers them.

An entry is its hash. The model numbers entries instead of hashing them, and a set of entries is an integer: bit n stands for entry n.
"At or below", union and difference are then one operation, which is what makes a million schedules possible.
"""

from collections.abc import Iterable, Iterator
from enum import IntEnum, auto
from functools import reduce
from operator import or_
from typing import NamedTuple


class Kind(IntEnum):
    """What an entry does."""

    CREATE = auto()
    SET = auto()
    REMOVE = auto()
    GIVE = auto()  # a consent is given
    END = auto()  # consents are withdrawn
    CONFIRM = auto()  # a person confirmed a consent that was concurrent with a withdrawal
    ERASE = auto()  # legal erasure of a person
    SAME = auto()  # two records are one person
    APART = auto()  # the undo of SAME
    APPROVE = auto()
    REJECT = auto()
    REVOKE = auto()
    ACCEPT = auto()
    WITHDRAW = auto()  # a package is withdrawn
    TAKE_BACK = auto()  # a withdrawal of a package is taken back
    DEVICE = auto()  # an office says which of its devices is the active one


GOVERNING = (Kind.APPROVE, Kind.REJECT, Kind.REVOKE, Kind.ACCEPT, Kind.WITHDRAW, Kind.TAKE_BACK, Kind.DEVICE)
DESTROYING = (Kind.END, Kind.ERASE)
WITH_VALUES = (Kind.CREATE, Kind.SET, Kind.REMOVE)

KEEPER, PARENT, BOTH = "keeper", "parent", "both"  # who may set a field


class Merge(NamedTuple):
    """What a SAME entry says: two records, each a (stream, record), and the one that stays."""

    one: tuple[str, int]
    other: tuple[str, int]
    stays: tuple[str, int]


class Content(NamedTuple):
    """What the author puts into an entry, beside its place."""

    kind: Kind
    record: int
    person: int = 0  # the person concerned, 0 for none
    field: str = BOTH
    seen: int = 0  # set of entries
    consent: int = 0  # the consent its consent part stands under, or that is given
    consents: frozenset[int] = frozenset()  # the consents that END ends or CONFIRM confirms
    names: int = 0  # set of entries that a ruling names; of an approval the laptop's heads
    parent_heads: int = 0  # of an approval: the heads of the parent's chains
    device: str = ""  # the device that a ruling is about
    number: int = 0  # of a DEVICE entry
    card: int = -1  # the office card whose key signed a DEVICE entry
    merge: Merge | None = None


class Entry:
    """One entry: its place, its content, and what the checks know about it."""

    __slots__ = (
        "before",
        "below",
        "bit",
        "content",
        "continues",
        "device",
        "epoch",
        "kind",
        "knew",
        "number",
        "record",
        "seq",
        "stream",
        "tie",
    )

    def __init__(self, number: int, place: tuple[str, int, str], before: "Entry | None", content: Content) -> None:
        """Place an entry in its chain, after the entry before it."""
        self.number = number
        self.bit = 1 << number
        self.device, self.epoch, self.stream = place
        self.before = before
        self.seq: int = before.seq + 1 if before else 1
        self.below: int = self.bit | (before.below if before else 0)
        self.content = content
        self.kind = content.kind
        self.record = content.record
        self.tie = (number + 1) * 2654435761 % 4294967291  # stands for the hash where the order asks for one
        self.continues = 0  # the remark of an epoch's first entry
        self.knew = 0  # for the checks alone: what folded for the author when it wrote

    def __repr__(self) -> str:
        """Name the entry for people."""
        return f"#{self.number} {self.device}.{self.epoch}.{self.stream}.{self.seq} {self.kind.name} r{self.record}"


class Card(NamedTuple):
    """One version of an office card; `signed_by` is the card whose key signed it, None for the recovery key or the first.

    Of a unit it is a certificate under the county's key: whoever holds it takes `first_device` for a laptop of the unit.
    """

    number: int
    office: str
    version: int
    signed_by: int | None
    recovery: bool
    first_device: str


def each(entries: int) -> Iterator[int]:
    """The numbers of a set, lowest first."""
    while entries:
        low = entries & -entries
        yield low.bit_length() - 1
        entries ^= low


class World:
    """All that was ever written, by anybody, with sets by stream, device, kind and so on."""

    def __init__(self, broken: str = "") -> None:
        """Begin with nothing; `broken` names one rule that is left out, for the proof that the checks see it."""
        self.broken = broken
        self.entries: list[Entry] = []
        self.cards: list[Card] = []
        self.office_of: dict[str, str] = {}  # by device, from its certificate
        self.streams: dict[str, int] = {}
        self.devices: dict[str, int] = {}
        self.offices: dict[str, int] = {}
        self.kinds: dict[Kind, int] = dict.fromkeys(Kind, 0)
        self.fields: dict[str, int] = {KEEPER: 0, PARENT: 0, BOTH: 0}
        self.records: dict[tuple[str, int], int] = {}
        self.persons: dict[tuple[str, int], int] = {}
        self.consents: dict[tuple[str, int, int], int] = {}
        self.foreign_persons = 1  # so many of a stream another office may have destroyed before a person here is asked (ten in the program)
        self.governing = self.destroying = self.with_duty = self.with_consent = 0
        self.hostile = 0  # entries of hostile authors
        self.signed = 0  # heads their authors signed
        self.certificates = 0  # among the cards, those that call a device a laptop
        self.distrusting = 0  # revocations that a person let begin earlier than what was held
        self.last_epoch = self.last_file = self.last_id = 0
        self.fixed_lamports: dict[int, int] = {}  # only for the rule left out on purpose
        self.memo: dict[object, object] = {}

    def new_epoch(self) -> int:
        """A random number, so that epochs have no order among themselves."""
        self.last_epoch += 1
        return self.last_epoch * 2654435761 % 65521

    def new_id(self) -> int:
        """An id for a record or a consent."""
        self.last_id += 1
        return self.last_id

    def add(self, place: tuple[str, int, str], before: Entry | None, content: Content) -> Entry:
        """Write an entry into the world."""
        entry = Entry(len(self.entries), place, before, content)
        self.entries.append(entry)
        bit, stream, kind = entry.bit, entry.stream, entry.kind
        self.streams[stream] = self.streams.get(stream, 0) | bit
        self.devices[entry.device] = self.devices.get(entry.device, 0) | bit
        office = self.office_of[entry.device]
        self.offices[office] = self.offices.get(office, 0) | bit
        self.kinds[kind] |= bit
        self.fields[content.field] |= bit
        self.records[stream, content.record] = self.records.get((stream, content.record), 0) | bit
        if kind in GOVERNING:
            self.governing |= bit
        if kind in DESTROYING and content.record == content.person:
            self.destroying |= bit
        if kind in WITH_VALUES:
            self._add_values(entry)
        return entry

    def _add_values(self, entry: Entry) -> None:
        self.with_duty |= entry.bit
        content = entry.content
        if content.person:
            person = (entry.stream, content.person)
            self.persons[person] = self.persons.get(person, 0) | entry.bit
        if content.consent:
            self.with_consent |= entry.bit
            consent = (entry.stream, content.person, content.consent)
            self.consents[consent] = self.consents.get(consent, 0) | entry.bit

    def within(self, streams: Iterable[str]) -> int:
        """Every entry of some streams."""
        return reduce(or_, (self.streams.get(stream, 0) for stream in streams))

    def written_by(self, devices: Iterable[str]) -> int:
        """Every entry of some devices."""
        return reduce(or_, (self.devices.get(device, 0) for device in devices), 0)

    def at_or_below(self, heads: int) -> int:
        """Every entry at or below one of these, within its epoch."""
        found = 0
        for number in each(heads):
            found |= self.entries[number].below
        return found

    def heads(self, entries: int) -> int:
        """Those of a set that are before no other of the set."""
        before = 0
        for number in each(entries):
            previous = self.entries[number].before
            if previous:
                before |= previous.bit
        return entries & ~before

    def add_card(self, office: str, signed_by: int | None, recovery: bool, first_device: str, version: int) -> Card:
        """Make a version of an office card."""
        card = Card(len(self.cards), office, version, signed_by, recovery, first_device)
        self.cards.append(card)
        return card

    def certify(self, unit: str, device: str) -> int:
        """The bit of the certificate that calls a device a laptop of a unit, as files carry it beside the cards."""
        known = next((card for card in self.cards if card.office == unit and card.first_device == device), None)
        card = known or self.add_card(unit, None, False, device, 0)
        self.certificates |= 1 << card.number
        return 1 << card.number
