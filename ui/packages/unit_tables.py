"""Units to choose from by a few letters, and those chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.filter_bar import SearchInput
from ui.shared.icons import icon
from ui.shared.layouts import filled
from ui.shared.surfaces import Kind
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import SecondaryButton, TextInput, text_label


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A village or residents' committee, its township, and whether it has a computer already."""

    code: str
    name: str
    township: str
    standing: str
    kind: Kind


class UnitPicker(QWidget):
    """Search above, found at the left, chosen at the right; Enter moves a unit from one to the other."""

    changed = Signal()

    def __init__(self) -> None:
        """Empty until ``set_units``."""
        super().__init__()
        self._all: tuple[UnitChoice, ...] = ()
        self._picked: dict[str, UnitChoice] = {}
        self._found_rows = PagedTableModel(self._found_columns(), self)
        self._chosen_rows = PagedTableModel(self._chosen_columns(), self)
        self.found = TableView(self._found_rows, self.tr("找到的单位"), several=True)
        self.chosen = TableView(self._chosen_rows, self.tr("选中的单位"), several=True)
        self.found.activated_row.connect(lambda _row: self.take())
        self.chosen.activated_row.connect(lambda _row: self.give_back())
        filled(QHBoxLayout(self), (self._left(), 3), (self._right(), 2), spacing=16)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        self.search = SearchInput(self.tr("找单位"), self.tr("名称的几个字、乡镇，或代码（Ctrl F）"))
        self.search.addAction(icon("search"), TextInput.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._look)
        self.search.down.connect(self._to_list)
        self.search.entered.connect(self.take)
        self.add_button = SecondaryButton(self.tr("加入"), "Return", icon="plus", bind=False, act=self.take)
        self.all_button = SecondaryButton(self.tr("全部加入"), act=self.take_all)
        self.all_button.bind_quietly("Ctrl+Shift+A")
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.search, 1)
        top.addWidget(self.add_button)
        top.addWidget(self.all_button)
        column.addLayout(top)
        column.addWidget(self.found, 1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        self._count = text_label("", "section")
        self._count.setFixedHeight(theme.px(theme.CONTROL))
        self.back_button = SecondaryButton(self.tr("拿掉"), "Del", bind=False, act=self.give_back)
        top = QHBoxLayout()
        top.addWidget(self._count, 1)
        top.addWidget(self.back_button)
        column.addLayout(top)
        column.addWidget(self.chosen, 1)
        return column

    def _found_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("单位"), 190, lambda row: row.name, bold=True, stretch=True),
            Column("township", self.tr("乡镇"), 140, lambda row: row.township),
            Column("code", self.tr("代码"), 126, lambda row: row.code, muted=True),
            Column("state", self.tr("电脑"), 88, lambda row: row.standing, pill=lambda row: row.kind if row.standing else ""),
        )

    def _chosen_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("单位"), 160, lambda row: row.name, bold=True, stretch=True),
            Column("township", self.tr("乡镇"), 130, lambda row: row.township),
        )

    def set_units(self, units: Sequence[UnitChoice]) -> None:
        """What can be chosen; units chosen before stay chosen."""
        self._all = tuple(units)
        codes = {unit.code for unit in units}
        self._picked = {code: unit for code, unit in self._picked.items() if code in codes}
        self._look()

    def codes(self) -> list[str]:
        """Codes of the chosen units in the order of choosing."""
        return list(self._picked)

    def clear(self) -> None:
        """Choose anew."""
        self._picked = {}
        self._look()

    def _look(self) -> None:
        words = self.search.text().split()
        rows = [unit for unit in self._all if unit.code not in self._picked and all(_has(unit, word) for word in words)]
        kept = max(0, self.found.currentIndex().row())
        self._found_rows.set_rows(rows)
        self.found.select(min(kept, len(rows) - 1))
        self._chosen_rows.set_rows(tuple(self._picked.values()))
        self.chosen.select(len(self._picked) - 1)
        self._count.setText(self.tr("选中 {n} 个").format(n=len(self._picked)))
        self.add_button.setEnabled(bool(rows))
        self.all_button.setText(self.tr("全部加入（{n}）").format(n=len(rows)))
        self.all_button.setEnabled(bool(rows))
        self.back_button.setEnabled(bool(self._picked))
        self.changed.emit()

    def _to_list(self) -> None:
        if self._found_rows.rowCount():
            self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Choose the marked units."""
        self._picked |= {unit.code: unit for unit in self.found.selected_rows()}
        self._look()

    def take_all(self) -> None:
        """Choose everything that was found."""
        self._picked |= {row.code: row for row in map(self._found_rows.row, range(self._found_rows.rowCount()))}
        self._look()

    def give_back(self) -> None:
        """Take the marked units out again."""
        for unit in self.chosen.selected_rows():
            self._picked.pop(unit.code, None)
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes out of the chosen ones."""
        if event.key() == Qt.Key.Key_Delete and self.chosen.hasFocus():
            self.give_back()
        else:
            super().keyPressEvent(event)


def _has(unit: UnitChoice, word: str) -> bool:
    return word in unit.name or word in unit.township or unit.code.startswith(word)
