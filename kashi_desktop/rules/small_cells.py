"""Merges small numbers about persons into larger places before they travel above the county (sync.md §5, docs/adr/0004).

What is told adds up to what is known, exactly; so no part may be left out, and what is merged is itself never small: otherwise the total
less the parts would tell it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

FLOOR = 5
"""Fewest persons that a number of one place may speak of."""

COUNTED = frozenset({"social_work_professionals", "prefecture_class"})
"""Numbers whose numerator is the count of persons; their denominator counts places."""
OF_PERSONS = COUNTED | {"monthly_visit_rate", "workers_per_10k", "training_coverage"}
"""Numbers about persons."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the tree: 16-byte ids of itself and of the place above; ``told`` if the office above knows it."""

    id: bytes
    parent: bytes | None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of one place, or of several: sums, and how many of how many places are complete."""

    place: bytes
    numerator: Decimal
    denominator: Decimal
    complete: int
    total: int

    def at(self, place: bytes, others: Iterable["Cell"]) -> "Cell":
        """This cell with others as one number of a place."""
        every = [self, *others]
        return Cell(
            place,
            sum((each.numerator for each in every), Decimal(0)),
            sum((each.denominator for each in every), Decimal(0)),
            sum(each.complete for each in every),
            sum(each.total for each in every),
        )


Size = Callable[[Cell], Decimal]


def merged(indicator: str, cells: Iterable[Cell], places: Mapping[bytes, Place], county: bytes) -> list[Cell]:
    """The cells of one number as they may travel; each place once, the sums unchanged.

    Small ones about persons go to their township with as many of its smallest others as make them large; where a whole township is small,
    in the same way to the county. So do cells of places that the office above does not know.
    """
    size = _size(indicator)
    floor = FLOOR if indicator in OF_PERSONS else 0
    shown: list[Cell] = []
    rest: list[Cell] = []
    for township, members in _by_township(cells, places, county).items():
        if township not in places or not places[township].told or township == county:
            rest += members
            continue
        alone = [each for each in members if each.place != township and places[each.place].told and size(each) >= floor]
        if len(alone) < len(members):
            alone, group = _fill(alone, [each for each in members if each not in alone], township, size, floor)
            (rest if size(group) < floor else shown).append(group)
        shown += alone
    if rest:
        shown, whole = _fill(shown, rest, county, size, floor)
        shown.append(whole)
    return sorted(shown, key=lambda each: each.place)


def _size(indicator: str) -> Size:
    """Of how many persons a cell speaks."""
    return (lambda cell: cell.numerator) if indicator in COUNTED else (lambda cell: cell.denominator)


def _fill(others: list[Cell], rest: list[Cell], place: bytes, size: Size, floor: int) -> tuple[list[Cell], Cell]:
    """The others that stay, and the rest as one number of the place, made large with the smallest of the others."""
    group = rest[0].at(place, rest[1:])
    left = sorted(others, key=lambda each: (size(each), each.place))
    while left and size(group) < floor:
        group = group.at(place, [left.pop(0)])
    return left, group


def _by_township(cells: Iterable[Cell], places: Mapping[bytes, Place], county: bytes) -> dict[bytes, list[Cell]]:
    """Cells by the place directly below the county in which they lie; those of the county, and of places that nobody knows, under it."""
    found: dict[bytes, list[Cell]] = {}
    for each in cells:
        place = places.get(each.place)
        above = place.parent if place else None
        township = each.place if above == county and above is not None else above
        found.setdefault(township or county, []).append(each)
    return found
