"""What one office wrote costs others what it weighs, and not its square: work is counted, in statements and in lines that were run."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import event, text

from db.history import seen_by
from db.queries.branches import BranchRow, add_branch
from kashi_desktop.rules.merge import Node, fold
from kashi_desktop.sync import cutting, header
from kashi_desktop.sync.chains import Chains
from kashi_desktop.sync.ranges import Heads, Held
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import Table, add_elder, change, contents, context_of, unit_of


def lines(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs."""
    count = 0

    def trace(frame: FrameType, what: str, arg: Any) -> Any:
        nonlocal count
        count += what == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@contextmanager
def statements(office: Workspace) -> Iterator[list[str]]:
    """The statements that the office's database was asked inside."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    engine = context_of(office).engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked_by_forks(table: Table, folder: Path, count: int) -> int:
    """What a county asks to take in branches that leave a chain where as many others left it before."""
    village = table.villages[0]
    with moves.forgotten(village):
        add_elder(village)
        moves.forks(village, count, 2)
        first = forge(village, folder / f"first{count}.kashi")
    with moves.forgotten(village):
        add_elder(village)
        moves.forks(village, count, 2)
        second = forge(village, folder / f"second{count}.kashi")
    verdict = table.county.packages.import_files([first]).files[0]
    assert verdict.verdict == "applied"
    with statements(table.county) as asked:
        assert table.county.packages.import_files([second]).files[0].entries_new == 2 * count + 1
    return len(asked)


def test_branches_times_ranges_is_not_what_a_file_costs(table: Table, tmp_path: Path) -> None:
    once = asked_by_forks(table, tmp_path, 10)
    assert asked_by_forks(table, tmp_path, 40) < 5 * once


def asked_by_heads(table: Table, folder: Path, count: int) -> int:
    """What a county asks to write a receipt to a laptop that names entries inside so many branches."""
    village, county = table.villages[0], table.county
    with moves.forgotten(village):
        add_elder(village)
        moves.forks(village, count, 2)
        with context_of(village).read() as connection:
            named = text(
                "SELECT e.seq, e.hash FROM entry e JOIN branch b ON b.id = e.branch WHERE e.seq = b.base_seq + 1 AND b.base_seq > 0"
            )
            heads = [[row.seq, row.hash.hex()] for row in connection.execute(named)]
        place = (context_of(village).keys.device_id + context_of(village).epochs[-1] + unit_of(village)).hex()
        path = forge(village, folder / f"heads{count}.kashi", header={"have": {place: heads}})
    assert county.packages.import_files([path]).files[0].verdict == "applied"
    with statements(county) as asked:
        table.receipt(village)
    return len(asked)


def test_branches_times_heads_is_not_what_a_receipt_costs(table: Table, tmp_path: Path) -> None:
    once = asked_by_heads(table, tmp_path, 10)
    assert asked_by_heads(table, tmp_path, 40) < 6 * once


def chain(office: Workspace, count: int) -> Heads:
    """Branches each of which leaves the one before it, in a stream of their own; returns where they end."""
    stream, heads, base = os.urandom(16), [], None
    with context_of(office).engine.begin() as connection:
        for number in range(count):
            branch = BranchRow(0, bytes(16), bytes(16), stream, base, number, number + 2, os.urandom(32))
            base = add_branch(connection, branch)
            heads.append((branch.last_seq, branch.head.hex()))
    return {branch.place.hex(): heads}


def test_heads_times_the_depth_of_branches_is_not_what_they_cost(table: Table) -> None:
    def cost(count: int) -> int:
        heads = chain(table.county, count)
        with context_of(table.county).read() as connection:
            held = Held(connection, [bytes.fromhex(place)[32:] for place in heads])
            return lines(lambda: held.cover(heads))

    assert cost(400) < 3 * cost(200)


@pytest.mark.parametrize("others", ["digests", "branches"])
def test_what_lies_in_other_streams_is_not_read(table: Table, others: str) -> None:
    village, county = table.villages[0], table.county
    elder = add_elder(village)

    def cost() -> int:
        change(village, elder, {"care_level": "low"})
        path = table.package(village)
        return lines(lambda: county.packages.import_files([path]))

    cost()
    before = cost()
    if others == "digests":
        digests(county, 2_000)
    else:
        chain(county, 2_000)
    assert cost() < before + 1_000


def digests(office: Workspace, count: int) -> None:
    """So many entries in a stream of their own of which nothing but a digest is held."""
    with context_of(office).engine.begin() as connection:
        branch = add_branch(connection, BranchRow(0, bytes(16), bytes(16), os.urandom(16), None, 0, count, os.urandom(32)))
        entry = {"branch": branch, "hash": bytes(32), "record": bytes(16), "part": bytes(32)}
        connection.execute(
            text(
                "INSERT INTO entry (branch, seq, hash, wall, register, version, op, record, seen, duty_part)"
                " VALUES (:branch, :seq, :hash, 0, 'x', 1, 'create', :record, x'', :part)"
            ),
            [{**entry, "seq": seq} for seq in range(1, count + 1)],
        )


@dataclass
class Placed:
    """A row of the journal, as far as it says what was seen."""

    hash: bytes
    branch: int
    seq: int
    seen: bytes = b""


def test_records_in_branches_of_branches_cost_what_they_weigh() -> None:
    def deep(count: int) -> int:
        forks = {number: (number - 1, number) for number in range(1, count)}
        forks |= {count + number: (count - 1, count) for number in range(count)}
        rows = [Placed(b"first", 0, 1), *(Placed(b"%d" % number, count + number, count + 1) for number in range(count))]
        return lines(lambda: checked(seen_by(rows, forks)[b"0"] == {b"first"}))

    def wide(count: int) -> int:
        rows = [Placed(b"%d" % number, 0, number) for number in range(1, count + 1)]
        rows += [Placed(b"%d" % (count + number), number, number + 1) for number in range(1, count + 1)]
        forks = {number: (0, number) for number in range(1, count + 1)}
        return lines(lambda: checked(seen_by(rows, forks)[b"%d" % (count + 7)] == {b"7"}))

    assert deep(400) < 3 * deep(200)
    assert wide(400) < 3 * wide(200)


def checked(holds: bool) -> None:
    assert holds


def test_corrections_of_a_visit_that_name_the_same_64_cost_what_they_name() -> None:
    def cost(fields: int) -> int:
        said = {f"k{number}": 1 for number in range(fields)}
        create = Node(b"create", (b"a", b"e", 1), "create", frozenset(), said)
        named = [Node(b"n%d" % number, (b"b", b"e", number), "update", frozenset({b"create"}), said) for number in range(64)]
        seen = frozenset(node.name for node in named)
        many = [Node(b"m%d" % number, (b"c", b"e", number), "update", seen, said) for number in range(200)]
        nodes = [create, *named, *many]
        return lines(lambda: checked(fold(nodes, event=True).fields == said and not fold(nodes, event=True).provisional))

    # Of each further field an entry is asked once; not once for each of the 64 that it names.
    assert cost(21) - cost(1) < 2 * 200 * 20 * 10


def test_values_that_come_later_fold_their_record_once(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county

    def cost(count: int) -> int:
        with moves.forgotten(village):
            elder = add_elder(village)
            moves.forks(village, count, 1, elder)
            whole = forge(village, tmp_path / f"with{count}.kashi")
            moves.values_hidden(village, elder)
            without = forge(village, tmp_path / f"without{count}.kashi")
        assert county.packages.import_files([without]).files[0].entries_new == count + 1
        return lines(lambda: county.packages.import_files([whole]))

    costs = [cost(count) for count in (30, 60, 120)]
    assert costs[2] - costs[1] < 3 * (costs[1] - costs[0])


def test_every_entry_is_found_in_its_branch_and_nowhere_else(table: Table) -> None:
    chance = random.Random(1)
    with context_of(table.county).engine.connect() as connection:
        chains, branches = Chains(connection), []
        for _ in range(40):
            first = chance.randint(1, 60)
            branch = BranchRow(0, bytes(16), bytes(16), bytes(16), None, first - 1, first - 1)
            add_branch(connection, branch)
            chains.add([branch])
            branches.append(branch)
        entries: dict[tuple[int, bytes], BranchRow] = {}
        for branch in branches * 3:
            rows = [(seq, chance.randbytes(32)) for seq in range(branch.last_seq + 1, branch.last_seq + chance.randint(2, 9))]
            for seq in chance.sample(range(1, 90), 5):  # asked before the entries come
                assert chains.find(branch.place, seq, bytes(32)) is None
            chains.go_on(branch, rows)
            entries |= dict.fromkeys(rows, branch)
        for seq in range(1, 100):
            for (at, name), branch in entries.items():
                assert chains.find(branch.place, seq, name) is (branch if seq == at else None)
        connection.rollback()


def test_a_file_names_no_more_ranges_than_a_reader_takes_and_brings_the_rest_next_time(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    village, county = table.villages[0], table.county
    table.round(village)
    add_elder(village)
    moves.forks(village, 4, 1)
    whole = forge(village, tmp_path / "whole.kashi")
    for module in (header, cutting):
        monkeypatch.setattr(module, "MOST_RANGES", 2)
    assert county.packages.import_files([whole]).files[0].code == "structure"
    for _ in range(3):
        table.round(village)
    assert len(contents(county, keep=lambda name, row: name == "elder")) == 5
