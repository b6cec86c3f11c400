import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ui.shared import theme
from ui.shared.indicator_card import CardGrid, IndicatorCard, IndicatorData, State
from ui.shared.trend_chart import TrendChart, TrendPoint, nice_ticks


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    there = QApplication.focusWidget()
    assert there is not None
    QTest.keyClick(there, key)


def points(*values: float | None) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint(str(n), f"2026年{n}月", value, "" if value is None else f"{value:.2f}%") for n, value in enumerate(values, 1))


def inked(chart: TrendChart, token: str, left: int, right: int) -> bool:
    """Whether a pixel of this colour lies between two abscissas."""
    picture, wanted = chart.grab().toImage(), QColor(theme.color(token)).getRgb()[:3]  # type: ignore[index] # the stubs say object
    spots = (picture.pixelColor(x, y).getRgb() for x in range(left, right) for y in range(picture.height()))
    return any(max(abs(one - other) for one, other in zip(spot, wanted, strict=False)) < 40 for spot in spots)  # type: ignore[call-overload]


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    made = TrendChart("月探访率", compact=False)
    qtbot.addWidget(made)
    made.resize(600, 240)
    made.show_trend(points(92, None, None, 95, 97.92), 100, "目标 100%", "%")
    return made


def test_a_month_without_data_is_a_gap_in_the_line(chart: TrendChart) -> None:
    plot = chart._plot()
    first, fourth = round(chart._x(0, plot)), round(chart._x(3, plot))
    assert inked(chart, "accent", first - 3, first + 4)
    assert not inked(chart, "accent", first + 12, fourth - 12)
    assert inked(chart, "accent", fourth + 12, round(chart._x(4, plot)) - 12)


def test_every_month_is_read_aloud_and_walked_by_keys(chart: TrendChart, qtbot: QtBot) -> None:
    assert chart.accessibleName() == "月探访率"
    assert "2026年2月：没有数据" in chart.accessibleDescription()
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    assert chart.accessibleDescription() == "2026年5月：97.92%"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == "2026年1月：92.00%"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "2026年2月：没有数据"


def test_time_runs_in_reading_direction(chart: TrendChart) -> None:
    plot = chart._plot()
    assert chart._x(0, plot) < chart._x(4, plot)
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    plot = chart._plot()
    assert chart._x(0, plot) > chart._x(4, plot)


def test_the_tooltip_tells_the_month_under_the_mouse(chart: TrendChart) -> None:
    spot = QPoint(round(chart._x(3, chart._plot())), 100)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, spot, chart.mapToGlobal(spot)))
    assert QToolTip.text() == "2026年4月：95.00%"
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(91.0, 101.0, [95.0, 100.0]), (0.0, 1.0, [0.0, 0.5, 1.0]), (0.0, 38400.0, [0.0, 10000.0, 20000.0, 30000.0]), (5.0, 5.0, [5.0])],
)
def test_the_axis_has_round_values(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == ticks


@pytest.mark.parametrize("values", [(), (None,), (7.0,), (0.0, 0.0), (-3.0, 4.0)])
def test_odd_series_are_drawn(values: tuple[float | None, ...], qtbot: QtBot) -> None:
    for compact in (True, False):
        made = TrendChart("数", compact=compact)
        qtbot.addWidget(made)
        made.resize(300, 160)
        made.show_trend(points(*values))
        made.grab()


def data(key: str, state: State = "met", **more: str) -> IndicatorData:
    words = {"met": "达到", "missed": "未达到", "incomplete": "缺 2 个单位", "not_applicable": "不适用"}[state]
    return IndicatorData(key, f"指标 {key}", "97.92", "%", "目标 100%", state, words, trend=points(90, 97.92), target_value=100, **more)


def test_only_a_met_and_complete_card_is_green(qtbot: QtBot) -> None:
    card = IndicatorCard(data("a", "incomplete", gap="差 3 人", foot="116 / 118"))
    qtbot.addWidget(card)
    assert card.pill.property("pill") == "neutral"
    assert card.pill.text() == "缺 2 个单位"
    assert card.foot.words() == "差 3 人 · 116 / 118"
    card.show_data(data("a", "missed", gap="差 61 人"))
    assert (card.pill.text(), card.pill.property("pill")) == ("差 61 人", "warning")
    assert "未达到" in card.accessibleName()
    card.show_data(data("a", "met"))
    assert (card.pill.text(), card.pill.property("pill")) == ("达到", "good")


def test_a_card_opens_by_key_and_by_click(qtbot: QtBot) -> None:
    card = IndicatorCard(data("visit_rate"))
    qtbot.addWidget(card)
    card.show()
    opened: list[str] = []
    card.activated.connect(opened.append)
    QTest.keyClick(card, Qt.Key.Key_Return)
    QTest.keyClick(card, Qt.Key.Key_Space)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert opened == ["visit_rate"] * 3


@pytest.fixture
def grid(qtbot: QtBot) -> CardGrid:
    made = CardGrid("指标")
    qtbot.addWidget(made)
    made.resize(1118, 400)
    made.show_cards([data(key) for key in "abcdef"])
    made.show()
    made.activateWindow()
    made.cards[0].setFocus()
    qtbot.waitUntil(made.cards[0].hasFocus)
    return made


def test_four_cards_stand_in_a_row_and_fewer_where_it_is_narrow(grid: CardGrid, qtbot: QtBot) -> None:
    assert grid.columns() == 4
    assert grid.cards[3].y() == grid.cards[0].y() < grid.cards[4].y()
    grid.resize(600, 900)
    qtbot.waitUntil(lambda: grid.cards[2].y() > grid.cards[0].y())
    assert grid.columns() == 2


def test_arrows_walk_the_cards_and_tab_leaves_them(grid: CardGrid, qtbot: QtBot) -> None:
    def focused() -> str:
        return next(card.data.key for card in grid.cards if card.hasFocus())

    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        press(key)
        walked.append(focused())
    assert walked == ["b", "f", "f", "e", "a", "f", "a"]
    stops = [card for card in grid.cards if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [grid.cards[0]]
    with qtbot.waitSignal(grid.activated) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == ["a"]


def test_new_values_keep_the_keyboard_where_it_is(grid: CardGrid) -> None:
    grid.cards[2].setFocus()
    grid.show_cards([data(key, "missed") for key in "abcd"])
    assert grid.cards[2].hasFocus()
    assert len(grid.cards) == 4
    assert grid.card("d") is grid.cards[3]
    assert grid.card("f") is None
