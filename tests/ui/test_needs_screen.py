"""需求: a board by the day on which something is wanted."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.codes import NeedKind, NeedStatus
from kashi_desktop.types.inputs import NeedInput
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from ui.needs.ask_need import NeedQuestion
from ui.needs.needs_screen import NeedsScreen
from ui.needs.words import GROUPS, LATER, OPEN_END, OVERDUE, WEEK
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

DUE = {
    NeedKind.REPAIR: date(2026, 11, 17),
    NeedKind.MEAL: date(2026, 11, 18),
    NeedKind.BATH: date(2026, 11, 24),
    NeedKind.ADAPT: date(2026, 11, 25),
    NeedKind.TALK: None,
}


@pytest.fixture
def elder(ws: Workspace) -> bytes:
    found = enrol(ws, "买买提·吐尔逊")
    for kind, due in DUE.items():
        ws.needs.open(NeedInput(kind=kind, due_on=due), found)
    return found


class Asked:
    """What the person answers to the question of a new need."""

    def __init__(self) -> None:
        self.answer: tuple[bytes, NeedInput] | None = None

    def __call__(self, _parent: QWidget, _ws: Workspace) -> tuple[bytes, NeedInput] | None:
        return self.answer


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def screen(ws: Workspace, asked: Asked, qtbot: QtBot) -> NeedsScreen:
    made = NeedsScreen(ws, Changes(), ask=asked)
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    return made


def come(screen: NeedsScreen, qtbot: QtBot) -> None:
    screen.activated()
    settle(qtbot)


def settle(qtbot: QtBot) -> None:
    wait_for_all()
    qtbot.wait(1)  # what the threads handed over arrives with the next events


def board(screen: NeedsScreen) -> dict[str, list[NeedKind]]:
    return {group: [need.kind for need in screen.lists[group].needs.needs()] for group in GROUPS}


def press(screen: NeedsScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.lists[screen._current], key)


def test_needs_stand_by_the_day_they_are_wanted(elder: bytes, screen: NeedsScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.badge_changed) as badge:
        come(screen, qtbot)
    assert badge.args == ["needs", "5"]
    assert board(screen) == {
        OVERDUE: [NeedKind.REPAIR],
        WEEK: [NeedKind.MEAL, NeedKind.BATH],
        LATER: [NeedKind.ADAPT],
        OPEN_END: [NeedKind.TALK],
    }
    screen.bar.set_value("kind", NeedKind.BATH.value)
    assert sum(map(len, board(screen).values())) == 1


def test_letters_start_and_settle_and_undo_brings_back(ws: Workspace, elder: bytes, screen: NeedsScreen, qtbot: QtBot) -> None:
    come(screen, qtbot)
    assert screen.current() is not None
    press(screen, Qt.Key.Key_S)
    settle(qtbot)
    current = screen.current()
    assert current is not None
    assert (current.kind, current.status) == (NeedKind.MEAL, NeedStatus.DOING)
    assert not screen.buttons[int(Qt.Key.Key_S)].isEnabled()
    press(screen, Qt.Key.Key_D)
    settle(qtbot)
    assert board(screen)[WEEK] == [NeedKind.BATH]
    press(screen, Qt.Key.Key_X)
    settle(qtbot)
    assert board(screen)[WEEK] == []
    assert ws.needs.list("declined")[0].kind is NeedKind.BATH
    ws.undo.undo()
    screen._hub.everything(None)
    settle(qtbot)
    assert board(screen)[WEEK] == [NeedKind.BATH]


def test_arrows_walk_the_columns_and_enter_opens_the_elder(elder: bytes, screen: NeedsScreen, qtbot: QtBot) -> None:
    come(screen, qtbot)
    press(screen, Qt.Key.Key_Left)
    current = screen.current()
    assert current is not None
    assert current.kind is NeedKind.REPAIR
    press(screen, Qt.Key.Key_Right)
    press(screen, Qt.Key.Key_Right)
    current = screen.current()
    assert current is not None
    assert current.kind is NeedKind.ADAPT
    with qtbot.waitSignal(screen.navigate) as went:
        press(screen, Qt.Key.Key_Return)
    assert went.args == ["elders", elder]
    with qtbot.waitSignal(screen.navigate) as went:
        QTest.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert went.args == ["printing", PrintRequest("needs-list")]


def test_a_new_need_comes_onto_the_board(ws: Workspace, screen: NeedsScreen, asked: Asked, qtbot: QtBot) -> None:
    come(screen, qtbot)
    assert screen._stack.currentIndex() == 1
    elder = enrol(ws, "王桂芳")
    asked.answer = elder, NeedInput(kind=NeedKind.ERRAND)
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot)
    assert board(screen)[OPEN_END] == [NeedKind.ERRAND]


def test_the_question_finds_people_by_initials_and_says_what_is_missing(ws: Workspace, qtbot: QtBot) -> None:
    enrol(ws, "王桂芳")
    wanted = enrol(ws, "买买提·吐尔逊")
    parent = QWidget()
    qtbot.addWidget(parent)
    question = NeedQuestion(parent, ws)
    assert not question.save.button.isEnabled()
    QTest.keyClicks(question.picker.search, "mmt")
    assert question.picker.elder_id() == wanted
    question.editors["kind"].write(NeedKind.MEAL.value)
    assert question.save.button.isEnabled()
    QTest.keyClicks(question.editors["due_on"].widget, "1230")
    assert question.need().due_on == date(2026, 12, 30)
