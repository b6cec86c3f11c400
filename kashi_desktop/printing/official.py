"""Pages in the form of GB/T 9704-2012: the text block, the sizes and faces of each part, and how lines fill it.

A4 with 37 mm above and 28 mm left of a text block of 156 × 225 mm, which takes 22 lines of 28 characters of size 3. Clauses of the
standard stand in brackets.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from kashi_desktop.printing.direction import RIGHT_TO_LEFT
from kashi_desktop.printing.faces import official_stack
from kashi_desktop.printing.flow import Body, Flow
from kashi_desktop.printing.fonts import Typesetter
from kashi_desktop.printing.style import SMALL, Cell, Paper, day
from kashi_desktop.printing.wrapping import wrap

MM = 72 / 25.4
TOP, LEFT = 37 * MM, 28 * MM
WIDTH, HEIGHT = 156 * MM, 225 * MM
SIZE = 15.75
"""Size 3 (5.2.2): 28 characters fill a line (5.2.3)."""
LINE = SIZE * 15 / 8
"""A line is the height of a character and seven eighths of it (3.2): 22 lines fill the block."""
TITLE_SIZE, TITLE_LINE = 22.0, 36.0
"""Size 2 (7.3.1)."""
PAGE_SIZE = 14.0
"""Size 4 (7.5)."""
_ASCENT = 0.88  # of the size, from the top of a character down to its baseline
_FOOT = TOP + HEIGHT + 7 * MM  # the dashes beside the page's number (7.5)
_MOST_SPREAD = 0.2  # of the size; a line that would have to be opened further stays short
_OPEN, _CLOSE = "【", "】"
BLOCK = Body(LEFT, WIDTH, TOP, TOP, TOP + HEIGHT)


class Official(Flow):
    """An official document in the making; ``y`` is the top of the next line."""

    def __init__(self, paper: Paper) -> None:
        """Begin on an empty first page."""
        super().__init__(paper, lambda page: None, BLOCK)
        self._marked = False
        self._setters = {role: paper.setter.beside(official_stack(role)) for role in ("title", "heading", "subheading")}

    def title(self, lines: Sequence[str]) -> None:
        """The title in the middle, one line of it a line (7.3.1), then an empty line."""
        for text in lines:
            for line in wrap(self._setters["title"], text, WIDTH * 1000 / TITLE_SIZE):
                self._centred(line, TITLE_SIZE, TITLE_LINE, self._setters["title"])
        self.gap(LINE)

    def _centred(self, text: str, size: float, height: float, setter: Typesetter) -> None:
        self.need(height)
        line, y = setter.line(text), self.y + size * _ASCENT
        x = LEFT + (WIDTH - line.width * size / 1000) / 2
        self.add(lambda: self.paper.draw(x, y, line, size))
        self.y += height

    def text(self, text: str, indent: bool = True) -> None:
        """A paragraph in the body's face: two characters in, the lines after it from the edge (7.3.3), both edges straight."""
        self._marked = False
        self._lines(text, self.paper.setter, 2 if indent else 0)

    def heading(self, text: str, role: str) -> None:
        """A ``heading``, ``一、`` in 黑体, or a ``subheading``, ``（一）`` in 楷体; it never ends a page."""
        self.need(LINE + SIZE)
        self._lines(text, self._setters[role], 2)

    def height_of(self, text: str) -> float:
        """How high a paragraph will be."""
        return len(wrap(self.paper.setter, "　　" + text, WIDTH * 1000 / SIZE)) * LINE

    def _lines(self, text: str, setter: Typesetter, indent: int) -> None:
        lines = wrap(setter, "　" * indent + text, WIDTH * 1000 / SIZE)
        for number, line in enumerate(lines):
            first = indent if number == 0 else 0
            self._set_line(line[first:], setter, first * SIZE, number == len(lines) - 1)

    def _set_line(self, text: str, setter: Typesetter, indent: float, last: bool) -> None:
        self.need(SIZE)
        top, line = self.y, setter.line(text)
        free = WIDTH - indent - line.width * SIZE / 1000
        between = free / (len(text) - 1) if len(text) > 1 else 0.0
        straight = not last and between <= _MOST_SPREAD * SIZE and not RIGHT_TO_LEFT.search(text)
        spread = between if straight else 0.0
        self._tint(text, setter, LEFT + indent, spread)
        self.add(lambda: self.paper.draw(LEFT + indent, top + SIZE * _ASCENT, line, SIZE, spread))
        self.y += LINE

    def _tint(self, text: str, setter: Typesetter, x: float, spread: float) -> None:
        """Lay a tint behind what is still to be written, ``【…】``, over as many lines as it takes."""
        at, top = 0, self.y
        while at < len(text):
            start = at if self._marked else text.find(_OPEN, at)
            if start < 0:
                return
            close = text.find(_CLOSE, start)
            end = close + 1 if close >= 0 else len(text)
            left, right = (x + setter.width(text[:n]) * SIZE / 1000 + n * spread for n in (start, end))
            cell = Cell(left, top - 2, right - left, SIZE + 5)
            self.add(partial(self.paper.tint, cell))
            self._marked, at = close < 0, end

    # figures and tables

    def caption(self, text: str, keep: float = 0.0) -> None:
        """The name of a table or figure above it, in small bold type; it stays with ``keep`` points of what follows."""
        self.need(24 + keep)
        y = self.y + 14
        self.add(lambda: self.paper.put(LEFT + WIDTH / 2, y, text, 12, bold=True, align="centre"))
        self.y += 24

    def note(self, text: str) -> None:
        """A remark below a table or figure."""
        self.gap(3)
        for line in wrap(self.paper.setter, text, WIDTH * 1000 / SMALL):
            self.need(13)
            y = self.y + 10
            self.add(partial(self.paper.put, LEFT, y, line, SMALL))
            self.y += 13

    def figure(self, height: float, draw: Callable[[Cell], None]) -> None:
        """Leave room over the whole width for what ``draw`` strokes into it."""
        self.need(height)
        cell = Cell(LEFT, self.y, WIDTH, height)
        self.add(lambda: draw(cell))
        self.y += height

    # the end of the text and what is attached

    def closing(self, last: str, attachments: Sequence[str], office: str, made_on: date) -> None:
        """The last sentence, the list of attachments, the office with the place of its seal, the date: in one piece.

        So nobody signs a page without text (7.3.5). The date stands four characters from the right edge, the office above its
        middle, and the seal over both.
        """
        least = self.height_of(last) + LINE * (len(attachments) + bool(attachments) + 3)
        self.need(least + LINE)
        seal = 2 if self.fits(least + 2 * LINE) else 1  # empty lines above the office, so that the seal covers no text
        self.text(last)
        if attachments:
            self.gap(LINE)
            for number, name in enumerate(attachments, 1):
                self._attachment(number, name, len(attachments))
        self.gap(seal * LINE)
        wide = self.paper.setter.width(day(made_on)) * SIZE / 1000
        middle = LEFT + WIDTH - 4 * SIZE - wide / 2
        half = self.paper.setter.width(office) * SIZE / 2000
        middle = min(middle, LEFT + WIDTH - half)
        for text in (office, day(made_on), "（盖章）"):
            y = self.y + SIZE * _ASCENT
            self.add(partial(self.paper.put, middle, y, text, SIZE, align="centre"))
            self.y += LINE

    def _attachment(self, number: int, name: str, of: int) -> None:
        """``附件：1. …`` two characters in, the next ones below the first (7.3.4); no mark stands after a name."""
        lead = "附件：" if number == 1 else ""
        text = f"{number}. {name}" if of > 1 else name
        y, x = self.y + SIZE * _ASCENT, LEFT + 2 * SIZE

        def draw() -> None:
            self.paper.put(x, y, lead, SIZE)
            self.paper.put(x + 3 * SIZE, y, text, SIZE)

        self.add(draw)
        self.y += LINE

    def attachment(self, number: int, of: int, name: str) -> None:
        """Begin an attachment on its own page: ``附件1`` in 黑体 at the edge, its title on the third line (7.3.7)."""
        self.new_page()
        line, y = self._setters["heading"].line(f"附件{number}" if of > 1 else "附件"), self.y + SIZE * _ASCENT
        self.add(lambda: self.paper.draw(LEFT, y, line, SIZE))
        self.y += 2 * LINE
        self._centred(name, TITLE_SIZE, TITLE_LINE, self._setters["title"])
        self.gap(LINE / 2)

    def finish(self) -> None:
        """Draw all pages, each with its number one character from the outer edge (7.5)."""
        self.draw(self._number)

    def _number(self, page: int, pages: int) -> None:
        text = f"— {page} —"
        x = LEFT + WIDTH - PAGE_SIZE if page % 2 else LEFT + PAGE_SIZE
        self.paper.put(x, _FOOT + PAGE_SIZE * 0.4, text, PAGE_SIZE, align="right" if page % 2 else "left")
