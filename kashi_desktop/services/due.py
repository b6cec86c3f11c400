"""The due list: whom to look in on next, why, and what to try (domain.md §4)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import CareLevel, Category, NeedKind, Observation, Outcome, UnitLevel
from db.queries import due as queries
from db.queries.due import EVERYBODY, AsOf, People, Rhythm, of_ids, of_units
from db.queries.units import all_units
from db.registers.registry import TYPED
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules import calendar
from kashi_desktop.rules.definitions import cut_off_days, cut_off_of, gaps_on
from kashi_desktop.rules.due import DueFacts, DueVerdict, Reason, due
from kashi_desktop.rules.plan_numbers import VISIT_RATE
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_world import load_overrides
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.units import UnitScope
from kashi_desktop.types.county import OverdueUnit
from kashi_desktop.types.results import DueItem, DueList, Unit
from kashi_desktop.types.typed_dates import short_day

WEEK = timedelta(days=7)
"""A due day at most this far ahead counts as this week."""

LONG_OVERDUE = 30
"""More days than this stand in the last column of the overdue list."""

Key = tuple[str, bytes]
Line = tuple[DueVerdict, DueItem]

_START: Key = ("", b"")


@dataclass(frozen=True)
class UnmetPage:
    """A page of those whom nobody has met in a month, in the order of names; ``after`` is the next page's key, None at the end."""

    items: tuple[DueItem, ...]
    after: Key | None


class DueService:
    """The due list and the month's progress.

    The list of a month that is over speaks of its last day: who was enrolled on that day, what had been seen and was overdue by
    then. For the present month and for months to come it speaks of today.
    """

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def list(self, unit_code: str = "", month: str | None = None) -> DueList:
        """All active elders in scope; with ``month`` those whom nobody has met in it.

        Errors: bad_month, unit_out_of_scope, unit_not_found.
        """
        today, as_of = self._as_of(month)
        with self._context.read() as connection:
            people = self._people(connection, unit_code)
            lines = sorted(_lines(connection, today, as_of._replace(unmet_only=month is not None), people), key=_order)
        items = tuple(item for _, item in lines)
        overdue = sum(item.days_overdue > 0 for item in items)
        this_week = sum(today <= item.due_on <= today + WEEK for item in items)
        return DueList(items, _counts(len(items), overdue, this_week))

    def page(self, unit_code: str = "", offset: int = 0, limit: int = 100) -> DueList:
        """One page of ``list(unit_code)`` with the counts of the whole list; only the page's rows become objects."""
        today, as_of = self._as_of(None)
        week_end = (today + WEEK).isoformat()
        with self._context.read() as connection:
            people = self._people(connection, unit_code)
            overrides = load_overrides(connection)
            gaps, cut_offs = gaps_on(today, overrides), cut_off_days(overrides)
            rhythm = Rhythm(gaps.high, gaps.medium, gaps.low, [(begins.isoformat(), day) for begins, day in cut_offs])
            found = queries.due_page(connection, as_of, rhythm, week_end, people, offset, limit)
            items = _hydrated(connection, today, as_of, [row.id for row in found])
            if not found and offset:
                found = queries.due_page(connection, as_of, rhythm, week_end, people, 0, 1)
        whole = found[0] if found else None
        return DueList(items, _counts(whole.total, whole.overdue, whole.this_week) if whole else _counts(0, 0, 0))

    def unmet(self, month: str | None = None, unit_code: str = "", after: Key | None = None, limit: int = 100) -> UnmetPage:
        """A page of ``list(unit_code, month)`` in the order of names, found by key: the same people at any size of county."""
        today, as_of = self._as_of(month)
        with self._context.read() as connection:
            people = self._people(connection, unit_code)
            found = queries.unmet_page(connection, as_of, people, after or _START, limit)
            items = _hydrated(connection, today, as_of, [row.id for row in found])
        return UnmetPage(items, (found[-1].sort_key, found[-1].id) if len(found) == limit else None)

    def unmet_count(self, month: str | None = None, unit_code: str = "") -> int:
        """How many ``list(unit_code, month)`` holds, counted without fetching anybody."""
        _, as_of = self._as_of(month)
        with self._context.read() as connection:
            return queries.unmet_count(connection, as_of, self._people(connection, unit_code))

    def overdue_by_unit(self) -> tuple[OverdueUnit, ...]:
        """Units with overdue elders: how many, by days (up to 7, up to 30, more), care level and step of the ladder; by unit code.

        For finding where help is needed; it says nothing of single persons. Who was never visited is counted too, from the day on which the
        first visit was due: a village plans them for the month, the county sees that nobody has been there.
        """
        today, as_of = self._as_of(None)
        with self._context.read() as connection:
            names = {row.id: row.name for row in all_units(connection) if row.level == UnitLevel.TOWNSHIP}
            units = self._scope.villages(connection, "")
            overdue: dict[str, list[DueItem]] = {}
            for verdict, item in _lines(connection, today, as_of, EVERYBODY):
                if verdict.days_overdue > 0 or verdict.planned:
                    overdue.setdefault(item.unit_code, []).append(item)
        return tuple(
            _overdue_unit(each, names.get(each.parent_id, ""), overdue[each.code], today) for each in units if each.code in overdue
        )

    def progress(self) -> tuple[int, int, str | None]:
        """(met, total, display) of the present month in the own office, by the rule of the visit rate."""
        month = calendar.month_of(self._context.clock.today())
        (rate,) = NumberService(self._context).compute(month, only=VISIT_RATE, lists=False)
        return int(rate.numerator), int(rate.denominator), rate.display

    def _people(self, connection: Connection, unit_code: str) -> People:
        if unit_code in ("", self._context.office.unit_code):
            return EVERYBODY
        self._scope.one(connection, unit_code)
        return of_units(self._scope.ids(connection, unit_code))

    def _as_of(self, month: str | None) -> tuple[date, AsOf]:
        today = self._context.clock.today()
        first, last = calendar.month_bounds(month or calendar.month_of(today))
        day = min(today, last)
        return day, AsOf(day.isoformat(), first.isoformat(), last.isoformat(), (last + timedelta(days=1)).isoformat())


def _overdue_unit(unit: Unit, township: str, items: Sequence[DueItem], today: date) -> OverdueUnit:
    days = [(today - item.due_on).days for item in items]
    short, long = sum(each <= WEEK.days for each in days), sum(each > LONG_OVERDUE for each in days)
    levels = Counter(item.care_level.value for item in items)
    steps = Counter(item.next_step or "" for item in items)
    return OverdueUnit(unit.id, unit.code, unit.name, township, len(items), (short, len(items) - short - long, long), levels, steps)


def _order(line: Line) -> tuple[object, ...]:
    # The same number may stand in the ledgers of two villages; the id decides then.
    return (*line[0].sort_key, line[1].elder_id)


def _counts(total: int, overdue: int, this_week: int) -> dict[str, int]:
    return {"overdue": overdue, "this_week": this_week, "later": total - overdue - this_week, "total": total}


def _hydrated(connection: Connection, today: date, as_of: AsOf, ids: Sequence[bytes]) -> tuple[DueItem, ...]:
    found = {item.elder_id: item for _, item in _lines(connection, today, as_of, of_ids(ids))} if ids else {}
    return tuple(found[each] for each in ids)


def _lines(connection: Connection, today: date, as_of: AsOf, people: People) -> Iterator[Line]:
    """Every active elder of some people with its verdict, unsorted."""
    unanswered = _unanswered(queries.trailing_visits(connection, as_of, people))
    needs: dict[bytes, list[Row[Any]]] = {}
    for need in queries.needs_past_due(connection, as_of, people):
        needs.setdefault(bytes(need.elder_id), []).append(need)
    found = queries.due_facts(connection, as_of, people)
    seen = queries.observations(connection, as_of, [bytes(row.id) for row in found if row.urgent_at])
    overrides = load_overrides(connection)
    gaps, cut_offs = gaps_on(today, overrides), cut_off_days(overrides)
    for row in found:
        id_ = bytes(row.id)
        facts = _facts(row, unanswered.get(id_, []), [date.fromisoformat(each.due_on) for each in needs.get(id_, ())])
        verdict = due(facts, today, gaps, cut_off_of(facts.enrolled_on, cut_offs))
        detail = _detail(today, row, verdict.reason, facts, needs.get(id_, ()), seen.get(id_, ()))
        yield verdict, _item(row, as_of, facts, verdict, detail)


def _unanswered(visits: Iterable[Row[Any]]) -> dict[bytes, list[date]]:
    """Days of the unanswered visits at the end of each elder's row."""
    found: dict[bytes, list[date]] = {}
    for visit in visits:
        if visit.outcome == Outcome.NO_ANSWER.value:
            found.setdefault(bytes(visit.elder_id), []).append(date.fromisoformat(visit.day))
        else:
            found.pop(bytes(visit.elder_id), None)
    return found


def _facts(row: Row[Any], unanswered: Sequence[date], needs: Sequence[date]) -> DueFacts:
    consented = bool(row.consent_on) and not row.consent_withdrawn_on
    return DueFacts(
        row.ref,
        CareLevel(row.care_level),
        date.fromisoformat(row.since),
        rows.day(row.last_seen),
        tuple((day, Outcome.NO_ANSWER) for day in unanswered),
        rows.day(row.urgent_at),
        needs,
        consented,
        bool(row.home_visit_declined),
        consented and bool(row.phone),
        consented and bool(row.contact_phone),
    )


def _item(row: Row[Any], as_of: AsOf, facts: DueFacts, verdict: DueVerdict, detail: str) -> DueItem:
    return DueItem(
        bytes(row.id),
        row.ref,
        row.full_name,
        date.fromisoformat(row.birth_date),
        row.unit_code or "",
        row.unit_name or "",
        row.group or "",
        (row.address or "") if facts.consent else "",
        _categories(row.categories)[0],
        facts.care_level,
        facts.last_effective,
        row.last_seen is not None and row.last_seen >= as_of.first,
        verdict.due_on,
        verdict.days_overdue,
        verdict.planned,
        verdict.urgent,
        verdict.reason.value,
        detail,
        verdict.next_step.value if verdict.next_step else None,
        (row.contact_name or "") if facts.consent else "",
    )


def _detail(today: date, row: Row[Any], reason: Reason, facts: DueFacts, needs: Sequence[Row[Any]], seen: Sequence[Row[Any]]) -> str:
    if reason is Reason.URGENT_OBSERVATION:
        return _urgent_words(seen, row.since, today)
    if reason is Reason.NEED_PAST_DUE:
        kinds = rows.codes(NeedKind, needs[0].kind)
        return f"{kinds[0].label if kinds else ''}（{short_day(facts.open_needs[0], today)}）"
    if reason is Reason.NO_ANSWER:
        times = len(facts.attempts)
        return f"连续 {times} 次" if times > 1 else short_day(facts.attempts[-1][0], today)
    return _categories(row.categories)[1]


@lru_cache(maxsize=512)
def _categories(stored: str | None) -> tuple[tuple[Category, ...], str]:
    """A stored set of situations and its words; a county repeats few different sets."""
    found: tuple[Category, ...] = rows.codes(Category, stored)
    return found, "、".join(category.label for category in found)


def _urgent_words(seen: Sequence[Row[Any]], since: str, today: date) -> str:
    """What was urgent when it was last looked at, and on which day."""
    latest: dict[str, Row[Any]] = {}
    for visit in seen:
        latest |= {key: visit for key in OBSERVATIONS if visit.visited_at >= since and getattr(visit, key) != Observation.UNKNOWN.value}
    urgent = {key: visit for key, visit in latest.items() if getattr(visit, key) == Observation.URGENT.value}
    if not urgent:
        return ""
    labels = {column.key: column.label for column in TYPED["visit"].columns}
    day = max(visit.visited_at for visit in urgent.values())[:10]
    return f"{'、'.join(labels.get(key, key) for key in OBSERVATIONS if key in urgent)}（{short_day(date.fromisoformat(day), today)}）"
