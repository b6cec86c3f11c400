"""Documents that flow down their pages: heads, paragraphs and signatures, composed first so that each page can say how many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.style import BODY, LEADING, LEFT, PAD, RIGHT, SMALL, WIDTH, Cell, Paper, day
from kashi_desktop.printing.wrapping import wrap

SIGNERS = ("填表人", "审核人", "负责人")
"""Who signs a form, in the order of the paper."""
SIGN = 62.0
"""Height of the places to sign; the last thing above them keeps it free below itself, so that nobody signs an empty page."""
_WITH_NEXT = 76.0  # a section's title never ends a page: so much of what follows stands below it

Step = Callable[[], None]
Sheet = TypeVar("Sheet")


@dataclass(frozen=True, slots=True)
class Body:
    """Where a document's text may stand: below ``first`` on page 1 and ``next`` on the others, down to ``bottom``."""

    left: float = LEFT
    width: float = WIDTH
    first: float = 92.0
    next: float = 64.0
    bottom: float = 800.0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


FORM = Body()
"""The body of a form with its title and one line of facts above."""


class Flow:
    """One document in the making: ``y`` is where the next thing goes; steps are drawn when all pages are known."""

    def __init__(self, paper: Paper, head: Callable[[int], None], body: Body = FORM) -> None:
        """``head(page)`` draws what stands above the body, for pages counted from 1."""
        self.paper, self.body = paper, body
        self._head = head
        self._pages: list[list[Step]] = []
        self.y = 0.0
        self.new_page()

    def add(self, step: Step) -> None:
        """Draw something on the present page when its turn comes."""
        self._pages[-1].append(step)

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._pages.append([])
        self.y = self.body.first if len(self._pages) == 1 else self.body.next

    def fits(self, height: float) -> bool:
        """Whether ``height`` points are left on the page."""
        return self.y + height <= self.body.bottom

    def need(self, height: float) -> None:
        """Turn the page unless ``height`` points are left."""
        if not self.fits(height):
            self.new_page()

    def gap(self, height: float) -> None:
        """Leave room; at the top of a page the caller's next thing simply stands lower."""
        self.y += height

    def section(self, text: str, size: float = BODY + 1) -> None:
        """The title of a part, which stays with what follows it."""
        self.need(_WITH_NEXT)
        self.y += 8
        y = self.y + size
        self.add(lambda: self.paper.put(self.body.left, y, text, size, bold=True))
        self.y += size * LEADING + 4

    def paragraph(
        self, text: str, size: float = BODY, bold: bool = False, leading: float = LEADING, indent: int = 0, kept: float = 0.0
    ) -> None:
        """Running text over the width of the body; its first line begins ``indent`` characters in, ``kept`` points stay free below."""
        lines = wrap(self.paper.setter, "\u3000" * indent + text, self.body.width * 1000 / size, bold)
        for number, line in enumerate(lines, 1):
            self._line(line, size, bold, leading, kept if number == len(lines) else 0.0)

    def _line(self, line: str, size: float, bold: bool, leading: float, kept: float) -> None:
        self.need(size * leading + kept)
        y = self.y + size
        self.add(lambda: self.paper.put(self.body.left, y, line, size, bold))
        self.y += size * leading

    def signatures(self, names: Sequence[str] = SIGNERS, seal: str = "（盖章）") -> None:
        """The places to sign, in one piece."""
        self.need(SIGN)
        y = self.y + 30
        self.add(lambda: self.paper.signatures(y, names, seal))
        self.y += SIGN

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def draw(self, foot: Callable[[int, int], None]) -> int:
        """Draw all pages on the paper, each with ``foot(page, pages)``, and return how many there are."""
        for number, steps in enumerate(self._pages, 1):
            self._head(number)
            for step in steps:
                step()
            foot(number, len(self._pages))
            self.paper.end_page()
        return len(self._pages)


def form(paper: Paper, title: str, left: str = "", right: str = "", subject: str = "") -> Flow:
    """A form: its title with a fact on each side below, and on later pages a small line that says what goes on.

    ``subject`` names it there instead of the fact on the left.
    """

    def head(page: int) -> None:
        if page == 1:
            paper.heading(title)
            paper.fill(Cell(LEFT - PAD, 70, 350, 20), left)
            paper.fill(Cell(RIGHT - 150, 70, 150 + PAD, 20), right, align="right")
        else:
            goes_on(paper, title, subject or left.partition("：")[2] or left, right.partition("：")[2] or right)

    return Flow(paper, head)


def goes_on(paper: Paper, title: str, subject: str, right: str) -> None:
    """The small line above a further page."""
    paper.fill(Cell(LEFT - PAD, 42, 380, 18), f"{title}（续）　{subject}".rstrip(), SMALL)
    paper.fill(Cell(RIGHT - 120, 42, 120 + PAD, 18), right, SMALL, align="right")


def sign(flow: Flow, on: date, remark: str = "", names: Sequence[str] = SIGNERS) -> None:
    """End a form with the places to sign and draw all its pages."""
    flow.signatures(names)
    flow.draw(printed(flow.paper, on, remark))


def write_each(
    title: str, sheets: Sequence[Sheet], draw: Callable[[Paper, Sheet], None], out: Output, name: Callable[[Sheet], str] | None = None
) -> int:
    """Write one sheet after the other, each on its own pages, and return the number of pages.

    Several are bookmarked by ``name``. No sheets raise ValueError; KnownError ``pdf_not_written`` and ``font_unusable``.
    """
    if not sheets:
        raise ValueError("nothing to print")
    paper = Paper(title)
    for sheet in sheets:
        if name and len(sheets) > 1:
            paper.bookmark(name(sheet))
        draw(paper, sheet)
    return paper.save(out)


def printed(paper: Paper, on: date, remark: str = "") -> Callable[[int, int], None]:
    """The foot of a form: what is to be said of it, when it was printed, the page's number."""
    return lambda page, pages: paper.footer(f"{remark}{day(on)}打印", page, pages)
