"""Types of what people type into a field, with its limits (domain.md §3).

Every text is NFC with its outer blanks stripped and otherwise verbatim. Dates are strict: only ``date`` objects (or ISO text
in JSON), because a bare number must never pass for a date. ``Cell`` says how a table shows and masks a text.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from db.codes import Category, Certificate, NeedKind

EARLIEST = date(1900, 1, 1)
"""Dates before it are slips of the hand (year 0026); nobody served was born earlier."""

LIST_SEPARATORS = ";；、,，"
"""Characters that part people in one cell or field."""

_E = TypeVar("_E", bound=Enum)
_PHONE = re.compile(r"(?=.*[0-9])[0-9+\- ]{5,20}")
_SPLIT = re.compile(f"[{LIST_SEPARATORS}]")
_ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"
_UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\U000e0000-\U000e0fff]*"
)
"""Blanks and what shows nothing by itself (Unicode's Default_Ignorable_Code_Point, and the empty Braille pattern)."""
_LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$"


def unseen(value: str) -> bool:
    """Whether a stripped text shows nothing: empty, or only characters without a shape, as they come along when a web page is copied."""
    return _UNSEEN.fullmatch(value) is not None


def clean_text(value: str) -> str:
    """NFC with the outer blanks stripped; empty when nothing of it shows."""
    value = value.strip()
    if value.isascii():
        return value
    # Stripped once more: composing cannot bring blanks to the rim, but keeps the function idempotent by construction.
    return "" if unseen(value) else unicodedata.normalize("NFC", value).strip()


def split_people(text: str) -> tuple[str, ...]:
    """The names in one cell or field, parted by ``; 、 ,`` of either width, blanks and repetitions dropped."""
    return tuple(dict.fromkeys(name for part in _SPLIT.split(text) if (name := clean_text(part))))


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _phone(value: str) -> str:
    if value and not _PHONE.fullmatch(value):
        raise PydanticCustomError("bad_phone", "bad phone")
    return value


def _person(value: str) -> str:
    # Names are stored joined by a semicolon; a separator inside one would split it on the next reading.
    if _SPLIT.search(value):
        raise PydanticCustomError("bad_separator", "separator in a name")
    return value


def _minute(value: datetime) -> datetime:
    if value.tzinfo is not None or value.year < EARLIEST.year:
        raise PydanticCustomError("bad_time", "not a civil time")
    return value.replace(second=0, microsecond=0)


@lru_cache(maxsize=4096)
def in_order(values: tuple[_E, ...]) -> tuple[_E, ...]:
    """Sets of codes in the order of their enum, so that two typings of one set are equal; a roster repeats few different sets."""
    if len(values) < 2:
        return values
    chosen = set(values)
    return tuple(member for member in type(values[0]) if member in chosen)


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def two_places(value: Decimal) -> Decimal:
    """Areas and hours are kept with two places."""
    return value.quantize(Decimal("0.01"))


Before = BeforeValidator(_clean)


@dataclass(frozen=True, slots=True)
class Cell:
    """How a table reads, shows and masks a value: the name of one of the kinds of ``rules/kinds.py``; its own longest text, if any."""

    kind: str
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class CodeShare:
    """One unit of a facility as it is typed: its code and its share, None where none was written."""

    code: str
    share: Decimal | None


# Pydantic applies a before-validator from the right; the limits therefore stand left of it and see the cleaned text.
Day = Annotated[date, Field(strict=True, ge=EARLIEST), Cell("day")]
Minute = Annotated[datetime, Field(strict=True), AfterValidator(_minute), Cell("minute")]
Flag = Annotated[bool, Field(strict=True), Cell("flag")]
Count = Annotated[int, Field(strict=True, ge=0, le=99_999_999), Cell("whole")]
Minutes = Annotated[int, Field(strict=True, ge=0, le=1440), Cell("whole")]
Sessions = Annotated[int, Field(strict=True, ge=0, le=1000), Cell("whole")]
Year = Annotated[int, Field(strict=True, ge=1900, le=2100), Cell("whole")]
Area = Annotated[Decimal, Field(ge=0, le=99_999_999, decimal_places=2), AfterValidator(two_places), Cell("decimal")]
Target = Annotated[Decimal, Field(ge=0, le=99_999_999, decimal_places=2), Cell("decimal")]
Hours = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2), AfterValidator(two_places), Cell("decimal")]
FullName = Annotated[str, StringConstraints(min_length=1, max_length=50, pattern=_ONE_LINE), Before, Cell("name")]
OptionalName = Annotated[str, StringConstraints(max_length=50, pattern=_ONE_LINE), Before, Cell("name")]
Person = Annotated[FullName, AfterValidator(_person)]
Ref = Annotated[str, StringConstraints(max_length=40, pattern=_ONE_LINE), Before, Cell("ref")]
RequiredRef = Annotated[Ref, Field(min_length=1)]
Word = Annotated[str, StringConstraints(max_length=20, pattern=_ONE_LINE), Before, Cell("text")]
RequiredWord = Annotated[Word, Field(min_length=1)]
Line = Annotated[str, StringConstraints(max_length=100, pattern=_ONE_LINE), Before, Cell("text")]
Title = Annotated[Line, Field(min_length=1)]
Lines = Annotated[str, StringConstraints(max_length=200, pattern=_LINES), Before, Cell("text")]
Phone = Annotated[str, Before, AfterValidator(_phone), Cell("phone", 20)]
UnitCode = Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{12})?$"), Before, Cell("unit_code")]
RequiredUnitCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$"), Before, Cell("unit_code")]
IdNumber = Annotated[str, StringConstraints(max_length=18, pattern=_ONE_LINE), Before, Cell("id_number")]
Categories = Annotated[tuple[Category, ...], Field(min_length=1), AfterValidator(in_order)]
Certificates = Annotated[tuple[Certificate, ...], AfterValidator(in_order)]
NeedKinds = Annotated[tuple[NeedKind, ...], AfterValidator(in_order)]
Visitors = Annotated[tuple[Person, ...], Field(min_length=1, max_length=20), AfterValidator(_distinct), Cell("people")]
Shares = Annotated[tuple[CodeShare, ...], Field(min_length=1, max_length=50), Cell("units")]
RecordId = Annotated[bytes, Field(min_length=16, max_length=16)]
"""Another record, named by its id; never typed by anybody."""
