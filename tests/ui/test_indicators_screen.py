from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.codes import ClosedReason, Outcome
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import CloseInput
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.results import Indicator, Lever, Listed
from kashi_desktop.workspace import Workspace
from tests.workspaces import RURAL_VILLAGE, SECOND_VILLAGE, VILLAGE, Offices, elder_input, visit_input
from ui.indicators.definition_form import DefinitionQuestion
from ui.indicators.indicators_screen import IndicatorsScreen
from ui.indicators.number_view import NumberView
from ui.indicators.record_words import detail_words, lists_of, missing_words
from ui.indicators.words import GROUPS, SIDES, complete_words, foot_words, gap_words, shifted, state_of, target_words
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

LONG = 15_000
ENTER, ESC, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space


@pytest.fixture
def screen(county: Workspace, tmp_path: Path, qtbot: QtBot) -> IndicatorsScreen:
    made = IndicatorsScreen(county, Changes(), ask_path=lambda _parent, name: tmp_path / name)
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


def shown(screen: IndicatorsScreen, qtbot: QtBot) -> None:
    screen.activated()
    qtbot.waitUntil(lambda: bool(screen.overview.places.rows()) or screen.stack.currentIndex() == 3, timeout=LONG)


def press(screen: IndicatorsScreen, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    held: Any = screen.window().focusWidget()
    QTest.keyClick(held or screen, key, modifier)


def settled(screen: IndicatorsScreen, qtbot: QtBot, view: object, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is view and ready(), timeout=LONG)


def test_before_the_first_package_the_page_teaches_the_way(screen: IndicatorsScreen, qtbot: QtBot) -> None:
    shown(screen, qtbot)
    assert screen.packages_button.isVisible()
    assert not screen.export_button.isEnabled()
    with qtbot.waitSignal(screen.navigate) as asked:
        screen.packages_button.click()
    assert asked.args == ["packages", None]


def test_the_card_tells_number_gap_and_state_and_the_table_the_worst_first(
    county: Workspace, screen: IndicatorsScreen, qtbot: QtBot
) -> None:
    fill(county)
    shown(screen, qtbot)
    card = screen.overview.grid.card("monthly_visit_rate")
    assert card is not None
    assert card.figure.text() == "66.67%"
    assert card.pill.text() == "差 1 人"
    assert len(card.data.trend) == 12
    assert "缺" in screen.subtitle()
    rows = screen.overview.places.rows()
    assert rows[0].code == VILLAGE
    assert [row.code for row in rows if row.complete_units][:2] == [VILLAGE, SECOND_VILLAGE]
    with qtbot.waitSignal(screen.navigate) as asked:
        screen.report_button.click()
    assert asked.args == ["reports", PrintRequest("indicator-report", period="2026-11")]
    screen.overview.places.filter.set_value("state", "met")
    assert [row.code for row in screen.overview.places.rows()] == [SECOND_VILLAGE]


def test_from_the_card_by_keys_to_the_package_and_back(county: Workspace, screen: IndicatorsScreen, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    number = screen.number
    qtbot.waitUntil(lambda: screen.overview.grid.cards[0].hasFocus(), timeout=LONG)
    press(screen, ENTER)
    settled(screen, qtbot, number, lambda: bool(number.places.rows()))
    assert "分子" in number.definition.words()
    assert len(number.trend.chart.points()) == 12
    qtbot.waitUntil(number.places.table.hasFocus, timeout=LONG)
    press(screen, ENTER)  # the township
    qtbot.waitUntil(lambda: [row.code for row in number.places.rows()][:1] == [VILLAGE], timeout=LONG)
    press(screen, ENTER)  # the unit
    qtbot.waitUntil(lambda: number.records.table.current_row() is not None and number.records.table.hasFocus(), timeout=LONG)
    assert number.records.table.current_row().name == "王桂芳"
    with qtbot.waitSignal(screen.navigate) as asked:
        press(screen, ENTER)
    assert asked.args == ["elders", number.records.table.current_row().id]
    press(screen, SPACE)
    settled(screen, qtbot, screen.origins, lambda: screen.origins.table.current_row() is not None)
    assert screen.crumbs.words()[-1] == "王桂芳"
    assert screen.origins.table.current_row().package is None
    for step in (5, 4, 3, 2):
        assert len(screen.crumbs.words()) == step
        press(screen, ESC)
        if step > 2:
            qtbot.waitUntil(lambda kept=step - 1: len(screen.crumbs.words()) == kept and number.isVisible(), timeout=LONG)  # type: ignore[misc]
            wait_for_all()
    settled(screen, qtbot, screen.overview, lambda: not screen.crumbs.isVisible())


def test_persons_are_listed_in_their_unit_and_nowhere_above(county: Workspace, screen: IndicatorsScreen, qtbot: QtBot) -> None:
    fill(county)
    indicator = county.indicators.compute("2026-11", "", "monthly_visit_rate")[0]
    assert indicator.lists["not_visited"]
    assert lists_of(indicator, (b"", "", ""), persons=False) == {}
    assert lists_of(indicator, (b"", "", ""), persons=True)["not_visited"] == indicator.lists["not_visited"]


def test_a_package_that_brought_a_record_is_named(county: Workspace, village: Workspace, tmp_path: Path) -> None:
    village.packages.import_files(county.enrolment.invite([VILLAGE], tmp_path / "invitations").files)
    elder = village.elders.save(elder_input()).id
    village.visits.record(visit_input(), elder_id=elder)
    county.packages.import_files([village.packages.export(tmp_path).file])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    found = county.origins.of("elder", elder, "2026-11")
    assert {each.register for each in found} == {"elder", "elder_spell", "visit"}
    assert [each.happened_on for each in found if each.register == "visit"] == [date(2026, 11, 12)]
    (package,) = {each.package for each in found}
    assert package is not None
    assert package.written_on == date(2026, 11, 18)
    assert package.entries >= 3
    assert [each.register for each in county.origins.of("elder", elder, "2026-10")].count("visit") == 0
    assert county.origins.packages(village.office.unit_id, "2026-11") == (package,)


def test_the_month_before_and_never_beyond_the_present(county: Workspace, screen: IndicatorsScreen, qtbot: QtBot) -> None:
    fill(county)
    shown(screen, qtbot)
    screen.month.set_month("2026-12")
    assert screen.month.month() == "2026-11"
    screen.month.earlier.click()
    card = screen.overview.grid.card("monthly_visit_rate")
    assert card is not None
    qtbot.waitUntil(lambda: card.figure.text() == "0.00%", timeout=LONG)
    assert card.pill.text() == "差 4 人"
    assert screen.title() == "指标"
    assert screen.subtitle().startswith("2026 年 10 月")


def test_early_in_a_month_the_page_opens_on_the_one_before(offices: Offices, qtbot: QtBot) -> None:
    made = IndicatorsScreen(offices.county(clock=Clock(date(2027, 1, 4))), Changes())
    qtbot.addWidget(made)
    assert made.month.month() == "2026-12"


def test_the_table_is_copied_and_written_as_a_spreadsheet(
    county: Workspace, screen: IndicatorsScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(county)
    shown(screen, qtbot)
    table = screen.overview.places.table
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "50.00%" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(screen.said, timeout=LONG) as told:
        QTest.keyClick(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "特殊困难老年人月探访率 2026-11.xlsx" in told.args[0]
    assert (tmp_path / "特殊困难老年人月探访率 2026-11.xlsx").read_bytes()[:2] == b"PK"


def test_a_county_raises_a_target_and_the_version_says_why(county: Workspace, screen: IndicatorsScreen, qtbot: QtBot) -> None:
    county.records.save("unit_profile", {"unit_code": VILLAGE, "as_of": "2026-01-01", "households": "100", "resident_population": "300"})
    fill(county)
    cells = {"key": "activity_area_share", "effective_from": "2026-11-01", "target": "60", "reason": "地区文件", "settings": ""}
    screen._ask = lambda *_asked: cells
    shown(screen, qtbot)
    screen.open("activity_area_share")
    settled(screen, qtbot, screen.number, lambda: "第 1 版" in screen.number.definition.words())
    assert screen.number.definition.change.isVisible()
    with qtbot.waitSignal(screen.said, timeout=LONG):
        screen.number.definition.change.click()
    qtbot.waitUntil(lambda: "地区文件" in screen.number.definition.words(), timeout=LONG)
    card = county.definitions.card("activity_area_share", "2026-11")
    assert (card.current.version, card.current.target) == (2, "60")
    assert county.definitions.card("activity_area_share", "2026-10").current.target == "10"
    assert not county.definitions.card("facility_coverage", "2026-11").may_change


def test_the_definition_form_waits_until_all_is_within_its_limits(county: Workspace, qtbot: QtBot) -> None:
    card = county.definitions.card("activity_area_share", "2026-11")
    form = DefinitionQuestion(None, card, date(2026, 11, 18))  # type: ignore[arg-type]  # no window above a test
    qtbot.addWidget(form)
    assert form.editors["effective_from"].read() == "2026-12-01"
    assert "理由" in form.save.reason()
    form.editors["reason"].write("地区文件")
    assert form.save.button.isEnabled()
    form.editors["target"].write("61")
    assert "范围" in form.save.reason()
    form.editors["target"].write("六十")
    assert not form.save.button.isEnabled()
    form.editors["target"].write("30")
    assert form.cells() == {
        "key": "activity_area_share", "effective_from": "2026-12-01", "target": "30", "settings": "", "reason": "地区文件"
    }  # fmt: skip


def test_settings_are_set_within_their_limits(county: Workspace, qtbot: QtBot) -> None:
    form = DefinitionQuestion(None, county.definitions.card("monthly_visit_rate", "2026-11"), date(2026, 12, 18))  # type: ignore[arg-type]
    qtbot.addWidget(form)
    assert "target" not in form.editors
    assert form.editors["effective_from"].read() == "2027-01-01"
    form.editors["reason"].write("按县里的安排")
    cut_off = form.settings["cut_off_day"]
    cut_off.write("31")
    assert "登记截止日" in form.save.reason()
    cut_off.write("20")
    form.settings["count_proxy"].write("1")
    assert form.save.button.isEnabled()
    assert form.cells()["settings"] == "cut_off_day=20;count_proxy=1"


def test_a_village_sees_its_own_numbers_and_the_records_behind_them(offices: Offices, qtbot: QtBot) -> None:
    ws = offices.village(RURAL_VILLAGE)
    ws.elders.save(elder_input())
    made = IndicatorsScreen(ws, Changes())
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: made.stack.currentIndex() == 0, timeout=LONG)
    assert not made.overview.places.isVisible()
    keys = [card.data.key for card in made.overview.grid.cards]
    assert "monthly_visit_rate" in keys
    QTest.keyClick(made.overview.grid.cards[0], ENTER)
    qtbot.waitUntil(lambda: made.number.records.table.current_row() is not None, timeout=LONG)
    assert isinstance(made.stack.currentWidget(), NumberView)
    assert not made.number.definition.change.isVisible()


def indicator(**changed: Any) -> Indicator:
    values: dict[str, Any] = {
        "key": "monthly_visit_rate", "title": "t", "numerator": "2", "denominator": "2", "value": "1", "display": "100.00",
        "comparator": "=", "target": "100", "met": True, "complete_units": 3, "total_units": 3, "definition": "d",
        "definition_text": "text", "lists": {}, "gap": "0", "gap_unit": "人",
    }  # fmt: skip
    return Indicator(**values | changed)


def test_a_number_is_never_met_while_a_unit_is_missing() -> None:
    assert state_of(indicator()) == "met"
    assert state_of(indicator(complete_units=2)) == "incomplete"
    assert state_of(indicator(met=False)) == "missed"
    assert state_of(indicator(met=False, complete_units=2)) == "missed"
    assert state_of(indicator(met=None)) == "not_applicable"
    assert state_of(indicator(value=None, met=None, display=None)) == "not_applicable"
    assert state_of(indicator(value=None, met=None, display=None, complete_units=0)) == "incomplete"
    assert complete_words(indicator(complete_units=2)) == "3 个单位中 2 个数据齐全，缺 1"


def test_the_best_lever_is_told_only_where_it_reaches() -> None:
    levers = (Lever(b"", "", "", "5"), Lever(b"", "", "", "10.5"))
    area = indicator(key="area_per_100_households", met=False, gap="15", gap_unit="m²", lever=levers)
    assert foot_words(area) == "2 个单位补 15.5 m² 即可达到"
    assert foot_words(indicator(key="area_per_100_households", met=False, gap="16", gap_unit="m²", lever=levers)) == "面积 2 / 户数 2"
    assert target_words(indicator(comparator=">", target="25", unit="人/万人")) == "目标 > 25 人/万人"
    assert (gap_words("61", "人"), gap_words("1", "个村（社区）"), gap_words("0", "人"), gap_words(None, "人")) == (
        "差 61 人",
        "差 1 个",
        "",
        "",
    )


def test_words() -> None:
    assert shifted("2026-01", -1) == "2025-12"
    assert shifted("2026-12", 1) == "2027-01"
    today = date(2026, 11, 18)
    assert detail_words("outside_spell", Listed(b"", "", "", "", "2026-11-03 09:00"), today) == "探访日期 11月3日"
    assert detail_words("closed_in_month", Listed(b"", "", "", "", "not_visited"), today) == "注销前本月没有见到"
    assert detail_words("facilities", Listed(b"", "", "", "", "450"), today) == "450 m²"
    assert detail_words("projects", Listed(b"", "", "", "", "failed 8.57"), today) == "8.57% 没有达到"
    assert detail_words("broken", Listed(b"", "", "", "", "2026-09-28"), today) == "9月28日 报修"
    assert missing_words("households;urban_rural_class") == "户数、城乡分类"


def test_every_number_has_its_place_and_its_words() -> None:
    from kashi_desktop.rules.plan_numbers import DEFINITIONS

    keys = [each.key for each in DEFINITIONS]
    assert sorted(key for _, group in GROUPS.values() for key in group) == sorted(keys)
    assert set(SIDES) == set(keys)
