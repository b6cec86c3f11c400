"""Working days, and whether a unit has reported a month."""

from datetime import date

import pytest

from db.codes import DayKind
from kashi_desktop.rules.reporting import Arrival, Reported, deadline, reported
from kashi_desktop.rules.working_days import is_working_day, working_day_from

HOLIDAYS = {date(2026, 11, 2): DayKind.HOLIDAY, date(2026, 11, 7): DayKind.WORKDAY}
TODAY = date(2026, 12, 20)
BEGAN = date(2026, 6, 30)


def came(day: date, *, held: bool = False, zero: bool = False) -> Arrival:
    return Arrival(day, held, zero)


def test_a_deadline_on_a_weekend_or_holiday_moves_to_the_next_working_day() -> None:
    assert deadline("2026-10", {}) == date(2026, 11, 2)  # 31 October 2026 is a Saturday
    assert deadline("2026-10", HOLIDAYS) == date(2026, 11, 3)
    assert deadline("2026-11", HOLIDAYS) == date(2026, 11, 30)
    assert is_working_day(date(2026, 11, 7), HOLIDAYS)
    assert working_day_from(date(2026, 11, 7), {}) == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("arrivals", "state"),
    [
        ([came(date(2026, 11, 28))], Reported.RECEIVED),
        ([came(date(2026, 11, 28), zero=True)], Reported.ZERO),
        ([came(date(2026, 11, 3)), came(date(2026, 11, 28), zero=True)], Reported.RECEIVED),
        ([came(date(2026, 11, 28), held=True)], Reported.HELD),
        ([came(date(2026, 12, 5))], Reported.LATE),
        ([came(date(2026, 12, 5), held=True)], Reported.HELD),
        ([came(date(2026, 10, 28))], Reported.SILENT),
        ([], Reported.SILENT),
        ([came(date(2027, 1, 5))], Reported.BEFORE),
    ],
)
def test_the_day_of_writing_decides(arrivals: list[Arrival], state: Reported) -> None:
    assert reported("2026-11", arrivals, TODAY, {}, BEGAN) is state


def test_a_month_that_is_not_over_is_not_silent_yet() -> None:
    assert reported("2026-11", [], date(2026, 11, 30), {}, BEGAN) is Reported.PENDING
    assert reported("2026-11", [], date(2026, 12, 1), {}, BEGAN) is Reported.SILENT


def test_nobody_is_silent_for_months_before_the_office_above_began() -> None:
    assert reported("2026-05", [], TODAY, {}, BEGAN) is Reported.BEFORE
    assert reported("2026-06", [], TODAY, {}, BEGAN) is Reported.SILENT
