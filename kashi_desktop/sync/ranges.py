"""Which part of which chain a file brings, and what one office knows that the other holds (sync.md §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import msgspec
from sqlalchemy import Connection

from db.journal import chain_key, genesis
from db.queries.chains import ChainRow, EntryRow, chains_of, entries, entry_at, hash_at, withheld_from
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.lines import encode_rows

Key = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Signature = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")]
"""Eight, 16, 32 and 64 bytes in the one hexadecimal spelling that is taken."""

_Position = Annotated[int, msgspec.Meta(ge=1, lt=2**53)]

Have = dict[Key, tuple[_Position, Hash]]
"""Chain key → last position held and the hash there."""

have_decoder = msgspec.json.Decoder(Have)


class Range(msgspec.Struct, frozen=True):
    """One stretch of one chain as the header names it; ``size`` bytes of the payload hold its lines."""

    device: Id
    epoch: Id
    stream: Id
    continues: tuple[Id, _Position, Hash] | None
    first: _Position
    last: _Position
    head: Hash
    signature: Signature
    size: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]

    def opening(self) -> ChainRow:
        """The chain that it names, as it stands before its first entry."""
        device, epoch, stream = bytes.fromhex(self.device), bytes.fromhex(self.epoch), bytes.fromhex(self.stream)
        named = self.continues
        continues = (bytes.fromhex(named[0]), named[1], bytes.fromhex(named[2])) if named else None
        head = genesis(device, epoch, stream, continues)
        return ChainRow(0, chain_key(device, epoch, stream), device, epoch, stream, continues, 0, head, 0, 0, None)

    def to_wire(self) -> dict[str, Any]:
        """JSON-ready form."""
        wire: dict[str, Any] = msgspec.to_builtins(self)
        return wire


@dataclass(slots=True)
class Stretch:
    """A range with its lines, made here to be sent; ``held`` is the chain as the reader has it, ended before the first line."""

    chain: ChainRow
    first: int
    last: int
    head: bytes
    signature: bytes
    rows: list[EntryRow]
    held: ChainRow
    lines: bytes = b""

    def range(self) -> Range:
        """The header's part."""
        chain, continues = self.chain, self.chain.continues
        named = (continues[0].hex(), continues[1], continues[2].hex()) if continues else None
        device, epoch, stream = chain.device.hex(), chain.epoch.hex(), chain.stream.hex()
        head, signature, size = self.head.hex(), self.signature.hex(), len(self.lines)
        return Range(device, epoch, stream, named, self.first, self.last, head, signature, size)


def held_heads(connection: Connection, streams: Sequence[bytes]) -> Have:
    """What we hold of these streams, to be told to the other side."""
    have: Have = {}
    for chain in chains_of(connection, streams):
        last, head = chain.last_seq, chain.head
        withheld = withheld_from(connection, chain)
        if withheld is not None:
            last = withheld - 1
            head = hash_at(connection, chain, last) or b""
        if last > 0:
            have[chain.key.hex()] = last, head.hex()
    return have


def position_above(connection: Connection, chain: ChainRow, have: Mapping[str, tuple[int, str]], own: bool) -> int:
    """The last position the other side certainly holds.

    0 when what it names is not what we hold: one of the two was cloned or restored, and the whole chain will show it.
    """
    named = have.get(chain.key.hex())
    if named is None:
        return 0
    seq, head = named
    if seq > chain.last_seq and not own:
        return chain.last_seq
    held = hash_at(connection, chain, seq)
    return seq if held is not None and held.hex() == head else 0


def stretches(connection: Connection, keys: DeviceKeys, streams: Sequence[bytes], have: Mapping[str, tuple[int, str]]) -> list[Stretch]:
    """Everything of the streams above ``have``; our own heads are signed now, those of others as their authors signed them."""
    found = []
    for chain in chains_of(connection, streams):
        own = chain.device == keys.device_id
        last = chain.last_seq if own else chain.signed_seq
        after = position_above(connection, chain, have, own)
        if last <= after:
            continue
        head = hash_at(connection, chain, last) or b""
        signature = keys.sign_head(chain.epoch, chain.stream.hex(), last, head) if own and last != chain.signed_seq else chain.signature
        rows: list[Any] = [tuple(row) for row in entries(connection, chain, after, last)]
        found.append(Stretch(chain, after + 1, last, head, signature or b"", rows, _held(connection, chain, after)))
    return found


def _held(connection: Connection, chain: ChainRow, after: int) -> ChainRow:
    """The chain as it stood after an entry."""
    head, lamport = genesis(chain.device, chain.epoch, chain.stream, chain.continues), 0
    if after:
        there = entry_at(connection, chain, after)
        head, lamport = there.hash, there.lamport
    return replace(chain, id=0, last_seq=after, head=head, lamport=lamport, signed_seq=after, signature=None)


def fill_lines(found: Sequence[Stretch], salts: Mapping[bytes, bytes | None], withheld: frozenset[str] = frozenset()) -> dict[bytes, bytes]:
    """Encode the stretches' lines; returns the salts that must go in front, of persons created elsewhere."""
    created: set[bytes] = set()
    named: set[bytes] = set()
    for each in found:
        each.lines = encode_rows(each.rows, salts, withheld)
        for row in each.rows:
            if row[8] is not None and row[10] is not None:
                (created if row[8] == row[7] and row[6] == "create" else named).add(row[8])
    return {subject: salt for subject in named - created if (salt := salts.get(subject)) is not None}
