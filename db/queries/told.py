"""Numbers that counties told: sums by county, or one place at a time. Nothing here commits.

Whole numbers are added up by the database; those with a decimal point are few and are handed out one by one, so that sums stay exact.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from db.queries.lists import in_parts, of_many

_POINT = "(numerator LIKE '%.%' OR denominator LIKE '%.%')"
_VALUES = "numerator, denominator, complete_units, total_units"
_WHOLE = of_many(
    "SELECT unit_id, period, indicator, sum(CAST(numerator AS BIGINT)) AS numerator, sum(CAST(denominator AS BIGINT)) AS denominator,"
    " sum(complete_units) AS complete_units, sum(total_units) AS total_units FROM fact"
    f" WHERE NOT removed AND period IN :periods AND NOT {_POINT} GROUP BY unit_id, period, indicator",
    "periods",
)
_BROKEN = of_many(
    f"SELECT unit_id, period, indicator, {_VALUES} FROM fact WHERE NOT removed AND period IN :periods AND {_POINT}", "periods"
)
_OF_PLACES = of_many(
    f"SELECT place_id AS unit_id, period, indicator, {_VALUES} FROM fact WHERE NOT removed AND period IN :periods AND place_id IN :ids",
    "periods",
    "ids",
)
_OF_STREAM = of_many(f"SELECT id, {_VALUES} FROM fact WHERE unit_id = :stream AND period IN :periods", "periods")


def by_stream(connection: Connection, periods: Sequence[str]) -> list[Row[Any]]:
    """unit_id (the stream of a county's counts), period, indicator and what to add up."""
    wanted = {"periods": list(periods)}
    return [*connection.execute(_WHOLE, wanted), *connection.execute(_BROKEN, wanted)]


def by_place(connection: Connection, periods: Sequence[str], places: Sequence[bytes]) -> list[Row[Any]]:
    """The same of single places, ``unit_id`` being the place."""
    return list(in_parts(connection, _OF_PLACES, places, {"periods": list(periods)}))


def of_stream(connection: Connection, stream: bytes, periods: Sequence[str]) -> Sequence[Row[Any]]:
    """id and values of all that a county told of some months."""
    return connection.execute(_OF_STREAM, {"stream": stream, "periods": list(periods)}).all()
