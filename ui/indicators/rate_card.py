"""The county's number with all that is needed to judge it: target, gap, completeness, lists, definition."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.types.results import Indicator
from ui.indicators.words import LISTS, complete_words, hint_words, in_few_lines, list_words, verdict
from ui.shared import theme
from ui.shared.widgets import Card, LinkButton, Pill, RateBar, text_label

NARROW = 900
"""Below this width (design pixels) the three parts would squeeze each other."""


class RateCard(Card):
    """Value and verdict at the left, the lists behind it in the middle, its definition at the right."""

    list_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``show_indicator``."""
        super().__init__("", parent)
        left = QHBoxLayout()
        left.setSpacing(theme.px(32))
        left.addLayout(self._number(), 9)
        left.addLayout(self._lists(), 8)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme.px(32))
        self._halves.addLayout(left, 17)
        self._halves.addLayout(self._definition(), 15)
        self.add(self._halves)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type or a small window the definition stands below the number."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(NARROW)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _number(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(10))
        self.name = text_label("", "secondary")
        self.figure = text_label("", "figure")
        self.target = text_label("", "secondary")
        self.pill = Pill()
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        line.addWidget(self.figure)
        line.addWidget(self.target)
        line.addStretch(1)
        line.addWidget(self.pill)
        self.bar = RateBar()
        self.counts = text_label("", "secondary")
        self.complete = Pill()
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.complete)
        for part in (self.name, line, self.bar, foot):
            if isinstance(part, QHBoxLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addStretch(1)
        return column

    def _lists(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(text_label(self.tr("看看是谁"), "secondary"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(0)
        self.lists: dict[str, LinkButton] = {}
        for place, key in enumerate(LISTS):
            button = LinkButton("")
            button.clicked.connect(lambda _checked=False, wanted=key: self.list_wanted.emit(wanted))
            grid.addWidget(button, place % 3, place // 3, Qt.AlignmentFlag.AlignLeft)
            self.lists[key] = button
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _definition(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(text_label(self.tr("怎么算的"), "secondary"))
        self.definition = text_label("", "secondary", wrap=True)
        self.definition.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.definition)
        column.addStretch(1)
        return column

    def show_indicator(self, indicator: Indicator) -> None:
        """Show one computed number."""
        self.name.setText(indicator.title)
        self.figure.setText(f"{indicator.display}%" if indicator.display else "–")
        self.target.setText(self.tr("目标 {n}%").format(n=indicator.target))
        words, kind = verdict(indicator)
        self.pill.set(words, kind)
        met, total = int(indicator.numerator), int(indicator.denominator)
        self.bar.set_fraction(met / total if total else None)
        self.counts.setText(self.tr("应访 {all} 人，已访 {n} 人").format(all=f"{total:,}", n=f"{met:,}"))
        missing = indicator.total_units - indicator.complete_units
        self.complete.set(self.tr("缺 {n} 个单位").format(n=missing), "warning")
        self.complete.setVisible(bool(missing))
        self.complete.setToolTip(complete_words(indicator))
        for key, button in self.lists.items():
            count = len(indicator.lists.get(key, ()))
            button.setText(self.tr("{list} {n}").format(list=list_words(key), n=f"{count:,}"))
            button.setToolTip(hint_words(key))
            button.setEnabled(bool(count))
        self.definition.setText(in_few_lines(indicator.definition_text))
        self.setAccessibleName(f"{indicator.title} {self.figure.text()} {self.target.text()} {words}")
