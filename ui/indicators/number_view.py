"""One number of one place: figure and twelve months, its definition, and the places below or the records behind it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.types.county import DefinitionCard as Definition
from kashi_desktop.types.results import Indicator
from ui.indicators.card_data import trend_of
from ui.indicators.definition_card import DefinitionCard
from ui.indicators.places_card import PlacesCard
from ui.indicators.records_card import RecordsCard
from ui.indicators.words import defined, gap_words, joined, lever_words, sides_words, state_of, state_words, target_words
from ui.shared import theme
from ui.shared.indicator_card import KINDS, ElidedLabel
from ui.shared.layouts import filled, stacked
from ui.shared.trend_chart import TrendChart
from ui.shared.widgets import Card, Pill, text_label

UPPER = 268
"""Height of chart and definition in design pixels: six lines of the table stay in view below them at 1366 × 768."""


class TrendCard(Card):
    """Figure, target and verdict above the large chart."""

    def __init__(self) -> None:
        """Empty until ``show_trend``."""
        super().__init__()
        self.figure = text_label("", "figure")
        self.target = text_label("", "secondary")
        self.pill = Pill()
        self.sides = ElidedLabel(look="secondary")
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.figure)
        line.addWidget(self.target)
        line.addWidget(self.pill)
        line.addWidget(self.sides, 1)
        self.chart = TrendChart("", compact=False)
        self.body.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        self.body.setSpacing(theme.px(4))
        self.add(line)
        self.add(self.chart, 1)

    def show_trend(self, indicator: Indicator, months: Sequence[tuple[str, Indicator]]) -> None:
        """Show one number with its months, oldest first."""
        unit = joined(indicator.unit)
        self.figure.setText(f"{indicator.display}{unit}" if indicator.display else "–")
        self.target.setText(target_words(indicator))
        gap = gap_words(indicator.gap, indicator.gap_unit) if indicator.met is False else ""
        self.pill.set(gap or state_words(indicator), KINDS[state_of(indicator)])
        self.sides.set_words(" · ".join(part for part in (sides_words(indicator), lever_words(indicator)) if part))
        self.chart.setAccessibleName(defined(indicator.title))
        target = float(indicator.target) if indicator.met is not None else None
        self.chart.show_trend(trend_of(months), target, target_words(indicator), unit)


class NumberView(QWidget):
    """Trend and definition side by side; places or records below."""

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` decides whether a year is named."""
        super().__init__()
        self.trend = TrendCard()
        self.definition = DefinitionCard()
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(14))
        upper.addWidget(self.trend, 13)
        upper.addWidget(self.definition, 10)
        self._upper = QWidget()
        self._upper.setLayout(upper)
        upper.setContentsMargins(0, 0, 0, 0)
        self._upper.setFixedHeight(theme.px(UPPER))
        self.places = PlacesCard(today)
        self.records = RecordsCard(today)
        self._lower = stacked(self.places, self.records)
        self._lower.setMinimumHeight(theme.px(220))
        filled(QVBoxLayout(self), self._upper, (self._lower, 1), spacing=14)

    def show_number(self, indicator: Indicator, months: Sequence[tuple[str, Indicator]], definition: Definition, places: bool) -> None:
        """Show the upper half; ``places`` says which of the lower parts is meant."""
        self.trend.show_trend(indicator, months)
        self.definition.show_definition(definition)
        self._lower.setCurrentWidget(self.places if places else self.records)

    def take_keyboard(self) -> None:
        """Let the arrows walk what stands below."""
        (self.places if self._lower.currentWidget() is self.places else self.records).take_keyboard()

    def export(self) -> None:
        """Write the table that stands below."""
        (self.places if self._lower.currentWidget() is self.places else self.records).table.export()
