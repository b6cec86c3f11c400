"""Every number of the plan as a fact of one place and month: numerator, denominator, and what is not known (domain.md §5).

A fact with something missing leaves both sides out. Facts are additive: a person counts at one unit, a facility's opening at its keeper,
an area in parts that add up.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from db.codes import FacilityKind, Kiosk, UnitLevel
from db.declaring import EVERY_NUMBER
from db.registers.registry import REGISTERS
from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.numbers.month import MonthView
from kashi_desktop.rules.numbers.world import Facility, PlaceOn, Profile, Project
from kashi_desktop.rules.opening_hours import minutes_at
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.rules.unit_codes import is_pseudo

OPEN_MINUTES = 8 * 60
"""How long a centre must be open on a normal day."""

Number = Decimal | int


class Fact(NamedTuple):
    """One number of one place; ``missing`` names the fields that are not known, both sides are 0 then.

    A unit that is no longer active (``inactive``) keeps its people on both sides, but nothing more is asked of it: it alone has something
    missing and a denominator.
    """

    numerator: Number = 0
    denominator: Number = 0
    missing: tuple[str, ...] = ()


_NOTHING = Fact()
Rule = Callable[[MonthView, Definition, PlaceOn], Fact]


def _missing(*fields: str) -> Fact:
    return Fact(missing=fields)


def _yes(value: bool) -> Fact:
    return Fact(int(value), 1)


def _served_by(kind: FacilityKind) -> Rule:
    """Whether a facility of a kind, its own or a shared one, serves the unit."""
    return lambda view, definition, unit: _yes(any(each.kind == kind.value for each in view.serving.get(unit.place.id, ())))


def _of(urban: bool, rule: Rule) -> Rule:
    """A rule of urban communities alone, or of the others alone: those stand on neither side."""

    def judged(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
        if unit.urban is None:
            return _missing("urban_rural_class")
        return rule(view, definition, unit) if unit.urban == urban else _NOTHING

    return judged


Known = TypeVar("Known")


def _of_profile(column: str, known: Callable[[Profile], Known | None], made: Callable[[MonthView, bytes, Known], Fact]) -> Rule:
    """A rule that needs one figure of the place's latest profile."""

    def judged(view: MonthView, definition: Definition, place: PlaceOn) -> Fact:
        profile = view.profiles.get(place.place.id)
        found = known(profile) if profile is not None else None
        return _missing(column) if found is None else made(view, place.place.id, found)

    return judged


def _visit_rate(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    if unit.place.id not in view.world.elders:
        return _missing("elder")
    denominator, numerator = view.visits.get(unit.place.id, (0, 0))
    return Fact(numerator, denominator, () if unit.active else ("inactive",))


def _activity_area_share(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    areas = view.areas[unit.place.id]
    return _missing("activity_area_m2") if areas.activity is None else Fact(areas.activity, areas.building)


def kiosk_works(view: MonthView, definition: Definition, facility: Facility) -> bool:
    """Whether a facility's kiosk counts: working, or broken so shortly before the end (or after it) that it still does."""
    if facility.kiosk == Kiosk.BROKEN.value:
        broken_on = facility.kiosk_broken_on
        return broken_on is not None and broken_on >= view.days_before(int(definition.settings["broken_days"]))
    return facility.kiosk == Kiosk.WORKING.value


def _kiosk_coverage(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    facilities = view.serving.get(unit.place.id, ())
    if any(kiosk_works(view, definition, each) for each in facilities):
        return _yes(True)
    # A unit that told of one facility has said what it knows; only where nothing at all is told, nobody knows.
    return _missing("kiosk") if facilities and all(each.kiosk is None for each in facilities) else _yes(False)


def _professionals(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    return Fact(len(view.professionals.get(unit.place.id, ())), 1)


def _training_coverage(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    people = view.old_hands.get(unit.place.id, ())
    return Fact(sum(each.person in view.trained for each in people), len(people))


def _worker_coverage(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    return _yes(unit.place.id in view.staffed)


_organisations = _of_profile("social_organisations", lambda profile: profile.organisations, lambda view, unit, known: Fact(known, 1))


def open_minutes(view: MonthView, facility: Facility) -> int | None:
    """Minutes for which a facility is open on a normal day of the month; None where its hours are not known."""
    return minutes_at(facility.hours, date.fromisoformat(view.end))


def _opening_hours(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    centres = [each for each in view.kept.get(unit.place.id, ()) if each.kind == FacilityKind.SERVICE_CENTRE.value]
    minutes = [open_minutes(view, each) for each in centres]
    if None in minutes:
        return _missing("hours")
    return Fact(sum(each is not None and each >= OPEN_MINUTES for each in minutes), len(minutes))


def _survey_coverage(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    return _yes(unit.place.id in view.surveyed)


def _prefecture_class(view: MonthView, definition: Definition, unit: PlaceOn) -> Fact:
    return Fact(len(view.prefecture_class.get(unit.place.id, ())), 1)


def projects_of(view: MonthView, definition: Definition) -> list[Project]:
    """The projects completed from the base date to the end, in the order of their completion."""
    base = str(definition.settings["base_date"])
    return sorted(
        (each for each in view.world.projects if base <= each.completed_on <= view.end), key=lambda each: (each.completed_on, each.id)
    )


def _new_build_share(view: MonthView, definition: Definition, county: PlaceOn) -> Fact:
    found = projects_of(view, definition)
    return Fact(sum((each.commercial + each.service for each in found), Decimal(0)), sum((each.total for each in found), Decimal(0)))


def _elder_care_land(view: MonthView, definition: Definition, county: PlaceOn) -> Fact:
    own = view.profiles.get(county.place.id)
    residents = own.residents if own and own.residents is not None else _residents(view)
    missing = [
        key for key, value in (("elder_care_land_m2", own.land if own else None), ("resident_population", residents)) if value is None
    ]
    if own is None or own.land is None or residents is None:
        return _missing(*missing)
    return Fact(own.land, residents)


def _residents(view: MonthView) -> int | None:
    """The sum of the units, when all of them are known."""
    known = [each.residents if (each := view.profiles.get(unit)) else None for unit in view.active]
    return None if not known or None in known else sum(each or 0 for each in known)


RULES: Mapping[str, Rule] = {
    VISIT_RATE: _visit_rate,
    "facility_coverage": _served_by(FacilityKind.SERVICE_CENTRE),
    "new_build_share": _new_build_share,
    "area_per_100_households": _of_profile(
        "households", lambda profile: profile.households, lambda view, unit, known: Fact(view.areas[unit].building, known)
    ),
    "activity_area_share": _activity_area_share,
    "kiosk_coverage": _of(True, _kiosk_coverage),
    "workers_per_10k": _of_profile(
        "urban_resident_population",
        lambda profile: profile.urban_residents,
        lambda view, unit, known: Fact(len(view.urban_staff.get(unit, ())), known),
    ),
    "social_work_professionals": _professionals,
    "training_coverage": _training_coverage,
    "day_care_coverage": _of(True, _served_by(FacilityKind.DAY_CARE)),
    "worker_coverage": _worker_coverage,
    "elder_care_land": _elder_care_land,
    "social_orgs_urban": _of(True, _organisations),
    "social_orgs_rural": _of(False, _organisations),
    "township_social_work": _of_profile("social_work_station", lambda profile: profile.station, lambda view, unit, known: _yes(known)),
    "opening_hours": _opening_hours,
    "proxy_service": _of_profile("proxy_service", lambda profile: profile.proxy_service, lambda view, unit, known: _yes(known)),
    "survey_coverage": _survey_coverage,
    "prefecture_class": _prefecture_class,
}
"""How each number is computed for one of its places."""

AFFECTED: Mapping[str, frozenset[str]] = {
    name: frozenset(RULES) if EVERY_NUMBER in register.counts_for else frozenset(RULES).intersection(register.counts_for)
    for name, register in REGISTERS.items()
}
"""Which numbers the entries of a register change, beside whether a unit has reported at all."""


def places_of(view: MonthView, definition: Definition) -> list[PlaceOn]:
    """The places that a number belongs to, as they were: active units, active townships, or the county.

    To the visit rate belong the units that are no longer active too, as long as they have people in the denominator.
    """
    if definition.key == VISIT_RATE:
        left = (unit for unit, (people, _) in view.visits.items() if people and unit in view.places and unit not in view.active)
        return [*view.active.values(), *(view.places[unit] for unit in left)]
    if definition.level == UnitLevel.VILLAGE.value:
        return list(view.active.values())
    if definition.level == UnitLevel.TOWNSHIP.value:
        townships = (each for each in view.places.values() if each.place.level == definition.level)
        return [each for each in townships if each.active and not is_pseudo(each.place.code)]
    county = view.places.get(view.world.county_id or b"")
    return [county] if county else []


def facts_of(view: MonthView, definition: Definition) -> dict[bytes, Fact]:
    """One number of every place of the office in the month."""
    rule = RULES[definition.key]
    by_units = definition.level == UnitLevel.VILLAGE.value
    silent = _missing("nothing_reported")
    return {
        each.place.id: rule(view, definition, each) if not by_units or each.place.id in view.world.reported else silent
        for each in places_of(view, definition)
    }
