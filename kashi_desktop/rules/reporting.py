"""Whether a unit has reported a month, from the packages that came: a help for the telephone, no mark of a unit.

A package brings everything that was not confirmed before it, so one that was written later also brings an earlier month: late. What
counts is the day on which it was written, not the day on which the stick arrived. On time is until the month's last day, moved to the
next working day; a visit that was entered late does not make a month late. Nobody is late for months long before the first package,
and nobody is silent for months before the office above began.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kashi_desktop.rules.calendar import month_bounds, month_of, previous_month
from kashi_desktop.rules.working_days import Holidays, working_day_from


class Reported(StrEnum):
    """State of one unit and month."""

    RECEIVED = "received"
    ZERO = "zero"
    HELD = "held"
    LATE = "late"
    SILENT = "silent"
    PENDING = "pending"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One package of a unit: the day it was written, whether it waits, whether it says that there was nothing to report."""

    written_on: date
    held: bool
    zero: bool


def deadline(month: str, holidays: Holidays) -> date:
    """Until when a month's package is on time."""
    return working_day_from(month_bounds(month)[1], holidays)


def reported(month: str, arrivals: Sequence[Arrival], today: date, holidays: Holidays, began: date) -> Reported:
    """The state of a month from all packages of a unit; ``began`` is when the office above could first receive any."""
    first = month_bounds(month)[0]
    until = deadline(month, holidays)
    begun = min((each.written_on for each in arrivals), default=None)
    if month < (previous_month(month_of(begun)) if begun else month_of(began)):
        return Reported.BEFORE
    on_time = [each for each in arrivals if first <= each.written_on <= until]
    taken = [each for each in on_time if not each.held]
    if taken:
        return Reported.ZERO if all(each.zero for each in taken) else Reported.RECEIVED
    if on_time:
        return Reported.HELD
    if any(each.written_on > until and not each.held for each in arrivals):
        return Reported.LATE
    if any(each.written_on > until for each in arrivals):
        return Reported.HELD
    return Reported.PENDING if today <= until else Reported.SILENT
