"""Structured mutants of one good file: of its header, its ranges, its entries, its container and its bytes."""

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import zstandard

from db import canonical
from kashi_desktop.sync.keys import DeviceKeys, age_encrypt
from tests.hostile.carried import Carried
from tests.hostile.drafts import MARKS, Draft, Parts, edited, plain
from tests.hostile.mutant_headers import Headers
from tests.hostile.mutant_ranges import Ranges
from tests.hostile.spoiled import Spoiler

_SPOILT = (LookupError, TypeError, AttributeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError)
"""What a step meets where an earlier one took away what it would change."""

_unsized = zstandard.ZstdCompressor(write_content_size=False).compress
_WIDE = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters.from_level(1, window_log=24)).compress(
    random.Random(1).randbytes(1 << 16)
)
_BOMB = plain(bytes(1 << 26))
_PACKS: list[Callable[[bytes], bytes]] = [
    lambda raw: plain(raw) + b"\x00", lambda raw: plain(raw) * 2, lambda raw: plain(raw)[:-3], lambda raw: plain(raw) + _BOMB,
    lambda raw: _BOMB, lambda raw: _WIDE, _unsized, bytes, lambda raw: b"", lambda raw: plain(raw[:99]) + plain(raw[99:]),
]  # fmt: skip
_AFTER = 0.15
"""Of how many mutants something is changed after they were signed."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file and what was done to it; ``altered``: its bytes are not those that their author signed, or its header is spelled otherwise."""

    data: bytes
    altered: bool
    steps: tuple[str, ...]


class Maker:
    """Takes one good file apart and makes mutants of it, each by its number."""

    def __init__(self, carried: Carried, others: Sequence[Carried], seed: int) -> None:
        """``others`` are good files whose parts may stand in the place of this one's."""
        self._seed, self._recipient = seed, carried.recipient
        self._parts = Parts(carried, others)
        spoiler = Spoiler(self._parts.ids, self._parts.streams)
        self._strangers = [DeviceKeys.generate(), *(each.signer for each in others if each.signer is not carried.signer)]
        self._pieces = [each.data for each in others]
        self._signed = [*Headers(self._parts, spoiler).steps, *Ranges(self._parts, spoiler).steps, self._packed, self._outside]
        self._after = [self._kept, self._stranger, self._inner_bytes, self._outer_bytes, self._part_kept]

    def make(self, number: int) -> Mutant:
        """The mutant of a number."""
        draw = random.Random(self._seed << 32 | number)
        draft = self._parts.draft(draw)
        steps = [draw.choice(self._signed) for _ in range(draw.choice((1, 1, 1, 2, 3)))]
        if draw.random() < _AFTER:
            steps = [*steps[draw.randrange(2) :], draw.choice(self._after)]
        for step in steps:
            try:
                step(draft)
            except _SPOILT:
                continue
        try:
            return self._written(draft, tuple(step.__name__.strip("_") for step in steps))
        except canonical.NotCanonical:  # a header that no writer could write: the good file instead
            return self._written(self._parts.draft(draw), ())

    def _written(self, draft: Draft, steps: tuple[str, ...]) -> Mutant:
        raw = draft.front + b"".join(draft.blocks)
        packed = draft.pack(raw)
        if not draft.stale:
            size = len(raw) if draft.raw_size is None else draft.raw_size
            draft.header |= {"payload_sha256": hashlib.sha256(packed).hexdigest(), "raw_size": size}
        canon = canonical.encode(draft.header)
        head = draft.spelled(canon)
        length = len(head).to_bytes(4, "big")
        message = draft.version + length + head + hashlib.sha256(packed).digest()
        signature = draft.signer.sign("package" if draft.sealed else "invitation", message)
        made = inner = b"".join((MARKS[draft.sealed], draft.version, length, head, signature, packed))
        if draft.kept:
            inner = b"".join((MARKS[draft.sealed], draft.version, length, head, self._parts.signature, packed))
        for change in draft.late:
            inner = change(draft.draw, inner)
        foreign = inner != made or (draft.signer is not self._parts.signer and not self._own_word(draft))
        sealed = age_encrypt(inner, [self._recipient]) if self._parts.sealed else inner
        data = draft.wrapped(draft.draw, sealed)
        # Cut within the first words, which all files share, one file is put in the whole place of another: a good file again.
        outside = data != sealed and data not in self._pieces
        return Mutant(data, outside or (data == sealed and (head != canon or (foreign and inner != self._parts.inner))), steps)

    def _own_word(self, draft: Draft) -> bool:
        """Whether another computer that is known signs as itself: what it hands on unchanged may be taken."""
        sender: Any = draft.header.get("sender")
        card = sender.get("card") if isinstance(sender, dict) else None
        named = card.get("device_id") if isinstance(card, dict) else None
        return draft.signer in self._strangers[1:] and isinstance(draft.signer, DeviceKeys) and named == draft.signer.device_id.hex()

    # -- of the container --------------------------------------------------------------------------------------------------

    def _packed(self, draft: Draft) -> None:
        draft.pack = draft.draw.choice(_PACKS)
        if draft.draw.random() < 0.3:
            draft.raw_size = draft.draw.choice((0, 1, 1 << 20, 1 << 26, 1 << 29, 2**53 - 1))

    def _outside(self, draft: Draft) -> None:
        draft.version = draft.draw.choice((bytes((1, 1)), bytes((2, 0)), bytes((0, 9)), bytes((1, 255))))
        if draft.draw.random() < 0.5:
            draft.header["version"] = list(draft.version)
        if draft.draw.random() < 0.3:
            draft.sealed = not draft.sealed

    # -- after the signature -----------------------------------------------------------------------------------------------

    def _kept(self, draft: Draft) -> None:
        """The good signature over something else."""
        draft.kept = True

    def _part_kept(self, draft: Draft) -> None:
        """Header or payload of before under the good signature."""
        draft.kept = True
        if draft.draw.random() < 0.5:
            draft.header, draft.stale = self._parts.header(), True
        else:
            draft.front, draft.blocks, draft.pack = self._parts.front, self._parts.blocks, plain

    def _stranger(self, draft: Draft) -> None:
        """Signed by somebody else, who may say so."""
        draft.signer = draft.draw.choice(self._strangers)
        if draft.draw.random() < 0.7 and isinstance(draft.signer, DeviceKeys):
            sender = draft.header["sender"]
            sender["card"] |= {"device_id": draft.signer.device_id.hex(), "sign_public": draft.signer.sign_public.hex()}
            if draft.draw.random() < 0.5:
                sender["certificate"] |= {"card": sender["card"]}

    def _inner_bytes(self, draft: Draft) -> None:
        draft.late.append(edited)

    def _outer_bytes(self, draft: Draft) -> None:
        draft.wrapped = draft.draw.choice((edited, edited, _cut, self._spliced))

    def _spliced(self, draw: random.Random, data: bytes) -> bytes:
        other, place = draw.choice(self._pieces), draw.randrange(len(data))
        return data[:place] + other[draw.choice((place, draw.randrange(len(other)))) :]


def _cut(draw: random.Random, data: bytes) -> bytes:
    return data[: draw.randrange(len(data))]
