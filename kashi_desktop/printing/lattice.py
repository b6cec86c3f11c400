"""The lattice of a form of fixed size: labelled fields side by side and row below row, with options to tick."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kashi_desktop.printing.style import BODY, LEFT, RIGHT, WIDTH, Cell, Option, Paper

Lay = Callable[[Cell], list[Option]]
"""Finds the places of a field's options within its room."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its label's place, the room to write, options to tick; a band has a title only."""

    label: str
    place: Cell
    room: Cell | None = None
    options: tuple[Option, ...] = ()


class Lattice:
    """The fields in the order in which they are written, worked out once for a document; ``y`` is where the next row goes."""

    def __init__(self, paper: Paper, top: float, label: float) -> None:
        """Begin at ``top``; a row's labels are ``label`` wide unless it says otherwise."""
        self.paper, self.top, self.y = paper, top, top
        self.fields: list[Field] = []
        self.rules: list[tuple[float, float, float, float]] = []
        self._label = label

    def band(self, text: str, high: float, x: float = LEFT, width: float = WIDTH) -> None:
        """A tinted title; the next row begins below it once ``down`` was called."""
        self.fields.append(Field(text, Cell(x, self.y, width, high)))

    def row(self, high: float, fields: Sequence[tuple[str, float, Lay | None]], labels: Sequence[float] = ()) -> None:
        """Fields side by side: their label, the width of their room (0: the rest of the row) and their options."""
        x = LEFT
        for (label, wide, options), label_width in zip(fields, labels or (self._label,), strict=True):
            end = x + label_width + wide if wide else RIGHT
            if x > LEFT:
                self.rules.append((x, self.y, x, self.y + high))
            self.field(Cell(x, self.y, end - x, high), label, label_width, options)
            x = end
        self.down(high)

    def field(self, cell: Cell, label: str, label_width: float, options: Lay | None) -> None:
        """One field anywhere."""
        room = Cell(cell.x + label_width, cell.y, cell.width - label_width, cell.height)
        self.rules.append((room.x, cell.y, room.x, cell.y + cell.height))
        places = tuple(options(room)) if options else ()
        self.fields.append(Field(label, Cell(cell.x, cell.y, label_width, cell.height), room, places))

    def flow(self, labels: Sequence[str], size: float = BODY) -> Lay:
        """Options on one row."""
        return lambda room: self.paper.flow(room, labels, size)

    def grid(self, labels: Sequence[str], columns: int) -> Lay:
        """Options in equal columns."""
        return lambda room: self.paper.grid(room, labels, columns)

    def down(self, high: float) -> None:
        """Close what was set with a line over the whole width and go on below it."""
        self.y += high
        self.rules.append((LEFT, self.y, RIGHT, self.y))

    def strokes(self) -> None:
        """Bands, hairlines and empty boxes: the same for every form at this place, so the file holds them once."""
        for field in self.fields:
            if field.room is None:
                self.paper.band(field.place)
        for rule in self.rules:
            self.paper.rule(*rule)
        self.paper.boxes([option for field in self.fields for option in field.options])
        self.paper.box(Cell(LEFT, self.top, WIDTH, self.y - self.top))

    def write(self, field: Field, text: str = "", ticked: Collection[str] = ()) -> None:
        """The label of a field, its options with the ticks of those that are chosen, and what is written into its room."""
        self.paper.label(field.place, field.label)
        for option in field.options:
            self.paper.tick(option, option.label in ticked)
        if field.room:
            self.paper.fill(field.room, text)
