"""A training day: the course, thirty people signed in by keyboard, who is left, and the way back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.codes import Result
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, ENTER, TAB, Clerk
from tests.journeys.test_county_imports_folder import opened

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
ABSENT = ("买买提·吐尔逊", "阿依古丽·艾合买提")
NAMES = (*(f"{each}明" for each in SURNAMES[:12]), ABSENT[0], *(f"{each}芳" for each in SURNAMES[12:26]), ABSENT[1], "热孜万古丽", "古丽")


@pytest.fixture
def training_day(clerk: Callable[[Path], Clerk], tmp_path: Path) -> Clerk:
    """A village with thirty workers."""
    ws = workspaces.village(tmp_path / "village")
    cells = {"post": "网格员", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}
    ws.records.save_many("worker", [(None, cells | {"full_name": name, "ref": f"{n:02d}"}) for n, name in enumerate(NAMES, 1)])
    ws.close()
    at_work = clerk(tmp_path / "village")
    opened(at_work)
    return at_work


def results(clerk: Clerk, course: bytes) -> dict[str, Result | None]:
    return {each.full_name: each.result for each in clerk.main.ws.training.roster(course)}


def test_thirty_people_in_ten_keys(training_day: Clerk) -> None:
    clerk = training_day
    clerk.main.go("training")
    page: Any = clerk.page("training")
    clerk.until(page.courses.list.first.isVisible)

    clerk.press((Qt.Key.Key_N, CTRL))  # the first step of the empty page
    clerk.until(page.form.first_field().hasFocus)
    clerk.write("社区工作者业务培训")
    clerk.press(TAB, TAB, TAB)
    clerk.type("1110")
    clerk.press(TAB)
    clerk.type("1112")
    clerk.press(TAB)
    clerk.type("24")
    clerk.press(TAB)
    clerk.type("1")
    clerk.press((ENTER, CTRL))
    clerk.until(lambda: page.courses.list.table.hasFocus() and page.courses.sheet.grid.rows.rowCount() == len(NAMES))
    course = clerk.main.ws.training.courses()[0]
    assert (course.title, course.recognised) == ("社区工作者业务培训", True)

    clerk.press(ENTER)
    clerk.until(page.courses.sheet.grid.hasFocus)
    clerk.strokes = 0
    clerk.press(Qt.Key.Key_F8)
    clerk.type("mm3")  # 买买提 was absent
    page.courses.sheet.grid._end_search()  # a person's pause
    clerk.type("ay3")  # so was 阿依古丽
    clerk.press((ENTER, CTRL))
    clerk.until(lambda: clerk.main.ws.training.course(course.id).entered == len(NAMES))
    assert clerk.strokes <= 10
    found = results(clerk, course.id)
    assert [name for name, result in found.items() if result is Result.ABSENT] == list(ABSENT)
    assert [name for name, result in found.items() if result is not Result.PASSED] == list(ABSENT)

    clerk.press((Qt.Key.Key_2, ALT))
    clerk.until(lambda: page.year.model.rowCount() == len(ABSENT))
    assert [page.year.model.row(n).full_name for n in range(2)] == list(ABSENT)
    assert "28 / 30" in page.year.done.text()

    clerk.press((Qt.Key.Key_Z, CTRL))
    clerk.until(lambda: clerk.main.ws.training.course(course.id).entered == 0)
    clerk.until(lambda: page.year.model.rowCount() == len(NAMES))
    assert set(results(clerk, course.id).values()) == {None}


def test_a_sheet_half_filled_stands_there_again(training_day: Clerk) -> None:
    clerk = training_day
    ws = clerk.main.ws
    cells = {"organiser_level": "county", "mode": "in_person", "hours": "8", "recognised": "1"}
    for day in ("2026-05-10", "2026-06-10"):
        ws.records.save("course", cells | {"title": day, "starts_on": day, "ends_on": day})
    clerk.main.go("training")
    page: Any = clerk.page("training")

    def grid() -> Any:
        return page.courses.sheet.grid  # the pane makes a new one when the columns change

    clerk.until(lambda: page.courses.list.table.hasFocus() and grid().rows.rowCount() == len(NAMES))
    clerk.press(ENTER)
    clerk.until(grid().hasFocus)
    clerk.type("12")
    assert len(grid().changed_rows()) == 2
    page.courses.list.table.setFocus()
    clerk.press(Qt.Key.Key_Down)
    clerk.until(lambda: page.courses.sheet.sheet.title == "2026-05-10")
    assert grid().changed_rows() == []
    clerk.press(Qt.Key.Key_Up)
    clerk.until(lambda: page.courses.sheet.sheet.title == "2026-06-10")
    assert [texts["result"] for _, texts in grid().changed_rows()] == ["passed", "failed"]
    assert ws.training.courses()[0].entered == 0
