"""Which level keeps which register."""

import pytest

from db.registers.registry import REGISTERS
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.levels import check_may_write, may_write

_PERSONS = sorted(name for name, register in REGISTERS.items() if register.subject)
_FREE_TEXT_OF_UNITS = ["need", "facility", "activity", "survey", "question", "unit_profile", "project"]


@pytest.mark.parametrize("register", [*_PERSONS, *_FREE_TEXT_OF_UNITS])
def test_a_prefecture_keeps_no_person_and_nothing_of_a_unit(register: str) -> None:
    assert not may_write("prefecture", register)
    with pytest.raises(KnownError) as caught:
        check_may_write("prefecture", register)
    assert caught.value.code == "register_not_here"
    assert register in caught.value.message


@pytest.mark.parametrize("register", ["course", "ledger_task", "holiday", "definition", "unit"])
def test_a_prefecture_keeps_what_it_hands_down(register: str) -> None:
    check_may_write("prefecture", register)
    assert may_write("county", register)


def test_nobody_types_a_number_that_travels_up() -> None:
    assert not any(may_write(level, "fact") for level in ("village", "county", "prefecture"))


@pytest.mark.parametrize("register", ["elder", "visit", "worker", "volunteer", "facility", "survey", "course"])
def test_a_village_and_its_county_keep_its_registers(register: str) -> None:
    assert may_write("village", register)
    assert may_write("county", register)


@pytest.mark.parametrize("register", ["project", "ledger_task", "holiday", "definition"])
def test_what_a_county_keeps_for_all_is_not_a_villages(register: str) -> None:
    assert not may_write("village", register)


def test_an_unknown_register_is_nobodys() -> None:
    assert not may_write("county", "diagnosis")


def test_every_register_is_somebodys_or_the_programs() -> None:
    assert {name for name in REGISTERS if may_write("county", name)} == set(REGISTERS) - {"fact"}
