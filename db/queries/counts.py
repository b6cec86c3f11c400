"""Queries that count for the monthly visit rate, set-based; none of them commits.

A spell that is active on a day lasts beyond it, so the union of several active spells is one stretch from their earliest
enrolment on: a visit up to that day lies in one of them exactly when it is not before that enrolment. All queries rest on this.
Times are compared as text: ``2026-11-05 09:00`` lies behind ``2026-11-05`` and before ``2026-11-06``. Terms: domain.md §5 V and
``kashi_desktop/rules/visit_rate.py``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.elders import EFFECTIVE_SQL


@dataclass(frozen=True, slots=True)
class People:
    """Which elders are meant, as SQL over ``elder e`` (empty: all of the office), with its parameters."""

    where: str = ""
    params: Mapping[str, Any] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The parameters, to be joined with those of the query."""
        return dict(self.params or {})


EVERYBODY = People()


def of_units(unit_ids: Sequence[bytes]) -> People:
    """The elders of some units."""
    return _within("e.unit_id", unit_ids)


def of_ids(elder_ids: Sequence[bytes]) -> People:
    """Some elders by id."""
    return _within("e.id", elder_ids)


def _within(column: str, ids: Sequence[bytes]) -> People:
    if not ids:
        return People(" AND 1 = 0")
    names = ", ".join(f":p{index}" for index in range(len(ids)))
    return People(f" AND {column} IN ({names})", {f"p{index}": each for index, each in enumerate(ids)})


_QUALIFYING = """SELECT s.elder_id, min(s.enrolled_on) AS since FROM elder_spell s
 WHERE NOT s.removed AND s.enrolled_on <= :cut_off AND (s.closed_on IS NULL OR s.closed_on > :last) GROUP BY s.elder_id"""
_SEEN = """EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = e.id
 AND v.visited_at >= CASE WHEN q.since > :first THEN q.since ELSE :first END AND v.visited_at < :until
 AND v.outcome IN {outcomes} AND NOT v.removed)"""
# MATERIALIZED: SQLite would otherwise look each visit up once for every mention of "seen".
_RATES = """WITH person AS MATERIALIZED (
 SELECT e.unit_id, e.home_visit_declined AS declined, {seen} AS seen FROM ({qualifying}) q JOIN elder e ON e.id = q.elder_id
 WHERE NOT e.removed{people})
SELECT unit_id, count(*) FILTER (WHERE seen OR NOT declined) AS d, count(*) FILTER (WHERE seen) AS e FROM person GROUP BY unit_id"""


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one month as stored text; ``until`` is the day after ``last``."""

    first: str
    last: str
    until: str
    cut_off: str
    count_proxy: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the queries."""
        return {"first": self.first, "last": self.last, "until": self.until, "cut_off": self.cut_off}

    @property
    def outcomes(self) -> str:
        """The outcomes that count, as SQL."""
        return EFFECTIVE_SQL.replace(")", ", 'proxy')") if self.count_proxy else EFFECTIVE_SQL


def visit_rates(connection: Connection, month: Month, people: People = EVERYBODY) -> dict[bytes, tuple[int, int]]:
    """(denominator, numerator) by unit id; units without anybody in D are absent."""
    statement = _RATES.format(seen=_SEEN.format(outcomes=month.outcomes), qualifying=_QUALIFYING, people=people.where)
    found = connection.execute(text(statement), month.values | people.values)
    return {bytes(row[0]): (row[1], row[2]) for row in found}


_LISTED = """WITH spell AS MATERIALIZED (
 SELECT s.elder_id,
  min(CASE WHEN s.enrolled_on <= :cut_off AND (s.closed_on IS NULL OR s.closed_on > :last) THEN s.enrolled_on END) AS since,
  max(CASE WHEN s.enrolled_on <= :last AND (s.closed_on IS NULL OR s.closed_on > :last) THEN 1 ELSE 0 END) AS active,
  max(CASE WHEN s.closed_on BETWEEN :first AND :last THEN 1 ELSE 0 END) AS ended
 FROM elder_spell s WHERE NOT s.removed GROUP BY s.elder_id),
person AS MATERIALIZED (
 SELECT e.id, e.unit_id, e.ref, e.full_name, e.sort_key, e.home_visit_declined AS declined, q.since, q.active, q.ended,
  q.since IS NOT NULL AND {seen} AS seen FROM spell q JOIN elder e ON e.id = q.elder_id
 WHERE (q.active = 1 OR q.ended = 1) AND NOT e.removed{people})
SELECT e.*,
 e.since IS NOT NULL AND EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = e.id
  AND v.visited_at >= CASE WHEN e.since > :first THEN e.since ELSE :first END AND v.visited_at < :until
  AND v.outcome = 'proxy' AND NOT v.removed) AND NOT {effective} AS proxy,
 e.active = 0 AND EXISTS (SELECT 1 FROM elder_spell s JOIN visit v ON v.elder_id = s.elder_id WHERE s.elder_id = e.id
  AND NOT s.removed AND s.closed_on BETWEEN :first AND :last
  AND v.visited_at >= CASE WHEN s.enrolled_on > :first THEN s.enrolled_on ELSE :first END AND v.visited_at < :until
  AND substr(v.visited_at, 1, 10) <= s.closed_on AND v.outcome IN {outcomes} AND NOT v.removed) AS seen_before
FROM person e WHERE NOT e.seen{or_proxy} ORDER BY e.sort_key, e.id"""


def listed(connection: Connection, month: Month, people: People = EVERYBODY) -> Sequence[Row[Any]]:
    """Everybody behind the number who is not simply a visited one of D, in the order of names.

    Columns: id, unit_id, ref, full_name, declined, since (None: no qualifying spell), active and ended (spell at or in the
    month), seen (counted), proxy (nothing but a proxy), seen_before (counted before the closing).
    """
    effective = _SEEN.format(outcomes=EFFECTIVE_SQL).replace("q.since", "e.since")
    statement = _LISTED.format(
        seen=_SEEN.format(outcomes=month.outcomes),
        effective=effective,
        outcomes=month.outcomes,
        people=people.where,
        # With proxies counted, those of E that were reached by nothing else must be told too.
        or_proxy=f" OR NOT {effective}" if month.count_proxy else "",
    )
    return connection.execute(text(statement), month.values | people.values).all()


# Whoever has a spell around the whole month is set aside at once; that leaves a few.
_OUTSIDE = """SELECT e.id, e.unit_id, e.ref, e.full_name, e.sort_key, substr(v.visited_at, 1, 10) AS day
 FROM elder e JOIN visit v ON v.elder_id = e.id
 WHERE NOT e.removed{people} AND v.visited_at >= :first AND v.visited_at < :until AND NOT v.removed
 AND NOT EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= :first
  AND (s.closed_on IS NULL OR s.closed_on >= :last))
 AND NOT EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= substr(v.visited_at, 1, 10)
  AND (s.closed_on IS NULL OR s.closed_on >= substr(v.visited_at, 1, 10)))"""


def outside_spell(connection: Connection, month: Month, people: People = EVERYBODY) -> Sequence[Row[Any]]:
    """Visits of the month that lie in no spell, in the order of names and days."""
    found = connection.execute(text(_OUTSIDE.format(people=people.where)), month.values | people.values).all()
    # Sorted here: an ORDER BY would lead the search through the index of names, far slower than that of ids.
    return sorted(found, key=lambda row: (row.sort_key, row.id, row.day))


def units_with_elders(connection: Connection) -> set[bytes]:
    """Ids of the units of which this office holds at least one elder."""
    statement = "SELECT u.id FROM unit u WHERE EXISTS (SELECT 1 FROM elder e WHERE e.unit_id = u.id AND NOT e.removed)"
    return {bytes(row[0]) for row in connection.execute(text(statement))}


def last_packages(connection: Connection) -> dict[bytes, str]:
    """When the newest applied package of each unit was handled."""
    statement = "SELECT unit_id, max(handled_at) FROM package WHERE kind = 'package' AND state = 'applied' GROUP BY unit_id"
    return {bytes(row[0]): row[1] for row in connection.execute(text(statement))}


def township_names(connection: Connection) -> dict[bytes, str]:
    """Names of the townships by id."""
    statement = "SELECT id, name FROM unit WHERE level = 'township' AND NOT removed"
    return {bytes(row[0]): row[1] for row in connection.execute(text(statement))}
