"""Working days of the calendar: weekends, the holidays and the shifted working days that an office entered."""

from collections.abc import Mapping
from datetime import date, timedelta

from db.codes import DayKind

Holidays = Mapping[date, DayKind]

_SATURDAY = 5


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether offices work on a day: what the calendar says of it, else Monday to Friday."""
    kind = holidays.get(day)
    return kind is DayKind.WORKDAY if kind is not None else day.weekday() < _SATURDAY


def working_day_from(day: date, holidays: Holidays) -> date:
    """The day itself, or the next on which offices work: what falls due on a holiday is due then."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day
