"""A short list beside a sheet: the chosen row is what the sheet shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shared import theme
from ui.shared.layouts import stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, PrimaryButton, SecondaryButton

NARROWEST, WIDEST = 200, 324
"""Design pixels; with large type the sheet beside it needs the room more."""


@dataclass(frozen=True, slots=True)
class PickWords:
    """The title, the button for a new row, and what stands where nothing is yet with its first step."""

    title: str
    new: str
    icon: str
    empty: str
    about: str
    first: str


class PickList(Card):
    """Rows have an ``id``; Enter goes on to the sheet, Ctrl+N makes a new row."""

    chosen = Signal(object)
    """The row under the cursor, None without one."""
    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, words: PickWords, columns: Sequence[Column]) -> None:
        """Empty until ``show_rows``."""
        super().__init__(words.title, margin=0)
        self.header.addStretch(1)
        self.new_button = SecondaryButton(words.new, icon="plus", compact=True, act=self.new_wanted)
        self.new_button.bind_quietly("Ctrl+N")
        self.header.addWidget(self.new_button)
        self.model = PagedTableModel(tuple(columns), self)
        self.table = TableView(self.model, words.title)
        self.table.selection_changed.connect(lambda: self.chosen.emit(self.table.current_row()))
        self.table.activated_row.connect(self.opened)
        self.first = PrimaryButton(words.first, icon="plus")
        self.first.bind_quietly("Ctrl+N")  # while it stands there the other button is hidden, and its key with it
        self.first.clicked.connect(self.new_wanted)
        self._stack = stacked(self.table, EmptyState(words.icon, words.empty, words.about, self.first), QWidget())
        self._stack.setCurrentIndex(2)
        self._focus_wanted = False
        self.setMinimumWidth(theme.px(NARROWEST))
        self.setMaximumWidth(theme.px(WIDEST))
        self.add(self._stack, 1)

    def show_rows(self, rows: Sequence[Any], wanted: bytes | None = None) -> None:
        """Show the rows, the cursor on ``wanted`` or where it was; tells once what is chosen."""
        self.table.blockSignals(True)
        self.table.renew(rows, lambda row: row.id, wanted)
        self.table.blockSignals(False)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.new_button.setVisible(bool(rows))
        self.chosen.emit(self.table.current_row())
        if self._focus_wanted and self.isVisible():  # another view may be in front by now
            self.take_focus()

    def take_focus(self) -> None:
        """Let the arrows work at once, or as soon as something is here."""
        self._focus_wanted = self._stack.currentIndex() == 2
        if self.model.rowCount():
            self.table.setFocus()
        else:
            self.first.stand_by()
