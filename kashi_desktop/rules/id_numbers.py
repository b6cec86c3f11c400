"""Citizen identity numbers (GB 11643): checked when typed, never kept whole."""

import re
from datetime import date
from operator import mul

from db.codes import IdDisagrees, Sex
from kashi_desktop.errors import KnownError
from kashi_desktop.types.faults import TEMPLATES

_SHAPE = re.compile(r"[0-9]{17}[0-9Xx]")
_MASKED = re.compile(r"\*{16}[0-9][0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_STARS = "*" * 16


def check_character(first_17: str) -> str:
    """The 18th character that belongs to 17 digits (GB 11643: Σ weights mod 11)."""
    return _CHECK[sum(map(mul, _WEIGHTS, map(int, first_17))) % 11]


def check(number: str) -> str:
    """The number with a capital X; raises ``id_length``, ``id_checksum`` or ``id_birth_date`` without repeating the number."""
    if not _SHAPE.fullmatch(number):
        raise KnownError("id_length", TEMPLATES["id_length"])
    number = number.upper()
    if check_character(number[:17]) != number[17]:
        raise KnownError("id_checksum", TEMPLATES["id_checksum"])
    if _birth_date(number) is None:
        raise KnownError("id_birth_date", TEMPLATES["id_birth_date"])
    return number


def disagreement(number: str, birth_date: date | None, sex: Sex | None) -> IdDisagrees:
    """Which typed facts differ from a checked number, of those that were typed; its 17th digit is odd for men."""
    birth = birth_date is not None and _birth_date(number) != birth_date
    other_sex = sex is not None and (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE) is not sex
    if birth and other_sex:
        return IdDisagrees.BOTH
    if birth:
        return IdDisagrees.BIRTH
    return IdDisagrees.SEX if other_sex else IdDisagrees.NONE


def mask_last2(last2: str) -> str:
    """``****************25`` from the two characters kept; empty stays empty."""
    return _STARS + last2 if last2 else ""


def is_masked(text: str) -> bool:
    """Whether the text is the masked form that ``dump`` writes and ``load`` takes as "keep what is stored"."""
    return _MASKED.fullmatch(text) is not None


def _birth_date(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= 1850 else None
