"""The columns of a table: how a row becomes words, what is drawn in a cell, what a spreadsheet gets."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Write = Callable[[tuple[str, ...], Iterable[tuple[Any, ...]]], None]
"""Takes titles and rows of a table; the rows come page by page while they are taken, ordered and filtered as shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A named column: how a row becomes words, and how they are drawn.

    ``secondary`` are lighter words after the first, ``pill`` gives the kind of pill or "" for plain, ``fraction`` draws a bar.
    ``export`` is what a spreadsheet gets in place of the words, such as a number or a date. Not ``sortable`` is what would put
    persons in an order that nobody asked for.
    """

    key: str
    title: str
    width: int
    text: Callable[[Any], str]
    secondary: Callable[[Any], str] | None = None
    pill: Callable[[Any], str] | None = None
    fraction: Callable[[Any], float | None] | None = None
    bold: bool = False
    sort_value: Callable[[Any], Any] | None = None
    stretch: bool = False
    muted: bool = False
    export: Callable[[Any], Any] | None = None
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """What the delegate draws in one cell."""

    text: str
    secondary: str
    pill: str
    fraction: float | None
    is_bar: bool
    bold: bool
    muted: bool


def words_of(column: Column, row: Any) -> str:
    """All words of a cell in one string, as copied and read aloud."""
    more = column.secondary(row) if column.secondary else ""
    return f"{column.text(row)} {more}".strip()


def cell_of(column: Column, row: Any) -> Cell:
    """What to draw for ``row`` in ``column``."""
    return Cell(
        text=column.text(row),
        secondary=column.secondary(row) if column.secondary else "",
        pill=column.pill(row) if column.pill else "",
        fraction=column.fraction(row) if column.fraction else None,
        is_bar=column.fraction is not None,
        bold=column.bold,
        muted=column.muted,
    )


def exported(columns: Sequence[Column], count: int, row: Callable[[int], Any]) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Titles and rows for a spreadsheet; a column without a title (a bar) says nothing there and is left out.

    A cell is the value of ``Column.export`` where there is one (a number stays a number), else the words that are shown.
    """
    named = [column for column in columns if column.title]
    held = (found for place in range(count) if (found := row(place)) is not None)
    rows = (tuple(column.export(each) if column.export else words_of(column, each) for column in named) for each in held)
    return tuple(column.title for column in named), rows
