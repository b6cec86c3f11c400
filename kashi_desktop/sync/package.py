"""Builds what one office hands to another: package up, receipt down, invitation before either (sync.md §2, §6)."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from db.queries.audit import last_hash
from db.queries.stated_heads import heads_stated
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.cards import Certificate
from kashi_desktop.sync.cutting import cut
from kashi_desktop.sync.envelope import seal, seal_invitation
from kashi_desktop.sync.header import InvitedUnit
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.ranges import Cover, Held, Stretch, fill_lines, held_heads, lacking
from kashi_desktop.sync.reading import Directory, Known, digest_of, open_candidate
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.safe_files import write_verified
from kashi_desktop.sync.staging import check_ranges

PUBLIC = frozenset({"unit"})
"""Registers whose values an invitation, which is plaintext, may show; entries of others travel in it as their digests."""


@dataclass(frozen=True)
class Built:
    """A file as bytes, with what it holds and for which partner it is."""

    data: bytes
    kind: str
    entries: int
    nothing_new: bool
    partner: bytes

    @classmethod
    def of(cls, data: bytes, kind: str, found: Sequence[Stretch], partner: bytes) -> Self:
        """A file that brings these stretches to a partner."""
        return cls(data, kind, sum(len(each.rows) for each in found), not found, partner)

    @property
    def digest(self) -> bytes:
        """SHA-256 of the bytes."""
        return digest_of(self.data)


def going_up(connection: Connection, party: Party) -> tuple[Held, Cover]:
    """What may go to the parent, and how much of it the parent certainly holds.

    An office that was put back lacks what it wrote for all: those below hand it back, once it has said what it holds of it. Of a county's
    own nothing but counts leaves it upwards (docs/adr/0004).
    """
    parent = party.parent
    heard = parent is not None and heads_stated(connection, parent.unit_id) is not None
    held = Held(connection, party.downward if heard else party.upward)
    return held, held.covered(parent.unit_id) if parent else {}


def build_packages(
    connection: Connection, party: Party, directory: Directory, numbers: Iterator[int], invitation: bytes | None
) -> list[Built]:
    """All of the streams that go up and that the parent does not certainly hold, in as many files as it takes. Errors: no_parent."""
    parent = party.parent
    if parent is None:
        raise fault("no_parent")
    # Our own key too: what was written is read back and checked, and the sender can look into it later.
    readers = (parent.age_recipient, parent.recovery_recipient, party.keys.age_recipient)
    both: dict[str, Any] = {"recipient": {"office": parent.unit_id.hex(), "code": parent.unit_code}}
    both |= {"have": held_heads(connection, party.downward), "lacking": lacking(connection, party.downward)}
    if party.is_village and party.parent_cards:
        both["cards"] = party.parent_cards.to_wire()
    files = []
    for found in cut(connection, party.keys, *going_up(connection, party)):
        header = _header(connection, party, "package", next(numbers), invitation, found) | both
        if party.is_village:
            header["authors"] = _authors(found, party, directory, but=party.keys.device_id)
        else:
            header["counts"] = {register: count for register, count in header["counts"].items() if register == "fact"}
        files.append(_seal(party, header, found, readers, parent.unit_id))
    return files


def build_receipts(
    connection: Connection, party: Party, child: Known, directory: Directory, numbers: Iterator[int], notices: Sequence[str]
) -> list[Built]:
    """For one approved device: what it does not certainly hold of its streams and of the common ones, what we hold, its certificate.

    As many files as it takes; each says all that is not entries.
    """
    office, card = party.office_card, child.card
    named = (*party.streams_of_child(card.unit_id), *party.commons)
    if office is None or child.certificate is None:
        raise fault("not_an_office")
    held = Held(connection, named)
    both = {
        "recipient": {"office": card.unit_id.hex(), "device": card.device_id.hex(), "code": card.unit_code},
        "have": held_heads(connection, named),
        "lacking": lacking(connection, named),
        "notices": list(notices),
        "grants": {
            "certificate": child.certificate.to_wire(),
            # A county keeps a key of its own: with the prefecture's, ID numbers could be looked up above the county.
            "hmac_key": None if party.is_prefecture else party.hmac_key.hex(),
        },
        "cards": party.office_cards.to_wire() if party.office_cards else [],
    }
    readers = (card.age_recipient, office.age_recipient, office.recovery_recipient)
    files = []
    for found in cut(connection, party.keys, held, held.covered(party.partner(card))):
        header = _header(connection, party, "receipt", next(numbers), None, found) | both
        header["authors"] = _authors(found, party, directory, but=card.device_id)
        files.append(_seal(party, header, found, readers, party.partner(card)))
    return files


def build_invitation(connection: Connection, party: Party, unit: InvitedUnit, invitation: bytes, directory: Directory) -> Built:
    """Signed plaintext without persons: office card, the unit, what fits of the common streams; the rest comes with the first receipt."""
    if party.office_keys is None or party.office_card is None or party.certificate is None:
        raise fault("not_an_office")
    found = next(cut(connection, party.keys, Held(connection, party.commons), {}))
    payload = _payload(found, frozenset({row[4] for each in found for row in each.rows}) - PUBLIC)
    header = {
        "kind": "invitation",
        "office": party.office_card.to_wire(),
        "device": {"card": party.card.to_wire(), "certificate": party.certificate.to_wire()},
        "unit": {"id": unit.id, "code": unit.code, "name": unit.name, "level": unit.level},
        "invitation": invitation.hex(),
        "authors": _authors(found, party, directory, but=party.keys.device_id),
        "ranges": [each.range().to_wire() for each in found],
        "created": party.now,
        "cards": party.office_cards.to_wire() if party.office_cards else [],
    }
    return Built.of(seal_invitation(header, payload, party.office_keys), "invitation", found, bytes.fromhex(unit.id))


def _header(
    connection: Connection, party: Party, kind: str, number: int, invitation: bytes | None, found: Sequence[Stretch]
) -> dict[str, Any]:
    audit = last_hash(connection)
    return {
        "kind": kind,
        "sender": party.sender(number, invitation, upwards=kind == "package"),
        "audit_head": audit.hex() if audit else None,
        "counts": dict(sorted(Counter(row[4] for each in found for row in each.rows).items())),
        "period": party.now[:7],
        "nothing_new": not found,
        "created": party.now,
    }


def _authors(found: Sequence[Stretch], party: Party, directory: Directory, but: bytes) -> dict[str, Any]:
    """Certificates of relayed authors, so that the reader can prove who wrote; ``but`` is a device the reader knows.

    For devices of our own parent our office vouches.
    """
    named: dict[str, Any] = {}
    for device in {each.branch.device for each in found} - {party.keys.device_id, but}:
        held = directory.devices.get(device)
        certificate: Certificate | None = held.certificate if held else party.former.get(device)
        if certificate:
            named[device.hex()] = {"card": certificate.card.to_wire(), "certificate": certificate.to_wire()}
        elif (above := party.superiors.get(device)) and party.office_keys and party.office_card:
            named[device.hex()] = above.vouched(party.office_card, party.office_keys)
    return named


def _seal(party: Party, header: dict[str, Any], found: Sequence[Stretch], recipients: Sequence[str], partner: bytes) -> Built:
    payload = _payload(found)
    header["ranges"] = [each.range().to_wire() for each in found]
    return Built.of(seal(header, payload, party.keys, recipients), header["kind"], found, partner)


def _payload(found: Sequence[Stretch], withheld: Collection[str] = ()) -> bytes:
    """The lines of the stretches, whose sizes are known from here on, behind the salts that they need."""
    front = fill_lines(found, withheld)
    return b"".join([front, *(each.lines for each in found)])


def write_built(folder: Path, stem: str, built: Built, party: Party) -> Path:
    """Write a file under a name that is a hint for people, read it back and open it as its reader will.

    Errors: folder_missing, file_exists, write_failed, write_unverified, entries_unsound.
    """
    digest = built.digest.hex()
    # Four digits are easy to say over the telephone; of the many files of a month two may share them.
    names = [f"{stem}-{digest[:size]}.kashi" for size in (4, 8, 64)]
    path = next((folder / name for name in names if not (folder / name).exists()), folder / names[-1])
    write_file(path, built, party)
    return path


def write_file(path: Path, built: Built, party: Party, *, replace: bool = False) -> None:
    """Write a file, read back and verified; ``replace`` allows one that is there to be replaced by the whole new one.

    Errors: folder_missing, file_exists, write_failed, write_unverified, entries_unsound.
    """
    if not path.parent.is_dir():
        raise fault("folder_missing")
    write_verified(path, built.data, lambda data: _reopen(data, party), replace=replace)


def _reopen(data: bytes, party: Party) -> None:
    """Open what was written as its reader will, down to the last line: what every reader would refuse must not leave this house."""
    try:
        candidate = open_candidate(data, party, Directory({}, {}))
        candidate.authors[party.keys.device_id] = party.keys.sign_public
        # What others wrote was proven when it came here, and the reader has its own knowledge of them.
        check_ranges(candidate, {part for part in candidate.ranges if part.device != party.keys.device_id.hex()})
    except KnownError as error:
        raise fault("entries_unsound") from error
