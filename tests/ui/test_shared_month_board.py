from collections.abc import Iterable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shared.month_board import BoardRow, MonthBoard, MonthCell
from ui.shared.month_cells import MONTHS_FROM, WORDS, State, draw_state

MONTHS = [(f"{month}月", f"2026年{month}月") for month in range(1, 13)]
CTRL = Qt.KeyboardModifier.ControlModifier


def row(key: str, township: str, *states: State) -> BoardRow:
    rest: list[State] = ["received"] * (12 - len(states))
    return BoardRow(key, f"{key} 村", township, tuple(MonthCell(state, "11月2日") for state in (*states, *rest)))


ROWS = [row("a", "铁日木乡", "silent", "zero", "held", "late"), row("b", "铁日木乡"), row("c", "站敏乡")]


@pytest.fixture
def board(qtbot: QtBot) -> MonthBoard:
    made = MonthBoard("各单位每月收到的数据", "单位")
    qtbot.addWidget(made)
    made.resize(1118, 400)
    made.show_board(MONTHS, ROWS)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.months.hasFocus)
    return made


def words(board: MonthBoard, down: int, month: int) -> str:
    return str(board.model.index(down, month + MONTHS_FROM).data(Qt.ItemDataRole.ToolTipRole))


def test_every_state_says_its_word(board: MonthBoard) -> None:
    said = [words(board, 0, month) for month in range(5)]
    assert said[0] == "a 村 2026年1月：没有消息，11月2日"
    assert [each.partition("：")[2].partition("，")[0] for each in said] == ["没有消息", "零报告", "待处理", "收到得晚", "已收到"]


def test_the_signs_differ_without_any_colour(board: MonthBoard) -> None:
    drawn = set()
    for state in WORDS:
        picture = QImage(48, 42, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        draw_state(painter, QRectF(0, 0, 48, 42), state)
        painter.end()
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        inked = tuple(grey.pixelColor(x, y).value() < 170 for y in range(42) for x in range(48))
        assert any(inked)
        drawn.add(inked)
    assert len(drawn) == len(WORDS)


def test_a_township_is_named_where_its_units_begin(board: MonthBoard) -> None:
    assert [board.model.index(down, 0).data() for down in range(3)] == ["铁日木乡", "", "站敏乡"]


def test_the_keyboard_walks_and_opens(board: MonthBoard, qtbot: QtBot) -> None:
    assert board.current() == ("a", 11)
    QTest.keyClick(board.months, Qt.Key.Key_Home)
    QTest.keyClick(board.months, Qt.Key.Key_Down)
    QTest.keyClick(board.months, Qt.Key.Key_Right)
    assert board.current() == ("b", 1)
    with qtbot.waitSignal(board.activated) as opened:
        QTest.keyClick(board.months, Qt.Key.Key_Return)
    assert opened.args == ["b", 1]
    QTest.keyClick(board.months, Qt.Key.Key_End)
    assert board.current() == ("b", 11)


def test_new_rows_keep_the_cursor_on_its_unit(board: MonthBoard) -> None:
    board.select(2, 4)
    board.show_board(MONTHS, list(reversed(ROWS)))
    assert board.current() == ("c", 4)
    board.show_board(MONTHS, ROWS[:1])
    assert board.current() == ("a", 4)
    board.show_board(MONTHS, [])
    assert board.current() == (None, -1)


def test_selected_months_are_copied_in_words_with_the_unit(board: MonthBoard) -> None:
    board.months.clearSelection()
    for down in (0, 1):
        for month in (0, 1):
            index = board.model.index(down, month + MONTHS_FROM)
            board.months.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    QTest.keyClick(board.months, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "a 村\t没有消息，11月2日\t零报告，11月2日\nb 村\t已收到，11月2日\t已收到，11月2日"


def test_the_board_is_exported_in_words_where_that_is_offered(board: MonthBoard) -> None:
    given: list[Any] = []

    def write(titles: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        given.extend((titles, list(rows)))

    QTest.keyClick(board.months, Qt.Key.Key_E, CTRL)
    assert given == []
    board.offer_export(write)
    QTest.keyClick(board.months, Qt.Key.Key_E, CTRL)
    titles, rows = given
    assert titles[:3] == ("乡镇", "单位", "2026年1月")
    assert rows[1][:3] == ("铁日木乡", "b 村", "已收到，11月2日")


def test_the_units_stay_in_view_while_the_months_scroll(board: MonthBoard, qtbot: QtBot) -> None:
    board.resize(560, 180)
    QApplication.processEvents()
    board.select(2, 11)
    assert board.months.horizontalScrollBar().value() > 0
    assert board.units.columnViewportPosition(1) > 0
    assert board.units.verticalScrollBar().value() == board.months.verticalScrollBar().value()
    assert board.units.viewport().height() == board.months.viewport().height()
    QTest.mouseClick(board.units.viewport(), Qt.MouseButton.LeftButton, pos=board.units.visualRect(board.model.index(2, 1)).center())
    assert board.current()[0] == "c"


def test_a_mirrored_board_has_its_units_at_the_right(board: MonthBoard) -> None:
    board.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert board.units.x() > board.months.x()
    board.select(0, 5)
    QTest.keyClick(board.months, Qt.Key.Key_Left)
    assert board.current() == ("a", 6), "time runs in reading direction"
