"""A sheet beside a list: letters find the line, what was typed is kept, one save for all."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kashi_desktop.workspace import Workspace
from ui.shared.entry_model import GridColumn
from ui.shared.entry_pane import EntryPane, Sheet
from ui.shared.pick_list import PickList, PickWords
from ui.shared.table import Column
from ui.shared.widgets import EmptyState

PEOPLE = ((b"a", "买买提", "mmt"), (b"b", "王芳", "wf"), (b"c", "买买提江", "mmtj"), (b"d", "阿依古丽", "aygl"))
CODES = GridColumn("result", "结果", "code", 200, choices=(("passed", "合格"), ("absent", "缺席")))
HOURS = GridColumn("hours", "小时", "number", 100, low=Decimal("0.1"), high=Decimal(3))


def sheet(subject: str = "one", column: GridColumn = CODES, values: tuple[str, ...] = ("",) * 4) -> Sheet:
    columns = (GridColumn("name", "姓名", width=150, stretch=True), column, GridColumn("no", "编号", "text", 120))
    lines = [(key, {"name": name, column.key: value}) for (key, name, _), value in zip(PEOPLE, values, strict=True)]
    find: dict[bytes, tuple[str, str]] = {key: (initials, name) for key, name, initials in PEOPLE}
    return Sheet(
        subject.encode(), subject, "", columns, lines, find, (column.key, "passed" if column is CODES else "3"), "其余", "{n} 人没有填"
    )


@pytest.fixture
def pane(qtbot: QtBot) -> EntryPane:
    made = EntryPane("签到表", "键", EmptyState("info", "", ""), EmptyState("info", "", ""))
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def row(pane: EntryPane) -> int:
    return pane.grid.currentIndex().row()


def test_letters_go_to_the_line_that_they_begin(pane: EntryPane) -> None:
    pane.show_sheet(sheet())
    pane.grid.setFocus()
    QTest.keyClicks(pane.grid, "w")
    assert (row(pane), pane.hint.words()) == (1, "找 w")
    pane.grid._end_search()
    QTest.keyClicks(pane.grid, "mmt")
    assert row(pane) == 2  # the next one below, not the first
    QTest.keyClicks(pane.grid, "x")
    assert (row(pane), pane.hint.words()) == (2, "找 mmt")  # a letter that leads nowhere is dropped
    QTest.keyClicks(pane.grid, "j2")
    assert dict(pane.grid.changed_rows())[b"c"]["result"] == "absent"
    assert (row(pane), "找" in pane.hint.words()) == (3, False)


def test_space_gives_the_usual_number_and_letters_still_find(pane: EntryPane) -> None:
    pane.show_sheet(sheet(column=HOURS))
    pane.grid.setFocus()
    QTest.keyClicks(pane.grid, "a ")
    assert [texts["hours"] for _, texts in pane.grid.values()] == ["", "", "", "3"]
    pane.fill.click()
    assert [texts["hours"] for _, texts in pane.grid.values()] == ["3"] * 4
    assert not pane.fill.isEnabled()


def test_letters_in_a_text_are_typed(pane: EntryPane, qtbot: QtBot) -> None:
    pane.show_sheet(sheet())
    pane.grid.setFocus()
    pane.grid.setCurrentIndex(pane.grid.rows.index(0, 2))
    QTest.keyClicks(pane.grid, "w")
    editor = pane.grid.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pane.grid.changed_rows()))
    assert dict(pane.grid.changed_rows())[b"a"]["no"] == "w"


def test_what_was_typed_waits_for_the_sheet_and_goes_when_it_is_saved(pane: EntryPane, village: Workspace, qtbot: QtBot) -> None:
    pane.keep_drafts(village.drafts, "sign_in")
    pane.show_sheet(sheet())
    assert (pane.save.button.isEnabled(), pane.save.reason()) == (False, "没有改动")
    pane.grid.rows.change([(1, "result", "absent")])
    assert pane.hint.words().startswith("3 人没有填")
    pane.show_sheet(sheet("two"))
    assert not pane.dirty()
    pane.show_sheet(sheet(values=("passed", "", "", "")))  # meanwhile another laptop's result has come
    assert dict(pane.grid.changed_rows()) == {b"b": {"name": "王芳", "result": "absent", "no": ""}}
    with qtbot.waitSignal(pane.save_wanted) as wanted:
        QTest.keyClick(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args is not None
    assert (wanted.args[0], [row_id for row_id, _ in wanted.args[1]]) == (b"one", [b"b"])
    assert not pane.save.button.isEnabled()
    pane.not_saved()
    assert pane.save.button.isEnabled()
    pane.save.button.click()
    pane.saved()
    assert not pane.dirty()
    pane.show_nothing()
    pane.show_sheet(sheet())
    assert not pane.dirty()


def test_what_was_typed_into_lines_that_are_not_shown_now_is_not_lost(pane: EntryPane, village: Workspace, qtbot: QtBot) -> None:
    pane.keep_drafts(village.drafts, "sign_in")
    pane.show_sheet(sheet())
    pane.grid.rows.change([(1, "result", "absent")])
    qtbot.waitUntil(lambda: village.drafts.find("sign_in", b"one") is not None)  # the pause of the keys
    other_place = replace(sheet(), lines=sheet().lines[2:])
    pane.show_sheet(other_place)
    pane.grid.rows.change([(0, "result", "passed")])
    pane.save.button.click()
    pane.saved()
    pane.show_sheet(sheet())
    assert dict(pane.grid.changed_rows()) == {b"b": {"name": "王芳", "result": "absent", "no": ""}}
    pane.save.button.click()
    pane.saved()
    assert village.drafts.find("sign_in", b"one") is None


def test_what_is_typed_while_the_sheet_is_being_saved_is_kept_apart(pane: EntryPane) -> None:
    pane.show_sheet(sheet())
    pane.grid.rows.change([(1, "result", "absent")])
    pane.save.button.click()
    pane.grid.rows.change([(1, "result", "passed"), (2, "result", "passed")])
    pane.saved()
    assert [(key, texts["result"]) for key, texts in pane.grid.changed_rows()] == [(b"b", "passed"), (b"c", "passed")]
    assert pane.save.reason() == ""


def test_a_save_that_ends_after_another_sheet_was_opened_leaves_that_one_unsaved(pane: EntryPane, village: Workspace) -> None:
    pane.keep_drafts(village.drafts, "sign_in")
    pane.show_sheet(sheet())
    pane.grid.rows.change([(1, "result", "absent")])
    pane.save.button.click()
    pane.grid.rows.change([(2, "result", "passed")])
    pane.show_sheet(sheet("two"))
    pane.grid.rows.change([(0, "result", "passed")])
    pane.saved()
    assert pane.dirty()
    assert village.drafts.find("sign_in", b"one") == {b"c".hex(): {"result": "passed", "no": ""}}, "what was saved is no draft any more"


def test_a_number_out_of_bounds_says_why_it_is_not_saved(pane: EntryPane) -> None:
    pane.show_sheet(sheet(column=HOURS))
    pane.grid.rows.change([(0, "hours", "3.5")])
    assert pane.save.reason() == "第 1 行“小时”：不能多于 3"


def test_a_list_tells_once_what_is_chosen_and_keeps_its_place(qtbot: QtBot) -> None:
    class Row:
        def __init__(self, name: str) -> None:
            self.id, self.name = name.encode(), name

    words = PickWords("班", "新班", "info", "没有", "先登记", "登记")
    made = PickList(words, (Column("name", "名称", 100, lambda each: each.name),))
    qtbot.addWidget(made)
    made.show()
    chosen: list[Any] = []
    made.chosen.connect(lambda each: chosen.append(each and each.name))
    made.activateWindow()
    made.take_focus()
    made.show_rows([])
    pressed: list[None] = []
    made.new_wanted.connect(lambda: pressed.append(None))
    QTest.keyClick(QApplication.focusWidget() or made, Qt.Key.Key_Return)
    assert pressed == [], "an Enter that nobody meant presses nothing"
    QTest.keyClick(QApplication.focusWidget() or made, Qt.Key.Key_Tab)
    qtbot.waitUntil(made.first.hasFocus)
    made.show_rows([Row("一"), Row("二")])
    made.table.select(1)
    made.show_rows([Row("新"), Row("一"), Row("二")])
    made.show_rows([Row("新"), Row("一")], "一".encode())
    assert chosen == [None, "一", "二", "二", "一"]
