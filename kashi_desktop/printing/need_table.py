"""The table of needs on the visit record."""

from collections.abc import Sequence

from kashi_desktop.printing.style import BODY, PAD, SMALL, THIN, Align, Cell, Paper, day
from kashi_desktop.types.documents import NeedLine

BAND_HEIGHT = 16.0
LINE = 20.0
SPARE = 4
"""Lines of the table while there are no more needs; above that two columns hold all kinds."""


def draw_needs(paper: Paper, area: Cell, needs: Sequence[NeedLine]) -> None:
    """The table of needs: four wide lines, or two columns of narrow ones when there are more."""
    columns = 1 if len(needs) <= SPARE else 2
    rows = SPARE if columns == 1 else -(-max(len(needs), 2 * SPARE) // 2)
    shares = (0.18, 0.2, 0.4, 0.22) if columns == 1 else (0.21, 0.17, 0.4, 0.22)
    paper.frame(f"needs-{columns}-{rows}", lambda: _lattice(paper, area, columns, rows, shares))
    wide, high = area.width / columns, (area.height - BAND_HEIGHT) / rows
    for column in range(columns):
        _row(paper, Cell(area.x + column * wide, area.y, wide, BAND_HEIGHT), ("需求", "处理", "转介单位", "期限"), shares, "centre")
    for number, need in enumerate(needs):
        column, row = divmod(number, rows)
        action = need.action.label if need.action else ""
        due = need.due_on and (day(need.due_on) if columns == 1 else need.due_on.isoformat())
        texts = (need.kind.label, action, need.referral_to, due or "")
        _row(paper, Cell(area.x + column * wide, area.y + BAND_HEIGHT + row * high, wide, high), texts, shares)


def _row(paper: Paper, row: Cell, texts: Sequence[str], shares: Sequence[float], align: Align = "left") -> None:
    x = row.x
    for text, share in zip(texts, shares, strict=True):
        cell = Cell(x, row.y, row.width * share, row.height)
        paper.fill(cell, text, SMALL if row.height < LINE else BODY, align=align, pad=2.5 if row.height < BAND_HEIGHT else PAD)
        x += row.width * share


def _lattice(paper: Paper, area: Cell, columns: int, rows: int, shares: Sequence[float]) -> None:
    high = (area.height - BAND_HEIGHT) / rows
    for row in range(rows):
        y = area.y + BAND_HEIGHT + row * high
        paper.rule(area.x, y, area.x + area.width, y)
    for column in range(columns):
        x, wide = area.x + column * area.width / columns, area.width / columns
        if column:
            paper.rule(x, area.y, x, area.y + area.height, THIN * 2)
        for share in shares[:-1]:
            x += wide * share
            paper.rule(x, area.y, x, area.y + area.height)
