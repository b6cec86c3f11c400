"""Kept numbers and what must be counted anew; the caller commits."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import in_parts, of_many

Number = Decimal | int
Sums = tuple[Number, Number, int, int]
"""Numerator, denominator, complete places and places."""
KeptRow = tuple[bytes, str, str, str, str, str, bool]
"""unit_id, period, indicator, definition, numerator, denominator, complete."""

_COLUMNS = ("unit_id", "period", "indicator", "definition", "numerator", "denominator", "complete")
_UPSERT = (
    f"INSERT INTO kept_fact ({', '.join(_COLUMNS)}) VALUES ({{marks}}) ON CONFLICT (unit_id, period, indicator, definition) DO UPDATE SET"
    " numerator = excluded.numerator, denominator = excluded.denominator, complete = excluded.complete"
)
_ALL = text("SELECT * FROM kept_fact ORDER BY unit_id, period, indicator, definition")
_STALE = text("SELECT unit_id, register, month FROM stale")
_CLEAR_STALE = text("DELETE FROM stale")
_CLEAR = text("DELETE FROM kept_fact")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM kept_fact WHERE period IN :periods"
_OF_MONTHS = of_many(_SELECT, "periods")
_OF_KEYS = of_many(f"{_SELECT} AND indicator IN :keys", "periods", "keys")
_OF_UNITS = of_many(f"{_SELECT} AND indicator IN :keys AND unit_id IN :ids", "periods", "keys", "ids")
_DROP = text("DELETE FROM kept_fact WHERE " + " AND ".join(f"{key} = :{key}" for key in _COLUMNS[:4]))
# SQLite knows no exact decimals: whole part and decimal places are added up apart, as integers, where they are not too long for it.
_PLACES, _LONGEST = 6, 18
_WHOLE = ("sum(CAST({0} AS INTEGER))", "0", "0")
_FITS = f"length({{0}}) <= {_LONGEST} AND (instr({{0}}, '.') = 0 OR length({{0}}) - instr({{0}}, '.') <= {_PLACES})"
_EXACT = {
    "sqlite": (
        f"sum(CASE WHEN {_FITS} THEN CAST({{0}} AS INTEGER) ELSE 0 END)",
        f"sum(CASE WHEN {_FITS} AND instr({{0}}, '.') THEN CAST(substr(substr({{0}}, instr({{0}}, '.') + 1) || '{'0' * _PLACES}', 1,"
        f" {_PLACES}) AS INTEGER) ELSE 0 END)",
        f"max(NOT ({_FITS}))",
    ),
    "postgresql": ("sum(CAST({0} AS numeric))", "0", "0"),
}
_SUMS = (
    "SELECT period, indicator, {sums}, count(*) FILTER (WHERE complete) AS complete,"
    # Whoever stands in a denominator without being complete belongs to a unit that is no longer active (rules/numbers/facts.py).
    " count(*) FILTER (WHERE complete OR denominator = '0') AS total"
    " FROM kept_fact WHERE period IN :periods AND indicator IN :keys{units} GROUP BY period, indicator"
)


def stale(connection: Connection) -> list[tuple[bytes, str, str]]:
    """Everything that is marked: unit, register, month."""
    return [(bytes(row[0]), row[1], row[2]) for row in connection.execute(_STALE)]


def clear_stale(connection: Connection) -> None:
    """What was marked has been counted."""
    connection.execute(_CLEAR_STALE)


def write(connection: Connection, rows: Iterable[KeptRow]) -> int:
    """Keep facts in the place of what was kept for them; returns how many."""
    values = sorted(rows)
    if values:
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        connection.exec_driver_sql(_UPSERT.format(marks=", ".join([mark] * len(_COLUMNS))), values)
    return len(values)


def replace(
    connection: Connection, rows: Iterable[KeptRow], periods: Collection[str], keys: Collection[str], units: Sequence[bytes] | None = None
) -> int:
    """Keep just these facts of some numbers and months, of some units or all; returns how many there are.

    Only what differs is written: most of what is counted anew is what it was.
    """
    found = {row[:4]: row for row in rows}
    values = {"periods": sorted(periods), "keys": sorted(keys)}
    before: Iterable[Any] = connection.execute(_OF_KEYS, values) if units is None else in_parts(connection, _OF_UNITS, units, values)
    held: list[KeptRow] = [(*row[:6], bool(row[6])) for row in before]
    gone = [dict(zip(_COLUMNS[:4], row[:4], strict=True)) for row in held if row[:4] not in found]
    if gone:
        connection.execute(_DROP, gone)
    write(connection, set(found.values()).difference(held))
    return len(found)


def everything(connection: Connection) -> Sequence[Row[Any]]:
    """All kept facts, in the order of their key."""
    return connection.execute(_ALL).all()


def clear(connection: Connection) -> None:
    """Keep nothing any more."""
    connection.execute(_CLEAR)


def facts(connection: Connection, periods: Collection[str], keys: Collection[str] | None = None) -> Sequence[Row[Any]]:
    """Kept facts of some months and numbers (None: all), unsorted, with the columns of ``KeptRow``."""
    if keys is None:
        return connection.execute(_OF_MONTHS, {"periods": sorted(periods)}).all()
    return connection.execute(_OF_KEYS, {"periods": sorted(periods), "keys": sorted(keys)}).all()


def sums(
    connection: Connection, periods: Collection[str], keys: Collection[str], areas: Collection[str], units: Sequence[bytes] | None
) -> Iterator[tuple[str, str, Sums | None]]:
    """(period, indicator, sums) over some units or all, None where the digits are too many; only ``areas`` have decimal places."""
    for some_keys, parts in ((keys, _WHOLE), (areas, _EXACT[connection.dialect.name])):
        sides = ", ".join(part.format(side) for side in ("numerator", "denominator") for part in parts)
        some, names = ("", ()) if units is None else (" AND unit_id IN :units", ("units",))
        statement = of_many(_SUMS.format(sums=sides, units=some), "periods", "keys", *names)
        values = {"periods": sorted(periods), "keys": sorted(some_keys), "units": list(units or ())}
        for period, indicator, *both, complete, total in connection.execute(statement, values).all():
            numerator, denominator = (_joined(*both[start : start + 2]) for start in (0, 3))
            yield period, indicator, None if both[2] or both[5] else (numerator, denominator, complete, total)


def _joined(whole: int, places: int) -> Number:
    return whole if not places else Decimal(whole) + Decimal(places).scaleb(-_PLACES)
