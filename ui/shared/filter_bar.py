"""Search and filters above a table; a screen asks what is wanted and shows the rows that fit."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.shared import theme
from ui.shared.icons import icon
from ui.shared.inputs import Choice, TextInput, keeps_escape
from ui.shared.layouts import spread
from ui.shared.shortcuts import bind

Filters = Mapping[str, tuple[str, Sequence[tuple[str, str]]]]
"""Key: (label, [(value, words), …]); the first line of each means "all" and has the value ""."""


class SearchInput(TextInput):
    """Search while typing; Down goes to the list, Enter opens its first line, Esc empties."""

    down = Signal()
    entered = Signal()

    def __init__(self, label: str, placeholder: str = "", compact: bool = False) -> None:
        """``label`` is the accessible name."""
        super().__init__(label, placeholder, compact)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Esc empties before it leads back."""
        return bool(self.text() and keeps_escape(event)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards without a mouse."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Choices of codes and a line of text; Ctrl+F puts the keyboard into the text."""

    changed = Signal()
    to_list = Signal()
    """Down or Enter in the text: the table wants the keyboard."""

    def __init__(self, placeholder: str, filters: Filters | None = None) -> None:
        """``placeholder`` says what can be searched for."""
        super().__init__()
        self.search = SearchInput(placeholder, self.tr("{what}（Ctrl F）").format(what=placeholder), compact=True)
        self.search.addAction(icon("search"), TextInput.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(theme.px(220))
        self.choices: dict[str, Choice] = {}
        for key, (label, options) in (filters or {}).items():
            choice = Choice(label, options)
            choice.setProperty("compact", True)
            choice.setToolTip(label)
            choice.set_value("")
            choice.changed.connect(self._tell)
            self.choices[key] = choice
        self.setLayout(spread(*self.choices.values(), self.search, spacing=10))
        self.search.textChanged.connect(self._tell)
        self.search.down.connect(self.to_list)
        self.search.entered.connect(self.to_list)
        self._key = bind(self, "Ctrl+F", self.focus_search)

    def text(self) -> str:
        """What is searched for, without outer blanks."""
        return self.search.text().strip()

    def value(self, key: str) -> str:
        """The stored value chosen in one filter; empty for all."""
        return self.choices[key].value()

    def set_value(self, key: str, value: str) -> None:
        """Choose in one filter, as when another page points here."""
        self.choices[key].set_value(value)

    def narrowed(self) -> bool:
        """Whether anything is left out, so that an empty list can say why."""
        return bool(self.text()) or any(choice.value() for choice in self.choices.values())

    def accepts(self, *texts: str) -> bool:
        """Whether every word searched for stands in one of the texts, upper and lower case alike."""
        held = "\n".join(texts).casefold()
        return all(word in held for word in self.text().casefold().split())

    def clear_all(self) -> None:
        """Show everything again."""
        for choice in self.choices.values():
            choice.set_value("")
        self.search.clear()

    def focus_search(self) -> None:
        """Type here next."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _tell(self, _value: str) -> None:
        self.changed.emit()
