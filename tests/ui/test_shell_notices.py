import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QLayout, QScrollArea
from pytestqt.qtbot import QtBot

from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from ui.main_window import MainWindow
from ui.shared import theme
from ui.shared.background import wait_for_all
from ui.shared.widgets import ChipRow, EmptyState, Field

CTRL = Qt.KeyboardModifier.ControlModifier


def window(ws: Workspace, qtbot: QtBot) -> MainWindow:
    made = MainWindow(ws)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5_000)
    return made


def test_a_restored_database_is_told_after_opening_until_it_is_put_away(ws: Workspace, qtbot: QtBot) -> None:
    ws._context.notices.append("数据库比上次使用时旧。")
    made = window(ws, qtbot)
    assert made.notices.texts() == ("数据库比上次使用时旧。",)
    assert made.notices.isVisible()
    made.page("today").say("已记录")
    assert made.notices.isVisible()
    QTest.keyClick(made, Qt.Key.Key_W, CTRL)
    assert not made.notices.isVisible()


def test_a_warning_stays_until_the_next_change(ws: Workspace, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    made = window(ws, qtbot)
    made.go("visit", elder)
    form = made.page("visit")
    form.fields.head.time.setText("2026-09-01 10:40")  # type: ignore[attr-defined]  # before the enrolment
    form.fields.editors["outcome"].write("met")  # type: ignore[attr-defined]
    form._save_wanted()  # type: ignore[attr-defined]
    assert "不计入探访率" in made.notices.texts()[0]
    assert made.notices.texts()[0].startswith("王桂芳：")
    made.page("today").say("另一件事")
    assert made.notices.texts() == ()


def test_the_top_bar_keeps_its_height_without_the_search_box(ws: Workspace, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    made = window(ws, qtbot)
    before = made.stack.mapTo(made, made.stack.rect().topLeft()).y()
    made.go("visit", elder)
    assert not made.finder.isVisible()
    assert made.stack.mapTo(made, made.stack.rect().topLeft()).y() == before


def test_the_count_of_elders_stands_beside_the_page_from_the_first_picture(ws: Workspace, qtbot: QtBot) -> None:
    enrol(ws, "王桂芳")
    made = window(ws, qtbot)
    qtbot.waitUntil(lambda: made.sidebar._buttons["elders"].accessibleDescription() == "1", timeout=10_000)


def test_an_empty_state_shows_all_lines(qtbot: QtBot) -> None:
    state = EmptyState("info", "标题", "一句很长的话，一行放不下，" * 6)
    qtbot.addWidget(state)
    state.resize(1000, 600)
    state.show()
    assert state._text.height() >= state._text.heightForWidth(state._text.width())
    assert state._text.height() > 2 * state._title.height()


def test_chips_get_the_height_of_their_lines(qtbot: QtBot) -> None:
    chips = ChipRow("类别", [(str(n), "几个字的选项") for n in range(9)])
    field = Field("类别", chips)
    qtbot.addWidget(field)
    field.resize(420, 300)
    field.show()
    qtbot.waitUntil(lambda: chips.height() >= round(chips._boxes[-1].bottom()), timeout=5_000)
    narrow = chips.height()
    field.resize(1200, 300)
    qtbot.waitUntil(lambda: chips.height() < narrow, timeout=5_000)


def overlaps(layout: QLayout) -> list[str]:
    """Pairs of shown parts of one layout that lie on each other, and parts squeezed below what they need."""
    parts = [item.widget() for index in range(layout.count()) if (item := layout.itemAt(index)) and item.widget() is not None]
    parts = [part for part in parts if part.isVisible()]
    found = []
    for number, part in enumerate(parts):
        needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.minimumSizeHint().height()
        if part.height() + theme.px(4) < needed and not isinstance(part, QScrollArea):  # the leading of a line may give a little
            words = part.text() if isinstance(part, QLabel) else part.accessibleName()
            found.append(f"{type(part).__name__} {words!r}: {part.height()} of {needed}")
        found += [f"{part} on {other}" for other in parts[number + 1 :] if part.geometry().intersects(other.geometry())]
    return found


@pytest.mark.usefixtures("large_type")
@pytest.mark.parametrize("key", ["today", "elders", "visit", "card", "new", "packages"])
def test_at_one_and_a_half_times_the_size_nothing_overlaps(ws: Workspace, qtbot: QtBot, key: str) -> None:
    elder = enrol(ws, "图尔荪·阿卜杜热依木")
    made = window(ws, qtbot)
    made.resize(1366, 768)
    pages: dict[str, tuple[str, object]] = {"visit": ("visit", elder), "card": ("elders", elder), "new": ("elders", "new")}
    made.go(*pages.get(key, (key, None)))
    wait_for_all()
    qtbot.waitUntil(lambda: made.stack.currentWidget().isVisible(), timeout=5_000)

    def settled() -> None:  # a layout takes new words into account at its next turn
        layouts = [*made.findChildren(QBoxLayout), *made.findChildren(QGridLayout)]
        assert [fault for layout in layouts for fault in overlaps(layout)] == []

    qtbot.waitUntil(settled, timeout=5_000)
    assert made.width() <= 1366
    assert made.height() <= 768
