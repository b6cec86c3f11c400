"""What the other side holds of ours, as it last told us: the newest word rules, even when it confirms less (sync.md §2)."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from db import canonical
from db.queries.chains import ChainRow, chains_of, entry_at, hashes_backwards
from db.queries.packages import add_receipt, has_receipt, newest_receipt
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.ranges import Have, have_decoder, position_above
from kashi_desktop.sync.short_codes import phone_code
from kashi_desktop.types.clock import civil

PHONE = bytes(16)
"""Stands for the epoch of a confirmation read out by telephone."""


class Told(msgspec.Struct):
    """What a child's newest package said: its epochs in order of appearance, the number in the last of them, the heads it holds."""

    epochs: list[str]
    number: int
    heads: Have


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The confirmation that rules: heads the parent holds, the day up to which our entries are confirmed."""

    heads: Have
    confirmed_on: str | None


_told = msgspec.json.Decoder(Told)


def newest_confirmation(connection: Connection) -> Confirmation:
    """What the parent holds of our stream by its newest receipt, or by a telephone call since."""
    found = newest_receipt(connection, PHONE)
    return Confirmation(have_decoder.decode(found.have), found.confirmed_on) if found else Confirmation({}, None)


def keep_confirmation(connection: Connection, party: Party, epoch: bytes, number: int, heads: Have) -> str | None:
    """Keep what a receipt or a call confirms; returns the day up to which this device's entries are confirmed."""
    positions = ((chain, position_above(connection, chain, heads, True)) for chain in _own_chains(connection, party))
    days = [civil(entry_at(connection, chain, seq).wall).date().isoformat() for chain, seq in positions if seq]
    confirmed = max(days, default=None)
    if epoch == PHONE or not has_receipt(connection, epoch, number):
        have = canonical.encode(heads)
        add_receipt(connection, epoch=epoch, number=number, have=have, confirmed_on=confirmed, received_at=party.now)
    return confirmed


def _own_chains(connection: Connection, party: Party) -> list[ChainRow]:
    return [chain for chain in chains_of(connection, (party.upward,)) if chain.device == party.keys.device_id]


def told_of(blob: bytes | None) -> Told:
    """What a device row keeps of the child's newest package."""
    return _told.decode(blob) if blob else Told([], 0, {})


def newer_told(held: Told, epoch: str, number: int, heads: Have) -> Told | None:
    """The child's word after one more package, None when an older package must not take back what a newer one said."""
    if epoch not in held.epochs:
        return Told([*held.epochs, epoch], number, heads)
    if epoch == held.epochs[-1] and number > held.number:
        return Told(held.epochs, number, heads)
    return None


def newest_chain(connection: Connection, device: bytes, stream: bytes) -> ChainRow | None:
    """The chain in which the device wrote last."""
    own = [chain for chain in chains_of(connection, (stream,)) if chain.device == device and chain.last_seq]
    return max(own, key=lambda chain: chain.lamport, default=None)


def find_phone_code(connection: Connection, code: str, party: Party) -> Have | None:
    """The position of our own whose hash gives the code, newest first, as heads; None when none does."""
    for chain in sorted(_own_chains(connection, party), key=lambda each: each.lamport, reverse=True):
        for row in hashes_backwards(connection, chain):
            if phone_code(row.hash) == code:
                return {chain.key.hex(): (row.seq, row.hash.hex())}
    return None
