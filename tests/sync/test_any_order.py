"""Set union: any order, duplication, loss and subset of files from several laptops and receipts ends in one state (sync.md §3)."""

import itertools
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kashi_desktop import startup
from kashi_desktop.workspace import Workspace
from tests.sync.offices import (
    CLOCK,
    PASSPHRASE,
    Table,
    add_elder,
    add_visit,
    change,
    contents,
    copy_table,
    rebuilt,
    reopen,
    shared,
    unit_of,
)
from tests.workspaces import rows_of

EXAMPLES = int(os.environ.get("KASHI_FUZZ_N", "0")) or 6
# Each example opens several encrypted workspaces: shrinking one failure would take minutes, its steps are short enough to read.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
OFFICES = (0, 1, 2)
"""The county, then the two villages."""

_step = st.one_of(
    st.tuples(st.just("elder"), st.sampled_from(OFFICES), st.integers(0, 1)),
    st.tuples(st.just("visit"), st.sampled_from(OFFICES), st.integers(0, 1)),
    st.tuples(st.just("rename"), st.sampled_from(OFFICES), st.integers(0, 9)),
    st.tuples(st.just("correct"), st.sampled_from(OFFICES), st.integers(0, 9)),
    st.tuples(st.just("void"), st.sampled_from(OFFICES), st.integers(0, 9)),
    st.tuples(st.just("export"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("receipt"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("deliver"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("lose"), st.integers(0, 9), st.just(0)),
)
Step = tuple[str, int, int]


class World:
    """Offices that edit, and files under way between them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.under_way: list[tuple[Workspace, Path]] = []
        self.up: list[Path] = []
        self._numbers = itertools.count(1)

    def play(self, step: Step) -> None:
        name, first, second = step
        if name in ("elder", "visit", "rename", "correct", "void"):
            office = (self.table.county, *self.table.villages)[first]
            self._edit(name, office, second)
        elif name == "export":
            path = self.table.package(self.table.villages[first])
            self.up.append(path)
            self.under_way.append((self.table.county, path))
        elif name == "receipt":
            village = self.table.villages[first]
            self.under_way.append((village, self.table.receipt(village)))
        elif self.under_way:
            reader, path = self.under_way[first % len(self.under_way)]
            if name == "lose":
                self.under_way.remove((reader, path))
            else:
                self.deliver(reader, [path] * (2 if second else 1))

    def deliver(self, reader: Workspace, paths: list[Path]) -> None:
        """Files under way are never removed when delivered: they may come again at any time."""
        verdicts = [each.verdict for each in reader.packages.import_files(paths).files]
        assert set(verdicts) <= {"applied", "known"}, verdicts

    def _edit(self, name: str, office: Workspace, pick: int) -> None:
        number = next(self._numbers)
        unit = unit_of(self.table.villages[pick % 2]) if office is self.table.county else unit_of(office)
        rows = contents(office, keep=lambda register, row: row[1] == unit)
        elders = [row[0] for register, row in rows if register == "elder"]
        visits = [row[0] for register, row in rows if register == "visit"]
        if name == "elder" or not elders:
            add_elder(office, number, unit)
        elif name == "visit" or (name in ("correct", "void") and not visits):
            add_visit(office, elders[pick % len(elders)], number, unit)
        elif name == "rename":
            change(office, elders[pick % len(elders)], {"full_name": f"阿不都·{number}", "phone": f"1380000{number:04d}"})
        elif name == "correct":
            change(office, visits[pick % len(visits)], {"minutes": number, "_reason": "记错了"})
        else:
            change(office, visits[pick % len(visits)], {"_reason": "重复"}, "remove")

    def settle(self, order: random.Random) -> None:
        """Everything outstanding arrives, shuffled; then one full trip up and down for each village."""
        outstanding = self.under_way[:]
        order.shuffle(outstanding)
        for reader, path in outstanding:
            self.deliver(reader, [path])
        for village in self.table.villages:
            self.table.round(village)


@settings(max_examples=EXAMPLES, phases=PHASES)
@given(steps=st.lists(_step, min_size=4, max_size=24), order=st.randoms(use_true_random=False))
def test_after_everything_arrived_all_offices_agree(template: Path, steps: list[Step], order: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = copy_table(template, Path(folder))
        try:
            world = World(table)
            for step in steps:
                world.play(step)
            world.settle(order)
            for village in table.villages:
                assert shared(village, unit_of(village)) == shared(table.county, unit_of(village))
                assert rebuilt(village) == contents(village)
                assert village.packages.state().unconfirmed_entries == 0
            assert rebuilt(table.county) == contents(table.county)
        finally:
            table.close()


def _read_all(template: Path, folder: Path, batches: list[list[Path]]) -> tuple[object, object]:
    """A fresh county's tables after it read the files in these batches."""
    shutil.copytree(template / "county", folder, ignore=shutil.ignore_patterns("kashi.lock"))
    county = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    try:
        for batch in batches:
            county.packages.import_files(batch)
        assert rebuilt(county) == contents(county)
        return contents(county), rebuilt(county)
    finally:
        county.close()


@settings(max_examples=EXAMPLES, phases=PHASES)
@given(steps=st.lists(_step, min_size=8, max_size=24), order=st.randoms(use_true_random=False))
def test_any_two_orders_of_the_same_files_give_the_same_tables(template: Path, steps: list[Step], order: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = copy_table(template, folder)
        try:
            world = World(table)
            for step in (*steps, ("export", 0, 0), ("export", 1, 0)):
                world.play(step)
        finally:
            table.close()
        files = [path for path in world.up if order.random() < 0.8]
        shuffled = files + [path for path in files if order.random() < 0.3]
        order.shuffle(shuffled)
        one_by_one = _read_all(template, folder / "a", [[path] for path in files])
        assert _read_all(template, folder / "b", [[path] for path in shuffled]) == one_by_one
        if shuffled:
            assert _read_all(template, folder / "c", [shuffled]) == one_by_one


# Half of the orders: the other half are these read backwards.
@pytest.mark.parametrize("order", [order for order in itertools.permutations(range(4)) if order[0] < order[-1]])
def test_four_laptops_worth_of_edits_of_one_elder(table: Table, template: Path, tmp_path: Path, order: tuple[int, ...]) -> None:
    village, county = table.villages[0], table.county
    elder = add_elder(village)
    files = [table.package(village)]
    county.packages.import_files(files)
    village.packages.import_files([table.receipt(village)])
    for fields in ({"full_name": "阿不都·一"}, {"phone": "13800000001"}):
        change(village, elder, fields)
        files.append(table.package(village))
    change(village, elder, {"care_level": "low"})
    files.append(table.package(village))
    first = _read_all(template, tmp_path / "a", [[path] for path in files])
    assert _read_all(template, tmp_path / "b", [[files[place]] for place in order]) == first


def test_what_is_said_of_a_record_before_it_came_counts_when_it_comes(table: Table, tmp_path: Path) -> None:
    """The county is put back to before it wrote down an elder and a visit; first comes what the village changed, then the two again."""
    village, unit = table.villages[0], unit_of(table.villages[0])
    table.county.close()
    behind = reopen(tmp_path / "county", tmp_path / "behind")
    table.county = reopen(tmp_path / "county", tmp_path / "ahead")
    elder = add_elder(table.county, 1, unit)
    visit = add_visit(table.county, elder, 1, unit)
    table.package(village)  # what it sends from now on goes by the next receipt alone: without what that named
    village.packages.import_files([table.receipt(village)])
    change(village, elder, {"address": "学校旁"})
    change(village, visit, {"minutes": 35, "_reason": "记错了"})
    early = table.package(village)
    table.county.close()
    table.county = behind
    behind.packages.import_files([early])
    assert rows_of(behind, "elder", "id") == []
    for _ in range(2):
        table.round(village)
    for office in (behind, village):
        assert rows_of(office, "elder", "address") == [("学校旁",)]
        assert rows_of(office, "visit", "minutes") == [(35,)]
        assert rebuilt(office) == contents(office)
    assert shared(behind, unit) == shared(village, unit)


def test_of_two_changes_beside_each_other_all_offices_show_the_same_one(table: Table) -> None:
    """Neither knew of the other, and each office heard of its own first: the place decides, never the order of arrival."""
    village, county, unit = table.villages[0], table.county, unit_of(table.villages[0])
    elder = add_elder(village)
    table.round(village)
    for office, address in ((county, "河东"), (village, "河西")):
        change(office, elder, {"address": address})
    table.round(village)
    table.round(village)
    (shown,) = rows_of(county, "elder", "address")
    assert shown in (("河东",), ("河西",))
    assert rows_of(village, "elder", "address") == [shown]
    assert shared(county, unit) == shared(village, unit)
