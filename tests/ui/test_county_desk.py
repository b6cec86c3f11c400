from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout, QGridLayout
from pytestqt.qtbot import QtBot

from db.codes import QuestionKind, QuestionStatus
from db.journal import Change
from db.streams import new_id
from kashi_desktop.types.printing import PrintRequest
from tests.sync.offices import UNITS, Table, add_elder, add_visit, elder_fields, unit_of, write
from tests.ui.test_shell_notices import overlaps
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.overdue.overdue_screen import OverdueScreen
from ui.questions.questions_screen import QuestionsScreen
from ui.questions.words import about_words
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes
from ui.shared.page import Page
from ui.today.today_screen import TodayScreen
from ui.training.training_screen import TrainingScreen

LONG = 15_000
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier


def show(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1118, 684)
    page.show()
    page.activated()


def enrol(table: Table, village: int, number: int, **fields: Any) -> bytes:
    ws = table.villages[village]
    elder = new_id(unit_of(ws))
    write(ws, Change(unit_of(ws), "elder", "create", elder, elder, elder_fields(number, **fields)))
    write(
        ws, Change(unit_of(ws), "elder_spell", "create", new_id(unit_of(ws)), elder, {"elder_id": elder.hex(), "enrolled_on": "2026-08-01"})
    )
    return elder


# -- board -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(table: Table, tmp_path: Path, qtbot: QtBot) -> BoardScreen:
    table.round(table.villages[0])
    page = BoardScreen(table.county, Changes(), ask_path=lambda _parent, name: tmp_path / name)
    show(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.board.model.rows), timeout=LONG)
    return page


def test_the_board_counts_its_month_and_lists_whom_to_call(board: BoardScreen) -> None:
    assert "已收到 2" in board.subtitle()
    assert board.summary.text().startswith("2026 年 11 月：")
    calls = board.calls.units()
    assert len(calls) == len(board.board.model.rows) - 2
    assert UNITS[0] not in {each.unit_code for each in calls}
    assert board.board.months.hasFocus()


def test_another_month_has_its_own_sums_and_calls(board: BoardScreen, qtbot: QtBot) -> None:
    QTest.keyClick(board.board.months, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: board.calls._title.text().startswith("10 月"), timeout=LONG)
    assert board.month() == "2026-10"
    assert "还没有开始报送" in board.summary.text(), "nobody is silent for months before the county began"
    assert "收到得晚 2" in board.summary.text()


def test_a_cell_closed_before_its_packages_came_stays_closed(board: BoardScreen, qtbot: QtBot) -> None:
    board.board.months.setFocus()
    QTest.keyClick(board.board.months, ENTER)
    board._close_cell()
    wait_for_all()
    QTest.qWait(0)
    assert board.side.currentWidget() is board.calls


def test_a_cell_opens_with_its_packages_and_esc_closes_it(board: BoardScreen, qtbot: QtBot) -> None:
    rows = [row.name for row in board.board.model.rows]
    name = next(line.name for line in board.ws.board.board().lines if line.code == UNITS[0])
    board.board.select(rows.index(name), 8)
    QTest.keyClick(board.board.months, ENTER)
    qtbot.waitUntil(lambda: board.side.currentWidget() is board.cell, timeout=LONG)
    words = board.cell.words()
    assert "已收到" in words
    assert "11月20日 写成" in words
    QTest.keyClick(board.board.months, ESC)
    assert board.side.currentWidget() is board.calls


def test_the_board_is_filtered_by_state_and_words(board: BoardScreen, qtbot: QtBot) -> None:
    board.filter.set_value("state", "received")
    assert len(board.board.model.rows) == 2
    board.filter.set_value("state", "")
    board.filter.search.setText(UNITS[1])
    assert len(board.board.model.rows) == 1
    board.filter.clear_all()
    board.filter.set_value("span", "long")
    qtbot.waitUntil(lambda: len(board.board.model.months) == 24, timeout=LONG)
    assert board.month() == "2026-11"


def test_the_call_list_is_copied_exported_and_sent_to_the_printer(board: BoardScreen, tmp_path: Path, qtbot: QtBot) -> None:
    board.calls.copy_button.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(board.calls.units())
    with qtbot.waitSignal(board.said, timeout=LONG):
        board.calls.export_button.click()
    assert (tmp_path / "电话名单 2026-11.xlsx").is_file()
    with qtbot.waitSignal(board.said, timeout=LONG):
        QTest.keyClick(board.board.months, Qt.Key.Key_E, CTRL)
    assert (tmp_path / "看板 2026-11.xlsx").is_file()
    with qtbot.waitSignal(board.navigate) as asked:
        board.calls.print_button.click()
    assert asked.args == ["printing", PrintRequest("call-list", period="2026-11")]


# -- overdue -----------------------------------------------------------------------------------------------------------


def test_overdue_units_open_their_lists(table: Table, qtbot: QtBot) -> None:
    for number in range(3):
        elder = enrol(table, 0, number)
        if number == 0:
            add_visit(table.villages[0], elder, 18)  # 19 November: seen yesterday
    table.round(table.villages[0])
    page = OverdueScreen(table.county, Changes())
    show(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.units.rows()), timeout=LONG)
    (unit,) = page.units.rows()
    assert (unit.total, unit.by_days) == (2, (0, 0, 2))
    assert "共 2 人" in page.subtitle()
    page.units.filter.set_value("step", "phone")
    assert page.units.rows() == []
    page.units.filter.set_value("step", "")
    QTest.keyClick(page.units.table, ENTER)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1, timeout=LONG)
    with qtbot.waitSignal(page.navigate) as asked:
        QTest.keyClick(page.table, ENTER)
    assert asked.args == ["elders", page.table.current_row().elder_id]
    QTest.keyClick(page.table, ESC)
    assert page.stack.currentIndex() == 0


def test_a_unit_still_being_fetched_does_not_open_after_esc(table: Table, qtbot: QtBot) -> None:
    enrol(table, 0, 1)
    table.round(table.villages[0])
    hub = Changes()
    page = OverdueScreen(table.county, hub)
    show(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.units.rows()), timeout=LONG)
    QTest.keyClick(page.units.table, ENTER)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1, timeout=LONG)
    with qtbot.waitSignal(page.badge_changed, timeout=LONG):  # the units came anew, the open one is being fetched again
        hub.visits_changed.emit(None)
    QTest.keyClick(page.table, ESC)
    wait_for_all()
    QTest.qWait(0)
    assert page.stack.currentIndex() == 0


def test_units_come_anew_although_one_was_opened_meanwhile(table: Table, qtbot: QtBot) -> None:
    enrol(table, 0, 1)
    table.round(table.villages[0])
    hub = Changes()
    page = OverdueScreen(table.county, hub)
    show(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.units.rows()), timeout=LONG)
    with qtbot.waitSignal(page.badge_changed, timeout=LONG):
        hub.visits_changed.emit(None)
        QTest.keyClick(page.units.table, ENTER)


def test_nobody_overdue_is_said_calmly(table: Table, qtbot: QtBot) -> None:
    page = OverdueScreen(table.county, Changes())
    show(page, qtbot)
    qtbot.waitUntil(lambda: page.units.stack.currentIndex() == 1, timeout=LONG)
    assert page.subtitle() == ""


# -- questions ---------------------------------------------------------------------------------------------------------


def test_a_question_goes_out_and_comes_back_by_keys(table: Table, qtbot: QtBot) -> None:
    first = table.villages[0]
    enrol(table, 0, 1, id_disagrees="birth")
    enrol(table, 0, 2, id_disagrees="both", full_name="王桂芳")
    table.round(first)
    desk_page = QuestionsScreen(table.county, Changes())
    show(desk_page, qtbot)
    found = desk_page.views["found"]
    qtbot.waitUntil(lambda: len(found.table.items()) == 2, timeout=LONG)
    QTest.keyClick(found.table.table, Qt.Key.Key_A, CTRL)
    assert found.pane.save.button.text() == "发出 2 个问题"
    QTest.keyClick(found.table.table, ENTER)
    assert found.pane.note.edit.hasFocus()
    found.pane.note.edit.setPlainText("请对照身份证。")
    with qtbot.waitSignal(desk_page.said, timeout=LONG):
        QTest.keyClick(found.pane.note.edit, ENTER, CTRL)
    qtbot.waitUntil(lambda: len(desk_page.views["waiting"].table.items()) == 2, timeout=LONG)
    assert found.table.items() == []
    assert desk_page.hasFocus()  # the keyboard stays on the page though nothing is left in the list

    table.round(first)
    today = TodayScreen(first, Changes())
    show(today, qtbot)
    qtbot.waitUntil(today.questions.isVisible, timeout=LONG)
    assert "2 个问题" in today.questions.words.text()
    home = QuestionsScreen(first, Changes())
    badges: list[tuple[str, str]] = []
    home.badge_changed.connect(lambda *told: badges.append(told))
    show(home, qtbot)
    asked = home.views["open"]
    qtbot.waitUntil(lambda: len(asked.table.items()) == 2, timeout=LONG)
    assert badges[-1] == ("questions", "2")
    assert asked.pane.save.reason() == "请写一句答复"
    asked.pane.note.edit.setPlainText("已核对，以身份证为准。")
    with qtbot.waitSignal(home.said, timeout=LONG):
        asked.pane.save.button.click()
    qtbot.waitUntil(lambda: len(asked.table.items()) == 1, timeout=LONG)
    assert badges[-1] == ("questions", "1")

    table.round(first)
    desk_page.refresh()
    answered = desk_page.views["answered"]
    qtbot.waitUntil(lambda: len(answered.table.items()) == 1, timeout=LONG)
    desk_page.show_view("answered")
    assert answered.table.items()[0].answer == "已核对，以身份证为准。"
    with qtbot.waitSignal(desk_page.said, timeout=LONG):
        answered.pane.second.click()
    qtbot.waitUntil(lambda: len(desk_page.views["waiting"].table.items()) == 2, timeout=LONG)
    desk_page.show_view("waiting")
    waiting = desk_page.views["waiting"]
    with qtbot.waitSignal(desk_page.said, timeout=LONG):
        waiting.pane.save.button.click()
    qtbot.waitUntil(lambda: len(waiting.table.items()) == 1, timeout=LONG)
    assert len(table.county.questions.list(QuestionStatus.SETTLED)) == 1


def test_questions_are_filtered_by_kind(table: Table, qtbot: QtBot) -> None:
    enrol(table, 0, 1, id_disagrees="birth")
    table.round(table.villages[0])
    page = QuestionsScreen(table.county, Changes())
    show(page, qtbot)
    found = page.views["found"]
    qtbot.waitUntil(lambda: len(found.table.items()) == 1, timeout=LONG)
    found.table.filter.set_value("kind", QuestionKind.REPEATED_NOTES.value)
    assert found.table.items() == []
    assert not found.pane.save.isVisible()
    found.table.filter.clear_all()
    assert found.pane.save.isVisible()
    with qtbot.waitSignal(page.navigate) as asked:
        found.pane.record.click()
    assert asked.args[0] == "elders"
    items = found.table.items()
    assert (table.county.questions.ask(items), table.county.questions.ask(items)) == (1, 0), "asked once, however often it is pressed"


def test_more_than_twenty_equal_questions_are_one_line(table: Table, qtbot: QtBot) -> None:
    for number in range(21):
        enrol(table, 0, number, full_name=f"老{number}", id_disagrees="birth")
    table.round(table.villages[0])
    page = QuestionsScreen(table.county, Changes())
    show(page, qtbot)
    found = page.views["found"]
    qtbot.waitUntil(lambda: len(found.table.items()) == 1, timeout=LONG)
    assert about_words(found.table.items()[0]) == "老人 e-0、e-1、e-2、e-3、e-4 等 21 处"
    assert not found.pane.record.isVisible()
    with qtbot.waitSignal(page.said, timeout=LONG):
        found.pane.save.button.click()
    qtbot.waitUntil(lambda: len(page.views["waiting"].table.items()) == 1, timeout=LONG)
    assert "共 21 处" in page.views["waiting"].table.items()[0].text
    assert found.table.items() == []


def test_without_questions_the_village_is_left_in_peace(table: Table, qtbot: QtBot) -> None:
    add_elder(table.villages[0])
    today = TodayScreen(table.villages[0], Changes())
    show(today, qtbot)
    wait_for_all()
    qtbot.waitUntil(lambda: today._total >= 0, timeout=LONG)
    assert not today.questions.isVisible()


# -- large type --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("large_type")
@pytest.mark.parametrize("key", ["indicators", "board", "overdue", "questions"])
def test_at_one_and_a_half_times_the_size_nothing_overlaps(table: Table, qtbot: QtBot, key: str) -> None:
    enrol(table, 0, 1, id_disagrees="birth")
    table.round(table.villages[0])
    window = MainWindow(table.county)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go(key)
    wait_for_all()

    def settled() -> None:  # a layout takes new words into account at its next turn
        layouts = [*window.findChildren(QBoxLayout), *window.findChildren(QGridLayout)]
        assert [fault for layout in layouts for fault in overlaps(layout)] == []

    qtbot.waitUntil(settled, timeout=LONG)
    assert window.width() <= 1366
    window.close()


def test_a_question_about_a_worker_leads_to_the_card(table: Table, qtbot: QtBot) -> None:
    cells = {
        "full_name": "古丽",
        "birth_date": "1990-04-01",
        "post": "网格员",
        "full_time": "1",
        "urban_roster": "1",
        "employed_on": "2020-03-01",
    }
    ids = [table.county.records.save("worker", cells | {"unit_code": unit}).id for unit in UNITS]
    page = QuestionsScreen(table.county, Changes())
    show(page, qtbot)
    found = page.views["found"]
    qtbot.waitUntil(lambda: len(found.table.items()) == 1, timeout=LONG)
    with qtbot.waitSignal(page.navigate) as asked:
        found.pane.record.click()
    assert asked.args == ["training", ("worker", ids[1])]
    training = TrainingScreen(table.county, Changes())
    qtbot.addWidget(training)
    training.open(asked.args[1])
    assert "古丽" in training.workers.heading()
    table.county.same_person.confirm(*ids)
    page.refresh()
    qtbot.waitUntil(lambda: not found.table.items(), timeout=LONG)
    assert not found.pane.isVisible(), "an empty list needs no empty card beside it"
