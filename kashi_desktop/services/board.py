"""The county's board: which unit has reported which month, and whom to call."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from db.codes import DayKind, UnitLevel
from db.queries import board as queries
from kashi_desktop.rules.calendar import month_of, months_until
from kashi_desktop.rules.reporting import Arrival, Reported, deadline, reported
from kashi_desktop.rules.working_days import Holidays
from kashi_desktop.services.context import Context
from kashi_desktop.types.clock import civil
from kashi_desktop.types.county import Board, BoardCell, BoardLine, SilentUnit


class BoardService:
    """Units (at the prefecture: counties) × months."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def board(self, until: str = "", months: int = 12) -> Board:
        """The last months up to ``until`` (default: the present one). Errors: bad_month."""
        today = self._context.clock.today()
        wanted = months_until(until or month_of(today), months)
        level = UnitLevel.COUNTY if self._context.office.level == UnitLevel.PREFECTURE else UnitLevel.VILLAGE
        with self._context.read() as connection:
            children = queries.children(connection, level.value)
            holidays = {date.fromisoformat(row.day): DayKind(row.kind) for row in queries.holidays(connection)}
            packages: dict[bytes, list[tuple[Arrival, int]]] = {}
            for row in queries.arrivals(connection):
                arrival = Arrival(date.fromisoformat(row.written_on), row.state == "quarantined", bool(row.nothing_new))
                packages.setdefault(bytes(row.unit_id), []).append((arrival, row.entries))
            began = self._began(connection, packages.values())
        lines = tuple(
            BoardLine(
                bytes(row.id),
                row.code,
                row.name,
                row.township or "",
                tuple(_cells(wanted, packages.get(bytes(row.id), []), today, holidays, began)),
                _last(packages.get(bytes(row.id), [])),
            )
            for row in children
        )
        return Board(wanted, tuple(deadline(each, holidays) for each in wanted), lines, _counts(wanted, lines))

    def _began(self, connection: Connection, packages: Iterable[Sequence[tuple[Arrival, int]]]) -> date:
        """When this office could first receive packages: its own first entry, or the first package where that is older."""
        own = queries.first_entry(connection, self._context.keys.device_id)
        days = [arrival.written_on for each in packages for arrival, _ in each]
        return min([self._context.clock.today(), *days, *([civil(own).date()] if own is not None else [])])

    def silent(self, month: str) -> tuple[SilentUnit, ...]:
        """Whom to call about a month: silent units with all the months they miss up to it. Errors: bad_month."""
        found = []
        for line in self.board(month).lines:
            missing = _missing(line.cells)
            if missing:
                found.append(SilentUnit(line.unit_id, line.code, line.name, line.township, missing, line.last_received))
        return tuple(found)


def _cells(
    months: Iterable[str], packages: Sequence[tuple[Arrival, int]], today: date, holidays: Holidays, began: date
) -> Iterable[BoardCell]:
    arrivals = [arrival for arrival, _ in packages]
    for month in months:
        own = [(arrival, entries) for arrival, entries in packages if month_of(arrival.written_on) == month and not arrival.held]
        newest = own[-1][0].written_on if own else None
        state = reported(month, arrivals, today, holidays, began)
        yield BoardCell(month, state.value, newest, sum(entries for _, entries in own))


def _last(packages: Sequence[tuple[Arrival, int]]) -> date | None:
    return max((arrival.written_on for arrival, _ in packages if not arrival.held), default=None)


def _counts(months: Sequence[str], lines: Sequence[BoardLine]) -> Mapping[str, Mapping[str, int]]:
    return {month: Counter(line.cells[index].state for line in lines) for index, month in enumerate(months)}


def _missing(cells: Sequence[BoardCell]) -> tuple[str, ...]:
    """The months without a package at the end of a line; the present one counts although its day has not come."""
    found: list[str] = []
    for cell in reversed(cells):
        if cell.state not in (Reported.SILENT, Reported.PENDING):
            break
        found.append(cell.month)
    return tuple(reversed(found))
