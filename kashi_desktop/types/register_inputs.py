"""Inputs of the registers of facilities, training, volunteering and the plan, with the limits of domain.md §3."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from db.codes import (
    AreaSource,
    Certificate,
    CourseMode,
    DayKind,
    FacilityKind,
    FacilityStatus,
    Kiosk,
    OrganiserLevel,
    Result,
    Sex,
    TaskStatus,
    Tenure,
    UnitKind,
    UrbanRuralClass,
)
from kashi_desktop.types.inputs import (
    Area,
    Count,
    Day,
    Flag,
    FullName,
    IdNumber,
    Input,
    Line,
    Lines,
    Minute,
    OptionalName,
    Phone,
    Ref,
    UnitCode,
    Word,
    in_order,
    two_places,
)

Hours = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=2), AfterValidator(two_places)]
Title = Annotated[Line, Field(min_length=1)]
RequiredWord = Annotated[Word, Field(min_length=1)]
RequiredRef = Annotated[Ref, Field(min_length=1)]
Certificates = Annotated[tuple[Certificate, ...], AfterValidator(in_order)]


@dataclass(frozen=True, slots=True)
class CodeShare:
    """One unit of a facility as it is typed: its code and its share, None where none was written."""

    code: str
    share: Decimal | None


Shares = Annotated[tuple[CodeShare, ...], Field(min_length=1, max_length=50)]


class FacilityInput(Input):
    """One span of a facility's history; ``units`` names the places it serves, the keeper first, all with a weight or none."""

    code: RequiredRef
    name: FullName
    kind: FacilityKind
    units: Shares
    year_built: Annotated[int, Field(strict=True, ge=1900, le=2100)] | None = None
    tenure: Tenure | None = None
    building_area_m2: Area
    activity_area_m2: Area | None = None
    area_source: AreaSource | None = None
    hours: Lines = ""
    barrier_free: Flag | None = None
    age_friendly: Flag | None = None
    child_friendly: Flag | None = None
    kiosk: Kiosk | None = None
    kiosk_broken_on: Day | None = None
    status: FacilityStatus
    valid_from: Day
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.activity_area_m2 is not None and self.activity_area_m2 > self.building_area_m2:
            raise PydanticCustomError("activity_exceeds_building", "more inside than all", {"column": "activity_area_m2"})
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise PydanticCustomError("ends_before_start", "ends first", {"column": "valid_to"})
        if self.kiosk_broken_on is not None and self.kiosk is not Kiosk.BROKEN:
            raise PydanticCustomError("kiosk_not_broken", "day of a fault without one", {"column": "kiosk_broken_on"})
        return self


class WorkerInput(Input):
    """A community worker as typed; ``full_time`` and ``urban_roster`` are today's."""

    ref: Ref = ""
    unit_code: UnitCode = ""
    full_name: FullName
    birth_date: Day | None = None
    id_number: IdNumber = ""
    post: Title
    full_time: Flag
    urban_roster: Flag
    certificates: Certificates = ()
    certificate_on: Day | None = None
    employed_on: Day
    left_on: Day | None = None
    leave_from: Day | None = None
    leave_to: Day | None = None

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.left_on is not None and self.left_on < self.employed_on:
            raise PydanticCustomError("ends_before_start", "left first", {"column": "left_on"})
        if self.leave_to is not None and (self.leave_from is None or self.leave_to < self.leave_from):
            raise PydanticCustomError("ends_before_start", "leave ends first", {"column": "leave_to"})
        return self


class CourseInput(Input):
    """A course; ``hours`` are lessons of 45 minutes."""

    ref: Ref = ""
    title: Title
    topic: Line = ""
    organiser_level: OrganiserLevel
    mode: CourseMode
    starts_on: Day
    ends_on: Day
    place: Line = ""
    hours: Hours
    recognised: Flag | None = None

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.ends_on < self.starts_on:
            raise PydanticCustomError("ends_before_start", "ends first", {"column": "ends_on"})
        return self


class AttendanceInput(Input):
    """A worker's part in a course; the number of sessions never decides."""

    unit_code: UnitCode = ""
    course_ref: RequiredRef
    worker_ref: RequiredRef
    sessions_attended: Annotated[int, Field(strict=True, ge=0, le=1000)] | None = None
    result: Result
    certificate_no: Ref = ""


class VolunteerInput(Input):
    """A volunteer, 14 or older; under 18 the guardian agreed."""

    ref: Ref = ""
    unit_code: UnitCode = ""
    full_name: FullName
    birth_date: Day
    sex: Sex | None = None
    phone: Phone = ""
    skills: Line = ""
    registered_on: Day | None = None
    guardian_consent: Flag | None = None


class ActivityInput(Input):
    """An activity from one minute to another."""

    ref: Ref = ""
    unit_code: UnitCode = ""
    title: Title
    kind: RequiredWord
    starts_at: Minute
    ends_at: Minute
    place: Line = ""
    leader: OptionalName = ""

    @model_validator(mode="after")
    def _times_agree(self) -> Self:
        if self.ends_at <= self.starts_at:
            raise PydanticCustomError("ends_before_start", "ends first", {"column": "ends_at"})
        return self


class ServiceInput(Input):
    """Actual hours of one volunteer at one activity, without travel."""

    unit_code: UnitCode = ""
    volunteer_ref: RequiredRef
    activity_ref: RequiredRef
    hours: Hours
    verified_by: OptionalName = ""
    source: Line = ""


class SurveyInput(Input):
    """Anonymous counts of a survey."""

    unit_code: UnitCode = ""
    held_on: Day
    sample: Count
    satisfied: Count

    @model_validator(mode="after")
    def _counts_agree(self) -> Self:
        if self.satisfied > self.sample:
            raise PydanticCustomError("satisfied_exceeds_sample", "more than asked", {"column": "satisfied"})
        return self


class ProjectInput(Input):
    """A completed construction project."""

    name: FullName
    completed_on: Day
    total_area_m2: Area
    commercial_area_m2: Area
    service_area_m2: Area

    @model_validator(mode="after")
    def _areas_agree(self) -> Self:
        if self.commercial_area_m2 + self.service_area_m2 > self.total_area_m2:
            raise PydanticCustomError("parts_exceed_total", "more than all", {"column": "total_area_m2"})
        return self


class LedgerTaskInput(Input):
    """One task of the annual list."""

    ref: Ref = ""
    clause: Line = ""
    title: Title
    lead: Line = ""
    due_on: Day | None = None
    progress: Lines = ""
    status: TaskStatus = TaskStatus.OPEN


class HolidayInput(Input):
    """A day on which the calendar differs from the week."""

    day: Day
    name: RequiredWord
    kind: DayKind


class DefinitionInput(Input):
    """A county's setting of one number, with its reason; ``settings`` is ``key=value;…``."""

    key: RequiredRef
    effective_from: Day
    target: Annotated[Decimal, Field(ge=0, le=99_999_999, decimal_places=2)] | None = None
    settings: Line = ""
    reason: Title


class UnitStateInput(Input):
    """What a place is from a day on; ``urban_override`` is the county's own word on whether it counts as an urban community."""

    since: Day
    kind: UnitKind | None = None
    urban_rural_class: UrbanRuralClass | None = None
    active: Flag = True
    urban_override: Flag | None = None
    reason: Title
