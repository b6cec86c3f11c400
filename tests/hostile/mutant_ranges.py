"""Mutations of a file's ranges and of the entries in them, chained and signed anew by their author, or not."""

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import msgspec

from db import canonical
from tests.hostile.drafts import LONG, Draft, Parts, edited
from tests.hostile.spoiled import Line, Spoiler, chained


class Ranges:
    """Changes one thing of a draft's payload at a time."""

    def __init__(self, parts: Parts, spoiler: Spoiler) -> None:
        """Mutate files made of these parts."""
        self._parts, self._spoiler = parts, spoiler
        self.steps: list[Callable[[Draft], None]] = [*[self.entry] * 6, self.ranges, self.ranges, self.forged]
        self.steps += [self.lines, self.lines, self.one_line, self.salt_line]

    def ranges(self, draft: Draft) -> None:
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
            part["stream" if draw.random() < 0.5 else "epoch"] = draw.choice(self._parts.ids[32])
            self._sign(part)

    def _parted(self, draft: Draft, number: int) -> None:
        """One range as two, at an entry where its author did not sign, or where it does."""
        part, lines = draft.header["ranges"][number], draft.blocks[number].splitlines(keepends=True)
        cut = draft.draw.randrange(1, len(lines))
        middle = self._parts.hashes[part["head"]][cut - 1].hex()
        front = part | {"last": part["first"] + cut - 1, "head": middle, "size": sum(map(len, lines[:cut]))}
        behind = part | {"first": part["first"] + cut, "before": middle, "size": sum(map(len, lines[cut:]))}
        if draft.draw.random() < 0.5:
            self._sign(front)
        draft.header["ranges"][number : number + 1] = [front, behind][:: draft.draw.choice((1, 1, -1))]

    def entry(self, draft: Draft) -> None:
        """Entries of the author's own, spoilt, chained and signed rightly."""
        own = [number for number, each in enumerate(draft.header["ranges"]) if each["device"] == self._parts.author.device_id.hex()]
        self._rechained(draft, draft.draw.choice(own))

    def forged(self, draft: Draft) -> None:
        """Entries of anybody, chained anew and signed by who carries them."""
        self._rechained(draft, draft.draw.randrange(len(draft.header["ranges"])))

    def _rechained(self, draft: Draft, number: int) -> None:
        part, draw = draft.header["ranges"][number], draft.draw
        hashes, raw = self._parts.hashes[part["head"]], draft.blocks[number].splitlines(keepends=True)
        first = draw.randrange(len(raw))
        raw = raw if len(raw) <= LONG else raw[: first + 2]
        lines: list[Line] = [msgspec.json.decode(line) for line in raw[first:]]
        self._edit(draw, lines, part["stream"])
        before = hashes[first - 1] if first else bytes.fromhex(part["before"])
        made = chained(part, part["first"] + first, before, lines, self._parts.salts)
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
        part["signature"] = self._parts.author.sign("head", message).hex()

    def lines(self, draft: Draft) -> None:
        """Lines changed and not chained anew."""
        number, draw = draft.draw.randrange(len(draft.blocks)), draft.draw
        lines = draft.blocks[number].splitlines(keepends=True)
        place, step = draw.randrange(len(lines)), draw.randrange(5)
        if step == 0:
            lines[place] = edited(draw, lines[place])
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

    def one_line(self, draft: Draft) -> None:
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

    def salt_line(self, draft: Draft) -> None:
        """The file's first line spoilt: salts missing, twice, exchanged, of another form."""
        salts, draw = [each.hex() for each in self._parts.salts], draft.draw
        wrong: list[Any] = [
            [*salts, *salts],
            salts[1:],
            salts[::-1],
            [*salts, "00" * 32],
            ["00" * 31],
            [1],
            {},
            [],
            [*map(str.upper, salts)],
        ]
        fronts = [canonical.encode({"salts": each}) + b"\n" for each in wrong]
        draft.front = draw.choice([*fronts, self._parts.front[:-1], self._parts.front * 2, b"\n", b"", edited(draw, self._parts.front)])
