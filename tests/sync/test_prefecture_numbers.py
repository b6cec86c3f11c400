"""The numbers of a prefecture: sums of what its counties told, never a mean, never without saying who is silent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.codes import ReportKind, UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.definitions import DEFINITIONS
from kashi_desktop.services.publishing import publish
from kashi_desktop.types.results import Indicator
from kashi_desktop.workspace import Workspace
from tests.sync.offices import COUNTY, OTHER_COUNTY, UNITS, context_of
from tests.sync.tiers import PERIOD, PREFECTURE, TOWNSHIP, VISITS, Kept, Tiers, keep

RURAL = "653121101200"


def one(workspace: Workspace, key: str, code: str = "", period: str = PERIOD) -> Indicator:
    (found,) = workspace.indicators.compute(period, code, key)
    return found


def test_sums_of_counties_and_who_is_silent(tiers: Tiers) -> None:
    units = len(tiers.county.units.search("653121", 10_000))
    keep(
        tiers.county,
        [(UNITS[0], PERIOD, VISITS, 47, 48, True), (UNITS[1], PERIOD, VISITS, 9, 12, True)],
    )
    tiers.county_round()
    county = one(tiers.prefecture, VISITS, COUNTY)
    assert (county.numerator, county.denominator, county.value, county.display, county.met) == ("56", "60", "14/15", "93.33", False)
    assert county.complete_units == 2
    whole = one(tiers.prefecture, VISITS)
    assert (whole.numerator, whole.denominator) == ("56", "60")
    assert whole.complete_units == 2
    assert whole.total_units > units
    silent = [line.unit_code for line in whole.lists["incomplete_units"]]
    assert OTHER_COUNTY in silent
    assert len(silent) == 11
    assert one(tiers.prefecture, VISITS, TOWNSHIP).denominator == "60"
    assert one(tiers.prefecture, VISITS, UNITS[0]).display == "97.92"
    assert one(tiers.prefecture, VISITS, OTHER_COUNTY).value is None


def test_the_professionals_are_judged_at_the_prefecture_alone(tiers: Tiers) -> None:
    key = "social_work_professionals"
    keep(tiers.county, [(UNITS[0], PERIOD, key, 378, 1, True), (UNITS[1], PERIOD, key, 3, 1, True)])
    keep(tiers.county, [(UNITS[0], PERIOD, "prefecture_class", 60, 1, True), (UNITS[1], PERIOD, "prefecture_class", 40, 1, True)])
    tiers.county_round()
    whole = one(tiers.prefecture, key)
    assert (whole.numerator, whole.denominator, whole.display, whole.met, whole.gap) == ("381", "1", "381", False, "19")
    assert one(tiers.prefecture, key, COUNTY).met is None
    assert one(tiers.prefecture, "prefecture_class").met is True
    assert one(tiers.county, key).met is None


def test_areas_add_up_exactly(tiers: Tiers) -> None:
    key = "area_per_100_households"
    keep(
        tiers.county,
        [(UNITS[0], PERIOD, key, "0.1", 640, True), (UNITS[1], PERIOD, key, "449.90", 640, True), (RURAL, PERIOD, key, 3, 1, True)],
    )
    tiers.county_round()
    found = one(tiers.prefecture, key)
    assert (found.numerator, found.denominator) == ("453", "1281")
    assert one(tiers.prefecture, key, UNITS[1]).numerator == "449.9"


def test_every_number_has_a_line_and_trends_run_over_the_months(tiers: Tiers) -> None:
    keep(tiers.county, [(UNITS[0], f"2026-{month:02d}", VISITS, 30 + month, 48, True) for month in range(1, 12)])
    tiers.county_round()
    assert [each.key for each in tiers.prefecture.indicators.compute(PERIOD)] == [each.key for each in DEFINITIONS]
    trend = tiers.prefecture.indicators.trend(VISITS, months=12)
    assert [(month, each.numerator) for month, each in trend] == [
        ("2025-12", "0"),
        *((f"2026-{month:02d}", str(30 + month)) for month in range(1, 12)),
    ]
    board = tiers.prefecture.indicators.board(["2026-10", "2026-11"], COUNTY)
    assert {month: numbers[0].numerator for month, numbers in board.items()} == {"2026-10": "40", "2026-11": "41"}


def test_counties_stand_side_by_side(tiers: Tiers) -> None:
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 47, 48, True)])
    tiers.county_round()
    lines = tiers.prefecture.indicators.places(VISITS, PERIOD)
    assert (lines[0].code, lines[0].numerator, lines[0].denominator) == (COUNTY, "47", "48")
    assert lines[0].last_package == context_of(tiers.prefecture).clock.today().isoformat()
    assert [(each.last_package, each.complete_units, each.value) for each in lines[1:]] == [("", 0, None)] * 11


def test_the_drill_goes_from_counties_to_townships_to_what_was_told(tiers: Tiers) -> None:
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 47, 48, True), (UNITS[1], PERIOD, VISITS, 9, 12, True)])
    tiers.county_round()
    facts = tiers.prefecture.indicators
    counties = facts.places(VISITS, PERIOD)
    assert len(counties) == 12
    (told,) = [each for each in counties if each.code == COUNTY]
    assert (told.numerator, told.denominator, told.gap, told.last_package) == ("56", "60", "4", "2026-11-20")
    (township,) = facts.places(VISITS, PERIOD, COUNTY, UnitLevel.TOWNSHIP)
    assert (township.code, township.numerator, township.total_units) == (TOWNSHIP, "56", 2)
    assert [(each.code, each.gap) for each in facts.places(VISITS, PERIOD, COUNTY)] == [(UNITS[1], "3"), (UNITS[0], "1")]


def test_a_report_that_a_prefecture_issues_freezes_what_was_told(tiers: Tiers) -> None:
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 47, 48, True)])
    tiers.county_round()
    issued = tiers.prefecture.issued_reports.issue(ReportKind.MONTHLY, PERIOD)
    assert [each.numerator for each in issued.figures if each.key == VISITS] == ["47"]


def test_places_of_another_prefecture_are_not_asked_for(tiers: Tiers) -> None:
    with pytest.raises(KnownError) as caught:
        one(tiers.prefecture, VISITS, "659001000000")
    assert caught.value.code in ("unit_out_of_scope", "unit_not_found")
    assert tiers.prefecture.office.level is UnitLevel.PREFECTURE
    assert tiers.prefecture.office.unit_code == PREFECTURE


_CODES = (*UNITS, "653121100201", RURAL, "653121101201")
_KEYS = (VISITS, "training_coverage", "social_work_professionals", "facility_coverage", "area_per_100_households")
_VALUES = st.tuples(st.integers(0, 14), st.integers(0, 14), st.booleans())


@given(
    months=st.lists(
        st.dictionaries(st.tuples(st.sampled_from(_CODES), st.sampled_from(_KEYS)), _VALUES, min_size=1), min_size=1, max_size=2
    )
)
@settings(max_examples=6)
def test_what_is_told_adds_up_to_what_is_known_however_it_changes(
    tiers: Tiers, months: list[dict[tuple[str, str], tuple[int, int, bool]]]
) -> None:
    """Each step counts some units anew; after each the rows above add up to the county's own sums, number by number."""
    context = context_of(tiers.county)
    for step in months:
        kept: list[Kept] = [
            (code, PERIOD, key, *((size, 1) if key == "social_work_professionals" else (min(part, size), size)), True)
            if complete
            else (code, PERIOD, key, 0, 0, False)
            for (code, key), (part, size, complete) in step.items()
        ]
        keep(tiers.county, kept)
        publish(context)
        with context.read() as connection:
            assert publish(context) == 0
            known = _sums(connection.execute(text("SELECT indicator, numerator, denominator, 0 + complete, 1 FROM kept_fact")))
            above = "SELECT indicator, numerator, denominator, complete_units, total_units FROM fact WHERE NOT removed"
            # Where nobody has told anything, nothing is told either.
            assert _sums(connection.execute(text(above))) == {key: sums for key, sums in known.items() if sums[2]}


def _sums(rows: object) -> dict[str, tuple[Fraction, Fraction, int, int]]:
    found: dict[str, tuple[Fraction, Fraction, int, int]] = {}
    for key, numerator, denominator, complete, total in rows:  # type: ignore[attr-defined]  # rows of a query
        before = found.get(key, (Fraction(0), Fraction(0), 0, 0))
        found[key] = (
            before[0] + Fraction(Decimal(numerator)),
            before[1] + Fraction(Decimal(denominator)),
            before[2] + complete,
            before[3] + total,
        )
    return {key: value for key, value in found.items() if any(value)}
