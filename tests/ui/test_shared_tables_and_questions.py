from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shared.filter_bar import FilterBar
from ui.shared.questions import DayQuestion, Question, ask_confirmed, ask_day
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import PrimaryButton

TODAY = date(2026, 11, 18)
CTRL = Qt.KeyboardModifier.ControlModifier
COLUMNS = (
    Column("name", "姓名", 120, lambda row: row[0], secondary=lambda row: "村民"),
    Column("bar", "", 80, lambda row: "", fraction=lambda row: row[1] / 100),
    Column("age", "年龄", 60, lambda row: f"{row[1]} 岁", export=lambda row: row[1]),
)


class Sheet:
    """What a screen's writer was given."""

    def __init__(self) -> None:
        self.titles: tuple[str, ...] = ()
        self.rows: list[tuple[Any, ...]] = []

    def write(self, titles: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        self.titles, self.rows = titles, list(rows)


def test_ctrl_e_hands_the_whole_table_to_the_writer(qtbot: QtBot) -> None:
    model, sheet = PagedTableModel(COLUMNS), Sheet()
    table = TableView(model, "老人")
    qtbot.addWidget(table)
    people = [(f"甲{number}", number) for number in range(250)]
    model.reset(250, 100, lambda page: people[page * 100 : page * 100 + 100])
    QTest.keyClick(table, Qt.Key.Key_E, CTRL)
    assert sheet.rows == []
    assert [action.text() for action in table.menu().actions()] == ["复制"]
    table.offer_export(sheet.write)
    QTest.keyClick(table, Qt.Key.Key_E, CTRL)
    assert sheet.titles == ("姓名", "年龄")
    assert len(sheet.rows) == 250
    assert sheet.rows[249] == ("甲249 村民", 249)


def test_the_context_menu_exports_in_the_order_shown(qtbot: QtBot) -> None:
    model, sheet = PagedTableModel(COLUMNS), Sheet()
    table = TableView(model, "老人")
    qtbot.addWidget(table)
    model.set_rows([("乙", 70), ("甲", 90)])
    model.sort(2, Qt.SortOrder.DescendingOrder)
    table.offer_export(sheet.write)
    next(action for action in table.menu().actions() if action.text() == "导出表格…").trigger()
    assert sheet.rows == [("甲 村民", 90), ("乙 村民", 70)]


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[FilterBar]:
    window = QWidget()
    qtbot.addWidget(window)
    made = FilterBar("课程或地点", {"mode": ("方式", [("", "全部方式"), ("online", "网上")])})
    column = QVBoxLayout(window)
    column.addWidget(PrimaryButton("别处"))
    column.addWidget(made)
    window.show()
    window.activateWindow()
    yield made  # noqa: PT022 - keeps the window, which holds the bar, alive


def test_text_and_choices_narrow_a_list(bar: FilterBar, qtbot: QtBot) -> None:
    assert not bar.narrowed()
    assert bar.accepts("任何课程")
    with qtbot.waitSignal(bar.changed):
        QTest.keyClicks(bar.search, "Care 2026")
    assert bar.accepts("2026 年", "CARE of elders")
    assert not bar.accepts("care", "2025")
    with qtbot.waitSignal(bar.changed):
        bar.set_value("mode", "online")
    assert bar.value("mode") == "online"
    bar.clear_all()
    assert (bar.text(), bar.value("mode"), bar.narrowed()) == ("", "", False)


def test_the_keyboard_goes_to_the_search_and_from_there_to_the_list(bar: FilterBar, qtbot: QtBot) -> None:
    there = QApplication.focusWidget()
    assert there is not None
    QTest.keyClick(there, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(bar.search.hasFocus)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        with qtbot.waitSignal(bar.to_list):
            QTest.keyClick(bar.search, key)
    QTest.keyClicks(bar.search, "a")
    QTest.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.text() == ""


def in_the_question(act: Callable[[Question], None]) -> None:
    """Do this as soon as the question stands there."""

    def now() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        try:
            question.activateWindow()
            assert QTest.qWaitForWindowActive(question), "a key is bound to the window in front"
            act(question)
        finally:
            if question.isVisible():  # a fault must not leave the test waiting
                question.reject()

    QTimer.singleShot(0, now)


def test_a_day_is_asked_and_must_lie_within_its_limits(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    reasons = []

    def answer(question: Question) -> None:
        assert isinstance(question, DayQuestion)
        for text in ("明天", "2026-11-19", "2026-10-31", "1105"):
            question.field.setText(text)
            reasons.append(question.save.reason())
        QTest.keyClick(question.field, Qt.Key.Key_Return, CTRL)

    in_the_question(answer)
    day = ask_day(parent, "解除", "从哪天起不再停用。", "解除", TODAY, earliest=date(2026, 11, 1), latest=TODAY)
    assert day == date(2026, 11, 5)
    assert reasons[0].startswith("日期看不明白")
    assert reasons[1:] == ["日期还没有到", "最早是 2026-11-01", ""]


def test_a_day_to_come_has_no_limit_unless_one_is_given(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer(question: Question) -> None:
        assert isinstance(question, DayQuestion)
        question.field.setText("1220")
        assert question.save.reason() == ""
        QTest.keyClick(question.field, Qt.Key.Key_Return, CTRL)

    in_the_question(answer)
    assert ask_day(parent, "期限", "什么时候办好。", "保存", TODAY) == date(2026, 12, 20)
    in_the_question(lambda question: QTest.keyClick(question, Qt.Key.Key_Escape))
    assert ask_day(parent, "期限", "什么时候办好。", "保存", TODAY) is None


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, True)])
def test_going_on_is_asked_with_one_key_each_way(qtbot: QtBot, key: Qt.Key, answer: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    modifier = CTRL if answer else Qt.KeyboardModifier.NoModifier
    in_the_question(lambda question: QTest.keyClick(question, key, modifier))
    assert ask_confirmed(parent, "导出", "名单会写到 U 盘上。", "导出") is answer
