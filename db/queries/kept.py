"""Kept numbers and what must be counted anew; the caller commits.

The visit rate of some units in several months is one query that walks from the units to their people, so its cost grows with those
units and not with the county; ``db.queries.counts`` explains how spells and times are compared.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Row, bindparam, text

from db.queries.counts import Month
from db.queries.elders import EFFECTIVE_SQL

_PART = 300


class Sum(NamedTuple):
    """Both sides of one number and month over some places, of which ``complete`` of ``total`` are; ``exact`` unless digits are too many."""

    period: str
    indicator: str
    numerator: Decimal | int
    denominator: Decimal | int
    complete: int
    total: int
    exact: bool


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
_PERIODS: BindParameter[Any] = bindparam("periods", expanding=True)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_UNITS: BindParameter[Any] = bindparam("units", expanding=True)
_HELD = text(f"SELECT {', '.join(_COLUMNS)} FROM kept_fact WHERE period IN :periods AND indicator IN :keys").bindparams(_PERIODS, _KEYS)
_HELD_UNITS = text(
    f"SELECT {', '.join(_COLUMNS)} FROM kept_fact WHERE unit_id IN :units AND period IN :periods AND indicator IN :keys"
).bindparams(_UNITS, _PERIODS, _KEYS)
_DROP = text("DELETE FROM kept_fact WHERE " + " AND ".join(f"{key} = :{key}" for key in _COLUMNS[:4]))
_TOLD = text("SELECT unit_id FROM kept_fact WHERE period = :period AND indicator = :key AND complete")
_ROWS = text(
    "SELECT unit_id, period, indicator, numerator, denominator, complete FROM kept_fact WHERE period IN :periods AND indicator IN :keys"
).bindparams(_PERIODS, _KEYS)
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
    "SELECT period, indicator, {sums}, count(*) FILTER (WHERE complete) AS complete, count(*) AS total"
    " FROM kept_fact WHERE period IN :periods AND indicator{no} IN :keys{units} GROUP BY period, indicator"
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
    held: list[KeptRow] = []
    if units is None:
        held += map(_kept_row, connection.execute(_HELD, values).all())
    for start in range(0, len(units or ()), _PART):
        held += map(_kept_row, connection.execute(_HELD_UNITS, values | {"units": list((units or ())[start : start + _PART])}))
    gone = [dict(zip(_COLUMNS[:4], row[:4], strict=True)) for row in held if row[:4] not in found]
    if gone:
        connection.execute(_DROP, gone)
    write(connection, set(found.values()).difference(held))
    return len(found)


def _kept_row(row: Any) -> KeptRow:
    unit, period, indicator, definition, numerator, denominator, complete = row
    return bytes(unit), period, indicator, definition, numerator, denominator, bool(complete)


def told(connection: Connection, period: str, key: str) -> set[bytes]:
    """Units whose fact of a number is kept as complete."""
    return {bytes(row[0]) for row in connection.execute(_TOLD, {"period": period, "key": key})}


def everything(connection: Connection) -> Sequence[Row[Any]]:
    """All kept facts, in the order of their key."""
    return connection.execute(_ALL).all()


def facts(connection: Connection, periods: Collection[str], keys: Collection[str]) -> Sequence[Any]:
    """Kept facts of some numbers and months, unsorted: unit_id, period, indicator, numerator, denominator, complete."""
    return connection.execute(_ROWS, {"periods": sorted(periods), "keys": sorted(keys)}).all()


def sums(connection: Connection, periods: Collection[str], areas: Collection[str], units: Sequence[bytes] | None) -> Iterator[Sum]:
    """The sums of every number by month, over some units or all; only ``areas`` have decimal places."""
    values: dict[str, Any] = {"periods": sorted(periods), "keys": sorted(areas)}
    for no, parts in ((" NOT", _WHOLE), ("", _EXACT[connection.dialect.name])):
        sides = ", ".join(part.format(side) for side in ("numerator", "denominator") for part in parts)
        some = "" if units is None else " AND unit_id IN :units"
        statement = text(_SUMS.format(sums=sides, no=no, units=some)).bindparams(_PERIODS, _KEYS)
        if units is not None:
            statement, values = statement.bindparams(_UNITS), values | {"units": list(units)}
        for period, indicator, *both, complete, total in connection.execute(statement, values).all():
            numerator, denominator = (_joined(*both[start : start + 2]) for start in (0, 3))
            yield Sum(period, indicator, numerator, denominator, complete, total, not (both[2] or both[5]))


def _joined(whole: int, places: int) -> Decimal | int:
    return whole if not places else Decimal(whole) + Decimal(places).scaleb(-_PLACES)


_MANY = """WITH month(period, first, last, until, cut_off, proxy) AS (VALUES {months}),
spell AS MATERIALIZED (SELECT e.id, e.unit_id, e.home_visit_declined AS declined, m.period, m.first, m.until, m.proxy,
 (SELECT min(s.enrolled_on) FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= m.cut_off
  AND (s.closed_on IS NULL OR s.closed_on > m.last)) AS since
 FROM elder e CROSS JOIN month m WHERE e.unit_id IN :units AND NOT e.removed),
person AS MATERIALIZED (SELECT q.unit_id, q.period, q.declined, EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = q.id
  AND v.visited_at >= CASE WHEN q.since > q.first THEN q.since ELSE q.first END AND v.visited_at < q.until
  AND (v.outcome IN {effective} OR (q.proxy = 1 AND v.outcome = 'proxy')) AND NOT v.removed) AS seen
 FROM spell q WHERE q.since IS NOT NULL)
SELECT unit_id, period, count(*) FILTER (WHERE seen OR NOT declined), count(*) FILTER (WHERE seen) FROM person GROUP BY unit_id, period"""


def visit_rates(
    connection: Connection, months: Sequence[tuple[str, Month]], units: Sequence[bytes]
) -> dict[tuple[bytes, str], tuple[int, int]]:
    """(denominator, numerator) of the visit rate by unit and month; absent where nobody stands in the denominator."""
    names = ("first", "last", "until", "cut_off")
    marks = ", ".join(
        f"(:p{n}, {', '.join(f':{name}{n}' for name in names)}, {int(month.count_proxy)})" for n, (_, month) in enumerate(months)
    )
    values = {f"{name}{n}": getattr(month, name) for n, (_, month) in enumerate(months) for name in names}
    values |= {f"p{n}": period for n, (period, _) in enumerate(months)}
    statement = text(_MANY.format(months=marks, effective=EFFECTIVE_SQL)).bindparams(_UNITS)
    found: dict[tuple[bytes, str], tuple[int, int]] = {}
    for start in range(0, len(units), _PART):
        for row in connection.execute(statement, values | {"units": list(units[start : start + _PART])}):
            found[bytes(row[0]), row[1]] = (row[2], row[3])
    return found
