"""Civil dates, unit codes and exact numbers."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import UnitKind, UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.rules import calendar, unit_codes
from kashi_desktop.rules.fractions import decimal_text, display, fraction_text, judge, ratio

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
UNITS = Path(__file__).resolve().parents[2] / "resources" / "units.csv"


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 2, 28), date(2026, 3, 28)),
    ],
)
def test_add_month_keeps_the_day_or_clamps(day: date, later: date) -> None:
    assert calendar.add_month(day) == later


@given(DAYS)
def test_add_month_lands_in_the_next_month(day: date) -> None:
    later = calendar.add_month(day)
    first, last = calendar.month_bounds(calendar.month_of(later))
    assert first - timedelta(days=1) == calendar.month_end(day)
    assert later.day == min(day.day, last.day)


@given(DAYS)
def test_month_bounds_hold_the_day(day: date) -> None:
    first, last = calendar.month_bounds(calendar.month_of(day))
    assert first <= day <= last
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert calendar.previous_month(calendar.month_of(day)) == calendar.month_of(first - timedelta(days=1))


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-1", "2026", "", "２０２６-01", "2026-00", "0000-01", "0026-01", "9999-12", "2026-01-01"]
)
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(KnownError) as refused:
        calendar.month_bounds(month)
    assert refused.value.code == "bad_month"


def test_the_cut_off_is_clamped_to_short_months() -> None:
    assert calendar.cut_off("2026-02", 31) == date(2026, 2, 28)
    assert calendar.cut_off("2026-02", 25) == date(2026, 2, 25)


def test_age_counts_completed_years() -> None:
    assert calendar.age_on(date(1966, 11, 24), date(2026, 11, 23)) == 59
    assert calendar.age_on(date(1966, 11, 23), date(2026, 11, 23)) == 60
    assert calendar.age_on(date(1964, 2, 29), date(2025, 2, 28)) == 60


def test_levels_kinds_and_parents_of_codes() -> None:
    assert [unit_codes.level_of(code) for code in ("653100000000", "653121000000", "653121100000", "653121100200")] == [
        UnitLevel.PREFECTURE, UnitLevel.COUNTY, UnitLevel.TOWNSHIP, UnitLevel.VILLAGE,
    ]  # fmt: skip
    assert unit_codes.kind_of("653121100001") is UnitKind.RESIDENT_COMMITTEE
    assert unit_codes.kind_of("653121100199") is UnitKind.RESIDENT_COMMITTEE
    assert unit_codes.kind_of("653121100200") is UnitKind.VILLAGE_COMMITTEE
    assert unit_codes.kind_of("653121100400") is None
    assert unit_codes.kind_of("653121000000") is None
    assert unit_codes.parent_code("653121100200") == "653121100000"
    assert unit_codes.parent_code("653121100000") == "653121000000"
    assert unit_codes.parent_code("653121000000") == "653100000000"
    assert unit_codes.parent_code("653100000000") == ""
    assert unit_codes.is_pseudo("653121400498")
    assert not unit_codes.is_pseudo("653121399200")


def test_scope_follows_the_line() -> None:
    assert unit_codes.in_scope("653121100200", "653121000000")
    assert unit_codes.in_scope("653121100200", "653121100200")
    assert unit_codes.in_scope("653121100200", "653100000000")
    assert not unit_codes.in_scope("653122100200", "653121000000")
    assert not unit_codes.in_scope("653121000000", "653121100000")


@pytest.mark.parametrize("code", ["", "65312110020", "6531211002000", "65312110020x", "６５３１２１１００２００"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(KnownError) as refused:
        unit_codes.level_of(code)
    assert refused.value.code == "bad_unit_code"


def test_unit_ids_are_fixed_for_ever() -> None:
    assert unit_codes.unit_id("653121000000").hex() == "e75f8edf425551caafa5be9780663ab8"


def test_the_shipped_list_agrees_with_the_rules() -> None:
    with UNITS.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 3035
    for row in rows:
        assert unit_codes.level_of(row["code"]).value == row["level"]
        assert unit_codes.parent_code(row["code"]) == row["parent_code"]
        assert (unit_codes.kind_of(row["code"]) or "") == row["kind"]
        assert row["id"].replace("-", "") == unit_codes.unit_id(row["code"]).hex()


def test_worked_examples_to_the_digit() -> None:
    assert display(Fraction(47, 48), 100, "=", 100) == "97.92"
    assert judge(Fraction(47, 48), "=", 100, 100) is False
    assert display(Fraction(96, 38400), 10_000, ">", 25) == "25.00"
    assert judge(Fraction(96, 38400), ">", 25, 10_000) is False
    assert display(Fraction(113, 118), 100, "=", 100) == "95.76"
    assert display(Fraction(450, 1280), 100, ">=", 30) == "35.16"
    assert judge(Fraction(18, 20), ">=", 90, 100) is True


def test_display_never_rounds_across_the_target() -> None:
    assert display(Fraction("89.995"), 1, ">=", 90) == "89.99"
    assert display(Fraction("89.9999999"), 1, ">=", 90) == "89.99"
    assert display(Fraction("89.994"), 1, ">=", 90) == "89.99"
    assert display(Fraction("90.004"), 1, ">=", 90) == "90.00"
    assert display(Fraction("25.001"), 1, ">", 25) == "25.01"
    assert display(Fraction(99_999, 100_000), 100, "=", 100) == "99.99"
    assert display(Fraction("0.095"), 1, ">=", Decimal("0.1")) == "0.09"
    assert display(Fraction("100.004"), 1, "=", 100) == "100.01"
    assert display(Fraction("89.995"), 1) == "90.00"
    assert display(None, 100, "=", 100) is None
    assert judge(None, "=", 100) is None


@given(st.fractions(0, 200, max_denominator=100_000), st.sampled_from([">=", ">", "="]), st.decimals(0, 150, places=2))
def test_display_is_judged_like_the_exact_value(value: Fraction, comparator: str, target: Decimal) -> None:
    shown = display(value, 1, comparator, target)
    assert shown is not None
    assert judge(Fraction(shown), comparator, target) == judge(value, comparator, target)
    assert abs(Fraction(shown) - value) <= Fraction(1, 100)
    assert len(shown.split(".")[1]) == 2


def test_number_texts() -> None:
    assert [decimal_text(Decimal(text)) for text in ("72.50", "1E+2", "0.10", "-0.00", "100")] == ["72.5", "100", "0.1", "0", "100"]
    assert decimal_text(48) == "48"
    assert fraction_text(ratio(47, 48)) == "47/48"
    assert fraction_text(ratio(48, 48)) == "1/1"
    assert fraction_text(ratio(Decimal("72.5"), 450)) == "29/180"
    assert ratio(1, 0) is None
    with pytest.raises(ValueError, match="comparator"):
        judge(Fraction(1), "<>", 1)
