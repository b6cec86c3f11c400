"""One good file taken apart, and the draft of another that is made of its parts."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

import msgspec
import zstandard

from kashi_desktop.sync.keys import Signer, age_decrypt
from tests.hostile.carried import Carried
from tests.hostile.spoiled import at, chained, spots

MARKS = {True: b"KASHI\x00", False: b"KASHI-INVITATION\x00"}
"""How a sealed file begins below its encryption, and an invitation."""
LONG = 20
"""Lines of a range from which on it is cut behind what was spoilt: whoever signs it may sign it anywhere."""

plain = zstandard.ZstdCompressor(level=3).compress
"""Packed as the program packs."""


@dataclass(slots=True)
class Draft:
    """A file under way.

    ``signer``: whose signature it bears, of before if ``kept``; ``stale``: the header's word on the payload is left as it is; ``spelled``
    gives the header other bytes, ``late`` changes what was signed, ``wrapped`` what was encrypted.
    """

    draw: random.Random
    header: dict[str, Any]
    front: bytes
    blocks: list[bytes]
    signer: Signer
    sealed: bool
    pack: Callable[[bytes], bytes] = plain
    version: bytes = bytes((1, 0))
    spelled: Callable[[bytes], bytes] = bytes
    raw_size: int | None = None
    stale: bool = False
    kept: bool = False
    late: list[Callable[[random.Random, bytes], bytes]] = field(default_factory=list)
    wrapped: Callable[[random.Random, bytes], bytes] = lambda draw, data: data


class Parts:
    """What a good file is made of: header, first line, the lines of each range with their hashes, texts by their length."""

    def __init__(self, carried: Carried, others: Sequence[Carried]) -> None:
        """Take it apart; ``others`` are good files whose parts may stand in the place of this one's."""
        self.author, self.signer, self.sealed = carried.author, carried.signer, carried.kind != "invitation"
        self.inner = _inner(carried)
        self.head, self.signature, packed = _split(carried, self.inner)
        self.raw = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
        header = self.header()
        self.paths = [path for path in spots(header) if path[0] not in ("payload_sha256", "raw_size")]
        sizes = [each["size"] for each in header["ranges"]]
        ends = [*accumulate(sizes, initial=len(self.raw) - sum(sizes))]
        self.front = self.raw[: ends[0]]
        self.blocks = [self.raw[start:end] for start, end in pairwise(ends)]
        self.salts = [bytes.fromhex(each) for each in msgspec.json.decode(self.front)["salts"]]
        self.hashes = {each["head"]: self._hashes(each, block) for each, block in zip(header["ranges"], self.blocks, strict=True)}
        self.others = [msgspec.json.decode(_split(each, _inner(each))[0]) for each in others]
        lines = [msgspec.json.decode(line) for block in self.blocks for line in block.splitlines()[:LONG]]
        self.ids = _texts([header, lines, *self.others])
        self.streams = sorted({each["stream"] for each in header["ranges"]})

    def header(self) -> dict[str, Any]:
        """The header, anew."""
        read: dict[str, Any] = msgspec.json.decode(self.head)
        return read

    def draft(self, draw: random.Random) -> Draft:
        """A file like the good one, to be changed."""
        return Draft(draw, self.header(), self.front, self.blocks[:], self.signer, self.sealed)

    def _hashes(self, part: Mapping[str, Any], block: bytes) -> list[bytes]:
        lines = [msgspec.json.decode(line) for line in block.splitlines()]
        hashes = chained(part, part["first"], bytes.fromhex(part["before"]), lines, self.salts)
        assert hashes[-1].hex() == part["head"], "the tests make other hashes than the program"
        return hashes


def _inner(carried: Carried) -> bytes:
    return carried.data if carried.kind == "invitation" else age_decrypt(carried.data, carried.identities)


def _split(carried: Carried, inner: bytes) -> tuple[bytes, bytes, bytes]:
    """Header, signature and packed payload."""
    start = len(MARKS[carried.kind != "invitation"]) + 6
    end = start + int.from_bytes(inner[start - 4 : start], "big")
    return inner[start:end], inner[end : end + 64], inner[end + 64 :]


def _texts(values: Sequence[Any]) -> dict[int, list[str]]:
    """All texts of some values by their length."""
    found = {text for value in values for path in spots(value) if isinstance(text := at(value, path), str)}
    found |= {key for value in values for path in spots(value) if isinstance(key := path[-1], str)}
    by_length: dict[int, list[str]] = {}
    for text in sorted(found):
        by_length.setdefault(len(text), []).append(text)
    return by_length


def edited(draw: random.Random, data: bytes) -> bytes:
    """A few bytes at one place taken out, put in or exchanged."""
    place = draw.randrange(len(data))
    return data[:place] + draw.randbytes(draw.randrange(3)) + data[place + draw.randrange(3) :]
