"""Small numbers about persons are merged before they travel, and nothing is lost."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kashi_desktop.rules.small_cells import COUNTED, FLOOR, OF_PERSONS, Cell, Place, merged

COUNTY = b"county"
VISITS = "monthly_visit_rate"


def cell(place: bytes, numerator: int, denominator: int, complete: int = 1) -> Cell:
    return Cell(place, Decimal(numerator), Decimal(denominator), complete, 1)


def tree(*townships: Sequence[bytes], untold: frozenset[bytes] = frozenset()) -> dict[bytes, Place]:
    """The county, townships ``t0``, ``t1``, … and their units."""
    places = [Place(COUNTY, None)]
    for number, units in enumerate(townships):
        township = b"t%d" % number
        places.append(Place(township, COUNTY, township not in untold))
        places += [Place(unit, township, unit not in untold) for unit in units]
    return {each.id: each for each in places}


def told(indicator: str, cells: Sequence[Cell], places: dict[bytes, Place]) -> dict[bytes, tuple[int, int, int, int]]:
    rows = merged(indicator, cells, places, COUNTY)
    return {each.place: (int(each.numerator), int(each.denominator), each.complete, each.total) for each in rows}


def test_units_large_enough_stand_by_themselves() -> None:
    assert told(VISITS, [cell(b"a", 4, 5), cell(b"b", 9, 9)], tree([b"a", b"b"])) == {b"a": (4, 5, 1, 1), b"b": (9, 9, 1, 1)}


def test_small_units_become_one_number_of_their_township() -> None:
    cells = [cell(b"a", 2, 3), cell(b"b", 4, 4), cell(b"c", 40, 48)]
    assert told(VISITS, cells, tree([b"a", b"b", b"c"])) == {b"t0": (6, 7, 2, 2), b"c": (40, 48, 1, 1)}


def test_one_small_unit_takes_the_smallest_other_with_it() -> None:
    """Else the township's number would be the unit's own, under another name."""
    cells = [cell(b"a", 2, 3), cell(b"b", 40, 48), cell(b"c", 9, 9)]
    assert told(VISITS, cells, tree([b"a", b"b", b"c"])) == {b"t0": (11, 12, 2, 2), b"b": (40, 48, 1, 1)}


def test_a_small_township_goes_to_the_county_and_takes_the_smallest_of_the_county_with_it() -> None:
    cells = [cell(b"a", 1, 2), cell(b"b", 1, 1), cell(b"c", 40, 48), cell(b"d", 6, 7)]
    assert told(VISITS, cells, tree([b"a", b"b"], [b"c", b"d"])) == {COUNTY: (8, 10, 3, 3), b"c": (40, 48, 1, 1)}


def test_a_county_that_is_small_as_a_whole_tells_its_sum_alone() -> None:
    assert told(VISITS, [cell(b"a", 1, 2), cell(b"b", 1, 1)], tree([b"a"], [b"b"])) == {COUNTY: (2, 3, 2, 2)}


def test_what_counts_persons_is_judged_by_its_count() -> None:
    cells = [cell(b"a", 4, 1), cell(b"b", 5, 1), cell(b"c", 12, 1)]
    assert told("social_work_professionals", cells, tree([b"a", b"b", b"c"])) == {b"t0": (9, 2, 2, 2), b"c": (12, 1, 1, 1)}


def test_numbers_of_places_are_never_small() -> None:
    assert told("facility_coverage", [cell(b"a", 0, 1), cell(b"b", 1, 1)], tree([b"a", b"b"])) == {b"a": (0, 1, 1, 1), b"b": (1, 1, 1, 1)}


def test_numbers_of_a_township_and_of_the_county_stay_theirs() -> None:
    assert told("township_social_work", [cell(b"t0", 1, 1)], tree([b"a"])) == {b"t0": (1, 1, 1, 1)}
    assert told("elder_care_land", [cell(COUNTY, 30, 400)], tree([b"a"])) == {COUNTY: (30, 400, 1, 1)}


def test_a_place_that_is_not_known_above_is_told_with_the_place_above_it() -> None:
    cells = [cell(b"a", 1, 1), cell(b"new", 1, 1), cell(b"lost", 0, 1)]
    assert told("facility_coverage", cells, tree([b"a", b"new"], untold=frozenset({b"new"}))) == {
        b"a": (1, 1, 1, 1),
        b"t0": (1, 1, 1, 1),
        COUNTY: (0, 1, 1, 1),
    }


@st.composite
def counties(draw: st.DrawFn) -> tuple[str, list[Cell], dict[bytes, Place]]:
    indicator = draw(st.sampled_from([*sorted(OF_PERSONS), "facility_coverage"]))
    townships = draw(st.lists(st.lists(st.integers(0, 12), max_size=5), min_size=1, max_size=5))
    names = [[b"u%d.%d" % (number, at) for at in range(len(sizes))] for number, sizes in enumerate(townships)]
    everyone = [*(unit for units in names for unit in units), *(b"t%d" % number for number in range(len(names)))]
    untold = draw(st.frozensets(st.sampled_from(everyone), max_size=2))
    cells = []
    for units, sizes in zip(names, townships, strict=True):
        for unit, size in zip(units, sizes, strict=True):
            part = draw(st.integers(0, size))
            complete = draw(st.integers(0, 1)) if size == 0 else 1
            cells.append(cell(unit, size, 1, complete) if indicator in COUNTED else cell(unit, part, size, complete))
    return indicator, draw(st.permutations(cells)), tree(*names, untold=untold)


def _size(indicator: str, found: Cell) -> Decimal:
    return found.numerator if indicator in COUNTED else found.denominator


@given(counties())
def test_nothing_is_lost_and_nothing_small_is_told(county: tuple[str, list[Cell], dict[bytes, Place]]) -> None:
    indicator, cells, places = county
    rows = merged(indicator, cells, places, COUNTY)
    for side in ("numerator", "denominator", "complete", "total"):
        assert sum(getattr(each, side) for each in rows) == sum(getattr(each, side) for each in cells)
    assert len({each.place for each in rows}) == len(rows)
    assert all(places[each.place].told for each in rows)
    if indicator in OF_PERSONS:
        # Each row is large by itself, so that no total less some rows can leave a small remainder; or the county has no other row.
        assert len(rows) == 1 or all(_size(indicator, each) >= FLOOR for each in rows)
    # In whatever order the units come, the same is told.
    assert merged(indicator, sorted(cells, key=lambda each: each.place), places, COUNTY) == rows
