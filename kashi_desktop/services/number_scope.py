"""Which places a request for numbers means, and figures as results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.codes import UnitLevel
from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.numbers.facts import Fact, Number, places_of
from kashi_desktop.rules.numbers.figures import Totals, best_lever, figure_of, gap, gap_text, totals_of
from kashi_desktop.rules.numbers.month import MonthView
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.rules.unit_codes import in_scope, level_of
from kashi_desktop.services.context import Context
from kashi_desktop.services.units import UnitScope
from kashi_desktop.types.results import Indicator, Lever, Listed, PlaceFigure

Named = tuple[str, str]
"""Code and name of a place."""


@dataclass(frozen=True, slots=True)
class NumberScope:
    """A place of which numbers are asked: its code, whether it is the office's own, and its level."""

    code: str
    whole: bool
    level: str

    @staticmethod
    def of(context: Context, connection: Connection, unit_code: str) -> "NumberScope":
        """The place of a request, blank for the office's own. Errors: unit_out_of_scope, unit_not_found."""
        UnitScope(context).one(connection, unit_code)
        own = context.office.unit_code
        code = unit_code or own
        return NumberScope(code, code == own, context.office.level if code == own else level_of(code).value)

    def holds(self, code: str) -> bool:
        """Whether a place is this one or lies in it."""
        return in_scope(code, self.code)

    def judges(self, definition: Definition) -> bool:
        """Whether this level holds the number against its target."""
        return definition.judged_at in ("", self.level)

    def places(self, view: MonthView, definition: Definition) -> list[bytes]:
        """Ids of the places of the scope that a number belongs to in a month, by code; none below their level."""
        if _RANK[self.level] > _RANK[definition.level]:
            return []
        found = [each.place for each in places_of(view, definition) if self.holds(each.place.code)]
        return [each.id for each in sorted(found, key=lambda each: each.code)]


_RANK = {each.value: rank for rank, each in enumerate((UnitLevel.PREFECTURE, UnitLevel.COUNTY, UnitLevel.TOWNSHIP, UnitLevel.VILLAGE))}


def indicator_of(
    definition: Definition,
    facts: Mapping[bytes, Fact],
    totals: Totals,
    scope: NumberScope,
    names: Mapping[bytes, Named],
    lists: Mapping[str, Sequence[Listed]] | None = None,
) -> Indicator:
    """One number of a scope as a result."""
    figure = figure_of(definition, totals, scope.judges(definition))
    return Indicator(
        definition.key,
        definition.title,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.display,
        definition.comparator,
        decimal_text(definition.target),
        figure.met,
        totals.complete,
        totals.total,
        definition.id,
        definition.text,
        {key: tuple(found) for key, found in (lists or {}).items()},
        definition.unit,
        figure.gap,
        definition.gap_unit,
        _lever(definition, facts, totals, names),
    )


def place_figure(definition: Definition, place: Place, above: Place | None, totals: Totals, judged: bool, last_package: str) -> PlaceFigure:
    """One number of one place as a line of a table; ``last_package`` is an ISO day or "" where none came."""
    figure = figure_of(definition, totals, judged)
    missing = gap(definition, totals.numerator, totals.denominator)
    return PlaceFigure(
        place.id,
        place.code,
        place.name,
        above.name if above else "",
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.display,
        figure.met,
        figure.gap,
        totals.complete,
        totals.total,
        last_package,
        float(missing or 0),
    )


def furthest_first(line: PlaceFigure) -> tuple[bool, bool, float, str]:
    """Order of a table of places: those that miss most first, then those to whom the number does not apply, then without data."""
    return line.complete_units < line.total_units, line.value is None, -line.missing, line.code


def _lever(definition: Definition, facts: Mapping[bytes, Fact], totals: Totals, names: Mapping[bytes, Named]) -> tuple[Lever, ...]:
    def lever(place: bytes, missing: Number) -> Lever:
        return Lever(place, *names[place], gap_text(missing) or "")

    return tuple(lever(place, missing) for place, missing in best_lever(definition, facts, totals, lambda place: names[place][0]))


def scoped(facts: Mapping[bytes, Fact], places: Sequence[bytes]) -> tuple[dict[bytes, Fact], Totals]:
    """The facts of the places of a scope and their sums."""
    found = {id_: facts[id_] for id_ in places if id_ in facts}
    return found, totals_of(found.values(), len(places))


def names_of(view: MonthView) -> dict[bytes, Named]:
    """Code and name of every place of the office."""
    return {id_: (each.place.code, each.place.name) for id_, each in view.places.items()}
