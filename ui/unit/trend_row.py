"""Lines of a few yearly figures above their register."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kashi_desktop.types.records import RecordRow
from ui.registers.words import number_of
from ui.shared import theme
from ui.shared.layouts import filled
from ui.shared.trend_chart import TrendChart, TrendPoint
from ui.shared.widgets import Card, text_label

Trend = tuple[str, str, str]
"""Key of the column, title, and the unit behind a number."""
POINTS = 6


class TrendRow(QWidget):
    """One card a figure: the newest value and the line of the years."""

    def __init__(self, trends: Sequence[Trend]) -> None:
        """Empty until ``show_rows``."""
        super().__init__()
        self._trends = tuple(trends)
        row = filled(QHBoxLayout(self), spacing=16)
        self.charts: dict[str, TrendChart] = {}
        self.figures = {}
        for key, title, _unit in self._trends:
            card = Card(title)
            self.figures[key] = text_label("–", "figure")
            self.charts[key] = TrendChart(title, compact=False)
            self.charts[key].setFixedHeight(theme.px(110))
            card.header.addStretch(1)
            card.header.addWidget(self.figures[key])
            card.add(self.charts[key])
            row.addWidget(card, 1)

    def show_rows(self, rows: Sequence[RecordRow], day_key: str) -> None:
        """The last few rows by their day."""
        ordered = sorted(rows, key=lambda row: row.cells.get(day_key) or "")[-POINTS:]
        for key, _title, unit in self._trends:
            points = [self._point(row.cells.get(day_key) or "", self.value(row, key), unit) for row in ordered]
            known = [point for point in points if point.value is not None]
            self.figures[key].setText(known[-1].shown if known else "–")
            self.charts[key].show_trend(points, unit=unit)

    def value(self, row: RecordRow, key: str) -> Decimal | None:
        """The figure of one row; satisfaction is a rate of two columns."""
        if key != "satisfaction":
            return number_of(row.cells.get(key))
        sample, satisfied = number_of(row.cells.get("sample")), number_of(row.cells.get("satisfied"))
        return satisfied * 100 / sample if sample and satisfied is not None else None

    def _point(self, day: str, value: Decimal | None, unit: str) -> TrendPoint:
        when = date.fromisoformat(day)
        words = QCoreApplication.translate("unit", "{year}年{month}月").format(year=when.year, month=when.month)
        shown = "" if value is None else f"{value:,.2f}{unit}" if unit == "%" else f"{value:,}{unit}"
        return TrendPoint(f"{when.year}-{when.month:02d}", words, None if value is None else float(value), shown)
