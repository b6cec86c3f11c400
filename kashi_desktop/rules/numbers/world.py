"""What the numbers rest on, as plain rows: places, profiles, facilities, workers, courses, surveys, projects.

Days are ISO texts, which compare as days do; areas are decimal numbers in m². A row stands for a day as domain.md §3 has it: dated
facts by the latest row that begins at or before it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from db.codes import URBAN_CLASSES, UnitKind
from kashi_desktop.rules.training import is_employed

_URBAN = frozenset(each.value for each in URBAN_CLASSES)


@dataclass(frozen=True, slots=True)
class PlaceState:
    """What a place was from a day on; a kind or class that is None is the place's present one."""

    place_id: bytes
    since: str
    kind: str | None
    urban_class: str | None
    active: bool
    urban_override: bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its states in the order of their days."""

    id: bytes
    code: str
    name: str
    level: str
    parent_id: bytes | None
    kind: str | None
    urban_class: str | None
    active: bool
    states: tuple[PlaceState, ...] = ()

    def on(self, day: str) -> "PlaceOn":
        """The place on a day: its latest state until then, before the first one that first one, without any its own columns."""
        state = state_on(self.states, day)
        if state is None:
            return PlaceOn(self, self.active, _urban(self.kind, self.urban_class, None))
        kind, urban_class = state.kind or self.kind, state.urban_class or self.urban_class
        return PlaceOn(self, state.active, _urban(kind, urban_class, state.urban_override))


@dataclass(frozen=True, slots=True)
class PlaceOn:
    """A place on one day; ``urban`` is None where kind or class of a residents' committee is not known."""

    place: Place
    active: bool
    urban: bool | None


def _urban(kind: str | None, urban_class: str | None, override: bool | None) -> bool | None:
    if override is not None:
        return override
    if kind == UnitKind.VILLAGE_COMMITTEE.value:
        return False
    if kind is None or urban_class is None:
        return None
    return urban_class in _URBAN


@dataclass(frozen=True, slots=True)
class Profile:
    """Yearly figures of a place at one date; what is not known is None."""

    unit_id: bytes
    as_of: str
    households: int | None = None
    residents: int | None = None
    urban_residents: int | None = None
    organisations: int | None = None
    proxy_service: bool | None = None
    station: bool | None = None
    land: Decimal | None = None
    id: bytes = b""


@dataclass(frozen=True, slots=True)
class Facility:
    """One span of a facility's history; ``units`` are those it serves with their shares, the keeper among them."""

    id: bytes
    keeper: bytes
    code: str
    name: str
    kind: str
    units: tuple[tuple[bytes, Decimal | None], ...]
    building: Decimal
    activity: Decimal | None
    hours: str | None
    kiosk: str | None
    kiosk_broken_on: str | None
    status: str
    valid_from: str
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class WorkerState:
    """What a worker's post was from a day on."""

    since: str
    full_time: bool
    urban_roster: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """One row of a roster with its states in the order of their days; rows of one ``person`` are one human being."""

    id: bytes
    unit_id: bytes
    ref: str
    name: str
    full_time: bool
    urban_roster: bool
    certificates: str | None
    certificate_on: str | None
    employed_on: str
    left_on: str | None
    leave_from: str | None
    leave_to: str | None
    person: bytes
    states: tuple[WorkerState, ...] = ()

    def active_on(self, day: str) -> bool:
        """Whether somebody is employed at the end of a day; who leaves on it is not."""
        return is_employed(self.employed_on, self.left_on, day)

    def on_urban_roster(self, day: str) -> bool:
        """Whether the post counts for the urban roster full-time on a day, with the states as of places."""
        state = state_on(self.states, day)
        return state.full_time and state.urban_roster if state else self.full_time and self.urban_roster

    def certified_on(self, day: str) -> bool:
        """Whether somebody holds a certificate of social work by a day; one without its day counts."""
        return bool(self.certificates) and (self.certificate_on is None or self.certificate_on <= day)


@dataclass(frozen=True, slots=True)
class Attended:
    """One worker's part in one course."""

    worker_id: bytes
    ends_on: str
    organiser_level: str
    recognised: bool
    result: str


@dataclass(frozen=True, slots=True)
class Project:
    """A completed construction project."""

    id: bytes
    name: str
    completed_on: str
    total: Decimal
    commercial: Decimal
    service: Decimal


@dataclass(frozen=True)
class World:
    """All that the numbers of one office rest on.

    ``reported`` are the units of which any record is held, ``elders`` those of which an elder is; ``visits`` are people to be visited and
    people visited by month and unit.
    """

    county_id: bytes | None
    places: Sequence[Place] = ()
    profiles: Sequence[Profile] = ()
    facilities: Sequence[Facility] = ()
    workers: Sequence[Worker] = ()
    attended: Sequence[Attended] = ()
    surveys: Sequence[tuple[bytes, str]] = ()
    projects: Sequence[Project] = ()
    reported: frozenset[bytes] = frozenset()
    elders: frozenset[bytes] = frozenset()
    visits: Mapping[str, Mapping[bytes, tuple[int, int]]] = field(default_factory=dict)


Row = TypeVar("Row")
State = TypeVar("State", PlaceState, WorkerState)


def latest(rows: Iterable[Row], day: str, begin: Callable[[Row], str]) -> Row | None:
    """The row of rows in the order of their beginnings that stands on a day: the last that begins at or before it."""
    found = None
    for row in rows:
        if begin(row) > day:
            break
        found = row
    return found


def state_on(states: Sequence[State], day: str) -> State | None:
    """The state that stands on a day; before the first one that first one."""
    return latest(states, day, lambda each: each.since) or (states[0] if states else None)
