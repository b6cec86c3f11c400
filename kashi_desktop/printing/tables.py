"""Tables of every document: cells that wrap, a head on each page, a sum that never stands alone; and lattices of facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from kashi_desktop.printing.flow import Flow
from kashi_desktop.printing.fonts import Typesetter
from kashi_desktop.printing.style import BODY, LEADING, PAD, THIN, Align, Cell
from kashi_desktop.printing.wrapping import whole_words, wrap, wrap_name

Item = TypeVar("Item")
ROW = 22.0
"""Least height of a row."""
_MARGIN = 8.0  # above and below the lines of a cell together
_HEAD_PAD = 3.0
_LABEL = 66.0
_SHORTEST = 3  # lines of a row that is longer than a page which must find room where it begins


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``width`` in points or as a share of the others; ``name`` breaks people's names at their middle dot."""

    label: str
    width: float
    align: Align = "left"
    name: bool = False


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[Item]):
    """One column of a list: what it is called and what it shows of an item; the rest as in ``Column``."""

    label: str
    width: float
    cell: Callable[[Item], str]
    align: Align = "left"
    name: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of the sum over one or several columns."""

    text: str
    columns: int = 1
    align: Align = "centre"
    bold: bool = False


Fact = tuple[str, str]
"""A label and what stands beside it."""


def draw_table(
    flow: Flow,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    *,
    total: Sequence[Span] = (),
    remark: str = "",
    size: float = BODY,
    row: float = ROW,
    kept: float = 0.0,
) -> None:
    """Set a table at the flow's place, over as many pages as it takes; widths are spread over the whole body.

    ``rows`` hold one text a column, line ends kept. ``remark`` is a sentence across the table below the rows, such as why there are
    none. ``total`` is the last line, whose spans cover all columns. ``row`` is the least height of a row;
    ``kept`` points stay free below the table, so that what follows never stands alone.
    """
    table = _Table(flow, columns, size, row)
    listed = list(rows)
    last = table.span_height(total) + (40.0 if remark else 0.0) + kept
    table.open()
    for number, texts in enumerate(listed, 1):
        table.row(texts, last if number == len(listed) else 0.0)
    if remark:
        table.spans([Span(remark, len(columns))], 40.0, kept=table.span_height(total) + kept)
    if total:
        table.spans(total, table.span_height(total), band=True, kept=kept)
    table.close()


def draw_list(
    flow: Flow,
    columns: Sequence[ListColumn[Item]],
    items: Iterable[Item],
    *,
    number: float = 32.0,
    empty: str = "",
    remark: str = "",
    total: str | Sequence[Span] = (),
    size: float = BODY,
    row: float = ROW,
    kept: float = 0.0,
) -> None:
    """A table with a row for each item, which counts them in a first column, ``number`` wide; see ``draw_table``.

    ``empty`` is said where there are none. ``total`` is what stands behind ``合计``: a sentence, or the spans over the columns after
    the second.
    """
    rows = [(str(order), *(column.cell(item) for column in columns)) for order, item in enumerate(items, 1)]
    spans = [Span(total, len(columns) - 1, "left")] if isinstance(total, str) else total
    draw_table(
        flow,
        [Column("序号", number, "centre"), *(Column(each.label, each.width, each.align, each.name) for each in columns)],
        rows,
        total=[Span("合计", 2, bold=True), *spans] if total else (),
        remark=remark or ("" if rows else empty),
        size=size,
        row=row,
        kept=kept,
    )


def draw_facts(flow: Flow, rows: Sequence[Sequence[Fact]], label: float = _LABEL, row: float = ROW) -> None:
    """Set a lattice of labelled facts: each row shares the width evenly among its facts.

    A long text makes its row higher; longer than a page it goes on, saying again what it is.
    """
    flow.need(row)
    lattice = _Table(flow, (), BODY, row)
    lattice.top = flow.y
    for facts in rows:
        wide = flow.body.width / len(facts)
        edges = [flow.body.left + n * wide + extra for n in range(len(facts)) for extra in (0.0, label)]
        lattice.facts(facts, edges, wide - label)
    lattice.close()


@dataclass(frozen=True, slots=True)
class _Lines:
    """The text of a cell: smaller than that of the table where a word would not fit its column."""

    lines: list[str]
    size: float

    def __getitem__(self, part: slice) -> "_Lines":
        return _Lines(self.lines[part], self.size)


class _Table:
    """Rows one below the other; the part on each page is framed and its uprights drawn when that page is full."""

    def __init__(self, flow: Flow, columns: Sequence[Column], size: float, row: float) -> None:
        self.flow, self.columns = flow, columns
        self.paper, self.size, self.low = flow.paper, size, row
        scale = flow.body.width / sum(column.width for column in columns) if columns else 1.0
        self.widths = [column.width * scale for column in columns]
        self.edges = list(accumulate(self.widths, initial=flow.body.left))
        self.step = size * LEADING
        self.top = flow.y
        self.head = self._head_height()
        self._uprights: list[tuple[list[float], float, float]] = []

    def _head_height(self) -> float:
        lines = [
            len(wrap(self.paper.setter, column.label, (width - 2 * _HEAD_PAD) * 1000 / self.size, bold=True))
            for column, width in zip(self.columns, self.widths, strict=True)
        ]
        return max(24.0, max(lines, default=1) * self.step + 6)

    # the part of the table on one page

    def open(self) -> None:
        """Begin the part on the present page, or on the next when not even a row fits below the head."""
        self.flow.need(self.head + self.low)
        y = self.top = self.flow.y

        def draw() -> None:
            self.paper.band(Cell(self.flow.body.left, y, self.flow.body.width, self.head))
            for column, x, width in zip(self.columns, self.edges, self.widths, strict=False):
                cell = Cell(x, y, width, self.head)
                self.paper.fill(cell, column.label, self.size, bold=True, align="centre", pad=_HEAD_PAD)

        self.flow.add(draw)
        self._end_row(self.edges[1:-1], self.head)

    def close(self) -> None:
        """Frame the part on the present page."""
        cell = Cell(self.flow.body.left, self.top, self.flow.body.width, self.flow.y - self.top)
        uprights, self._uprights = self._uprights, []

        def draw() -> None:
            for places, top, bottom in uprights:
                for x in places:
                    self.paper.rule(x, top, x, bottom)
            self.paper.box(cell)

        self.flow.add(draw)

    def _end_row(self, places: list[float], height: float) -> None:
        top, bottom = self.flow.y, self.flow.y + height
        if self._uprights and self._uprights[-1][0] == places:
            self._uprights[-1] = (places, self._uprights[-1][1], bottom)
        else:
            self._uprights.append((places, top, bottom))
        self.flow.add(lambda: self.paper.rule(self.flow.body.left, bottom, self.flow.body.right, bottom, THIN))
        self.flow.y = bottom

    def _need(self, height: float) -> None:
        if not self.flow.fits(height):
            self.close()
            self.flow.new_page()
            if self.columns:
                self.open()
            else:
                self.top = self.flow.y

    # rows

    def row(self, texts: Sequence[str], kept: float) -> None:
        """One row, with ``kept`` points free below it; longer than a page it goes on, saying again whose it is."""
        cells = [self._wrapped(text, n) for n, text in enumerate(texts)]
        for start, end in self._cuts(cells, kept):
            part = [cell[start:end] for cell in cells]
            if start:
                part[:2] = [cells[0], _Lines([*cells[1].lines, "（续）"], cells[1].size)]
            self._lines(part, kept)

    def _cuts(self, cells: Sequence["_Lines"], kept: float) -> list[tuple[int, int]]:
        """Which lines of the cells stand together on a page: all of them, unless they are higher than a page."""
        body = self.flow.body
        room = int((body.bottom - body.next - self.head - kept - _MARGIN) / self.step)
        longest = max(len(cell.lines) for cell in cells)
        first = room
        if longest > room:  # begin where there is room
            first = max(_SHORTEST, int((body.bottom - self.flow.y - kept - _MARGIN) / self.step))
        ends = [0, *range(first, longest, room), longest]
        return list(pairwise(ends)) if longest else [(0, 0)]

    def _wrapped(self, text: str, number: int) -> "_Lines":
        column = self.columns[number]
        width = self.widths[number] - 2 * _pad(column.align)
        return self._broken(text, width, wrap_name if column.name else wrap)

    def _broken(self, text: str, width: float, breaks: Callable[[Typesetter, str, float], list[str]] = wrap) -> "_Lines":
        setter = self.paper.setter
        size = whole_words(setter, text, width, self.size)
        return _Lines(breaks(setter, text, width * 1000 / size), size)

    def _height(self, cells: Sequence["_Lines"]) -> float:
        return max(self.low, max(len(cell.lines) for cell in cells) * self.step + _MARGIN)

    def _lines(self, cells: Sequence["_Lines"], kept: float) -> None:
        height = self._height(cells)
        self._need(height + kept)
        y = self.flow.y

        def draw() -> None:
            for cell, column, x, width in zip(cells, self.columns, self.edges, self.widths, strict=False):
                self.paper.lines(Cell(x, y, width, height).inset(_pad(column.align)), cell.lines, cell.size, align=column.align)

        self.flow.add(draw)
        self._end_row(self.edges[1:-1], height)

    def facts(self, facts: Sequence[Fact], edges: list[float], width: float) -> None:
        """One row of a lattice; ``edges`` are the left edges of labels and texts in turn."""
        cells = [self._broken(text, width - 2 * PAD) for _, text in facts]
        for start, end in self._cuts(cells, 0.0):
            names = [label + ("（续）" if start and start < len(cell.lines) else "") for (label, _), cell in zip(facts, cells, strict=True)]
            self._facts(names, [cell[start:end] for cell in cells], edges, width)

    def _facts(self, names: Sequence[str], cells: Sequence["_Lines"], edges: list[float], width: float) -> None:
        height = self._height(cells)
        self._need(height)
        y = self.flow.y

        def draw() -> None:
            for name, cell, x, at in zip(names, cells, edges[::2], edges[1::2], strict=True):
                self.paper.fill(Cell(x, y, at - x, height), name, align="centre", pad=_HEAD_PAD)
                self.paper.lines(Cell(at, y, width, height).inset(PAD), cell.lines, cell.size)

        self.flow.add(draw)
        self._end_row(edges[1:], height)

    def span_height(self, spans: Sequence[Span]) -> float:
        """Height of a line of spans: as many lines as the longest wraps to."""
        if not spans:
            return 0.0
        lines = [
            len(wrap(self.paper.setter, span.text, (width - 2 * PAD) * 1000 / self.size, span.bold))
            for span, _, width in self._placed(spans)
        ]
        return max(24.0, max(lines) * self.step + _MARGIN)

    def _placed(self, spans: Sequence[Span]) -> list[tuple[Span, float, float]]:
        ends = list(accumulate((span.columns for span in spans), initial=0))
        return [(s, self.edges[a], self.edges[b] - self.edges[a]) for s, a, b in zip(spans, ends, ends[1:], strict=False)]

    def spans(self, spans: Sequence[Span], height: float, band: bool = False, kept: float = 0.0) -> None:
        """A line of spans over all columns."""
        self._need(height + kept)
        y, placed = self.flow.y, self._placed(spans)

        def draw() -> None:
            if band:
                self.paper.band(Cell(self.flow.body.left, y, self.flow.body.width, height))
                self.paper.rule(self.flow.body.left, y, self.flow.body.right, y)
            for span, x, width in placed:
                self.paper.fill(Cell(x, y, width, height), span.text, self.size, bold=span.bold, align=span.align)

        self.flow.add(draw)
        self._end_row([x for _, x, _ in placed[1:]], height)


def _pad(align: Align) -> float:
    return 2.0 if align == "centre" else PAD
