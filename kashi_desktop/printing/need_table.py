"""The table of needs on the visit record."""

from collections.abc import Sequence

from kashi_desktop.printing.style import BODY, LEADING, PAD, SMALL, THIN, Align, Cell, Paper, day
from kashi_desktop.printing.wrapping import READABLE, fit_part
from kashi_desktop.types.documents import NeedLine

BAND_HEIGHT = 16.0
LINE = 20.0
SPARE = 4
"""Lines of the table while there are no more needs; above that two columns hold all kinds."""
_MOST = 14  # needs whose lines can still be read; more go on on a further page
_REFERRAL = 2  # the column whose words may find no room


class _Table:
    """Where the needs stand: four wide lines, or two columns of narrow ones when there are more."""

    def __init__(self, area: Cell, needs: Sequence[NeedLine]) -> None:
        self.area, self.needs = area, needs[:_MOST]
        self.columns = 1 if len(self.needs) <= SPARE else 2
        self.rows = SPARE if self.columns == 1 else -(-max(len(self.needs), 2 * SPARE) // 2)
        self.shares = (0.18, 0.2, 0.4, 0.22) if self.columns == 1 else (0.21, 0.17, 0.4, 0.22)
        self.wide, self.high = area.width / self.columns, (area.height - BAND_HEIGHT) / self.rows

    def cells(self, column: int, row: int) -> list[Cell]:
        """The cells of a line, or with row -1 those of the head."""
        y = self.area.y + (BAND_HEIGHT + row * self.high if row >= 0 else 0)
        high = self.high if row >= 0 else BAND_HEIGHT
        lefts = [self.area.x + column * self.wide + sum(self.shares[:n]) * self.wide for n in range(len(self.shares))]
        return [Cell(x, y, share * self.wide, high) for x, share in zip(lefts, self.shares, strict=True)]


def draw_needs(paper: Paper, area: Cell, needs: Sequence[NeedLine]) -> None:
    """The table of needs, as many as can be read."""
    table = _Table(area, needs)
    paper.frame(f"needs-{table.columns}-{table.rows}", lambda: _lattice(paper, area, table.columns, table.rows, table.shares))
    for column in range(table.columns):
        for cell, text in zip(table.cells(column, -1), ("需求", "处理", "转介单位", "期限"), strict=True):
            _set(paper, cell, text, "centre")
    for number, need in enumerate(table.needs):
        action = need.action.label if need.action else ""
        due = need.due_on and (day(need.due_on) if table.columns == 1 else need.due_on.isoformat())
        texts = (need.kind.label, action, need.referral_to, due or "")
        for cell, text in zip(table.cells(*divmod(number, table.rows)), texts, strict=True):
            _set(paper, cell, text)


def left_over(paper: Paper, area: Cell, needs: Sequence[NeedLine]) -> list[tuple[str, str]]:
    """What the table has no room for: the kind of each such need and the rest of its words."""
    table = _Table(area, needs)
    rest = []
    for number, need in enumerate(table.needs):
        behind = _broken(paper, table.cells(*divmod(number, table.rows))[_REFERRAL], need.referral_to)[2]
        rest += [(need.kind.label, f"转介单位：{behind}")] if behind else []
    for need in needs[_MOST:]:
        words = (need.action.label if need.action else "", need.referral_to, f"期限 {day(need.due_on)}" if need.due_on else "")
        rest.append((need.kind.label, "，".join(filter(None, words))))
    return rest


def _broken(paper: Paper, cell: Cell, text: str) -> tuple[float, list[str], str]:
    inner = cell.inset(_pad(cell), 1.5)
    return fit_part(paper.setter, text, (inner.width, inner.height), SMALL if cell.height < LINE else BODY, LEADING, READABLE)


def _set(paper: Paper, cell: Cell, text: str, align: Align = "left") -> None:
    if text:
        size, lines, _ = _broken(paper, cell, text)
        paper.lines(cell.inset(_pad(cell), 1.5), lines, size, align=align)


def _pad(cell: Cell) -> float:
    return 2.5 if cell.height < BAND_HEIGHT else PAD


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
