"""The one reader of days and times as people write them, in a field or in a table; pure, the present is handed in.

A table says nothing of the present, so that its days need their year; a field completes what was left out.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

FIRST_YEAR = 1900
"""No record is older."""
FAR = 60
"""A day without its year that lies further off than so many days is asked about."""
LONG = timedelta(hours=12)
"""What lasts longer than this is asked about."""

_PLAIN = str.maketrans("０１２３４５６７８９：．－／　\u00a0—–−‐‑", "0123456789:.-/  -----")
_MIDNIGHT = r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
_WHOLE = re.compile(
    r"([0-9]{4})(?:([-./ ])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号]?|([0-9]{2})([0-9]{2}))" + _MIDNIGHT
)
_PART = re.compile(r"(?:([0-9]{1,2})[-./ 月])?([0-9]{1,2})[日号]?|([0-9]{1,2})([0-9]{2})")
_BESIDE = re.compile(r" *([-./年月日号]) *")
_CLOCK = re.compile(r"(?:^|[ T]|(?<=[日号]))([0-9]{1,4}|[0-9]{1,2}[:点时][0-9]{0,2}分?)(?:(?<=:[0-9]{2}):00(?:\.0+)?)?$")
_RUN = re.compile(r"((?:[0-9]{4})?[0-9]{4})([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:点时]([0-9]{0,2})分?|([0-9]{1,2})([0-9]{2})|([0-9]{1,2})")


def read_date(text: str, today: date | None = None, past: bool = True) -> date | None:
    """``2026-11-18``, ``2026.11.18``, ``2026年11月18日``, ``20261118``; with ``today`` also ``1118``, ``11-18``, ``11月18日``, ``18``.

    Without a year the nearest such day is meant, with ``past`` the latest that is not after ``today``. The midnight that a spreadsheet
    writes behind a day is dropped. None when it is no day.
    """
    plain = _plain(text)
    if found := _WHOLE.fullmatch(plain):
        year, _, *parts = found.groups()
        month, day = (int(part) for part in parts if part)
        return _day(int(year), month, day)
    found = _PART.fullmatch(plain) if today else None
    return _completed([int(part) for part in found.groups() if part], today, past) if found and today else None


def read_time(text: str) -> time | None:
    """``1040``, ``940``, ``10:40``, ``9点``, ``9``; None when it is no time."""
    return _clock(_plain(text))


def read_moment(text: str, today: date | None = None, on: date | None = None) -> datetime | None:
    """A day and a time: ``2026-11-18 10:40``, ``202611181040``; with ``today`` also ``1118 1040``, ``11181040``; with ``on`` only a time.

    ``on`` is the day that a bare time is meant on. Seconds only when they are 00. None when it is no moment.
    """
    plain = _plain(text)
    if run := _RUN.fullmatch(plain):
        head, tail = run[1], run[2]
    elif found := _CLOCK.search(plain):
        head, tail = plain[: found.start()], found[1]
    else:
        return None
    clock = _clock(tail)
    day = on if not head else read_date(head, today) if clock else None
    return datetime.combine(day, clock) if day and clock else None


def is_far(day: date, today: date) -> bool:
    """Whether a day whose year was only guessed lies so far off that another year may be meant."""
    return abs((day - today).days) > FAR


def short_day(day: date, today: date) -> str:
    """``11月8日``; the year only when it is another one."""
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def _plain(text: str) -> str:
    """Full-width figures, marks and blanks as plain ones, and no blanks beside a mark."""
    plain = text.strip()
    if not plain.isascii():
        plain = plain.translate(_PLAIN).strip()
    return _BESIDE.sub(r"\1", plain) if " " in plain else plain


def _clock(plain: str) -> time | None:
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found[1] or found[3] or found[5]), int(found[2] or found[4] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _completed(parts: list[int], today: date, past: bool) -> date | None:
    found = [day for day in _days(parts, today) if day and not (past and day > today)]
    return min(found, key=lambda day: abs(day - today), default=None)


def _days(parts: list[int], today: date) -> Iterator[date | None]:
    """The same day of the month before, this one and the next; with a month those of three years."""
    for step in (-1, 0, 1):
        if len(parts) == 2:
            yield _day(today.year + step, *parts)
        else:
            months = today.year * 12 + today.month - 1 + step
            yield _day(months // 12, months % 12 + 1, parts[0])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= FIRST_YEAR else None
    except ValueError:
        return None
