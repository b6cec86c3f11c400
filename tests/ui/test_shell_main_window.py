from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from db.codes import UnitLevel
from kashi_desktop.paths import resources
from kashi_desktop.workspace import Workspace
from ui import main_window as shell
from ui.main_window import MainWindow
from ui.pages import PageSpec, pages_of
from ui.shared.page import BACK, Page
from ui.shared.sidebar import Sidebar

WAIT = 20_000


class Plain(Page):
    """A page that remembers what it was told."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws)
        self.told: list[object] = []
        self.flushed = 0

    def title(self) -> str:
        return "一页"

    def open(self, argument: object) -> None:
        self.told.append(argument)

    def flush(self) -> None:
        self.flushed += 1


def _plain_pages(level: UnitLevel) -> tuple[PageSpec, ...]:
    return (PageSpec("one", "第一", "home", Plain), PageSpec("two", "第二", "person", Plain), PageSpec("form", "表", "", Plain))


@pytest.fixture
def window(ws: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(shell, "pages_of", _plain_pages)
    made = MainWindow(ws)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _shown(window: MainWindow) -> str:
    return next(key for key, page in window._pages.items() if page is window.stack.currentWidget())


def test_pages_are_made_when_first_shown_and_reached_by_number(window: MainWindow) -> None:
    assert list(window._pages) == ["one"]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert _shown(window) == "two"
    assert list(window._pages) == ["one", "two"]


def test_after_the_help_the_keys_go_where_they_went_before(window: MainWindow, qtbot: QtBot) -> None:
    table = QListWidget(window.page("one"))
    table.show()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.help.isVisible() and not table.hasFocus(), timeout=WAIT)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not window.help.isVisible()
    assert table.hasFocus()


@pytest.mark.parametrize("level", list(UnitLevel))
def test_every_page_of_the_sidebar_has_a_key_and_its_tooltip_names_it(level: UnitLevel, window: MainWindow) -> None:
    listed = [spec for spec in pages_of(level) if spec.icon]
    assert len(listed) <= len(shell.PAGE_KEYS)
    buttons = Sidebar("县", "县", [(s.key, s.title, s.icon) for s in listed], shell.PAGE_KEYS, window)._buttons
    named = [button.toolTip() for button in buttons.values()]
    assert named == [f"{s.title}（{keys.replace('+', ' ')}）" for s, keys in zip(listed, shell.PAGE_KEYS, strict=False)]


def test_the_tenth_and_the_eleventh_page_open_by_key(window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(shell, "pages_of", lambda level: tuple(PageSpec(str(n), str(n), "home", Plain) for n in range(1, 12)))
    many = MainWindow(window.ws)
    qtbot.addWidget(many)
    window.hide()
    many.show()
    qtbot.waitUntil(many.isActiveWindow, timeout=WAIT)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(many, Qt.Key.Key_0, control)
    assert _shown(many) == "10"
    QTest.keyClick(many, Qt.Key.Key_1, control | shift)
    assert _shown(many) == "11"
    many.close()


def test_a_page_without_a_button_opens_and_goes_back(window: MainWindow) -> None:
    window.show_page("two")
    window.page("two").navigate.emit("form", b"id")
    form = window.page("form")
    assert _shown(window) == "form"
    assert isinstance(form, Plain)
    assert form.told == [b"id"]
    form.navigate.emit(BACK, None)
    assert _shown(window) == "two"
    assert form.flushed == 1
    window.go("nowhere")
    assert _shown(window) == "two"


def test_locking_and_closing_keep_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page("one")
    assert isinstance(page, Plain)
    with qtbot.waitSignal(window.lock_wanted):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.flushed == 1
    window.close()
    assert page.flushed == 2


def test_help_opens_over_the_page_and_closes(window: MainWindow) -> None:
    width = window.stack.width()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert window.stack.width() == width
    QTest.keyClick(window.help, Qt.Key.Key_Escape)
    assert not window.help.isVisible()


def test_the_finder_finds_pages_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.finder.hasFocus)
    window.finder.setText("第二")
    qtbot.waitUntil(lambda: window.finder._list.count() == 1, timeout=WAIT)
    QTest.keyClick(window.finder, Qt.Key.Key_Return)
    assert _shown(window) == "two"


def test_what_changed_is_told_with_the_way_back(window: MainWindow) -> None:
    window.page("one").say("已记录")
    assert window.toast.isVisible()
    assert any(label.text() == "已记录" for label in window.toast.findChildren(QLabel))


def test_every_page_has_its_help() -> None:
    for level in (UnitLevel.VILLAGE, UnitLevel.COUNTY):
        for spec in pages_of(level):
            assert (resources() / "help" / "zh" / f"{spec.key}.html").exists(), spec.key
