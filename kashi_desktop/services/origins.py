"""Where a number comes from: the entries behind a record, and the packages that brought them (domain.md §5)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from db.queries import origins as queries
from kashi_desktop.rules.calendar import month_bounds
from kashi_desktop.services.context import Context
from kashi_desktop.types.clock import civil
from kashi_desktop.types.county import Origin, PackageLine


class OriginService:
    """Reads the way of records and packages; it shows no value of any person."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def of(self, register: str, record: bytes, month: str) -> tuple[Origin, ...]:
        """The entries of a record, newest first; of an elder also those of the spells and of the month's visits. Errors: bad_month."""
        first, after = _days(month)
        with self._context.read() as connection:
            visits = queries.visits_of(connection, record, first, after) if register == "elder" else {}
            found = queries.entries(connection, [record, *queries.parts_of(connection, register, record), *visits])
            names = queries.unit_names(connection)
        lines = [
            Origin(
                row.register,
                row.op,
                date.fromisoformat(visits[bytes(row.record)]) if bytes(row.record) in visits else None,
                civil(row.wall),
                _package(row, names) if row.id is not None else None,
            )
            for row in found
        ]
        return tuple(sorted(lines, key=lambda each: (each.entered_at, each.register), reverse=True))

    def packages(self, unit: bytes, month: str) -> tuple[PackageLine, ...]:
        """The packages that a unit wrote in a month, newest first. Errors: bad_month."""
        first, after = _days(month)
        with self._context.read() as connection:
            names = queries.unit_names(connection)
            return tuple(_package(row, names) for row in queries.packages(connection, unit, first, after))


def _days(month: str) -> tuple[str, str]:
    first, last = month_bounds(month)
    return first.isoformat(), (last + timedelta(days=1)).isoformat()


def _package(row: Row[Any], names: Mapping[bytes, str]) -> PackageLine:
    return PackageLine(
        row.id,
        names.get(bytes(row.unit_id), ""),
        row.state,
        date.fromisoformat(row.written_on) if row.written_on else None,
        datetime.fromisoformat(row.handled_at),
        row.entries,
        bool(row.nothing_new),
    )
