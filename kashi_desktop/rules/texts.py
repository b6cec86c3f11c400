"""What no text may hold, whichever way it comes in."""

import re

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def unwritable(text: str) -> bool:
    """Whether a text holds control characters (a tab and a new line are none) or lone surrogates, which have no place in UTF-8."""
    return not text.isprintable() and _UNWRITABLE.search(text) is not None
