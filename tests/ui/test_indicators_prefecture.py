import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.sync.offices import COUNTY, UNITS
from tests.sync.tiers import PERIOD, VISITS, Tiers, keep
from ui.board.board_screen import BoardScreen
from ui.indicators.indicators_screen import IndicatorsScreen
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

LONG = 15_000


@pytest.fixture
def tiers(tiers: Tiers) -> Tiers:
    """The county has told the prefecture of November."""
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 31, 42, True), (UNITS[1], PERIOD, VISITS, 20, 20, True)])
    tiers.county_round()
    return tiers


def test_counties_stand_instead_of_units_and_no_person_anywhere(tiers: Tiers, qtbot: QtBot) -> None:
    page = IndicatorsScreen(tiers.prefecture, Changes())
    qtbot.addWidget(page)
    page.resize(1118, 684)
    page.show()
    page.activated()
    qtbot.waitUntil(lambda: bool(page.overview.places.rows()), timeout=LONG)
    assert page.overview.places.rows()[0].code == COUNTY
    card = page.overview.grid.card(VISITS)
    assert card is not None
    assert card.figure.text() == "82.26%"
    page.open(VISITS)
    number = page.number
    qtbot.waitUntil(lambda: number.places.isVisible() and bool(number.places.rows()), timeout=LONG)
    QTest.keyClick(number.places.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.crumbs.words()) == 3 and bool(number.places.rows()), timeout=LONG)
    wait_for_all()
    before = page.crumbs.words()
    QTest.keyClick(number.places.table, Qt.Key.Key_Return)
    wait_for_all()
    assert page.crumbs.words() == before, "below what was told there is nothing to open"
    assert not number.records.isVisible()


def test_the_board_of_counties(tiers: Tiers, qtbot: QtBot) -> None:
    page = BoardScreen(tiers.prefecture, Changes())
    qtbot.addWidget(page)
    page.resize(1118, 684)
    page.show()
    page.activated()
    qtbot.waitUntil(lambda: len(page.board.model.rows) == 12, timeout=LONG)
    assert "已收到 1" in page.subtitle()
    assert "12 个县" in page.subtitle()
    assert not page.filter.choices["township"].isVisible()
    assert len(page.calls.units()) == 11
    assert page.board.units.isColumnHidden(0), "counties lie in no township"
    assert page.board.model.exported()[0][0] == "县"
    earlier = {cell.state for line in tiers.prefecture.board.board().lines for cell in line.cells[:-2]}
    assert earlier == {"before"}, "nobody is silent for months before the prefecture began"
