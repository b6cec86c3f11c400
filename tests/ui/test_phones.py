"""Telephone numbers are masked on card and visit form until the key shows them, and each showing is logged."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from tests.workspaces import rows_of
from ui.elders.elders_screen import EldersScreen
from ui.shared.changes import Changes
from ui.visits.visit_form import VisitForm

MASKED, WHOLE = {"138****1234", "139****5678"}, {"13812341234", "13912345678"}


def seen(widget: QWidget) -> set[str]:
    """What the labels of a page say; what was just put there shows with the next events."""
    QApplication.processEvents()
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)}


def showings(ws: Workspace) -> list[tuple[object, ...]]:
    """The logged showings without their time and hash."""
    return [row for row in rows_of(ws, "audit", "event, record, count") if row[0] == "show_phones"]


def press_f7(page: QWidget, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=5_000)
    QTest.keyClick(page, Qt.Key.Key_F7)


def test_the_card_shows_the_numbers_when_asked_and_each_time_is_logged(ws: Workspace, qtbot: QtBot) -> None:
    elder, other = enrol(ws, "王桂芳"), enrol(ws, "李秀英")
    screen = EldersScreen(ws, Changes())
    qtbot.addWidget(screen)
    screen.resize(1118, 684)
    screen.show()
    screen.open(elder)
    assert seen(screen) & (MASKED | WHOLE) == MASKED
    assert showings(ws) == []
    press_f7(screen, qtbot)
    assert seen(screen) & (MASKED | WHOLE) == WHOLE
    assert showings(ws) == [("show_phones", elder, None)]
    press_f7(screen, qtbot)
    assert seen(screen) & (MASKED | WHOLE) == MASKED
    press_f7(screen, qtbot)
    assert len(showings(ws)) == 2
    screen.open(other)
    assert seen(screen) & (MASKED | WHOLE) == MASKED


def test_the_visit_form_shows_the_numbers_of_one_elder_and_masks_those_of_the_next(ws: Workspace, qtbot: QtBot) -> None:
    elder, other = enrol(ws, "王桂芳"), enrol(ws, "李秀英")
    form = VisitForm(ws, Changes())
    qtbot.addWidget(form)
    form.resize(1118, 684)
    form.show()
    form.open(elder)
    assert seen(form.side) & (MASKED | WHOLE) == MASKED
    press_f7(form, qtbot)
    assert seen(form.side) & (MASKED | WHOLE) == WHOLE
    assert "李秀英" in seen(form.side)
    assert showings(ws) == [("show_phones", elder, None)]
    form.open(other)
    assert seen(form.side) & (MASKED | WHOLE) == MASKED
    assert len(showings(ws)) == 1


def test_without_consent_there_is_nothing_to_show(ws: Workspace, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳", consent=False)
    form = VisitForm(ws, Changes())
    qtbot.addWidget(form)
    form.show()
    form.open(elder)
    assert form.side.phones.isHidden()
    press_f7(form, qtbot)
    assert showings(ws) == []
