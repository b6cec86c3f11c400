"""Volunteers, what they did and how long."""

from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from db.models.base import Synced


class Volunteer(Synced, table=True):
    """Somebody of fourteen years or more who helps."""

    __tablename__ = "volunteer"
    __table_args__ = (Index("volunteer_unit", "unit_id", "ref"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "volunteer"

    ref: str
    full_name: str
    birth_date: str
    sex: str | None = None
    phone: str | None = None
    skills: str | None = None
    registered_on: str | None = None
    guardian_consent: bool | None = None


class Activity(Synced, table=True):
    """Something that volunteers did together."""

    __tablename__ = "activity"
    __table_args__ = (Index("activity_unit", "unit_id", "starts_at"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "activity"

    ref: str
    title: str
    kind: str
    starts_at: str
    ends_at: str
    place: str | None = None
    leader: str | None = None


class Service(Synced, table=True):
    """The hours of one volunteer at one activity, decimal text."""

    __tablename__ = "service"
    __table_args__ = (Index("service_volunteer", "volunteer_id"), Index("service_activity", "activity_id"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "service"

    volunteer_id: bytes = Field(sa_type=LargeBinary(16))
    activity_id: bytes = Field(sa_type=LargeBinary(16))
    hours: str
    verified_by: str | None = None
    source: str | None = None
