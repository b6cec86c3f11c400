"""The synced registers: which fields travel, in which table they are projected, and how they merge (sync.md §3)."""

import uuid
from dataclasses import dataclass, field
from typing import Literal

from db import codes
from db.codes import Code

FieldType = Literal["text", "int", "bool", "ref", "day", "minute"]

Streams = Literal["unit", "common", "any", "office"]

COMMON = bytes.fromhex("6b617368695f636f6d6d6f6e00000000")
"""Stream of what every office of a county shares: units, definitions, targets, calendar."""

COUNTS_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-636f756e7473")
"""Fixed for ever: both offices agree offline on the stream of a county's counts and on the ids of its numbers."""


def counts_stream(unit_id: bytes) -> bytes:
    """The stream of the numbers that a county hands up: nothing else of a county ever leaves it upwards (docs/adr/0004)."""
    return uuid.uuid5(COUNTS_NAMESPACE, unit_id.hex()).bytes


def fact_id(place_id: bytes, period: str, indicator: str, definition: str) -> bytes:
    """The record id of a number: the same number is the same record, however often and wherever it is counted."""
    return uuid.uuid5(COUNTS_NAMESPACE, "|".join((place_id.hex(), period, indicator, definition))).bytes


Words = type[Code]
"""An enum of stored words."""

NO_SALT = bytes(16)
"""Salt of records that concern no person."""


@dataclass(frozen=True)
class Field:
    """One field on the wire and the column of the same name; ``default`` is not written in a creating entry.

    ``words`` are those that a text may be; ``day`` and ``minute`` are ISO texts.
    """

    key: str
    type: FieldType = "text"
    default: str | int | bool | None = None
    words: Words | None = None


@dataclass(frozen=True)
class Register:
    """One synced register; ``event`` registers merge as whole versions, the others field by field.

    ``streams`` says where entries of the register may arrive: in a unit's stream, in COMMON, in either, or nowhere, because they
    stay with the office that wrote them. ``subject`` names the field that holds the person's record id, ``"id"`` when the record is
    the person.
    ``decide`` lists the fields whose conflicts a person at the county settles.
    """

    name: str
    fields: tuple[Field, ...]
    version: int = 1
    event: bool = False
    subject: str | None = None
    streams: Streams = "unit"
    decide: frozenset[str] = field(default_factory=frozenset)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the fields in the order of the table's columns."""
        return tuple(each.key for each in self.fields)


def _texts(*keys: str) -> tuple[Field, ...]:
    return tuple(Field(key) for key in keys)


def _code(key: str, words: Words, default: str | None = None) -> Field:
    return Field(key, "text", default, words)


UNIT = Register(
    "unit",
    (
        *_texts("code", "name"),
        _code("level", codes.UnitLevel),
        _code("kind", codes.UnitKind),
        Field("parent_id", "ref"),
        _code("urban_rural_class", codes.UrbanRuralClass),
        Field("active", "bool", True),
    ),
    streams="any",
)
UNIT_PROFILE = Register(
    "unit_profile",
    (
        Field("as_of", "day"),
        *(Field(key, "int") for key in ("households", "resident_population", "urban_resident_population", "social_organisations")),
        Field("proxy_service", "bool"),
        Field("social_work_station", "bool"),
        Field("elder_care_land_m2"),
    ),
)
ELDER = Register(
    "elder",
    (
        *_texts("ref", "full_name"),
        _code("sex", codes.Sex),
        Field("birth_date", "day"),
        *_texts("id_hmac", "id_last4"),
        _code("id_disagrees", codes.IdDisagrees),
        *_texts("id_key", "phone", "group", "address", "contact_name", "contact_relation", "contact_phone", "categories"),
        _code("care_level", codes.CareLevel),
        Field("consent_on", "day"),
        Field("consent_withdrawn_on", "day"),
        Field("home_visit_declined", "bool", False),
    ),
    subject="id",
    decide=frozenset({"full_name", "birth_date", "id_hmac", "categories", "care_level"}),
)
ELDER_SPELL = Register(
    "elder_spell",
    (
        Field("elder_id", "ref"),
        Field("enrolled_on", "day"),
        Field("closed_on", "day"),
        _code("closed_reason", codes.ClosedReason),
    ),
    subject="elder_id",
    decide=frozenset({"closed_on", "closed_reason"}),
)
VISIT = Register(
    "visit",
    (
        *_texts("ref"),
        Field("elder_id", "ref"),
        Field("visited_at", "minute"),
        _code("method", codes.Method),
        _code("outcome", codes.Outcome),
        Field("visitors"),
        _code("visitor_role", codes.VisitorRole),
        Field("minutes", "int"),
        *(_code(key, codes.Observation, codes.Observation.UNKNOWN.value) for key in codes.OBSERVATIONS),
        *_texts("needs", "note"),
    ),
    event=True,
    subject="elder_id",
)
NEED = Register(
    "need",
    (
        Field("ref"),
        Field("elder_id", "ref"),
        Field("visit_id", "ref"),
        _code("kind", codes.NeedKind),
        _code("action", codes.NeedAction),
        Field("referral_to"),
        Field("due_on", "day"),
        _code("status", codes.NeedStatus, codes.NeedStatus.OPEN.value),
        Field("closed_on", "day"),
    ),
    subject="elder_id",
)
ACCOUNT = Register("account", (Field("name"), _code("role", codes.Role)), streams="any")

FACILITY = Register(
    "facility",
    (
        *_texts("code", "name"),
        _code("kind", codes.FacilityKind),
        Field("units"),
        Field("year_built", "int"),
        _code("tenure", codes.Tenure),
        *_texts("building_area_m2", "activity_area_m2"),
        _code("area_source", codes.AreaSource),
        Field("hours"),
        *(Field(key, "bool") for key in ("barrier_free", "age_friendly", "child_friendly")),
        _code("kiosk", codes.Kiosk),
        Field("kiosk_broken_on", "day"),
        _code("status", codes.FacilityStatus),
        Field("valid_from", "day"),
        Field("valid_to", "day"),
    ),
)
WORKER = Register(
    "worker",
    (
        *_texts("ref", "full_name"),
        Field("birth_date", "day"),
        *_texts("id_hmac", "id_last4"),
        _code("id_disagrees", codes.IdDisagrees),
        *_texts("id_key", "post"),
        Field("full_time", "bool"),
        Field("urban_roster", "bool"),
        Field("certificates"),
        *(Field(key, "day") for key in ("certificate_on", "employed_on", "left_on", "leave_from", "leave_to")),
        Field("same_as", "ref"),
    ),
    subject="id",
    decide=frozenset({"full_name", "birth_date", "id_hmac"}),
)
WORKER_STATE = Register(
    "worker_state",
    (Field("worker_id", "ref"), Field("since", "day"), Field("full_time", "bool"), Field("urban_roster", "bool")),
    subject="worker_id",
)
COURSE = Register(
    "course",
    (
        *_texts("ref", "title", "topic"),
        _code("organiser_level", codes.OrganiserLevel),
        _code("mode", codes.CourseMode),
        Field("starts_on", "day"),
        Field("ends_on", "day"),
        *_texts("place", "hours"),
        Field("recognised", "bool"),
    ),
    streams="any",
)
ATTENDANCE = Register(
    "attendance",
    (
        Field("course_id", "ref"),
        Field("worker_id", "ref"),
        Field("sessions_attended", "int"),
        _code("result", codes.Result),
        Field("certificate_no"),
    ),
    event=True,
    subject="worker_id",
)
VOLUNTEER = Register(
    "volunteer",
    (
        *_texts("ref", "full_name"),
        Field("birth_date", "day"),
        _code("sex", codes.Sex),
        *_texts("phone", "skills"),
        Field("registered_on", "day"),
        Field("guardian_consent", "bool"),
    ),
    subject="id",
    decide=frozenset({"full_name", "birth_date"}),
)
ACTIVITY = Register(
    "activity", (*_texts("ref", "title", "kind"), Field("starts_at", "minute"), Field("ends_at", "minute"), *_texts("place", "leader"))
)
SERVICE = Register(
    "service",
    (Field("volunteer_id", "ref"), Field("activity_id", "ref"), *_texts("hours", "verified_by", "source")),
    event=True,
    subject="volunteer_id",
)
SURVEY = Register("survey", (Field("held_on", "day"), Field("sample", "int"), Field("satisfied", "int")), event=True)
PROJECT = Register(
    "project",
    (Field("name"), Field("completed_on", "day"), *_texts("total_area_m2", "commercial_area_m2", "service_area_m2")),
    streams="office",
)
LEDGER_TASK = Register(
    "ledger_task",
    (
        *_texts("ref", "clause", "title", "lead"),
        Field("due_on", "day"),
        Field("progress"),
        _code("status", codes.TaskStatus, codes.TaskStatus.OPEN.value),
    ),
    streams="office",
)
HOLIDAY = Register("holiday", (Field("day", "day"), Field("name"), _code("kind", codes.DayKind)), streams="common")
DEFINITION = Register(
    "definition", (Field("key"), Field("effective_from", "day"), *_texts("target", "settings", "reason")), streams="common"
)
UNIT_STATE = Register(
    "unit_state",
    (
        Field("place_id", "ref"),
        Field("since", "day"),
        _code("kind", codes.UnitKind),
        _code("urban_rural_class", codes.UrbanRuralClass),
        Field("active", "bool"),
        Field("urban_override", "bool"),
        Field("reason"),
    ),
    streams="any",
)
QUESTION = Register(
    "question",
    (
        _code("kind", codes.QuestionKind),
        Field("about"),
        Field("record_id", "ref"),
        Field("other_id", "ref"),
        Field("text"),
        Field("asked_on", "day"),
        Field("answer"),
        Field("answered_on", "day"),
        _code("status", codes.QuestionStatus, codes.QuestionStatus.OPEN.value),
    ),
)
FACT = Register(
    "fact",
    (
        Field("place_id", "ref"),
        *_texts("period", "indicator", "definition", "numerator", "denominator"),
        Field("complete_units", "int"),
        Field("total_units", "int"),
    ),
)
ISSUED_REPORT = Register(
    "issued_report",
    (_code("kind", codes.ReportKind), *_texts("period", "scope_code"), Field("issued_on", "day"), Field("content")),
    streams="office",
)

REGISTERS = {
    each.name: each
    for each in (
        UNIT,
        UNIT_PROFILE,
        ELDER,
        ELDER_SPELL,
        VISIT,
        NEED,
        ACCOUNT,
        FACILITY,
        WORKER,
        WORKER_STATE,
        COURSE,
        ATTENDANCE,
        VOLUNTEER,
        ACTIVITY,
        SERVICE,
        SURVEY,
        PROJECT,
        LEDGER_TASK,
        HOLIDAY,
        DEFINITION,
        UNIT_STATE,
        QUESTION,
        FACT,
        ISSUED_REPORT,
    )
}
"""Every register this program projects; entries of others are kept in the journal and wait for a newer program."""

FLAG_CONFLICT = 1
"""Two laptops set one field to different values without seeing each other and a person must decide."""
FLAG_PROVISIONAL = 2
"""Two corrections of one event stand side by side; the later in order is shown."""
FLAG_REMOVAL_BEATEN = 4
"""A removal met a concurrent edit; the edit stands."""
