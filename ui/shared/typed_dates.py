"""Reads dates and times as people type them; pure, the present moment is handed in."""

import re
from datetime import date, datetime, time

_DIGITS = str.maketrans("０１２３４５６７８９：．－／", "0123456789:.-/")


def read_date(text: str, today: date, past: bool = True) -> date | None:
    """``18``, ``1118``, ``11-18``, ``20261118``, ``2026-11-18``, ``11月18日``; None when it is no date.

    Without a year the nearest one is meant: with ``past`` the latest such day not after ``today``, else the present year.
    """
    cleaned = text.strip().translate(_DIGITS)
    if cleaned.isdigit():
        parts = _cut(cleaned)
    else:
        parts = [int(part) for part in re.split(r"[-./年月日\s]+", cleaned) if part.isdigit()]
        if re.sub(r"[-./年月日\s\d]", "", cleaned):
            return None
    if not parts or len(parts) > 3:
        return None
    return _complete(parts, today, past)


def _cut(digits: str) -> list[int]:
    """Split bare digits by their count: day, month + day, year + month + day."""
    if len(digits) <= 2:
        return [int(digits)]
    if len(digits) <= 4:
        return [int(digits[:-2]), int(digits[-2:])]
    if len(digits) == 8:
        return [int(digits[:4]), int(digits[4:6]), int(digits[6:])]
    return []


def _complete(parts: list[int], today: date, past: bool) -> date | None:
    if len(parts) == 3:
        return _day(*parts)
    if len(parts) == 2:
        found = _day(today.year, *parts)
        if past and (found is None or found > today):
            return _day(today.year - 1, *parts) or found
        return found
    found = _day(today.year, today.month, parts[0])
    if past and (found is None or found > today):
        year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
        return _day(year, month, parts[0])
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """``1040``, ``940``, ``10:40``, ``9点``, ``9``; None when it is no time."""
    cleaned = text.strip().translate(_DIGITS).replace("点", ":").replace("时", ":").rstrip("分")
    match = re.fullmatch(r"(\d{1,2}):(\d{0,2})|(\d{1,2})(\d{2})|(\d{1,2})", cleaned)
    if match is None:
        return None
    hour = int(match[1] or match[3] or match[5])
    minute = int(match[2] or match[4] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_moment(text: str, now: datetime) -> datetime | None:
    """``1118 1040``, ``2026-11-18 10:40``, ``202611181040``, ``11181040`` or only a time of the same day, ``1040``."""
    cleaned = text.strip().translate(_DIGITS)
    if cleaned.isdigit() and len(cleaned) in (8, 12) and not (len(cleaned) == 8 and cleaned.startswith(("19", "20"))):
        cleaned = f"{cleaned[:-4]} {cleaned[-4:]}"
    head, _, tail = cleaned.rpartition(" ")
    clock = read_time(tail)
    if clock is None:
        return None
    if not head.strip():
        return datetime.combine(now.date(), clock)
    day = read_date(head, now.date())
    return datetime.combine(day, clock) if day else None
