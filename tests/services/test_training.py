"""Courses, sign-in sheets and the training year: counts, one transaction, shared courses, one person on two rosters."""

from collections.abc import Sequence
from datetime import date

import pytest

from db.codes import OrganiserLevel, Result
from kashi_desktop.errors import KnownError
from kashi_desktop.services.validation import InvalidInput
from kashi_desktop.types.training import ResultEntry
from kashi_desktop.workspace import Workspace
from tests.workspaces import ID_NUMBERS, SECOND_VILLAGE, VILLAGE, healthy, rows_of


def worker(ws: Workspace, name: str, unit: str = VILLAGE, **more: str) -> bytes:
    cells = {"unit_code": unit, "full_name": name, "post": "网格员", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}
    return ws.records.save("worker", cells | more).id


def course(ws: Workspace, **more: str) -> bytes:
    cells = {
        "title": "社区工作者培训",
        "organiser_level": "county",
        "mode": "in_person",
        "starts_on": "2026-05-10",
        "ends_on": "2026-05-12",
        "hours": "24",
        "recognised": "1",
    }
    return ws.records.save("course", cells | more).id


def names(ws: Workspace, course_id: bytes, unit: str = "") -> list[str]:
    return [each.full_name for each in ws.training.roster(course_id, unit)]


def lacking(ws: Workspace, unit: str = "", day: date | None = None) -> list[str]:
    return [each.full_name for each in ws.training.year(unit, day).lacking]


def entered(ids: Sequence[bytes], result: Result | None = Result.PASSED) -> list[ResultEntry]:
    return [ResultEntry(each, result) for each in ids]


def test_the_sheet_shows_who_is_employed_on_a_day_of_the_course_and_who_is_on_leave(village: Workspace) -> None:
    worker(village, "在岗", ref="1")
    worker(village, "最后一天来", employed_on="2026-05-12", ref="2")
    worker(village, "后来才来", employed_on="2026-05-13", ref="3")
    worker(village, "开课当天离开", left_on="2026-05-10", ref="4")
    worker(village, "第二天离开", left_on="2026-05-11", ref="5")
    worker(village, "整段休假", leave_from="2026-04-01", ref="6")
    worker(village, "中途休假", leave_from="2026-05-11", leave_to="2026-08-01", ref="7")
    found = village.training.roster(course(village))
    assert [each.full_name for each in found] == ["在岗", "最后一天来", "第二天离开", "整段休假", "中途休假"]
    assert [each.full_name for each in found if each.on_leave] == ["整段休假"]


def test_results_are_new_changed_and_taken_away_in_one_go_and_undone_at_once(village: Workspace) -> None:
    ids = [worker(village, f"工作者{number}", ref=str(number)) for number in range(4)]
    held = course(village)
    saved = village.training.save_results(held, entered(ids[:3]))
    assert (saved.added, saved.changed, saved.removed) == (3, 0, 0)
    more = [ResultEntry(ids[0], Result.FAILED, 5, "A-1"), ResultEntry(ids[1], None), ResultEntry(ids[3], Result.ABSENT)]
    saved = village.training.save_results(held, more)
    assert (saved.added, saved.changed, saved.removed) == (1, 1, 1)
    lines = village.training.roster(held)
    assert [each.result for each in lines] == [Result.FAILED, None, Result.PASSED, Result.ABSENT]
    assert (lines[0].sessions, lines[0].certificate_no) == (5, "A-1")
    counted = village.training.course(held)
    assert (counted.entered, counted.attended, counted.completed) == (3, 2, 1)
    assert village.training.courses() == (counted,)
    assert village.undo.undo().words() == "保存培训结果（3 条）"
    assert [each.result for each in village.training.roster(held)] == [Result.PASSED] * 3 + [None]
    village.undo.undo()
    assert [each.result for each in village.training.roster(held)] == [None] * 4
    village.training.save_results(held, entered(ids))
    assert village.training.course(held).completed == 4
    healthy(village)


def test_one_line_that_cannot_be_kept_keeps_none(village: Workspace) -> None:
    ids = [worker(village, f"工作者{number}") for number in range(2)]
    held = course(village)
    with pytest.raises(InvalidInput):
        village.training.save_results(held, [ResultEntry(ids[0], Result.PASSED), ResultEntry(ids[1], Result.PASSED, 5000)])
    assert village.training.course(held).entered == 0
    with pytest.raises(KnownError) as refused:
        village.training.save_results(held, entered([ids[0], b"\1" * 16]))
    assert refused.value.code == "record_not_found"
    assert village.training.course(held).entered == 0


def test_two_records_with_one_number_are_told_apart(village: Workspace) -> None:
    first, second = worker(village, "甲", ref="W1"), worker(village, "乙", ref="W1")
    held, other = course(village, ref="C1"), course(village, ref="C1", title="另一个班")
    village.training.save_results(held, entered([second]))
    assert [(each.full_name, each.result) for each in village.training.roster(held)] == [("甲", None), ("乙", Result.PASSED)]
    assert village.training.course(other).entered == 0
    assert first != second


def test_a_course_of_the_county_is_everybodys_and_one_of_a_village_its_own(county: Workspace) -> None:
    here = worker(county, "甲")
    there = worker(county, "乙", SECOND_VILLAGE)
    shared = course(county)
    assert county.training.course(shared).shared
    assert names(county, shared) == ["甲", "乙"]
    assert names(county, shared, SECOND_VILLAGE) == ["乙"]
    county.training.save_results(shared, entered([here, there]))
    assert county.training.course(shared).completed == 2
    assert county.training.course(shared, VILLAGE).completed == 1
    assert [each.organiser_level for each in county.training.courses()] == [OrganiserLevel.COUNTY]


def test_a_person_on_two_rosters_stands_once_at_the_county(county: Workspace) -> None:
    both = {"id_number": ID_NUMBERS[0], "birth_date": "1940-03-05"}
    earlier = worker(county, "古丽", SECOND_VILLAGE, employed_on="2019-01-01", **both)
    later = worker(county, "古丽", VILLAGE, **both)
    held = course(county)
    line = county.training.roster(held)[0]
    assert names(county, held) == ["古丽"]
    assert (line.worker_id, len(line.also_at)) == (earlier, 1)
    county.training.save_results(held, entered([later]))
    again = county.training.roster(held)
    assert [(each.worker_id, each.result) for each in again] == [(later, Result.PASSED)]
    assert county.training.course(held).entered == 1
    year = county.training.year()
    assert (year.trained, year.total, year.lacking) == (1, 1, ())
    assert county.training.year(SECOND_VILLAGE).trained == 1
    assert [each.title for each in county.training.courses_of(earlier)] == ["社区工作者培训"]


def test_who_lacks_training_this_year(village: Workspace) -> None:
    trained = worker(village, "合格的")
    finished = worker(village, "结业的")
    others = {name: worker(village, name, ref=str(n)) for n, name in enumerate(("不合格的", "缺席的", "去年的", "没认可的", "没说认可的"))}
    worker(village, "休假的", leave_from="2026-09-01", ref="8")
    worker(village, "新来的", employed_on="2026-10-20")
    worker(village, "三十天的", employed_on="2026-10-19", ref="9")
    worker(village, "离开的", left_on="2026-11-18")
    held = course(village)
    village.training.save_results(held, [*entered([trained]), *entered([finished], Result.NOT_ASSESSED)])
    village.training.save_results(held, [*entered([others["不合格的"]], Result.FAILED), *entered([others["缺席的"]], Result.ABSENT)])
    last_year = course(village, title="去年", starts_on="2025-12-30", ends_on="2025-12-31")
    village.training.save_results(last_year, entered([others["去年的"]]))
    village.training.save_results(course(village, title="自学", recognised="0"), entered([others["没认可的"]]))
    village.training.save_results(course(village, title="讲座", recognised=""), entered([others["没说认可的"]]))
    year = village.training.year()
    assert [each.full_name for each in year.lacking] == [*others, "休假的", "三十天的"]
    assert [each.full_name for each in year.lacking if each.on_leave] == ["休假的"]
    assert [each.full_name for each in year.lately] == ["新来的"]
    assert (year.trained, year.total) == (2, 9)
    assert "去年的" not in lacking(village, day=date(2025, 12, 31))


def test_the_training_year_agrees_with_the_number_of_the_plan(village: Workspace) -> None:
    ids = [worker(village, f"工作者{number}", ref=str(number)) for number in range(5)]
    worker(village, "新来的", employed_on="2026-11-10")
    village.training.save_results(course(village), entered(ids[:3]))
    year = village.training.year(day=date(2026, 11, 30))
    shown = village.indicators.compute("2026-11", only="training_coverage")[0]
    assert (year.trained, year.total) == (3, 5)
    assert (shown.numerator, shown.denominator) == ("3", "5")


def test_a_post_changes_from_the_day_that_is_named(village: Workspace) -> None:
    cells = {"full_name": "古丽", "post": "网格员", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}
    made = village.records.save("worker", cells).id

    def states() -> list[tuple[object, ...]]:
        return rows_of(village, "worker_state", "since, full_time, urban_roster", "since")

    village.records.save("worker", cells | {"urban_roster": "1"}, made, since=date(2026, 9, 1))
    assert states() == [("2020-03-01", 1, 0), ("2026-09-01", 1, 1)]
    for day, code in ((date(2026, 8, 31), "post_changed_later"), (date(2026, 11, 19), "day_ahead")):
        with pytest.raises(KnownError) as refused:
            village.records.save("worker", cells | {"full_time": "0", "urban_roster": "1"}, made, since=day)
        assert refused.value.code == code
    village.records.save("worker", cells | {"full_time": "0", "urban_roster": "1"}, made)
    assert states()[2:] == [("2026-11-18", 0, 1)]
    other = village.records.save("worker", cells | {"full_name": "王芳"}).id
    village.records.save("worker", cells | {"full_name": "王芳", "full_time": "0"}, other, since=date(2020, 3, 1))
    assert len(states()) == 3
    healthy(village)


def test_namesakes_are_one_person_only_once_somebody_has_confirmed_it(county: Workspace) -> None:
    born = {"birth_date": "1990-04-01", "certificates": "senior", "urban_roster": "1"}
    here = worker(county, "古丽·买买提", employed_on="2019-01-01", **born)
    there = worker(county, "古丽‧买买提", SECOND_VILLAGE, **born)
    worker(county, "古丽·买买提", SECOND_VILLAGE, ref="young", birth_date="1999-04-01")
    county.training.save_results(course(county), entered([there]))

    def counted() -> tuple[int, str | None, str | None]:
        shown = [county.indicators.compute("2026-11", only=key)[0] for key in ("training_coverage", "social_work_professionals")]
        return county.training.year().total, shown[0].denominator, shown[1].numerator

    assert counted() == (3, "3", "2")
    (found,) = county.questions.find()
    assert (found.register, set(found.record_ids)) == ("worker", {here, there})
    (other,) = county.same_person.namesakes(here)
    assert (other.worker_id, other.same, other.by_number) == (there, False, False)
    county.same_person.confirm(here, there)
    assert counted() == (2, "2", "1")
    assert county.training.year(VILLAGE).trained == 1  # the course taken at the other unit
    assert [each.same for each in county.same_person.namesakes(there)] == [True]
    assert county.questions.find() == ()
    assert county.records.card("worker", here).versions[-1].changes == (("与另一份登记是同一个人", "否", "是"),)
    county.same_person.part(there)
    assert counted() == (3, "3", "2")
    assert county.undo.undo().words() == "不再算作同一个人 古丽·买买提"
    assert counted() == (2, "2", "1")
    healthy(county)


def test_three_rosters_of_one_person_join_and_part_one_by_one(county: Workspace) -> None:
    born = {"birth_date": "1990-04-01"}
    first, second, third = (
        worker(county, "古丽", unit, ref=ref, **born) for unit, ref in ((VILLAGE, "1"), (SECOND_VILLAGE, "2"), (VILLAGE, "3"))
    )
    county.same_person.confirm(first, second)
    county.same_person.confirm(first, third)
    county.same_person.confirm(third, first)
    assert county.training.year().total == 1
    county.same_person.part(third)
    assert county.training.year().total == 2
    assert {each.worker_id: each.same for each in county.same_person.namesakes(first)} == {second: True, third: False}


BORN = {"birth_date": "1940-03-05"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BORN, {"birth_date": "1941-03-05"}),
        (BORN, BORN | {"full_name": "古丽娜"}),
        ({}, {}),
        (BORN | {"id_number": ID_NUMBERS[0]}, BORN | {"id_number": ID_NUMBERS[1]}),
    ],
)
def test_who_is_told_apart_is_never_made_one(village: Workspace, one: dict[str, str], other: dict[str, str]) -> None:
    ids = [worker(village, **({"name": "古丽", "ref": ref} | _named(cells))) for ref, cells in (("1", one), ("2", other))]
    assert village.same_person.namesakes(ids[0]) == ()
    with pytest.raises(KnownError, match="not_alike"):
        village.same_person.confirm(*ids)
    assert village.training.year().total == 2


def _named(cells: dict[str, str]) -> dict[str, str]:
    return {"name" if key == "full_name" else key: text for key, text in cells.items()}


def test_one_number_is_one_person_and_nobody_parts_it(village: Workspace) -> None:
    first, second = (worker(village, name, **BORN, id_number=ID_NUMBERS[0], ref=name) for name in ("古丽", "古丽娜"))
    assert [(each.same, each.by_number) for each in village.same_person.namesakes(first)] == [(True, True)]
    village.same_person.part(second)
    assert village.training.year().total == 1
