"""Which month is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.indicators.words import month_words, shifted
from ui.shared import theme
from ui.shared.buttons import SecondaryButton
from ui.shared.layouts import filled
from ui.shared.surfaces import text_label


class MonthSwitch(QWidget):
    """A month between two arrows; it never goes beyond the present one."""

    changed = Signal(str)

    def __init__(self, month: str, newest: str) -> None:
        """``month`` and ``newest`` as ``YYYY-MM``."""
        super().__init__()
        self._month, self._newest = month, newest
        row = filled(QHBoxLayout(self), spacing=8)
        self.earlier = SecondaryButton("", icon="back")
        self.later = SecondaryButton("", icon="next")
        for button, words, key in (
            (self.earlier, self.tr("上个月"), "Alt+Left"),
            (self.later, self.tr("下个月"), "Alt+Right"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(f"{words}（{key.replace('+', ' ')}）")
            button.setShortcut(key)
            button.steps = True
        self.earlier.clicked.connect(lambda: self.set_month(shifted(self._month, -1)))
        self.later.clicked.connect(lambda: self.set_month(shifted(self._month, 1)))
        self._words = text_label("", "strong")
        self._words.setMinimumWidth(theme.px(110))
        self._words.setAlignment(self._words.alignment().AlignCenter)
        for part in (self.earlier, self._words, self.later):
            row.addWidget(part)
        self._show()

    def month(self) -> str:
        """The month looked at, ``YYYY-MM``."""
        return self._month

    def set_month(self, month: str) -> None:
        """Look at another month; one beyond the newest is left alone."""
        if month <= self._newest and month != self._month:
            self._month = month
            self._show()
            self.changed.emit(month)

    def _show(self) -> None:
        self._words.setText(month_words(self._month))
        self.later.setEnabled(self._month < self._newest)
