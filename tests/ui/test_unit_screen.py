"""本单位: yearly figures, surveys, and what the program keeps at all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kashi_desktop.workspace import Workspace
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes
from ui.unit.unit_screen import DICTIONARY, SURVEY, UnitScreen


@pytest.fixture
def screen(ws: Workspace, qtbot: QtBot) -> UnitScreen:
    made = UnitScreen(ws, Changes())
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    return made


def settle(qtbot: QtBot) -> None:
    wait_for_all()
    qtbot.wait(1)  # what the threads handed over arrives with the next events


def test_years_of_households_are_a_line_and_a_new_year_joins_it(ws: Workspace, screen: UnitScreen, qtbot: QtBot) -> None:
    for day, households in (("2024-12-31", "1098"), ("2023-12-31", "1043")):
        ws.records.save("unit_profile", {"as_of": day, "households": households})
    screen.activated()
    settle(qtbot)
    chart = screen.profile.trend.charts["households"]
    assert [point.value for point in chart.points()] == [1043, 1098]
    register = screen.profile.register
    assert register.list.model.row(0).cells["as_of"] == "2024-12-31"  # the newest first
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert register.form is not None
    assert "unit_code" not in register.form.editors
    assert screen.profile.trend.isHidden()
    register.form.set_values({"as_of": "2025-12-31", "households": "1132", "resident_population": "4012"})
    register.form.save.button.click()
    settle(qtbot)
    assert [point.value for point in chart.points()] == [1043, 1098, 1132]
    assert screen.profile.trend.figures["households"].text() == "1,132"
    assert not screen.profile.trend.isHidden()


def test_satisfaction_is_a_rate_of_counts(ws: Workspace, screen: UnitScreen, qtbot: QtBot) -> None:
    ws.records.save("survey", {"held_on": "2026-10-16", "sample": "80", "satisfied": "77"})
    screen.activated()
    screen.open(SURVEY)
    settle(qtbot)
    assert screen.survey.trend.figures["satisfaction"].text() == "96.25%"


def test_the_dictionary_is_reached_by_a_key(screen: UnitScreen, qtbot: QtBot) -> None:
    screen.activated()
    settle(qtbot)
    QTest.keyClick(screen, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert screen.views.value() == DICTIONARY
    assert screen.dictionary.model.rowCount() > 100
