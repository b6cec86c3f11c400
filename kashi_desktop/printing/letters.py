"""Which letters of a text can be drawn at all; light, because every record that is saved or loaded is asked."""

import re
import unicodedata
from functools import cache

from kashi_desktop.printing.faces import bundled_stack, face

GETA = "〓"
"""What is drawn for a character that no face has: the printers' mark for a missing type."""

_DRAWN = re.compile("[ -~\u00b7\u0600-\u06ff\u2010-\u2027\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*")
"""Letters that the bundled faces are known to draw; nearly every text is made of them alone, so that no font file is opened for it."""

_NAMED = 5
"""How many letters a sentence names."""


def undrawn(text: str) -> str:
    """The letters of ``text`` that no bundled face draws, each once; on paper ``GETA`` stands for them."""
    if _DRAWN.fullmatch(text):
        return ""
    return "".join(char for char in dict.fromkeys(printable(text)) if not _is_drawn(char))


@cache
def _is_drawn(char: str) -> bool:
    return is_selector(char) or any(face(path).glyph(char) for path in bundled_stack(bold=False))


def is_selector(char: str) -> bool:
    """Whether a character only chooses the form of the one before it, a variation selector, and shows nothing itself."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def named(letters: str) -> str:
    """Letters for a sentence, with their numbers in Unicode, because the screen may not show them either."""
    words = [f"{char}（U+{ord(char):04X}）" for char in letters[:_NAMED]]
    return " ".join(words if len(letters) <= _NAMED else [*words, "…"])


def printable(text: str) -> str:
    """Text without control and format characters, which no face draws; tabs and line ends become spaces."""
    if text.isprintable():
        return text
    kept = (" " if char in "\t\r\n\u00a0\u2028\u2029" else char for char in text)
    return "".join(c for c in kept if c in "\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf"))
