"""Which part of which branch a file brings, what each side says that it holds, and so what is to be sent (sync.md §2)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import Connection

from db import canonical
from db.queries.branches import START, BranchRow, EntryRow, branches_of, digest_entries, hash_at, holds_part
from db.queries.stated_heads import heads_stated, new_heads, set_stated
from kashi_desktop.sync.chains import Chains
from kashi_desktop.sync.lines import SaltList, encode_rows

Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
PlaceName = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{96}$")]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Signature = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")]
"""16, 48, 32 and 64 bytes in the one hexadecimal spelling that is taken."""

_Position = Annotated[int, msgspec.Meta(ge=1, lt=2**53)]

Heads = dict[PlaceName, list[tuple[_Position, Hash]]]
"""Device, epoch and stream, one behind another → (position, hash) of entries there."""

Lacking = dict[PlaceName, list[tuple[_Position, Hash, Literal["duty", "consent"]]]]
"""As ``Heads``, each with the part of the entry that is held as its digest only."""

_heads = msgspec.json.Decoder(Heads)
_lacking = msgspec.json.Decoder(Lacking)

MOST_NAMED = 10_000
"""How many entries a file may name as held, and how many parts of entries as held without their values."""

MOST_RANGES = 2_000
"""How many ranges a file may bring: a unit has some dozens of branches in all its years, unless somebody makes them on purpose."""

_PARTS: dict[Literal["duty", "consent"], str] = {"duty": "duty", "consent": "consented"}
"""The parts of an entry, and where the journal says that one is held as its digest."""


class Range(msgspec.Struct, frozen=True):
    """One stretch of one branch as the header names it, with the hash before it; ``size`` bytes of the payload hold its lines."""

    device: Id
    epoch: Id
    stream: Id
    first: _Position
    last: _Position
    before: Hash
    head: Hash
    signature: Signature
    size: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]

    @property
    def place(self) -> bytes:
        """Device, epoch and stream, one behind another."""
        return bytes.fromhex(self.device + self.epoch + self.stream)

    def to_wire(self) -> dict[str, Any]:
        """JSON-ready form."""
        wire: dict[str, Any] = msgspec.to_builtins(self)
        return wire


@dataclass(slots=True)
class Stretch:
    """A range with its rows and lines, made here to be sent."""

    branch: BranchRow
    first: int
    last: int
    before: bytes
    head: bytes
    signature: bytes
    rows: list[EntryRow]
    lines: bytes = b""

    def range(self) -> Range:
        """The header's part."""
        device, epoch, stream = self.branch.device.hex(), self.branch.epoch.hex(), self.branch.stream.hex()
        head, signature, size = self.head.hex(), self.signature.hex(), len(self.lines)
        return Range(device, epoch, stream, self.first, self.last, self.before.hex(), head, signature, size)


def held_heads(connection: Connection, streams: Sequence[bytes]) -> Heads:
    """Where the branches that we hold of some streams end; the last that were met, should there be more than a file may name."""
    heads: Heads = {}
    for branch in [each for each in branches_of(connection, streams) if each.last_seq > each.base_seq][-MOST_NAMED:]:
        heads.setdefault(branch.place.hex(), []).append((branch.last_seq, branch.head.hex()))
    return heads


def lacking(connection: Connection, streams: Sequence[bytes]) -> Lacking:
    """Parts of entries whose values we do not hold and whose destruction we do not know of."""
    branches = {branch.id: branch for branch in branches_of(connection, streams)}
    found: Lacking = {}
    wanted = ((row, part) for row in digest_entries(connection, sorted(branches)) for part in _PARTS if getattr(row, _PARTS[part]))
    for row, part in islice(wanted, MOST_NAMED):
        found.setdefault(branches[row.branch].place.hex(), []).append((row.seq, row.hash.hex(), part))
    return found


def names_unknown(connection: Connection, heads: Heads, device: bytes, epoch: bytes) -> bool:
    """Whether heads name an entry of a device and epoch that is not held here."""
    named = [(bytes.fromhex(place), ends) for place, ends in heads.items() if place.startswith((device + epoch).hex())]
    held = Held(connection, [place[32:] for place, _ in named])
    return any(held.find(place, seq, bytes.fromhex(hash_)) is None for place, ends in named for seq, hash_ in ends)


@dataclass(frozen=True, slots=True)
class Stated:
    """What files of a partner say that it holds, and holds without values."""

    have: Heads
    lacking: Lacking


Cover = dict[int, int]
"""Branch → the last of its positions that the other side certainly holds."""


class Held:
    """The branches of some streams as we hold them, to be compared with what others say."""

    def __init__(self, connection: Connection, streams: Sequence[bytes]) -> None:
        """Read the branches."""
        self._connection = connection
        self.branches = branches_of(connection, streams)
        self._by_id = {branch.id: branch for branch in self.branches}
        self._chains = Chains(connection)
        self._chains.add(self.branches)

    def hash_at(self, branch: BranchRow, seq: int) -> bytes:
        """Hash at a position of a branch or of one that it leaves; zeros before the first entry."""
        if seq == branch.last_seq:
            return branch.head
        while seq <= branch.base_seq and branch.base is not None:
            branch = self._by_id[branch.base]
        return (hash_at(self._connection, branch.id, seq) if seq else START) or START

    def find(self, place: bytes, seq: int, named: bytes) -> BranchRow | None:
        """The branch whose own entry at a position has this hash."""
        return self._chains.find(place, seq, named)

    def cover(self, heads: Heads) -> Cover:
        """What lies at or below the heads; one that we do not hold says nothing."""
        found: Cover = {}
        for name, named in heads.items():
            for seq, head in named:
                branch = self.find(bytes.fromhex(name), seq, bytes.fromhex(head))
                while branch is not None:
                    met = branch.id in found
                    found[branch.id] = max(found.get(branch.id, 0), seq)
                    # What lies below a branch is the same for all heads in it.
                    seq, branch = branch.base_seq, None if met else self._by_id.get(branch.base or 0)
        return found

    def covered(self, partner: bytes) -> Cover:
        """What a partner holds by every file of its that was read since our last file to it (sync.md §2, What to send)."""
        stated = heads_stated(self._connection, partner)
        if stated is None:
            return {}
        cover = self.cover(_heads.decode(stated.have))
        self._lower(cover, _lacking.decode(stated.lacking))
        return cover

    def _lower(self, cover: Cover, missing: Lacking) -> None:
        """What is held there without values is sent again from there on, if we have them."""
        for name, named in missing.items():
            for seq, hash_, part in named:
                branch = self.find(bytes.fromhex(name), seq, bytes.fromhex(hash_))
                if branch is not None and cover.get(branch.id, 0) >= seq and holds_part(self._connection, branch.id, seq, _PARTS[part]):
                    cover[branch.id] = seq - 1

    def least(self, one: Stated, other: Stated) -> Stated:
        """What two files of a partner both say, in no more words than the first: nothing that is not at or below heads of both.

        Entries that neither we hold are known by their heads alone, so of these the heads that both name are kept as they are.
        """
        covers = self.cover(one.have), self.cover(other.have)
        both = {branch: min(seq, covers[1][branch]) for branch, seq in covers[0].items() if branch in covers[1]}
        # A head speaks for the branches that its own leaves.
        left = {each.base for each in self.branches if each.id in both and each.base_seq >= both.get(each.base or 0, 2**53)}
        have: Heads = {}
        for branch in (each for each in self.branches if each.id in both and each.id not in left):
            seq = both[branch.id]
            have.setdefault(branch.place.hex(), []).append((seq, self.hash_at(branch, seq).hex()))
        for name in one.have.keys() & other.have.keys():
            alike = sorted(set(one.have[name]).intersection(other.have[name]))
            if unheld := [each for each in alike if self.find(bytes.fromhex(name), each[0], bytes.fromhex(each[1])) is None]:
                have.setdefault(name, []).extend(unheld)
        return _with_lacking(have, one.lacking, other.lacking)


def _with_lacking(have: Heads, *missing: Lacking) -> Stated:
    """Heads with what any file lacks at their places; where that is more than one file may name, the heads go: all is sent again."""
    lacking: Lacking = {}
    room = MOST_NAMED
    for name in sorted(have):
        if named := sorted({each for lack in missing for each in lack.get(name, ())}):
            room -= len(named)
            lacking[name] = named
            if room < 0:
                del have[name], lacking[name]
    return Stated(have, lacking)


def keep_stated(connection: Connection, partner: bytes, streams: Sequence[bytes], said: Stated, now: str) -> None:
    """Keep what a file of a partner says of the streams that are shared; of all its files since our last one to it, the least."""
    before = new_heads(connection, partner)
    if before and (earlier := Stated(_heads.decode(before.have), _lacking.decode(before.lacking))) != said:
        said = Held(connection, streams).least(earlier, said)
    set_stated(connection, partner, canonical.encode(said.have), canonical.encode(said.lacking), now)


def fill_lines(found: Iterable[Stretch], withheld: Collection[str] = ()) -> bytes:
    """Encode the stretches' lines; returns the payload's first line, the salts that they need."""
    salts = SaltList()
    for each in found:
        each.lines = encode_rows(each.rows, salts, withheld)
    return salts.encoded()
