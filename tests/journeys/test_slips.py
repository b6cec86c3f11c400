"""A tired clerk: keys held down, double clicks and the wheel among the visits of an evening."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from db.codes import CareLevel, Observation, Outcome
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, ENTER, ESC, TODAY, Clerk
from tests.journeys.test_county_imports_folder import opened
from tests.services.tables import ELDER, load
from tests.ui.test_shared_hands import double_click, hold, wheel
from tests.workspaces import colleague, context_of, elder_input
from ui.shared.table import TableView

MET, F8 = (Qt.Key.Key_1, ALT), Qt.Key.Key_F8
UNDO, REDO = (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_Y, CTRL)


@pytest.fixture
def evening(clerk: Callable[[Path], Clerk], tmp_path: Path) -> Clerk:
    """A village with eight who are due."""
    ws = workspaces.village(tmp_path / "village")
    for number in range(8):
        ws.elders.save(elder_input(full_name=f"王桂芳{number}", care_level=CareLevel.HIGH))
    ws.close()
    at_work = clerk(tmp_path / "village")
    opened(at_work)
    today = at_work.page("today")
    at_work.until(lambda: today.table.hasFocus() and today.table.model().rowCount() == 8)
    at_work.press(ENTER)
    return at_work


def saved(clerk: Clerk) -> int:
    return len(list(clerk.main.ws.registers.dump("visit")))


def next_form(clerk: Clerk, before: str) -> None:
    form = clerk.page("visit")
    clerk.until(lambda: form.subtitle() != before and form.fields.head.time.hasFocus() and form.save.reason())


def test_holding_the_keys_that_save_writes_the_one_visit_that_was_typed(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    first = form.subtitle()
    hold(form, ENTER, CTRL)
    QApplication.processEvents()
    assert (saved(evening), form.save.reason()) == (0, "请填写结果")
    evening.press(MET, F8)
    hold(form, ENTER, CTRL)
    next_form(evening, first)
    for _ in range(20):
        hold(form, ENTER, CTRL, repeats=1)
        QApplication.processEvents()
    assert saved(evening) == 1
    assert form.fields.head.chosen_outcome() is None
    assert set(form.fields.observations.states().values()) == {Observation.UNKNOWN}
    assert form.fields.needs.values() == ()


def test_a_double_click_on_save_writes_the_one_visit_that_was_typed(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    evening.press(MET)
    before = form.subtitle()
    double_click(form.save_button)
    next_form(evening, before)
    before = form.subtitle()
    double_click(form.save_button)  # and once more, on the form of the next
    QApplication.processEvents()
    assert (saved(evening), form.subtitle()) == (1, before)


def test_the_wheel_over_the_form_changes_nothing(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    evening.press(MET)
    before = form.fields.state()
    for key in ("method", "outcome", "visitor_role"):
        wheel(form.fields.editors[key].widget)
    assert form.fields.state() == before
    assert form.fields.head.chosen_outcome() is Outcome.MET


def test_undo_takes_back_the_slip_in_the_form_and_then_the_saved_visit_by_name(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    before = form.subtitle()
    evening.press(MET, F8, (ENTER, CTRL))
    next_form(evening, before)
    form.fields.needs.chips.setFocus()
    evening.press(Qt.Key.Key_1, MET, F8)
    assert (len(form.fields.needs.values()), form.fields.head.chosen_outcome()) == (1, Outcome.MET)
    form.fields.needs.chips.setFocus()
    evening.press(UNDO)  # all ten rows that one key answered
    assert set(form.fields.observations.states().values()) == {Observation.UNKNOWN}
    evening.press(UNDO, UNDO)
    assert (form.fields.needs.values(), form.fields.head.chosen_outcome(), saved(evening)) == ((), None, 1)
    evening.press(REDO)
    assert form.fields.head.chosen_outcome() is None
    assert len(form.fields.needs.values()) == 1
    evening.press(UNDO)
    form.fields.head.time.setFocus()  # a field that holds nothing to take back leaves the key to the program
    evening.press(UNDO)
    evening.until(lambda: saved(evening) == 0)
    evening.until(lambda: "已撤销：11月18日探访 王桂芳" in evening.main.toast.accessibleName())
    evening.press(REDO)
    evening.until(lambda: saved(evening) == 1)
    evening.until(lambda: "已重做：11月18日探访 王桂芳" in evening.main.toast.accessibleName())


def test_undo_takes_back_a_load_as_a_whole_and_says_what_it_cannot_take_back(evening: Clerk) -> None:
    ws, toast = evening.main.ws, evening.main.toast
    people = len(list(ws.registers.dump("elder")))
    ws.records.save("survey", {"held_on": "2026-11-01", "sample": "10", "satisfied": "9"})
    load(ws, "elder", *[ELDER | {"ref": f"L{number}", "full_name": f"人{number}"} for number in range(3)])
    evening.press(UNDO)
    evening.until(lambda: "已撤销：导入老年人（3 条）" in toast.accessibleName())
    assert len(list(ws.registers.dump("elder"))) == people
    assert len(list(ws.registers.dump("survey"))) == 1
    elder = next(iter(ws.due.list().items)).elder_id
    ws.elders.withdraw_consent(elder, TODAY)
    evening.press(UNDO)
    evening.until(lambda: "“撤回同意”不能撤销" in toast.accessibleName())
    assert len(list(ws.registers.dump("survey"))) == 1
    evening.press(UNDO)  # what does not concern that person is taken back as before
    evening.until(lambda: "已撤销：保存满意度调查" in toast.accessibleName())
    assert list(ws.registers.dump("survey")) == []


def test_a_visit_of_the_last_sitting_is_listed_with_who_and_when_and_taken_back(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    before = form.subtitle()
    evening.press(MET, F8, (ENTER, CTRL))
    next_form(evening, before)
    name = before.split()[0]
    evening.leave()
    evening.come_back()
    opened(evening)
    today = evening.page("today")
    evening.until(today.table.hasFocus)
    rows: list[list[str]] = []

    def read(dialog: QDialog) -> None:
        table = dialog.focusWidget()
        assert isinstance(table, TableView)
        QTest.keyClick(table, Qt.Key.Key_Down)
        model = table.model()
        rows.extend([[str(model.index(row, column).data()) for column in range(3)] for row in range(2)])
        rows.append([str(table.currentIndex().row())])
        QTest.keyClick(dialog, ESC)

    with evening.answering(read):
        evening.press((Qt.Key.Key_H, CTRL))
    who = evening.main.ws.account_name
    visit = f"11月18日探访 {name}"
    assert [row[1:] for row in rows[:2]] == [[visit, who], ["登记老人 王桂芳7", who]]
    assert rows[0][0].startswith("2026-11-18 ")
    assert rows[2] == ["1"]
    evening.press(UNDO)
    evening.until(lambda: saved(evening) == 0)
    evening.until(lambda: f"已撤销：{visit}" in evening.main.toast.accessibleName())


def test_undo_of_a_load_leaves_whom_a_colleague_visited_since_and_names_him(evening: Clerk) -> None:
    ws, toast = evening.main.ws, evening.main.toast
    people = len(list(ws.registers.dump("elder")))
    load(ws, "elder", *[ELDER | {"ref": f"L{number}", "full_name": f"人{number}"} for number in range(3)])
    mine = context_of(ws).account
    colleague(ws)
    values = {"elder_ref": "L1", "visited_at": "2026-11-03 09:00", "method": "电话", "outcome": "已通话", "visitors": "甲"}
    ws.records.save("visit", values)
    assert mine
    context_of(ws).sign_in(mine, "古丽娜尔")
    evening.press(UNDO)
    evening.until(lambda: "是阿里木做的" in toast.accessibleName())
    evening.press(UNDO)
    evening.until(lambda: "已撤销：导入老年人（2 条）" in toast.accessibleName())
    assert "其中 1 条之后又改过、用到或销毁过，没有动：人1。" in toast.accessibleName()
    assert len(list(ws.registers.dump("elder"))) == people + 1
