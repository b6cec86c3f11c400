"""Codes of places: 12 digits = 6 county + 3 township + 3 unit (domain.md §2)."""

import re
import uuid

from db.codes import UnitKind, UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.faults import TEMPLATES

UNIT_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-756e69747300")
"""Fixed for ever: offices agree on a unit's id offline because it is UUIDv5 of this and the first known code."""

_SHAPE = re.compile(r"[0-9]{12}")
_PREFIX = {UnitLevel.PREFECTURE: 4, UnitLevel.COUNTY: 6, UnitLevel.TOWNSHIP: 9, UnitLevel.VILLAGE: 12}
_ABOVE = {UnitLevel.VILLAGE: UnitLevel.TOWNSHIP, UnitLevel.TOWNSHIP: UnitLevel.COUNTY, UnitLevel.COUNTY: UnitLevel.PREFECTURE}


def unit_id(code: str) -> bytes:
    """The 16 bytes of a unit's id from its first known code."""
    return uuid.uuid5(UNIT_NAMESPACE, code).bytes


def is_code(text: str) -> bool:
    """Whether the text has the shape of a unit code: 12 ASCII digits."""
    return _SHAPE.fullmatch(text) is not None


def level_of(code: str) -> UnitLevel:
    """The level that the trailing zeros tell; anything but a code is the fault ``bad_unit_code``."""
    if not is_code(code):
        raise KnownError("bad_unit_code", TEMPLATES["bad_unit_code"])
    for level, length in _PREFIX.items():
        if not code[length:].strip("0"):
            return level
    return UnitLevel.VILLAGE


def kind_of(code: str) -> UnitKind | None:
    """The kind that the unit digits suggest (001–199 社区, 200–399 村); None for other digits and higher levels."""
    if level_of(code) is not UnitLevel.VILLAGE:
        return None
    digits = int(code[9:])
    if digits < 200:
        return UnitKind.RESIDENT_COMMITTEE
    return UnitKind.VILLAGE_COMMITTEE if digits < 400 else None


def is_pseudo(code: str) -> bool:
    """Whether the township digits are 400 or more: farms, parks and prisons, which are not served."""
    return is_code(code) and int(code[6:9]) >= 400


def parent_code(code: str) -> str:
    """The code one level up; empty for a prefecture."""
    above = _ABOVE.get(level_of(code))
    return code[: _PREFIX[above]].ljust(12, "0") if above else ""


def in_scope(code: str, of: str) -> bool:
    """Whether ``code`` is the place ``of`` or lies in it."""
    return is_code(code) and code.startswith(of[: _PREFIX[level_of(of)]])
