"""Frozen results about volunteers, activities and hours; and one line of an hours grid as typed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A volunteer with the hours of all time and of the year; ``minor`` today."""

    id: bytes
    unit_code: str
    unit_name: str
    ref: str
    full_name: str
    birth_year: int
    minor: bool
    registered_on: date | None
    skills: str
    times: int
    hours: Decimal
    hours_this_year: Decimal
    stars: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity; ``length`` in hours, ``hours`` and ``people`` are what was entered for it so far."""

    id: bytes
    unit_code: str
    unit_name: str
    ref: str
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    leader: str
    length: Decimal
    people: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class HoursLine:
    """One volunteer on the hours grid of an activity; ``at_once`` names other activities of the same time with hours of this person.

    ``initials`` are those of the name's pinyin, by which the keyboard finds the line.
    """

    volunteer_id: bytes
    unit_code: str
    ref: str
    full_name: str
    birth_year: int
    minor: bool
    hours: Decimal | None
    verified_by: str
    source: str
    at_once: tuple[str, ...]
    initials: str


@dataclass(frozen=True, slots=True)
class HoursEntry:
    """What is typed about one volunteer; without hours what was kept is taken away."""

    volunteer_id: bytes
    hours: Decimal | None
    verified_by: str = ""


@dataclass(frozen=True, slots=True)
class HoursSaved:
    """How many lines are new, changed and taken away; ``at_once`` of them are at two activities at once."""

    added: int
    changed: int
    removed: int
    at_once: int


@dataclass(frozen=True, slots=True)
class Served:
    """One piece of service of one volunteer."""

    activity_id: bytes
    title: str
    kind: str
    place: str
    starts_at: datetime
    hours: Decimal
    verified_by: str
