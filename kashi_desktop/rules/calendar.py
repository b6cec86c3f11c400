"""Civil dates: months, their bounds and the gap of one calendar month (domain.md §2)."""

import re
from calendar import monthrange
from datetime import date, timedelta

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

YEARS = range(1900, 9999)
"""Years of which months are counted: records begin with 1900, and the last month of a calendar has no month behind it."""

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def add_month(day: date) -> date:
    """The same day of the next month, clamped to its last day (01-31 → 02-28)."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """The same day so many months later, clamped once (08-31 + 6 → 02-28)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_bounds(month: str) -> tuple[date, date]:
    """First and last day of a month of ``YEARS`` written ``YYYY-MM``; anything else is the fault ``bad_month``."""
    found = _MONTH.fullmatch(month)
    if not found or int(found[1]) not in YEARS:
        raise KnownError("bad_month", QT_TRANSLATE_NOOP("errors", "月份应写成“2026-01”的样式，没有改动任何内容。请重新填写月份。"))
    year, number = int(found[1]), int(found[2])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def month_of(day: date) -> str:
    """The month of a day as ``YYYY-MM``."""
    return f"{day.year:04d}-{day.month:02d}"


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def previous_month(month: str) -> str:
    """The month before ``month``, both ``YYYY-MM``."""
    return month_of(month_bounds(month)[0] - timedelta(days=1))


def months_until(month: str, count: int) -> tuple[str, ...]:
    """``count`` months in their order, the last of them ``month``."""
    first = month_bounds(month)[0]
    return tuple(month_of(add_months(first, step)) for step in range(1 - count, 1))


def cut_off(month: str, day: int) -> date:
    """The cut-off day of a month, clamped to its last day; ``day`` counts from 1."""
    first, last = month_bounds(month)
    return min(first + timedelta(days=max(day, 1) - 1), last)


def age_on(birth_date: date, today: date) -> int:
    """Completed years of life; somebody born on 29 February comes of age on 1 March in common years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
