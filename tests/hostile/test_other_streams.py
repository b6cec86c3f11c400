"""What a hostile village signs changes nothing in any other stream (issue 8, case 1): ids are bound to their stream."""

from pathlib import Path

import pytest

from db.registers.registry import REGISTERS
from db.streams import belongs, common_of, new_id
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.moves import sent
from tests.services.tables import load
from tests.sync.crafted import forge
from tests.sync.offices import (
    ABOVE,
    UNITS,
    Table,
    add_elder,
    add_visit,
    contents,
    elder_fields,
    everything,
    rebuilt,
    shared,
    unit_of,
    visit_fields,
)
from tests.sync.tiers import add_course
from tests.workspaces import COMMON, healthy


def test_an_id_belongs_to_one_stream(table: Table) -> None:
    first, second = (unit_of(village) for village in table.villages)
    made = [new_id(first) for _ in range(1000)]
    assert len(set(made)) == 1000
    assert made == sorted(made)
    assert all(belongs(record, first) for record in made)
    assert not any(belongs(record, second) or belongs(record, COMMON) for record in made)


@pytest.mark.parametrize("register", ["elder", "visit", "need", "worker", "volunteer", "course", "facility", "account"])
def test_no_record_of_another_stream_can_be_written(table: Table, tmp_path: Path, register: str) -> None:
    village, other = table.villages
    table.county.packages.import_files([table.package(other)])
    stream = moves.stream_for(other, register)
    victim = {"elder": lambda: add_elder(other), "visit": lambda: add_visit(other, add_elder(other))}.get(
        register, lambda: new_id(stream)
    )()
    table.county.packages.import_files([table.package(other)])
    before = shared(table.county, unit_of(other))
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.entries_under_known_ids(office, {register: victim}))
    verdict = table.county.packages.import_files([bad]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "structure")
    assert shared(table.county, unit_of(other)) == before


def test_no_record_can_speak_of_a_person_of_another_unit(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    elder = add_elder(other)
    table.county.packages.import_files([table.package(other)])
    before = contents(table.county)
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.entry(office, "visit", visit_fields(1, elder), subject=elder))
    assert table.county.packages.import_files([bad]).files[0].code == "structure"
    mine = add_elder(village)
    table.round(village)
    # Nor can a visit that named an elder of one's own be moved to another's.
    visit = add_visit(village, mine)
    moved = sent(
        village, tmp_path / "moved.kashi",
        lambda office: moves.entry(office, "visit", {"elder_id": elder.hex()}, op="update", record=visit, subject=mine),
    )  # fmt: skip
    assert table.county.packages.import_files([moved]).files[0].code == "structure"
    assert [row for row in contents(table.county) if row not in before and row[1][1] == unit_of(other)] == []


def test_two_salts_and_two_creations_of_a_person_stop_no_honest_file(table: Table, tmp_path: Path) -> None:
    """A hostile file that brings somebody else's elder first, under a salt of its own, used to make the honest file be refused."""
    village, other = table.villages
    elder = add_elder(other)
    package = table.package(other)
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.entry(office, "elder", elder_fields(9), record=elder, subject=elder))
    assert [each.verdict for each in table.county.packages.import_files([bad, package]).files] == ["refused", "applied"]
    assert {row[1][0] for row in shared(table.county, unit_of(other)) if row[0] == "elder"} == {elder}


def test_every_register_with_links_names_only_its_own_stream() -> None:
    """A register added later is bound like all others, without anybody thinking of it."""
    linking = {register.name for register in REGISTERS.values() if register.links}
    assert {"visit", "need", "attendance", "service"} <= linking


def test_a_unit_says_nothing_of_what_it_is_once_an_office_above_has_it(table: Table, tmp_path: Path) -> None:
    """Case 2: level, code, class and whether it is in use are the county's; what a unit writes of them is kept and counts for nothing."""
    village, other = table.villages
    county, unit = table.county, unit_of(village)
    before = [row for row in contents(county) if row[0] in ("unit", "account")]
    numbers = county.indicators.compute("2026-11")

    def raises(office: Workspace) -> None:
        moves.own_unit_raised(office)
        moves.entry(office, "unit", moves.sound("unit") | {"level": "county"}, record=unit, stream=common_of(unit))
        for place in (unit, unit_of(other)):
            state = {"place_id": place.hex(), "since": "2026-01-01", "active": False, "urban_override": True}
            moves.entry(office, "unit_state", state, stream=common_of(unit))

    verdict = county.packages.import_files([sent(village, tmp_path / "bad.kashi", raises)]).files[0]
    assert (verdict.verdict, verdict.entries_new) == ("applied", 4)
    assert [row for row in contents(county) if row[0] in ("unit", "account")] == before
    assert [county.units.states(code) for code in UNITS] == [(), ()]
    assert county.indicators.compute("2026-11") == numbers
    assert rebuilt(county) == contents(county)
    healthy(county)


@pytest.mark.parametrize("whose", ["county", "other village", "prefecture"])
def test_nobody_writes_in_the_common_stream_of_another_office(table: Table, tmp_path: Path, whose: str) -> None:
    village, other = table.villages
    stream = {"county": COMMON, "other village": common_of(unit_of(other)), "prefecture": ABOVE}[whose]
    course = add_course(other) if whose == "other village" else new_id(stream)
    before = everything(table.county)
    path = tmp_path / "bad.kashi"
    with moves.forgotten(village):
        moves.word_in_common(village, "course", course, {"title": "x"}, stream)
        forge(village, path, streams=(stream,))
    verdict = table.county.packages.import_files([path]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")
    assert everything(table.county) == before


@pytest.mark.parametrize("register", ["unit", "elder", "visit", "facility", "question"])
def test_a_common_stream_names_no_person_and_no_other_place(table: Table, tmp_path: Path, register: str) -> None:
    village, other = table.villages
    stream = common_of(unit_of(village))
    record = unit_of(other) if register == "unit" else new_id(stream)
    subject = record if register in ("elder", "visit") else None
    bad = sent(
        village, tmp_path / "bad.kashi",
        lambda office: moves.entry(office, register, moves.sound(register), record=record, subject=subject, stream=stream),
    )  # fmt: skip
    assert table.county.packages.import_files([bad]).files[0].code == "scope"


@pytest.mark.parametrize("register", ["course", "holiday", "definition", "unit", "unit_state"])
def test_what_holds_for_all_stands_in_no_units_stream(table: Table, tmp_path: Path, register: str) -> None:
    village = table.villages[0]
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.entry(office, register, moves.sound(register)))
    assert table.county.packages.import_files([bad]).files[0].code == "scope"


def test_no_record_names_a_course_of_another_unit(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    theirs = add_course(other)
    table.round(other)

    def attends(office: Workspace) -> None:
        worker = moves.entry(office, "worker", moves.sound("worker"))
        moves.entry(office, "attendance", moves.sound("attendance") | {"worker_id": worker.hex(), "course_id": theirs.hex()})

    assert table.county.packages.import_files([sent(village, tmp_path / "bad.kashi", attends)]).files[0].code == "structure"


def test_an_account_of_another_office_cannot_be_renamed(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    account = next(row[1][0] for row in contents(county) if row[0] == "account")
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.account_renamed(office, account))
    assert county.packages.import_files([bad]).files[0].code == "structure"


def test_an_enrolled_village_is_told_that_the_county_keeps_the_units(table: Table) -> None:
    village = table.villages[0]
    report = load(village, "unit", {"code": UNITS[0], "name": "新名", "level": "village"})
    assert [fault.code for fault in report.rejected] == ["record_of_county"]
