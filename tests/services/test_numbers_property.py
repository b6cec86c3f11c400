"""Every number against a slow computation row by row, against what is kept, and the parts against their whole."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from sqlalchemy import text

from kashi_desktop.rules.numbers.facts import RULES
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.results import Indicator
from kashi_desktop.workspace import Workspace
from tests.services.naive_numbers import SCOPES, Naive
from tests.services.number_data import COUNTY, MONTHS, OTHER_TOWNSHIP, TOWNSHIP, UNITS, Rows, worlds, write_world
from tests.workspaces import Offices

COUNTS = ("social_work_professionals", "prefecture_class")


@pytest.fixture(scope="module")
def county(lasting_offices: Offices) -> Workspace:
    ws = lasting_offices.county(clock=Clock(date(2026, 7, 2)))
    few = ", ".join(f"'{code}'" for code in (COUNTY, TOWNSHIP, OTHER_TOWNSHIP, *UNITS))
    with ws._context.engine.begin() as connection:
        connection.execute(text(f"DELETE FROM unit WHERE code NOT IN ({few})"))
    return ws


def numbers(ws: Workspace, month: str, code: str) -> dict[str, Indicator]:
    return {each.key: each for each in ws.indicators.compute(month, code, lists=False)}


def sides(each: Indicator) -> tuple[Fraction, Fraction, int]:
    return Fraction(each.numerator), Fraction(each.denominator), each.complete_units


@given(worlds())
@settings(max_examples=60)
def test_every_number_is_that_of_the_slow_computation(county: Workspace, world: Rows) -> None:
    write_world(county, world)
    for month in MONTHS:
        naive = Naive(world, month)
        for units, townships, whole, code in SCOPES:
            found = numbers(county, month, code)
            assert found.pop(VISIT_RATE).value is None  # nobody is on the register; test_indicators.py counts it
            for key, each in found.items():
                expected = naive.of(key, units, townships, whole)
                assert sides(each) == expected, (key, code, month)
                assert (each.value is None) == (expected[1] == 0)


@given(worlds())
@settings(max_examples=20)
def test_what_is_kept_is_what_is_computed_and_parts_add_up(county: Workspace, world: Rows) -> None:
    write_world(county, world)
    board = county.indicators.board(MONTHS)
    township = county.indicators.board(MONTHS, TOWNSHIP)
    for month in MONTHS:
        for code, shown in ((COUNTY, board[month]), (TOWNSHIP, township[month])):
            computed = {each.key: each for each in county.indicators.compute(month, code, lists=False)}
            for each in shown:
                assert (sides(each), each.total_units, each.display) == (
                    sides(computed[each.key]),
                    computed[each.key].total_units,
                    computed[each.key].display,
                ), (each.key, month, code)
        whole = {each.key: each for each in board[month]}
        parts = [numbers(county, month, code) for code in UNITS]
        for key in RULES:
            if key not in ("new_build_share", "elder_care_land", "township_social_work"):
                assert sum(Fraction(each[key].numerator) for each in parts) == Fraction(whole[key].numerator)
                if key not in COUNTS:
                    assert sum(Fraction(each[key].denominator) for each in parts) == Fraction(whole[key].denominator)
                assert sum(each[key].complete_units for each in parts) == whole[key].complete_units
                lines = county.indicators.places(key, month)
                assert sum(Fraction(line.numerator) for line in lines) == Fraction(whole[key].numerator)
    trend = county.indicators.trend("area_per_100_households", months=5, until="2026-06")
    assert [month for month, _ in trend] == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]
    assert sides(trend[-1][1]) == sides(next(each for each in board["2026-06"] if each.key == "area_per_100_households"))
