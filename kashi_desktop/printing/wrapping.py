"""Line breaking and shrinking: every text fits its cell, none is cut."""

import re

from kashi_desktop.printing.direction import RIGHT_TO_LEFT, along, base_level
from kashi_desktop.printing.fonts import Typesetter

NO_START = frozenset("。，、；：？！）】》〉」』”’…·％‰℃.,;:?!)]}%~～—")
"""Marks that never begin a line (GB/T 15834-2011, 5.1)."""
NO_END = frozenset("（【《〈「『“‘([{")
"""Marks that never end a line."""

_WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+[ ]*|\s|.", re.DOTALL)
_MIDDLE_DOT = re.compile(r"(?<=·)")
_PARTS = re.compile(r"[^_-]*[_-]|[^_-]+")
_SMALLEST = 3.0
READABLE = 6.0
"""In points: what is kept in a form is not made smaller, it goes on elsewhere."""
EASILY_READ = 8.0
"""In points: sentences are not made smaller, a further page takes what finds no room."""
_STEP = 0.5
GO_ON = "……（接续页）"
"""The last line of a text that goes on on a further page."""


def wrap(setter: Typesetter, text: str, width: float, bold: bool = False) -> list[str]:
    """Break ``text`` into lines of at most ``width`` thousandths of the size; a word wider than that breaks anywhere."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        if setter.width(paragraph, bold) <= width:
            lines.append(paragraph)
        else:
            level = base_level(paragraph)
            lines += [along(line, level) for line in _wrap_paragraph(setter, paragraph, width, bold)]
    return lines


def wrap_name(setter: Typesetter, name: str, width: float, bold: bool = False) -> list[str]:
    """Break a name at its middle dots when its parts fit, so that no part is torn apart; line ends are kept."""
    if "\n" in name:
        return [line for part in name.splitlines() for line in wrap_name(setter, part, width, bold)]
    parts = _MIDDLE_DOT.split(name)
    if any(setter.width(part, bold) > width for part in parts):
        return wrap(setter, name, width, bold)
    lines = [""]
    for part in parts:
        if setter.width(lines[-1] + part, bold) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return lines


def fit(
    setter: Typesetter, text: str, box: tuple[float, float], size: float, leading: float, bold: bool = False, least: float = _SMALLEST
) -> tuple[float, list[str]]:
    """The size, from ``size`` points downwards, at which ``text`` fits a box of width and height in points, and its lines."""
    wide, high = box
    size = whole_words(setter, text, wide, size, bold, max(least, READABLE))
    while True:
        lines = wrap(setter, text, wide * 1000 / size, bold)
        if len(lines) <= _room(high, size, leading) or size <= least:
            return size, lines
        size -= _STEP


def whole_words(setter: Typesetter, text: str, wide: float, size: float, bold: bool = False, least: float = READABLE) -> float:
    """The size, from ``size`` points down to the ``least``, at which no word of ``text`` is wider than ``wide`` points."""
    if setter.width(text, bold) * size <= wide * 1000:
        return size
    words = (word.rstrip(" ") for word in _WORD.findall(text) if len(word) > 1)
    widest = max((setter.width(part, bold) for word in words for part in _PARTS.findall(word)), default=0.0)
    while size > least and widest * size > wide * 1000:
        size -= _STEP
    return size


def fit_part(
    setter: Typesetter, text: str, box: tuple[float, float], size: float, leading: float, least: float
) -> tuple[float, list[str], str]:
    """As ``fit``, but not below the ``least`` size: lines that find no room are the rest, and the last one says that it goes on."""
    size, lines = fit(setter, text, box, size, leading, least=least)
    room = _room(box[1], size, leading)
    if len(lines) <= room:
        return size, lines, ""
    kept = lines[: room - 1]
    return size, [*kept, GO_ON], _behind(text, kept)


def _room(high: float, size: float, leading: float) -> int:
    """How many lines fit; at least one."""
    return max(1, int((high / size - 1) / leading + 1.000001))


def _behind(text: str, lines: list[str]) -> str:
    """What of ``text`` stands behind its first lines; blanks at their ends and marks of direction do not count."""
    left = sum(map(_counts, "".join(lines)))
    for at, char in enumerate(text):
        if left == 0 and _counts(char):
            return text[at:]
        left -= _counts(char)
    return ""


def _counts(char: str) -> bool:
    return not char.isspace() and char not in "\u200e\u200f"


def _wrap_paragraph(setter: Typesetter, text: str, width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for token in _tokens(setter, text, width, bold):
        wide = setter.width(token.rstrip(" "), bold)
        if line and used + wide > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
            token = token.lstrip(" ")
        line += token
        used = setter.width(line, bold) if RIGHT_TO_LEFT.search(line) else used + setter.width(token, bold)
    if line.strip():
        lines.append(line.rstrip(" "))
    return lines or [""]


def _tokens(setter: Typesetter, text: str, width: float, bold: bool) -> list[str]:
    """Pieces that stay together: a Latin or Uyghur word with its space, or a Chinese character with its marks."""
    tokens: list[str] = []
    for word in _WORD.findall(text):
        joins = tokens and (word[0] in NO_START or tokens[-1][-1] in NO_END)
        if joins and setter.width(tokens[-1] + word, bold) <= width:
            tokens[-1] += word
        else:
            tokens += _cut(setter, word, width, bold)
    return tokens


def _cut(setter: Typesetter, word: str, width: float, bold: bool) -> list[str]:
    """The word itself; wider than a line, its parts that end with an underscore or hyphen when they fit; else its characters."""
    for parts in ([word], _PARTS.findall(word)):
        if all(setter.width(part.rstrip(" "), bold) <= width for part in parts):
            return parts
    return list(word)
