"""Every screen of a village, a county and a prefecture as the keyboard and the eyes find it: the same rules on each of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QMainWindow, QToolButton, QWidget

from tests.windows import delete_closed
from ui.screenshots import scenes
from ui.screenshots.__main__ import main_window
from ui.screenshots.world import World, create
from ui.shared import theme
from ui.shared.background import wait_for_all
from ui.shared.buttons import KeyButton
from ui.shared.column_widths import Ruler
from ui.shared.indicator_card import ElidedLabel
from ui.shared.table import CELL, TableView

pytestmark = pytest.mark.xdist_group("every_screen")
TASKBAR = 40
VILLAGE, DESK, PREFECTURE = list(scenes.VILLAGE), list(scenes.DESK), list(scenes.PREFECTURE)
COUNTY = ["county-packages", "county-preview", "county-receipts", "county-invite", "county-reports", "county-printing", "county-elders",
          "county-facilities", "county-register-unit", "county-register-course", "county-register-dictionary", "county-unit-state",
          "county-training", "county-training-year", "county-origins"]  # fmt: skip
ALL = [*VILLAGE, *COUNTY, *DESK, *PREFECTURE]
MOST = [name for name in ALL if name not in ("notices", "help")]
"""Without the two that show the same page again."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))
    made = create(folder)
    yield made
    wait_for_all()
    made.close()


class Screens:
    """Opens one screen after another and closes each."""

    def __init__(self, world: World) -> None:
        self.world, self.open = world, list[QMainWindow]()

    def show(self, name: str, size: tuple[int, int] = (1366, 768 - TASKBAR)) -> Any:
        county = scenes.county(self.world)
        for ws, known in (
            (self.world.village, scenes.VILLAGE), (self.world.county, county),
            (self.world.desk, scenes.DESK), (self.world.prefecture, scenes.PREFECTURE),
        ):  # fmt: skip
            if name in known:
                window = main_window(ws, known[name])
                self.open.append(window)
                window.resize(*size)
                window.activateWindow()
                scenes.settle()
                return window
        raise KeyError(name)


@pytest.fixture
def screens(world: World, look: None, qapp: QApplication) -> Iterator[Screens]:
    made = Screens(world)
    yield made
    wait_for_all()
    for window in made.open:
        window.close()
        window.deleteLater()
    delete_closed(qapp)


def told(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)).strip()


def where(widget: QWidget | None) -> str:
    if widget is None:
        return "nowhere"
    above = widget.parentWidget()
    return f"{type(widget).__name__} {told(widget)!r} in {type(above).__name__ if above else None}"


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab can stop, in its order."""
    found: list[QWidget] = []
    at: Any = window.nextInFocusChain()
    while at is not window:
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def shown(window: QWidget, kind: type[QWidget]) -> list[Any]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def press(key: Qt.Key, window: QWidget) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)
    QApplication.processEvents()


# -- the keyboard -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_the_keyboard_finds_its_way_on_every_screen(screens: Screens, name: str) -> None:
    window = screens.show(name)
    held = QApplication.focusWidget()
    assert held is not None, "no key goes anywhere"
    assert not isinstance(held, KeyButton), f"Enter would press {where(held)}"
    assert [where(each) for each in stops(window) if not told(each)] == []
    names = [told(each) for each in shown(window.stack.currentWidget(), QAbstractButton) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert sorted({each for each in names if names.count(each) > 1}) == []
    if not window.help.isVisible():
        for closing in (Qt.Key.Key_F1, Qt.Key.Key_Escape):
            press(Qt.Key.Key_F1, window)
            assert window.help.isVisible()
            press(closing, window)
            assert not window.help.isVisible()
            assert QApplication.focusWidget() is held, f"after the help the keys go to {where(QApplication.focusWidget())}"
    reached = []
    for _ in range(len(stops(window)) + 2):
        before = QApplication.focusWidget()
        press(Qt.Key.Key_Tab, window)
        after = QApplication.focusWidget()
        assert after is not None
        assert after is not before, f"Tab does not leave {where(after)}"
        reached.append(after)
    lost = [each for each in stops(window) if not any(each is one or each.isAncestorOf(one) for one in reached)]
    assert [where(each) for each in lost] == []


def test_esc_closes_the_innermost_thing(screens: Screens) -> None:
    window = screens.show("card")
    elders = window.page("elders")
    window.finder.setFocus()
    QTest.keyClicks(window.finder, "a")
    press(Qt.Key.Key_Escape, window)
    assert elders.title() == elders.card.elder.full_name, "the search is left, not the card"
    press(Qt.Key.Key_F1, window)
    press(Qt.Key.Key_Escape, window)
    assert elders.title() == elders.card.elder.full_name, "the help is closed, not the card"
    press(Qt.Key.Key_Escape, window)
    assert elders.title() == "老人"
    QTest.keyClicks(elders.list.search, "a")
    press(Qt.Key.Key_Escape, window)
    assert elders.list.search.text() == ""


def test_what_vanishes_hands_the_keyboard_to_no_button(screens: Screens) -> None:
    window = screens.show("needs")
    bar = window.page("needs").bar.search
    bar.setFocus()
    bar.hide()
    QApplication.processEvents()
    assert not isinstance(QApplication.focusWidget(), KeyButton)
    bar.show()


@pytest.mark.parametrize("name", ["card", "facility-card", "worker-card", "county-unit-state", "notices"])
def test_history_is_told_in_labels_and_not_in_keys(screens: Screens, name: str) -> None:
    texts = [label.text() for label in shown(screens.show(name), QLabel)]
    assert [words for words in texts if re.search(r"[a-z]+_[a-z]+", words)] == []


def test_at_the_county_the_main_button_of_a_card_is_something_the_county_can_do(screens: Screens) -> None:
    window = screens.show("county-elders")
    press(Qt.Key.Key_Down, window)
    press(Qt.Key.Key_Return, window)
    card = window.page("elders").card
    assert card.isVisible()
    assert not card.record.isVisible()
    main = [each for each in shown(card, KeyButton) if type(each).__name__ == "PrimaryButton"]
    assert [each.text() for each in main] == ["修改"]
    QTest.mouseClick(main[0], Qt.MouseButton.LeftButton)
    assert window.page("elders").title() == "修改档案"


# -- sizes --------------------------------------------------------------------------------------------------------------


def too_small(window: QWidget) -> list[str]:
    """Labels, buttons, headers and cells that have less room than their words need, and what lies outside of everything."""
    faults = []
    for label in shown(window, QLabel):
        if not label.text() or not label.pixmap().isNull() or isinstance(label, ElidedLabel):
            continue  # an elided line says all in its tooltip
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if need > label.height() + 1 or (not label.wordWrap() and label.sizeHint().width() > label.width() + 1):
            faults.append(f"label {label.text()!r} has {label.width()} x {label.height()}")
    for button in shown(window, QAbstractButton):
        hint = button.sizeHint()
        if not isinstance(button, QToolButton) and (hint.width() > button.width() or hint.height() > button.height()):
            faults.append(f"button {where(button)} has {button.width()} x {button.height()}, needs {hint.width()} x {hint.height()}")
    for table in shown(window, TableView):
        faults += cut_beside_room(table)
    return faults + [where(each) for each in stops(window) if not reachable(each)]


def cut_beside_room(table: TableView) -> list[str]:
    """Headers that are cut, and cells that are cut while another column has room to spare."""
    ruler, head, cut, spare, faults = Ruler(), table.horizontalHeader(), [], 0, []
    for place in range(table.model().columnCount()):
        has, least = table.columnWidth(place), head.sectionSizeHint(place)
        if least > has:
            faults.append(f"header {table.model().headerData(place, Qt.Orientation.Horizontal)!r} has {has}, needs {least}")
        delegate: Any = table.itemDelegateForIndex(table.model().index(0, place))
        cells = [table.model().index(row, place).data(CELL) for row in range(min(table.model().rowCount(), 40))]
        need = max((delegate.wanted(ruler, cell) for cell in cells), default=0)
        cut += [place] if need > has else []
        spare = max(spare, has - max(need, least)) if cells else 0
    if cut and spare > theme.px(8):
        faults.append(f"{where(table)}: columns {cut} are cut beside {spare} pixels of nothing")
    return faults


def reachable(widget: QWidget) -> bool:
    """Whether a widget lies inside of what is around it, or can be scrolled into view."""
    above = widget.parentWidget()
    box = widget.geometry()
    while above is not None and not widget.isWindow():
        around = above.parentWidget()
        if isinstance(around, QAbstractScrollArea) and around.viewport() is above:
            return reachable(around)
        if not above.rect().adjusted(-2, -2, 2, 2).contains(box):
            return False
        if above.isWindow():
            return True
        box = box.translated(above.pos())
        above = around
    return True


@pytest.mark.parametrize("name", MOST)
def test_nothing_is_cut_or_out_of_reach(screens: Screens, name: str) -> None:
    window = screens.show(name)
    assert (window.width(), window.height()) == (1366, 768 - TASKBAR)
    assert too_small(window) == []


def test_the_program_starts_maximised_and_inside_the_work_area(tmp_path: Path, qapp: QApplication) -> None:
    from ui.app import Program

    program = Program(qapp, tmp_path / "none")
    program.begin()
    window = program.window
    assert window is not None
    assert window.isMaximized()
    area = window.screen().availableGeometry()
    window.showNormal()
    assert (window.width(), window.height()) <= (area.width(), area.height())
    assert window.minimumWidth() <= area.width()
    window.close()
