"""Opening hours and shared facilities: what is read, what is refused, and that the parts of an area add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.field_types import CodeShare
from kashi_desktop.rules.kinds import CellFault
from kashi_desktop.rules.opening_hours import minutes_at, parse_hours
from kashi_desktop.rules.shares import format_units, parse_units, split_area, store_units, stored_units

A, B, C = (bytes([number]) * 16 for number in (1, 2, 3))
CODES = ("653121100001", "653121100002")


@pytest.mark.parametrize(
    ("text", "day", "minutes"),
    [
        ("10:00-14:00,16:00-20:00", date(2026, 7, 1), 480),
        ("9:30-14:00/15:00-18:30", date(2026, 7, 1), 480),
        ("10:00－14:00，16:00～20:00", date(2026, 7, 1), 480),
        ("00:00-24:00", date(2026, 7, 1), 1440),
        ("11-03=10:00-18:00|04-10=09:00-14:00,16:00-20:00", date(2026, 1, 31), 480),
        ("11-03=10:00-18:00|04-10=09:00-14:00,16:00-20:00", date(2026, 4, 1), 540),
        ("11-03=10:00-18:00|04-10=09:00-14:00,16:00-20:00", date(2026, 11, 30), 480),
        ("06-08=08:00-20:00", date(2026, 9, 30), 0),
    ],
)
def test_hours_of_a_normal_day(text: str, day: date, minutes: int) -> None:
    assert minutes_at(text, day) == minutes
    assert minutes_at(parse_hours(text).text, day) == minutes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_hours"),
        ("all day", "bad_hours"),
        ("10:00", "bad_hours"),
        ("10:60-12:00", "bad_hours"),
        ("10:00-24:01", "bad_hours"),
        ("08:00-09:00,10:00-11:00,12:00-13:00", "bad_hours"),
        ("13-03=10:00-18:00", "bad_hours"),
        ("10:00-18:00|04-10=09:00-14:00", "bad_hours"),
        ("18:00-10:00", "hours_overlap"),
        ("10:00-10:00", "hours_overlap"),
        ("16:00-20:00,10:00-14:00", "hours_overlap"),
        ("10:00-14:00,13:59-20:00", "hours_overlap"),
        ("11-03=10:00-18:00|03-10=09:00-14:00", "hours_months"),
    ],
)
def test_hours_that_are_refused(text: str, code: str) -> None:
    with pytest.raises(CellFault) as fault:
        parse_hours(text)
    assert fault.value.code == code
    assert minutes_at(text, date(2026, 7, 1)) is None


def test_one_written_form_of_hours() -> None:
    assert parse_hours("9:00-14:00/16:00-20:00").text == "09:00-14:00,16:00-20:00"
    assert parse_hours("11-3 = 10:00-18:00 | 4-10=9:00-19:00").text == "11-03=10:00-18:00|04-10=09:00-19:00"
    assert parse_hours("01-12=09:00-19:00").text == "09:00-19:00"


def test_units_of_a_cell() -> None:
    assert parse_units(f"{CODES[0]}") == (CodeShare(CODES[0], None),)
    found = parse_units(f" {CODES[1]}:2；{CODES[0]}：0.50 ;")
    assert found == (CodeShare(CODES[1], Decimal(2)), CodeShare(CODES[0], Decimal("0.50")))
    assert format_units(found) == f"{CODES[1]}:2;{CODES[0]}:0.5"
    assert stored_units(store_units([(A, None), (B, None)])) == ((A, None), (B, None))
    assert stored_units(store_units([(B, Decimal("1.5")), (A, Decimal(3))])) == ((B, Decimal("1.5")), (A, Decimal(3)))
    assert stored_units("rubbish;00:1;" + A.hex()) == ((A, None),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_unit_code"),
        ("12", "bad_unit_code"),
        (f"{CODES[0]};{CODES[0]}", "unit_twice"),
        (f"{CODES[0]}:x", "bad_share"),
        (f"{CODES[0]}:-1", "bad_share"),
        (f"{CODES[0]}:0;{CODES[1]}:0", "bad_share"),
        (f"{CODES[0]}:1;{CODES[1]}", "shares_mixed"),
    ],
)
def test_units_that_are_refused(text: str, code: str) -> None:
    with pytest.raises(CellFault) as fault:
        parse_units(text)
    assert fault.value.code == code


def test_an_area_is_split_by_shares_else_by_households_else_equally() -> None:
    third = [(A, Decimal(1)), (B, Decimal(1)), (C, Decimal(1))]
    assert split_area(Decimal(100), third, {}) == {A: Decimal("33.34"), B: Decimal("33.33"), C: Decimal("33.33")}
    assert split_area(Decimal("0.02"), third[::-1], {}) == {A: Decimal("0.01"), B: Decimal("0.01"), C: Decimal("0.00")}
    shared = [(A, None), (B, None)]
    assert split_area(Decimal(300), shared, {A: 100, B: 200}) == {A: Decimal(100), B: Decimal(200)}
    assert split_area(Decimal(300), shared, {A: 100, B: None}) == {A: Decimal(150), B: Decimal(150)}
    assert split_area(Decimal(300), shared, {A: 0, B: 0}) == {A: Decimal(150), B: Decimal(150)}
    assert split_area(Decimal(300), [(A, Decimal(0)), (B, Decimal(7))], {}) == {A: Decimal(0), B: Decimal(300)}
    assert split_area(Decimal("7.5"), [(A, Decimal(9))], {}) == {A: Decimal("7.5")}


WEIGHTS = st.lists(st.decimals(0, 1000, places=2), min_size=2, max_size=6).filter(any)


@given(st.decimals(0, 100_000, places=2), WEIGHTS)
def test_parts_add_up_exactly_and_stay_near_their_share(area: Decimal, weights: list[Decimal]) -> None:
    units = [(bytes([number]) * 16, weight) for number, weight in enumerate(weights)]
    parts = split_area(area, units, {})
    assert sum(parts.values()) == area
    for unit, weight in units:
        assert abs(parts[unit] - area * weight / sum(weights)) < Decimal("0.0101")
