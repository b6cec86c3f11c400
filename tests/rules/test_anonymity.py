from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashi_desktop.rules.anonymity import MERGED, SMALLEST, Cell, age_band, hidden, merged, quarter, rounded, wide_age_band, year

COLUMNS = ("band", "place", "enrolled")
LADDER = (("enrolled", year), ("enrolled", hidden), ("band", wide_age_band), ("place", hidden))
KEYS = st.tuples(
    st.sampled_from(["60-64", "65-69", "70-74", "85-89"]), st.sampled_from("ABC"), st.sampled_from(["2025-Q4", "2026-Q1", "2026-Q2"])
)
EVENTS = st.lists(st.tuples(KEYS, st.integers(0, 60)), max_size=120)


def _cells(events: Sequence[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], Cell]:
    cells: dict[tuple[str, ...], Cell] = {}
    for key, person in events:
        cells.setdefault(key, Cell()).add(1, (person,))
    return cells


@given(EVENTS)
def test_no_group_is_small_and_nothing_is_lost(events: list[tuple[tuple[str, ...], int]]) -> None:
    found = merged(_cells(events), COLUMNS, LADDER)
    people = len({person for _, person in events})
    assert all(len(cell.people) >= SMALLEST for cell in found.cells.values())
    assert sum(cell.amount for cell in found.cells.values()) + found.left_out == len(events)
    # Left out is all or nothing, and only where all of it together is too small.
    assert (found.cells == {}) == (people < SMALLEST)
    assert found.left_out in (0, len(events))


@given(st.lists(KEYS, min_size=SMALLEST, max_size=80))
def test_rows_of_persons_cannot_be_told_apart_by_any_of_their_columns(keys: list[tuple[str, ...]]) -> None:
    found = merged(_cells([(key, number) for number, key in enumerate(keys)]), COLUMNS, LADDER).cells
    rows = [key for key, cell in found.items() for _ in range(int(cell.amount))]
    assert len(rows) == len(keys)
    for width in range(1, len(COLUMNS) + 1):
        assert min(Counter(row[:width] for row in rows).values()) >= SMALLEST
    # No less than five rows hide what a total less the told ones could tell.
    for place in range(len(COLUMNS)):
        told = sum(1 for row in rows if row[place] != MERGED)
        assert len(rows) - told == 0 or len(rows) - told >= SMALLEST


def test_large_groups_keep_what_they_tell() -> None:
    events = [(("60-64", "A", "2026-Q1"), n) for n in range(6)] + [(("60-64", "A", "2026-Q2"), n) for n in range(10, 13)]
    events += [(("60-64", "A", "2026-Q3"), n) for n in range(20, 22)]
    found = merged(_cells(events), COLUMNS, LADDER)
    assert {key: cell.amount for key, cell in found.cells.items()} == {("60-64", "A", "2026-Q1"): 6, ("60-64", "A", "2026"): 5}
    assert found.coarser == 5


def test_the_last_few_take_a_large_group_into_themselves() -> None:
    events = [(("60-64", "A", "2026-Q1"), n) for n in range(6)] + [(("85-89", "B", "2026-Q2"), 10)]
    found = merged(_cells(events), COLUMNS, LADDER)
    assert {key: cell.amount for key, cell in found.cells.items()} == {(MERGED,) * 3: 7}
    events[-1] = (("60-64", "A", "2026-Q2"), 10)
    # Only what differs is lost.
    assert set(merged(_cells(events), COLUMNS, LADDER[:2]).cells) == {("60-64", "A", MERGED)}


@pytest.mark.parametrize(("exact", "shown"), [(0, 0), (1, 5), (5, 5), (7, 5), (8, 10), ("12.5", 15), (100, 100)])
def test_rounding(exact: int | str, shown: int) -> None:
    assert rounded(Decimal(exact)) == shown


def test_bands() -> None:
    assert (age_band(60), age_band(64), age_band(101)) == ("60-64", "60-64", "100-104")
    assert (wide_age_band("65-69"), wide_age_band("100-104")) == ("60-69", "100-109")
    assert (quarter("2026-01-31"), quarter("2026-09-30"), quarter("2026-10"), year("2026-Q4")) == ("2026-Q1", "2026-Q3", "2026-Q4", "2026")
