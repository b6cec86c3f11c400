"""Elders, their enrolments and the search index's source rows."""

from typing import ClassVar

from sqlalchemy import Index, Integer, LargeBinary
from sqlmodel import Field, SQLModel

from db.models.base import Synced


class Elder(Synced, table=True):
    """A person who is looked in on; ``sort_key`` (pinyin initials and name) is derived and never travels."""

    __tablename__ = "elder"
    __table_args__ = (
        Index("elder_unit_order", "unit_id", "sort_key", "id"),
        Index("elder_order", "sort_key", "id", "removed"),
        {"sqlite_with_rowid": False},
    )
    register_name: ClassVar[str] = "elder"

    ref: str
    full_name: str
    sex: str
    birth_date: str
    id_hmac: str | None = None
    id_last4: str | None = None
    id_disagrees: str | None = None
    id_key: str | None = None
    phone: str | None = None
    group: str | None = None
    address: str | None = None
    contact_name: str | None = None
    contact_relation: str | None = None
    contact_phone: str | None = None
    categories: str | None = None
    care_level: str = "low"
    consent_on: str | None = None
    consent_withdrawn_on: str | None = None
    home_visit_declined: bool = False
    sort_key: str = ""


class ElderSpell(Synced, table=True):
    """One enrolment from a date to a date; a reopening adds a row."""

    __tablename__ = "elder_spell"
    __table_args__ = (Index("elder_spell_elder", "elder_id", "enrolled_on", "closed_on", "removed"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "elder_spell"

    elder_id: bytes = Field(sa_type=LargeBinary(16))
    enrolled_on: str
    closed_on: str | None = None
    closed_reason: str | None = None


class ElderSearch(SQLModel, table=True):
    """What a search looks through, one row a person; an FTS5 trigram index lies over it."""

    __tablename__ = "elder_search"
    __table_args__ = (Index("elder_search_elder", "elder_id", unique=True),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    elder_id: bytes = Field(sa_type=LargeBinary(16))
    words: str
