"""Which computer of an office counts in a stream: the office's own statements there (exchange-rules.md, rules 21 and 22)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Self

import msgspec
from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries.own_devices import statements_in, streams_of_statements
from db.queries.workspace import state
from db.streams import common_of
from kashi_desktop.sync.card_chain import Cards, Chain
from kashi_desktop.sync.keys import OfficeKeys, signature_holds

REGISTER = "office_device"
PURPOSE = "office-device"

_HASH = 32


class _Fields(msgspec.Struct, frozen=True):
    number: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]
    device: str
    card: str
    signature: str
    heads: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The office's word, under one of its cards, that in a stream one device counts whole and its others at or below these heads."""

    number: int
    device: bytes
    heads: tuple[bytes, ...]
    card: bytes
    signature: bytes = b""
    entry: bytes = b""

    @classmethod
    def read(cls, entry: bytes, duty: bytes) -> Self | None:
        """A statement as an entry holds it; None for anything else."""
        try:
            said = msgspec.json.decode(duty, type=_Fields)
            heads, *rest = map(bytes.fromhex, (said.heads, said.device, said.card, said.signature))
        except (msgspec.MsgspecError, ValueError):
            return None
        named = tuple(heads[start : start + _HASH] for start in range(0, len(heads), _HASH))
        return cls(said.number, rest[0], named, rest[1], rest[2], entry)

    def fields(self, stream: bytes, keys: OfficeKeys) -> dict[str, Any]:
        """Signed, as an entry holds it."""
        said = {"number": self.number, "device": self.device.hex(), "card": self.card.hex(), "heads": b"".join(self.heads).hex()}
        return said | {"signature": keys.sign(PURPOSE, self._message(stream)).hex()}

    def holds(self, stream: bytes, sign_public: bytes) -> bool:
        """Whether the office signed exactly this for this stream."""
        return signature_holds(sign_public, PURPOSE, self._message(stream), self.signature)

    def _message(self, stream: bytes) -> bytes:
        return b"".join((stream, self.number.to_bytes(8, "big"), self.device, self.card, *self.heads))


@dataclass(frozen=True, slots=True)
class OwnDevices:
    """What counts of an office in a stream: its ``active`` device whole, of its others what lies at or below the ``trusted`` entries.

    ``trusted`` is None without any statement: then the device of the first card counts, and no other. ``rank`` and ``number`` are those of
    the statement that rules, -1 and 0 without one; ``first`` is the office's first computer.
    """

    first: bytes
    active: bytes
    trusted: tuple[bytes, ...] | None
    rank: int = -1
    number: int = 0


def ruling(stream: bytes, said: Iterable[Statement], chain: Chain) -> OwnDevices:
    """The statement that rules: by rank of its card, number, device and hash, so that no number helps who has an earlier key alone."""
    first = chain.cards[0].first_device
    found = [(chain.rank(each.card), each.number, each.device, each.entry, each) for each in said]
    for rank, number, device, _, each in sorted(found, key=lambda one: one[:4], reverse=True):
        if rank >= 0 and each.holds(stream, chain.cards[rank].sign_public):
            return OwnDevices(first, device, each.heads, rank, number)
    return OwnDevices(first, first, None)


class Offices:
    """The offices whose cards are known here, ours and the one above, and their statements in some streams."""

    def __init__(self, connection: Connection, streams: Collection[bytes]) -> None:
        """Read both; of other streams nothing is read, whatever somebody may have written there."""
        kept = (state(connection, name) for name in ("office_cards", "parent_cards"))
        self._chains = [_cards(each).chain for each in kept if each]
        self._said: dict[bytes, list[Statement]] = {}
        for row in statements_in(connection, sorted(streams)):
            if said := Statement.read(row.hash, row.duty):
                self._said.setdefault(row.stream, []).append(said)

    def of(self, stream: bytes, unit_id: bytes) -> OwnDevices | None:
        """What counts of an office in a stream; None where its cards are not known here: then whoever it certified counts."""
        chain = next((each for each in self._chains if each.top.unit_id == unit_id), None)
        return ruling(stream, self._said.get(stream, ()), chain) if chain else None

    def in_stream(self, stream: bytes, *, is_unit: bool) -> OwnDevices | None:
        """The same of the office that writes in a stream beside a unit: in a common one whose it is, in a unit's the county."""
        writes = (
            each for each in self._chains if (is_unit and each.top.level == UnitLevel.COUNTY) or common_of(each.top.unit_id) == stream
        )
        chain = next(writes, None)
        return ruling(stream, self._said.get(stream, ()), chain) if chain else None


def streams_stated(connection: Connection) -> set[bytes]:
    """The streams in which an office said which of its computers counts."""
    return set(streams_of_statements(connection))


@lru_cache(maxsize=8)
def _cards(kept: bytes) -> Cards:
    """Asked for every stream; what was checked once for these bytes holds."""
    return Cards.from_bytes(kept)
