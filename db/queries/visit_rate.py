"""The monthly visit rate V of elders in special hardship, version ``V-1`` (domain.md §5, ``monthly_visit_rate``), counted set-based.

Terms, for a month with the days ``first`` … ``last`` and the cut-off day (default the 25th, clamped to the month):

* A *spell* is active at month end when ``enrolled_on <= last`` and ``closed_on`` is blank or ``> last``. It *qualifies* when it is
  active at month end and ``enrolled_on <= cut_off``. Spells of one person may follow each other or overlap.
* A visit lies *in* a spell when ``enrolled_on <= day`` and ``closed_on`` is blank or ``>= day`` (the closing day belongs to it).
* D = persons with at least one qualifying spell, less the declined (below). E = those of D with at least one counted visit of the
  month in a qualifying spell. Counted = the outcome is effective (met, remote, hospital, emergency), or ``proxy`` with the switch on.
  The method never matters. A visit in an earlier spell of the same month does not count for the present one.
* Declined: a person with a qualifying spell who declined home visits and has no counted visit in one leaves D and is listed.
* Joined after the cut-off: active at month end, but only by spells enrolled after the cut-off; not in D, listed.
* Closed in the month: no spell active at month end and one that ended from ``first`` to ``last``; not in D, listed with whether a
  counted visit of the month lies in any of the spells that ended so.
* Proxy only: of D, no effective visit but a ``proxy`` in a qualifying spell; with the switch off these are among the not visited,
  with the switch on among E.
* Outside: visits of the month that lie in no spell at all, whatever their outcome; listed, never counted.

A spell that is active on a day lasts beyond it, so the union of several active spells is one stretch from their earliest
enrolment on: a visit up to that day lies in one of them exactly when it is not before that enrolment. All queries rest on this.
Times are compared as text: ``2026-11-05 09:00`` lies behind ``2026-11-05`` and before ``2026-11-06``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from db.queries.elders import EFFECTIVE_SQL
from db.queries.lists import in_parts, of_many


class Month(NamedTuple):
    """The days of one month as stored text; ``until`` is the day after ``last``."""

    first: str
    last: str
    until: str
    cut_off: str
    count_proxy: bool = False


_COUNTED = f"(v.outcome IN {EFFECTIVE_SQL} OR ({{proxy}} AND v.outcome = 'proxy'))"
# From the units to their people: the cost grows with the units that are asked for and not with the county.
_RATES = f"""WITH month(period, first, last, until, cut_off, proxy) AS (VALUES {{months}}),
spell AS MATERIALIZED (SELECT e.id, e.unit_id, e.home_visit_declined AS declined, m.period, m.first, m.until, m.proxy,
 (SELECT min(s.enrolled_on) FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= m.cut_off
  AND (s.closed_on IS NULL OR s.closed_on > m.last)) AS since
 FROM elder e CROSS JOIN month m WHERE e.unit_id IN :ids AND NOT e.removed),
person AS MATERIALIZED (SELECT q.unit_id, q.period, q.declined, EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = q.id
  AND v.visited_at >= CASE WHEN q.since > q.first THEN q.since ELSE q.first END AND v.visited_at < q.until
  AND {_COUNTED.format(proxy="q.proxy = 1")} AND NOT v.removed) AS seen
 FROM spell q WHERE q.since IS NOT NULL)
SELECT unit_id, period, count(*) FILTER (WHERE seen OR NOT declined) AS d, count(*) FILTER (WHERE seen) AS e
FROM person GROUP BY unit_id, period"""


def rates(connection: Connection, months: Mapping[str, Month], units: Sequence[bytes]) -> dict[str, dict[bytes, tuple[int, int]]]:
    """(D, E) of each unit by month; absent where nobody has a qualifying spell."""
    names = ("first", "last", "until", "cut_off")
    marks = ", ".join(
        f"(:period{n}, {', '.join(f':{name}{n}' for name in names)}, {int(month.count_proxy)})" for n, month in enumerate(months.values())
    )
    values = {f"period{n}": period for n, period in enumerate(months)}
    values |= {f"{name}{n}": getattr(month, name) for n, month in enumerate(months.values()) for name in names}
    found: dict[str, dict[bytes, tuple[int, int]]] = {period: {} for period in months}
    for row in in_parts(connection, of_many(_RATES.format(months=marks), "ids"), units, values) if months else ():
        found[row.period][bytes(row.unit_id)] = (row.d, row.e)
    return found


_SEEN = """EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = {of}.id
 AND v.visited_at >= CASE WHEN {of}.since > :first THEN {of}.since ELSE :first END AND v.visited_at < :until
 AND v.outcome IN {outcomes} AND NOT v.removed)"""
# MATERIALIZED: SQLite would otherwise look each visit up once for every mention of "met".
_LISTED = of_many(
    f"""WITH spell AS MATERIALIZED (
 SELECT s.elder_id AS id,
  min(CASE WHEN s.enrolled_on <= :cut_off AND (s.closed_on IS NULL OR s.closed_on > :last) THEN s.enrolled_on END) AS since,
  max(CASE WHEN s.enrolled_on <= :last AND (s.closed_on IS NULL OR s.closed_on > :last) THEN 1 ELSE 0 END) AS active,
  max(CASE WHEN s.closed_on BETWEEN :first AND :last THEN 1 ELSE 0 END) AS ended
 FROM elder_spell s WHERE NOT s.removed GROUP BY s.elder_id),
person AS MATERIALIZED (
 SELECT e.id, e.unit_id, e.ref, e.full_name, e.sort_key, e.home_visit_declined AS declined, q.since, q.active,
  q.since IS NOT NULL AND {_SEEN.format(of="q", outcomes=EFFECTIVE_SQL)} AS met FROM spell q JOIN elder e ON e.id = q.id
 WHERE (q.active = 1 OR q.ended = 1) AND NOT e.removed AND e.unit_id IN :units)
SELECT p.*, p.since IS NOT NULL AND {_SEEN.format(of="p", outcomes="('proxy')")} AS proxy,
 p.active = 0 AND EXISTS (SELECT 1 FROM elder_spell s JOIN visit v ON v.elder_id = s.elder_id WHERE s.elder_id = p.id
  AND NOT s.removed AND s.closed_on BETWEEN :first AND :last
  AND v.visited_at >= CASE WHEN s.enrolled_on > :first THEN s.enrolled_on ELSE :first END AND v.visited_at < :until
  AND substr(v.visited_at, 1, 10) <= s.closed_on AND {_COUNTED.format(proxy=":count_proxy")} AND NOT v.removed) AS seen_before
FROM person p WHERE NOT p.met ORDER BY p.sort_key, p.id""",
    "units",
)


def listed(connection: Connection, month: Month, units: Sequence[bytes]) -> Sequence[Row[Any]]:
    """Everybody behind the number who is not simply a person of D who was met, in the order of names.

    Columns: id, unit_id, ref, full_name, declined, since (None: no qualifying spell), active (at month end), proxy (reached by
    nothing else), seen_before (counted before the closing).
    """
    return connection.execute(_LISTED, month._asdict() | {"units": list(units)}).all()


# Whoever has a spell around the whole month is set aside at once; that leaves a few.
_OUTSIDE = of_many(
    """SELECT e.id, e.unit_id, e.ref, e.full_name, e.sort_key, substr(v.visited_at, 1, 10) AS day
 FROM elder e JOIN visit v ON v.elder_id = e.id
 WHERE NOT e.removed AND e.unit_id IN :units AND v.visited_at >= :first AND v.visited_at < :until AND NOT v.removed
 AND NOT EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= :first
  AND (s.closed_on IS NULL OR s.closed_on >= :last))
 AND NOT EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= substr(v.visited_at, 1, 10)
  AND (s.closed_on IS NULL OR s.closed_on >= substr(v.visited_at, 1, 10)))""",
    "units",
)


def outside_spell(connection: Connection, month: Month, units: Sequence[bytes]) -> Sequence[Row[Any]]:
    """Visits of the month that lie in no spell, in the order of names and days."""
    found = connection.execute(_OUTSIDE, month._asdict() | {"units": list(units)}).all()
    # Sorted here: an ORDER BY would lead the search through the index of names, far slower than that of ids.
    return sorted(found, key=lambda row: (row.sort_key, row.id, row.day))
