"""Kept numbers: counted where entries arrived, read at once for the board, its trends and its places (performance.md).

A month is kept from the first time somebody looks at it. Every read counts first what changed since, so what it shows is what
``IndicatorService`` would compute.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import kept
from db.queries.workspace import set_state, state
from kashi_desktop.rules import calendar
from kashi_desktop.services.context import Context
from kashi_desktop.services.counting import Counting
from kashi_desktop.services.kept_reading import Reading
from kashi_desktop.types.results import Indicator, PlaceFigure

_STATE = "kept_months"


class FactService:
    """The kept numbers of an office."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def refresh(self, periods: Iterable[str] = ()) -> int:
        """Count what is stale, and the months that are asked for and not kept yet; returns how many facts were written.

        Errors: bad_month.
        """
        wanted = {period for period in periods if calendar.month_bounds(period)}
        with self._context.read() as connection:
            if wanted <= set(self._months(connection)) and not kept.stale(connection):
                return 0
        with self._context.write() as work:
            return self._count(work.connection, wanted)

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

    def recount(self, connection: Connection) -> bool:
        """Count every kept month anew in the caller's transaction; whether that is what was kept, once the marks are worked off."""
        months = self._months(connection)
        if not months:
            return True
        self._count(connection, set())
        before = kept.everything(connection)
        connection.exec_driver_sql("DELETE FROM kept_fact")
        Counting(connection, self._context.office, months).all_months(months)
        return list(before) == list(kept.everything(connection))

    def board(self, periods: Sequence[str], unit_code: str = "") -> Mapping[str, tuple[Indicator, ...]]:
        """Every number of a place in some months, by month; without lists, the lever in the last month alone.

        Errors: bad_month, no_definition, unit_out_of_scope, unit_not_found.
        """
        self.refresh(periods)
        with self._context.read() as connection:
            reading = Reading(self._context, connection, unit_code)
            return reading.board(periods)

    def trend(self, key: str, unit_code: str = "", months: int = 12, until: str = "") -> tuple[tuple[str, Indicator], ...]:
        """(month, number) of one key over the months up to ``until`` (the present one), oldest first.

        Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        periods = calendar.months_until(until or calendar.month_of(self._context.clock.today()), months)
        self.refresh(periods)
        with self._context.read() as connection:
            reading = Reading(self._context, connection, unit_code)
            return reading.trend(key, periods)

    def places(self, key: str, period: str, unit_code: str = "", level: UnitLevel = UnitLevel.VILLAGE) -> tuple[PlaceFigure, ...]:
        """One number of every unit, or the sums of every township, below a place; furthest from the target first.

        Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        self.refresh([period])
        with self._context.read() as connection:
            reading = Reading(self._context, connection, unit_code)
            return reading.places(key, period, level)

    def _months(self, connection: Connection) -> list[str]:
        found = state(connection, _STATE)
        return found.decode().split(",") if found else []
