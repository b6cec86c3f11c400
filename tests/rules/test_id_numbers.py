"""Identity numbers: GB 11643, against the standard's own arithmetic written anew."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import IdDisagrees, Sex
from kashi_desktop.errors import KnownError
from kashi_desktop.rules import id_numbers

BORN = st.dates(date(1900, 1, 1), date(2030, 12, 31))


def _number(region: int, born: date, order: int) -> str:
    body = f"{region:06d}{born:%Y%m%d}{order:03d}"
    # ISO 7064 MOD 11-2, computed digit by digit from the left, which is not how the program does it.
    product = 0
    for digit in body:
        product = (product + int(digit)) * 2 % 11
    return body + "0123456789X"[(12 - product) % 11]


NUMBERS = st.builds(_number, st.integers(110000, 659999), BORN, st.integers(0, 999))


def _code(number: str) -> str:
    with pytest.raises(KnownError) as refused:
        id_numbers.check(number)
    assert not refused.value.params
    return refused.value.code


@given(NUMBERS)
def test_a_right_number_is_accepted_in_either_case(number: str) -> None:
    assert id_numbers.check(number) == number
    assert id_numbers.check(number.lower()) == number


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_one_wrong_character_is_refused(number: str, place: int, other: str) -> None:
    if number[place] == other:
        return
    assert _code(number[:place] + other + number[place + 1 :]) in {"id_length", "id_checksum"}


@given(NUMBERS, st.integers(0, 16))
def test_two_neighbours_swapped_are_refused(number: str, place: int) -> None:
    if number[place] == number[place + 1]:
        return
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert _code(swapped) in {"id_length", "id_checksum"}


@given(st.text(max_size=20))
def test_anything_else_is_refused_and_never_repeated(text: str) -> None:
    assert _code(text) in {"id_length", "id_checksum", "id_birth_date"}


def test_lengths_and_impossible_days() -> None:
    assert _code("11010519491231002") == "id_length"
    assert _code("1101051949123100２X") == "id_length"
    body = "11010519490230002"
    assert _code(body + id_numbers.check_character(body)) == "id_birth_date"


@given(NUMBERS)
def test_disagreement_names_what_differs(number: str) -> None:
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    sex = Sex.MALE if number[16] in "13579" else Sex.FEMALE
    other = Sex.FEMALE if sex is Sex.MALE else Sex.MALE
    wrong = born.replace(year=born.year + 4)
    assert id_numbers.disagreement(number, born, sex) is IdDisagrees.NONE
    assert id_numbers.disagreement(number, wrong, sex) is IdDisagrees.BIRTH
    assert id_numbers.disagreement(number, born, other) is IdDisagrees.SEX
    assert id_numbers.disagreement(number, wrong, other) is IdDisagrees.BOTH


def test_the_masked_form() -> None:
    assert id_numbers.mask_last2("25") == "****************25"
    assert id_numbers.mask_last2("") == ""
    assert id_numbers.is_masked("****************2X")
    assert not id_numbers.is_masked("***************25")
    assert not id_numbers.is_masked("11010519491231002X")
