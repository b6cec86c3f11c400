"""The numbers of the plan, each with its definition, its completeness and the records behind it (domain.md §5).

Boards, trends and places read what was counted before (performance.md): a month is kept from the first time somebody looks at it, and
every read counts first what changed since, so what it shows is what ``compute`` gives. A prefecture reads what the counties told.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import kept
from db.queries.workspace import set_state, state
from kashi_desktop.rules import calendar
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.numbers.facts import RULES
from kashi_desktop.rules.plan_numbers import FIRST_MONTH
from kashi_desktop.services.context import Context
from kashi_desktop.services.counting import Counting
from kashi_desktop.services.number_reading import Reading
from kashi_desktop.services.number_scope import NumberScope
from kashi_desktop.services.number_sources import Counted, Kept, Told
from kashi_desktop.services.number_world import load_overrides
from kashi_desktop.types.results import Indicator, PlaceFigure

_STATE = "kept_months"


def forget(connection: Connection) -> None:
    """Keep no number any more, after the tables were filled anew; each is counted again when somebody looks at it."""
    kept.clear(connection)
    kept.clear_stale(connection)
    set_state(connection, _STATE, b"")


class NumberService:
    """Numbers of a unit, a township, a county or the prefecture."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._above = context.office.level == UnitLevel.PREFECTURE

    def compute(self, period: str, unit_code: str = "", only: str | None = None, lists: bool = True) -> tuple[Indicator, ...]:
        """The numbers of a place in a month as they are now, with the lists behind them unless they are not wanted.

        Errors: bad_month, no_definition, unknown_indicator, unit_out_of_scope, unit_not_found.
        """
        with self._context.read() as connection:
            definitions = definitions_for(period, only, load_overrides(connection))
            return self.compute_with(connection, definitions, period, unit_code, lists)

    def compute_with(
        self, connection: Connection, definitions: Sequence[Definition], period: str, unit_code: str = "", lists: bool = False
    ) -> tuple[Indicator, ...]:
        """``compute`` by given definitions, also by versions that no longer hold. Errors: unit_out_of_scope, unit_not_found."""
        scope = NumberScope.of(self._context, connection, unit_code)
        reading: Reading
        if self._above:
            reading = Told(connection, scope, [period])
        else:
            reading = Counted(connection, scope, self._context.office, period, definitions)
        return tuple(reading.indicator(period, each, lever=True, lists=lists) for each in definitions)

    # -- what is kept or told ----------------------------------------------------------------------------------------

    def board(self, periods: Sequence[str], unit_code: str = "") -> Mapping[str, tuple[Indicator, ...]]:
        """Every number of a place in some months, by month; without lists, the lever in the last month alone.

        Errors: bad_month, no_definition, unit_out_of_scope, unit_not_found.
        """
        self.refresh(periods)
        with self._context.read() as connection:
            overrides, reading = load_overrides(connection), self._reading(connection, unit_code, periods)
            newest = max(periods)
            return {
                period: tuple(reading.indicator(period, each, lever=period == newest) for each in definitions_for(period, None, overrides))
                for period in periods
            }

    def trend(self, key: str, unit_code: str = "", months: int = 12, until: str = "") -> tuple[tuple[str, Indicator], ...]:
        """(month, number) of one key over the months up to ``until`` (the present one), oldest first, without levers.

        Months before its first definition are left out. Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope,
        unit_not_found.
        """
        periods = calendar.months_until(until or calendar.month_of(self._context.clock.today()), months)
        self.refresh(periods)
        with self._context.read() as connection:
            overrides, reading = load_overrides(connection), self._reading(connection, unit_code, periods, [key])
            return tuple(
                (each, reading.indicator(each, definitions_for(each, key, overrides)[0])) for each in periods if each >= FIRST_MONTH
            )

    def places(self, key: str, period: str, unit_code: str = "", level: UnitLevel = UnitLevel.VILLAGE) -> tuple[PlaceFigure, ...]:
        """One number of every unit (of a prefecture every county), or the sums of every township, furthest from the target first.

        Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        self.refresh([period])
        with self._context.read() as connection:
            definition = definitions_for(period, key, load_overrides(connection))[0]
            return self._reading(connection, unit_code, [period], [key]).places(period, definition, level)

    def _reading(self, connection: Connection, unit_code: str, periods: Sequence[str], keys: Collection[str] = tuple(RULES)) -> Reading:
        scope = NumberScope.of(self._context, connection, unit_code)
        return Told(connection, scope, periods) if self._above else Kept(connection, scope, periods, keys)

    # -- keeping -----------------------------------------------------------------------------------------------------

    def refresh(self, periods: Iterable[str] = ()) -> int:
        """Count what is stale, and the months that are asked for and not kept yet; returns how many facts were written.

        A prefecture keeps nothing beside what was told. Errors: bad_month.
        """
        wanted = {period for period in periods if calendar.month_bounds(period) and not self._above}
        with self._context.read() as connection:
            if wanted <= set(self._months(connection)) and not kept.stale(connection):
                return 0
        with self._context.write() as work:
            return self._count(work.connection, wanted)

    def recount(self, connection: Connection) -> bool:
        """Count every kept month anew in the caller's transaction; whether that is what was kept, once the marks are worked off."""
        months = self._months(connection)
        if not months:
            return True
        self._count(connection, set())
        before = kept.everything(connection)
        kept.clear(connection)
        Counting(connection, self._context.office, months).all_months(months)
        return list(before) == list(kept.everything(connection))

    def _count(self, connection: Connection, wanted: set[str]) -> int:
        months = self._months(connection)
        marks, missing = kept.stale(connection), sorted(wanted - set(months))
        counted = 0
        if marks and months:
            counted += Counting(connection, self._context.office, months).stale(marks)
        if missing:
            counted += Counting(connection, self._context.office, missing).all_months(missing)
            set_state(connection, _STATE, ",".join(sorted({*months, *missing})).encode())
        kept.clear_stale(connection)
        return counted

    def _months(self, connection: Connection) -> list[str]:
        found = state(connection, _STATE)
        return found.decode().split(",") if found else []
