"""The one reader of days and times: what a field and a table understand."""

from datetime import date, datetime

import pytest

from kashi_desktop.types.typed_dates import is_far, read_date, read_moment, read_time, short_day

TODAY = date(2026, 11, 18)
MORNING = datetime(2026, 11, 18, 10, 40)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("18", date(2026, 11, 18)),
        ("19", date(2026, 10, 19)),
        ("1118", date(2026, 11, 18)),
        ("1119", date(2025, 11, 19)),
        ("0229", None),
        ("11月3日", date(2026, 11, 3)),
        ("12345", None),
        ("明天", None),
        ("²", None),
        ("", None),
    ],
)
def test_a_field_completes_the_month_and_the_year(typed: str, read: date | None) -> None:
    assert read_date(typed, TODAY) == read
    assert read_date(typed) is None


@pytest.mark.parametrize(
    "written",
    [
        "1950.3.1",
        "1950年3月1日",
        "1950 年 3 月 1 日",
        "19500301",
        "１９５０-03-01",
        "1950－03－01",
        "1950/3/1 0:00",
        "1950-03-01T00:00:00.000",
    ],
)
def test_a_day_with_its_year_is_read_in_fields_and_in_tables(written: str) -> None:
    assert read_date(written, TODAY) == read_date(written) == date(1950, 3, 1)


@pytest.mark.parametrize("wrong", ["1950-02-30", "2/1/1950", "1950-01/02", "0195-01-02", "18950-01-02", "1950-01-02 10:00", "1950-01-02-"])
def test_what_may_be_another_day_is_no_day(wrong: str) -> None:
    assert read_date(wrong, TODAY) is read_date(wrong) is None


def test_a_day_that_may_lie_ahead_is_the_nearest_one() -> None:
    assert read_date("1220", TODAY, past=False) == date(2026, 12, 20)
    assert read_date("0105", date(2026, 12, 1), past=False) == date(2027, 1, 5)
    assert read_date("5", date(2026, 11, 30), past=False) == date(2026, 12, 5)


@pytest.mark.parametrize(
    "typed",
    ["1118 1040", "1118　1040", "１１１８　１０４０", "11181040", "11月18日10点40分", "18 10:40", "1040", "2026-11-18 10:40"],
)
def test_moments_are_read_as_people_type_them(typed: str) -> None:
    assert read_moment(typed, TODAY, TODAY) == MORNING


@pytest.mark.parametrize(
    "written", ["2026-11-18 10:40:00", "2026/11/18T10:40", "202611181040", "2026年11月18日10点40", "2026－11－18　10：40"]
)
def test_a_moment_with_its_year_is_read_in_tables(written: str) -> None:
    assert read_moment(written) == MORNING


@pytest.mark.parametrize("wrong", ["1118 2560", "1340 1040", "2026-11-18", "2026-11-18 10:15:30", "2026-11-18 24:00", "20261118", ""])
def test_what_is_no_moment_is_not_guessed(wrong: str) -> None:
    assert read_moment(wrong, TODAY, TODAY) is None


def test_a_bare_time_needs_a_day() -> None:
    assert read_moment("1040", TODAY) is None
    assert read_moment("1040", TODAY, date(2026, 11, 2)) == datetime(2026, 11, 2, 10, 40)
    assert read_time("2460") is None


def test_sixty_days_are_near() -> None:
    assert [is_far(day, TODAY) for day in (date(2026, 9, 19), date(2026, 9, 18), date(2027, 1, 17), date(2027, 1, 18))] == [
        False, True, False, True,
    ]  # fmt: skip


def test_a_day_of_another_year_shows_its_year() -> None:
    assert (short_day(date(2026, 1, 5), TODAY), short_day(date(2025, 12, 5), TODAY)) == ("1月5日", "2025年12月5日")
