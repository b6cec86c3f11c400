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

    ``last_effective``: day of the latest effective visit within the spell, else None. ``attempts``: the trailing visits in order of
    time as (day, outcome), at least back to the last one that is not ``no_answer``; voided visits are left out. ``urgent_since``: day
    of the earliest urgent observation that stands, else None. ``open_needs``: the due days of open needs that have one.
    """

    ref: str
    care_level: CareLevel
    enrolled_on: date
    last_effective: date | None = None
    attempts: Sequence[tuple[date, Outcome]] = ()
    urgent_since: date | None = None
    open_needs: Sequence[date] = ()
    consent: bool = False
    home_visit_declined: bool = False
    has_phone: bool = False
    has_contact: bool = False


@dataclass(frozen=True, slots=True)
class DueVerdict:
    """The line of one elder; ``urgent`` covers observations and needs past their day. Ascending ``sort_key`` is the list's order.

    ``planned``: the due day is over, but the visit is a plan of this month (``due``) and ``days_overdue`` 0.
    """

    due_on: date
    days_overdue: int
    planned: bool
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


def due_day(facts: DueFacts, gaps: Gaps = DEFAULT_GAPS, cut_off_day: int = 25) -> date:
    """The last day on which the visit is in time; it does not depend on today (domain.md §4).

    The gap runs from the last effective visit in the spell; being a month at the longest, it never ends later than the month after
    that visit's. Never visited: from the enrolment, and not later than the end of its month, if that was on the cut-off day or
    before. An urgent finding that stands is looked at again on the day after it was seen. The registers hold no discharges.
    """
    ends = [gap_end(facts.last_effective or facts.enrolled_on, facts.care_level, gaps)]
    if facts.last_effective is None and facts.enrolled_on.day <= cut_off_day:
        ends.append(calendar.month_end(facts.enrolled_on))
    if facts.urgent_since is not None:
        ends.append(facts.urgent_since + timedelta(days=1))
    return min(ends)


def due(facts: DueFacts, today: date, gaps: Gaps = DEFAULT_GAPS, cut_off_day: int = 25) -> DueVerdict:
    """The line of one elder on a day; ``cut_off_day`` is that of the month of the enrolment.

    Overdue after the due day. Who was enrolled before the month of ``today`` and never met is a plan of this month and not overdue:
    an office that begins with the program has a month's work before it, no arrears of years.
    """
    due_on = due_day(facts, gaps, cut_off_day)
    need_past_due = any(day < today for day in facts.open_needs)
    urgent = facts.urgent_since is not None or need_past_due
    planned = facts.last_effective is None and facts.enrolled_on < today.replace(day=1) and due_on < today
    days_overdue = 0 if planned else max(0, (today - due_on).days)
    return DueVerdict(
        due_on,
        days_overdue,
        planned,
        urgent,
        _reason(facts, need_past_due),
        next_step(facts),
        (0 if urgent else 1, -days_overdue, _LEVEL_RANK[facts.care_level], due_on, facts.ref),
    )


def _reason(facts: DueFacts, need_past_due: bool) -> Reason:
    if facts.urgent_since is not None:
        return Reason.URGENT_OBSERVATION
    if need_past_due:
        return Reason.NEED_PAST_DUE
    if facts.attempts and facts.attempts[-1][1] is Outcome.NO_ANSWER:
        return Reason.NO_ANSWER
    return Reason.NEVER_VISITED if facts.last_effective is None else Reason.GAP
