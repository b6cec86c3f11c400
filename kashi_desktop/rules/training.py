"""Who is at work, on leave or newly hired on a day, and whom a course expects (domain.md §5, I8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

NEW_DAYS = 30
"""Days of employment below which nobody is asked for training yet."""

Day = TypeVar("Day", str, date)
"""A day, or its ISO text, which compares as the day does."""


def is_employed(employed_on: Day, left_on: Day | None, day: Day) -> bool:
    """Whether somebody is employed at the end of a day; who leaves on it is not."""
    return employed_on <= day and (left_on is None or left_on > day)


@dataclass(frozen=True, slots=True)
class Post:
    """The days of one worker's post."""

    employed_on: date
    left_on: date | None = None
    leave_from: date | None = None
    leave_to: date | None = None

    def active_on(self, day: date) -> bool:
        """Whether somebody is employed at the end of a day; who leaves on it is not."""
        return is_employed(self.employed_on, self.left_on, day)

    def active_within(self, first: date, last: date) -> bool:
        """Whether somebody is employed on one of the days of a course."""
        return self.employed_on <= last and (self.left_on is None or self.left_on > first)

    def on_leave_on(self, day: date) -> bool:
        """Whether a day lies in the leave; one without an end is not over."""
        return self.leave_from is not None and self.leave_from <= day and (self.leave_to is None or self.leave_to >= day)

    def on_leave_throughout(self, first: date, last: date) -> bool:
        """Whether somebody is on leave on all days of a course, so that nobody expects them there."""
        return self.on_leave_on(first) and self.on_leave_on(last)

    def is_new_on(self, day: date) -> bool:
        """Whether somebody was hired less than thirty days before."""
        return self.employed_on > day - timedelta(days=NEW_DAYS)
