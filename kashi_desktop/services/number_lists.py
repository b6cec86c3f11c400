"""The lists behind the numbers: whom and what each of them counts, leaves out or misses (domain.md §5).

Every number has ``incomplete_units`` (detail: the fields that are not known) and ``below_target`` (places that miss the target by
themselves, detail: their gap); the others are named in ``_LISTS``. The visit rate has its own lists, mostly of persons.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import AREA_KINDS, FacilityKind, Kiosk
from db.queries import visit_rate
from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.fractions import decimal_text, ratio
from kashi_desktop.rules.numbers.facts import Fact, Number, open_minutes, projects_of
from kashi_desktop.rules.numbers.figures import Totals, figure_of, gap, gap_text
from kashi_desktop.rules.numbers.month import MonthView
from kashi_desktop.rules.numbers.world import Facility, Place, Worker
from kashi_desktop.services.number_world import visit_days
from kashi_desktop.types.results import Listed

Lines = Iterable[Listed]
List = Callable[[MonthView, Definition, bytes], Lines]

_AREAS = frozenset(each.value for each in AREA_KINDS)


VISIT_LISTS = ("not_visited", "closed_in_month", "joined_after_cut_off", "declined", "proxy_only", "outside_spell", "incomplete_units")
"""Keys of the lists behind the monthly visit rate."""


def visit_lists(
    connection: Connection, view: MonthView, definition: Definition, facts: Mapping[bytes, Fact], inside: Mapping[bytes, Place]
) -> dict[str, list[Listed]]:
    """The lists of the visit rate over the places ``inside`` a scope, in the order of names."""
    found: dict[str, list[Listed]] = {key: [] for key in VISIT_LISTS}
    month, units = visit_days(view.month, definition), [each.id for each in inside.values() if each.level == definition.level]

    def add(key: str, row: Row[Any], detail: str = "") -> None:
        found[key].append(Listed(row.id, row.ref, row.full_name, inside[row.unit_id].code, detail))

    for row in visit_rate.listed(connection, month, units):
        counted = row.proxy and month.count_proxy
        if row.since is None and row.active:
            add("joined_after_cut_off", row)
        elif row.since is None:
            add("closed_in_month", row, "visited" if row.seen_before else "not_visited")
        elif not counted:
            add("declined" if row.declined else "not_visited", row)
        if row.proxy and (counted or not row.declined):
            add("proxy_only", row)
    for row in visit_rate.outside_spell(connection, month, units):
        add("outside_spell", row, row.day)
    found["incomplete_units"] = [_place(view, unit, "") for unit, fact in facts.items() if fact.missing and not fact.denominator]
    return found


def number_lists(view: MonthView, definition: Definition, facts: Mapping[bytes, Fact]) -> dict[str, list[Listed]]:
    """The lists of any other number over the places of a scope."""
    found = {
        name: [line for place in facts for line in make(view, definition, place)] for name, make in _LISTS.get(definition.key, {}).items()
    }
    if not definition.count:
        found["below_target"] = list(_below(view, definition, facts))
    found["incomplete_units"] = [_place(view, place, ";".join(fact.missing)) for place, fact in facts.items() if fact.missing]
    return found


def _below(view: MonthView, definition: Definition, facts: Mapping[bytes, Fact]) -> Iterator[Listed]:
    for place, fact in facts.items():
        if missing := gap(definition, fact.numerator, fact.denominator):
            yield _place(view, place, gap_text(missing) or "")


def _place(view: MonthView, place: bytes, detail: str) -> Listed:
    found = view.places[place].place
    return Listed(place, "", found.name, found.code, detail)


def _code(view: MonthView, place: bytes) -> str:
    return view.places[place].place.code


def _facilities(*kinds: str) -> List:
    """The facilities in use that serve a unit, of some kinds; the detail is the unit's part of the area."""

    def lines(view: MonthView, definition: Definition, unit: bytes) -> Lines:
        found = (each for each in view.serving.get(unit, ()) if each.kind in kinds)
        return [_facility(view, each, unit, decimal_text(view.part_of(each, unit))) for each in _in_order(found)]

    return lines


def _in_order(facilities: Iterable[Facility]) -> list[Facility]:
    return sorted(facilities, key=lambda each: (each.code, each.id))


def _facility(view: MonthView, facility: Facility, unit: bytes, detail: str) -> Listed:
    return Listed(facility.id, facility.code, facility.name, _code(view, unit), detail)


def _broken_kiosks(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    found = (each for each in view.serving.get(unit, ()) if each.kiosk == Kiosk.BROKEN.value)
    return [_facility(view, each, unit, each.kiosk_broken_on or "") for each in _in_order(found)]


def _short_hours(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    for each in view.kept.get(unit, ()):
        minutes = open_minutes(view, each) if each.kind == FacilityKind.SERVICE_CENTRE.value else None
        if minutes is not None and minutes < 8 * 60:
            yield _facility(view, each, unit, f"{minutes // 60}:{minutes % 60:02d}")


def _people(view: MonthView, unit: bytes, people: Iterable[Worker], detail: Callable[[Worker], str]) -> Lines:
    return [Listed(each.id, each.ref, each.name, _code(view, unit), detail(each)) for each in people]


def _urban_staff(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    return _people(view, unit, view.urban_staff.get(unit, ()), lambda each: each.employed_on)


def _on_leave(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    away = [each for each in view.working if each.unit_id == unit and each.on_urban_roster(view.end) and view.on_long_leave(each)]
    return _people(view, unit, away, lambda each: each.leave_from or "")


def _professionals(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    return _people(view, unit, view.professionals.get(unit, ()), lambda each: each.certificates or "")


def _untrained(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    missing = [each for each in view.old_hands.get(unit, ()) if each.person not in view.trained]
    return _people(view, unit, missing, lambda each: each.employed_on)


def _hired_lately(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    new = [each for each in view.everybody.get(unit, ()) if view.is_new(each)]
    return _people(view, unit, new, lambda each: each.employed_on)


def _prefecture_class(view: MonthView, definition: Definition, unit: bytes) -> Lines:
    return _people(view, unit, view.prefecture_class.get(unit, ()), lambda each: "")


def _projects(view: MonthView, definition: Definition, county: bytes) -> Lines:
    """Every project with its own share; ``passed`` or ``failed`` before it, because each is judged alone too."""
    for each in projects_of(view, definition):
        inside: Number = each.commercial + each.service
        figure = figure_of(definition, Totals(inside, each.total, 1, 1))
        verdict = "" if ratio(inside, each.total) is None else "passed " if figure.met else "failed "
        yield Listed(each.id, "", each.name, _code(view, county), f"{verdict}{figure.display or ''}")


_LISTS: Mapping[str, Mapping[str, List]] = {
    "facility_coverage": {"facilities": _facilities(FacilityKind.SERVICE_CENTRE.value)},
    "new_build_share": {"projects": _projects},
    "area_per_100_households": {"facilities": _facilities(*_AREAS)},
    "activity_area_share": {"facilities": _facilities(*_AREAS)},
    "kiosk_coverage": {"broken": _broken_kiosks},
    "workers_per_10k": {"counted": _urban_staff, "long_leave": _on_leave},
    "social_work_professionals": {"counted": _professionals},
    "training_coverage": {"untrained": _untrained, "hired_lately": _hired_lately},
    "day_care_coverage": {"facilities": _facilities(FacilityKind.DAY_CARE.value)},
    "opening_hours": {"short_hours": _short_hours},
    "prefecture_class": {"counted": _prefecture_class},
}
