"""Numbers that counties told: sums by county, or one place at a time. Nothing here commits.

Whole numbers are added up by the database; those with a decimal point are few and are handed out one by one, so that sums stay exact.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, text

_PERIODS: BindParameter[Any] = bindparam("periods", expanding=True)
_POINT = "(numerator LIKE '%.%' OR denominator LIKE '%.%')"
_WHOLE = text(
    "SELECT unit_id, period, indicator, sum(CAST(numerator AS BIGINT)) AS numerator, sum(CAST(denominator AS BIGINT)) AS denominator,"
    " sum(complete_units) AS complete_units, sum(total_units) AS total_units FROM fact"
    f" WHERE NOT removed AND period IN :periods AND NOT {_POINT} GROUP BY unit_id, period, indicator"
).bindparams(_PERIODS)
_BROKEN = text(
    "SELECT unit_id, period, indicator, numerator, denominator, complete_units, total_units FROM fact"
    f" WHERE NOT removed AND period IN :periods AND {_POINT}"
).bindparams(_PERIODS)
_OF_PLACES = text(
    "SELECT place_id AS unit_id, period, indicator, numerator, denominator, complete_units, total_units FROM fact"
    " WHERE NOT removed AND period IN :periods AND place_id IN :places"
).bindparams(_PERIODS, bindparam("places", expanding=True))


def by_stream(connection: Connection, periods: Sequence[str]) -> list[Row[Any]]:
    """unit_id (the stream of a county's counts), period, indicator and what to add up."""
    wanted = {"periods": list(periods)}
    return [*connection.execute(_WHOLE, wanted), *connection.execute(_BROKEN, wanted)]


def by_place(connection: Connection, periods: Sequence[str], places: Sequence[bytes]) -> list[Row[Any]]:
    """The same of single places, ``unit_id`` being the place."""
    found: list[Row[Any]] = []
    for start in range(0, len(places), 500):
        found += connection.execute(_OF_PLACES, {"periods": list(periods), "places": list(places[start : start + 500])})
    return found
