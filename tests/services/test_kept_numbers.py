"""Kept numbers follow every change, in a village as in its county, and the doctor finds the one that does not."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.codes import ClosedReason, UnitLevel
from db.journal import Change, creation, heads_of
from db.queries import kept as kept_queries
from db.registers.registry import REGISTERS
from db.streams import new_id
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.publishing import published_facts
from kashi_desktop.types.inputs import CloseInput
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import COMMON, COUNTY, RURAL_VILLAGE, SECOND_VILLAGE, VILLAGE, context_of, count_of, elder_input, rows_of, visit_input

PERIODS = ("2026-09", "2026-10", "2026-11")
UNITS = (VILLAGE, SECOND_VILLAGE, RURAL_VILLAGE)


def enter(ws: Workspace, unit: str | bytes, register: str, wire: Mapping[str, object], subject: bytes | None = None) -> bytes:
    stream = unit if isinstance(unit, bytes) else unit_id(unit)
    record = new_id(stream)
    person = record if REGISTERS[register].subject == "id" else subject
    with context_of(ws).write("enter") as work:
        work.apply([creation(stream, register, record, person, wire)])
    return record


def change(ws: Workspace, unit: str, register: str, record: bytes, op: str = "update", **wire: object) -> None:
    person = record if REGISTERS[register].subject == "id" else None
    with context_of(ws).write("change") as work:
        work.apply([Change(unit_id(unit), register, op, record, person, wire, heads_of(work.connection, record))])


def facility(ws: Workspace, unit: str, units: tuple[str, ...] = (), **wire: object) -> bytes:
    values = {"code": "F1", "name": "中心", "kind": "service_centre", "units": linked(unit, *units), "building_area_m2": "100"}
    return enter(ws, unit, "facility", values | {"status": "in_use", "valid_from": "2024-01-01", "activity_area_m2": "20"} | wire)


def worker(ws: Workspace, unit: str, **wire: object) -> bytes:
    values = {"ref": "", "full_name": "阿里木", "post": "网格员", "full_time": True, "urban_roster": True, "employed_on": "2024-01-01"}
    return enter(ws, unit, "worker", values | wire)


def agrees(ws: Workspace, periods: tuple[str, ...] = PERIODS) -> None:
    """What is kept is what the registers give, for the office and a unit."""
    for code in ("", VILLAGE):
        board = ws.indicators.board(periods, code)
        for period in periods:
            for kept, now in zip(board[period], ws.indicators.compute(period, code, lists=False), strict=True):
                assert (kept.key, kept.numerator, kept.denominator, kept.display, kept.met, kept.gap) == (
                    now.key,
                    now.numerator,
                    now.denominator,
                    now.display,
                    now.met,
                    now.gap,
                ), (period, code)
                assert (kept.complete_units, kept.total_units, kept.definition) == (now.complete_units, now.total_units, now.definition)


COURSE = {"ref": "", "title": "班", "mode": "online", "starts_on": "2026-10-01", "ends_on": "2026-10-02", "hours": "8", "recognised": True}
PROJECT = {"name": "甲", "completed_on": "2026-10-01", "total_area_m2": "80.5", "commercial_area_m2": "1", "service_area_m2": "7.25"}
PROFILE = {"as_of": "2026-10-31", "households": 300, "urban_resident_population": 10}
RATE = {"key": "monthly_visit_rate", "settings": "cut_off_day=28;count_proxy=1"}
AREA = {"key": "area_per_100_households", "target": "40"}
OCTOBER = datetime(2026, 10, 3, 9)
CLOSE = CloseInput(closed_on=date(2026, 10, 5), closed_reason=ClosedReason.MOVED_OUT)
Step = Callable[[Workspace, dict[str, bytes]], object]


def linked(*units: str) -> str:
    return ";".join(unit_id(each).hex() for each in units)


OF_PERSONS: dict[str, Step] = {
    "visit": lambda ws, made: ws.visits.record(visit_input(visited_at=OCTOBER), made["elder"]),
    "visit of another month": lambda ws, made: ws.visits.correct(made["visit"], visit_input(visited_at=OCTOBER), "记错了月份"),
    "void": lambda ws, made: ws.visits.void(made["visit"], "记错了人"),
    "close": lambda ws, made: ws.elders.close(made["elder"], CLOSE),
    "another elder": lambda ws, made: ws.elders.save(elder_input(ref="e9", unit_code=VILLAGE, enrolled_on=date(2026, 9, 26))),
}
OTHERS: dict[str, Step] = {
    "area": lambda ws, made: change(ws, VILLAGE, "facility", made["facility"], building_area_m2="250.5"),
    "link": lambda ws, made: change(ws, VILLAGE, "facility", made["facility"], units=linked(*UNITS)),
    "unlink": lambda ws, made: change(ws, VILLAGE, "facility", made["facility"], units=linked(VILLAGE)),
    "closed facility": lambda ws, made: facility(ws, VILLAGE, status="closed", valid_from="2026-10-15"),
    "facility removed": lambda ws, made: change(ws, VILLAGE, "facility", made["facility"], op="remove"),
    "households": lambda ws, made: enter(ws, SECOND_VILLAGE, "unit_profile", PROFILE),
    "worker leaves": lambda ws, made: change(ws, VILLAGE, "worker", made["worker"], left_on="2026-10-10"),
    "same person elsewhere": lambda ws, made: worker(ws, RURAL_VILLAGE, id_hmac="aa", id_key="k", employed_on="2020-01-01"),
    "person told apart": lambda ws, made: change(ws, SECOND_VILLAGE, "worker", made["other"], id_hmac=None),
    "first report": lambda ws, made: enter(ws, RURAL_VILLAGE, "survey", {"held_on": "2026-10-01", "sample": 9, "satisfied": 9}),
    "course": lambda ws, made: attend(ws, made, enter(ws, COMMON, "course", COURSE | {"organiser_level": "prefecture"})),
    "attendance": lambda ws, made: attend(ws, made, made["course"]),
    "project": lambda ws, made: enter(ws, COUNTY, "project", PROJECT),
    "class": lambda ws, made: enter(
        ws, COMMON, "unit_state", {"place_id": unit_id(SECOND_VILLAGE).hex(), "since": "2026-10-01", "active": False}
    ),
    "target": lambda ws, made: enter(ws, COMMON, "definition", AREA | {"effective_from": "2026-10-01", "reason": "提高"}),
    "cut-off": lambda ws, made: enter(ws, COMMON, "definition", RATE | {"effective_from": "2026-10-01", "reason": "放宽"}),
}
CHANGES = OF_PERSONS | OTHERS


def attend(ws: Workspace, made: dict[str, bytes], course: bytes) -> None:
    wire = {"course_id": course.hex(), "worker_id": made["worker"].hex(), "result": "passed"}
    enter(ws, VILLAGE, "attendance", wire, made["worker"])


def furnished(ws: Workspace) -> dict[str, bytes]:
    """A little of everything, in two of three units of a county that has no others."""
    few = ", ".join(f"'{code}'" for code in (COUNTY, "653121100000", "653121101000", *UNITS))
    with context_of(ws).engine.begin() as connection:
        connection.execute(text(f"DELETE FROM unit WHERE code NOT IN ({few})"))
    elder = ws.elders.save(elder_input(ref="e1", unit_code=VILLAGE)).id
    made = {"elder": elder, "visit": ws.visits.record(visit_input(visited_at=datetime(2026, 11, 2, 9)), elder).id}
    made["facility"] = facility(ws, VILLAGE, (SECOND_VILLAGE,))
    made["worker"] = worker(ws, VILLAGE, id_hmac="aa", id_key="k", certificates="assistant")
    made["other"] = worker(ws, SECOND_VILLAGE, id_hmac="aa", id_key="k", employed_on="2023-01-01")
    for unit in UNITS[:2]:
        enter(ws, unit, "unit_profile", PROFILE | {"as_of": "2026-01-01", "households": 100, "resident_population": 1000})
    made["course"] = enter(ws, COMMON, "course", COURSE | {"organiser_level": "county"})
    return made


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_reaches_what_is_kept(county: Workspace, name: str) -> None:
    made = furnished(county)
    agrees(county)
    before = [tuple(row) for row in rows_of(county, "kept_fact", order="1, 2, 3")]
    CHANGES[name](county, made)
    assert count_of(county, "stale") > 0
    agrees(county)
    assert count_of(county, "stale") == 0
    assert [tuple(row) for row in rows_of(county, "kept_fact", order="1, 2, 3")] != before


@given(
    st.lists(
        st.sampled_from(sorted(OTHERS)),
        min_size=2,
        max_size=6,
        unique=True,
    ),
    st.data(),
)
@settings(max_examples=4)
def test_changes_in_any_order_with_looks_between(tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject) -> None:
    county = workspaces.county(tmp_path_factory.mktemp("any") / "county")
    try:
        made = furnished(county)
        county.indicators.refresh(PERIODS)
        for name in names:
            CHANGES[name](county, made)
            if data.draw(st.booleans()):
                county.indicators.refresh()
        agrees(county)
        with context_of(county).engine.begin() as connection:
            assert county.indicators.recount(connection)
    finally:
        county.close()


def test_only_what_changed_is_counted_and_only_once(county: Workspace) -> None:
    made = furnished(county)
    assert county.indicators.refresh() == 0
    assert county.indicators.refresh(PERIODS) > 100
    assert county.indicators.refresh(PERIODS) == 0
    county.visits.record(visit_input(visited_at=datetime(2026, 10, 3, 9)), made["elder"])
    assert rows_of(county, "stale", "register, month") == [("visit", "2026-10")]
    assert county.indicators.refresh() == 1
    county.visits.record(visit_input(visited_at=datetime(2026, 7, 3, 9)), made["elder"])
    assert county.indicators.refresh() == 0


def test_trend_and_places(county: Workspace) -> None:
    made = furnished(county)
    trend = county.indicators.trend("monthly_visit_rate", months=3)
    assert [(month, each.value) for month, each in trend] == [("2026-09", "0/1"), ("2026-10", "0/1"), ("2026-11", "1/1")]
    lines = county.indicators.places("area_per_100_households", "2026-11")
    assert [(each.code, each.numerator, each.denominator, each.display) for each in lines[:2]] == [
        (VILLAGE, "50", "100", "50.00"),
        (SECOND_VILLAGE, "50", "100", "50.00"),
    ]
    township = next(
        each for each in county.indicators.places("area_per_100_households", "2026-11", level=UnitLevel.TOWNSHIP) if each.complete_units
    )
    assert (township.name, township.numerator, township.denominator, township.complete_units) == ("托克扎克镇", "100", "200", 2)
    change(county, VILLAGE, "facility", made["facility"], building_area_m2="40")
    assert county.indicators.trend("area_per_100_households", months=1)[0][1].gap == "20"


def test_people_of_a_unit_that_is_no_longer_active_count_and_the_unit_does_not(county: Workspace) -> None:
    furnished(county)
    enter(county, COMMON, "unit_state", {"place_id": unit_id(VILLAGE).hex(), "since": "2026-10-01", "active": False})
    agrees(county)
    (found,) = county.indicators.compute("2026-11", only=VISIT_RATE)
    assert (found.numerator, found.denominator, found.complete_units, found.total_units) == ("1", "1", 0, 2)
    assert sorted(each.unit_code for each in found.lists["incomplete_units"]) == sorted(UNITS[1:])
    shown = {each.code: each for each in county.indicators.places(VISIT_RATE, "2026-11")}
    assert (shown[VILLAGE].denominator, shown[VILLAGE].complete_units, shown[VILLAGE].total_units) == ("1", 0, 0)
    with context_of(county).read() as connection:
        cells = [cell for key, cell in published_facts(connection, COUNTY, unit_id(COUNTY), ["2026-11"]) if key[1] == VISIT_RATE]
    assert cells == []  # nobody has told anything


def test_the_doctor_finds_a_kept_number_that_is_not_what_it_should_be(county: Workspace) -> None:
    worker(county, VILLAGE)
    county.indicators.refresh(PERIODS)
    with context_of(county).engine.begin() as connection:
        connection.execute(
            text("UPDATE kept_fact SET numerator = '7' WHERE indicator = 'worker_coverage' AND unit_id = :unit"), {"unit": unit_id(VILLAGE)}
        )
    found = {check.name: check for check in county.doctor.examine().checks}
    assert (found["numbers"].ok, found["numbers"].detail) == (False, "differ")
    repaired = county.doctor.examine(repair=True)
    assert (repaired.ok, next(check.detail for check in repaired.checks if check.name == "numbers")) == (True, "recounted")
    assert county.doctor.examine().ok
    agrees(county)


def test_sums_of_areas_are_exact_or_say_that_they_are_not(county: Workspace) -> None:
    sides = [("450.55", "100"), ("0.1", "7"), ("12345.678901", "0"), ("3", "2.25")]
    rows = [(bytes([n]) * 16, "2026-11", "area_per_100_households", "a/1", *each, True) for n, each in enumerate(sides, start=1)]
    with context_of(county).engine.begin() as connection:
        kept_queries.write(connection, rows)
        (found,) = kept_queries.sums(connection, ["2026-11"], [], ["area_per_100_households"], None)
        assert found == ("2026-11", "area_per_100_households", (Decimal("12799.328901"), Decimal("109.25"), 4, 4))
        for long in ("0.1234567", "1" * 19):
            kept_queries.write(connection, [(bytes(16), "2026-11", "area_per_100_households", "a/1", long, "1", True)])
            (found,) = kept_queries.sums(connection, ["2026-11"], [], ["area_per_100_households"], None)
            assert found[2] is None
        again = kept_queries.replace(connection, rows[:2], ["2026-11"], ["area_per_100_households"])
        assert (again, [row.numerator for row in kept_queries.everything(connection)]) == (2, ["450.55", "0.1"])
