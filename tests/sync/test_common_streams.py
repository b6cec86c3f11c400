"""Each office's own common stream: what a village wrote before its invitation, and what each office reads of the others'."""

from pathlib import Path
from typing import Any

import pytest

from db.journal import Change, creation
from db.streams import common_of, new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.cutting import cut
from kashi_desktop.sync.ranges import Held
from kashi_desktop.workspace import Workspace
from tests.hostile.moves import receipt, sound
from tests.services.tables import faults, load
from tests.sync.crafted import forge
from tests.sync.offices import UNITS, Table, contents, context_of, create, everything, rebuilt, shared, unit_of, write
from tests.sync.tiers import Tiers, add_course, titles
from tests.workspaces import healthy

KEY, MONTH = "area_per_100_households", "2026-11"
LAST_DAY = "2026-11-30"
"""A Monday: that month's reports are due on it, or on the next working day where it is a holiday."""


def said(workspace: Workspace, register: str, **fields: Any) -> None:
    """A rule of an office in its common stream."""
    stream = context_of(workspace).common
    write(workspace, creation(stream, register, new_id(stream), None, fields))


def target(workspace: Workspace) -> str:
    """The target of a number, with what the office above has set."""
    return workspace.definitions.card(KEY, MONTH).current.target


def due(workspace: Workspace) -> str:
    """The day until which the month's reports are expected."""
    board = workspace.board.board(MONTH)
    return board.deadlines[-1].isoformat()


def enrol(county: Workspace, village: Workspace, folder: Path) -> Table:
    """Invite, approve and answer a village that worked alone so far."""
    code = context_of(village).office.unit_code
    (invitation,) = county.enrolment.invite([code], folder / "late.kashi-invitation").files
    table = Table(folder, county, [village])
    assert village.packages.import_files([invitation]).files[0].verdict == "applied"
    county.packages.import_files([table.package(village)])
    county.enrolment.approve(village.office.device_code)
    table.round(village)
    return table


def test_offices_agree_offline_on_a_common_stream() -> None:
    """The vector of docs/format.md."""
    assert common_of(unit_id("653121100001")).hex() == "12c56961e8c25879a50da3d24f87e75b"


def test_a_village_that_worked_alone_keeps_its_courses_and_the_county_rules(table: Table, tmp_path: Path) -> None:
    code, county = "653121101200", table.county
    village = create(tmp_path / "alone", "village", code)
    mine = add_course(village, "村里的培训")
    assert load(village, "unit", {"code": code, "name": "自取的名", "level": "village"}).updated == 1
    said(village, "holiday", day=LAST_DAY, name="村节", kind="holiday")
    said(village, "definition", key=KEY, effective_from="2026-11-01", target="35", reason="试行")
    assert (target(village), due(village)) == ("35", "2026-12-01")
    said(county, "holiday", day="2026-11-29", name="调休", kind="workday")
    said(county, "definition", key=KEY, effective_from="2026-10-01", target="40", reason="提高")
    name = county.units.get(code).name
    enrol(county, village, tmp_path)
    for office in (village, county):
        assert (target(office), due(office)) == ("40", LAST_DAY), "the county's rules alone"
        assert office.units.get(code).name == name, "what the unit is, the county says"
    assert [(each.id, each.unit_code, each.shared) for each in village.training.courses()] == [(mine, code, False)]
    assert [each.id for each in county.training.courses(code)] == [mine]
    assert [each.id for each in county.training.courses(UNITS[0])] == [], "for that unit alone"
    assert titles(table.villages[0]) == []
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    for office in (village, county):
        assert rebuilt(office) == contents(office)
        healthy(office)
    village.close()


def test_a_course_of_a_village_is_changed_there_alone(table: Table) -> None:
    village, county = table.villages[0], table.county
    add_course(village, "村里的培训")
    table.round(village)
    row = {
        "ref": "p-1", "title": "村里的培训", "organiser_level": "village", "mode": "in_person", "starts_on": "2026-11-02",
        "ends_on": "2026-11-04", "hours": "16",
    }  # fmt: skip
    worker = {"ref": "w1", "full_name": "阿里木", "post": "网格员", "full_time": "1", "urban_roster": "1", "employed_on": "2024-01-01"}
    assert load(county, "worker", worker | {"unit_code": UNITS[0]}).rejected == ()
    taken = {"course_ref": "p-1", "worker_ref": "w1", "result": "passed"}
    assert load(county, "attendance", taken | {"unit_code": UNITS[0]}).rejected == (), "the county enters who took part"
    (shown,) = county.training.courses(UNITS[0])
    course = shown.id
    assert (shown.ours, village.training.course(course).ours) == (False, True)
    with pytest.raises(KnownError, match="record_of_county"):
        county.records.save("course", row | {"hours": "8"}, course)
    with pytest.raises(KnownError, match="record_of_county"):
        county.records.remove("course", course, "录错")
    assert load(county, "worker", worker | {"unit_code": UNITS[1]}).rejected == ()
    assert faults(load(county, "attendance", taken | {"unit_code": UNITS[1]})) == [(2, "course_ref", "course_not_found")]
    assert load(village, "course", row | {"hours": "8"}).updated == 1
    table.round(village)
    assert [str(each.hours) for each in county.training.courses()] == ["8.00"]
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))


def test_not_even_the_county_writes_in_the_common_stream_of_a_village(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    stream, before = common_of(unit_of(village)), everything(village)
    write(county, creation(stream, "course", new_id(stream), None, sound("course")))
    bad = receipt(county, context_of(village).keys.device_id, tmp_path / "bad.kashi")
    verdict = village.packages.import_files([bad]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")
    assert everything(village) == before


def recognised(workspace: Workspace) -> dict[str, bool | None]:
    """The courses that an office shows, each with whether it is recognised."""
    return {each.title: each.recognised for each in workspace.training.courses(UNITS[0])}


def test_a_course_of_a_stopped_laptop_counts_nowhere_until_it_is_accepted(table: Table, tmp_path: Path) -> None:
    earlier, county = table.villages[0], table.county
    add_course(earlier, "以前的培训")
    table.round(earlier)
    (invitation,) = county.enrolment.invite([UNITS[0]], tmp_path / "again.kashi-invitation").files
    later = create(tmp_path / "later", "village", UNITS[0], invitation)
    county.packages.import_files([table.package(later)])
    county.enrolment.approve(later.office.device_code, earlier.office.device_code)
    table.round(later)
    late = add_course(earlier, "停用以后的培训")
    verdict = county.packages.import_files([table.package(earlier)]).files[0]
    assert (verdict.verdict, verdict.code) == ("quarantined", "after_revocation")
    table.round(later)
    for office in (later, county):
        assert titles(office) == ["以前的培训"]
    write(later, Change(common_of(unit_of(later)), "course", "update", late, None, {"hours": "8"}))
    table.round(later)
    assert titles(county) == ["以前的培训"], "nor is it brought back by a word of the present laptop on it"
    county.enrolment.take_waiting(earlier.office.device_code, "核对过")
    table.round(later)
    for office in (later, county):
        assert titles(office) == ["以前的培训", "停用以后的培训"]
        assert rebuilt(office) == contents(office)
        healthy(office)
    assert shared(later, unit_of(later)) == shared(county, unit_of(later))
    later.close()


def test_a_course_of_a_laptop_that_nobody_approved_counts_nowhere(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    (invitation,) = county.enrolment.invite([UNITS[0]], tmp_path / "again.kashi-invitation").files
    stranger = create(tmp_path / "stranger", "village", UNITS[0], invitation)
    add_course(stranger, "别人的培训")
    county.packages.import_files([table.package(stranger)])
    county.enrolment.reject(stranger.office.device_code)
    before = contents(county)
    carry(village, stranger, tmp_path / "carried.kashi", common_of(unit_of(village)))
    verdict = county.packages.import_files([tmp_path / "carried.kashi"]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope"), "what it wrote could be proven to nobody"
    assert contents(county) == before
    assert titles(county) == titles(village) == []
    stranger.close()


def test_a_village_recognises_no_course_of_its_own(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    add_course(village, "村里的培训")
    table.round(village)
    for office in (village, county):
        assert recognised(office) == {"村里的培训": None}
    assert rebuilt(county) == contents(county)
    healthy(county)


def test_what_a_village_recognised_while_it_worked_alone_stands(table: Table, tmp_path: Path) -> None:
    code, county = "653121101200", table.county
    village = create(tmp_path / "alone", "village", code)
    course = add_course(village, "村里的培训")
    table_of_both = enrol(county, village, tmp_path)
    write(village, Change(common_of(unit_of(village)), "course", "update", course, None, {"recognised": False}))
    table_of_both.round(village)
    for office in (village, county):
        assert [each.recognised for each in office.training.courses(code)] == [True]
    village.close()


@pytest.mark.parametrize("writer", ["county", "other village"])
def test_a_village_brings_nothing_that_others_wrote_in_its_common_stream(table: Table, tmp_path: Path, writer: str) -> None:
    village, county = table.villages[0], table.county
    stream, other = common_of(unit_of(village)), county if writer == "county" else table.villages[1]
    write(other, creation(stream, "course", new_id(stream), None, sound("course")))
    before = everything(county)
    carry(village, other, tmp_path / "bad.kashi", stream)
    verdict = county.packages.import_files([tmp_path / "bad.kashi"]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")
    assert everything(county) == before


def carry(carrier: Workspace, writer: Workspace, path: Path, stream: bytes) -> None:
    """A package of one laptop with what another office wrote in a stream, signed by each for his own part."""
    with context_of(writer).read() as connection:
        pieces = next(cut(connection, party_of(context_of(writer)).keys, Held(connection, (stream,)), {}))
    forge(carrier, path, pieces=pieces)


def test_three_levels_are_equal_after_two_rounds(tiers: Tiers) -> None:
    first, second = tiers.villages
    add_course(tiers.prefecture, "地区培训")
    add_course(tiers.county, "县培训")
    add_course(first, "一村培训")
    add_course(second, "二村培训")
    said(tiers.prefecture, "holiday", day=LAST_DAY, name="地区节", kind="holiday")
    for _ in range(2):
        for village in tiers.villages:
            tiers.county.packages.import_files([tiers.package(village)])
        tiers.prefecture.packages.import_files([tiers.counts()])
        tiers.county.packages.import_files([tiers.county_receipt()])
        for village in tiers.villages:
            village.packages.import_files([tiers.receipt(village)])
    assert titles(first) == ["一村培训", "县培训", "地区培训"]
    assert titles(second) == ["二村培训", "县培训", "地区培训"]
    assert titles(tiers.county) == ["一村培训", "二村培训", "县培训", "地区培训"]
    assert titles(tiers.prefecture) == ["地区培训"]
    assert due(tiers.county) == due(first) == "2026-12-01"
    for village in tiers.villages:
        assert shared(village, unit_of(village)) == shared(tiers.county, unit_of(village))
        assert village.packages.export(tiers.stick()).nothing_new
    above = common_of(unit_of(tiers.prefecture))
    assert contents(tiers.county, keep=lambda _, row: row[1] == above) == contents(tiers.prefecture, keep=lambda _, row: row[1] == above)
    for office in (tiers.prefecture, tiers.county, *tiers.villages):
        assert rebuilt(office) == contents(office)
