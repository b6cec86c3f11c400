"""What the parent holds of what this device wrote, as its files say or somebody read out by telephone (sync.md §2, §4)."""

import hashlib
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from db import canonical
from db.queries.branches import BranchRow, branches_of, wall_at
from db.queries.stated_heads import add_stated, heads_by_phone, heads_sent
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.ranges import Cover, Heads, Held
from kashi_desktop.sync.short_codes import phone_code
from kashi_desktop.types.clock import civil

_heads = msgspec.json.Decoder(Heads)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How many entries of this device the parent holds and does not hold, and the day of the last that it holds."""

    confirmed: int
    open: int
    confirmed_on: str | None


def confirmation(connection: Connection, party: Party) -> Confirmation:
    """What is shown as confirmed: what rules for sending, and what came by telephone."""
    held = Held(connection, party.upward)
    cover = _shown(connection, party, held)
    confirmed = open_ = 0
    days = []
    for branch in held.branches:
        if branch.device == party.keys.device_id:
            reached = max(cover.get(branch.id, 0), branch.base_seq)
            confirmed += reached - branch.base_seq
            open_ += branch.last_seq - reached
            if reached > branch.base_seq:
                days.append(civil(wall_at(connection, branch.id, reached)).date().isoformat())
    return Confirmation(confirmed, open_, max(days, default=None))


def _shown(connection: Connection, party: Party, held: Held) -> Cover:
    if party.parent is None:
        return {}
    cover = held.covered(party.parent.unit_id)
    for row in heads_by_phone(connection, party.parent.unit_id):
        for branch, seq in held.cover(_heads.decode(row.have)).items():
            cover[branch] = max(cover.get(branch, 0), seq)
    return cover


def device_heads(branches: list[BranchRow], device: bytes) -> Heads:
    """Where the branches of one device end."""
    heads: Heads = {}
    for branch in branches:
        if branch.device == device and branch.last_seq > branch.base_seq:
            heads.setdefault(branch.place.hex(), []).append((branch.last_seq, branch.head.hex()))
    return heads


def code_of(unit_id: bytes, device: bytes, heads: Heads) -> str:
    """The code that stands for what is held of one device's entries of a unit."""
    named = canonical.encode({place: sorted(ends) for place, ends in heads.items()})
    return phone_code(hashlib.sha256(unit_id + device + named).digest())


def code_for(connection: Connection, party: Party, unit_id: bytes, device: bytes) -> str | None:
    """The code to be read out to a child's device, None while nothing of it is held."""
    heads = device_heads(branches_of(connection, party.streams_of_child(unit_id)), device)
    return code_of(unit_id, device, heads) if heads else None


def keep_sent(connection: Connection, party: Party) -> None:
    """Remember what this device held when it wrote a file, so that a code read out later can be compared."""
    if party.parent is not None:
        heads = device_heads(branches_of(connection, party.upward), party.keys.device_id)
        add_stated(connection, party.parent.unit_id, "sent", canonical.encode(heads), party.now)


def take_phone_code(connection: Connection, party: Party, code: str) -> bool:
    """Take a code that stands for what we held when we wrote some file; whether one does."""
    if party.parent is None:
        return False
    for row in heads_sent(connection, party.parent.unit_id):
        heads = _heads.decode(row.have)
        if code_of(party.unit_id, party.keys.device_id, heads) == code:
            add_stated(connection, party.parent.unit_id, "phone", row.have, party.now)
            return True
    return False
