"""What the other side holds of ours, as it last told us: the newest word rules, even when it confirms less (sync.md §2)."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, text

from kashi_desktop.sync.ranges import ChainRow, Have, chains_of, have_decoder, position_above
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
_NONE = Confirmation({}, None)
_INSERT = text(
    "INSERT INTO receipt (epoch, number, have, confirmed_on, received_at) VALUES (:epoch, :number, :have, :confirmed_on, :received_at)"
)
_WALL = text("SELECT wall FROM entry WHERE chain = :chain AND seq = :seq")


def newest_confirmation(connection: Connection) -> Confirmation:
    """What the parent holds of our stream by its newest receipt, or by a telephone call since."""
    rows = connection.execute(text("SELECT id, epoch, number FROM receipt ORDER BY id")).all()
    if not rows:
        return _NONE
    appeared: dict[bytes, int] = {}
    for id_, epoch, _ in rows:
        appeared.setdefault(epoch, id_)
    real = [(appeared[epoch], number, id_) for id_, epoch, number in rows if epoch != PHONE]
    newest = max(real)[2] if real else 0
    called = [id_ for id_, epoch, _ in rows if epoch == PHONE and id_ > newest]
    chosen = called[-1] if called else newest
    have, confirmed = connection.execute(text("SELECT have, confirmed_on FROM receipt WHERE id = :id"), {"id": chosen}).one()
    return Confirmation(have_decoder.decode(have), confirmed)


def keep_confirmation(
    connection: Connection, *, epoch: bytes, number: int, heads: Have, device: bytes, stream: bytes, received_at: str
) -> str | None:
    """Keep what a receipt or a call confirms; returns the day up to which this device's entries are confirmed."""
    confirmed = _confirmed_on(connection, heads, device, stream)
    held = connection.execute(
        text("SELECT 1 FROM receipt WHERE epoch = :epoch AND number = :number"), {"epoch": epoch, "number": number}
    ).first()
    if held is None or epoch == PHONE:
        kept = {"epoch": epoch, "number": number, "have": msgspec.json.encode(heads, order="sorted")}
        connection.execute(_INSERT, kept | {"confirmed_on": confirmed, "received_at": received_at})
    return confirmed


def _confirmed_on(connection: Connection, heads: Have, device: bytes, stream: bytes) -> str | None:
    days = []
    for chain in chains_of(connection, (stream,)):
        if chain.device == device and (seq := position_above(connection, chain, heads, True)):
            wall = connection.execute(_WALL, {"chain": chain.id, "seq": seq}).scalar_one()
            days.append(civil(wall).date().isoformat())
    return max(days, default=None)


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


def find_phone_code(connection: Connection, code: str, device: bytes, stream: bytes) -> Have | None:
    """The position of our own whose hash gives the code, newest first, as heads; None when none does."""
    own = [chain for chain in chains_of(connection, (stream,)) if chain.device == device]
    for chain in sorted(own, key=lambda each: each.lamport, reverse=True):
        rows = connection.execute(text("SELECT seq, hash FROM entry WHERE chain = :chain ORDER BY seq DESC"), {"chain": chain.id})
        for seq, hash_ in rows:
            if phone_code(hash_) == code:
                return {chain.key.hex(): (seq, hash_.hex())}
    return None
