"""Picks one office out of the shipped list: level, then a few letters of its name or code."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.codes import UnitLevel
from ui.shared import theme
from ui.shared.buttons import LinkButton
from ui.shared.choices import SegmentedRow
from ui.shared.icons import icon
from ui.shared.inputs import TextInput
from ui.shared.layouts import filled
from ui.shared.surfaces import text_label

Choices = Callable[[str, str], Sequence[tuple[str, str, str]]]


class OfficePicker(QWidget):
    """Level and unit; once chosen only the choice is shown, with the way back."""

    changed = Signal()

    def __init__(self, choices: Choices) -> None:
        """``choices(text, level)`` returns (code, name, name of the place above)."""
        super().__init__()
        self._choices = choices
        self._chosen: tuple[str, str, str] | None = None
        column = filled(QVBoxLayout(self), spacing=10)
        levels = [(UnitLevel.VILLAGE.value, self.tr("村、社区")), (UnitLevel.COUNTY.value, self.tr("县、市"))]
        self.level = SegmentedRow(self.tr("哪一级单位"), levels, first=1)
        self.search = TextInput(self.tr("找单位"), self.tr("输入名称的几个字，或 12 位代码"))
        self.search.addAction(icon("search"), TextInput.ActionPosition.LeadingPosition)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.level)
        row.addWidget(self.search, 1)
        column.addLayout(row)
        self.found = QListWidget()
        self.found.setAccessibleName(self.tr("找到的单位"))
        self.found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.found.setFixedHeight(theme.px(190))
        column.addWidget(self.found)
        column.addWidget(self._choice_row())
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._look)
        self.level.changed.connect(self._look)
        self.found.itemActivated.connect(self._pick)
        self.found.itemClicked.connect(self._pick)
        self._look()
        self._show()

    def _choice_row(self) -> QWidget:
        self._picked = QWidget()
        row = filled(QHBoxLayout(self._picked))
        self._name = text_label("", "strong")
        self._above = text_label("", "secondary")
        self._again = LinkButton(self.tr("换一个"), act=self.start_over)
        self._again.bind_quietly("Ctrl+B")
        row.addWidget(self._name)
        row.addWidget(self._above)
        row.addStretch(1)
        row.addWidget(self._again)
        return self._picked

    def code(self) -> str:
        """The chosen unit's code, empty before a choice."""
        return self._chosen[0] if self._chosen else ""

    def unit_name(self) -> str:
        """The chosen unit's name, empty before a choice."""
        return self._chosen[1] if self._chosen else ""

    def take(self, level: str, code: str, name: str, above: str) -> None:
        """Choose what an invitation names."""
        self.level.set_value(level)
        self._choose((code, name, above))

    def start_over(self) -> None:
        """Choose again."""
        self._chosen = None
        self._show()
        self.search.setFocus()
        self.search.selectAll()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field Up and Down walk the list, Enter takes its line."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.found.currentItem() is not None and not event.modifiers():
                self._pick(self.found.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        self.found.clear()
        for code, name, above in self._choices(self.search.text().strip(), self.level.value()):
            item = QListWidgetItem(f"{name}　{above}　{code}" if above else f"{name}　{code}")
            item.setData(Qt.ItemDataRole.UserRole, (code, name, above))
            self.found.addItem(item)
        if self.found.count():
            self.found.setCurrentRow(0)
        else:
            nothing = QListWidgetItem(self.tr("没有找到。请只输入名称里的两三个字，或核对代码。"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(nothing)

    def _pick(self, item: QListWidgetItem) -> None:
        data = item.data(Qt.ItemDataRole.UserRole)
        if not data:
            return
        had_focus = self.search.hasFocus() or self.found.hasFocus()
        self._choose((data[0], data[1], data[2]))
        if had_focus:
            self._again.setFocus()
            self.focusNextChild()

    def _choose(self, unit: tuple[str, str, str]) -> None:
        self._chosen = unit
        code, name, above = unit
        self._name.setText(name)
        self._above.setText(" · ".join(part for part in (above, code) if part))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = self._chosen is not None
        for part in (self.level, self.search, self.found):
            part.setVisible(not chosen)
        self._picked.setVisible(chosen)
