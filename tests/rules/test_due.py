"""The due list: gaps, the month of the enrolment, order and the ladder after nobody answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.codes import CareLevel, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.rules import calendar
from kashi_desktop.rules.due import DueFacts, Gaps, NextStep, Reason, due, gap_end, next_step

TODAY = date(2026, 11, 23)
NO = Outcome.NO_ANSWER
FACTS = DueFacts("A-1", CareLevel.HIGH, date(2026, 1, 31), date(2026, 11, 20), consent=True, has_phone=True, has_contact=True)


def _attempts(*outcomes: Outcome) -> tuple[tuple[date, Outcome], ...]:
    return tuple((date(2026, 11, 1) + timedelta(days=n), outcome) for n, outcome in enumerate(outcomes))


def test_gaps_of_the_plan() -> None:
    base = date(2026, 1, 31)
    assert gap_end(base, CareLevel.HIGH) == date(2026, 2, 7)
    assert gap_end(base, CareLevel.MEDIUM) == date(2026, 2, 15)
    assert gap_end(base, CareLevel.LOW) == date(2026, 2, 28)
    assert gap_end(base, CareLevel.LOW, Gaps(low=31)) == date(2026, 2, 28)
    assert gap_end(base, CareLevel.LOW, Gaps(low=20)) == date(2026, 2, 20)
    assert gap_end(base, CareLevel.HIGH, Gaps(high=3)) == date(2026, 2, 3)


@pytest.mark.parametrize("longer", [{"high": 8}, {"medium": 16}, {"low": 32}, {"high": 0}])
def test_a_gap_is_never_lengthened(longer: dict[str, int]) -> None:
    with pytest.raises(KnownError) as refused:
        Gaps(**longer)
    assert refused.value.code == "gap_too_long"


def test_it_is_due_at_the_gaps_end() -> None:
    verdict = due(FACTS, TODAY)
    assert (verdict.due_on, verdict.days_overdue, verdict.reason, verdict.urgent) == (date(2026, 11, 27), 0, Reason.GAP, False)


def test_overdue_begins_the_day_after() -> None:
    assert due(replace(FACTS, last_effective=date(2026, 11, 16)), TODAY).days_overdue == 0
    assert due(replace(FACTS, last_effective=date(2026, 11, 15)), TODAY).days_overdue == 1


def test_the_due_day_after_a_visit_waits_for_no_month_end_and_does_not_move_with_today() -> None:
    facts = replace(FACTS, care_level=CareLevel.LOW, last_effective=date(2026, 10, 31))
    for today in (date(2026, 11, 1), TODAY, date(2026, 12, 3), date(2027, 5, 1)):
        assert due(facts, today).due_on == date(2026, 11, 30)
    assert due(replace(facts, last_effective=date(2026, 11, 2)), TODAY).due_on == date(2026, 12, 2)
    assert due(facts, date(2026, 12, 3)).days_overdue == 3


@pytest.mark.parametrize(
    ("enrolled", "level", "cut_off", "expected"),
    [
        (date(2026, 11, 10), CareLevel.LOW, 25, date(2026, 11, 30)),
        (date(2026, 11, 25), CareLevel.MEDIUM, 25, date(2026, 11, 30)),
        (date(2026, 11, 26), CareLevel.MEDIUM, 25, date(2026, 12, 11)),
        (date(2026, 11, 26), CareLevel.LOW, 25, date(2026, 12, 26)),
        (date(2026, 11, 21), CareLevel.LOW, 20, date(2026, 12, 21)),
        (date(2026, 11, 10), CareLevel.HIGH, 25, date(2026, 11, 17)),
    ],
)
def test_never_visited_is_due_within_the_month_of_the_enrolment(enrolled: date, level: CareLevel, cut_off: int, expected: date) -> None:
    verdict = due(replace(FACTS, care_level=level, enrolled_on=enrolled, last_effective=None), TODAY, cut_off_day=cut_off)
    assert (verdict.due_on, verdict.reason) == (expected, Reason.NEVER_VISITED)


def test_an_urgent_finding_is_due_the_next_day_while_it_stands() -> None:
    verdict = due(replace(FACTS, urgent_since=date(2026, 11, 20)), TODAY)
    assert (verdict.due_on, verdict.days_overdue, verdict.urgent) == (date(2026, 11, 21), 2, True)
    # Who was late already does not get more time because something urgent was seen as well.
    assert due(replace(FACTS, last_effective=date(2026, 11, 1), urgent_since=date(2026, 11, 20)), TODAY).due_on == date(2026, 11, 8)


def test_never_visited_since_an_earlier_month_is_a_plan_behind_those_overdue() -> None:
    never = replace(FACTS, ref="1", enrolled_on=date(2025, 1, 31), last_effective=None)
    plan = due(never, TODAY)
    assert (plan.due_on, plan.days_overdue, plan.planned) == (date(2025, 2, 7), 0, True)
    late = due(replace(FACTS, ref="2", care_level=CareLevel.LOW, last_effective=date(2026, 10, 22)), TODAY)
    assert (late.days_overdue, late.planned) == (1, False)
    assert late.sort_key < plan.sort_key
    of_this_month = due(replace(never, enrolled_on=date(2026, 11, 1)), TODAY)
    assert (of_this_month.days_overdue, of_this_month.planned) == (15, False)
    day_ahead = due(replace(never, enrolled_on=date(2026, 10, 27), care_level=CareLevel.LOW), TODAY)
    assert (day_ahead.due_on, day_ahead.planned) == (date(2026, 11, 27), False)


def test_reasons_in_their_order() -> None:
    facts = replace(FACTS, urgent_since=date(2026, 11, 22), open_needs=[date(2026, 11, 22)], attempts=_attempts(NO), last_effective=None)
    assert due(facts, TODAY).reason is Reason.URGENT_OBSERVATION
    facts = replace(facts, urgent_since=None)
    assert (due(facts, TODAY).reason, due(facts, TODAY).urgent) == (Reason.NEED_PAST_DUE, True)
    facts = replace(facts, open_needs=[TODAY])
    assert (due(facts, TODAY).reason, due(facts, TODAY).urgent) == (Reason.NO_ANSWER, False)
    assert due(replace(facts, attempts=()), TODAY).reason is Reason.NEVER_VISITED


def test_the_ladder_climbs_and_stays() -> None:
    steps = [next_step(replace(FACTS, attempts=_attempts(*[NO] * n))) for n in range(6)]
    assert steps == [None, NextStep.PHONE, NextStep.CONTACT, NextStep.HOME, NextStep.UNIT_HEAD, NextStep.UNIT_HEAD]
    bare = replace(FACTS, has_phone=False, has_contact=False)
    assert [next_step(replace(bare, attempts=_attempts(*[NO] * n))) for n in (1, 2, 3)] == [
        NextStep.HOME, NextStep.UNIT_HEAD, NextStep.UNIT_HEAD,
    ]  # fmt: skip
    assert next_step(replace(FACTS, has_phone=False, attempts=_attempts(NO))) is NextStep.CONTACT


@pytest.mark.parametrize("last", [outcome for outcome in Outcome if outcome is not NO])
def test_any_other_outcome_ends_the_row(last: Outcome) -> None:
    assert next_step(replace(FACTS, attempts=_attempts(NO, NO, last))) is None
    assert next_step(replace(FACTS, attempts=_attempts(NO, NO, last, NO))) is NextStep.PHONE


def test_consent_and_declining_are_respected() -> None:
    tried = replace(FACTS, attempts=_attempts(NO))
    assert next_step(replace(tried, consent=False)) is None
    assert next_step(replace(tried, home_visit_declined=True)) is None


def test_the_order_of_the_list() -> None:
    urgent = replace(FACTS, ref="5", urgent_since=date(2026, 11, 22), care_level=CareLevel.LOW)
    very_late = replace(FACTS, ref="4", last_effective=date(2026, 11, 1), care_level=CareLevel.LOW)
    late_high = replace(FACTS, ref="3", last_effective=date(2026, 11, 14))
    late_medium = replace(FACTS, ref="2", last_effective=date(2026, 11, 6), care_level=CareLevel.MEDIUM)
    soon = replace(FACTS, ref="1", last_effective=date(2026, 11, 18))
    soon_too = replace(soon, ref="0")
    very_late = replace(very_late, last_effective=date(2026, 10, 1))
    ordered = sorted([soon, late_medium, late_high, very_late, urgent, soon_too], key=lambda facts: due(facts, TODAY).sort_key)
    assert [facts.ref for facts in ordered] == ["5", "4", "3", "2", "0", "1"]


@given(
    st.sampled_from(CareLevel),
    st.dates(date(2024, 1, 1), TODAY),
    st.none() | st.dates(date(2024, 1, 1), TODAY),
    st.integers(1, 7),
)
def test_due_is_never_later_than_a_month_nor_than_the_month_after(level: CareLevel, enrolled: date, last: date | None, high: int) -> None:
    verdict = due(DueFacts("1", level, enrolled, last), TODAY, Gaps(high=high))
    base = last or enrolled
    assert verdict.due_on <= calendar.add_month(base) <= calendar.month_end(calendar.add_month(base))
    assert verdict.days_overdue == (0 if verdict.planned else max(0, (TODAY - verdict.due_on).days))
    if last is None and enrolled.day <= 25:
        assert verdict.due_on <= calendar.month_end(enrolled)
