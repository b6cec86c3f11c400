"""Reads the numbers of one place of the office, wherever they come from: their sums, place by place, and what is missing to the target."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries.board import last_packages
from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.numbers.figures import Totals, added, best_lever, figure_of, gap, gap_text
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.services.number_scope import NumberScope
from kashi_desktop.types.results import Indicator, Lever, Listed, PlaceFigure

Parts = Mapping[bytes, Totals]
"""One number by place."""
Lists = Mapping[str, Sequence[Listed]]


class Reading(ABC):
    """Numbers of one scope in one snapshot; what differs from office to office is where their parts come from."""

    def __init__(self, connection: Connection, scope: NumberScope) -> None:
        """Read of a scope."""
        self._connection, self._scope = connection, scope

    @abstractmethod
    def parts(self, month: str, definition: Definition) -> Parts:
        """One number of a month, place by place of the scope."""

    @abstractmethod
    def lists(self, month: str, definition: Definition) -> Lists:
        """Whom and what a number counts, leaves out or misses."""

    def total(self, month: str, definition: Definition) -> Totals:
        """The sums of a number over the scope."""
        return added(self.parts(month, definition).values())

    def indicator(self, month: str, definition: Definition, *, lever: bool = False, lists: bool = False) -> Indicator:
        """One number of the scope, with the places that would close its gap and with its lists where they are wanted."""
        totals = self.total(month, definition)
        figure = figure_of(definition, totals, self._scope.judges(definition))
        return Indicator(
            definition.key,
            definition.title,
            *figure[:4],
            definition.comparator,
            decimal_text(definition.target),
            figure.met,
            totals.complete,
            totals.total,
            definition.id,
            definition.text,
            {key: tuple(found) for key, found in self.lists(month, definition).items()} if lists else {},
            definition.unit,
            figure.gap,
            definition.gap_unit,
            self._lever(month, definition, totals) if lever else (),
        )

    def _lever(self, month: str, definition: Definition, totals: Totals) -> tuple[Lever, ...]:
        if not gap(definition, totals.numerator, totals.denominator):
            return ()
        places = self._scope.places
        found = best_lever(definition, self.parts(month, definition), totals, lambda id_: places[id_].code)
        return tuple(Lever(id_, places[id_].code, places[id_].name, gap_text(missing) or "") for id_, missing in found)

    def places(self, month: str, definition: Definition, level: UnitLevel) -> tuple[PlaceFigure, ...]:
        """One number place by place, or its sums by township; furthest from the target first."""
        groups: dict[bytes, list[Totals]] = defaultdict(list)
        for id_, part in self.parts(month, definition).items():
            place = self._scope.places[id_]
            up = level is UnitLevel.TOWNSHIP and place.level == UnitLevel.VILLAGE.value and place.parent_id in self._scope.places
            groups[place.parent_id if up and place.parent_id else id_].append(part)
        packages = last_packages(self._connection)
        lines = [self._line(definition, id_, added(parts), packages.get(id_, "")[:10]) for id_, parts in groups.items()]
        return tuple(sorted((each for each in lines if each is not None), key=_furthest_first))

    def _line(self, definition: Definition, id_: bytes, totals: Totals, last_package: str) -> PlaceFigure | None:
        """None where nobody is counted and nothing is asked, as of a place whose number is told with a larger one."""
        if not totals.total and not totals.denominator:
            return None
        place = self._scope.places[id_]
        above: Place | None = self._scope.places.get(place.parent_id or b"")
        figure = figure_of(definition, totals, not definition.judged_at)
        return PlaceFigure(
            place.id,
            place.code,
            place.name,
            above.name if above else "",
            *figure,
            totals.complete,
            totals.total,
            last_package,
            float(gap(definition, totals.numerator, totals.denominator) or 0),
        )


def _furthest_first(line: PlaceFigure) -> tuple[bool, bool, float, str]:
    """Those that miss most first, then those to whom the number does not apply, then without data."""
    return line.complete_units < line.total_units, line.value is None, -line.missing, line.code
