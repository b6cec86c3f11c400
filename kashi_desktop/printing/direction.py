"""Visual order of a line that mixes Chinese, digits and Uyghur script."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts written from right to left; a text without any is in visual order already."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(f"{RIGHT_TO_LEFT.pattern}+")

_SIDES = {"\u200e": 0, "\u200f": 1}
"""Marks that give a line its direction, by level; only the first character of a line counts."""

_BRACKETS = dict(zip("（(【〔《〈「『[", "）)】〕》〉」』]", strict=True))

# A date, a time, a masked number or a decimal is one unit that keeps its own direction, as if inside U+2066…U+2069. Digits of every
# script are written from left to right, ٧٥ too.
_NUMBER = re.compile(r"[\d*]+(?:[-/:.,٫٬][\d*]+)*")


@dataclass(slots=True)
class _Unit:
    """Consecutive characters of one kind: L, R, N (number) or empty for spaces and punctuation."""

    text: str
    kind: str
    level: int = 0


def visual_runs(text: str) -> list[tuple[str, bool]]:
    """Cut ``text`` into runs from left to right; True marks a run to be shaped right to left.

    A reduction of the Unicode bidirectional algorithm (UAX #9) without explicit embeddings: the line has its ``base_level``,
    numbers are isolated, spaces and punctuation follow their neighbours.
    """
    base = base_level(text)
    units = _units(text[1:] if text[:1] in _SIDES else text, base)
    _resolve(units, base)
    runs: list[_Unit] = []
    for unit in units:
        if runs and runs[-1].level == unit.level:
            runs[-1].text += unit.text
        else:
            runs.append(unit)
    for level in range(max((r.level for r in runs), default=0), 0, -1):
        _reverse_from(runs, level)
    return [(r.text, r.level % 2 == 1) for r in runs]


def base_level(text: str) -> int:
    """Direction of a whole line or paragraph: 0 from left to right, 1 from right to left.

    Chinese papers hold Chinese sentences that begin with a Uyghur name, so the first strong letter decides (UAX #9, P2) only where
    there is no Chinese; else the line is a Uyghur one when it has more Uyghur words than Chinese characters.
    """
    if text[:1] in _SIDES:
        return _SIDES[text[0]]
    chinese = len(_HAN.findall(text))
    if chinese:
        return int(len(_WORD.findall(text)) > chinese)
    strong = (kind for char in text if (kind := _kind(char, "")))
    return int(next(strong, "L") == "R")


def along(line: str, level: int) -> str:
    """A line of a paragraph of direction ``level``, marked when by itself it would take the other one."""
    return line if base_level(line) == level else "\u200e\u200f"[level] + line


def _bracketed(text: str, side: str) -> set[int]:
    """Places of the brackets that go with the line: those around a letter of its own direction (UAX #9, N0)."""
    places: set[int] = set()
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char in _BRACKETS:
            waiting.append(at)
        elif waiting and char == _BRACKETS[text[waiting[-1]]]:
            start = waiting.pop()
            if any(_kind(inner, "") == side for inner in text[start + 1 : at]):
                places |= {start, at}
    return places


def _units(text: str, base: int) -> list[_Unit]:
    units: list[_Unit] = []
    side = "R" if base else "L"
    bracketed = _bracketed(text, side)
    at = 0
    while at < len(text):
        number = _NUMBER.match(text, at)
        if number:
            units.append(_Unit(number.group(), "N"))
            at = number.end()
            continue
        kind = side if at in bracketed else _kind(text[at], units[-1].kind if units else "")
        if units and units[-1].kind == kind:
            units[-1].text += text[at]
        else:
            units.append(_Unit(text[at], kind))
        at += 1
    return units


def _kind(char: str, before: str) -> str:
    direction = unicodedata.bidirectional(char)
    if direction in ("R", "AL"):
        return "R"
    if direction == "NSM":
        return before
    return "L" if direction == "L" else ""


def _resolve(units: list[_Unit], base: int) -> None:
    """Give every unit its level: even runs left to right, odd ones right to left."""
    strong = "R" if base else "L"
    sides: list[str] = []
    for unit in units:
        if unit.kind in ("L", "R"):
            strong = unit.kind
        sides.append(strong if unit.kind == "N" else unit.kind)
    edges = ["R" if base else "L", *sides, "R" if base else "L"]
    for i, unit in enumerate(units):
        side = sides[i]
        if not side:  # neighbours of a neutral are never neutral themselves: equal kinds were joined
            side = edges[i] if edges[i] == edges[i + 2] else edges[0]
        if unit.kind == "N" and side == "R":
            unit.level = 2
        else:
            unit.level = 1 if side == "R" else 2 * base


def _reverse_from(runs: list[_Unit], level: int) -> None:
    """Reverse each longest stretch of runs at ``level`` or above, in place (UAX #9, rule L2)."""
    marks = [-1, *[i for i, r in enumerate(runs) if r.level < level], len(runs)]
    for before, after in pairwise(marks):
        runs[before + 1 : after] = runs[before + 1 : after][::-1]
