"""Opens an untrusted file and decides who sent it and whether it may speak; entries are not looked at yet (sync.md §2, §6)."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from db.codes import DeviceState, UnitLevel
from db.queries.devices import devices
from db.queries.workspace import state
from db.streams import common_of, counts_stream
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.sync.card_chain import Cards, Chain, read_cards
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard
from kashi_desktop.sync.checking import Kind
from kashi_desktop.sync.envelope import Opened, open_header, open_invitation, payload, sniff, verify
from kashi_desktop.sync.header import Author, Header, InvitationHeader, Sender, read_as
from kashi_desktop.sync.party import Party, commons_read
from kashi_desktop.sync.ranges import Range
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.superiors import vouched_office


@dataclass(frozen=True, slots=True)
class Known:
    """Another office's device as we know it; ``name`` and ``code`` are its unit's, as our list has them: its own card may say anything."""

    card: Card
    state: str
    certificate: Certificate | None
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Devices we know and the invitations that we gave, by id."""

    devices: Mapping[bytes, Known]
    invitations: Mapping[str, str]


@dataclass(eq=False)
class Candidate:
    """A file whose sender is proven; ``waiting`` when the device is not approved yet, ``stopped`` when it was revoked (``revoked``: and
    nothing is taken of it), ``authors`` are the keys that may sign heads, ``vouched`` certificates of laptops whose entries it brings.

    ``offered`` are the office cards that it names, ``contested`` whether a person has to type digits before they are joined.

    ``kinds`` says what its streams hold; ``commons`` are the common streams that we read, our own first. ``payload`` and ``content``, the
    file's own bytes, are asked for when they are needed: a large batch does not lie in memory. ``unproven`` are ranges that are passed
    over.
    """

    digest: bytes
    kind: str
    sender: Card
    unit_id: bytes
    ranges: Sequence[Range]
    authors: dict[bytes, bytes]
    payload: Callable[[], bytes]
    header: Header | None = None
    invitation: InvitationHeader | None = None
    office: OfficeCard | None = None
    waiting: bool = False
    revoked: bool = False
    stopped: bool = False
    own: bool = False
    contested: bool = False
    offered: tuple[OfficeCard, ...] = ()
    unproven: frozenset[Range] = frozenset()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    commons: tuple[bytes, ...] = ()
    vouched: Sequence[Certificate] = ()
    content: Callable[[], bytes] = lambda: b""
    entries: int = field(init=False)

    def __post_init__(self) -> None:
        """Count what the ranges name."""
        self.entries = sum(max(0, part.last - part.first + 1) for part in self.ranges)

    def release(self, again: Callable[[], "Candidate"]) -> None:
        """Hold the header only; what else is needed comes from opening the file ``again``, with all its checks."""
        self.payload = lambda: again().payload()
        self.content = lambda: again().content()


def load_directory(connection: Connection) -> Directory:
    """Everything we know of other offices' devices."""
    known = {}
    for row in devices(connection):
        certificate = Certificate.from_bytes(row.certificate) if row.certificate else None
        card = Card.from_bytes(row.card)
        known[row.id] = Known(card, row.state, certificate, row.name, row.code or card.unit_code)
    given = state(connection, "invitations")
    return Directory(known, msgspec.json.decode(given, type=dict[str, str]) if given else {})


def digest_of(data: bytes) -> bytes:
    """SHA-256. A sealed file is known by its signed header, which can be encrypted in many ways; an invitation by its bytes."""
    return hashlib.sha256(data).digest()


def open_candidate(data: bytes, party: Party, directory: Directory) -> Candidate:
    """Open one file as far as its header; it holds the file's bytes until ``release``.

    Errors: those of the envelope, certificate_invalid, structure, wrong_recipient, unknown_device, device_rejected, not_our_child,
    no_parent, not_our_parent, other_parent, other_unit, scope.
    """
    candidate = _invitation(data, party) if sniff(data) == "invitation" else _sealed(data, party, directory)
    candidate.content = lambda: data
    # Who is above us, the first invitation says.
    if candidate.office and party.parent is None:
        party = replace(party, parent_cards=Cards.trusting(candidate.office, candidate.offered))
    candidate.commons = party.commons
    streams = {part.stream for part in candidate.ranges}
    candidate.kinds = {each: party.kind_of(bytes.fromhex(each), candidate.unit_id) for each in streams}
    return candidate


def _sealed(data: bytes, party: Party, directory: Directory) -> Candidate:
    opened = open_header(data, party.identities)
    header = read_as(Header, opened.header)
    sender = Card.from_wire(header.sender.card)
    if sender.device_id == party.keys.device_id:
        return _own(header, sender, opened)
    recipient = header.recipient
    if recipient.office != party.unit_id.hex() or recipient.device not in (None, party.keys.device_id.hex()):
        raise fault("wrong_recipient")
    if header.kind == "package":
        return _package(party, directory, header, opened, sender)
    if header.kind == "receipt":
        return _receipt(party, header, opened, sender)
    raise fault("package_newer_major")


def _own(header: Header, sender: Card, opened: Opened) -> Candidate:
    verify(opened, sender.sign_public)
    made = Candidate(
        digest_of(opened.header_bytes), header.kind, sender, sender.unit_id, header.ranges, {}, lambda: payload(opened), header
    )
    made.own = True
    return made


def _package(party: Party, directory: Directory, header: Header, opened: Opened, sender: Card) -> Candidate:
    if party.is_village:
        raise fault("not_our_child")
    known = directory.devices.get(sender.device_id)
    standing = known.state if known else None
    if standing == DeviceState.REJECTED:
        raise fault("device_rejected")
    waiting = standing not in (DeviceState.APPROVED, DeviceState.REVOKED)
    if known is None and directory.invitations.get(header.sender.invitation or "") != sender.unit_id.hex():
        raise fault("unknown_device")
    card = known.card if known else sender
    verify(opened, card.sign_public)
    # Only those that were approved once: what another one wrote could be proven to nobody, and every receipt that relays it be refused.
    approved = ((id_, each) for id_, each in directory.devices.items() if each.certificate is not None)
    authors = {id_: each.card.sign_public for id_, each in approved if each.card.unit_id == card.unit_id}
    authors |= {card.device_id: card.sign_public}
    vouched = [] if party.is_prefecture else _of_unit(header.authors, party, card.unit_id)
    authors |= {each.card.device_id: each.card.sign_public for each in vouched}
    if party.is_prefecture:
        _check_bare(opened.header, header, sender)
    # What we wrote for all comes back if we were put back to before; a village also hands back what the office above us wrote.
    ours = {party.keys.device_id: party.keys.sign_public} | {id_: each.card.sign_public for id_, each in party.former.items()}
    superiors = {id_: each.card.sign_public for id_, each in party.superiors.items()}
    proven = authors | ours | superiors
    own, *above = party.commons
    # We may have been put back to before we knew a device of the office above us: what it wrote comes again from there.
    unproven = frozenset(each for each in header.ranges if each.place[32:] in above and each.place[:16] not in proven)
    allowed = {own: ours} | dict.fromkeys(above, superiors)
    if party.is_prefecture:
        allowed |= {counts_stream(card.unit_id): authors}
    else:
        # What we wrote for a unit comes back with its package; in its common stream, and of a county's counts, nobody but itself writes.
        allowed |= {card.unit_id: authors | ours, common_of(card.unit_id): authors}
    _check_scope([each for each in header.ranges if each not in unproven], allowed)
    made = Candidate(digest_of(opened.header_bytes), "package", card, card.unit_id, header.ranges, proven, lambda: payload(opened), header)
    made.vouched, made.offered = vouched, read_cards(header.cards)
    revoked = standing == DeviceState.REVOKED
    # What a unit's stopped laptop wrote goes into the journal and counts as the rulings there say; of a county's there are none here.
    made.waiting, made.revoked, made.stopped, made.unproven = waiting, revoked and party.is_prefecture, revoked, unproven
    return made


def _of_unit(named: Mapping[str, Author], party: Party, unit: bytes) -> list[Certificate]:
    """Certificates that our own office gave to laptops of a unit: we may have been put back to before we knew them.

    Errors: certificate_invalid, scope.
    """
    if party.office_cards is None:
        return []
    for author in named.values():
        if _certified(author, party.office_cards.chain).unit_id != unit:
            raise fault("scope")
    return [Certificate.from_wire(author.certificate) for author in named.values()]


def _receipt(party: Party, header: Header, opened: Opened, sender: Card) -> Candidate:
    if party.parent_cards is None:
        raise fault("no_parent")
    offered = read_cards(header.cards)
    parent = party.parent_cards.hear(offered).as_read
    unit = parent.top.unit_id
    if sender.unit_id != unit:
        raise fault("not_our_parent")
    # Whose a device is, its office says; its own card in the header may say anything.
    sender = _certified(Author(header.sender.card, header.sender.certificate), parent)
    if sender.unit_id != unit:
        raise fault("not_our_parent")
    verify(opened, sender.sign_public)
    if header.grants:
        parent.check(Certificate.from_wire(header.grants.certificate))
    own = {party.keys.device_id: party.keys.sign_public} | _authors(header.authors, parent, party.unit_id)
    ours = {sender.device_id: sender.sign_public} | _authors(header.authors, parent, unit)
    above = _authors(header.authors, parent)
    # Only a village's own stream is also written by its parent; in a common stream nobody writes but the office that it is of.
    allowed = dict.fromkeys(party.upward, own) | ({party.unit_id: own | ours} if party.is_village else {})
    _check_scope(header.ranges, allowed | dict(zip(party.commons[1:], (ours, above), strict=False)))
    authors = own | ours | above
    made = Candidate(
        digest_of(opened.header_bytes), "receipt", sender, sender.unit_id, header.ranges, authors, lambda: payload(opened), header
    )
    certificates = [Certificate.from_wire(author.certificate) for author in header.authors.values()]
    made.vouched = [each for each in certificates if party.is_village and each.card.device_id in own]
    made.offered, made.contested = offered, parent.contested
    return made


def _invitation(data: bytes, party: Party) -> Candidate:
    opened = open_invitation(data)
    header = read_as(InvitationHeader, opened.header)
    office = opened.office
    card = _certified(header.device, Chain((office,)))
    if card.device_id == party.keys.device_id:
        made = Candidate(digest_of(data), "invitation", card, card.unit_id, header.ranges, {}, lambda: opened.payload, own=True)
        made.invitation, made.office = header, office
        return made
    if header.unit.id != party.unit_id.hex():
        raise fault("other_unit")
    offered = (office, *read_cards(header.cards))
    known = party.parent_cards
    cards = known.hear(offered).as_read if known else Cards.trusting(office, offered).chain
    if office not in cards.cards or (known is None and cards.contested):
        raise fault("other_parent" if known else "certificate_invalid")
    ours = {card.device_id: card.sign_public} | _authors(header.authors, cards, office.unit_id)
    above = _authors(header.authors, cards)
    commons = commons_read(party.unit_id, party.unit_code, party.level, office)
    _check_scope(header.ranges, dict(zip(commons[1:], (ours, above), strict=False)))
    authors = ours | above
    made = Candidate(
        digest_of(data), "invitation", card, office.unit_id, header.ranges, authors, lambda: opened.payload, None, header, office
    )
    made.offered, made.contested = offered, cards.contested
    return made


def _authors(named: Mapping[str, Author], office: Chain, unit: bytes | None = None) -> dict[bytes, bytes]:
    """Keys of relayed authors: those whom the office certified for a unit, or without one those of the office above, if it vouches.

    Errors: certificate_invalid, scope.
    """
    found = {}
    for author in named.values():
        if (author.office is None) == (unit is None):
            continue
        issuer = Chain((vouched_office(author.office, author.vouched, office),)) if author.office is not None else office
        card = _certified(author, issuer)
        if card.unit_id == (unit or issuer.top.unit_id):
            found[card.device_id] = card.sign_public
    return found


def _certified(author: Author, office: Chain) -> Card:
    """The card that the office certified; the card beside it must be the same. Errors: certificate_invalid, scope."""
    certificate = Certificate.from_wire(author.certificate)
    office.check(certificate)
    if certificate.card.device_id != Card.from_wire(author.card).device_id:
        raise fault("scope")
    return certificate.card


def _check_scope(ranges: Sequence[Range], allowed: Mapping[bytes, Mapping[bytes, bytes]]) -> None:
    """Only these streams, in each only authors whose keys we can prove. Errors: scope."""
    named = {stream.hex(): {device.hex() for device in devices} for stream, devices in allowed.items()}
    if any(part.device not in named.get(part.stream, ()) for part in ranges):
        raise fault("scope")


_BARE = frozenset(Header.__struct_fields__) | {"suite", "version", "least_reader", "payload_sha256", "raw_size"}


def _check_bare(raw: Mapping[str, Any], header: Header, sender: Card) -> None:
    """The header of a county's package may say nothing beside what this program reads: no words travel above the county. Errors: scope."""
    spoken = header.notices or header.authors or header.grants or header.cards or sender.extra or not header.counts.keys() <= {"fact"}
    if spoken or not raw.keys() <= _BARE or not raw["sender"].keys() <= set(Sender.__struct_fields__):
        raise fault("scope")
    if sender.level != UnitLevel.COUNTY or sender.unit_id != unit_id(sender.unit_code):
        raise fault("scope")
