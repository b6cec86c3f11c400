"""The one look of every printed form: A4 portrait, calm hairlines, one family of type.

Positions are points from the top left corner of the page; ``y`` of a text is its baseline.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from kashi_desktop.printing.files import InMemory, Output, write_whole
from kashi_desktop.printing.fonts import Line, Mark, Typesetter
from kashi_desktop.printing.wrapping import fit
from kashi_desktop.types.printing import Undrawn

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT = 45.0, 550.0
WIDTH = RIGHT - LEFT
FOOT = 818.0
"""Baseline of the footer."""

TITLE, BODY, SMALL = 18.0, 10.5, 9.0
THICK, THIN = 0.9, 0.4
BAND = 0.93
"""Grey of section bands and table heads; prints as a light tint on any laser printer."""
PAD = 5.0
LEADING = 1.35
_PAGE_BOX = (0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT)
_GLYPH_BOX = (-3000.0, -3000.0, 3000.0, 3000.0)  # what lies outside is clipped; glyphs go below their baseline
_BASELINE = 0.36  # of the size, from the middle of a line of Chinese down to its baseline
_BOX = 0.78  # side of a tick box, of the size

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, dx: float, dy: float = 0.0) -> "Cell":
        """The cell less a margin on each side."""
        return Cell(self.x + dx, self.y + dy, self.width - 2 * dx, self.height - 2 * dy)


@dataclass(frozen=True, slots=True)
class Option:
    """One place of a tick box on the form."""

    x: float
    y: float
    label: str
    size: float


class Paper:
    """One document in the making: draws on the current page, ends pages, saves all of it at once."""

    def __init__(self, title: str, setter: Typesetter | None = None) -> None:
        """``title`` names the kind of document in the reader's window; it never holds a person's name."""
        self.title = title
        self.setter = setter or Typesetter()
        self.pages = 0
        self._bookmarks = 0
        self._frames: set[str] = set()
        self._buffer = BytesIO()
        self._undrawn: dict[Undrawn, None] = {}
        self._new_page()

    def _new_page(self) -> None:
        self._texts: list[str] = []
        self._strokes: list[str] = []
        self._font = ("", 0.0)
        self._at = (0, 0)
        self._spread = 0.0

    @cached_property
    def canvas(self) -> Any:
        """The reportlab canvas; made at the first stroke, so that reportlab is imported late."""
        from kashi_desktop.printing.embedding import new_canvas

        canvas = new_canvas(self._buffer, (PAGE_WIDTH, PAGE_HEIGHT))
        canvas.setTitle(self.title)
        canvas.setCreator("Kashi Desktop")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("PrintScaling", "None")
        return canvas

    # text

    def draw(self, x: float, y: float, line: Line, size: float, spread: float = 0.0) -> None:
        """Draw a line set before, its left end at ``x``; ``spread`` points stand between its characters."""
        # one text object a page with relative moves: forms repeat their steps, so the stream deflates well
        at = (round(x * 10), round((PAGE_HEIGHT - y) * 10))
        self._texts.append(f"{(at[0] - self._at[0]) / 10:g} {(at[1] - self._at[1]) / 10:g} Td")
        self._at = at
        if spread != self._spread:
            self._spread = spread
            self._texts.append(f"{spread:.4g} Tc")
        for piece in line.pieces:
            if self._font != (piece.font, size):
                self._font = (piece.font, size)
                self._texts.append(f"/{piece.font} {size:g} Tf")
            self._texts.append(piece.show)
        if line.missing:
            self._undrawn[Undrawn(self.pages + 1, line.text, line.missing)] = None
        for mark in line.marks:
            self._mark(mark, x + mark.x * size / 1000, y - mark.y * size / 1000, size)

    def _mark(self, mark: Mark, x: float, y: float, size: float) -> None:
        """Draw an outline, kept once in the file."""
        from kashi_desktop.printing.embedding import outline

        name, unit = f"{mark.use.name}-{mark.glyph}", mark.use.face.scale * size / 1000
        self.canvas._code.append(f"q {unit:.4f} 0 0 {unit:.4f} {x:.2f} {PAGE_HEIGHT - y:.2f} cm")
        self.frame(name, lambda: self.canvas._code.append(outline(mark.use.face, mark.glyph)), _GLYPH_BOX)
        self.canvas._code.append("Q")

    def put(self, x: float, y: float, text: str, size: float = BODY, bold: bool = False, align: Align = "left") -> None:
        """Draw ``text`` on one line at, around or before ``x``."""
        if not text:
            return
        line = self.setter.line(text, bold)
        if align != "left":
            x -= line.width * size / (2000 if align == "centre" else 1000)
        self.draw(x, y, line, size)

    def fill(
        self, cell: Cell, text: str, size: float = BODY, bold: bool = False, align: Align = "left", top: bool = False, pad: float = PAD
    ) -> None:
        """Set ``text`` inside ``cell``: wrapped, then made smaller until it fits; in the middle of the height unless ``top``."""
        if not text:
            return
        inner = cell.inset(pad, 6.0 if top else 1.5)
        size, lines = fit(self.setter, text, (inner.width, inner.height), size, LEADING, bold)
        self.lines(inner, lines, size, bold, align, top)

    def lines(self, inner: Cell, lines: Sequence[str], size: float, bold: bool = False, align: Align = "left", top: bool = False) -> None:
        """Draw lines broken before, from the top of ``inner`` or around its middle."""
        step = size * LEADING
        middle = inner.y + size / 2 if top else inner.y + inner.height / 2 - step * (len(lines) - 1) / 2
        x = {"left": inner.x, "centre": inner.x + inner.width / 2, "right": inner.x + inner.width}[align]
        for number, text in enumerate(lines):
            self.put(x, middle + number * step + size * _BASELINE, text, size, bold, align)

    def label(self, cell: Cell, text: str) -> None:
        """The name of a field, in the middle of its cell."""
        self.put(cell.x + cell.width / 2, cell.y + cell.height / 2 + BODY * _BASELINE, text, BODY, align="centre")

    # tick boxes

    def grid(self, cell: Cell, labels: Sequence[str], columns: int, size: float = BODY) -> list[Option]:
        """Places of the options in equal columns, row after row."""
        rows = -(-len(labels) // columns)
        wide, high = (cell.width - PAD) / columns, cell.height / rows
        places = []
        for number, label in enumerate(labels):
            row, column = divmod(number, columns)
            places.append(Option(cell.x + PAD + column * wide, cell.y + (row + 0.5) * high + size * _BASELINE, label, size))
        return places

    def flow(self, cell: Cell, labels: Sequence[str], size: float = BODY) -> list[Option]:
        """Places of the options on one row with equal gaps between them."""
        widths = [self.setter.option(label, False).width * size / 1000 for label in labels]
        gap = min(14.0, (cell.width - 2 * PAD - sum(widths)) / max(1, len(labels) - 1))
        x, y = cell.x + PAD, cell.y + cell.height / 2 + size * _BASELINE
        places = []
        for label, width in zip(labels, widths, strict=True):
            places.append(Option(x, y, label, size))
            x += width + gap
        return places

    def boxes(self, options: Sequence[Option]) -> None:
        """Draw the empty boxes of the options, once in the frame of the form."""
        code = [f"{THIN + 0.2:g} w 0.2 G"]
        for o in options:
            side = o.size * _BOX
            code.append(f"{o.x + o.size * 0.1:.1f} {PAGE_HEIGHT - o.y - o.size * 0.02:.1f} {side:.1f} {side:.1f} re")
        self.canvas._code.append(" ".join([*code, "S"]))

    def tick(self, option: Option, ticked: bool) -> None:
        """Write the option, with the tick drawn when it is chosen."""
        self.draw(option.x, option.y, self.setter.option(option.label, ticked), option.size)
        if ticked:
            s, x, y = option.size, option.x, PAGE_HEIGHT - option.y
            points = (x + s * 0.2, y + s * 0.42, x + s * 0.42, y + s * 0.14, x + s * 0.95, y + s * 0.88)
            self._strokes.append("{:.1f} {:.1f} m {:.1f} {:.1f} l {:.1f} {:.1f} l".format(*points))

    # lines and pages

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = THIN) -> None:
        """A straight line."""
        self.canvas._code.append(f"{width:g} w 0.25 G {x1:.1f} {PAGE_HEIGHT - y1:.1f} m {x2:.1f} {PAGE_HEIGHT - y2:.1f} l S")

    def dashes(self, y: float) -> None:
        """A line across the page along which to cut."""
        self.canvas._code.append(f"q 0.4 w 0.5 G [3 3] 0 d 24 {PAGE_HEIGHT - y:.1f} m {PAGE_WIDTH - 24:.1f} {PAGE_HEIGHT - y:.1f} l S Q")

    def box(self, cell: Cell, width: float = THICK) -> None:
        """The outline of a cell."""
        self.canvas._code.append(f"{width:g} w 0.1 G {_rectangle(cell)} S")

    def band(self, cell: Cell) -> None:
        """A light tint behind a cell."""
        self.canvas._code.append(f"q {BAND} g {_rectangle(cell)} f Q")

    def tint(self, cell: Cell) -> None:
        """A warm tint behind words that are still to be written; on a black-and-white printer a light grey."""
        self.canvas._code.append(f"q 1 0.93 0.6 rg {_rectangle(cell)} f Q")

    def frame(self, name: str, draw: Callable[[], None], box: tuple[float, float, float, float] = _PAGE_BOX) -> None:
        """Show what ``draw`` strokes within ``box``, kept once in the file for all pages; it must not write text."""
        if name not in self._frames:
            self._frames.add(name)
            self.canvas.beginForm(name, *box)
            draw()
            self.canvas.endForm()
        self.canvas.doForm(name)

    def heading(self, text: str, y: float = 58.0, size: float = TITLE) -> None:
        """The title in the middle of the page, made smaller when it is too long."""
        size, lines = fit(self.setter, text, (WIDTH, size), size, LEADING, bold=True)
        self.put(PAGE_WIDTH / 2, y, "".join(lines), size, bold=True, align="centre")

    def footer(self, left: str, page: int, pages: int) -> None:
        """A remark on the left and the page's number on the right."""
        self.put(LEFT, FOOT, left, SMALL)
        self.put(RIGHT, FOOT, f"第 {page} 页，共 {pages} 页", SMALL, align="right")

    def signatures(self, y: float, names: Sequence[str], seal: str = "（盖章）") -> None:
        """A line of places to sign, then the seal and the date at the right."""
        wide = WIDTH / len(names)
        for number, name in enumerate(names):
            x = LEFT + number * wide
            self.put(x, y, f"{name}：")
            start = x + self.setter.width(f"{name}：") * BODY / 1000
            self.rule(start + 2, y + 3, x + wide - 16, y + 3)
        self.put(RIGHT - 150, y + 30, seal)
        self.put(RIGHT, y + 30, BLANK_DATE, align="right")

    def bookmark(self, text: str, level: int = 0) -> None:
        """Name the current page in the reader's list of contents; level 1 stands below the last entry of level 0."""
        self._bookmarks += 1  # the reader tells entries apart by their key: two may stand on one page
        key = f"b{self._bookmarks}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(text, key, level)

    def end_page(self) -> None:
        """Finish the current page."""
        code = self.canvas._code
        if self._texts:
            code.append("\n".join(["BT", *self._texts, "ET"]))
        if self._strokes:
            code.append("\n".join(["1.4 w 1 J 1 j 0 G", *self._strokes, "S"]))
        self.canvas.showPage()
        self._new_page()
        self.pages += 1

    def save(self, out: Output) -> int:
        """Write the document whole or not at all and return its number of pages; KnownError ``pdf_not_written``."""
        from kashi_desktop.printing.embedding import embed

        embed(self.canvas._doc, list(self.setter.uses.values()))
        self.canvas.save()
        if isinstance(out, Path):
            write_whole(out, self._buffer.getvalue())
        else:
            out.write(self._buffer.getvalue())
        if isinstance(out, InMemory):
            out.undrawn = tuple(self._undrawn)
        return self.pages


def _rectangle(cell: Cell) -> str:
    return f"{cell.x:.1f} {PAGE_HEIGHT - cell.y - cell.height:.1f} {cell.width:.1f} {cell.height:.1f} re"


BLANK_DATE = "　　　年　　月　　日"
"""A date to be written by hand."""


def day(value: date) -> str:
    """A date as official papers write it."""
    return f"{value.year}年{value.month}月{value.day}日"


def month_name(month: str) -> str:
    """A month (``YYYY-MM``) as official papers write it."""
    year, number = month.split("-")
    return f"{int(year)}年{int(number)}月"


def amount(value: Decimal) -> str:
    """A number without needless zeros: 2.50 is 2.5."""
    return f"{value.normalize():f}" if value else "0"
