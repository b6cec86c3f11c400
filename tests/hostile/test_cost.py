"""What one hostile file may cost others: memory of the merge, room for what waits, receipts of other units."""

import os
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from db.consents import ENDED
from db.journal import Change, append
from db.streams import new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.sync import applying, package
from kashi_desktop.sync.envelope import Limits, seal
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import UNITS, Table, add_elder, contents, context_of, create, reopen, unit_of, visit_fields
from tests.workspaces import rows_of


def test_thousands_of_unknown_fields_cost_the_merge_nothing(table: Table) -> None:
    village = table.villages[0]
    elder, unit = add_elder(village), unit_of(village)
    fields = [{f"unknown_{turn}_{number}": 1 for number in range(8000)} for turn in range(12)]
    with context_of(village).engine.begin() as connection:
        changes = [Change(unit, "elder", "update", elder, elder, each, [os.urandom(32)]) for each in fields]
        append(connection, context_of(village).author, changes)
    sent = table.package(village)
    tracemalloc.start()
    try:
        verdict = table.county.packages.import_files([sent]).files[0]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (verdict.verdict, verdict.entries_new) == ("applied", 13)
    # One read takes room for the largest file that is allowed, 64 MiB.
    assert peak < 100 << 20


def elder_with(village: Workspace, path: Path, changes_of: Callable[[bytes], list[Change]]) -> Path:
    """The file that brings an elder and changes about him; the village forgets them."""
    with moves.forgotten(village):
        elder = add_elder(village)
        with context_of(village).engine.begin() as connection:
            append(connection, context_of(village).author, changes_of(elder))
        return forge(village, path)


def test_what_is_erased_many_times_costs_no_more_than_once(table: Table, tmp_path: Path) -> None:
    unit = unit_of(table.villages[0])

    def changes(elder: bytes) -> list[Change]:
        visits = [Change(unit, "visit", "create", new_id(unit), elder, visit_fields(number, elder)) for number in range(600)]
        return visits + [Change(unit, "elder", "erase", elder, elder, {"_reason": "x"}) for _ in range(600)]

    sent = elder_with(table.villages[0], tmp_path / "erased.kashi", changes)
    tracemalloc.start()
    try:
        assert table.county.packages.import_files([sent]).files[0].verdict == "applied"
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Not a mark for each time on each of the visits.
    assert rows_of(table.county, "destruction", "count(*)") == [(1,)]
    assert peak < 100 << 20


def test_withdrawals_of_a_person_do_not_cost_their_square(table: Table, tmp_path: Path) -> None:
    unit, steps = unit_of(table.villages[0]), 0

    def changes(elder: bytes) -> list[Change]:
        ended = [";".join(os.urandom(16).hex() for _ in range(60)) for _ in range(300)]
        return [Change(unit, "elder", "update", elder, elder, {"consent_withdrawn_on": "2026-01-01", ENDED: each}) for each in ended]

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    sent = elder_with(table.villages[0], tmp_path / "ended.kashi", changes)
    engine = context_of(table.county).engine
    event.listen(engine, "begin", lambda connection: connection.connection.driver_connection.set_progress_handler(step, 1000))
    assert table.county.packages.import_files([sent]).files[0].verdict == "applied"
    assert rows_of(table.county, "destruction", "count(*)") == [(300 * 60,)]
    # In thousands of steps of the database: what comes is 1,500, its square 60,000.
    assert steps < 10_000


def test_what_a_rejected_laptop_wrote_is_taken_from_nobody(table: Table, tmp_path: Path) -> None:
    """It could be proven to nobody: every receipt that relays it would be refused by the unit's next laptop."""
    (invitation,) = table.county.enrolment.invite(UNITS[:1], tmp_path / "again.kashi-invitation").files
    rejected = create(tmp_path / "rejected", "village", UNITS[0], invitation)
    table.county.packages.import_files([table.package(rejected)])
    (device,) = (each for each in table.county.enrolment.devices() if each.state == "waiting")
    table.county.enrolment.reject(device.device_code)
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "bad.kashi", ranges={"device": context_of(rejected).keys.device_id.hex()})
    assert table.county.packages.import_files([path]).files[0].code == "scope"
    rejected.close()


def test_a_receipt_that_is_too_large_costs_no_other_unit_its_own(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    for village in table.villages:
        table.round(village)
        table.county.packages.import_files([table.package(village)])
    for number in range(4):
        add_elder(table.county, number, unit_of(table.villages[0]))
    # A stretch that somebody made to pack too well, and that no head of its author parts, can be handed on to nobody.
    monkeypatch.setattr(package, "seal", partial(seal, limits=Limits(raw_bytes=500)))
    stick = table.stick()
    with pytest.raises(KnownError, match="payload_too_large"):
        table.county.packages.write_receipts(stick)
    assert [each.name.partition("-")[0] for each in stick.iterdir()] == [UNITS[1]]


def test_the_room_for_what_waits_is_bounded(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    village = table.villages[0]
    table.county.close()
    behind = reopen(tmp_path / "county", tmp_path / "behind")
    table.county = reopen(tmp_path / "county", tmp_path / "county2")
    add_elder(village)
    table.round(village)
    add_elder(village, 2)
    second = table.package(village)
    monkeypatch.setattr(applying, "LOOSE_RANGES", 0)
    verdict = behind.packages.import_files([second]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "quarantine_full")
    monkeypatch.undo()
    assert behind.packages.import_files([second]).files[0].code == "gap"
    behind.close()


def test_no_file_names_more_than_anybody_holds(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    add_elder(village)
    place = (bytes(32) + unit_of(village)).hex()
    lacking = {place: [[number + 1, "11" * 32, "duty"] for number in range(10_000)], "22" * 48: [[1, "11" * 32, "duty"]]}
    path = forge(village, tmp_path / "bad.kashi", header={"lacking": lacking})
    assert table.county.packages.import_files([path]).files[0].code == "structure"


def behind_by_one(table: Table, folder: Path) -> tuple[Workspace, Path]:
    """A county that lacks a file of the first village, and that file."""
    table.county.close()
    behind = reopen(folder / "county", folder / "behind")
    table.county = reopen(folder / "county", folder / "county2")
    add_elder(table.villages[0])
    first = table.package(table.villages[0])
    table.county.packages.import_files([first])
    table.villages[0].packages.import_files([table.receipt(table.villages[0])])
    return behind, first


def test_a_range_that_waits_keeps_no_salts_of_others(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    behind, _ = behind_by_one(table, tmp_path)
    moves.forks(village, 1, 40)
    moves.forks(village, 8, 1)
    path = forge(village, tmp_path / "gap.kashi")
    assert behind.packages.import_files([path]).files[0].code == "gap"
    ((ranges, size),) = rows_of(behind, "loose", "count(*), sum(length(salts))")
    assert ranges >= 9
    # One salt for each of the 48 people, 67 bytes with its marks.
    assert size < 48 * 67 + ranges * 20
    behind.close()


def test_a_copy_with_the_values_of_a_range_that_waits_is_not_passed_over(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    behind, first = behind_by_one(table, tmp_path)
    elder = add_elder(village, 7)
    with moves.forgotten(village):
        moves.values_hidden(village, elder)
        without = forge(village, tmp_path / "without.kashi")
    with_values = forge(village, tmp_path / "with.kashi")
    assert [behind.packages.import_files([each]).files[0].code for each in (without, with_values)] == ["gap", None]
    assert rows_of(behind, "loose", "count(*)") == [(1,)]
    behind.packages.import_files([first])
    assert [row[0] for name, row in contents(behind) if name == "elder"].count(elder) == 1
    assert rows_of(behind, "loose", "count(*)") == [(0,)]
    behind.close()


def test_false_heads_open_one_epoch_and_not_one_for_each_file(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    context = context_of(county)
    add_elder(county, 1, unit_of(village))
    epochs = [len(context.epochs)]
    for number in range(4):
        place = (context.keys.device_id + context.epochs[-1] + unit_of(village)).hex()
        path = forge(village, tmp_path / f"{number}.kashi", header={"have": {place: [[999, f"{number:02x}" * 32]]}})
        county.packages.import_files([path])
        epochs.append(len(context.epochs))
    assert epochs == [epochs[0]] + [epochs[0] + 1] * 4
