"""The cards of a month, four a row, and below them the places of the chosen number."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.types.results import Indicator, PlaceFigure
from ui.indicators.card_data import card_of
from ui.indicators.month_switch import MonthSwitch
from ui.indicators.places_card import PlacesCard
from ui.indicators.words import GROUPS, defined, state_of, tr
from ui.shared import theme
from ui.shared.indicator_card import CardGrid
from ui.shared.layouts import filled, spread
from ui.shared.shortcuts import bind
from ui.shared.widgets import LinkButton, SegmentedRow

MISSED = "missed"
"""The group of those numbers that miss their target."""


class Overview(QWidget):
    """Alt+1 to Alt+4 change the group; Enter on a card shows its places, once more opens the number."""

    number_wanted = Signal(str)
    place_wanted = Signal(object)
    chosen_changed = Signal(str)
    """Another number is looked at: its places are wanted."""

    def __init__(self, month: MonthSwitch, today: Callable[[], date], with_places: bool = True, parent: QWidget | None = None) -> None:
        """``with_places`` False at a village, which is one place itself."""
        super().__init__(parent)
        self._numbers: Mapping[str, Indicator] = {}
        self._trends: Mapping[str, Mapping[str, Indicator]] = {}
        self.key = GROUPS["main"][1][0]
        options = [(key, tr(words)) for key, (words, _) in GROUPS.items()] + [(MISSED, self.tr("没有达到的"))]
        self.groups = SegmentedRow(self.tr("指标分组"), options, first=1)
        self.groups.setToolTip(self.tr("Alt 1 到 Alt 4 切换"))
        self.groups.changed.connect(self._show_group)
        for number, (name, _) in enumerate(options, start=1):
            bind(self, f"Alt+{number}", lambda group=name: self.groups.set_value(group))
        self.grid = CardGrid(self.tr("指标"))
        self.grid.activated.connect(self._activated)
        self.places = PlacesCard(today)
        self.places.hide_foot()
        self.places.setMinimumHeight(theme.px(236))
        self.more = LinkButton(self.tr("定义和趋势"), icon="chart")
        self.more.setToolTip(self.tr("怎么算的、十二个月的变化、按乡镇看（Ctrl D）"))
        bind(self, "Ctrl+D", lambda: self.number_wanted.emit(self.key))
        self.more.clicked.connect(lambda: self.number_wanted.emit(self.key))
        self.places.header.insertWidget(2, self.more)
        self.places.place_wanted.connect(self.place_wanted)
        column = filled(QVBoxLayout(self), spread(self.groups, None, month), self.grid, (self.places, 1), spacing=14)
        self.places.setVisible(with_places)  # only now: shown without a parent it would be a window of its own
        if not with_places:
            column.addStretch(1)

    def show_numbers(self, months: Mapping[str, Sequence[Indicator]]) -> None:
        """Show the newest of ``months``; the others are the trends. Numbers that have no place here are left out."""
        trends: dict[str, dict[str, Indicator]] = {}
        for month, numbers in months.items():
            for each in numbers:
                trends.setdefault(each.key, {})[month] = each
        newest = max(months)
        self._trends = trends
        self._numbers = {each.key: each for each in months[newest] if each.total_units or self.places.isVisibleTo(self)}
        self._show_group(self.groups.value())

    def indicator(self) -> Indicator | None:
        """The number that is looked at; None before there is one."""
        return self._numbers.get(self.key)

    def every(self) -> Sequence[Indicator]:
        """All numbers of the month."""
        return tuple(self._numbers.values())

    def keys(self) -> list[str]:
        """The numbers of the group, in the order of the cards."""
        group = self.groups.value()
        if group != MISSED:
            return [key for key in GROUPS[group][1] if key in self._numbers]
        every = [key for _, keys in GROUPS.values() for key in keys if key in self._numbers]
        return [key for key in every if state_of(self._numbers[key]) == "missed"]

    def show_places(self, what: str, hint: str, rows: Sequence[PlaceFigure]) -> None:
        """Show the places of the chosen number."""
        indicator = self.indicator()
        if indicator is not None:
            title = self.tr("{number} · 差得最多的{what}").format(number=defined(indicator.title), what=what)
            self.places.show_places(title, hint, what, indicator, rows)

    def take_keyboard(self) -> None:
        """Let the arrows walk the cards."""
        card = self.grid.card(self.key)
        (card or self.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_group(self, _group: str) -> None:
        keys = self.keys()
        self.grid.show_cards([card_of(self._numbers[key], self._trends[key]) for key in keys])
        if keys and self.key not in keys:
            self._choose(keys[0])

    def _activated(self, key: str) -> None:
        if key == self.key or not self.places.isVisibleTo(self):
            self.key = key
            self.number_wanted.emit(key)
        else:
            self._choose(key)

    def _choose(self, key: str) -> None:
        self.key = key
        self.chosen_changed.emit(key)
