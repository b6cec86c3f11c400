"""设施: what there is beside the targets, and the register behind it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.facilities import FacilitySums, UnitSums
from ui.facilities.facilities_view import FacilitiesView
from ui.facilities.figures import FigureStrip
from ui.facilities.unit_sums import UnitSumsCard
from ui.registers.register_view import LIST
from ui.registers.words import info_of
from ui.shared import theme
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.messages import sentence
from ui.shared.page import Page
from ui.shared.scrolling import CurrentStack
from ui.shared.shortcuts import bind
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import SegmentedRow

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

UNITS, FACILITIES = "units", "facilities"


class FacilitiesScreen(Page):
    """A village sees its own figures over its facilities; a county changes between units and facilities with Alt+1 and Alt+2."""

    def __init__(
        self, ws: "Workspace", changes: Changes | None = None, ask: AskPath = ask_table_path, parent: QWidget | None = None
    ) -> None:
        """Blank until ``activated``."""
        super().__init__(ws, parent)
        self._hub = changes or the_changes(ws)
        self._files = TableFiles.of_page(self, ask)
        self._village = ws.office.level is UnitLevel.VILLAGE
        self._stale, self._wanted = True, 0
        self.sums: FacilitySums | None = None
        self.strip = FigureStrip()
        self.facilities = FacilitiesView(ws, "facility", info_of("facility"), self._hub, ask)
        self.units = UnitSumsCard(ws.clock.today)
        self._stack = CurrentStack()
        for part in (self.units, self.facilities):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.views = SegmentedRow(self.tr("看什么"), [(UNITS, self.tr("各单位")), (FACILITIES, self.tr("设施"))], first=1)
        self.views.setToolTip(self.tr("Alt 1、Alt 2 切换"))
        self._connect()
        if self._village:
            self._stack.setCurrentWidget(self.facilities)

    def _connect(self) -> None:
        for signal, own in ((self.facilities.said, self.said), (self.facilities.noticed, self.noticed)):
            signal.connect(own)
        self.facilities.heading_changed.connect(self._turned)
        self.facilities.print_wanted.connect(lambda request: self.navigate.emit("printing", request))
        self.units.unit_wanted.connect(self._show_unit)
        self.units.export_wanted.connect(lambda titles, rows: self._files.write(self.tr("各单位设施"), titles, rows))
        self.views.changed.connect(self._show_view)
        self._hub.records_changed.connect(self._changed)
        if not self._village:
            for number, view in enumerate((UNITS, FACILITIES), start=1):
                bind(self, f"Alt+{number}", lambda chosen=view: self.views.set_value(chosen))

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("设施")

    def subtitle(self) -> str:
        """What is open, or whose figures these are."""
        if self._stack.currentWidget() is self.facilities and (opened := self.facilities.heading()):
            return opened
        unit = next((each.name for each in self.sums.units if each.code == self.facilities.unit()), "") if self.sums else ""
        if unit and self._stack.currentWidget() is self.facilities:
            return unit
        return self.tr("按本月底计算，和指标一致") if self.sums else ""

    def trailing(self) -> QWidget | None:
        """The switch of a county; a village keeps the search box."""
        return None if self._village else self.views

    def help_key(self) -> str:
        """The page's help."""
        return "facilities"

    def open(self, argument: object) -> None:
        """``"new"`` opens the form, a unit's code its facilities."""
        if argument == "new":
            self._show_facilities()
            self.facilities.show_new()
        elif isinstance(argument, str) and argument:
            self._show_facilities()
            self.facilities.show_unit(argument)

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the keyboard work at once."""
        if self._stale:
            self.refresh()
        self.facilities.activated()
        if self._stack.currentWidget() is self.units:
            self.units.focus_table()

    # -- content -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Compute the sums in the background; an older answer that arrives late is dropped."""
        self._stale = False
        self._wanted += 1
        ticket = self._wanted
        run(self, self.ws.facilities.sums, lambda sums: self._show(ticket, sums), self._fault)

    def _show(self, ticket: int, sums: FacilitySums) -> None:
        if ticket != self._wanted:
            return
        self.sums = sums
        own = sums.units[0] if self._village and sums.units else sums.whole
        self.strip.show_sums(own, self.ws.clock.today(), self._village)
        self.units.show_units(sums.units)
        self.heading_changed.emit()

    def _changed(self, _source: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _turned(self) -> None:
        """A form or a card takes the room of the figures."""
        self.strip.setVisible(self._stack.currentWidget() is not self.facilities or self.facilities.stack.currentIndex() == LIST)
        self.heading_changed.emit()

    def _show_view(self, view: str) -> None:
        self._stack.setCurrentWidget(self.units if view == UNITS else self.facilities)
        if view == FACILITIES:
            self.facilities.show_unit("")
            QTimer.singleShot(0, self.facilities.list.focus_table)
        self._turned()

    def _show_facilities(self) -> None:
        if not self._village:
            self.views.set_value(FACILITIES)

    def _show_unit(self, unit: UnitSums) -> None:
        self._show_facilities()
        self.facilities.show_unit(unit.code)

    def _fault(self, error: KnownError) -> None:
        self.notice(sentence(error), "danger")
