"""Pages lead to the printing page with what they show already chosen."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services import papers
from tests.services.papers import ALIM
from tests.workspaces import ID_NUMBERS, Offices
from ui.main_window import MainWindow
from ui.shared.background import wait_for_all

LONG = 20_000
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(offices: Offices, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(offices.village(fill=papers.fill))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=LONG)
    yield made
    made.flush()
    wait_for_all()


def printed(window: MainWindow, qtbot: QtBot) -> Any:
    """The request whose pages the printing page shows."""
    page: Any = window.page("printing")
    qtbot.waitUntil(lambda: page.isVisible() and page.view.composed is not None, timeout=LONG)
    return page.view.composed.request


def shown(window: MainWindow, key: str) -> Any:
    window.show_page(key)
    return window.page(key)


@pytest.mark.parametrize(("modifier", "document"), [(CTRL, "due-list"), (CTRL | SHIFT, "blank-visit-form")])
def test_today_prints_its_list_and_forms_to_fill(window: MainWindow, qtbot: QtBot, modifier: Any, document: str) -> None:
    page = shown(window, "today")
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 3, timeout=LONG)
    QTest.keyClick(page.table, Qt.Key.Key_P, modifier)
    assert printed(window, qtbot).document == document


def test_a_card_prints_itself_and_what_the_person_may_ask_for(window: MainWindow, qtbot: QtBot) -> None:
    elder = window.ws.elders.by_ref("001")
    window.go("elders", elder)
    page: Any = window.page("elders")
    qtbot.waitUntil(lambda: page.card.elder is not None, timeout=LONG)
    actions = {action.text(): action for action in page.card.menu().actions()}
    QTest.keyClick(page.card, Qt.Key.Key_P, CTRL | SHIFT)
    assert printed(window, qtbot).records == (elder,)
    window.go("elders", elder)
    actions["打印给本人的信息副本"].trigger()
    assert printed(window, qtbot).document == "subject-copy"
    picker = window.page("printing").options.picker  # type: ignore[attr-defined]  # the printing page
    qtbot.waitUntil(lambda: ALIM in picker.count.text(), timeout=LONG)


def test_needs_facilities_courses_and_certificates_lead_there(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, "needs").print_button.click()
    assert printed(window, qtbot).document == "needs-list"
    page = shown(window, "facilities")
    row = next(each for each in window.ws.records.list("facility") if each.cells["code"] == "F2")
    page.facilities.show_card(row)
    page.facilities.print_button.click()
    assert printed(window, qtbot).records == (row.id,)
    page = shown(window, "training")
    qtbot.waitUntil(lambda: page.courses._event is not None, timeout=LONG)
    page.courses.sheet.sheet_wanted.emit()
    assert printed(window, qtbot).document == "sign-in-sheet"


def test_a_certificate_comes_with_its_words_and_takes_them_along_when_it_goes(window: MainWindow, qtbot: QtBot) -> None:
    from datetime import date

    person = window.ws.records.list("volunteer")[0].id
    sheet = window.ws.volunteering.certificate(person, date(2026, 1, 1), date(2026, 11, 18), id_number=ID_NUMBERS[0])
    page = shown(window, "volunteering")
    page._print(sheet)
    assert printed(window, qtbot).certificate is sheet
    options = window.page("printing").options  # type: ignore[attr-defined]  # the printing page
    assert not options.id_number.isVisible()
    window.show_page("today")
    assert window.page("printing").view.composed is None  # type: ignore[attr-defined]  # the printing page
    window.show_page("printing")
    assert options.request().certificate is None
