"""Structured mutants of one good file: of its header, its ranges, its entries, its container and its bytes."""

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import msgspec
import zstandard

from db import canonical
from kashi_desktop.sync.keys import DeviceKeys, Signer, age_decrypt, age_encrypt
from tests.hostile.carried import Carried
from tests.hostile.spoiled import JUNK, Line, Spoiler, at, chained, spots

_MARKS = {True: b"KASHI\x00", False: b"KASHI-INVITATION\x00"}
_SPOILT = (LookupError, TypeError, AttributeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError)
"""What a step meets where an earlier one took away what it would change."""
_LONG = 20
"""Lines of a range from which on it is cut behind what was spoilt: whoever signs it may sign it anywhere."""
_plain = zstandard.ZstdCompressor(level=3).compress
_unsized = zstandard.ZstdCompressor(write_content_size=False).compress
_BOMB = _plain(bytes(1 << 26))
_WIDE = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters.from_level(1, window_log=24)).compress(
    random.Random(1).randbytes(1 << 16)
)
_PACKS: list[Callable[[bytes], bytes]] = [
    lambda raw: _plain(raw) + b"\x00", lambda raw: _plain(raw) * 2, lambda raw: _plain(raw)[:-3], lambda raw: _plain(raw) + _BOMB,
    lambda raw: _BOMB, lambda raw: _WIDE, _unsized, bytes, lambda raw: b"", lambda raw: _plain(raw[:99]) + _plain(raw[99:]),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file and what was done to it; ``altered``: its bytes are not those that their author signed."""

    data: bytes
    altered: bool
    steps: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """A file under way, apart into what it is made of."""

    draw: random.Random
    header: dict[str, Any]
    front: bytes
    blocks: list[bytes]
    signer: Signer
    pack: Callable[[bytes], bytes] = _plain
    version: bytes = bytes((1, 0))
    sealed: bool = True
    spelled: Callable[[bytes], bytes] = bytes
    raw_size: int | None = None
    stale: bool = False
    kept: bool = False
    late: list[Callable[[random.Random, bytes], bytes]] = field(default_factory=list)
    wrapped: Callable[[random.Random, bytes], bytes] = lambda draw, data: data


class Maker:
    """Takes one good file apart and makes mutants of it, each by its number."""

    def __init__(self, carried: Carried, others: Sequence[Carried], seed: int) -> None:
        """``others`` are good files whose parts may stand in the place of this one's."""
        self.carried, self._seed = carried, seed
        self._sealed = carried.kind != "invitation"
        self._inner = inner_of(carried)
        self._head, self._signature, self._packed = split(self._inner, len(_MARKS[self._sealed]))
        self._raw = zstandard.ZstdDecompressor().decompressobj().decompress(self._packed)
        header = msgspec.json.decode(self._head)
        self._paths = [path for path in spots(header) if path[0] not in ("payload_sha256", "raw_size")]
        sizes = [each["size"] for each in header["ranges"]]
        ends = [*accumulate(sizes, initial=len(self._raw) - sum(sizes))]
        self._front = self._raw[: ends[0]]
        self._blocks = [self._raw[start:end] for start, end in zip(ends, ends[1:], strict=False)]
        self._salts = [bytes.fromhex(each) for each in msgspec.json.decode(self._front)["salts"]]
        self._hashes = {each["head"]: self._chain(each, block) for each, block in zip(header["ranges"], self._blocks, strict=True)}
        self._others = [msgspec.json.decode(split(inner_of(each), len(_MARKS[each.kind != "invitation"]))[0]) for each in others]
        self._strangers = [DeviceKeys.generate(), *(each.signer for each in others if each.signer is not carried.signer)]
        self._pieces = [each.data for each in others]
        lines = [msgspec.json.decode(line) for block in self._blocks for line in block.splitlines()[:_LONG]]
        self._ids = _texts([header, lines, *self._others])
        self._spoiler = Spoiler(self._ids, sorted({each["stream"] for each in header["ranges"]}))
        signed = [self._value, self._value, self._key, self._swap, self._more, self._borrow, self._ranges, self._ranges, self._many]
        signed += [self._entry] * 6 + [self._forged, self._lines, self._lines, self._one_line, self._salt_line, self._packed_anew]
        self._signed: list[Callable[[Draft], None]] = [*signed, self._spelling, self._outside]
        self._after = [self._kept, self._stranger, self._inner_bytes, self._outer_bytes, self._part_kept]

    def _chain(self, part: Mapping[str, Any], block: bytes) -> list[bytes]:
        lines = [msgspec.json.decode(line) for line in block.splitlines()]
        hashes = chained(part, part["first"], bytes.fromhex(part["before"]), lines, self._salts)
        assert hashes[-1].hex() == part["head"], "the test makes other hashes than the program"
        return hashes

    def make(self, number: int) -> Mutant:
        """The mutant of a number."""
        draw = random.Random(self._seed << 32 | number)
        draft = Draft(draw, msgspec.json.decode(self._head), self._front, self._blocks[:], self.carried.signer, sealed=self._sealed)
        steps = [draw.choice(self._signed) for _ in range(draw.choice((1, 1, 1, 2, 3)))]
        if draw.random() < 0.15:
            steps = [*steps[draw.randrange(2) :], draw.choice(self._after)]
        for step in steps:
            try:
                step(draft)
            except _SPOILT:
                continue
        return self._written(draft, tuple(step.__name__.strip("_") for step in steps))

    def _written(self, draft: Draft, steps: tuple[str, ...]) -> Mutant:
        raw = draft.front + b"".join(draft.blocks)
        packed = draft.pack(raw)
        if not draft.stale:
            size = len(raw) if draft.raw_size is None else draft.raw_size
            draft.header |= {"payload_sha256": hashlib.sha256(packed).hexdigest(), "raw_size": size}
        head = draft.spelled(canonical.encode(draft.header))
        mark, version, length = _MARKS[draft.sealed], draft.version, len(head).to_bytes(4, "big")
        signed = version + length + head + hashlib.sha256(packed).digest()
        signature = self._signature if draft.kept else draft.signer.sign("package" if draft.sealed else "invitation", signed)
        made = inner = mark + version + length + head + signature + packed
        for change in draft.late:
            inner = change(draft.draw, inner)
        stranger = draft.kept or draft.signer is not self.carried.signer or inner != made
        sealed = age_encrypt(inner, [self.carried.recipient]) if self._sealed else inner
        data = draft.wrapped(draft.draw, sealed)
        return Mutant(data, (stranger and inner != self._inner) or data != sealed, steps)

    # -- of the header, signed by its author -------------------------------------------------------------------------------

    def _value(self, draft: Draft) -> None:
        *path, key = draft.draw.choice(self._paths)
        place = at(draft.header, path)
        place[key] = self._spoiler.value(draft.draw, place[key])

    def _key(self, draft: Draft) -> None:
        *path, key = draft.draw.choice(self._paths)
        del at(draft.header, path)[key]

    def _swap(self, draft: Draft) -> None:
        (*path, key), (*other, other_key) = draft.draw.sample(self._paths, 2)
        one, two = at(draft.header, path), at(draft.header, other)
        one[key], two[other_key] = deepcopy(two[other_key]), deepcopy(one[key])

    def _more(self, draft: Draft) -> None:
        *path, _ = draft.draw.choice(self._paths)
        place, junk = at(draft.header, path), deepcopy(draft.draw.choice(JUNK))
        if isinstance(place, dict):
            place[draft.draw.choice(("", "unknown", "extra", "device", *self._ids[32][:50]))] = junk
        else:
            place.append(draft.draw.choice((junk, deepcopy(place[-1]))))

    def _borrow(self, draft: Draft) -> None:
        """A part of another file's header in the place of ours."""
        other = draft.draw.choice(self._others)
        key = draft.draw.choice(("sender", "recipient", "authors", "cards", "grants", "have", "lacking", "device", "office", "kind", "unit"))
        if key == "sender" and draft.draw.random() < 0.7:
            key, inside = "sender", draft.draw.choice(("card", "certificate", "invitation", "epoch"))
            draft.header["sender"][inside] = deepcopy(other["sender"].get(inside))
        else:
            draft.header[key] = deepcopy(other[key])

    def _many(self, draft: Draft) -> None:
        """More than there may be, or than anybody holds."""
        key, count = draft.draw.choice((("have", 1), ("lacking", 1), ("have", 10_001), ("cards", 129), ("cards", 70), ("authors", 300)))
        if key == "cards":
            card = draft.header["cards"][-1]
            draft.header["cards"] = [card | {"version": number} for number in range(1, count)]
        elif key == "authors":
            author = draft.draw.choice([*draft.header["authors"].values(), *(each["sender"] for each in self._others if "sender" in each)])
            draft.header["authors"] = {f"{number:032x}": author for number in range(count)}
        else:
            place = draft.draw.choice([each["device"] + each["epoch"] + each["stream"] for each in draft.header["ranges"]])
            rest = [draft.draw.choice(("duty", "consent", "both"))] if key == "lacking" else []
            draft.header[key] = {
                place: [[number, named, *rest] for number, named in enumerate(draft.draw.choices(self._ids[64], k=count), 1)]
            }

    def _spelling(self, draft: Draft) -> None:
        """The same header in other bytes."""
        spellings: list[Callable[[bytes], bytes]] = [
            lambda head: head.replace(b",", b", ", 1),
            lambda head: head.replace(b'"kind"', b'"kin\\u0064"', 1),
            lambda head: head[:-1] + b',"kind":"package"}',
            lambda head: b'{"created":"2026-11-20 10:00:00",' + head[1:],
            lambda head: head.replace(b'"suite":1', b'"suite":1.0', 1),
            lambda head: head.replace(b'"suite":1', b'"suite":9007199254740993', 1),
            lambda head: head.replace(b'"', b'"\xff', 1),
            lambda head: head.replace(b'"', b'"\\ud800', 1),
            lambda head: b"\xef\xbb\xbf" + head,
            lambda head: head + b"\n",
            lambda head: b"[" * 100_000 + b"]" * 100_000,
            lambda head: head.replace(b'"suite":1', b'"suite":' + b"[" * 9 + b"]" * 9, 1),
            lambda head: b"",
        ]
        draft.spelled = draft.draw.choice(spellings)

    # -- of the ranges and their entries -----------------------------------------------------------------------------------

    def _ranges(self, draft: Draft) -> None:
        """Ranges taken out, doubled, put elsewhere, parted, with their lines or without."""
        ranges, draw = draft.header["ranges"], draft.draw
        one, other = draw.randrange(len(ranges)), draw.randrange(len(ranges))
        step = draw.randrange(6)
        if step == 0:
            del ranges[one]
            if draw.random() < 0.7:
                del draft.blocks[one]
        elif step == 1:
            ranges.insert(other, dict(ranges[one]))
            if draw.random() < 0.7:
                draft.blocks.insert(other, draft.blocks[one])
        elif step == 2:
            ranges[one], ranges[other] = ranges[other], ranges[one]
        elif step == 3:
            ranges[one] |= {key: ranges[other][key] for key in draw.sample(("device", "epoch", "stream", "head", "signature", "before"), 2)}
        elif step == 4:
            self._parted(draft, one)
        else:
            part = ranges[one]
            part["stream" if draw.random() < 0.5 else "epoch"] = draw.choice(self._ids[32])
            self._sign(part)

    def _parted(self, draft: Draft, number: int) -> None:
        """One range as two, at an entry where its author did not sign, or where it does."""
        part, lines = draft.header["ranges"][number], draft.blocks[number].splitlines(keepends=True)
        cut = draft.draw.randrange(1, len(lines))
        middle = self._hashes[part["head"]][cut - 1].hex()
        front = part | {"last": part["first"] + cut - 1, "head": middle, "size": sum(map(len, lines[:cut]))}
        behind = part | {"first": part["first"] + cut, "before": middle, "size": sum(map(len, lines[cut:]))}
        if draft.draw.random() < 0.5:
            self._sign(front)
        draft.header["ranges"][number : number + 1] = [front, behind][:: draft.draw.choice((1, 1, -1))]

    def _entry(self, draft: Draft) -> None:
        """Entries of the author's own, spoilt, chained and signed rightly."""
        own = [number for number, each in enumerate(draft.header["ranges"]) if each["device"] == self.carried.author.device_id.hex()]
        self._rechained(draft, draft.draw.choice(own))

    def _forged(self, draft: Draft) -> None:
        """Entries of anybody, chained anew and signed by who carries them."""
        self._rechained(draft, draft.draw.randrange(len(draft.header["ranges"])))

    def _rechained(self, draft: Draft, number: int) -> None:
        part, draw = draft.header["ranges"][number], draft.draw
        hashes, raw = self._hashes[part["head"]], draft.blocks[number].splitlines(keepends=True)
        first = draw.randrange(len(raw))
        raw = raw if len(raw) <= _LONG else raw[: first + 2]
        lines: list[Line] = [msgspec.json.decode(line) for line in raw[first:]]
        self._edit(draw, lines, part["stream"])
        before = hashes[first - 1] if first else bytes.fromhex(part["before"])
        made = chained(part, part["first"] + first, before, lines, self._salts)
        draft.blocks[number] = b"".join([*raw[:first], *(canonical.encode(line) + b"\n" for line in lines)])
        head = made[-1] if made else before
        last = part["first"] + first + len(lines) - 1
        part |= {"head": head.hex(), "last": last, "size": len(draft.blocks[number])}
        self._sign(part)

    def _edit(self, draw: random.Random, lines: list[Line], stream: str) -> None:
        step = draw.randrange(10)
        if step == 0:
            del lines[0]
        elif step == 1:
            lines.insert(0, deepcopy(draw.choice(lines)))
        elif step == 2:
            draw.shuffle(lines)
        for _ in range(draw.choice((1, 1, 2))):
            if step > 2:
                self._spoiler.spoil(draw, draw.choice(lines[:2]), stream)

    def _sign(self, part: dict[str, Any]) -> None:
        """The author's signature over where the range ends."""
        named = b"".join(bytes.fromhex(part[key]) for key in ("device", "epoch", "stream"))
        message = named + part["last"].to_bytes(8, "big") + bytes.fromhex(part["head"])
        part["signature"] = self.carried.author.sign("head", message).hex()

    def _lines(self, draft: Draft) -> None:
        """Lines changed and not chained anew."""
        number, draw = draft.draw.randrange(len(draft.blocks)), draft.draw
        lines = draft.blocks[number].splitlines(keepends=True)
        place, step = draw.randrange(len(lines)), draw.randrange(5)
        if step == 0:
            lines[place] = _edited(draw, lines[place])
        elif step == 1:
            del lines[place]
        elif step == 2:
            lines.insert(place, draw.choice(lines))
        elif step == 3:
            draw.shuffle(lines)
        else:
            spelled = lines[place].replace(b'"', draw.choice((b'"\xff', b'"\\ud800', b' "', b'"')), 1)
            lines[place] = spelled + draw.choice((b"", b"\n", b"\r\n", b"[" * 100_000, b" " * 100_000))
        self._put(draft, number, b"".join(lines))

    def _one_line(self, draft: Draft) -> None:
        """One entry spoilt in its form and not chained anew."""
        number = draft.draw.randrange(len(draft.blocks))
        lines = draft.blocks[number].splitlines(keepends=True)
        place = draft.draw.randrange(len(lines))
        line = msgspec.json.decode(lines[place])
        self._spoiler.spoil(draft.draw, line, draft.header["ranges"][number]["stream"])
        lines[place] = canonical.encode(line) + b"\n"
        self._put(draft, number, b"".join(lines))

    def _put(self, draft: Draft, number: int, block: bytes) -> None:
        draft.blocks[number] = block
        if draft.draw.random() < 0.9:
            draft.header["ranges"][number]["size"] = len(block)

    def _salt_line(self, draft: Draft) -> None:
        """The file's first line spoilt: salts missing, twice, exchanged, of another form."""
        salts, draw = [each.hex() for each in self._salts], draft.draw
        wrong: list[Any] = [[*salts, *salts], salts[1:], salts[::-1], [*salts, "00" * 32], ["00" * 31], [1], {}, [], [*map(str.upper, salts)]]
        fronts = [canonical.encode({"salts": each}) + b"\n" for each in wrong]
        draft.front = draw.choice([*fronts, self._front[:-1], self._front * 2, b"\n", b"", _edited(draw, self._front)])

    # -- of the container --------------------------------------------------------------------------------------------------

    def _packed_anew(self, draft: Draft) -> None:
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
            draft.header, draft.stale = msgspec.json.decode(self._head), True
        else:
            draft.front, draft.blocks, draft.pack = self._front, self._blocks, _plain

    def _stranger(self, draft: Draft) -> None:
        """Signed by somebody else, who may say so."""
        draft.signer = draft.draw.choice(self._strangers)
        if draft.draw.random() < 0.5 and isinstance(draft.signer, DeviceKeys):
            card = draft.header["sender"]["card"]
            card |= {"device_id": draft.signer.device_id.hex(), "sign_public": draft.signer.sign_public.hex()}

    def _inner_bytes(self, draft: Draft) -> None:
        draft.late.append(_edited)

    def _outer_bytes(self, draft: Draft) -> None:
        draft.wrapped = draft.draw.choice((_edited, _edited, _cut, self._spliced))

    def _spliced(self, draw: random.Random, data: bytes) -> bytes:
        other, place = draw.choice(self._pieces), draw.randrange(len(data))
        return data[:place] + other[draw.choice((place, draw.randrange(len(other)))) :]


def inner_of(carried: Carried) -> bytes:
    """A good file without its encryption."""
    return carried.data if carried.kind == "invitation" else age_decrypt(carried.data, carried.identities)


def split(inner: bytes, mark: int) -> tuple[bytes, bytes, bytes]:
    """Header, signature and packed payload."""
    end = mark + 6 + int.from_bytes(inner[mark + 2 : mark + 6], "big")
    return inner[mark + 6 : end], inner[end : end + 64], inner[end + 64 :]


def _texts(values: Sequence[Any]) -> dict[int, list[str]]:
    """All texts of some values by their length."""
    found = {text for value in values for path in spots(value) if isinstance(text := at(value, path), str)}
    found |= {key for value in values for path in spots(value) if isinstance(key := path[-1], str)}
    by_length: dict[int, list[str]] = {}
    for text in sorted(found):
        by_length.setdefault(len(text), []).append(text)
    return by_length


def _edited(draw: random.Random, data: bytes) -> bytes:
    place = draw.randrange(len(data))
    return data[:place] + draw.randbytes(draw.randrange(3)) + data[place + draw.randrange(3) :]


def _cut(draw: random.Random, data: bytes) -> bytes:
    return data[: draw.randrange(len(data))]
