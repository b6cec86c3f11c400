"""One month of the world: which rows stand at its end, computed once and shared by all numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from db.codes import AREA_KINDS, COMPLETED, FacilityStatus, OrganiserLevel, Result, UnitLevel
from kashi_desktop.rules import calendar
from kashi_desktop.rules.numbers.world import Attended, Facility, Place, PlaceOn, Profile, Worker, World, latest
from kashi_desktop.rules.shares import split_area
from kashi_desktop.rules.training import NEW_DAYS

_AREA_KINDS = frozenset(each.value for each in AREA_KINDS)
_COMPLETED = frozenset(each.value for each in COMPLETED)
_LONG_LEAVE = 6
"""Months of leave beyond which a worker does not count."""

_since = attrgetter("valid_from")
Each = TypeVar("Each")
Key = TypeVar("Key")


class Areas(NamedTuple):
    """A unit's part of the facilities that serve it; ``activity`` is None as soon as one of them is not known."""

    building: Decimal
    activity: Decimal | None


class Shelf:
    """The world's rows in the order in which months look for them; made once for many months."""

    def __init__(self, world: World) -> None:
        """Sort what is dated."""
        self.world = world
        self.places: dict[bytes, Place] = {each.id: each for each in world.places}
        self.profiles = _grouped(world.profiles, attrgetter("unit_id"), attrgetter("as_of", "id"))
        self.facilities = _grouped(world.facilities, attrgetter("keeper", "code"), attrgetter("valid_from", "id"))
        self.persons = _grouped(world.workers, attrgetter("person"), attrgetter("employed_on", "id"))
        self._splits: dict[object, dict[bytes, Decimal]] = {}

    def split(self, facility: Facility, area: Decimal, households: Mapping[bytes, int | None]) -> dict[bytes, Decimal]:
        """``split_area``, remembered: most areas are the same in every month."""
        if len(facility.units) == 1:
            return {facility.units[0][0]: area}
        key = (facility.units, area, tuple(households.get(unit) for unit, _ in facility.units))
        if key not in self._splits:
            self._splits[key] = split_area(area, facility.units, households)
        return self._splits[key]


class MonthView:
    """What stood at the end of one month."""

    def __init__(self, shelf: Shelf, month: str) -> None:
        """Look at a month written ``YYYY-MM``. Errors: bad_month."""
        last = calendar.month_bounds(month)[1]
        self.shelf, self.world, self.month = shelf, shelf.world, month
        self.end, self.year_start = last.isoformat(), f"{last.year:04d}-01-01"
        self._newest = (last - timedelta(days=NEW_DAYS)).isoformat()

    def days_before(self, days: int) -> str:
        """The day so many days before the end."""
        return (date.fromisoformat(self.end) - timedelta(days=days)).isoformat()

    # -- places ----------------------------------------------------------------------------------------------------

    @cached_property
    def places(self) -> Mapping[bytes, PlaceOn]:
        """Every place as it was."""
        return {each.id: each.on(self.end) for each in self.world.places}

    @cached_property
    def active(self) -> Mapping[bytes, PlaceOn]:
        """The active units."""
        return {id_: each for id_, each in self.places.items() if each.active and each.place.level == UnitLevel.VILLAGE.value}

    @cached_property
    def profiles(self) -> Mapping[bytes, Profile]:
        """The latest profile of each place."""
        found = ((unit, latest(rows, self.end, lambda each: each.as_of)) for unit, rows in self.shelf.profiles.items())
        return {unit: profile for unit, profile in found if profile is not None}

    @cached_property
    def households(self) -> Mapping[bytes, int | None]:
        """The households of each place that has a profile."""
        return {unit: each.households for unit, each in self.profiles.items()}

    @cached_property
    def surveyed(self) -> frozenset[bytes]:
        """Units with a survey in the year until now."""
        return frozenset(unit for unit, held_on in self.world.surveys if self.year_start <= held_on <= self.end)

    # -- elders ----------------------------------------------------------------------------------------------------

    @property
    def visits(self) -> Mapping[bytes, tuple[int, int]]:
        """Of each unit with elders how many are to be visited and how many were, by the visit rate's definition in the month."""
        return self.world.visits.get(self.month, {})

    # -- facilities ------------------------------------------------------------------------------------------------

    @cached_property
    def facilities(self) -> list[Facility]:
        """The facilities in use."""
        standing = (latest(rows, self.end, _since) for rows in self.shelf.facilities.values())
        return [
            each
            for each in standing
            if each is not None and each.status == FacilityStatus.IN_USE.value and (each.valid_to is None or each.valid_to >= self.end)
        ]

    @cached_property
    def serving(self) -> Mapping[bytes, list[Facility]]:
        """The facilities in use of each unit, its own and those it shares."""
        found: dict[bytes, list[Facility]] = defaultdict(list)
        for each in self.facilities:
            for unit, _ in each.units:
                found[unit].append(each)
        return found

    @cached_property
    def kept(self) -> Mapping[bytes, list[Facility]]:
        """The facilities in use by their keeper alone."""
        return _grouped(self.facilities, attrgetter("keeper"), attrgetter("code"))

    @cached_property
    def areas(self) -> Mapping[bytes, Areas]:
        """Each unit's part of the facilities whose area counts."""
        found: dict[bytes, Areas] = defaultdict(lambda: Areas(Decimal(0), Decimal(0)))
        for each in self.facilities:
            if each.kind in _AREA_KINDS:
                building = self.shelf.split(each, each.building, self.households)
                activity = self.shelf.split(each, each.activity, self.households) if each.activity is not None else None
                for unit, part in building.items():
                    so_far = found[unit]
                    known = so_far.activity + activity[unit] if activity is not None and so_far.activity is not None else None
                    found[unit] = Areas(so_far.building + part, known)
        return found

    def part_of(self, facility: Facility, unit: bytes) -> Decimal:
        """A unit's part of the area of one facility."""
        return self.shelf.split(facility, facility.building, self.households)[unit]

    # -- workers ---------------------------------------------------------------------------------------------------

    @cached_property
    def working(self) -> list[Worker]:
        """Rows of the rosters of active units that are employed."""
        return [each for each in self.world.workers if each.unit_id in self.active and each.active_on(self.end)]

    @cached_property
    def staffed(self) -> frozenset[bytes]:
        """Units with at least one worker."""
        return frozenset(each.unit_id for each in self.working)

    @cached_property
    def everybody(self) -> Mapping[bytes, list[Worker]]:
        """Each employed person once, at its unit."""
        return self._once(self.working)

    @cached_property
    def old_hands(self) -> Mapping[bytes, list[Worker]]:
        """Of these, who was not just hired."""
        return {unit: [each for each in people if not self.is_new(each)] for unit, people in self.everybody.items()}

    @cached_property
    def urban_staff(self) -> Mapping[bytes, list[Worker]]:
        """Each full-time person of the urban roster once, without those on long leave."""
        return self._once(each for each in self.working if each.on_urban_roster(self.end) and not self.on_long_leave(each))

    @cached_property
    def professionals(self) -> Mapping[bytes, list[Worker]]:
        """Each employed person with a certificate once."""
        return self._once(each for each in self.working if each.certified_on(self.end))

    @cached_property
    def prefecture_class(self) -> Mapping[bytes, list[Worker]]:
        """Each person who attended a course of the prefecture in the year, employed or not any more."""
        there = {
            person
            for person, each in self._attended
            if each.organiser_level == OrganiserLevel.PREFECTURE.value and each.result != Result.ABSENT.value
        }
        return self._once(each for each in self.world.workers if each.person in there and each.unit_id in self.active)

    @cached_property
    def trained(self) -> frozenset[object]:
        """Persons with a recognised course completed in the year until now."""
        return frozenset(person for person, each in self._attended if each.recognised and each.result in _COMPLETED)

    def is_new(self, worker: Worker) -> bool:
        """Whether somebody was hired less than thirty days before the end."""
        return worker.employed_on > self._newest

    def on_long_leave(self, worker: Worker) -> bool:
        """Whether the end lies in a leave of more than six calendar months, counted until the end where it is open."""
        start, until = worker.leave_from, worker.leave_to or self.end
        if start is None or not start <= self.end <= until:
            return False
        return until > calendar.add_months(date.fromisoformat(start), _LONG_LEAVE).isoformat()

    @cached_property
    def _attended(self) -> list[tuple[object, Attended]]:
        person = {each.id: each.person for each in self.world.workers}
        return [
            (person[each.worker_id], each)
            for each in self.world.attended
            if each.worker_id in person and self.year_start <= each.ends_on <= self.end
        ]

    def _once(self, rows: Iterable[Worker]) -> Mapping[bytes, list[Worker]]:
        """Each person once: at the unit of the row that began first, so that units add up to the county."""
        chosen: dict[object, Worker] = {}
        for row in rows:
            held = chosen.get(row.person)
            if held is None or (row.employed_on, row.id) < (held.employed_on, held.id):
                chosen[row.person] = row
        return _grouped(chosen.values(), attrgetter("unit_id"), attrgetter("ref", "id"))


def _grouped(rows: Iterable[Each], key: Callable[[Each], Key], order: Callable[[Each], Any]) -> dict[Key, list[Each]]:
    found: dict[Key, list[Each]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    for each in found.values():
        each.sort(key=order)
    return found
