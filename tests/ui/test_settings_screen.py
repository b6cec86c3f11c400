"""设置: at each start the recovery sheet is asked for in one line, until it was read from the paper; a new one needs the passphrase."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kashi_desktop import startup
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.papers import printed_code
from tests.workspaces import PASSPHRASE, VILLAGE
from ui.main_window import MainWindow
from ui.settings.new_sheet import NewSheetCard
from ui.settings.settings_screen import SettingsScreen
from ui.shared.recovery_page import RecoveryPage
from ui.shared.sheet_question import SheetQuestion

WAIT = 15_000
C = TypeVar("C", bound=QWidget)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


def screen_of(window: MainWindow, sheet: Path) -> SettingsScreen:
    page = window.page("settings")
    assert isinstance(page, SettingsScreen)
    page._ask_path, page._open_file = lambda _parent, _name: sheet, lambda _path: None
    return page


def shown(qtbot: QtBot, window: MainWindow) -> None:
    window.show()
    qtbot.waitUntil(lambda: window._was_painted, timeout=WAIT)


def groups_of(question: SheetQuestion) -> list[int]:
    return [int(each.accessibleName().split()[1]) - 1 for each in question.fields]


def card_of(qtbot: QtBot, screen: SettingsScreen, kind: type[C]) -> C:
    """The card that the page comes to."""
    qtbot.waitUntil(lambda: isinstance(screen.card, kind) and screen.card.isVisible(), timeout=WAIT)
    assert isinstance(screen.card, kind)
    return screen.card


def test_the_sheet_is_asked_for_and_a_new_one_made(qtbot: QtBot, tmp_path: Path, sheet: Path) -> None:
    folder = tmp_path / "data"
    made = startup.create_workspace(folder, level="village", unit_code=VILLAGE, passphrase=PASSPHRASE, clock=workspaces.CLOCK)
    ws = made.workspace
    window = MainWindow(ws)
    qtbot.addWidget(window)
    shown(qtbot, window)
    qtbot.waitUntil(lambda: any("恢复单" in each for each in window.notices.texts()), timeout=WAIT)
    assert window.sidebar._buttons["settings"].accessibleDescription() == "1"
    window.notices.dismiss()  # work goes on; it is asked again at the next start
    screen = screen_of(window, sheet)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    card_of(qtbot, screen, SheetQuestion).other.click()
    new = card_of(qtbot, screen, NewSheetCard)
    QTest.keyClicks(new.passphrase, "not the passphrase")
    QTest.keyClick(new.passphrase, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "口令不对" in new._fault.text(), timeout=WAIT)
    new.passphrase.setText(PASSPHRASE)
    new.go_on.button.click()
    page = card_of(qtbot, screen, RecoveryPage)
    page.print_button.click()
    qtbot.waitUntil(lambda: sheet.exists() and page.print_button.isEnabled(), timeout=WAIT)
    page.go_on.button.click()
    question, code = card_of(qtbot, screen, SheetQuestion), printed_code(sheet)
    for field, number in zip(question.fields, groups_of(question), strict=True):
        field.setText(code.split("-")[number])
    question.go_on.button.click()
    card_of(qtbot, screen, NewSheetCard)
    assert "已确认收好" in window.toast.accessibleName()
    assert window.sidebar._buttons["settings"].accessibleDescription() == ""
    window.close()
    ws.close()
    startup.recover_workspace(folder, code, PASSPHRASE, workspaces.CLOCK).close()


def test_a_new_sheet_that_is_given_up_leaves_the_old_one(ws: Workspace, qtbot: QtBot, sheet: Path) -> None:
    window = MainWindow(ws)
    qtbot.addWidget(window)
    shown(qtbot, window)
    screen = screen_of(window, sheet)
    window.show_page("settings")
    new = card_of(qtbot, screen, NewSheetCard)
    new.passphrase.setText(PASSPHRASE)
    new.go_on.button.click()
    slots = (ws._context.folder / "kashi.keys").read_bytes()
    card_of(qtbot, screen, RecoveryPage).later.click()
    card_of(qtbot, screen, NewSheetCard)
    assert (ws._context.folder / "kashi.keys").read_bytes() == slots
    assert not ws.recovery.standing().asked
    window.close()
