"""Where the numbers of places come from: counted from the registers now, kept from an earlier count, or told by the counties."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import UnitLevel
from db.queries import kept, told
from db.streams import counts_stream
from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.numbers.facts import Fact, Number, facts_of
from kashi_desktop.rules.numbers.figures import NOTHING, Totals, added, part_of
from kashi_desktop.rules.numbers.month import MonthView, Shelf
from kashi_desktop.rules.numbers.world import World
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.rules.unit_codes import is_pseudo
from kashi_desktop.services.context import Office
from kashi_desktop.services.number_lists import number_lists, visit_lists
from kashi_desktop.services.number_reading import Lists, Parts, Reading
from kashi_desktop.services.number_scope import NumberScope
from kashi_desktop.services.number_world import load_visits, load_world
from kashi_desktop.types.results import Listed

_AREAS = frozenset(("new_build_share", "area_per_100_households", "activity_area_share", "elder_care_land"))
"""The numbers that may have decimal places."""


class Counted(Reading):
    """Numbers of one month by given definitions, from the registers as they are now."""

    def __init__(self, connection: Connection, scope: NumberScope, office: Office, month: str, definitions: Sequence[Definition]) -> None:
        """Look at all that the definitions rest on. Errors: bad_month."""
        super().__init__(connection, scope)
        places = tuple(scope.places.values())
        world = load_world(connection, office, places, visits_only=all(each.key == VISIT_RATE for each in definitions))
        units = [each.id for each in scope.inside.values() if each.level == UnitLevel.VILLAGE.value]
        visits = load_visits(connection, [(month, each) for each in definitions], units)
        self._view = MonthView(Shelf(replace(world, visits=visits)), month)
        self._facts: dict[str, dict[bytes, Fact]] = {}

    def parts(self, month: str, definition: Definition) -> Parts:
        """One number place by place, by code."""
        return {id_: part_of(fact) for id_, fact in self._of(definition).items()}

    def lists(self, month: str, definition: Definition) -> Lists:
        """Every list of a number."""
        if definition.key == VISIT_RATE:
            return visit_lists(self._connection, self._view, definition, self._of(definition), self._scope.inside)
        return number_lists(self._view, definition, self._of(definition))

    def _of(self, definition: Definition) -> dict[bytes, Fact]:
        if definition.key not in self._facts:
            every = facts_of(self._view, definition)
            self._facts[definition.key] = {id_: every[id_] for id_ in self._scope.inside if id_ in every}
        return self._facts[definition.key]


class Kept(Reading):
    """Some numbers of some months by the definitions in force, as they were kept."""

    def __init__(self, connection: Connection, scope: NumberScope, months: Sequence[str], keys: Collection[str]) -> None:
        """Read of these alone."""
        super().__init__(connection, scope)
        self._months, self._keys = months, frozenset(keys)

    def parts(self, month: str, definition: Definition) -> Parts:
        """One number place by place."""
        rows = kept.facts(self._connection, [month], [definition.key])
        return {row.unit_id: kept_part(row) for row in rows if row.unit_id in self._scope.inside}

    def total(self, month: str, definition: Definition) -> Totals:
        """The sums, added up by the database where they are exact."""
        found = self._sums.get((month, definition.key), NOTHING)
        return found if found is not None else super().total(month, definition)

    def lists(self, month: str, definition: Definition) -> Lists:
        """Nothing but sums is kept."""
        return {}

    @cached_property
    def _sums(self) -> Mapping[tuple[str, str], Totals | None]:
        # A village knows the other places of its county too, and has numbers of them in which everything is missing.
        every = self._scope.whole and self._scope.level != UnitLevel.VILLAGE
        units = None if every else list(self._scope.inside)
        found = kept.sums(self._connection, self._months, self._keys - _AREAS, self._keys & _AREAS, units)
        return {(period, key): Totals(*each) if each is not None else None for period, key, each in found}


class Told(Reading):
    """Numbers of some months as the counties told them: of the whole by county, of anything below by the places that were told."""

    def __init__(self, connection: Connection, scope: NumberScope, months: Sequence[str]) -> None:
        """Read what was told. Errors: bad_month."""
        super().__init__(connection, scope)
        shelf = Shelf(World(None, tuple(scope.places.values())))
        self._views = {month: MonthView(shelf, month) for month in months}
        self._counties = [each for each in scope.places.values() if each.level == UnitLevel.COUNTY.value]
        if scope.whole:
            rows, owner = told.by_stream(connection, months), {counts_stream(each.id): each.id for each in self._counties}
        else:
            rows, owner = told.by_place(connection, months, list(scope.inside)), {id_: id_ for id_ in scope.inside}
        self._known: dict[tuple[str, str], Counter[str]] = {}
        self._told: dict[tuple[str, str], dict[bytes, Totals]] = defaultdict(dict)
        for row in rows:
            if (place := owner.get(row.unit_id)) is not None:
                group = self._told[row.period, row.indicator]
                group[place] = added((group.get(place, NOTHING), _told(row)))

    def parts(self, month: str, definition: Definition) -> Parts:
        """What was told; a silent county has told of none of its places."""
        found = self._told.get((month, definition.key), {})
        if not self._scope.whole:
            return found
        return {each.id: found.get(each.id) or Totals(0, 0, 0, self._expected(month, definition, each.code)) for each in self._counties}

    def total(self, month: str, definition: Definition) -> Totals:
        """The sums; what was told with a larger place is missing here."""
        found = super().total(month, definition)
        return found if self._scope.whole else replace(found, total=max(found.total, self._expected(month, definition, self._scope.code)))

    def lists(self, month: str, definition: Definition) -> Lists:
        """Counties, or places, that have not told all; with how many of how many."""
        parts = ((self._scope.places[id_], each) for id_, each in self.parts(month, definition).items() if each.complete < each.total)
        lines = [Listed(place.id, "", place.name, place.code, f"{each.complete}/{each.total}") for place, each in parts]
        return {"incomplete_units": sorted(lines, key=lambda each: each.unit_code)}

    def _expected(self, month: str, definition: Definition, code: str) -> int:
        """How many active places of a number's level lie in a place."""
        key = (month, definition.level)
        if key not in self._known:
            places = (each for each in self._views[month].places.values() if each.place.level == definition.level and each.active)
            codes = [each.place.code for each in places if not is_pseudo(each.place.code)]
            self._known[key] = Counter(each[:digits] for each in codes for digits in (6, 9, 12))
        return self._known[key][code[:6] if code[6:] == "000000" else code[:9] if code[9:] == "000" else code]


def kept_part(row: Row[Any]) -> Totals:
    """One kept number of one place."""
    return part_of(Fact(_number(row.numerator), _number(row.denominator), () if row.complete else ("unknown",)))


def _told(row: Row[Any]) -> Totals:
    return Totals(_number(row.numerator), _number(row.denominator), row.complete_units, row.total_units)


def _number(value: str | int) -> Number:
    text = str(value)
    return Decimal(text) if "." in text else int(text)
