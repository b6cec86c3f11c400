"""Workers, courses and who attended."""

from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from db.models.base import Synced


class Worker(Synced, table=True):
    """A community worker; ``full_time`` and ``urban_roster`` are today's, WorkerState holds what they were.

    ``same_as`` is another row of which somebody confirmed that it is the same person.
    """

    __tablename__ = "worker"
    __table_args__ = (Index("worker_unit", "unit_id", "ref"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "worker"

    ref: str
    full_name: str
    birth_date: str | None = None
    id_hmac: str | None = None
    id_last4: str | None = None
    id_disagrees: str | None = None
    id_key: str | None = None
    post: str
    full_time: bool
    urban_roster: bool
    certificates: str | None = None
    certificate_on: str | None = None
    employed_on: str
    left_on: str | None = None
    leave_from: str | None = None
    leave_to: str | None = None
    same_as: bytes | None = Field(default=None, sa_type=LargeBinary(16))


class WorkerState(Synced, table=True):
    """What a worker's post was from a day on; rows exist only once it has changed."""

    __tablename__ = "worker_state"
    __table_args__ = (Index("worker_state_worker", "worker_id", "since"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "worker_state"

    worker_id: bytes = Field(sa_type=LargeBinary(16))
    since: str
    full_time: bool
    urban_roster: bool


class Course(Synced, table=True):
    """A course; one that a county or the prefecture entered is shared by all (``unit_id`` COMMON)."""

    __tablename__ = "course"
    __table_args__ = (Index("course_unit", "unit_id", "ref"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "course"

    ref: str
    title: str
    topic: str | None = None
    organiser_level: str
    mode: str
    starts_on: str
    ends_on: str
    place: str | None = None
    hours: str
    recognised: bool | None = None


class Attendance(Synced, table=True):
    """One worker's part in one course."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index("attendance_worker", "worker_id", "course_id", "result", "removed"),
        Index("attendance_course", "course_id"),
        {"sqlite_with_rowid": False},
    )
    register_name: ClassVar[str] = "attendance"

    course_id: bytes = Field(sa_type=LargeBinary(16))
    worker_id: bytes = Field(sa_type=LargeBinary(16))
    sessions_attended: int | None = None
    result: str
    certificate_no: str | None = None
