"""Activities, the hours grid, totals and what a certificate says."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from kashi_desktop.errors import KnownError
from kashi_desktop.rules.volunteering import length_of, stars
from kashi_desktop.services.validation import InvalidInput
from kashi_desktop.types.volunteering import HoursEntry
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import healthy


def volunteer(ws: Workspace, name: str, **more: str) -> bytes:
    return ws.records.save("volunteer", {"full_name": name, "birth_date": "2000-01-01", "registered_on": "2025-01-01"} | more).id


def activity(ws: Workspace, day: str = "2026-10-18", begin: str = "09:00", end: str = "12:00", **more: str) -> bytes:
    cells = {"title": "敬老日", "kind": "敬老", "starts_at": f"{day} {begin}", "ends_at": f"{day} {end}", "place": "活动室"}
    return ws.records.save("activity", cells | more).id


def hours(ws: Workspace, at: bytes, *lines: tuple[bytes, str]) -> None:
    ws.volunteering.save_hours(at, [HoursEntry(who, Decimal(figure)) for who, figure in lines])


def test_the_length_and_the_stars_never_round_up() -> None:
    nine = datetime(2026, 10, 18, 9)
    assert length_of(nine, nine.replace(minute=20)) == Decimal("0.33")
    assert length_of(nine, nine.replace(day=19)) == 24
    found = [stars(Decimal(each)) for each in ("0", "99.99", "100", "300", "600", "999.5", "1000", "1500", "9000")]
    assert found == [0, 0, 1, 2, 3, 3, 4, 5, 5]


def test_the_grid_shows_who_was_registered_by_then(village: Workspace) -> None:
    volunteer(village, "早来的", ref="1")
    volunteer(village, "当天来的", ref="2", registered_on="2026-10-18")
    late = volunteer(village, "后来的", ref="3", registered_on="2026-10-19")
    young = volunteer(village, "小明", ref="4", birth_date="2010-01-01", guardian_consent="1")
    at = activity(village)
    assert [each.full_name for each in village.volunteering.grid(at)] == ["早来的", "当天来的", "小明"]
    hours(village, at, (late, "1"), (young, "2"))
    assert [(each.full_name, each.hours, each.minor) for each in village.volunteering.grid(at)][2:] == [
        ("后来的", Decimal(1), False),
        ("小明", Decimal(2), True),
    ]


def test_hours_are_new_changed_and_taken_away_in_one_go(village: Workspace) -> None:
    first, second, third = (volunteer(village, name, ref=str(n)) for n, name in enumerate("甲乙丙"))
    at = activity(village)
    saved = village.volunteering.save_hours(at, [HoursEntry(first, Decimal(3), "王芳"), HoursEntry(second, Decimal("1.5"))])
    assert (saved.added, saved.changed, saved.removed, saved.at_once) == (2, 0, 0, 0)
    saved = village.volunteering.save_hours(
        at, [HoursEntry(first, Decimal(2), "王芳"), HoursEntry(second, None), HoursEntry(third, Decimal(1))]
    )
    assert (saved.added, saved.changed, saved.removed) == (1, 1, 1)
    assert [(each.hours, each.verified_by) for each in village.volunteering.grid(at)] == [(2, "王芳"), (None, ""), (1, "")]
    held = village.volunteering.activities()[0]
    assert (held.length, held.people, held.hours) == (Decimal(3), 2, Decimal(3))
    assert village.undo.undo().words() == "保存服务时长（3 条）"
    assert [each.hours for each in village.volunteering.grid(at)] == [3, Decimal("1.5"), None]
    healthy(village)


def test_more_than_the_activity_keeps_nothing(village: Workspace) -> None:
    first, second = volunteer(village, "甲"), volunteer(village, "乙")
    at = activity(village)
    with pytest.raises(InvalidInput) as refused:
        hours(village, at, (first, "3"), (second, "3.01"))
    assert refused.value.code == "hours_exceed_activity"
    assert village.volunteering.activities()[0].people == 0


def test_two_activities_at_once_are_told_and_kept(village: Workspace) -> None:
    who = volunteer(village, "甲")
    morning, noon = activity(village), activity(village, begin="11:00", end="13:00", title="清洁")
    next_to_it = activity(village, begin="12:00", end="14:00", title="送餐")
    hours(village, morning, (who, "3"))
    assert village.volunteering.grid(noon)[0].at_once == ("敬老日",)
    assert village.volunteering.grid(next_to_it)[0].at_once == ()
    saved = village.volunteering.save_hours(noon, [HoursEntry(who, Decimal(2))])
    assert (saved.added, saved.at_once) == (1, 1)


def test_totals_of_all_time_and_of_the_year_by_number_not_by_hours(village: Workspace) -> None:
    first, second = volunteer(village, "甲", ref="1"), volunteer(village, "乙", ref="2")
    old, new = activity(village, "2025-12-31"), activity(village, "2026-01-01")
    hours(village, old, (first, "0.1"), (second, "3"))
    hours(village, new, (first, "0.2"), (second, "2.5"))
    found = village.volunteering.volunteers()
    assert [(each.full_name, each.times, each.hours, each.hours_this_year) for each in found] == [
        ("甲", 2, Decimal("0.3"), Decimal("0.2")),
        ("乙", 2, Decimal("5.5"), Decimal("2.5")),
    ]


def test_a_certificate_says_the_period_and_the_number_stays_nowhere(village: Workspace) -> None:
    who = volunteer(village, "阿里木", ref="V1")
    for day in ("2026-01-01", "2026-06-30", "2026-07-01"):
        hours(village, activity(village, day), (who, "2"))
    number = workspaces.ID_NUMBERS[0]
    paper = village.volunteering.certificate(who, date(2026, 1, 1), date(2026, 6, 30), id_number=number, contact="0998-1234567")
    assert [(each.served_on, each.content, each.place, each.hours) for each in paper.services] == [
        (date(2026, 1, 1), "敬老日", "活动室", Decimal(2)),
        (date(2026, 6, 30), "敬老日", "活动室", Decimal(2)),
    ]
    assert (paper.full_name, paper.volunteer_no, paper.issuer) == ("阿里木", "V1", village.office.unit_name)
    assert paper.certificate_no == "653121100001-V1-20261118"
    assert paper.id_number == number
    assert number not in repr(paper)
    for table in ("entry", "audit", "state", "volunteer"):
        assert number not in str(workspaces.rows_of(village, table))
    with pytest.raises(KnownError) as refused:
        village.volunteering.certificate(who, date(2024, 1, 1), date(2024, 12, 31))
    assert refused.value.code == "no_service_to_certify"
