"""登记册: any register as a list, a form, a card and a load."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from db.codes import UrbanRuralClass
from kashi_desktop.services.records import register_info
from kashi_desktop.workspace import Workspace
from tests.workspaces import VILLAGE
from ui.registers import register_view
from ui.registers.register_view import CARD, FORM, LIST, LOAD, RegisterView
from ui.registers.registers_screen import DICTIONARY, RegistersScreen
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

LONG = 15_000
CTRL = Qt.KeyboardModifier.ControlModifier
TASK = {"title": "补齐设施面积", "lead": "县民政局", "due_on": "2026-12-31", "status": "open"}


@pytest.fixture
def tasks(county: Workspace, qtbot: QtBot, tmp_path: Path) -> RegisterView:
    return shown(county, "ledger_task", qtbot, tmp_path)


def shown(ws: Workspace, register: str, qtbot: QtBot, folder: Path) -> RegisterView:
    made = RegisterView(ws, register, register_info(register), Changes(), ask=lambda _parent, name: folder / name)
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    made.activated()
    settle(qtbot)
    return made


def settle(qtbot: QtBot) -> None:
    wait_for_all()
    qtbot.wait(1)  # what the threads handed over arrives with the next events


def titles(view: RegisterView, key: str = "title") -> list[str]:
    return [view.list.model.row(index).cells[key] for index in range(view.list.model.rowCount())]


def fill(view: RegisterView, **values: str) -> None:
    assert view.form is not None
    view.form.set_values(values)


def test_an_empty_register_teaches_the_first_step(tasks: RegisterView, qtbot: QtBot) -> None:
    assert tasks.list._stack.currentIndex() == 1
    QTest.keyClick(tasks, Qt.Key.Key_N, CTRL)
    assert tasks.stack.currentIndex() == FORM


def test_the_keyboard_goes_from_the_first_step_to_the_first_record(county: Workspace, tasks: RegisterView, qtbot: QtBot) -> None:
    assert tasks.list.first_button is not None
    step = tasks.list.first_button

    def beside_it() -> bool:  # an Enter that nobody meant presses nothing, Tab reaches it
        held = QApplication.focusWidget()
        return held is not None and not step.hasFocus() and tasks.list.isAncestorOf(held) and held is not tasks.list.table

    qtbot.waitUntil(beside_it, timeout=LONG)
    QTest.keyClick(QApplication.focusWidget() or tasks, Qt.Key.Key_Tab)
    assert step.hasFocus()
    QTest.keyClick(step, Qt.Key.Key_Return)
    assert tasks.stack.currentIndex() == FORM
    assert tasks.form is not None
    tasks.form.set_values(TASK)
    tasks.form.save.button.click()
    settle(qtbot)
    qtbot.waitUntil(tasks.list.table.hasFocus, timeout=LONG)  # Enter, Space and Del work at once
    county.records.remove("ledger_task", tasks.list.current().id, "录错了")
    tasks.refresh()
    settle(qtbot)
    qtbot.waitUntil(beside_it, timeout=LONG)


def test_a_person_is_typed_from_the_name_on(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    view = shown(ws, "worker", qtbot, tmp_path)
    view.show_new()
    assert view.form is not None
    qtbot.waitUntil(view.form.editors["full_name"].widget.hasFocus, timeout=LONG)


def test_a_record_is_typed_changed_taken_out_and_undone(county: Workspace, tasks: RegisterView, qtbot: QtBot, monkeypatch: Any) -> None:
    tasks.show_new()
    assert tasks.form is not None
    assert not tasks.form.save.button.isEnabled()
    fill(tasks, **TASK)
    with qtbot.waitSignal(tasks.said) as said:
        tasks.form.save.button.click()
    assert said.args == ["已登记一条年度任务", True]
    settle(qtbot)
    assert titles(tasks) == ["补齐设施面积"]
    assert tasks.stack.currentIndex() == LIST
    QTest.keyClick(tasks.list.table, Qt.Key.Key_Return)
    fill(tasks, progress="已开工", status="doing")
    tasks.form.save.button.click()
    settle(qtbot)
    assert titles(tasks, "progress") == ["已开工"]
    QTest.keyClick(tasks.list.table, Qt.Key.Key_Space)
    assert tasks.stack.currentIndex() == CARD
    monkeypatch.setattr(register_view, "ask_reason", lambda *_words: "重复登记")
    QTest.keyClick(tasks.card, Qt.Key.Key_Delete)
    settle(qtbot)
    assert titles(tasks) == []
    county.undo.undo()
    tasks._hub.everything(None)
    settle(qtbot)
    assert titles(tasks) == ["补齐设施面积"]


def test_faults_stand_at_their_fields_and_nothing_is_saved(county: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    view = shown(county, "survey", qtbot, tmp_path)
    view.show_new()
    fill(view, unit_code=VILLAGE, held_on="2026-10-10", sample="20", satisfied="30")
    assert view.form is not None
    view.form.save.button.click()
    assert view.stack.currentIndex() == FORM
    assert view.form.editors["satisfied"].widget.property("faulty") is True
    assert county.records.list("survey") == ()


def test_warnings_are_told_after_saving(county: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    view = shown(county, "unit_profile", qtbot, tmp_path)
    view.show_new({"unit_code": VILLAGE, "as_of": "2025-12-31", "households": "7"})
    assert view.form is not None
    with qtbot.waitSignal(view.noticed) as told:
        view.form.save.button.click()
    assert told.args is not None
    assert told.args[1] == "warning"
    assert [each.unit_code for each in county.records.list("unit_profile")] == [VILLAGE]


def test_what_was_typed_stands_there_again(tasks: RegisterView) -> None:
    tasks.show_new()
    fill(tasks, title="半截")
    assert tasks.form is not None
    tasks.form.cancel.click()
    tasks.show_new()
    assert tasks.form.value("title") == "半截"


def test_search_filter_copy_and_export(county: Workspace, tasks: RegisterView, qtbot: QtBot, tmp_path: Path) -> None:
    for title, status in (("甲任务", "open"), ("乙任务", "done")):
        county.records.save("ledger_task", TASK | {"title": title, "status": status, "progress": "=1+1"})
    tasks.refresh()
    settle(qtbot)
    tasks.list.bar.set_value("status", "done")
    assert titles(tasks) == ["乙任务"]
    tasks.list.table.setFocus()
    QTest.keyClick(tasks.list.table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("乙任务\t")
    tasks.list.bar.clear_all()
    tasks.list.bar.search.setText("甲")
    with qtbot.waitSignal(tasks.said, timeout=LONG):
        tasks.list.export_button.click()
    [header, row] = CalamineWorkbook.from_path(str(tmp_path / "年度任务.xlsx")).get_sheet_by_index(0).to_python()
    exported = dict(zip(header, row, strict=True))
    assert (exported["任务"], exported["进展"]) == ("甲任务", "=1+1")
    assert str(exported["完成期限"]) == "2026-12-31"


def test_a_table_is_loaded_after_a_preview(county: Workspace, tasks: RegisterView, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "任务.csv"
    file.write_text("ref,title,status\nR1,甲,open\nR2,乙,不明\n", encoding="utf-8")
    tasks.show_load()
    assert tasks.stack.currentIndex() == LOAD
    tasks.load.preview(file)
    qtbot.waitUntil(lambda: tasks.load._stack.currentIndex() == 2, timeout=LONG)
    assert tasks.load.confirm.button.text() == "跳过 1 行，导入其余 1 条"
    assert tasks.load.model.data(tasks.load.model.index(0, 2)) == "状态"
    assert county.records.list("ledger_task") == ()
    tasks.load.keep.click()
    told = tmp_path / "年度任务：表格里的问题.xlsx"
    qtbot.waitUntil(told.exists, timeout=LONG)
    assert CalamineWorkbook.from_path(told).get_sheet_by_index(0).to_python()[1][:3] == ["3", "不导入", "状态"]
    tasks.load.confirm.button.click()
    qtbot.waitUntil(lambda: tasks.stack.currentIndex() == LIST, timeout=LONG)
    settle(qtbot)
    assert titles(tasks) == ["甲"]


def test_a_register_of_the_county_is_read_only_at_a_village(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    view = shown(ws, "holiday", qtbot, tmp_path)
    assert view.list.new_button.isHidden()
    assert view.list.load_button.isHidden()


def test_links_are_chosen_and_shown_by_name(county: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    course = {"ref": "C1", "title": "能力提升班", "organiser_level": "county", "mode": "in_person", "starts_on": "2026-05-10"}
    county.records.save("course", course | {"ends_on": "2026-05-12", "hours": "24", "recognised": "1"})
    worker = {"ref": "W1", "unit_code": VILLAGE, "full_name": "古丽·买买提", "post": "网格员", "full_time": "1", "urban_roster": "0"}
    county.records.save("worker", worker | {"employed_on": "2020-03-01"})
    view = shown(county, "attendance", qtbot, tmp_path)
    view.show_new({"unit_code": VILLAGE})
    fill(view, unit_code=VILLAGE)
    assert view.form is not None
    for key, typed in (("course_ref", "能力提升"), ("worker_ref", "古丽")):
        view.form.editors[key].widget.setText(typed)  # type: ignore[attr-defined]  # a field of text
    fill(view, result="passed")
    assert view.form.problems() == []
    view.form.save.button.click()
    settle(qtbot)
    words = [view.list.model.data(view.list.model.index(0, column)) for column in range(view.list.model.columnCount())]
    assert "古丽·买买提" in words
    assert "能力提升班" in words


@pytest.fixture
def screen(county: Workspace, qtbot: QtBot) -> RegistersScreen:
    made = RegistersScreen(county, Changes())
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    made.activated()
    settle(qtbot)
    return made


def test_every_register_of_the_county_opens_and_its_form_fits_its_columns(screen: RegistersScreen, qtbot: QtBot) -> None:
    for key in screen.keys[:-1]:
        screen.open(key)
        settle(qtbot)
        view = screen.view(key)
        assert isinstance(view, RegisterView)
        assert screen._stack.currentWidget() is view
        if key != "unit":
            view.show_new()
            assert view.form is not None
            assert set(view.form.editors) == {each.key for each in register_info(key).fields}
            view.show_list()


def test_the_data_dictionary_says_what_every_column_is_for(screen: RegistersScreen) -> None:
    screen.open(DICTIONARY)
    view: Any = screen.view(DICTIONARY)
    everything = view.model.rowCount()
    view.bar.set_value("register", "elder")
    assert 0 < view.model.rowCount() < everything
    assert all(line[1].purpose and line[1].keep and line[1].who_sees for line in (view.model.row(i) for i in range(view.model.rowCount())))


def test_the_county_says_what_a_place_is_from_a_day_on(county: Workspace, screen: RegistersScreen, qtbot: QtBot) -> None:
    screen.open("unit")
    settle(qtbot)
    view: Any = screen.view("unit")
    view.show_card(next(row for row in view.list.rows() if row.unit_code == VILLAGE))
    assert view.change.isVisible()
    view.change.click()
    assert not view.form.save.button.isEnabled()
    view.form.set_values({"since": "2026-07-01", "urban_rural_class": "111", "urban_override": "1", "reason": "县政府批复"})
    view.form.save.button.click()
    settle(qtbot)
    assert county.units.get(VILLAGE).urban_rural_class is UrbanRuralClass.C111
    assert [each.urban_override for each in county.units.states(VILLAGE)] == [None, True]
    view.show_card(next(row for row in view.list.rows() if row.unit_code == VILLAGE))
    assert view.stack.currentIndex() == CARD
