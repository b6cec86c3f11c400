"""What one laptop can do to others by mistake or by malice, and what a file may cost before anybody believes it."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from db.journal import Change, append
from db.streams import new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.services.exchange import import_sources, party_of, sources_of
from kashi_desktop.sync import importing
from kashi_desktop.sync.envelope import DEFAULT_LIMITS, open_header
from kashi_desktop.sync.importing import Source
from kashi_desktop.types.clock import civil
from tests.sync.offices import Table, add_elder, add_visit, change, context_of, everything, shared, unit_of, visit_fields, write

HUGE = 8 << 20
ENTRIES = 12_000


def test_what_every_reader_would_refuse_is_found_before_it_leaves(table: Table) -> None:
    village = table.villages[0]
    elder = add_elder(village)
    visit = add_visit(village, elder)
    with context_of(village).engine.begin() as connection:
        append(connection, context_of(village).author, [Change(unit_of(village), "visit", "update", visit, elder, {"minutes": "x"})])
    stick = table.stick()
    with pytest.raises(KnownError, match="entries_unsound") as caught:
        village.packages.export(stick)
    assert "没有写出" in caught.value.message
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("wall", [2**52, 2**53 - 1, -(2**52), 0, 253_402_300_800])
def test_a_wrong_clock_changes_what_is_shown_and_nothing_else(table: Table, wall: int) -> None:
    village, county = table.villages[0], table.county
    context_of(village)._author = replace(context_of(village).author, wall=lambda: wall)
    elder = add_elder(village)
    visit = add_visit(village, elder)
    change(village, visit, {"minutes": 25})
    table.round(village)
    for office in (village, county):
        assert office.elders.card(elder).visits
        assert len(office.visits.versions(visit)) == 2
    assert village.packages.state().confirmed_up_to is not None
    assert village.packages.state().unconfirmed_entries == 0
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    assert 1900 <= civil(wall).year <= 9999


def test_files_that_are_none_of_ours_do_not_pile_up_in_memory(table: Table, tmp_path: Path) -> None:
    honest = table.package(table.villages[0])
    hostile = []
    for number in range(12):
        hostile.append(tmp_path / f"{number}.kashi")
        hostile[-1].write_bytes(honest.read_bytes()[:-1] + bytes([number]) * HUGE)
    before = everything(table.county)
    tracemalloc.start()
    try:
        batch = import_sources(context_of(table.county), sources_of(hostile))
        peak = tracemalloc.get_traced_memory()[1]
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert {item.verdict for item in batch.items} == {"refused"}
    # One read takes room for the largest file that is allowed.
    assert peak < DEFAULT_LIMITS.file_bytes + 2 * HUGE
    assert held < HUGE
    assert everything(table.county) == before


def test_what_does_not_fit_into_memory_is_read_again(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "HELD_BYTES", 0)
    for village in table.villages:
        add_visit(village, add_elder(village))
    packages = [table.package(village) for village in table.villages]
    late = tmp_path / "late.kashi"
    late.write_bytes(packages[1].read_bytes())
    assert [each.new for each in table.county.packages.inspect_many(packages)] == [2, 2]
    read = importing._same

    def exchanged(source: importing.Source, digest: bytes) -> bytes:
        if source.name == late.name:
            late.write_bytes(packages[0].read_bytes())
        return read(source, digest)

    with monkeypatch.context() as patch:
        patch.setattr(importing, "_same", exchanged)
        verdicts = table.county.packages.import_files([packages[0], late]).files
    assert [(each.verdict, each.code) for each in verdicts] == [("applied", None), ("refused", "file_changed")]
    verdicts = table.county.packages.import_files([*packages, *packages]).files
    assert [each.verdict for each in verdicts] == ["known", "applied", "known", "known"]
    assert [each.entries_new for each in verdicts] == [0, 2, 0, 0]


def test_a_large_file_takes_three_times_its_size_of_memory_at_most(table: Table) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    elders = [add_elder(village, number) for number in range(40)]
    table.round(village)
    turns = range(ENTRIES // len(elders))
    write(village, *(Change(unit, "visit", "create", new_id(unit), elder, visit_fields(turn, elder)) for turn in turns for elder in elders))
    package = table.package(village).read_bytes()
    raw = open_header(package, party_of(context_of(table.county)).identities).header["raw_size"]
    tracemalloc.start()
    try:
        item = import_sources(context_of(table.county), [Source("large", lambda: package)]).items[0]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (item.verdict, item.new) == ("applied", ENTRIES)
    assert peak < 3 * raw
