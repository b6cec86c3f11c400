"""Queries of the due list, set-based; none of them commits. Terms: domain.md §4 and ``kashi_desktop/rules/due.py``.

Spells and times are compared as ``db.queries.visit_rate`` explains.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

from db.queries.elders import EFFECTIVE_SQL
from db.queries.lists import of_many
from db.registers.visit import OBSERVATIONS

_PART = 400

_HAS_URGENT = f"'urgent' IN ({', '.join(f'v.{key}' for key in OBSERVATIONS)})"
# Unknown is not an observation: what was urgent stays so until somebody looked at the same matter again.
_STILL_URGENT = " OR ".join(
    f"(v.{key} = 'urgent' AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.elder_id = v.elder_id AND NOT w.removed"
    f" AND (w.visited_at, w.id) > (v.visited_at, v.id) AND w.visited_at < :until AND w.{key} <> 'unknown'))"
    for key in OBSERVATIONS
)
_EARLIEST = f"""(SELECT min(v.visited_at) FROM visit v WHERE v.elder_id = p.id AND v.visited_at >= p.since AND v.visited_at < :until
 AND {_HAS_URGENT} AND NOT v.removed AND ({_STILL_URGENT}))"""
# Without consent no observation is kept in view, also not one that was written down before it was withdrawn (domain.md §1).
_URGENT_AT = f"(CASE WHEN p.consented THEN {_EARLIEST} END)"
# Over everybody the few candidates are found first, in one go; in a small part of a county each person's visits are fewer.
_CANDIDATES = f"SELECT v.elder_id FROM visit v WHERE {_HAS_URGENT} AND NOT v.removed"
_URGENT_AT_OF_MANY = f"(CASE WHEN p.consented AND p.id IN ({_CANDIDATES}) THEN {_EARLIEST} END)"
_OPEN_NEED = "NOT n.removed AND n.due_on < :today AND (n.status IN ('open', 'doing') OR n.closed_on > :today)"
_LAST_SEEN = f"""(SELECT v.visited_at FROM visit v WHERE v.elder_id = a.id AND v.visited_at >= a.since AND v.visited_at < :until
 AND v.outcome IN {EFFECTIVE_SQL} AND NOT v.removed ORDER BY v.visited_at DESC LIMIT 1)"""


def _active(people: str) -> str:
    return f"""(SELECT e.id, e.sort_key, e.consent_on IS NOT NULL AND e.consent_withdrawn_on IS NULL AS consented,
 (SELECT min(s.enrolled_on) FROM elder_spell s WHERE s.elder_id = e.id
 AND NOT s.removed AND s.enrolled_on <= :today AND (s.closed_on IS NULL OR s.closed_on > :today)) AS since
 FROM elder e WHERE NOT e.removed{people})"""


def _persons(people: str) -> str:
    return f"""active AS MATERIALIZED {_active(people)},
 p AS MATERIALIZED (SELECT a.*, {_LAST_SEEN} AS last_seen FROM active a WHERE a.since IS NOT NULL)"""


class People(NamedTuple):
    """Which elders are meant, as SQL over ``elder e`` (empty: all of the office), with the ids that it names."""

    where: str = ""
    ids: Sequence[bytes] = ()


EVERYBODY = People()


def of_units(unit_ids: Sequence[bytes]) -> People:
    """The elders of some units."""
    return People(" AND e.unit_id IN :people", unit_ids)


def of_ids(elder_ids: Sequence[bytes]) -> People:
    """Some elders by id."""
    return People(" AND e.id IN :people", elder_ids)


class AsOf(NamedTuple):
    """The day that the list speaks of and its month, as stored text; ``until`` is the day after the month's end.

    ``unmet_only`` leaves out whom somebody has met in the month.
    """

    today: str
    first: str
    last: str
    until: str
    unmet_only: bool = False


def _rows(connection: Connection, statement: str, as_of: AsOf, people: People, **values: Any) -> Sequence[Row[Any]]:
    made = of_many(statement, "people") if people.where else text(statement)
    return connection.execute(made, as_of._asdict() | {"people": list(people.ids)} | values).all()


def _urgent_at(people: People) -> str:
    return _URGENT_AT if people.where else _URGENT_AT_OF_MANY


def _only(as_of: AsOf) -> str:
    return " AND (p.last_seen IS NULL OR p.last_seen < :first)" if as_of.unmet_only else ""


def due_facts(connection: Connection, as_of: AsOf, people: People = EVERYBODY) -> Sequence[Row[Any]]:
    """One row for each active elder: columns of the elder and its unit, since, last_seen and urgent_at.

    ``last_seen``: time of the latest effective visit; ``urgent_at``: of the earliest urgent observation that stands, else None.
    """
    statement = f"""WITH {_persons(people.where)}
SELECT e.id, e.ref, e.full_name, e.birth_date, e."group", e.address, e.categories, e.care_level, e.phone, e.contact_name, e.contact_phone,
 e.consent_on, e.consent_withdrawn_on, e.home_visit_declined, u.code AS unit_code, u.name AS unit_name, p.since, p.last_seen,
 {_urgent_at(people)} AS urgent_at
 FROM p JOIN elder e ON e.id = p.id LEFT JOIN unit u ON u.id = e.unit_id WHERE p.since IS NOT NULL{_only(as_of)}"""
    return _rows(connection, statement, as_of, people)


def trailing_visits(connection: Connection, as_of: AsOf, people: People = EVERYBODY) -> Sequence[Row[Any]]:
    """(elder_id, day, outcome) of the visits after the latest effective one in the spell, in order of time."""
    statement = f"""WITH {_persons(people.where)}
SELECT v.elder_id, substr(v.visited_at, 1, 10) AS day, v.outcome FROM p JOIN visit v ON v.elder_id = p.id
 AND v.visited_at > CASE WHEN p.last_seen IS NULL THEN p.since ELSE p.last_seen END AND v.visited_at < :until
 WHERE NOT v.removed{_only(as_of)} ORDER BY v.elder_id, v.visited_at, v.id"""
    return _rows(connection, statement, as_of, people)


def needs_past_due(connection: Connection, as_of: AsOf, people: People = EVERYBODY) -> Sequence[Row[Any]]:
    """(elder_id, due_on, kind) of the needs that were open and past their day, earliest first."""
    statement = f"""SELECT n.elder_id, n.due_on, n.kind FROM need n JOIN elder e ON e.id = n.elder_id
 WHERE {_OPEN_NEED}{people.where} ORDER BY n.due_on, n.id"""
    return _rows(connection, statement, as_of, people)


def observations(connection: Connection, as_of: AsOf, elder_ids: Sequence[bytes]) -> dict[bytes, list[Row[Any]]]:
    """Visits with observations of some elders up to the day, oldest first: visited_at and each observation."""
    columns = ", ".join(f"v.{key}" for key in OBSERVATIONS)
    known = " OR ".join(f"v.{key} <> 'unknown'" for key in OBSERVATIONS)
    found: dict[bytes, list[Row[Any]]] = {each: [] for each in elder_ids}
    for start in range(0, len(elder_ids), _PART):
        people = of_ids(elder_ids[start : start + _PART])
        statement = f"""SELECT v.elder_id, v.visited_at, {columns} FROM elder e JOIN visit v ON v.elder_id = e.id
 WHERE v.visited_at < :until AND NOT v.removed AND ({known}){people.where} ORDER BY v.visited_at, v.id"""
        for row in _rows(connection, statement, as_of, people):
            found[bytes(row[0])].append(row)
    return found


_BASE = "CASE WHEN last_seen IS NULL THEN since ELSE substr(last_seen, 1, 10) END"
_SQLITE_LOW = f"min(date({_BASE}, '+1 month'), date({_BASE}, 'start of month', '+2 months', '-1 day'){{low}})"


class _Days(NamedTuple):
    """How a dialect writes the ends of a gap in days and of a month (clamped, and the county's shorter one), and other days.

    ``month_end``: of the month of the enrolment; ``next_day``: of the urgent observation; ``least``: the earliest of several;
    ``by_code``: the order of text by code points.
    """

    gap: str
    low: str
    month_end: str
    next_day: str
    least: str
    by_code: str


_DIALECTS = {
    "sqlite": _Days(
        f"date({_BASE}, {{days}} || ' days')",
        _SQLITE_LOW,
        "date(since, 'start of month', '+1 month', '-1 day')",
        "date(urgent_at, '+1 day')",
        "min",
        "",
    ),
    "postgresql": _Days(
        f"to_char(CAST({_BASE} AS date) + CAST({{days}} AS integer), 'YYYY-MM-DD')",
        f"least(to_char(CAST({_BASE} AS date) + interval '1 month', 'YYYY-MM-DD'){{low}})",
        "to_char(date_trunc('month', CAST(since AS date)) + interval '1 month' - interval '1 day', 'YYYY-MM-DD')",
        "to_char(CAST(substr(urgent_at, 1, 10) AS date) + 1, 'YYYY-MM-DD')",
        "least",
        ' COLLATE "C"',
    ),
}


class Rhythm(NamedTuple):
    """The longest gaps in days (``low`` None: the calendar month alone), and the cut-off days as (since when, day), latest first."""

    high: int
    medium: int
    low: int | None
    cut_offs: Sequence[tuple[str, int]]


def _due_on(days: _Days, rhythm: Rhythm) -> str:
    """The due day: ``due_day`` of ``kashi_desktop/rules/due.py`` as SQL."""
    low = f", {days.gap.format(days=':low')}" if rhythm.low is not None else ""
    gap = (
        f"CASE rank WHEN 0 THEN {days.gap.format(days=':high')} WHEN 1 THEN {days.gap.format(days=':medium')}"
        f" ELSE {days.low.format(low=low)} END"
    )
    *later, last = range(len(rhythm.cut_offs))
    cut_off = "".join(f"WHEN since >= :from_{each} THEN :cut_{each} " for each in later)
    cut_off = f"CASE {cut_off}ELSE :cut_{last} END" if later else f":cut_{last}"
    by_month = f"last_seen IS NULL AND substr(since, 9, 2) <= {cut_off}"
    return f"""{days.least}({gap}, CASE WHEN {by_month} THEN {days.month_end} ELSE '9999-12-31' END,
  CASE WHEN urgent_at IS NULL THEN '9999-12-31' ELSE {days.next_day} END)"""


def due_page(
    connection: Connection, as_of: AsOf, rhythm: Rhythm, week_end: str, people: People, offset: int, limit: int
) -> Sequence[Row[Any]]:
    """Ids of one page of the sorted due list, each row with the counts of the whole list (total, overdue, this_week).

    ``as_of.first`` begins the month of its day: who was enrolled before and never seen is a plan of that month, never overdue.
    ``week_end``: last day that counts as this week.
    """
    days = _DIALECTS[connection.dialect.name]
    statement = f"""WITH {_persons(people.where)}, line AS MATERIALIZED (
 SELECT p.id, e.ref, p.since, p.last_seen, CASE e.care_level WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END AS rank,
  {_urgent_at(people)} AS urgent_at, p.id IN (SELECT n.elder_id FROM need n WHERE {_OPEN_NEED}) AS waits
 FROM p JOIN elder e ON e.id = p.id),
dated AS MATERIALIZED (SELECT id, ref, rank, urgent_at IS NOT NULL OR waits AS urgent, {_due_on(days, rhythm)} AS due_on,
  last_seen IS NULL AND since < :first AS planned FROM line)
SELECT id, count(*) OVER () AS total, count(*) FILTER (WHERE due_on < :today AND NOT planned) OVER () AS overdue,
 count(*) FILTER (WHERE due_on >= :today AND due_on <= :week_end) OVER () AS this_week
FROM dated ORDER BY CASE WHEN urgent THEN 0 ELSE 1 END, CASE WHEN due_on < :today AND NOT planned THEN due_on ELSE :today END,
 rank, due_on, ref{days.by_code}, id LIMIT :limit OFFSET :offset"""
    named: dict[str, Any] = {"high": rhythm.high, "medium": rhythm.medium, "low": rhythm.low}
    for at, (begins, day) in enumerate(rhythm.cut_offs):
        named |= {f"from_{at}": begins, f"cut_{at}": f"{day:02d}"}
    return _rows(connection, statement, as_of, people, **named, week_end=week_end, limit=limit, offset=offset)


_UNMET = f"""p.since IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = p.id
 AND v.visited_at >= CASE WHEN p.since > :first THEN p.since ELSE :first END AND v.visited_at < :until
 AND v.outcome IN {EFFECTIVE_SQL} AND NOT v.removed)"""


def unmet_count(connection: Connection, as_of: AsOf, people: People = EVERYBODY) -> int:
    """How many active elders nobody has met in the month."""
    statement = f"WITH active AS MATERIALIZED {_active(people.where)} SELECT count(*) FROM active p WHERE {_UNMET}"
    return int(_rows(connection, statement, as_of, people)[0][0])


def unmet_page(connection: Connection, as_of: AsOf, people: People, after: tuple[str, bytes], limit: int) -> Sequence[Row[Any]]:
    """(sort_key, id) of the next active elders whom nobody has met in the month, in the order of names behind a key."""
    active = _active(f"{people.where} AND (e.sort_key, e.id) > (:after_key, :after_id)")
    statement = f"""WITH active AS NOT MATERIALIZED {active}
SELECT p.sort_key, p.id FROM active p WHERE {_UNMET} ORDER BY p.sort_key, p.id LIMIT :limit"""
    return _rows(connection, statement, as_of, people, after_key=after[0], after_id=after[1], limit=limit)
