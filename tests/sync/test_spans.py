"""Which branches have an entry at a position: exactly those, and found without looking at the others."""

from hypothesis import given
from hypothesis import strategies as st

from db.queries.branches import BranchRow
from kashi_desktop.sync.chains import Spans, _blocks

STRETCHES = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)).map(sorted), max_size=12)


@given(STRETCHES, st.integers(0, 80))
def test_a_branch_is_found_where_it_has_entries_and_nowhere_else(stretches: list[list[int]], seq: int) -> None:
    spans = Spans()
    branches = [BranchRow(number, b"d" * 16, b"e" * 16, b"s" * 16, None, 0, 0) for number in range(len(stretches))]
    for branch, (after, last) in zip(branches, stretches, strict=True):
        spans.add(branch, after, last)
    expected = [branch.id for branch, (after, last) in zip(branches, stretches, strict=True) if after < seq <= last]
    assert sorted(branch.id for branch in spans.at(seq)) == expected


@given(st.integers(0, 2**20), st.integers(0, 2**20))
def test_a_long_stretch_is_a_few_blocks(first: int, size: int) -> None:
    found = list(_blocks(first, first + size))
    assert sum(1 << level for level, _ in found) == size
    assert len(found) <= 2 * 21
