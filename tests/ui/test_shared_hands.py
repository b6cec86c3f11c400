"""Hands that slip: held keys, double clicks and the wheel do nothing that nobody meant."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shared.entry_grid import EntryGrid
from ui.shared.entry_model import GridColumn
from ui.shared.widgets import ChipRow, Choice, PrimaryButton, SecondaryButton, SegmentedRow

UI = Path(__file__).resolve().parents[2] / "ui"
NO, CTRL, LEFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
STATES = [("", "未填"), ("a", "甲"), ("b", "乙")]


def hold(target: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO, text: str = "", repeats: int = 20) -> None:
    """Press a key and keep it down: one press and its repeats, to whatever has the keyboard by then."""
    for turn in range(repeats + 1):
        focused = QApplication.focusWidget() or target
        QTest.simulateEvent(focused, True, key.value, modifier, text, turn > 0)


def double_click(target: QWidget, at: QPoint | None = None) -> None:
    """Two clicks as fast as a double click, through the window: the second half goes to whatever stands there by then."""
    window = target.window()
    QTest.mouseDClick(window.windowHandle(), LEFT, NO, target.mapTo(window, at or target.rect().center()))


def wheel(target: QWidget) -> None:
    """Turn the wheel over a widget, as the window system hands it over: first the focus it may take, then the event."""
    middle = QPointF(target.rect().center())
    event = QWheelEvent(
        middle, QPointF(target.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, NO,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def put(qtbot: QtBot, sheet: QWidget, *parts: QWidget) -> None:
    layout = sheet.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)


def test_a_held_key_presses_a_button_once(sheet: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    button = PrimaryButton("保存", "Ctrl+Return", act=lambda: done.append("save"))
    put(qtbot, sheet, button)
    hold(sheet, Qt.Key.Key_Return, CTRL)
    assert done == ["save"]
    hold(sheet, Qt.Key.Key_Enter, CTRL)
    assert done == ["save"] * 2
    button.setFocus()
    hold(button, Qt.Key.Key_Return)
    assert done == ["save"] * 3


def test_the_second_half_of_a_double_click_presses_nothing(sheet: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    save, step = PrimaryButton("保存", act=lambda: done.append("save")), SecondaryButton("下个月", act=lambda: done.append("step"))
    step.steps = True
    chips = ChipRow("需求", STATES[1:])
    put(qtbot, sheet, save, step, chips)
    for part in (save, step):
        double_click(part)
    assert done == ["save", "step", "step"]
    at = QPoint(round(chips._boxes[0].center().x()), round(chips._boxes[0].center().y()))
    double_click(chips, at)
    assert chips.values() == ("a",)


def test_a_held_digit_answers_for_one_row_only(sheet: QWidget, qtbot: QtBot) -> None:
    first, second = SegmentedRow("睡眠", STATES, advance=True), SegmentedRow("饮食", STATES, advance=True)
    put(qtbot, sheet, first, second)
    first.setFocus()
    hold(sheet, Qt.Key.Key_1, text="1")
    assert (first.value(), second.value()) == ("a", "")


def test_a_held_digit_answers_for_one_line_of_a_sheet_only(sheet: QWidget, qtbot: QtBot) -> None:
    grid = EntryGrid("签到", (GridColumn("name", "姓名", "readonly"), GridColumn("result", "结果", "code", choices=tuple(STATES[1:]))))
    grid.set_rows([(bytes([n]), {"name": f"人{n}", "result": ""}) for n in range(5)])
    put(qtbot, sheet, grid)
    grid.setFocus()
    hold(grid, Qt.Key.Key_1, text="1")
    assert [texts["result"] for _, texts in grid.values()] == ["a", "", "", "", ""]
    hold(grid, Qt.Key.Key_Space, text=" ")
    assert [texts["result"] for _, texts in grid.values()] == ["a", "a", "", "", ""]


def test_the_wheel_changes_nothing_without_the_keyboard(sheet: QWidget, qtbot: QtBot) -> None:
    choice, other = Choice("结果", STATES), SecondaryButton("别处")
    put(qtbot, sheet, choice, other)
    other.setFocus()
    choice.set_value("a")
    assert choice.focusPolicy() is Qt.FocusPolicy.StrongFocus  # or Qt hands it the keyboard before the wheel
    wheel(choice)
    assert (choice.value(), choice.hasFocus()) == ("a", False)
    choice.setFocus()
    wheel(choice)
    assert choice.value() == "b"


@pytest.mark.parametrize(
    ("made", "home"),
    [
        (r"\bQShortcut\(", "ui/shared/shortcuts.py"),
        (
            r"\((?:QComboBox|QAbstractSpinBox|QSpinBox|QDoubleSpinBox|QDateEdit|QTimeEdit|QDateTimeEdit|QSlider|QTabBar)\)",
            "ui/shared/inputs.py",
        ),
        (r"\b(?:QComboBox|QSpinBox|QDoubleSpinBox|QDateEdit|QTimeEdit|QDateTimeEdit|QSlider|QDial|QTabBar|QTabWidget)\(", ""),
    ],
)
def test_what_keys_and_wheels_do_is_decided_in_one_place(made: str, home: str) -> None:
    found = {path.relative_to(UI.parent).as_posix() for path in UI.rglob("*.py") if re.search(made, path.read_text(encoding="utf-8"))}
    assert found <= {home}
