"""What the county answers for beside the units: surveys, projects, tasks, calendar, definitions, questions, numbers."""

from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel

from db.models.base import Synced


class Survey(Synced, table=True):
    """Anonymous counts of one survey of satisfaction."""

    __tablename__ = "survey"
    __table_args__ = (Index("survey_unit", "unit_id", "held_on"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "survey"

    held_on: str
    sample: int
    satisfied: int


class Project(Synced, table=True):
    """A completed construction project, areas as decimal text in m²."""

    __tablename__ = "project"
    register_name: ClassVar[str] = "project"

    name: str
    completed_on: str
    total_area_m2: str
    commercial_area_m2: str
    service_area_m2: str


class LedgerTask(Synced, table=True):
    """One task of the annual list (任务清单, 工作台账)."""

    __tablename__ = "ledger_task"
    register_name: ClassVar[str] = "ledger_task"

    ref: str
    clause: str | None = None
    title: str
    lead: str | None = None
    due_on: str | None = None
    progress: str | None = None
    status: str = "open"


class Holiday(Synced, table=True):
    """A day on which the calendar differs from the week."""

    __tablename__ = "holiday"
    register_name: ClassVar[str] = "holiday"

    day: str
    name: str
    kind: str


class DefinitionRow(Synced, table=True):
    """A county's setting of one number from a day on: target and settings (``key=value;…``) within the stated limits, with its reason."""

    __tablename__ = "definition"
    register_name: ClassVar[str] = "definition"

    key: str
    effective_from: str
    target: str | None = None
    settings: str | None = None
    reason: str


class UnitState(Synced, table=True):
    """What a place was from a day on; rows exist only once it has changed, and for an override of "urban" with its reason."""

    __tablename__ = "unit_state"
    __table_args__ = (Index("unit_state_place", "place_id", "since"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "unit_state"

    place_id: bytes = Field(sa_type=LargeBinary(16))
    since: str
    kind: str | None = None
    urban_rural_class: str | None = None
    active: bool
    urban_override: bool | None = None
    reason: str | None = None


class Question(Synced, table=True):
    """Something a unit is asked to look at; ``about`` names the register of ``record_id``, values of persons are never copied here."""

    __tablename__ = "question"
    __table_args__ = (Index("question_unit", "unit_id", "status"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "question"

    kind: str
    about: str | None = None
    record_id: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    other_id: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    text: str | None = None
    asked_on: str
    answer: str | None = None
    answered_on: str | None = None
    status: str = "open"


class Fact(Synced, table=True):
    """A number that travels above the county: sums of one place, period and definition; never a person (sync.md §5)."""

    __tablename__ = "fact"
    __table_args__ = (Index("fact_place", "place_id", "period", "indicator"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "fact"

    place_id: bytes = Field(sa_type=LargeBinary(16))
    period: str
    indicator: str
    definition: str
    numerator: str
    denominator: str
    complete_units: int
    total_units: int


class IssuedReport(Synced, table=True):
    """The figures of a report as they were issued (JSON), so that later changes show as restatements."""

    __tablename__ = "issued_report"
    register_name: ClassVar[str] = "issued_report"

    kind: str
    period: str
    scope_code: str
    issued_on: str
    content: str


class KeptFact(SQLModel, table=True):
    """A number kept so that the board opens at once; filled from the registers, never travels, never the truth."""

    __tablename__ = "kept_fact"
    __table_args__ = (Index("kept_fact_period", "period", "indicator"), {"sqlite_with_rowid": False})

    unit_id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    period: str = Field(primary_key=True)
    indicator: str = Field(primary_key=True)
    definition: str = Field(primary_key=True)
    numerator: str
    denominator: str
    complete: bool


class Stale(SQLModel, table=True):
    """A place and month whose kept numbers must be counted anew; month ``""`` means all of them, ``register`` says what changed."""

    __tablename__ = "stale"
    __table_args__ = {"sqlite_with_rowid": False}

    unit_id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    register_name: str = Field(primary_key=True, sa_column_kwargs={"name": "register"})
    month: str = Field(primary_key=True)
