"""Where a person is asked before something is destroyed for good, or shown against a withdrawal."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.sync.offices import Table
from tests.sync.test_destruction import LATER, MANY, beside, enrol, hidden, phones
from ui.elders.elders_screen import EldersScreen
from ui.packages.county_screen import CountyScreen
from ui.packages.import_view import PREVIEW
from ui.packages.village_screen import VillageScreen
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes
from ui.shared.widgets import Card, SecondaryButton


def button(card: Card | EldersScreen, words: str) -> SecondaryButton | None:
    return next((each for each in card.findChildren(SecondaryButton) if each.text().startswith(words) and not each.isHidden()), None)


def test_a_doubtful_consent_is_told_and_confirmed_on_the_card(table: Table, qtbot: QtBot) -> None:
    village, elder = beside(table)
    screen = EldersScreen(village, Changes())
    qtbot.addWidget(screen)
    screen.show()
    screen.open(elder)
    assert screen.card.elder is not None
    assert not screen.card.elder.consented
    agrees = button(screen, "本人确实同意")
    assert agrees is not None
    agrees.click()
    wait_for_all()
    assert village.elders.card(elder).consented
    screen.open(elder)
    wait_for_all()
    qtbot.waitUntil(lambda: button(screen, "本人确实同意") is None)


def test_the_county_is_asked_by_whom_and_about_how_many_before_much_is_destroyed(table: Table, qtbot: QtBot) -> None:
    village, county = table.villages[0], table.county
    elders = [enrol(village, number) for number in range(MANY)]
    table.round(village)
    for elder in elders:
        village.elders.withdraw_consent(elder, LATER)
    screen = CountyScreen(county, Changes())
    qtbot.addWidget(screen)
    screen.show()
    screen.activated()
    wait_for_all()
    card = screen.destructions
    assert card.isHidden()
    screen.imports.add_paths([table.package(village)])
    qtbot.waitUntil(lambda: screen.imports.stack.currentIndex() == PREVIEW)
    with qtbot.waitSignal(screen.imports.imported, timeout=15_000):
        screen.imports.save.button.click()
    qtbot.waitUntil(lambda: not card.isHidden())
    told = " ".join(each.text() for each in card.findChildren(QLabel))
    assert f"{MANY} 人" in told
    assert "居委会" in told
    answers = iter((False, True))
    card._ask = lambda *_: next(answers)
    for left in (2 * MANY, 0):  # thought better of it, then sure
        asked = button(card, "确认销毁")
        assert asked is not None
        asked.click()
        wait_for_all()
        assert hidden(county) == left
    qtbot.waitUntil(card.isHidden)
    assert set(phones(county)) == {None}


def test_a_village_is_asked_on_its_page_of_the_exchange(table: Table, qtbot: QtBot) -> None:
    village, county = table.villages[0], table.county
    elders = [enrol(village, number) for number in range(MANY)]
    table.round(village)
    for elder in elders:
        county.elders.withdraw_consent(elder, LATER)
    village.packages.import_files([table.receipt(village)])
    screen = VillageScreen(village, Changes())
    qtbot.addWidget(screen)
    screen.show()
    screen.activated()
    qtbot.waitUntil(lambda: not screen.destructions.isHidden())
    assert "疏附县" in " ".join(each.text() for each in screen.destructions.findChildren(QLabel))
    (asked,) = village.destructions.pending()
    assert "用这台电脑的工作区副本" in screen.destructions.words(replace(asked, why="own_copy"))
