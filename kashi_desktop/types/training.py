"""Frozen results about courses, who took part in them, and who has had no training yet; and one line of a sign-in sheet as typed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.codes import CourseMode, OrganiserLevel, Result


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course on the list; ``shared`` ones were entered by the county or the prefecture and are every unit's; ``ours`` by this office.

    Of the persons of the place: ``entered`` have a result, ``attended`` were there, ``completed`` passed or ended without examination.
    """

    id: bytes
    unit_code: str
    unit_name: str
    shared: bool
    ours: bool
    ref: str
    title: str
    organiser_level: OrganiserLevel | None
    mode: CourseMode | None
    starts_on: date
    ends_on: date
    place: str
    hours: Decimal
    recognised: bool | None
    entered: int
    attended: int
    completed: int


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person on the sign-in sheet of a course; ``also_at`` names the other units whose rosters the same person is on.

    ``initials`` are those of the name's pinyin, by which the keyboard finds the line.
    """

    worker_id: bytes
    unit_code: str
    unit_name: str
    ref: str
    full_name: str
    birth_year: int | None
    post: str
    on_leave: bool
    also_at: tuple[str, ...]
    result: Result | None
    sessions: int | None
    certificate_no: str
    initials: str


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """What is typed about one person; without a result what was kept is taken away."""

    worker_id: bytes
    result: Result | None
    sessions: int | None = None
    certificate_no: str = ""


@dataclass(frozen=True, slots=True)
class ResultsSaved:
    """How many persons' results are new, changed and taken away."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """A worker as the training year shows one; ``on_leave`` on its day."""

    worker_id: bytes
    unit_code: str
    unit_name: str
    ref: str
    full_name: str
    birth_year: int | None
    post: str
    employed_on: date
    on_leave: bool


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """The year's training up to a day (domain.md §5, I8): of ``total`` persons ``trained`` have had it, ``lacking`` have not.

    ``lately`` were hired less than thirty days before and count on neither side.
    """

    day: date
    trained: int
    total: int
    lacking: tuple[WorkerLine, ...]
    lately: tuple[WorkerLine, ...]


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another row of the rosters that is, or may be, the same person; ``same``: counted as one, ``by_number``: the ID number says so."""

    worker_id: bytes
    ref: str
    full_name: str
    birth_year: int | None
    post: str
    unit_name: str
    same: bool
    by_number: bool


@dataclass(frozen=True, slots=True)
class CourseTaken:
    """One course of one worker."""

    course_id: bytes
    title: str
    organiser_level: OrganiserLevel | None
    ends_on: date
    hours: Decimal
    recognised: bool | None
    result: Result | None
    certificate_no: str
