from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.codes import CareLevel, Method, Observation, Outcome
from kashi_desktop.types.inputs import VisitInput
from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from tests.workspaces import TODAY
from ui.shared.cells import CELL
from ui.shared.changes import Changes
from ui.shared.words import day_words
from ui.today.today_screen import TodayScreen
from ui.visits.visit_form import VisitForm


@pytest.fixture
def hub() -> Changes:
    return Changes()


@pytest.fixture
def screen(ws: Workspace, hub: Changes, qtbot: QtBot) -> TodayScreen:
    made = TodayScreen(ws, hub)
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    return made


def shown(screen: TodayScreen, qtbot: QtBot, page: int) -> None:
    qtbot.waitUntil(lambda: screen._stack.currentIndex() == page, timeout=10_000)


def test_an_empty_register_teaches_the_first_step(screen: TodayScreen, qtbot: QtBot) -> None:
    screen.activated()
    shown(screen, qtbot, 1)
    with qtbot.waitSignal(screen.roster_requested):
        screen.roster_button.click()


def test_enter_records_and_space_opens_the_card(ws: Workspace, screen: TodayScreen, qtbot: QtBot) -> None:
    high = enrol(ws, "买买提·吐尔逊", care=CareLevel.HIGH)
    enrol(ws, "王桂芳")
    screen.activated()
    shown(screen, qtbot, 0)
    with qtbot.waitSignal(screen.record_visit_requested) as recorded:
        QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert recorded.args == [high]
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.card_requested) as opened:
        QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert opened.args != [high]


def test_the_list_follows_a_visit_and_danger_shows_its_numbers(ws: Workspace, hub: Changes, screen: TodayScreen, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    screen.activated()
    shown(screen, qtbot, 0)
    assert screen.danger.isHidden()
    visit = VisitInput(
        visited_at=datetime(2026, 11, 18, 9, 0), method=Method.HOME, outcome=Outcome.MET, visitors=("李明",), heating=Observation.URGENT
    )
    ws.visits.record(visit, elder_id=elder)
    hub.visits_changed.emit(None)
    qtbot.waitUntil(screen.danger.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: "1 / 1" in screen.month._figure.text(), timeout=10_000)


def test_a_visit_half_typed_is_marked_until_it_is_saved(ws: Workspace, hub: Changes, screen: TodayScreen, qtbot: QtBot) -> None:
    half, other = enrol(ws, "买买提·吐尔逊", care=CareLevel.HIGH), enrol(ws, "王桂芳")
    form = VisitForm(ws, hub)
    qtbot.addWidget(form)
    form.show()
    form.open(half)
    with qtbot.waitSignal(form.keeper.kept, timeout=5000):
        QTest.keyClicks(form.fields.note.edit, "tea")
    assert ws.visits.start(half).draft

    def next_steps() -> dict[bytes, str]:
        model = screen.table._model
        last = len(model.columns) - 1
        return {model.row(row).elder_id: model.index(row, last).data(CELL).secondary for row in range(2)}

    screen.activated()
    shown(screen, qtbot, 0)
    assert next_steps() == {half: "接着写完", other: ""}
    visit = VisitInput(visited_at=datetime(2026, 11, 18, 9, 0), method=Method.HOME, outcome=Outcome.MET, visitors=("李明",))
    ws.visits.record(visit, elder_id=half)
    hub.visits_changed.emit(None)
    qtbot.waitUntil(lambda: next_steps() == {half: "", other: ""}, timeout=10_000)


def test_the_year_is_named_only_when_it_is_another_one() -> None:
    assert day_words(date(2026, 11, 8), TODAY) == "11月8日"
    assert day_words(date(2025, 12, 30), TODAY) == "2025年12月30日"
