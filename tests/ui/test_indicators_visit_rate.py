from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.codes import ClosedReason, Outcome
from kashi_desktop.startup import Workspace
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import CloseInput
from kashi_desktop.types.results import Indicator, ListedPerson
from tests import workspaces
from tests.workspaces import SECOND_VILLAGE, VILLAGE, elder_input, visit_input
from ui.indicators.visit_rate_screen import VisitRateScreen
from ui.indicators.words import detail_words, in_few_lines, shifted, verdict
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

LONG = 15_000


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Workspace]:
    opened = workspaces.county(tmp_path / "county")
    yield opened
    wait_for_all()
    opened.close()


@pytest.fixture
def screen(county: Workspace, tmp_path: Path, qtbot: QtBot) -> VisitRateScreen:
    made = VisitRateScreen(county, Changes(), ask_path=lambda _parent, name: tmp_path / name)
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    return made


def fill(county: Workspace) -> None:
    """Two units: one person of two met in the first, everybody in the second, and one who was closed."""
    first = county.elders.save(elder_input(unit_code=VILLAGE)).id
    county.elders.save(elder_input(unit_code=VILLAGE, full_name="王桂芳"))
    gone = county.elders.save(elder_input(unit_code=VILLAGE, full_name="李建国")).id
    county.elders.close(gone, CloseInput(closed_on=date(2026, 11, 5), closed_reason=ClosedReason.MOVED_OUT))
    second = county.elders.save(elder_input(unit_code=SECOND_VILLAGE, full_name="张秀英")).id
    for elder in (first, second):
        county.visits.record(visit_input(), elder_id=elder)
    county.visits.record(visit_input(outcome=Outcome.NO_ANSWER, visited_at=datetime(2026, 11, 3, 9, 0)), elder_id=second)


def shown(screen: VisitRateScreen, qtbot: QtBot) -> None:
    screen.activated()
    qtbot.waitUntil(lambda: screen._indicator is not None, timeout=LONG)


def test_before_the_first_package_the_page_teaches_the_way(screen: VisitRateScreen, qtbot: QtBot) -> None:
    shown(screen, qtbot)
    assert screen.packages_button.isVisible()
    assert not screen.number.isVisible()
    with qtbot.waitSignal(screen.navigate) as asked:
        screen.packages_button.click()
    assert asked.args == ["packages", None]


def test_the_number_its_gap_and_its_completeness(county: Workspace, screen: VisitRateScreen, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    number = screen.number
    assert number.figure.text() == "66.67%"
    assert number.pill.text() == "差 1 人"
    assert number.counts.text() == "应访 3 人，已访 2 人"
    assert number.complete.isVisible()
    assert "个数据齐全" in screen.subtitle()
    assert "分子" in number.definition.text()
    table = screen.units.table
    assert table.current_row().code == VILLAGE
    screen.units.which.set_value("full")
    screen.units.which.changed.emit("full")
    assert [screen.units._rows.row(i).code for i in range(screen.units._rows.rowCount())] == [SECOND_VILLAGE]


def test_enter_on_a_unit_opens_its_lists_and_esc_comes_back(county: Workspace, screen: VisitRateScreen, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    QTest.keyClick(screen.units.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.people, timeout=LONG)
    people = screen.people
    assert people.table.current_row().full_name == "王桂芳"
    assert people.switch is not None
    people.switch.set_value("closed_in_month")
    row = people.table.current_row()
    assert detail_words("closed_in_month", row, date(2026, 11, 18)) == "注销前本月没有见到"
    with qtbot.waitSignal(screen.navigate) as asked:
        QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert asked.args == ["elders", row.elder_id]
    QTest.keyClick(people.table, Qt.Key.Key_Escape)
    assert screen.stack.currentWidget() is screen.units


def test_the_countys_own_list_opens_from_the_number(county: Workspace, screen: VisitRateScreen, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    screen.number.lists["not_visited"].click()
    assert screen.stack.currentWidget() is screen.people
    assert screen.people.table.current_row().full_name == "王桂芳"
    assert not screen.number.lists["declined"].isEnabled()


def test_the_month_before_and_never_beyond_the_present(county: Workspace, screen: VisitRateScreen, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    screen.month.set_month("2026-12")
    assert screen.month.month() == "2026-11"
    screen.month.earlier.click()
    qtbot.waitUntil(lambda: screen.number.figure.text() == "0.00%", timeout=LONG)
    assert screen.number.pill.text() == "差 4 人"
    assert screen.title() == "指标"
    assert screen.subtitle().startswith("2026 年 10 月")


def test_early_in_a_month_the_page_opens_on_the_one_before(tmp_path: Path, qtbot: QtBot) -> None:
    ws = workspaces.county(tmp_path / "county", clock=Clock(date(2027, 1, 4)))
    made = VisitRateScreen(ws, Changes())
    qtbot.addWidget(made)
    assert made.month.month() == "2026-12"
    ws.close()


def test_the_table_is_written_as_a_spreadsheet(county: Workspace, screen: VisitRateScreen, tmp_path: Path, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    with qtbot.waitSignal(screen.said, timeout=LONG) as told:
        screen.export()
    assert "月探访率 2026-11.xlsx" in told.args[0]
    assert (tmp_path / "月探访率 2026-11.xlsx").read_bytes()[:2] == b"PK"


def test_a_number_is_never_good_while_a_unit_is_missing() -> None:
    def number(met: str, complete: int, whole: bool) -> Indicator:
        return Indicator("k", "t", met, "2", "1", "100.00", "=", "100", whole, complete, 3, "d", "text", {})

    assert verdict(number("2", 3, True)) == ("达到", "good")
    assert verdict(number("2", 2, True)) == ("数据不齐", "neutral")
    assert verdict(number("1", 3, False)) == ("差 1 人", "warning")


def test_words() -> None:
    assert shifted("2026-01", -1) == "2025-12"
    assert shifted("2026-12", 1) == "2027-01"
    assert in_few_lines("甲" * 60 + "\n目标：100%\n生效：今年") == "甲" * 60 + "\n目标：100% · 生效：今年"
    person = ListedPerson(b"", "", "", "", "2026-11-03 09:00")
    assert detail_words("outside_spell", person, date(2026, 11, 18)) == "探访日期 11月3日"
