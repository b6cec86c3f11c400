"""The monthly visit rate of units, townships and counties against the pure rule, and what is shown beside it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from sqlalchemy import text

from db.codes import CareLevel, Category, ClosedReason, Method, Outcome, Sex
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.definitions import DEFINITIONS, definitions_for
from kashi_desktop.rules.numbers.figures import Totals, figure_of
from kashi_desktop.rules.unit_codes import in_scope, unit_id
from kashi_desktop.services.number_lists import VISIT_LISTS
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import CloseInput, ElderInput, VisitInput
from kashi_desktop.types.results import Indicator, PlaceFigure
from kashi_desktop.workspace import Workspace
from tests.services.due_data import UNITS, RawElder, registers, set_today, write
from tests.services.naive_visits import PersonMonth, visit_rate
from tests.sync.tiers import forget_kept
from tests.workspaces import Offices

COUNTY = "653121000000"
MONTH = "2026-02"


@pytest.fixture(scope="module")
def county(lasting_offices: Offices) -> Workspace:
    return lasting_offices.county(clock=Clock(date(2026, 3, 2)))


@pytest.fixture
def village(offices: Offices) -> Workspace:
    return offices.village(clock=Clock(date(2026, 11, 30)))


def enrol(ws: Workspace, number: int, enrolled_on: date = date(2025, 1, 5), declined: bool = False) -> bytes:
    elder = ElderInput(
        ref=f"A{number:03d}",
        full_name=f"吐尔逊·买买提{number}",
        sex=Sex.MALE,
        birth_date=date(1945, 1, 1),
        categories=(Category.LIVING_ALONE,),
        care_level=CareLevel.LOW,
        enrolled_on=enrolled_on,
        home_visit_declined=declined,
    )
    return ws.elders.save(elder).id


def visit(ws: Workspace, elder: bytes, at: str, outcome: Outcome = Outcome.MET) -> bytes:
    made = VisitInput(visited_at=datetime.fromisoformat(at), method=Method.HOME, outcome=outcome, visitors=("古丽娜尔",))
    return ws.visits.record(made, elder).id


def one(ws: Workspace, period: str, unit_code: str = "") -> Indicator:
    (found,) = ws.indicators.compute(period, unit_code, "monthly_visit_rate")
    return found


def places(county: Workspace) -> tuple[PlaceFigure, ...]:
    """Every unit's line, counted anew: the tables were filled behind the program's back."""
    forget_kept(county)
    return county.indicators.places("monthly_visit_rate", MONTH)


def people(elders: list[RawElder], of: str) -> list[PersonMonth]:
    return [
        PersonMonth(each.id, each.valid_spells, [(visit.day, visit.outcome) for visit in each.valid_visits], each.declined)
        for each in elders
        if not each.removed and in_scope(each.unit, of)
    ]


@given(registers())
def test_numbers_and_lists_are_those_of_the_rule(county: Workspace, elders: list[RawElder]) -> None:
    write(county, elders)
    for place in (*UNITS, "653121100000", COUNTY):
        expected = visit_rate(people(elders, place), MONTH)
        found = one(county, MONTH, place)
        assert (int(found.numerator), int(found.denominator)) == (expected.numerator, expected.denominator)
        ids = {key: sorted(each.elder_id for each in found.lists[key]) for key in VISIT_LISTS}
        for key in ("not_visited", "joined_after_cut_off", "declined", "proxy_only"):
            assert ids[key] == sorted(getattr(expected, key)), key
        closed = sorted((each.elder_id, each.detail == "visited") for each in found.lists["closed_in_month"])
        assert closed == sorted(expected.closed_in_month)
        outside = sorted((each.elder_id, date.fromisoformat(each.detail)) for each in found.lists["outside_spell"])
        assert outside == sorted(expected.outside_spell)


@given(registers())
@settings(max_examples=25)
def test_the_switch_for_proxies_and_another_cut_off_follow_the_rule(county: Workspace, elders: list[RawElder]) -> None:
    write(county, elders)
    for cut_off_day, count_proxy in ((10, True), (31, True), (25, False)):
        definition = replace(DEFINITIONS[0], settings={"cut_off_day": cut_off_day, "count_proxy": count_proxy})
        for unit in UNITS:
            expected = visit_rate(people(elders, unit), MONTH, cut_off_day, count_proxy)
            with county._context.read() as connection:
                (found,) = county.indicators.compute_with(connection, [definition], MONTH, unit, lists=True)
            assert (int(found.denominator), int(found.numerator)) == (expected.denominator, expected.numerator)
            for key in ("not_visited", "declined", "proxy_only"):
                assert sorted(each.id for each in found.lists[key]) == sorted(getattr(expected, key)), key
            closed = sorted((each.id, each.detail == "visited") for each in found.lists["closed_in_month"])
            assert closed == sorted(expected.closed_in_month)


@given(registers())
@settings(max_examples=25)
def test_units_add_up_to_the_county_and_to_the_progress_of_the_month(county: Workspace, elders: list[RawElder]) -> None:
    write(county, elders)
    set_today(county, date(2026, 2, 20))
    lines = places(county)
    whole = one(county, MONTH)
    assert sum(int(line.numerator) for line in lines) == int(whole.numerator)
    assert sum(int(line.denominator) for line in lines) == int(whole.denominator)
    assert sum(line.complete_units for line in lines) == whole.complete_units
    assert len(lines) == whole.total_units
    assert [line.complete_units for line in lines] == sorted((line.complete_units for line in lines), reverse=True)
    gaps = [line.missing for line in lines if line.complete_units and line.value]
    assert gaps == sorted(gaps, reverse=True)
    assert county.due.progress() == (int(whole.numerator), int(whole.denominator), whole.display)


def test_worked_example_of_the_definition(village: Workspace) -> None:
    ids = [enrol(village, number) for number in range(48)]
    ids += [enrol(village, 48 + n, date(2026, 11, day)) for n, day in enumerate((3, 25, 29))]
    village.elders.close(ids[0], CloseInput(closed_on=date(2026, 11, 12), closed_reason=ClosedReason.DECEASED))
    village.elders.close(ids[1], CloseInput(closed_on=date(2026, 11, 30), closed_reason=ClosedReason.MOVED_OUT))
    visit(village, ids[0], "2026-11-02 10:00")
    for elder in ids[3:50]:
        visit(village, elder, "2026-11-26 10:00")
    found = one(village, "2026-11")
    assert (found.numerator, found.denominator, found.value, found.display, found.met) == ("47", "48", "47/48", "97.92", False)
    assert (found.comparator, found.target, found.complete_units, found.total_units) == ("=", "100", 1, 1)
    assert [(each.elder_ref, each.detail) for each in found.lists["closed_in_month"]] == [("A000", "visited"), ("A001", "not_visited")]
    assert [each.elder_ref for each in found.lists["joined_after_cut_off"]] == ["A050"]
    assert [(each.elder_ref, each.unit_code) for each in found.lists["not_visited"]] == [("A002", UNITS[0])]
    assert village.due.progress() == (47, 48, "97.92")


def test_met_only_when_everybody_was_seen_and_voided_visits_do_not_count(village: Workspace) -> None:
    seen = visit(village, enrol(village, 1), "2026-11-01 00:00")
    found = one(village, "2026-11")
    assert (found.value, found.display, found.met) == ("1/1", "100.00", True)
    village.visits.void(seen, "记错了人")
    found = one(village, "2026-11")
    assert (found.value, found.display, found.met) == ("0/1", "0.00", False)


def test_nobody_on_the_register_is_not_applicable_and_incomplete(village: Workspace) -> None:
    found = one(village, "2026-11")
    assert (found.numerator, found.denominator, found.value, found.display, found.met) == ("0", "0", None, None, None)
    assert (found.complete_units, found.total_units) == (0, 1)
    (unit,) = found.lists["incomplete_units"]
    assert (unit.unit_code, unit.full_name, unit.elder_ref) == (UNITS[0], "新区社区居委会", "")
    enrol(village, 1, declined=True)
    found = one(village, "2026-11")
    assert (found.display, found.met, found.complete_units) == (None, None, 1)
    assert len(found.lists["declined"]) == 1


def test_the_share_never_rounds_up_to_the_target() -> None:
    assert figure_of(DEFINITIONS[0], Totals(99_999, 100_000, 1, 1)).display == "99.99"
    assert figure_of(DEFINITIONS[0], Totals(0, 0, 1, 1)).display is None


def test_a_unit_without_data_is_listed_and_an_inactive_one_leaves_the_count(county: Workspace) -> None:
    write(county, [])
    whole = one(county, MONTH)
    assert whole.complete_units == 0
    assert len(whole.lists["incomplete_units"]) == whole.total_units > 100
    with county._context.engine.begin() as connection:
        connection.execute(text("UPDATE unit SET active = :off WHERE code = :code"), {"off": False, "code": UNITS[1]})
    try:
        assert one(county, MONTH).total_units == whole.total_units - 1
        assert UNITS[1] not in [line.code for line in places(county)]
    finally:
        with county._context.engine.begin() as connection:
            connection.execute(text("UPDATE unit SET active = :on WHERE code = :code"), {"on": True, "code": UNITS[1]})


def test_the_newest_applied_package_is_shown_beside_its_unit(county: Workspace) -> None:
    write(county, [])
    row = {"sender": bytes(16), "unit": unit_id(UNITS[0]), "kind": "package", "direction": "in", "nothing": False, "entries": 1}
    statement = text(
        "INSERT INTO package (digest, kind, direction, sender, unit_id, state, entries, nothing_new, handled_at)"
        " VALUES (:digest, :kind, :direction, :sender, :unit, :state, :entries, :nothing, :at)"
    )
    with county._context.engine.begin() as connection:
        for number, (state, at) in enumerate((("applied", "2026-02-03"), ("applied", "2026-02-11"), ("refused", "2026-02-20"))):
            connection.execute(statement, row | {"digest": bytes([number]) * 32, "state": state, "at": f"{at} 08:00:00"})
    shown = {line.code: line for line in places(county)}
    assert shown[UNITS[0]].last_package == "2026-02-11"
    assert (shown[UNITS[0]].township, shown[UNITS[1]].last_package) == ("托克扎克镇", "")


def test_the_definition_is_shown_with_the_number(village: Workspace) -> None:
    found = one(village, "2026-11")
    assert found.key == "monthly_visit_rate"
    assert found.definition == "monthly_visit_rate/1 (2021-01-01–)"
    assert found.title == "特殊困难老年人月探访率"
    for part in ("分子", "分母", "目标：＝ 100%", "生效：2021-01-01 起", "依据", "25 日"):
        assert part in found.definition_text


@pytest.mark.parametrize(
    ("period", "unit_code", "only", "code"),
    [
        ("2026-13", "", None, "bad_month"),
        ("2020-12", "", None, "no_definition"),
        ("2026-11", "", "happiness", "unknown_indicator"),
        ("2026-11", "653121100002", None, "unit_out_of_scope"),
        ("2026-11", "bad", None, "unit_out_of_scope"),
    ],
)
def test_refusals(village: Workspace, period: str, unit_code: str, only: str | None, code: str) -> None:
    with pytest.raises(KnownError) as fault:
        village.indicators.compute(period, unit_code, only)
    assert fault.value.code == code


def test_an_unknown_unit_of_the_county_is_refused(county: Workspace) -> None:
    with pytest.raises(KnownError) as fault:
        county.indicators.compute(MONTH, "653121100999")
    assert fault.value.code == "unit_not_found"


def test_a_number_alone_comes_without_lists(county: Workspace) -> None:
    (found,) = county.indicators.compute(MONTH, only="monthly_visit_rate", lists=False)
    assert found.lists == {}


def test_a_version_that_was_replaced_holds_only_in_its_time() -> None:
    first = DEFINITIONS[0]
    old = replace(first, effective_to=date(2026, 6, 30))
    assert old.id == "monthly_visit_rate/1 (2021-01-01–2026-06-30)"
    assert (old.holds_in("2026-06"), old.holds_in("2026-07"), old.holds_in("2020-12")) == (True, False, False)
    assert "至 2026-06-30" in old.text
    assert definitions_for("2021-01") == DEFINITIONS
