"""The page of training beyond its journey: what a county and a village may do, refusals, what changes meanwhile."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.codes import Result
from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.types.training import ResultEntry
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import SECOND_VILLAGE, VILLAGE
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes
from ui.shared.widgets import LinkButton
from ui.training.post_question import PostAnswer
from ui.training.training_screen import TrainingScreen

COURSE = {
    "title": "业务培训", "organiser_level": "county", "mode": "in_person", "starts_on": "2026-05-10", "ends_on": "2026-05-12",
    "hours": "24", "recognised": "1",
}  # fmt: skip
WORKER = {"post": "网格员", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Workspace], Any]:
    def show(ws: Workspace) -> Any:
        page = TrainingScreen(ws, Changes())
        qtbot.addWidget(page)
        page.resize(1142, 680)
        page.show()
        page.activated()
        qtbot.waitUntil(lambda: page.courses.sheet.sheet is not None or page.courses.list.first.isVisible())
        return page

    return show


def worker(ws: Workspace, name: str, unit: str = VILLAGE) -> bytes:
    return ws.records.save("worker", WORKER | {"full_name": name, "unit_code": unit}).id


def names(page: Any) -> list[str]:
    return [texts["name"] for _, texts in page.courses.sheet.grid.values()]


def test_a_county_signs_in_place_by_place(county: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot) -> None:
    here, _there = worker(county, "甲"), worker(county, "乙", SECOND_VILLAGE)
    held = county.records.save("course", COURSE).id
    county.training.save_results(held, [ResultEntry(here, Result.PASSED)])
    page = opened(county)
    assert names(page) == ["甲"]  # whoever has a result; nobody else is asked for yet
    qtbot.waitUntil(page.courses.sheet.place.isVisible)
    page.courses.sheet.place.set_value(SECOND_VILLAGE)
    qtbot.waitUntil(lambda: names(page) == ["乙"])
    page.courses.sheet.fill.click()
    page.courses.sheet.save.button.click()
    qtbot.waitUntil(lambda: county.training.course(held).completed == 2)
    page.courses.sheet.place.clear()
    qtbot.waitUntil(lambda: names(page) == ["甲", "乙"])


def test_a_village_uses_the_countys_course_and_does_not_change_it(
    village: Workspace, county: Workspace, opened: Callable[[Workspace], Any], tmp_path: Path, qtbot: QtBot
) -> None:
    county.records.save("course", COURSE)
    village.packages.import_files(county.enrolment.invite([VILLAGE], tmp_path).files)
    village.packages.export(tmp_path)
    county.packages.import_files(sorted(tmp_path.glob("*.kashi")))
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    village.packages.import_files(county.packages.write_receipts(tmp_path).files)
    worker(village, "甲")
    village.records.save(
        "course", COURSE | {"title": "自己办的", "organiser_level": "village", "starts_on": "2026-06-01", "ends_on": "2026-06-01"}
    )
    page = opened(village)
    assert page.courses.sheet.edit_button.isVisible()
    assert page.courses.list.model.rowCount() == 2
    page.courses.list.table.select(1)
    qtbot.waitUntil(lambda: page.courses.sheet.sheet.title == "业务培训")
    assert not page.courses.sheet.edit_button.isVisible()
    shared = village.training.courses()[1].id
    for act in (lambda: village.records.save("course", COURSE, shared), lambda: village.records.remove("course", shared, "录错")):
        with pytest.raises(KnownError) as refused:
            act()
        assert refused.value.code == "record_of_county"
    page.courses.sheet.fill.click()
    page.courses.sheet.save.button.click()
    qtbot.waitUntil(lambda: village.training.year().trained == 1)


def test_the_form_shows_what_is_wrong_beside_its_field(village: Workspace, opened: Callable[[Workspace], Any]) -> None:
    page = opened(village)
    page.show_new()
    page.form.set_values(COURSE | {"ends_on": "2026-05-09"})
    page.form.save.button.click()
    assert village.training.courses() == ()
    assert page.form.isVisible()
    page.form.set_values({"ends_on": "2026-05-10", "recognised": ""})
    told: list[str] = []
    page.noticed.connect(lambda words, _tone: told.append(words))
    page.form.save.button.click()
    assert [each.title for each in village.training.courses()] == ["业务培训"]
    assert len(told) == 1  # nobody said whether it counts
    assert page.title() == "培训"


def test_a_course_with_results_is_not_removed(
    village: Workspace, opened: Callable[[Workspace], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = village.records.save("course", COURSE).id
    who = worker(village, "甲")
    village.training.save_results(held, [ResultEntry(who, Result.PASSED)])
    page = opened(village)
    told: list[str] = []
    page.noticed.connect(lambda words, _tone: told.append(words))
    monkeypatch.setattr("ui.registers.entry_page.ask_reason", lambda *_words: "录错")
    page.show_edit(village.training.course(held))
    page.remove.click()
    assert len(told) == 1
    assert village.training.courses()
    village.training.save_results(held, [ResultEntry(who, None)])
    page.remove.click()
    assert village.training.courses() == ()


def test_what_is_half_typed_survives_a_change_from_elsewhere(village: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot) -> None:
    village.records.save("course", COURSE)
    worker(village, "甲")
    page = opened(village)
    page.courses.sheet.grid.rows.change([(0, "result", "failed")])
    worker(village, "乙")
    page._changes.records_changed.emit(None)
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    assert {texts["name"]: texts["result"] for _, texts in page.courses.sheet.grid.values()} == {"甲": "failed", "乙": ""}


def test_the_window_locks_over_a_half_filled_sheet_and_nothing_is_typed_twice(
    village: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot
) -> None:
    held = village.records.save("course", COURSE).id
    who = worker(village, "甲")
    page = opened(village)
    page.courses.sheet.grid.rows.change([(0, "result", "failed")])
    page.workers.show_new()
    page.workers.form.set_values({"full_name": "乙"})
    page.flush()
    again = opened(village)
    qtbot.waitUntil(lambda: len(names(again)) == 1)
    assert dict(again.courses.sheet.grid.changed_rows())[who]["result"] == "failed"
    again.workers.show_new()
    assert again.workers.form.value("full_name") == "乙"
    assert again.workers.form.kept.isVisibleTo(again.workers)
    again.workers.form.set_values(WORKER | {"full_name": "丙"})
    again.workers.form.save.button.click()
    assert village.drafts.find("worker", NEW_RECORD) is None
    again.courses.sheet.save.button.click()
    qtbot.waitUntil(lambda: village.training.course(held).entered == 1)
    qtbot.waitUntil(lambda: village.drafts.find("sign_in", held) is None)


def test_those_on_leave_are_listed_when_they_are_asked_for(village: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot) -> None:
    village.records.save("course", COURSE)
    worker(village, "甲")
    village.records.save("worker", WORKER | {"full_name": "乙", "leave_from": "2026-01-01"})
    page = opened(village)
    assert names(page) == ["甲"]
    page.courses.sheet.away.click()
    qtbot.waitUntil(lambda: sorted(names(page)) == ["乙", "甲"])


def test_paper_is_offered_once_somebody_prints(village: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot) -> None:
    held = village.records.save("course", COURSE).id
    worker(village, "甲")
    page = opened(village)
    assert not page.courses.sheet.print_button.isVisible()
    printed: list[tuple[str, bytes, str]] = []
    page.offer_printing(
        lambda course, unit: printed.append(("sheet", course.id, unit)), lambda course, unit: printed.append(("list", course.id, unit))
    )
    page.refresh()
    qtbot.waitUntil(page.courses.sheet.print_button.isVisible)
    for action in page.courses.sheet.papers.actions():
        action.trigger()
    assert printed == [("sheet", held, ""), ("list", held, "")]


def test_a_changed_post_asks_whether_it_was_wrong_or_is_new(village: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot) -> None:
    who = worker(village, "甲")
    page = opened(village)
    page.show_view("workers")
    qtbot.waitUntil(lambda: page.workers.list.model.rowCount() == 1)
    answers: list[PostAnswer | None] = [None, PostAnswer(date(2026, 9, 1)), PostAnswer(None)]
    page.workers.ask_post = lambda *_words: answers.pop(0)

    def saves(**values: str) -> list[tuple[object, ...]]:
        page.workers.open_row(page.workers.list.model.row(0))
        page.workers.form.set_values(values)
        page.workers.form.save.button.click()
        page.workers.refresh()
        wait_for_all()
        QApplication.processEvents()
        return workspaces.rows_of(village, "worker_state", "since, full_time, urban_roster", "since")

    assert saves(urban_roster="1") == []  # the person changed their mind: nothing is saved, everything still stands there
    assert page.workers.form.isVisible()
    assert saves(urban_roster="1") == [("2020-03-01", 1, 0), ("2026-09-01", 1, 1)]
    assert saves(post="主任") == [("2020-03-01", 1, 0), ("2026-09-01", 1, 1)]
    assert len(answers) == 1  # another word for the post is no such change
    saves(urban_roster="0")
    assert village.records.card("worker", who).row.cells["urban_roster"] == "0"
    assert len(workspaces.rows_of(village, "worker_state")) == 2


def test_from_the_list_of_the_year_to_the_person(
    village: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot, tmp_path: Path
) -> None:
    who = worker(village, "甲")
    held = village.records.save("course", COURSE | {"recognised": "0"}).id
    village.training.save_results(held, [ResultEntry(who, Result.PASSED, None, "A-1")])
    page = opened(village)
    page.show_view("year")
    qtbot.waitUntil(lambda: page.year.model.rowCount() == 1)
    page._files._ask_path = lambda _parent, name: tmp_path / name
    page.year.table.export()
    qtbot.waitUntil((tmp_path / "今年还没有培训的.xlsx").exists)
    page.year.table.activated_row.emit(page.year.model.row(0))
    assert page.workers.card.isVisible()
    shown = " ".join(label.text() for label in page.workers.card.findChildren(QLabel))
    assert "业务培训 · 合格 · 证书 A-1 · 不计入覆盖率" in shown


def test_a_namesake_is_confirmed_and_parted_on_the_card(county: Workspace, opened: Callable[[Workspace], Any], qtbot: QtBot) -> None:
    born = WORKER | {"full_name": "古丽", "birth_date": "1990-04-01"}
    who, other = (county.records.save("worker", born | {"unit_code": unit}).id for unit in (VILLAGE, SECOND_VILLAGE))
    page = opened(county)
    page.show_view("workers")
    page.workers.show_worker(who)
    said: list[str] = []
    page.workers.said.connect(lambda words, _undo: said.append(words))

    def button(words: str) -> Any:
        return next((each for each in page.workers.card.findChildren(LinkButton) if words in each.text()), None)

    button("是同一个人").click()
    assert county.training.year().total == 1
    qtbot.waitUntil(lambda: button("核对过了") is None)
    button("不是同一个人").click()
    assert county.training.year().total == 2
    qtbot.waitUntil(lambda: button("不是同一个人") is None)
    assert said == ["已确认是同一个人，各项人数只算一次", "不再算作同一个人"]
    county.records.remove("worker", other, "录错")
    button("是同一个人").click()
    assert county.training.year().total == 1
    assert [each.same for each in county.same_person.namesakes(who)] == []
