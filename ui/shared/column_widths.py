"""How wide the columns of a table are: nothing is cut beside a column that has room to spare."""

from collections.abc import Collection, Sequence

from PySide6.QtGui import QFontMetricsF

from ui.shared import theme

MEASURED_ROWS = 40
"""So many rows of a table are measured, from its first one on."""


class Ruler:
    """Measures words in the faces of the program; made for one pass over a table."""

    def __init__(self) -> None:
        """Every face is looked up once."""
        self._metrics: dict[tuple[int, bool], QFontMetricsF] = {}

    def wide(self, words: str, size: int = theme.TEXT, bold: bool = False) -> float:
        """Pixels that the words take."""
        if not words:
            return 0.0
        if (size, bold) not in self._metrics:
            self._metrics[size, bold] = QFontMetricsF(theme.font(size, bold))
        return self._metrics[size, bold].horizontalAdvance(words)


def shared_width(room: int, usual: Sequence[int], needed: Sequence[int], least: Sequence[int], stretching: Collection[int]) -> list[int]:
    """The width of each column in ``room``: the usual one where all fits, else what the words need, else the widest give way first.

    ``least`` are the headers, which are never cut: a table that is narrower still scrolls sideways.
    """
    full = [max(pair) for pair in zip(needed, least, strict=True)]
    widths = [max(pair) for pair in zip(usual, full, strict=True)]
    if sum(widths) > room:
        widths = full
    spare = room - sum(widths)
    if spare >= 0:
        takers = sorted(stretching)
        for turn, place in enumerate(takers):
            widths[place] += spare // len(takers) + (turn < spare % len(takers))
        return widths
    low, high = 0, max(widths, default=0)
    while low < high:  # the greatest width at which all fits
        middle = (low + high + 1) // 2
        fits = sum(max(under, min(width, middle)) for width, under in zip(widths, least, strict=True)) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return [max(under, min(width, low)) for width, under in zip(widths, least, strict=True)]
