"""What people type, checked: one frozen model a register or use case, with the limits of domain.md §3.

Every text is NFC with its outer blanks stripped and otherwise verbatim. Dates are strict: only ``date`` objects (or ISO text
in JSON), because a bare number must never pass for a date. Faults are read with ``kashi_desktop.types.faults.faults_of``.
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from db.codes import (
    CareLevel,
    Category,
    ClosedReason,
    Method,
    NeedAction,
    NeedKind,
    NeedStatus,
    Observation,
    Outcome,
    Sex,
    UnitKind,
    UnitLevel,
    UrbanRuralClass,
    VisitorRole,
)

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
    return not value or (not value.isascii() and _UNSEEN.fullmatch(value) is not None)


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
    if not isinstance(value, str):
        return value
    return value.strip() if value.isascii() else clean_text(value)


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
# Pydantic applies a before-validator from the right; the limits therefore stand left of it and see the cleaned text.
Day = Annotated[date, Field(strict=True, ge=EARLIEST)]
Minute = Annotated[datetime, Field(strict=True), AfterValidator(_minute)]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0, le=99_999_999)]
Area = Annotated[Decimal, Field(ge=0, le=99_999_999, decimal_places=2), AfterValidator(two_places)]
FullName = Annotated[str, StringConstraints(min_length=1, max_length=50, pattern=_ONE_LINE), Before]
OptionalName = Annotated[str, StringConstraints(max_length=50, pattern=_ONE_LINE), Before]
Person = Annotated[FullName, AfterValidator(_person)]
Ref = Annotated[str, StringConstraints(max_length=40, pattern=_ONE_LINE), Before]
Word = Annotated[str, StringConstraints(max_length=20, pattern=_ONE_LINE), Before]
Line = Annotated[str, StringConstraints(max_length=100, pattern=_ONE_LINE), Before]
Lines = Annotated[str, StringConstraints(max_length=200, pattern=_LINES), Before]
Phone = Annotated[str, Before, AfterValidator(_phone)]
UnitCode = Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{12})?$"), Before]
RequiredUnitCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$"), Before]
IdNumber = Annotated[str, StringConstraints(max_length=18, pattern=_ONE_LINE), Before]
Categories = Annotated[tuple[Category, ...], Field(min_length=1), AfterValidator(in_order)]
Visitors = Annotated[tuple[Person, ...], Field(min_length=1, max_length=20), AfterValidator(_distinct)]
NeedKinds = Annotated[tuple[NeedKind, ...], AfterValidator(in_order)]


class Input(BaseModel):
    """Base of all inputs: frozen, and an unknown key is a fault rather than silently lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitInput(Input):
    """A place of the administrative line; ``active`` False takes it out of the denominators."""

    code: RequiredUnitCode
    name: FullName
    level: UnitLevel
    kind: UnitKind | None = None
    parent_code: UnitCode = ""
    urban_rural_class: UrbanRuralClass | None = None
    active: Flag = True


class UnitProfileInput(Input):
    """Counts of one unit as of one day; None is not known, which is not zero."""

    unit_code: UnitCode = ""
    as_of: Day
    households: Count | None = None
    resident_population: Count | None = None
    urban_resident_population: Count | None = None
    social_organisations: Count | None = None
    proxy_service: Flag | None = None
    social_work_station: Flag | None = None
    elder_care_land_m2: Area | None = None


class ElderInput(Input):
    """An elder as typed; the enrolment columns are those of the latest spell.

    ``id_number`` is text of at most 18 characters here; ``rules.checks.check_elder`` tests it (GB 11643) or sees that it is masked.
    """

    ref: Ref = ""
    unit_code: UnitCode = ""
    full_name: FullName
    sex: Sex
    birth_date: Day
    id_number: IdNumber = ""
    phone: Phone = ""
    group: OptionalName = ""
    address: Lines = ""
    contact_name: OptionalName = ""
    contact_relation: Word = ""
    contact_phone: Phone = ""
    categories: Categories
    care_level: CareLevel
    enrolled_on: Day
    consent_on: Day | None = None
    home_visit_declined: Flag = False
    closed_on: Day | None = None
    closed_reason: ClosedReason | None = None

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.closed_on is None:
            if self.closed_reason is not None:
                raise PydanticCustomError("closed_on_missing", "no day", {"column": "closed_on"})
        elif self.closed_reason is None:
            raise PydanticCustomError("closed_reason_missing", "no reason", {"column": "closed_reason"})
        elif self.closed_on < self.enrolled_on:
            raise PydanticCustomError("closed_before_enrolled", "closed first", {"column": "closed_on"})
        return self


class VisitInput(Input):
    """One visit as typed; ``elder_ref`` may be empty when the service is told the elder's id."""

    ref: Ref = ""
    elder_ref: Ref = ""
    unit_code: UnitCode = ""
    visited_at: Minute
    method: Method
    outcome: Outcome
    visitors: Visitors
    visitor_role: VisitorRole | None = None
    minutes: Annotated[int, Field(strict=True, ge=0, le=1440)] | None = None
    health: Observation = Observation.UNKNOWN
    mood: Observation = Observation.UNKNOWN
    daily: Observation = Observation.UNKNOWN
    hygiene: Observation = Observation.UNKNOWN
    support: Observation = Observation.UNKNOWN
    gas: Observation = Observation.UNKNOWN
    electricity: Observation = Observation.UNKNOWN
    heating: Observation = Observation.UNKNOWN
    floor: Observation = Observation.UNKNOWN
    structure: Observation = Observation.UNKNOWN
    needs: NeedKinds = ()
    note: Lines = ""


class NeedInput(Input):
    """One wish for help; a closing day needs a closed status."""

    ref: Ref = ""
    unit_code: UnitCode = ""
    elder_ref: Ref = ""
    visit_ref: Ref = ""
    kind: NeedKind
    action: NeedAction | None = None
    referral_to: Line = ""
    due_on: Day | None = None
    status: NeedStatus = NeedStatus.OPEN
    closed_on: Day | None = None

    @model_validator(mode="after")
    def _status_agrees(self) -> Self:
        if self.closed_on is not None and self.status not in (NeedStatus.DONE, NeedStatus.DECLINED):
            raise PydanticCustomError("status_mismatch", "closing day of an open need", {"column": "closed_on"})
        return self


class CloseInput(Input):
    """The end of an enrolment."""

    closed_on: Day
    closed_reason: ClosedReason


class ReopenInput(Input):
    """The start of a further spell."""

    enrolled_on: Day


class NeedDoneInput(Input):
    """How a need was settled; None keeps what was recorded before."""

    closed_on: Day
    action: NeedAction | None = None
    referral_to: Line | None = None
