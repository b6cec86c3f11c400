"""The worked examples of domain.md §5 to the digit, through the registers as a county loads them, and the edges of each number."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from kashi_desktop.rules.id_numbers import check_character
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.results import Indicator
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import COMMON, COUNTY, SECOND_VILLAGE, VILLAGE

MONTH = "2026-10"
TOWNSHIP = "653121100000"


class Desk:
    """Loads tables into an open county and asks for numbers."""

    def __init__(self, ws: Workspace, folder: Path) -> None:
        self.ws, self.folder = ws, folder
        with ws._context.read() as connection:
            found = connection.execute(text("SELECT code FROM unit WHERE level = 'village' ORDER BY code"))
            self.units = [row[0] for row in found]

    def load(self, register: str, header: str, rows: Iterable[str]) -> None:
        file = self.folder / f"{register}.csv"
        file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        report = self.ws.registers.load(register, file)
        assert report.loaded, report.rejected

    def only(self, codes: Iterable[str]) -> None:
        """Leave only some units active, so that a small example is the whole county."""
        wanted = set(codes)
        with self.ws._context.engine.begin() as connection:
            for code in self.units:
                connection.execute(text("UPDATE unit SET active = :active WHERE code = :code"), {"active": code in wanted, "code": code})

    def urban(self, codes: Iterable[str]) -> None:
        with self.ws._context.engine.begin() as connection:
            for code in codes:
                statement = "UPDATE unit SET kind = 'resident_committee', urban_rural_class = '121' WHERE code = :code"
                connection.execute(text(statement), {"code": code})

    def number(self, key: str, code: str = "", month: str = MONTH) -> Indicator:
        (found,) = self.ws.indicators.compute(month, code, key)
        return found


@pytest.fixture
def desk(county: Workspace, tmp_path: Path) -> Desk:
    return Desk(county, tmp_path)


def shown(each: Indicator) -> tuple[str, str, str | None, bool | None]:
    return each.numerator, each.denominator, each.display, each.met


FACILITY = "code,name,kind,units,building_area_m2,activity_area_m2,kiosk,kiosk_broken_on,hours,status,valid_from,valid_to"
PROFILE = (
    "unit_code,as_of,households,resident_population,urban_resident_population,social_organisations,proxy_service,social_work_station,"
    "elder_care_land_m2"
)
WORKER = "ref,unit_code,full_name,id_number,post,full_time,urban_roster,certificates,employed_on,left_on,leave_from,leave_to"


def facility(code: str, units: str, **changed: str) -> str:
    values = dict.fromkeys(FACILITY.split(","), "") | {"code": code, "name": "设施", "kind": "service_centre", "units": units}
    values |= {"building_area_m2": "100", "activity_area_m2": "20", "status": "in_use", "valid_from": "2024-01-01"} | changed
    return ",".join(f'"{value}"' for value in values.values())


def profile(unit: str, as_of: str = "2026-01-01", **changed: str) -> str:
    values = dict.fromkeys(PROFILE.split(","), "") | {"unit_code": unit, "as_of": as_of} | changed
    return ",".join(values.values())


def worker(ref: str, unit: str, **changed: str) -> str:
    values = dict.fromkeys(WORKER.split(","), "") | {"ref": ref, "unit_code": unit, "full_name": f"阿里木·{ref}", "post": "网格员"}
    values |= {"full_time": "1", "urban_roster": "1", "employed_on": "2024-01-01"} | changed
    return ",".join(values.values())


def id_number(serial: int) -> str:
    """A number with a valid check digit; nobody's."""
    body = f"65312119900101{serial:03d}"
    return body + check_character(body)


def test_eleven_units_with_a_centre_of_their_own_and_one_that_shares(desk: Desk) -> None:
    units = desk.units[:12]
    desk.only(units)
    desk.load(
        "facility", FACILITY, [facility(f"F{n}", unit) for n, unit in enumerate(units[:10])] + [facility("F10", f"{units[10]};{units[11]}")]
    )
    found = desk.number("facility_coverage")
    assert shown(found) == ("12", "12", "100.00", True)
    assert (found.complete_units, found.total_units, found.gap, found.lever) == (12, 12, "0", ())
    # The shared centre closes in the next month: what was true in October stays.
    desk.load("facility", FACILITY, [facility("F10", f"{units[10]};{units[11]}", status="closed", valid_from="2026-11-01")])
    assert shown(desk.number("facility_coverage")) == ("12", "12", "100.00", True)
    november = desk.number("facility_coverage", month="2026-11")
    assert (*shown(november), november.gap) == ("10", "12", "83.33", False, "2")
    assert [each.unit_code for each in november.lists["below_target"]] == list(units[10:])
    assert [(each.code, each.gap) for each in november.lever] == [(unit, "1") for unit in units[10:]]


def test_share_of_new_building(desk: Desk) -> None:
    rows = ["甲,2024-05-01,50000,3000,2600", "乙,2026-10-31,30000,2000,1000", "早,2020-12-31,9000,9000,0", "晚,2026-11-01,9000,9000,0"]
    desk.load("project", "name,completed_on,total_area_m2,commercial_area_m2,service_area_m2", rows)
    found = desk.number("new_build_share")
    assert shown(found) == ("8600", "80000", "10.75", True)
    assert (found.complete_units, found.total_units, found.value) == (1, 1, "43/400")
    assert [(each.name, each.detail) for each in found.lists["projects"]] == [("甲", "passed 11.20"), ("乙", "passed 10.00")]
    below = desk.number("new_build_share", TOWNSHIP)
    assert (below.value, below.display, below.met, below.total_units) == (None, None, None, 0)


def test_area_and_the_residents_part_of_it(desk: Desk) -> None:
    desk.only([VILLAGE])
    kinds = [("300", "50", "service_centre"), ("150", "22", "hall"), ("999", "999", "clinic")]
    rows = [
        facility(f"F{n}", VILLAGE, building_area_m2=area, activity_area_m2=part, kind=kind) for n, (area, part, kind) in enumerate(kinds)
    ]
    desk.load("facility", FACILITY, rows)
    assert desk.number("area_per_100_households").lists["incomplete_units"][0].detail == "households"
    desk.load("unit_profile", PROFILE, [profile(VILLAGE, households="1280"), profile(VILLAGE, "2026-11-01", households="9999")])
    area = desk.number("area_per_100_households")
    assert (*shown(area), area.value, area.gap) == ("450", "1280", "35.16", True, "45/128", "0")
    assert shown(desk.number("activity_area_share")) == ("72", "450", "16.00", True)
    assert [(each.ref, each.detail) for each in area.lists["facilities"]] == [("F0", "300"), ("F1", "150")]


def test_the_lever_is_where_least_is_missing(desk: Desk) -> None:
    units = desk.units[:4]
    desk.only(units)
    desk.load(
        "facility",
        FACILITY,
        [
            facility(f"F{n}", unit, building_area_m2=area)
            for n, (unit, area) in enumerate(zip(units, ("95", "80", "60", "30"), strict=True))
        ],
    )
    desk.load(
        "unit_profile",
        PROFILE,
        [profile(unit, households=number) for unit, number in zip(units, ("100", "300", "220", "110"), strict=True)],
    )
    found = desk.number("area_per_100_households")
    # 265 m² for 730 households: needs 219, so all is well together; nothing is missing.
    assert (found.met, found.gap, found.lever) == (True, "0", ())
    desk.load("unit_profile", PROFILE, [profile(units[0], "2026-02-01", households="270")])
    found = desk.number("area_per_100_households")
    assert (found.numerator, found.denominator, found.display, found.met, found.gap) == ("265", "900", "29.44", False, "5")
    assert [(each.code, each.gap) for each in found.lever] == [(units[3], "3"), (units[2], "6")]


def test_a_shared_area_is_split_by_shares_else_by_households(desk: Desk) -> None:
    desk.only([VILLAGE, SECOND_VILLAGE])
    desk.load("facility", FACILITY, [facility("F1", f"{VILLAGE}:1;{SECOND_VILLAGE}:2", building_area_m2="100")])
    desk.load("facility", FACILITY, [facility("F2", f"{VILLAGE};{SECOND_VILLAGE}", building_area_m2="0.05", activity_area_m2="0")])
    desk.load("unit_profile", PROFILE, [profile(VILLAGE, households="10"), profile(SECOND_VILLAGE, households="30")])
    parts = [desk.number("area_per_100_households", code).numerator for code in (VILLAGE, SECOND_VILLAGE, COUNTY)]
    assert parts == ["33.34", "66.71", "100.05"]


def test_kiosks_of_towns(desk: Desk) -> None:
    units = desk.units[:5]
    desk.only(units)
    desk.urban(units[:4])
    kiosks = [("working", ""), ("broken", "2026-10-01"), ("broken", "2026-09-30"), ("working", "")]
    rows = [
        facility(f"F{n}", unit, kiosk=kiosk, kiosk_broken_on=day) for n, (unit, (kiosk, day)) in enumerate(zip(units, kiosks, strict=False))
    ]
    desk.load("facility", FACILITY, [*rows, facility("F9", units[4])])
    found = desk.number("kiosk_coverage")
    # The fifth is a residents' committee whose class nobody knows: not taken for rural, but left out and listed.
    assert (*shown(found), found.complete_units, found.total_units) == ("3", "4", "75.00", False, 4, 5)
    assert [(each.unit_code, each.detail) for each in found.lists["incomplete_units"]] == [(units[4], "urban_rural_class")]
    desk.load(
        "definition",
        "key,effective_from,target,settings,reason",
        ["kiosk_coverage,2026-10-01,,broken_days=10,更严"],
    )
    strict = desk.number("kiosk_coverage")
    assert (*shown(strict)[:3], strict.definition) == ("2", "4", "50.00", "kiosk_coverage/2 (2026-10-01–)")
    assert desk.number("kiosk_coverage", month="2026-09").definition == "kiosk_coverage/1 (2021-01-01–2026-09-30)"
    assert "更严" in strict.definition_text


def test_a_kiosk_is_unknown_only_where_no_facility_tells_of_one(desk: Desk) -> None:
    units = desk.units[:3]
    desk.only(units)
    desk.urban(units)
    rows = [facility("F0", units[0], kiosk="none"), facility("H0", units[0], kind="hall"), facility("F1", units[1])]
    desk.load("facility", FACILITY, [*rows, facility("F2", units[2], kiosk="working"), facility("H2", units[2], kind="day_care")])
    found = desk.number("kiosk_coverage")
    assert (*shown(found), found.complete_units, found.total_units) == ("1", "2", "50.00", False, 2, 3)
    assert [(each.unit_code, each.detail) for each in found.lists["incomplete_units"]] == [(units[1], "kiosk")]


def test_twenty_five_workers_are_not_more_than_twenty_five(desk: Desk) -> None:
    desk.only([VILLAGE])
    desk.load("unit_profile", PROFILE, [profile(VILLAGE, urban_resident_population="38400")])
    others = [
        worker("part", VILLAGE, full_time="0"),
        worker("other", VILLAGE, urban_roster="0"),
        worker("gone", VILLAGE, left_on="2026-10-31"),
        worker("away", VILLAGE, leave_from="2026-04-01"),
        worker("later", VILLAGE, employed_on="2026-11-01"),
    ]
    desk.load(
        "worker",
        WORKER,
        [worker(f"W{n}", VILLAGE) for n in range(95)] + [worker("back", VILLAGE, leave_from="2026-04-30", leave_to="2026-10-31")],
    )
    desk.load("worker", WORKER, others)
    found = desk.number("workers_per_10k")
    # The one whose leave ends on 31 October was away for six months and a day; without him 95.
    assert shown(found)[:2] == ("95", "38400")
    desk.load("worker", WORKER, [worker("back", VILLAGE, leave_from="2026-05-01", leave_to="2026-10-31")])
    found = desk.number("workers_per_10k")
    assert (*shown(found), found.value, found.gap, found.gap_unit) == ("96", "38400", "25.00", False, "1/400", "1", "人")
    assert [each.ref for each in found.lists["long_leave"]] == ["away"]
    desk.load("unit_profile", PROFILE, [profile(VILLAGE, "2026-02-01", urban_resident_population="38399")])
    assert shown(desk.number("workers_per_10k"))[2:] == ("25.01", True)


def test_professionals_are_counted_once_in_the_whole_county(desk: Desk) -> None:
    rows = [worker(f"W{n}", VILLAGE, certificates="assistant", id_number=id_number(n)) for n in range(378)]
    # Six of them work in a second place too, with another certificate: 384 certificates, 378 people.
    rows += [
        worker(f"X{n}", SECOND_VILLAGE, certificates="social_worker", id_number=id_number(n), employed_on="2025-01-01") for n in range(6)
    ]
    desk.load("worker", WORKER, rows)
    found = desk.number("social_work_professionals")
    assert (*shown(found), found.value, found.gap, found.target) == ("378", "1", "378", None, "378/1", "22", "400")
    parts = [int(desk.number("social_work_professionals", code).numerator) for code in (VILLAGE, SECOND_VILLAGE)]
    assert parts == [378, 0]
    assert desk.number("worker_coverage", SECOND_VILLAGE).value == "1/1"


def test_training_of_those_who_are_still_there(desk: Desk) -> None:
    desk.only([VILLAGE])
    desk.load("course", "ref,title,organiser_level,mode,starts_on,ends_on,hours,recognised", [
        "C1,培训,county,in_person,2026-03-01,2026-03-02,16,1",
        "C2,讲座,village,in_person,2026-03-01,2026-03-02,2,0",
        "C3,去年,county,in_person,2025-12-30,2025-12-31,16,1",
    ])  # fmt: skip
    staying, leaving = [f"W{n}" for n in range(118)], [f"L{n}" for n in range(4)]
    rows = [worker(ref, VILLAGE, full_time=str(n % 2)) for n, ref in enumerate(staying)]
    rows += [worker(ref, VILLAGE, left_on="2026-06-01") for ref in leaving] + [worker("new", VILLAGE, employed_on="2026-10-02")]
    desk.load("worker", WORKER, rows)
    passed = [*staying[:113], *leaving]
    results = [f"{VILLAGE},C1,{ref},{'passed' if n % 2 else 'not_assessed'}" for n, ref in enumerate(passed)]
    results += [f"{VILLAGE},C1,W113,failed", f"{VILLAGE},C1,W114,absent", f"{VILLAGE},C2,W115,passed", f"{VILLAGE},C3,W116,passed"]
    desk.load("attendance", "unit_code,course_ref,worker_ref,result", results)
    found = desk.number("training_coverage")
    assert (*shown(found), found.gap) == ("113", "118", "95.76", False, "5")
    assert [each.ref for each in found.lists["untrained"]] == ["W113", "W114", "W115", "W116", "W117"]
    assert [each.ref for each in found.lists["hired_lately"]] == ["new"]


def test_day_care_in_towns(desk: Desk) -> None:
    units = desk.units[:20]
    desk.only(units)
    desk.urban(units)
    desk.load(
        "facility",
        FACILITY,
        [facility(f"F{n}", unit, kind="day_care") for n, unit in enumerate(units[:18])]
        + [facility(f"H{n}", unit, kind="hall") for n, unit in enumerate(units[18:])],
    )
    found = desk.number("day_care_coverage")
    assert (*shown(found), found.comparator, found.target) == ("18", "20", "90.00", True, ">=", "90")


def test_the_county_s_land_and_the_people_it_is_for(desk: Desk) -> None:
    desk.only([VILLAGE, SECOND_VILLAGE])
    desk.load("unit_profile", PROFILE, [profile(COUNTY, elder_care_land_m2="299.99")])
    assert desk.number("elder_care_land").lists["incomplete_units"][0].detail == "resident_population"
    desk.load("unit_profile", PROFILE, [profile(unit, resident_population="1500", proxy_service="1") for unit in (VILLAGE, SECOND_VILLAGE)])
    found = desk.number("elder_care_land")
    assert (*shown(found), found.gap, found.target) == ("299.99", "3000", "0.09", False, "0.01", "0.1")
    desk.load("unit_profile", PROFILE, [profile(COUNTY, "2026-03-01", elder_care_land_m2="400", resident_population="4000")])
    assert shown(desk.number("elder_care_land")) == ("400", "4000", "0.10", True)


def test_hours_organisations_stations_and_surveys(desk: Desk) -> None:
    desk.only([VILLAGE, SECOND_VILLAGE])
    desk.urban([VILLAGE])
    with desk.ws._context.engine.begin() as connection:
        connection.execute(text("UPDATE unit SET kind = 'village_committee' WHERE code = :code"), {"code": SECOND_VILLAGE})
    hours = "11-03=10:00-17:59|04-10=10:00-14:00,16:00-20:00"
    desk.load("facility", FACILITY, [facility("F1", VILLAGE, hours=hours), facility("F2", SECOND_VILLAGE, hours="10:00-12:00")])
    desk.load(
        "unit_profile",
        PROFILE,
        [
            profile(VILLAGE, social_organisations="11", proxy_service="1"),
            profile(SECOND_VILLAGE, social_organisations="4", proxy_service="0"),
            profile(TOWNSHIP, social_work_station="1"),
        ],
    )
    desk.load("survey", "unit_code,held_on,sample,satisfied", [f"{VILLAGE},2026-01-01,10,9", f"{SECOND_VILLAGE},2025-12-31,10,9"])
    assert shown(desk.number("opening_hours")) == ("1", "2", "50.00", False)
    assert shown(desk.number("opening_hours", month="2026-11")) == ("0", "2", "0.00", False)
    assert [each.detail for each in desk.number("opening_hours").lists["short_hours"]] == ["2:00"]
    assert shown(desk.number("social_orgs_urban")) == ("11", "1", "11.00", True)
    assert shown(desk.number("social_orgs_rural")) == ("4", "1", "4.00", False)
    assert shown(desk.number("proxy_service")) == ("1", "2", "50.00", False)
    assert shown(desk.number("survey_coverage")) == ("1", "2", "50.00", False)
    station = desk.number("township_social_work")
    assert (*shown(station)[:2], station.complete_units) == ("1", "1", 1)
    assert station.total_units > 5
    assert shown(desk.number("township_social_work", TOWNSHIP)) == ("1", "1", "100.00", True)


def test_what_a_worker_was_before_the_change_counts_in_the_month_before(desk: Desk) -> None:
    desk.only([VILLAGE])
    desk.load("unit_profile", PROFILE, [profile(VILLAGE, urban_resident_population="100")])
    desk.load("worker", WORKER, [worker("W1", VILLAGE)])
    desk.ws._context.clock = Clock(date(2026, 12, 5))
    desk.load("worker", WORKER, [worker("W1", VILLAGE, full_time="0")])
    assert [desk.number("workers_per_10k", month=month).numerator for month in ("2026-10", "2026-11", "2026-12")] == ["1", "1", "0"]


def test_a_county_is_an_urban_place_by_override_with_a_reason_both_ways(desk: Desk) -> None:
    desk.only([VILLAGE, SECOND_VILLAGE])
    desk.urban([VILLAGE])
    desk.load("facility", FACILITY, [facility("F1", VILLAGE, kind="day_care"), facility("F2", SECOND_VILLAGE, kind="day_care")])
    assert desk.number("day_care_coverage").denominator == "1"
    from db.journal import creation
    from db.streams import new_id
    from kashi_desktop.rules.unit_codes import unit_id

    def override(code: str, urban: bool) -> None:
        wire = {"place_id": unit_id(code).hex(), "since": "2026-01-01", "active": True, "urban_override": urban, "reason": "县里认定"}
        with workspaces.context_of(desk.ws).write("override") as work:
            work.apply([creation(COMMON, "unit_state", new_id(COMMON), None, wire)])

    override(SECOND_VILLAGE, True)
    assert desk.number("day_care_coverage").denominator == "2"
    override(VILLAGE, False)
    assert desk.number("day_care_coverage").denominator == "1"


def test_nothing_reported_is_incomplete_and_not_applicable(desk: Desk) -> None:
    for each in desk.ws.indicators.compute(MONTH):
        assert (each.value, each.met, each.gap) == (None, None, None), each.key
        assert each.complete_units == (1 if each.key == "new_build_share" else 0)
    unit = desk.number("facility_coverage", VILLAGE)
    assert [each.detail for each in unit.lists["incomplete_units"]] == ["nothing_reported"]
