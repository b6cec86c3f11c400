"""The due list against the pure rule, its pages against the list, and the sentences of each reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.codes import EFFECTIVE, NeedStatus, Observation
from db.queries import due as queries
from db.queries.due import EVERYBODY
from kashi_desktop.rules.calendar import month_bounds, month_of
from kashi_desktop.rules.due import DueFacts, Gaps, due
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.results import DueItem
from kashi_desktop.workspace import Workspace
from tests.services.due_data import UNITS, RawElder, RawVisit, enrolled, registers, set_today, write
from tests.workspaces import Offices

COUNTY = "653121000000"
TODAY = date(2026, 11, 18)
DAYS = st.dates(date(2026, 2, 1), date(2026, 3, 10))


@pytest.fixture(scope="module")
def county(lasting_offices: Offices) -> Workspace:
    return lasting_offices.county(clock=Clock(date(2026, 3, 2)))


# -- the naive reference: row by row in Python -----------------------------------------------------------------------------


def _urgent_since(visits: list[RawVisit]) -> date | None:
    latest: dict[str, tuple[Observation, date]] = {}
    for visit in visits:
        latest |= {key: (value, visit.day) for key, value in visit.seen.items() if value is not Observation.UNKNOWN}
    return min((day for value, day in latest.values() if value is Observation.URGENT), default=None)


def _facts(elder: RawElder, since: date, today: date, month: str) -> DueFacts:
    last = month_bounds(month)[1]
    visits = [visit for visit in elder.valid_visits if since <= visit.day <= last]
    met = [visit for visit in visits if visit.outcome in EFFECTIVE]
    after = [visit for visit in visits if not met or visit.at > met[-1].at]
    needs = [need for need in elder.needs if not need.removed and need.due_on and need.due_on < today]
    waiting = (NeedStatus.OPEN, NeedStatus.DOING)
    still_open = [need for need in needs if need.status in waiting or (need.closed_on and need.closed_on > today)]
    return DueFacts(
        elder.ref,
        elder.care_level,
        since,
        met[-1].day if met else None,
        [(visit.day, visit.outcome) for visit in after],
        _urgent_since(visits) if elder.consent else None,
        [need.due_on for need in still_open if need.due_on],
        elder.consent,
        elder.declined,
        elder.consent and elder.phone,
        elder.consent and elder.contact,
    )


def _expected(elders: list[RawElder], today: date, month: str | None, of: str) -> list[tuple[object, ...]]:
    shown = month or month_of(today)
    first, last = month_bounds(shown)
    today = min(today, last)
    lines = []
    for elder in elders:
        spells = enrolled(elder, today)
        if elder.removed or not spells or not in_scope(elder.unit, of):
            continue
        facts = _facts(elder, min(spells), today, shown)
        verdict = due(facts, today)
        if month is None or facts.last_effective is None or facts.last_effective < first:
            step = verdict.next_step.value if verdict.next_step else None
            seen = (facts.last_effective, verdict.due_on, verdict.days_overdue, verdict.planned, verdict.urgent, verdict.reason.value, step)
            lines.append(((*verdict.sort_key, elder.id), (elder.id, *seen)))
    return [line for _, line in sorted(lines)]


def _shown(item: DueItem) -> tuple[object, ...]:
    return (item.elder_id, item.last_effective, item.due_on, item.days_overdue, item.planned, item.urgent, item.reason, item.next_step)


@given(registers(), DAYS, st.sampled_from([None, "2026-01", "2026-02", "2026-03", "2026-04"]))
def test_list_is_that_of_the_rule(county: Workspace, elders: list[RawElder], today: date, month: str | None) -> None:
    write(county, elders)
    set_today(county, today)
    for place in (UNITS[0], "653121100000", ""):
        found = county.due.list(place, month)
        assert [_shown(item) for item in found.items] == _expected(elders, today, month, place or COUNTY)
        assert found.counts["total"] == len(found.items) == sum(found.counts[key] for key in ("overdue", "this_week", "later"))
        assert found.counts["overdue"] == sum(item.days_overdue > 0 for item in found.items)


@given(registers(), DAYS, st.integers(1, 4))
def test_pages_in_sql_are_the_list_of_the_rule(county: Workspace, elders: list[RawElder], today: date, size: int) -> None:
    write(county, elders)
    set_today(county, today)
    for place in ("653121100000", ""):
        whole = county.due.list(place)
        paged: list[DueItem] = []
        for offset in range(0, len(whole.items) + size, size):
            page = county.due.page(place, offset, size)
            assert page.counts == whole.counts
            paged += page.items
        assert tuple(paged) == whole.items


@given(registers(), DAYS, st.sampled_from([None, "2026-01", "2026-02", "2026-04"]), st.integers(1, 3))
def test_unmet_pages_and_count_are_those_unmet_in_the_list(
    county: Workspace, elders: list[RawElder], today: date, month: str | None, size: int
) -> None:
    write(county, elders)
    set_today(county, today)
    expected = county.due.list(month=month or month_of(today)).items
    assert county.due.unmet_count(month) == len(expected)
    found: list[DueItem] = []
    page = county.due.unmet(month, limit=size)
    while True:
        found += page.items
        if page.after is None:
            break
        page = county.due.unmet(month, after=page.after, limit=size)
    keys = {elder.id: (elder.sort_key, elder.id) for elder in elders}
    assert found == sorted(expected, key=lambda item: keys[item.elder_id])


@given(registers(), DAYS, st.sampled_from([(7, 15, None), (3, 10, 20), (1, 1, 31)]))
@settings(max_examples=25)
def test_shorter_gaps_of_a_county_order_the_same_in_sql(
    county: Workspace, elders: list[RawElder], today: date, days: tuple[int, int, int | None]
) -> None:
    write(county, elders)
    first, last = month_bounds(month_of(today))
    as_of = queries.AsOf(today.isoformat(), first.isoformat(), last.isoformat(), (last + timedelta(days=1)).isoformat())
    with county._context.read() as connection:
        rhythm = queries.Rhythm(*days, [("2026-02-01", 20), ("2021-01-01", 25)])
        rows = queries.due_page(connection, as_of, rhythm, (today + timedelta(days=7)).isoformat(), EVERYBODY, 0, 100)
    lines = []
    for elder in elders:
        if not elder.removed and (spells := enrolled(elder, today)):
            cut_off = 20 if min(spells) >= date(2026, 2, 1) else 25
            verdict = due(_facts(elder, min(spells), today, month_of(today)), today, Gaps(*days), cut_off)
            lines.append((*verdict.sort_key, elder.id))
    assert [row.id for row in rows] == [line[-1] for line in sorted(lines)]


@given(registers(), st.sampled_from(["high=3;medium=9", "low=12", "high=1;medium=1;low=1"]))
@settings(max_examples=15)
def test_a_county_that_shortened_the_gaps_sees_it_in_the_list_and_its_pages(county: Workspace, elders: list[RawElder], gaps: str) -> None:
    write(county, elders)
    today = date(2026, 2, 20)
    set_today(county, today)
    statement = (
        "INSERT INTO definition (id, unit_id, removed, flags, key, effective_from, settings, reason)"
        " VALUES (:id, :id, false, 0, 'care_gap', '2026-02-20', :gaps, '更勤')"
    )
    with county._context.engine.begin() as connection:
        connection.execute(text("DELETE FROM definition"))
        connection.execute(text(statement), {"id": bytes(16), "gaps": gaps})
    try:
        shorter = Gaps(**{key: int(value) for key, value in (pair.split("=") for pair in gaps.split(";"))})

        def ruled(day: date, of: Gaps) -> dict[bytes, date]:
            return {
                elder.id: due(_facts(elder, min(since), day, "2026-02"), day, of).due_on
                for elder in elders
                if not elder.removed and (since := enrolled(elder, day))
            }

        found = county.due.list()
        assert {item.elder_id: item.due_on for item in found.items} == ruled(today, shorter)
        paged = county.due.page(limit=50)
        assert [item.elder_id for item in paged.items] == [item.elder_id for item in found.items]
        assert paged.counts == found.counts
        # The day before it takes effect the definition changes nothing.
        day_before = today - timedelta(days=1)
        set_today(county, day_before)
        assert {item.elder_id: item.due_on for item in county.due.list().items} == ruled(day_before, Gaps())
    finally:
        with county._context.engine.begin() as connection:
            connection.execute(text("DELETE FROM definition"))
