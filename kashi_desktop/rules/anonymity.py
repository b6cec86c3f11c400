"""Makes groups so large that nobody in them can be told apart: k-anonymity by merging, never by leaving people out one by one.

A group that speaks of fewer than ``SMALLEST`` persons has its columns hidden, one after the other, until it is large together with others
that were small. What is still small at the end takes the smallest large group into itself. So the groups add up to everybody, and no
total less its parts tells a small number.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

SMALLEST = 5
"""Fewest persons that a group may speak of."""
MERGED = "*"
"""Stands where a column no longer tells: several values were merged."""

Key = tuple[str, ...]
Coarser = Callable[[str], str]
Rung = tuple[str, Coarser]
"""A column and how much less it tells from this rung of the ladder on."""


@dataclass(slots=True)
class Cell:
    """A group: how much there is of it, and its persons, of whom no more than ``SMALLEST`` need be remembered."""

    amount: Decimal = Decimal(0)
    people: set[Hashable] = field(default_factory=set)

    def add(self, amount: Decimal | int, people: Iterable[Hashable]) -> None:
        """More of the same group."""
        self.amount += amount
        for person in people:
            if len(self.people) >= SMALLEST:
                break
            self.people.add(person)

    @property
    def small(self) -> bool:
        """Whether somebody could be told from it."""
        return len(self.people) < SMALLEST


Cells = Mapping[Key, Cell]


@dataclass(frozen=True)
class Merged:
    """Groups that may be shown, how much of them lost columns, and how much could not be shown at all."""

    cells: Cells
    coarser: Decimal
    left_out: Decimal


def hidden(_value: str) -> str:
    """The coarsest of all: nothing is told."""
    return MERGED


def merged(cells: Cells, columns: Sequence[str], ladder: Sequence[Rung]) -> Merged:
    """The groups with all small ones merged; ``left_out`` only when all of it together speaks of fewer than ``SMALLEST`` persons.

    ``columns`` name the places of the keys. What is small at the end of the ladder becomes one group that tells what all of it shares.
    """
    shown = {key: cell for key, cell in cells.items() if not cell.small}
    rest = {key: cell for key, cell in cells.items() if cell.small}
    coarser = sum((cell.amount for cell in rest.values()), Decimal(0))
    for column, less in ladder:
        rest = _coarsened(rest, columns.index(column), less)
        for key in [key for key, cell in rest.items() if not cell.small]:
            # A group of that key may already be shown: the two are one.
            _join(shown, key, rest.pop(key))
    if rest:
        key, last = _one(rest)
        if last.small and not shown:
            return Merged({}, Decimal(0), last.amount)
        if last.small:
            nearest = min(shown, key=lambda each: (_shared(key, each).count(MERGED), shown[each].amount, each))
            coarser += shown[nearest].amount
            key, last = _one({key: last, nearest: shown.pop(nearest)})
        _join(shown, key, last)
    return Merged(shown, coarser, Decimal(0))


def _one(cells: Cells) -> tuple[Key, Cell]:
    """All of the groups as one."""
    whole = Cell()
    for cell in cells.values():
        whole.add(cell.amount, cell.people)
    return reduce(_shared, cells), whole


def _shared(one: Key, other: Key) -> Key:
    """What two groups have in common."""
    return tuple(a if a == b else MERGED for a, b in zip(one, other, strict=True))


def _coarsened(cells: Cells, place: int, less: Coarser) -> dict[Key, Cell]:
    found: dict[Key, Cell] = {}
    for key, cell in cells.items():
        _join(found, (*key[:place], less(key[place]), *key[place + 1 :]), cell)
    return found


def _join(cells: dict[Key, Cell], key: Key, cell: Cell) -> None:
    cells.setdefault(key, Cell()).add(cell.amount, cell.people)


def rounded(amount: Decimal | int) -> int:
    """To the nearest multiple of ``SMALLEST``, never to nothing: two tables of the same people cannot be subtracted from one another."""
    if not amount:
        return 0
    steps = (Decimal(amount) / SMALLEST).quantize(Decimal(1), ROUND_HALF_UP)
    return max(SMALLEST, int(steps) * SMALLEST)


def age_band(age: int) -> str:
    """Five years, ``60-64``."""
    low = age // SMALLEST * SMALLEST
    return f"{low}-{low + 4}"


def wide_age_band(band: str) -> str:
    """The ten years of a band of five, ``60-69``."""
    low = int(band.partition("-")[0]) // 10 * 10
    return f"{low}-{low + 9}"


def quarter(day: str) -> str:
    """The quarter of an ISO date, ``2026-Q3``."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def year(period: str) -> str:
    """The year of a month, quarter or day."""
    return period[:4]
