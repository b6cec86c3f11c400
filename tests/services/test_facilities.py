"""What units have beside the targets, shared facilities, and what a place is from a day on."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.codes import Kiosk, UnitKind, UrbanRuralClass
from kashi_desktop.errors import KnownError
from kashi_desktop.services.facilities import AREA, CENTRE, KIOSK, SHARE
from kashi_desktop.types.facilities import UnitSums
from kashi_desktop.types.inputs import UnitStateInput
from kashi_desktop.workspace import Workspace
from tests.workspaces import SECOND_VILLAGE, TODAY, VILLAGE, healthy

CELLS = {
    "code": "S1",
    "name": "综合服务中心",
    "kind": "service_centre",
    "units": VILLAGE,
    "building_area_m2": "450",
    "activity_area_m2": "72",
    "kiosk": "working",
    "status": "in_use",
    "valid_from": "2024-01-01",
    "hours": "10:00-14:00,16:00-20:00",
}


def facility(ws: Workspace, **changed: str) -> bytes:
    return ws.records.save("facility", CELLS | changed).id


def profile(ws: Workspace, unit: str, households: int) -> None:
    ws.records.save("unit_profile", {"unit_code": unit, "as_of": "2026-01-01", "households": str(households)})


def test_sums_of_a_village_are_those_of_the_worked_example(village: Workspace) -> None:
    profile(village, VILLAGE, 1280)
    facility(village)
    sums = village.facilities.sums()
    own = sums.units[0]
    assert (own.building, own.households, own.centres, own.kiosk) == (Decimal("450"), 1280, 1, Kiosk.WORKING)
    assert (own.measures[AREA].shown, own.measures[AREA].met, own.measures[AREA].gap) == ("35.16", True, Decimal(0))
    assert own.measures[SHARE].shown == "16.00"
    assert sums.whole.measures[AREA] == own.measures[AREA]


def test_a_shared_facility_counts_by_its_shares_and_once_for_the_county(county: Workspace) -> None:
    profile(county, VILLAGE, 1000)
    profile(county, SECOND_VILLAGE, 500)
    facility(county, units=f"{VILLAGE}:60;{SECOND_VILLAGE}:40")
    sums = county.facilities.sums()
    by_code = {each.code: each for each in sums.units}
    assert [by_code[each].building for each in (VILLAGE, SECOND_VILLAGE)] == [Decimal("270.00"), Decimal("180.00")]
    assert by_code[VILLAGE].measures[AREA].gap == Decimal("30")
    assert by_code[SECOND_VILLAGE].centres == 1
    assert (sums.whole.building, sums.whole.facilities) == (Decimal("450.00"), 1)
    [row] = county.facilities.rows()
    assert [(each.code, each.area) for each in row.parts] == [(VILLAGE, Decimal("270.00")), (SECOND_VILLAGE, Decimal("180.00"))]
    assert row.seasons[0].spans == ((600, 840), (960, 1200))


def test_a_later_row_of_the_same_code_holds_from_its_day_on(village: Workspace) -> None:
    facility(village, kiosk="broken", kiosk_broken_on="2026-10-01")
    facility(village, valid_from="2026-11-10", status="closed", kiosk="none")
    facility(village, valid_from="2027-01-01", kiosk="none")
    rows = {each.record.cells["valid_from"]: each for each in village.facilities.rows()}
    assert [(each.standing, each.ahead, each.in_force) for each in rows.values()] == [
        (False, False, False),
        (True, False, False),
        (False, True, False),
    ]
    october, november = village.facilities.sums("2026-10").units[0], village.facilities.sums().units[0]
    assert (october.kiosk, october.broken_on) == (Kiosk.BROKEN, date(2026, 10, 1))
    assert october.measures[CENTRE].met is True
    assert (november.facilities, november.measures[CENTRE].met) == (0, False)


def state(**changed: object) -> UnitStateInput:
    values: dict[str, object] = {
        "since": date(2026, 7, 1),
        "kind": UnitKind.RESIDENT_COMMITTEE,
        "urban_rural_class": UrbanRuralClass.C220,
        "urban_override": True,
        "reason": "撤村建居批复",
    }
    return UnitStateInput.model_validate(values | changed)


def test_a_county_says_from_when_on_a_place_counts_as_urban(county: Workspace) -> None:
    facility(county, kiosk="none")
    county.units.set_state(VILLAGE, state())
    unit = county.units.get(VILLAGE)
    assert unit.urban_rural_class is UrbanRuralClass.C220
    urban = {month: _of(county, month).urban for month in ("2026-06", "2026-07")}
    assert urban["2026-07"] is True
    assert urban["2026-06"] is not True
    assert _of(county, "2026-07").measures[KIOSK].met is False
    assert [(each.since.isoformat(), each.reason) for each in county.units.states(VILLAGE)] == [
        ("1900-01-01", ""),
        ("2026-07-01", "撤村建居批复"),
    ]
    county.undo.undo()
    assert county.units.states(VILLAGE) == ()
    assert county.units.get(VILLAGE).urban_rural_class is not UrbanRuralClass.C220
    healthy(county)


def _of(ws: Workspace, month: str) -> UnitSums:
    return next(each for each in ws.facilities.sums(month).units if each.code == VILLAGE)


def test_a_state_that_begins_later_leaves_the_place_as_it_is_today(county: Workspace) -> None:
    county.units.set_state(VILLAGE, state(since=date(2027, 1, 1), active=False))
    assert county.units.get(VILLAGE).active is True
    county.units.set_state(VILLAGE, state(since=date(2027, 1, 1), active=True, reason="填错"))
    assert [each.reason for each in county.units.states(VILLAGE)][-1] == "填错"
    assert len(county.units.states(VILLAGE)) == 2


def test_the_countys_own_word_outlives_a_table_that_knows_none(county: Workspace, tmp_path: Path) -> None:
    county.units.set_state(VILLAGE, state(since=date(2026, 3, 1)))
    file = tmp_path / "units.csv"
    file.write_text(f"code,name,level,urban_rural_class\n{VILLAGE},新区社区,village,210\n", encoding="utf-8")
    county.registers.load("unit", file)
    assert county.units.states(VILLAGE)[-1].since == TODAY
    assert _of(county, "2026-11").urban is True


def test_a_place_outside_is_refused_and_units_are_read_like_a_register(county: Workspace) -> None:
    with pytest.raises(KnownError, match="范围"):
        county.units.set_state("653122100001", state())
    rows = county.records.list("unit", words=VILLAGE)
    assert [each.cells["code"] for each in rows] == [VILLAGE]
    card = county.records.card("unit", rows[0].id)
    assert card.row.cells["parent_code"] == f"{VILLAGE[:9]}000"
    assert county.records.may_write("holiday")


def test_places_of_the_county_can_be_chosen_at_a_village_too(village: Workspace) -> None:
    found = dict(village.units.choices())
    assert VILLAGE in found
    assert SECOND_VILLAGE in found
    assert all(code.startswith(VILLAGE[:6]) for code in found)


def test_a_shown_table_is_written_and_logged(village: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "设施.xlsx"
    assert village.registers.export_table(out, "设施", ("名称", "面积"), iter([("中心", 450), ("活动室", 60.5)])) == 2
    assert out.stat().st_size
