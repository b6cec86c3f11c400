"""What mutants are made of: values that nobody typed, and entries spoilt and chained anew, as their author could write them."""

import random
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from db import canonical
from db.journal import NO_PART, entry_hash, part_of
from db.registers.registry import REGISTERS
from db.streams import new_id
from tests.hostile.moves import sound

JUNK: list[Any] = [None, True, 0, -1, 1, 2**31, 2**53 - 1, -(2**53) + 1, "", "zzzz", "00" * 16, "00" * 32, "ab" * 64, [], {}, [[]], [None]]
JUNK += [{"a": 1}, {"": None}, "x" * 9_999, "x" * 10_001, list(range(500)), [[[[[[[[]]]]]]]], "\x00", "\u2028", "２", "買" * 300]
TEXTS = ["1e99999999", "NaN", "-1", "0x10", "1_000", ";", "a;b", "AB" * 16, "00" * 15, "2026-W40-4", "2026-02-30", "0000-00-00", "1"]
TEXTS += [
    "9999-12-31",
    "2026-11-01 24:00",
    "2026-11-01 10:00",
    "2026-11",
    "{}",
    "[]",
    '{"card":{}}',
    "0" * 64 + ":1:9:" + "0" * 64,
    "create",
]
WORDS = ["create", "update", "remove", "erase", "merge", *REGISTERS]

Line = list[Any]
"""Envelope, duty, consented and the numbers of their salts, as a line tells them."""


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where values stand inside a value: the keys that lead there."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [spot for key, each in inside for spot in ((*path, key), *spots(each, (*path, key)))]


def at(value: Any, path: Sequence[Any]) -> Any:
    """What stands at a spot. Errors: LookupError, TypeError (another step took it away)."""
    for key in path:
        value = value[key]
    return value


def chained(place: Mapping[str, Any], first: int, before: bytes, lines: Sequence[Line], salts: Sequence[bytes]) -> list[bytes]:
    """The hashes of lines, each behind the one before; where a line has no form, as if it were not there."""
    found = []
    own = {key: place.get(key) for key in ("device", "epoch", "stream")}
    for seq, line in enumerate(lines, first):
        said, duty, kept = line[:3] if len(line) > 2 else ({}, None, None)
        parts = (_part(b"duty", duty, line[3:4], salts), _part(b"consent", kept, line[4:5], salts))
        envelope = canonical.encode({**(said if isinstance(said, dict) else {}), **own, "seq": seq})
        before = entry_hash(before, envelope, *parts)
        found.append(before)
    return found


def _part(kind: bytes, told: Any, salt: Sequence[Any], salts: Sequence[bytes]) -> bytes:
    if isinstance(told, dict):
        number = salt[0] if salt else None
        own = salts[number] if type(number) is int and 0 <= number < len(salts) else None
        return part_of(kind, canonical.encode(told), own)
    if isinstance(told, str) and len(told) == 64:
        try:
            return bytes.fromhex(told)
        except ValueError:
            return NO_PART
    return NO_PART


class Spoiler:
    """Spoils one line of a range at a time; ``ids`` are texts by their length, of which any may stand for another."""

    def __init__(self, ids: Mapping[int, Sequence[str]], streams: Sequence[str]) -> None:
        """Draw what is needed before the first mutant, so that each follows from its number alone."""
        self._ids = ids
        self._fresh = {stream: [new_id(bytes.fromhex(stream)).hex() for _ in range(8)] for stream in streams}
        self._sound = {name: sound(name) for name in REGISTERS}
        self._steps: list[Callable[[random.Random, Line, str], None]] = [
            *(self._field, self._field, self._field, self._envelope, self._envelope, self._register, self._made, self._made),
            *(self._newer, self._newer, self._part, self._salt, self._line),
        ]

    def spoil(self, draw: random.Random, line: Line, stream: str) -> None:
        """Change one thing of a line, in place."""
        draw.choice(self._steps)(draw, line, stream)

    def value(self, draw: random.Random, was: Any) -> Any:
        """Something else in the place of a value."""
        turn = draw.random()
        if isinstance(was, str) and turn < 0.4 and (alike := self._ids.get(len(was))):
            return draw.choice(alike)
        if type(was) is int and turn < 0.5:
            return was + draw.choice((-1, 1, 2))
        # Its own copy: a list that is put into itself has no bytes.
        return draw.choice(TEXTS) if turn > 0.8 else deepcopy(draw.choice(JUNK))

    def _envelope(self, draw: random.Random, line: Line, stream: str) -> None:
        said = line[0]
        key = draw.choice([*said, *said, "account", "consent", "person", "seen", "continues", "device", "seq", "unknown", ""])
        if draw.random() < 0.2:
            said.pop(key, None)
        elif key == "seen" and draw.random() < 0.8:
            said[key] = draw.choices(self._ids[64], k=draw.choice((1, 2, 64, 65)))
        else:
            said[key] = self.value(draw, said.get(key))

    def _register(self, draw: random.Random, line: Line, stream: str) -> None:
        line[0][draw.choice(("register", "op"))] = draw.choice(WORDS)

    def _newer(self, draw: random.Random, line: Line, stream: str) -> None:
        """An entry of a later program, whose values nobody here can check."""
        if draw.random() < 0.5:
            self._made(draw, line, stream)
        line[0]["version"] = draw.choice((2, 2, 3, 2**31 - 1, 2**31))
        for _ in range(draw.choice((1, 2))):
            self._field(draw, line, stream)

    def _made(self, draw: random.Random, line: Line, stream: str) -> None:
        """A sound record of any register."""
        name = draw.choice(list(REGISTERS))
        register, fields = REGISTERS[name], dict(self._sound[name])
        record = draw.choice(self._fresh[stream])
        person = record if register.subject == "id" else draw.choice(self._ids[32])
        for link in register.links:
            if link.field in fields:
                fields[link.field] = draw.choice(self._ids[32])
        if register.subject not in (None, "id"):
            fields[str(register.subject)] = person
        line[0] |= {"op": "create", "register": name, "record": record, "version": 1}
        line[0].pop("consent", None)
        line[0] |= {"person": person} if register.subject else {}
        if not register.subject:
            line[0].pop("person", None)
        line[1:] = [fields, None, 0 if register.subject else None, None]
        if draw.random() < 0.5:
            self._field(draw, line, stream)

    def _field(self, draw: random.Random, line: Line, stream: str) -> None:
        part = draw.choice((1, 1, 2)) if len(line) > 2 else 1
        fields = line[part] if isinstance(line[part], dict) else {}
        register = REGISTERS.get(str(line[0].get("register")))
        known = [*(register.keys if register else ()), "_reason", "unknown", "unit_id", ""]
        key = draw.choice([*fields] if fields and draw.random() < 0.5 else known)
        line[part] = {**fields, key: self.value(draw, fields.get(key))}

    def _part(self, draw: random.Random, line: Line, stream: str) -> None:
        one = draw.choice((1, 2))
        if draw.random() < 0.3:
            line[1], line[2] = line[2], line[1]
        else:
            line[one] = draw.choice((None, {}, "00" * 32, draw.choice(self._ids[64]), "AB" * 32, "", [], 7))

    def _salt(self, draw: random.Random, line: Line, stream: str) -> None:
        line[draw.choice((3, 4))] = draw.choice((None, 0, 1, 2, -1, 10**6, "0"))

    def _line(self, draw: random.Random, line: Line, stream: str) -> None:
        if draw.random() < 0.5:
            line.append(deepcopy(draw.choice(JUNK)))
        else:
            line[draw.randrange(5)] = deepcopy(draw.choice(JUNK))
