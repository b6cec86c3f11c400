"""Visits and the needs that they open."""

from typing import ClassVar

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from db.codes import OBSERVATIONS
from db.models.base import Synced

_URGENT = f"'urgent' IN ({', '.join(OBSERVATIONS)}) AND NOT removed"


class Visit(Synced, table=True):
    """One visit in its current version; the index leads with the elder (technology.md, Queries)."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("visit_elder_time", "elder_id", "visited_at", "outcome"),
        # The few urgent ones, for the top of the due list; queries repeat the condition word for word.
        Index("visit_urgent", "elder_id", "visited_at", sqlite_where=text(_URGENT), postgresql_where=text(_URGENT)),
        {"sqlite_with_rowid": False},
    )
    register_name: ClassVar[str] = "visit"

    ref: str
    elder_id: bytes = Field(sa_type=LargeBinary(16))
    visited_at: str
    method: str
    outcome: str
    visitors: str | None = None
    visitor_role: str | None = None
    minutes: int | None = None
    health: str = "unknown"
    mood: str = "unknown"
    daily: str = "unknown"
    hygiene: str = "unknown"
    support: str = "unknown"
    gas: str = "unknown"
    electricity: str = "unknown"
    heating: str = "unknown"
    floor: str = "unknown"
    structure: str = "unknown"
    needs: str | None = None
    note: str | None = None


class Need(Synced, table=True):
    """A wish for help, open until done or declined."""

    __tablename__ = "need"
    __table_args__ = (Index("need_elder", "elder_id"), Index("need_unit", "unit_id", "status"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "need"

    ref: str
    elder_id: bytes = Field(sa_type=LargeBinary(16))
    visit_id: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    kind: str
    action: str | None = None
    referral_to: str | None = None
    due_on: str | None = None
    status: str = "open"
    closed_on: str | None = None


class Draft(SQLModel, table=True):
    """What was typed into a form and not saved yet; lies in the encrypted file and never travels."""

    __tablename__ = "draft"

    form: str = Field(primary_key=True)
    record: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    content: bytes = Field(sa_type=LargeBinary)
    saved_at: str
