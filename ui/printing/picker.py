"""Chooses records for a document: search, tick with Enter, as many as the document takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from ui.shared.background import run
from ui.shared.filter_bar import SearchInput
from ui.shared.icons import icon
from ui.shared.layouts import filled, spread
from ui.shared.messages import sentence
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import ErrorLine, LinkButton, TextInput, text_label


@dataclass(frozen=True, slots=True)
class Pick:
    """One record that can be chosen; ``detail`` tells those of one name apart."""

    id: bytes
    name: str
    detail: str


Find = Callable[[str], Sequence[Pick]]
"""Records whose words hold the text; called in a thread."""


class RecordPicker(QWidget):
    """Search above, found below; Enter or Space ticks the line, in a document of one person it replaces the tick."""

    changed = Signal()

    def __init__(self) -> None:
        """Empty until ``offer``."""
        super().__init__()
        self._find: Find = lambda _text: ()
        self._several = True
        self._asked = 0
        self._picked: dict[bytes, str] = {}
        self._rows = PagedTableModel(
            (
                Column("mark", "", 28, lambda pick: "✓" if pick.id in self._picked else "", bold=True),
                Column("name", self.tr("名称"), 180, lambda pick: pick.name, secondary=lambda pick: pick.detail, stretch=True),
            ),
            self,
        )
        self.search = SearchInput(self.tr("找"), compact=True)
        self.search.addAction(icon("search"), TextInput.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.look)
        self.search.down.connect(self._to_list)
        self.search.entered.connect(self._take_first)
        self.table = TableView(self._rows, self.tr("找到的记录"))
        self.table.horizontalHeader().hide()
        self.table.activated_row.connect(self._toggle)
        self.table.peeked_row.connect(self._toggle)
        self.table.clicked.connect(lambda index: self._toggle(self._rows.row(index.row())))
        self.count = text_label("", "secondary")
        self.none_button = LinkButton(self.tr("都不选"), quiet=True, act=self.clear)
        self.fault = ErrorLine()
        filled(QVBoxLayout(self), self.search, self.fault, (self.table, 1), spread(self.count, None, self.none_button), spacing=8)
        self.setFocusProxy(self.search)
        self._tell()

    def offer(self, find: Find, what: str, several: bool) -> None:
        """Choose from other records; what was ticked is let go."""
        self._find, self._several = find, several
        self._picked.clear()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        words = self.tr("找{what}：名字的一部分或编号").format(what=what)
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self._rows.set_rows(())
        self._tell()
        self.look()

    def picked(self) -> tuple[bytes, ...]:
        """Ids of the ticked records, in the order of ticking."""
        return tuple(self._picked)

    def pick(self, records: Sequence[bytes]) -> None:
        """Tick records that another page has chosen; their names come with the lines that hold them."""
        self._picked = dict.fromkeys(records, "")
        self._tell()

    def clear(self) -> None:
        """Untick all."""
        self._picked.clear()
        self._changed()

    def look(self, _text: str = "") -> None:
        """Search anew in the background; a late answer is dropped."""
        self._asked += 1
        asked, text, find = self._asked, self.search.text().strip(), self._find
        run(self, lambda: tuple(find(text)), lambda found: self._show(asked, found), lambda error: self._refused(asked, error))

    def _show(self, asked: int, found: Sequence[Pick]) -> None:
        if asked == self._asked:
            self.fault.clear_error()
            self._picked |= {pick.id: pick.name for pick in found if pick.id in self._picked}
            self._rows.set_rows(found)
            self._tell()

    def _refused(self, asked: int, error: KnownError) -> None:
        if asked == self._asked:
            self.fault.show_error(sentence(error))

    def _to_list(self) -> None:
        if self._rows.rowCount():
            self.table.select(0)
            self.table.setFocus()

    def _take_first(self) -> None:
        if self._rows.rowCount():
            self._toggle(self._rows.row(0))

    def _toggle(self, pick: Pick) -> None:
        if pick.id in self._picked:
            del self._picked[pick.id]
        else:
            if not self._several:
                self._picked.clear()
            self._picked[pick.id] = pick.name
        self._changed()

    def _changed(self) -> None:
        self._rows.dataChanged.emit(self._rows.index(0, 0), self._rows.index(max(0, self._rows.rowCount() - 1), 1))
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        names = list(self._picked.values())
        if len(names) == 1 and names[0]:
            words = self.tr("已选 {name}").format(name=names[0])
        elif names:
            words = self.tr("已选 {n} 个").format(n=len(names))
        else:
            words = self.tr("回车选中") if self._rows.rowCount() else self.tr("没有找到")
        self.count.setText(words)
        self.none_button.setVisible(bool(names))
