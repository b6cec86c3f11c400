"""What a field of an entry may hold, from its declaration: the one place where values that arrive are judged (sync.md §2).

An entry is judged by the register version that it names. A version's rules never become stricter, so those of the present version hold for
all before it; entries of later versions are kept and judged once this program has grown. What a person could have typed passes; an odd but
possible value is a question for a person, never a fault here.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from db.declaring import Column, Limits, Register, WireField
from db.field_types import EARLIEST
from kashi_desktop.rules.shares import is_stored_units
from kashi_desktop.rules.texts import unwritable
from kashi_desktop.rules.unit_codes import is_code

Check = Callable[[Any], bool]
"""Tells whether a value of the right JSON type, not None, may stand in the field."""

PEOPLE_LIMIT = 20
NAME_LIMIT = 50

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = frozenset(f" {hour:02d}:{minute:02d}" for hour in range(24) for minute in range(60))
_REF = re.compile(r"[0-9a-f]{32}")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,2})?")


@lru_cache(maxsize=65536)
def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar from 1900 on, written ``YYYY-MM-DD``; no week dates, no other spelling."""
    if not _DAY.fullmatch(text):
        return False
    try:
        return date(int(text[:4]), int(text[5:7]), int(text[8:])) >= EARLIEST
    except ValueError:
        return False


def is_minute(text: str) -> bool:
    """Whether a text is a minute, written ``YYYY-MM-DD HH:MM``."""
    return text[10:] in _CLOCK and is_day(text[:10])


@lru_cache(maxsize=4096)
def _is_ref(text: str) -> bool:
    return bool(_REF.fullmatch(text))


def is_month(text: str) -> bool:
    """Whether a text is a month, written ``YYYY-MM``."""
    return is_day(f"{text}-01")


def checks_of(register: Register) -> dict[str, Check]:
    """The check of each field on the wire that its JSON type and its code words do not settle."""
    found: dict[str, Check] = {}
    for field in register.also:
        _add(found, field, None)
    for column in register.columns:
        for field in column.wire:
            _add(found, field, column if field.key == column.key else None)
    return found


def _add(found: dict[str, Check], field: WireField, column: Column | None) -> None:
    check = _check_of(field, column)
    if check is not None:
        found[field.key] = check


def _check_of(field: WireField, column: Column | None) -> Check | None:
    if field.type == "text" and not field.words:
        return (
            _text(column.limits.max_length if column and column.limits.max_length else field.longest) if _plain(column) else _shaped(column)
        )
    plain: dict[str, Check] = {"ref": _is_ref, "day": is_day, "minute": is_minute}
    if field.type == "int" and column:
        return _whole(column.limits)
    return plain.get(field.type)


def _plain(column: Column | None) -> bool:
    return column is None or (column.cell not in ("decimal", "people", "units", "unit_code") and not column.multiple)


def _shaped(column: Column | None) -> Check | None:
    """The check of a text that is something else, written down: a decimal, people, words, places."""
    if column is None:
        return None
    if column.multiple and column.codes is not None:
        return _words(frozenset(each.value for each in column.codes))
    by_cell: dict[str, Check] = {"decimal": _decimal(column.limits), "people": is_people, "units": is_stored_units, "unit_code": is_code}
    return by_cell[column.cell]


def _text(longest: int | None) -> Check:
    def check(value: str) -> bool:
        return (longest is None or len(value) <= longest) and not unwritable(value)

    return check


def _whole(limits: Limits) -> Check | None:
    least, most = limits.least, limits.most
    if not isinstance(least, int) or not isinstance(most, int):
        return None
    return lambda value: least <= value <= most


def _decimal(limits: Limits) -> Check:
    least, most = Decimal(str(limits.least or 0)), Decimal(str(limits.most or 0))
    return lambda value: bool(_DECIMAL.fullmatch(value)) and least <= Decimal(value) <= most


def _words(words: frozenset[str]) -> Check:
    @lru_cache(maxsize=4096)
    def check(value: str) -> bool:
        parts = value.split(";")
        return words.issuperset(parts) and len(set(parts)) == len(parts)

    return check


@lru_cache(maxsize=4096)
def is_people(value: str) -> bool:
    """Whether a text is names joined by ``;``."""
    names = value.split(";")
    return len(names) <= PEOPLE_LIMIT and all(0 < len(name) <= NAME_LIMIT for name in names) and not unwritable(value)
