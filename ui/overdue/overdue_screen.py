"""逾期 at a county: where help is needed, unit by unit, and each unit's list with the next step."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.types.county import OverdueUnit
from kashi_desktop.types.results import DueList
from kashi_desktop.workspace import Workspace
from ui.overdue.overdue_units import OverdueUnits
from ui.shared import theme
from ui.shared.background import Latest
from ui.shared.changes import Changes
from ui.shared.due_table import DueTable
from ui.shared.layouts import filled, stacked
from ui.shared.page import ListPage
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import Card, LinkButton, Pill, SecondaryButton, hairline, text_label


class OverdueScreen(ListPage):
    """Units first; a unit opens in the same place and Esc goes back."""

    help_page = "overdue"

    def __init__(self, ws: Workspace, changes: Changes | None = None, ask_path: AskPath = ask_table_path) -> None:
        """Blank until ``activated``; ``ask_path`` is handed in so that a test needs no dialog."""
        super().__init__(ws, changes)
        self._opened = Latest()
        self._known: tuple[OverdueUnit, ...] = ()
        self._unit: OverdueUnit | None = None
        self.units = OverdueUnits()
        self.units.unit_wanted.connect(self._open_unit)
        self.stack = stacked(self.units, self._unit_card())
        filled(QVBoxLayout(self), self.fault, (self.stack, 1))
        files = TableFiles.of_page(self, ask_path)
        self.units.table.offer_export(files.writer(lambda: f"{self.title()} {self.ws.clock.today():%Y-%m-%d}"))
        self.table.offer_export(files.writer(lambda: f"{self.title()} {self._unit.name if self._unit else ''}".strip()))
        self.export_button = SecondaryButton(self.tr("导出表格"), icon="download", parent=self)
        self.export_button.hide()  # until the top bar takes it: a widget without a parent may be destroyed in any thread
        self.export_button.setToolTip(self.tr("把现在显示的表存成 XLSX（Ctrl E）"))
        self.export_button.clicked.connect(self.export)
        hub = self._hub
        self.follow(hub.elders_changed, hub.visits_changed, hub.needs_changed, hub.packages_changed)

    def _unit_card(self) -> Card:
        card = Card(margin=0)
        card.set_title(" ")
        self.back = LinkButton(self.tr("回到各单位 Esc"), icon="back", act=self._back)
        card.header.insertWidget(0, self.back)
        self.figure = Pill()
        card.header.addWidget(self.figure)
        card.header.addStretch(1)
        self.table = DueTable(self.ws.clock.today)
        self.table.activated_row.connect(lambda row: self.navigate.emit("elders", row.elder_id))
        self.table.peeked_row.connect(lambda row: self.navigate.emit("elders", row.elder_id))
        card.add(self.table, 1)
        card.add(hairline())
        foot = text_label(self.tr("Enter 看档案 · Ctrl C 复制 · Esc 回到各单位"), "secondary")
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        card.add(foot)
        self._card = card
        return card

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("逾期")

    def subtitle(self) -> str:
        """How many units need a look."""
        people = sum(each.total for each in self._known)
        return self.tr("{n} 个单位有人该去看望了，共 {all} 人").format(n=len(self._known), all=f"{people:,}") if self._known else ""

    def trailing(self) -> QWidget:
        """The export."""
        return self.export_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the units."""
        if event.key() == Qt.Key.Key_Escape and self._unit is not None:
            self._back()
        else:
            super().keyPressEvent(event)

    # -- content -------------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """The units."""
        self._latest.run(self, self.ws.due.overdue_by_unit, self._show, self.refused)

    def _show(self, units: tuple[OverdueUnit, ...]) -> None:
        self.fault.clear_error()
        self._known = units
        self.units.show_units(units)
        self.badge_changed.emit("overdue", f"{len(units)}" if units else "")
        self.heading_changed.emit()
        if self._unit is not None:
            self._open_unit(self._unit)
        else:
            self.take_keyboard()

    def _open_unit(self, unit: OverdueUnit) -> None:
        self._opened.run(self, partial(self.ws.due.list, unit.code), partial(self._show_unit, unit), self.refused)

    def _show_unit(self, unit: OverdueUnit, due: DueList) -> None:
        self._unit = unit
        items = tuple(item for item in due.items if item.days_overdue > 0 or item.planned)
        self._card.set_title(unit.name)
        self.figure.set(self.tr("{n} 人该去看望了").format(n=len(items)), "accent")
        self.table.show_items(items)
        self.stack.setCurrentIndex(1)
        self.take_keyboard()

    def _back(self) -> None:
        self._opened.drop()  # a unit still being fetched must not open again
        self._unit = None
        self.stack.setCurrentIndex(0)
        self.units.take_keyboard()

    def export(self) -> None:
        """Write the table that is shown."""
        (self.table if self._unit is not None else self.units.table).export()

    def take_keyboard(self) -> None:
        """Let the arrows walk the table that is shown."""
        if self.has_keyboard() and not self.units.filter.search.hasFocus():
            (self.table if self._unit is not None else self.units.table).setFocus(Qt.FocusReason.OtherFocusReason)
