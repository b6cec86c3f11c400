"""When somebody should look in next, why, and what to try after nobody answered (domain.md §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.codes import CareLevel, Outcome
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules import calendar

_LEVEL_RANK = {CareLevel.HIGH: 0, CareLevel.MEDIUM: 1, CareLevel.LOW: 2}


class Reason(StrEnum):
    """Why an elder stands where it stands on the list; the first that applies, in this order."""

    URGENT_OBSERVATION = "urgent_observation"
    NEED_PAST_DUE = "need_past_due"
    NO_ANSWER = "no_answer"
    NEVER_VISITED = "never_visited"
    GAP = "gap"
    MONTH_END = "month_end"


class NextStep(StrEnum):
    """What to try after a ``no_answer``; each is an ordinary visit row, there is no search for a person."""

    PHONE = "phone"
    CONTACT = "contact"
    HOME = "home"
    UNIT_HEAD = "unit_head"


@dataclass(frozen=True, slots=True)
class Gaps:
    """Longest gaps in days; ``low`` None is one calendar month. A longer gap than the plan's is the fault ``gap_too_long``."""

    high: int = 7
    medium: int = 15
    low: int | None = None

    def __post_init__(self) -> None:
        """A county may shorten a gap, never lengthen it."""
        if not (1 <= self.high <= 7 and 1 <= self.medium <= 15 and (self.low is None or 1 <= self.low <= 31)):
            raise KnownError(
                "gap_too_long",
                QT_TRANSLATE_NOOP("errors", "探访间隔只能缩短：高不超过 7 天，中不超过 15 天，低不超过一个月。设置没有改动，请重新填写。"),
            )


DEFAULT_GAPS = Gaps()


@dataclass(frozen=True, slots=True)
class DueFacts:
    """What the rule needs of one elder; everything concerns the current spell.

    ``last_effective``: day of the latest effective visit within the spell, else None. ``met_this_month``: an effective visit
    within the spell in the month of the list. ``attempts``: the trailing visits in order of time as (day, outcome), at least back
    to the last one that is not ``no_answer``; voided visits are left out. ``urgent``: the latest observations hold an urgent one.
    ``open_needs``: the due days of open needs that have one.
    """

    ref: str
    care_level: CareLevel
    enrolled_on: date
    last_effective: date | None = None
    met_this_month: bool = False
    attempts: Sequence[tuple[date, Outcome]] = ()
    urgent: bool = False
    open_needs: Sequence[date] = ()
    consent: bool = False
    home_visit_declined: bool = False
    has_phone: bool = False
    has_contact: bool = False


@dataclass(frozen=True, slots=True)
class DueVerdict:
    """The line of one elder; ``urgent`` covers observations and needs past their day. Ascending ``sort_key`` is the list's order."""

    due_on: date
    days_overdue: int
    urgent: bool
    reason: Reason
    next_step: NextStep | None
    sort_key: tuple[int, int, int, date, str]


def gap_end(base: date, level: CareLevel, gaps: Gaps = DEFAULT_GAPS) -> date:
    """The last day of the gap that starts with ``base``: 7 days, 15 days, one calendar month, or the county's shorter one."""
    if level is CareLevel.HIGH:
        return base + timedelta(days=gaps.high)
    if level is CareLevel.MEDIUM:
        return base + timedelta(days=gaps.medium)
    month = calendar.add_month(base)
    return month if gaps.low is None else min(month, base + timedelta(days=gaps.low))


def next_step(facts: DueFacts) -> NextStep | None:
    """The n-th step after n unanswered visits in a row; None unless the latest visit is a ``no_answer``.

    Steps: phone, registered contact, one home visit, unit head; unknown phone or contact are skipped, the last step stays. Only
    with consent and home visits not declined; ``away`` and ``refused`` are answers and end the row.
    """
    if not facts.consent or facts.home_visit_declined:
        return None
    unanswered = 0
    for _, outcome in reversed(facts.attempts):
        if outcome is not Outcome.NO_ANSWER:
            break
        unanswered += 1
    if not unanswered:
        return None
    known = {NextStep.PHONE: facts.has_phone, NextStep.CONTACT: facts.has_contact}
    ladder = [step for step in NextStep if known.get(step, True)]
    return ladder[min(unanswered, len(ladder)) - 1]


def due(facts: DueFacts, today: date, gaps: Gaps = DEFAULT_GAPS, month_end: date | None = None) -> DueVerdict:
    """The due day of one elder: the earlier of the gap's end and, if unmet in the month, its last day; overdue after it.

    The gap starts with the last effective visit in the spell, else with the enrolment. ``month_end``: last day of the month
    that ``met_this_month`` speaks of, when that is not the month of ``today``.
    """
    end_of_gap = gap_end(facts.last_effective or facts.enrolled_on, facts.care_level, gaps)
    due_on = end_of_gap
    if not facts.met_this_month:
        due_on = min(end_of_gap, month_end or calendar.month_end(today))
    need_past_due = any(day < today for day in facts.open_needs)
    urgent = facts.urgent or need_past_due
    days_overdue = max(0, (today - due_on).days)
    return DueVerdict(
        due_on,
        days_overdue,
        urgent,
        _reason(facts, need_past_due, due_on < end_of_gap),
        next_step(facts),
        (0 if urgent else 1, -days_overdue, _LEVEL_RANK[facts.care_level], due_on, facts.ref),
    )


def _reason(facts: DueFacts, need_past_due: bool, by_month: bool) -> Reason:
    if facts.urgent:
        return Reason.URGENT_OBSERVATION
    if need_past_due:
        return Reason.NEED_PAST_DUE
    if facts.attempts and facts.attempts[-1][1] is Outcome.NO_ANSWER:
        return Reason.NO_ANSWER
    if facts.last_effective is None:
        return Reason.NEVER_VISITED
    return Reason.MONTH_END if by_month else Reason.GAP
