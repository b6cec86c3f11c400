"""What a field of an entry may hold, judged from its declaration (sync.md §2)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.declaring import Register
from db.registers.elder import ELDER
from db.registers.facility import FACILITY
from db.registers.registry import REGISTERS
from db.registers.service import SERVICE
from db.registers.survey import SURVEY
from db.registers.unit import UNIT
from db.registers.visit import VISIT
from kashi_desktop.rules.wire_values import checks_of, is_day, is_minute, is_month

PLACE = "0123456789abcdef" * 2

TAKEN: list[tuple[Register, str, Any]] = [
    (ELDER, "birth_date", "1900-01-01"),
    (ELDER, "birth_date", "2024-02-29"),
    (ELDER, "address", "甲" * 200),
    (ELDER, "categories", "living_alone"),
    (ELDER, "full_name", "Ay\u00b7\u3000gül"),
    (VISIT, "visited_at", "2026-11-01 00:00"),
    (VISIT, "minutes", 1440),
    (VISIT, "visitors", ";".join(["古丽"] * 20)),
    (VISIT, "note", "一\n二"),
    (VISIT, "elder_id", PLACE),
    (FACILITY, "building_area_m2", "0"),
    (FACILITY, "building_area_m2", "99999999.00"),
    (FACILITY, "units", f"{PLACE}:0.5;{PLACE[::-1]}:1"),
    (SERVICE, "hours", "0.01"),
    (UNIT, "code", "653121100001"),
]

REFUSED: list[tuple[Register, str, Any]] = [
    (ELDER, "birth_date", "1899-12-31"),
    (ELDER, "birth_date", "2026-02-29"),
    (ELDER, "birth_date", "2026-W40-4"),
    (ELDER, "birth_date", "20261101"),
    (ELDER, "birth_date", "２０２６-11-01"),
    (ELDER, "birth_date", "2026-11-01\n"),
    (ELDER, "address", "甲" * 201),
    (ELDER, "address", "a\x00b"),
    (ELDER, "categories", "living_alone;living_alone"),
    (ELDER, "categories", "rich"),
    (ELDER, "categories", ""),
    (VISIT, "visited_at", "2026-W40-4T10:00"),
    (VISIT, "visited_at", "2026-11-01T10:00"),
    (VISIT, "visited_at", "2026-11-01 24:00"),
    (VISIT, "visited_at", "2026-11-01 10:00+08"),
    (VISIT, "minutes", -1),
    (VISIT, "minutes", 1441),
    (VISIT, "minutes", 2**53 - 1),
    (VISIT, "visitors", ";".join(["古丽"] * 21)),
    (VISIT, "visitors", "古丽;;阿依"),
    (VISIT, "visitors", "古" * 51),
    (VISIT, "elder_id", PLACE.upper()),
    (VISIT, "elder_id", PLACE[:-1]),
    (VISIT, "elder_id", f"{PLACE} "),
    (FACILITY, "building_area_m2", "abc"),
    (FACILITY, "building_area_m2", "NaN"),
    (FACILITY, "building_area_m2", "Infinity"),
    (FACILITY, "building_area_m2", "1e99999999"),
    (FACILITY, "building_area_m2", "-1"),
    (FACILITY, "building_area_m2", "1.001"),
    (FACILITY, "building_area_m2", "100000000"),
    (FACILITY, "building_area_m2", "٣"),
    (FACILITY, "units", "abc"),
    (FACILITY, "units", f"{PLACE}:NaN"),
    (FACILITY, "units", ";".join([PLACE] * 51)),
    (SERVICE, "hours", "0"),
    (SURVEY, "sample", -1),
    (UNIT, "code", "65312110000"),
]


@pytest.mark.parametrize(("register", "key", "value"), TAKEN)
def test_what_could_have_been_typed_passes(register: Register, key: str, value: Any) -> None:
    assert checks_of(register)[key](value)


@pytest.mark.parametrize(("register", "key", "value"), REFUSED)
def test_what_nobody_could_have_typed_is_refused(register: Register, key: str, value: Any) -> None:
    assert not checks_of(register)[key](value)


def test_days_minutes_and_months_have_one_spelling() -> None:
    assert is_day("2026-12-31")
    assert is_minute("2026-12-31 23:59")
    assert is_month("2026-12")
    assert not any(is_month(each) for each in ("2026-13", "2026-1", "2026-W1", "2026-11-01", "zzzz", ""))


@pytest.mark.fuzz
@given(st.sampled_from(sorted(REGISTERS)), st.text(max_size=30) | st.from_regex(r"[-0-9:;.eE+ TWZ]{0,20}"), st.integers(-(2**53), 2**53))
def test_no_value_makes_a_check_fail_otherwise(name: str, text: str, number: int) -> None:
    register = REGISTERS[name]
    checks = checks_of(register)
    for field in register.wire:
        if field.key in checks:
            assert checks[field.key](number if field.type == "int" else text) in (True, False)


def test_every_field_that_is_no_word_of_a_list_is_judged() -> None:
    for register in REGISTERS.values():
        unjudged = {each.key for each in register.wire if each.type != "bool" and not each.words} - checks_of(register).keys()
        assert not unjudged, register.name
