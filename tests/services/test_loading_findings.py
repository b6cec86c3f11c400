"""Loading tables: what a review found, each with the case that showed it."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import text

from db.registers.registry import TYPED
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.registers import headers
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.services.registers import _not_read
from kashi_desktop.spreadsheets.reading import read_rows
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, NEED, VISIT, Cells, counts, faults, load
from tests.workspaces import VILLAGE, context_of, count_of, digest, dumped, healthy, rows_of

SECRETS = ("买买提·吐尔逊", "Gulnar Ehmet", "65312119400305002X", "653121194003050", "13812341234", "138-1234-1234", "0998-1234567")
TOWNSHIP = "653121100000"
SPELLS = [("2026-01-01", "2026-03-01", "moved_out"), ("2026-10-01", None, None)]


def spells(ws: Workspace) -> list[tuple[object, ...]]:
    return rows_of(ws, "elder_spell", "enrolled_on, closed_on, closed_reason", "enrolled_on")


# -- nothing of a person in what is told (3) -------------------------------------------------------------------------------


@pytest.mark.parametrize("secret", SECRETS)
def test_a_shifted_column_is_told_masked(village: Workspace, secret: str) -> None:
    load(village, "elder", ELDER)
    shifted: list[tuple[str, Cells]] = [
        ("elder", ELDER | {"unit_code": secret}),
        ("visit", VISIT | {"elder_ref": secret}),
        ("visit", VISIT | {"unit_code": secret}),
        ("need", NEED | {"elder_ref": secret}),
        ("need", NEED | {"visit_ref": secret}),
        ("unit", {"code": secret, "name": "村", "level": "village"}),
        ("unit", {"code": VILLAGE, "name": "村", "level": "village", "parent_code": secret}),
    ]
    for register, cells in shifted:
        report = load(village, register, cells)
        assert report.rejected, (register, cells)
        assert secret not in repr(report), (register, cells)
        assert secret[:5] not in repr(report), (register, cells)


def test_a_number_that_is_a_name_is_masked_wherever_it_is_told(village: Workspace) -> None:
    name = "古丽·依明"
    load(village, "elder", ELDER | {"ref": name})
    report = load(village, "elder", ELDER | {"ref": name}, ELDER | {"ref": name, "care_level": "low"})
    assert faults(report) == [(3, "ref", "repeated_ref")]
    assert name not in repr(report)
    report = load(village, "elder", ELDER | {"ref": "", "care_level": "low"})
    assert faults(report) == [(2, "ref", "same_person")]
    assert name not in repr(report)
    report = load(village, "elder", ELDER | {"ref": name * 20})
    assert faults(report) == [(2, "ref", "too_long")]
    assert name not in repr(report)


@pytest.mark.parametrize("ref", ["1", "E-12", "3e89-3", "2026-0012", "A/7.1"])
def test_a_ledger_number_stays_readable(village: Workspace, ref: str) -> None:
    load(village, "elder", ELDER)
    (told,) = load(village, "visit", VISIT | {"elder_ref": ref if ref != "1" else "2"}).rejected
    assert told.value == (ref if ref != "1" else "2")


def test_only_a_unit_code_is_told_as_one(village: Workspace) -> None:
    (told,) = load(village, "elder", ELDER | {"unit_code": workspaces.OTHER_VILLAGE}).rejected
    assert told.value == workspaces.OTHER_VILLAGE
    for code in ("65312119400305", "13812341234", "6531211940"):
        (told,) = load(village, "elder", ELDER | {"unit_code": code}).rejected
        assert told.value == code[:3] + "*" * (len(code) - 3)


@pytest.mark.parametrize("secret", [*SECRETS, "买买提"])
def test_a_place_that_is_no_code_is_not_repeated(village: Workspace, secret: str) -> None:
    with pytest.raises(KnownError) as refusal:
        village.elders.open_list(ElderQuery(unit_code=secret))
    assert refusal.value.code == "unit_out_of_scope"
    assert secret not in str(refusal.value) + repr(refusal.value.params)
    with pytest.raises(KnownError) as refusal:
        village.elders.open_list(ElderQuery(unit_code=workspaces.OTHER_VILLAGE))
    assert workspaces.OTHER_VILLAGE in refusal.value.message


# -- which spell a row speaks of (4) ---------------------------------------------------------------------------------------


@pytest.fixture
def reopened(village: Workspace) -> Workspace:
    """One elder who moved out and came back."""
    load(village, "elder", ELDER | {"enrolled_on": "2026-01-01", "closed_on": "2026-03-01", "closed_reason": "moved_out"})
    load(village, "elder", ELDER | {"enrolled_on": "2026-10-01"})
    assert spells(village) == SPELLS
    return village


@pytest.mark.parametrize("closing", [{}, {"closed_on": "2026-03-01", "closed_reason": "moved_out"}])
def test_the_roster_of_before_the_reopening_changes_nothing(reopened: Workspace, closing: Cells) -> None:
    before = digest(reopened)
    assert counts(load(reopened, "elder", ELDER | {"enrolled_on": "2026-01-01"} | closing)) == (0, 0, 1)
    assert digest(reopened) == before
    healthy(reopened)


def test_an_earlier_closing_can_be_mended(reopened: Workspace) -> None:
    row = ELDER | {"enrolled_on": "2026-01-01", "closed_on": "2026-04-01", "closed_reason": "care_home"}
    assert counts(load(reopened, "elder", row)) == (0, 1, 0)
    assert spells(reopened) == [("2026-01-01", "2026-04-01", "care_home"), SPELLS[1]]
    assert faults(load(reopened, "elder", row | {"closed_on": "2026-10-02"})) == [(2, "closed_on", "overlapping_spell")]
    healthy(reopened)


@pytest.mark.parametrize("start", ["2025-12-01", "2026-02-01", "2026-03-01"])
def test_a_later_spell_never_begins_before_an_earlier_one_ends(reopened: Workspace, start: str) -> None:
    before = digest(reopened)
    assert faults(load(reopened, "elder", ELDER | {"enrolled_on": start})) == [(2, "enrolled_on", "overlapping_spell")]
    assert digest(reopened) == before


def test_the_start_of_the_latest_spell_can_still_be_mended(reopened: Workspace) -> None:
    assert counts(load(reopened, "elder", ELDER | {"enrolled_on": "2026-09-20"})) == (0, 1, 0)
    assert spells(reopened) == [SPELLS[0], ("2026-09-20", None, None)]
    assert counts(load(reopened, "elder", ELDER | {"enrolled_on": "", "closed_on": "2026-11-01", "closed_reason": "deceased"})) == (0, 1, 0)
    assert spells(reopened) == [SPELLS[0], ("2026-09-20", "2026-11-01", "deceased")]
    healthy(reopened)


def test_a_spell_of_one_day_is_not_opened_again_by_its_own_row(village: Workspace) -> None:
    row = ELDER | {"closed_on": ELDER["enrolled_on"], "closed_reason": "duplicate"}
    load(village, "elder", row)
    assert counts(load(village, "elder", row)) == (0, 0, 1)
    assert counts(load(village, "elder", ELDER)) == (0, 0, 1)
    assert len(spells(village)) == 1


# -- what of the file was not read (7) -------------------------------------------------------------------------------------


def test_columns_that_nobody_knows_are_told(village: Workspace) -> None:
    row = ELDER | {"户籍地址": "东街 1 号", "买买提·吐尔逊": "x", "13812341234": "y", "很长的列名" * 7: "z"}
    report = load(village, "elder", row)
    assert counts(report) == (1, 0, 0)
    told = [each for each in report.warnings if each.code == "unknown_column"]
    assert [(each.row, each.column, each.value) for each in told] == [
        (1, "户籍地址", ""),
        (1, "买**", ""),
        (1, "138********", ""),
        (1, ("很长的列名" * 7)[:20], ""),
    ]
    assert all(each.message for each in told)
    assert "东街" not in repr(report)


def test_sheets_that_were_not_read_are_told_once(village: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, filled in (("一组", True), ("二组", True), ("三组", True), ("Sheet4", False)):
        sheet = book.add_worksheet(name)
        if filled:
            sheet.write_row(0, 0, list(ELDER))
            sheet.write_row(1, 0, list((ELDER | {"ref": name}).values()))
    book.close()
    report = village.registers.load("elder", path)
    assert counts(report) == (1, 0, 0)
    (told,) = report.warnings
    assert (told.row, told.column, told.code) == (1, "", "other_sheet")
    assert "2" in told.message


def test_blank_sheets_and_the_guide_of_a_template_are_no_loss(village: Workspace, tmp_path: Path) -> None:
    path = village.registers.template("elder", tmp_path / "template.xlsx")
    names = {header: column.key for header, column in headers(TYPED["elder"]).items()}
    with read_rows(path, names, ()) as sheet:
        assert _not_read(sheet) == []
    with pytest.raises(KnownError, match="no_rows"):
        village.registers.load("elder", path)


# -- the place above (13) --------------------------------------------------------------------------------------------------


def recode(ws: Workspace, code: str, to: str) -> bytes:
    """Give a place another code, as an entry of another office may; returns its id."""
    from db.journal import Change, heads_of

    context = context_of(ws)
    with context.write() as work:
        found: bytes = work.connection.execute(text("SELECT id FROM unit WHERE code = :code"), {"code": code}).scalar_one()
        work.apply([Change(context.home, "unit", "update", found, None, {"code": to}, heads_of(work.connection, found))])
    return found


def test_a_place_above_that_is_not_here_rejects_the_row(county: Workspace) -> None:
    before = digest(county)
    new = {"code": "653121100250", "name": "新村", "level": "village", "parent_code": "653121199000"}
    assert faults(load(county, "unit", new)) == [(2, "parent_code", "parent_not_found")]
    assert faults(load(county, "unit", new | {"parent_code": new["code"]})) == [(2, "parent_code", "parent_not_found")]
    assert digest(county) == before
    above = {"code": "653121199000", "name": "新乡", "level": "township", "parent_code": workspaces.COUNTY}
    assert counts(load(county, "unit", above, new)) == (2, 0, 0)
    assert county.units.get(new["code"]).parent_id == county.units.get(above["code"]).id
    healthy(county)


def test_places_never_lie_in_themselves(county: Workspace) -> None:
    before = digest(county)
    township = {"code": TOWNSHIP, "name": "乡", "level": "township"}
    for above in (TOWNSHIP, "653121101000", workspaces.VILLAGE):
        assert faults(load(county, "unit", township | {"parent_code": above})) == [(2, "parent_code", "parent_not_above")]
    whole = {"code": workspaces.COUNTY, "name": "县", "level": "county", "parent_code": TOWNSHIP}
    assert faults(load(county, "unit", whole)) == [(2, "parent_code", "parent_not_above")]
    # A village that becomes a township would lie in another one.
    assert faults(load(county, "unit", {"code": workspaces.VILLAGE, "name": "村", "level": "township"})) == [
        (2, "parent_code", "parent_not_above")
    ]
    assert digest(county) == before
    other = {"code": workspaces.VILLAGE, "name": "村", "level": "village", "parent_code": "653121101000"}
    assert counts(load(county, "unit", other)) == (0, 1, 0)
    healthy(county)


def test_a_place_stays_above_those_that_lie_in_it(county: Workspace) -> None:
    before = digest(county)
    lowered = {"code": TOWNSHIP, "name": "乡", "level": "village"}
    assert faults(load(county, "unit", lowered)) == [(2, "level", "not_above_its_own")]
    assert digest(county) == before
    # In one file: what moved away before it is no longer below, what moved there is.
    moved = [
        {"code": each.code, "name": each.name, "level": "village", "parent_code": "653121101000"}
        for each in county.units.children(TOWNSHIP)
    ]
    new = {"code": "653121100250", "name": "新村", "level": "village", "parent_code": TOWNSHIP}
    assert faults(load(county, "unit", *moved, new, lowered)) == [(len(moved) + 3, "level", "not_above_its_own")]
    assert faults(load(county, "unit", lowered, *moved)) == [(2, "level", "not_above_its_own")]
    assert faults(load(county, "unit", *moved, lowered, new)) == [(len(moved) + 3, "parent_code", "parent_not_above")]
    assert digest(county) == before
    assert counts(load(county, "unit", *moved, lowered)) == (0, len(moved) + 1, 0)
    healthy(county)


def test_the_place_above_is_found_by_its_present_code(county: Workspace) -> None:
    township = recode(county, TOWNSHIP, "653121150000")
    new = {"code": "653121150201", "name": "新村", "level": "village", "parent_code": "653121150000"}
    assert counts(load(county, "unit", new)) == (1, 0, 0)
    assert county.units.get(new["code"]).parent_id == township == unit_id(TOWNSHIP)
    # A new place takes the old code: it is another one, with an id of its own.
    again = {"code": TOWNSHIP, "name": "又一乡", "level": "township", "parent_code": workspaces.COUNTY}
    assert counts(load(county, "unit", again)) == (1, 0, 0)
    assert county.units.get(TOWNSHIP).id != township
    assert county.units.get("653121150000").id == township
    assert county.units.get("653121150000").name != "又一乡"
    assert counts(load(county, "unit", again)) == (0, 0, 1)
    healthy(county)


def test_the_dump_of_units_loads_though_the_place_above_is_elsewhere(village: Workspace) -> None:
    (told,) = dumped(village, ("unit",))["unit"]
    assert told["parent_code"]
    assert counts(load(village, "unit", told)) == (0, 0, 1)


# -- namesakes (14) --------------------------------------------------------------------------------------------------------


def test_two_namesakes_without_numbers_are_two_and_stay_two(village: Workspace) -> None:
    bare = ELDER | {"ref": ""}
    rows = [bare, bare | {"care_level": "low", "group": "2组"}, bare | {"full_name": "古丽"}]
    report = load(village, "elder", *rows)
    assert (counts(report), report.rejected) == ((3, 0, 0), ())
    (warned,) = report.warnings
    assert (warned.row, warned.column, warned.code, warned.value) == (3, "full_name", "possible_duplicate", "买**")
    before = digest(village)
    again = load(village, "elder", *rows)
    assert (counts(again), again.rejected, again.warnings) == ((0, 0, 3), (), ())
    assert digest(village) == before
    # A third one of the name is new, one that differs must be named by its number.
    assert counts(load(village, "elder", *rows, bare | {"care_level": "medium"})) == (1, 0, 3)
    report = load(village, "elder", rows[0] | {"care_level": "medium"}, *rows[1:], skip_rejected=True)
    assert (faults(report), counts(report)) == ([(2, "ref", "same_person")], (0, 0, 2))
    healthy(village)


def test_a_number_given_to_a_namesake_that_a_row_before_was_taken_for(village: Workspace) -> None:
    load(village, "elder", ELDER, ELDER | {"ref": "2"})
    assert counts(load(village, "elder", ELDER, ELDER | {"ref": ""})) == (0, 0, 2)
    assert faults(load(village, "elder", ELDER | {"ref": ""}, ELDER)) == [(3, "ref", "repeated_ref")]


# -- why a visit changed (18), and when it was (25) ------------------------------------------------------------------------


def test_a_visit_that_a_load_corrects_says_why(village: Workspace) -> None:
    load(village, "elder", ELDER)
    load(village, "visit", VISIT | {"ref": "v1"})
    load(village, "visit", VISIT | {"ref": "v1", "outcome": "away"})
    (fields,) = rows_of(village, "entry", "duty", "branch, seq DESC")[0]
    assert json.loads(fields) == {"outcome": "away", "_reason": "导入探访"}
    (visit,) = rows_of(village, "visit", "id")
    assert [each.reason for each in village.visits.versions(visit[0])] == [None, "导入探访"]
    assert counts(load(village, "visit", VISIT | {"ref": "v1", "outcome": "away"})) == (0, 0, 1)
    healthy(village)


def test_a_visit_of_an_earlier_spell_lies_within_enrolment(reopened: Workspace) -> None:
    days = {"2026-02-10": False, "2026-06-10": True, "2026-10-10": False}
    report = load(reopened, "visit", *[VISIT | {"visited_at": f"{day} 09:00"} for day in days])
    assert [each.code for each in report.warnings] == ["outside_spell"]
    assert [each.row for each in report.warnings] == [3]
    assert count_of(reopened, "visit") == 3


# -- one form of what is dumped (24) ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "told"), [("12.50", "12.5"), ("12", "12"), ("0.05", "0.05"), ("0", "0"), ("100", "100")])
def test_decimals_are_dumped_without_superfluous_zeros(village: Workspace, typed: str, told: str) -> None:
    load(village, "unit_profile", {"as_of": "2026-01-01", "households": "0", "elder_care_land_m2": typed, "proxy_service": "否"})
    (line,) = village.registers.dump("unit_profile")
    assert (line["elder_care_land_m2"], line["households"], line["proxy_service"]) == (told, "0", "0")
    assert line["social_work_station"] is None
    assert counts(load(village, "unit_profile", line)) == (0, 0, 1)
