"""Where one is between a number and the record behind it; every place before is a way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shared import theme
from ui.shared.layouts import empty, filled
from ui.shared.widgets import LinkButton, text_label


class Crumbs(QWidget):
    """Links with a sign between them; the last is plain words."""

    chosen = Signal(int)
    """How many steps of the way remain."""

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__()
        self._row = filled(QHBoxLayout(self), spacing=4)
        self.setFixedHeight(theme.px(theme.COMPACT))
        self.setAccessibleName(self.tr("现在的位置"))
        self._words: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """The way as it is shown."""
        return self._words

    def show_way(self, words: Sequence[str]) -> None:
        """Show the steps from the page to here."""
        empty(self._row)
        self._words = tuple(words)
        back = LinkButton(self.tr("返回 Esc"), icon="back", act=lambda: self.chosen.emit(len(words) - 1))
        self._row.addWidget(back)
        for place, text in enumerate(words):
            if place:
                self._row.addWidget(text_label("›", "secondary"))
            if place == len(words) - 1:
                here = text_label(text, "strong")
                here.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
                self._row.addWidget(here)
            else:
                link = LinkButton(text, act=lambda _checked=False, kept=place + 1: self.chosen.emit(kept))
                self._row.addWidget(link)
        self._row.addStretch(1)
