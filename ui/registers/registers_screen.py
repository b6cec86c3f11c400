"""登记册: all registers that this office may see, one at a time, and the data dictionary."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from db.codes import UnitLevel
from ui.registers.dictionary_view import DictionaryView
from ui.registers.looks import look_of
from ui.registers.register_view import LIST, RegisterView
from ui.registers.units_view import UnitsView
from ui.registers.words import translated
from ui.shared import theme
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.icons import icon
from ui.shared.page import Page
from ui.shared.scrolling import CurrentStack
from ui.shared.shortcuts import bind
from ui.shared.widgets import Card

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

OWN_PAGE = ("elder", "visit", "need")
"""Registers that have a page of their own."""
PREFECTURE = ("course", "ledger_task", "holiday", "definition", "unit")
"""Registers without any person (docs/adr/0004)."""
DICTIONARY = "dictionary"


class RegistersScreen(Page):
    """A list of registers at the left, the one chosen beside it; Ctrl+PageUp and Ctrl+PageDown change between them."""

    def __init__(self, ws: "Workspace", changes: Changes | None = None, parent: QWidget | None = None) -> None:
        """Each register is made when it is first shown."""
        super().__init__(ws, parent)
        from kashi_desktop.services.records import data_dictionary  # late: the services load after the first window

        self._hub = changes or the_changes(ws)
        self._infos = {each.name: each for each in data_dictionary()}
        county = [name for name in self._infos if name not in OWN_PAGE]
        self.keys = (*(county if ws.office.level is UnitLevel.COUNTY else PREFECTURE), DICTIONARY)
        self.views: dict[str, RegisterView | DictionaryView] = {}
        self.names = QListWidget()
        self.names.setProperty("surface", "plain")
        self.names.setAccessibleName(self.tr("登记册"))
        self.names.setToolTip(self.tr("Ctrl PageUp、Ctrl PageDown 换登记册"))
        for key in self.keys:
            picture = icon("info" if key == DICTIONARY else look_of(key).icon)
            item = QListWidgetItem(picture, self._name(key))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, theme.px(40)))
            self.names.addItem(item)
        self.names.currentRowChanged.connect(self._chosen)
        self.names.itemActivated.connect(lambda _item: self._activate())
        side = Card("", margin=8)
        side.setFixedWidth(theme.px(196))
        side.add(self.names, 1)
        self._stack = CurrentStack()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            bind(self, keys, lambda by=step: self._step(by))
        self._current = ""

    def _name(self, key: str) -> str:
        return self.tr("数据字典") if key == DICTIONARY else translated(self._infos[key].label)

    def view(self, key: str) -> RegisterView | DictionaryView:
        """The view of a register, made now when it was never shown; an unknown key raises KeyError."""
        if key not in self.views:
            made = self._make(key)
            made.said.connect(self.said)
            made.noticed.connect(self.noticed)
            self.views[key] = made
            self._stack.addWidget(made)
        return self.views[key]

    def _make(self, key: str) -> RegisterView | DictionaryView:
        if key == DICTIONARY:
            return DictionaryView(self.ws, tuple(self._infos.values()))
        kind = UnitsView if key == "unit" else RegisterView
        made = kind(self.ws, key, self._infos[key], self._hub)
        made.heading_changed.connect(self.heading_changed)
        return made

    def _chosen(self, row: int) -> None:
        self._current = self.keys[row]
        shown = self.view(self._current)
        self._stack.setCurrentWidget(shown)
        had = self.names.hasFocus()
        shown.activated()
        if had:
            self.names.setFocus()
        self.heading_changed.emit()

    def _step(self, by: int) -> None:
        self.names.setCurrentRow((self.names.currentRow() + by) % len(self.keys))
        self._activate()

    def _activate(self) -> None:
        if self._current:
            self.view(self._current).activated()

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("登记册")

    def subtitle(self) -> str:
        """The register, and what is open in it."""
        if not self._current:
            return ""
        shown = self.view(self._current)
        more = shown.heading() if isinstance(shown, RegisterView) and shown.stack.currentIndex() != LIST else ""
        return more or self._name(self._current)

    def help_key(self) -> str:
        """The page's help."""
        return "registers"

    def open(self, argument: object) -> None:
        """Show a register by its name, or the dictionary."""
        if argument in self.keys:
            self.names.setCurrentRow(self.keys.index(str(argument)))

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the keyboard work at once."""
        if not self._current:
            self.names.setCurrentRow(0)
        self._activate()
