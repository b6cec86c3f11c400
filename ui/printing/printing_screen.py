"""打印: every document of the office, its choices, and its pages as they will be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from db.codes import UnitLevel
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from ui.printing.options_card import OptionsCard
from ui.printing.words import file_name, listed, reason, title_of
from ui.shared import theme
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.layouts import filled
from ui.shared.page import LivePage
from ui.shared.paper_output import AskPath, AskPrinter, ask_pdf_path, ask_printer
from ui.shared.paper_view import PaperView
from ui.shared.widgets import Card

_SINGLE = "visit-record"


class PrintingScreen(LivePage):
    """Documents at the left, what can be chosen in the middle, the pages at the right; another page hands over a ``PrintRequest``."""

    help_page = "printing"

    def __init__(
        self,
        ws: Workspace,
        changes: Changes | None = None,
        ask_path: AskPath = ask_pdf_path,
        ask_device: AskPrinter = ask_printer,
    ) -> None:
        """Blank until ``activated``; the questions are handed in for tests."""
        super().__init__(ws, changes)
        self._documents = [each.key for each in listed(ws.office.level)]
        self._given: PrintRequest | None = None
        self._units_known = ws.office.level == UnitLevel.VILLAGE
        self.options = OptionsCard(ws)
        self.options.changed.connect(self._renew)
        self.view = PaperView(ws.reports, ask_path, ask_device)
        self.view.said.connect(lambda words: self.say(words, undo=False))
        row = filled(QHBoxLayout(self), self._list(), spacing=16)
        self.options.setFixedWidth(theme.px(288))
        row.addWidget(self.options)
        row.addWidget(self.view, 1)
        hub = self._hub
        self.follow(hub.elders_changed, hub.visits_changed, hub.needs_changed, hub.packages_changed, hub.records_changed)

    def _list(self) -> QWidget:
        card = Card(margin=8)
        card.setFixedWidth(theme.px(188))
        self.documents = QListWidget()
        self.documents.setAccessibleName(self.tr("文件"))
        self.documents.setProperty("surface", "plain")
        for key in (*self._documents, _SINGLE):
            item = QListWidgetItem(title_of(key))
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.documents.addItem(item)
        self._single = self.documents.item(self.documents.count() - 1)
        self._single.setHidden(True)  # there only while another page points at single visits
        self.documents.setCurrentRow(0)
        self.documents.currentItemChanged.connect(lambda *_items: self._choose())
        card.add(self.documents, 1)
        return card

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("打印")

    def subtitle(self) -> str:
        """What this page is for."""
        return self.tr("选文件，右边看到的就是印出来的")

    def activated(self) -> None:
        """Show the chosen document as it stands now."""
        if not self._units_known:
            self._fetch_units()
        if self._stale:
            self._stale = False
            self._choose()
        self.documents.setFocus()

    def open(self, argument: object) -> None:
        """Show a document with what another page has chosen for it."""
        if not isinstance(argument, PrintRequest):
            return
        for row in range(self.documents.count()):
            item = self.documents.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == argument.document:
                item.setHidden(False)
                self.documents.blockSignals(True)
                self.documents.setCurrentItem(item)
                self.documents.blockSignals(False)
                self._choose(argument)
                self.view.print_button.stand_by()

    def flush(self) -> None:
        """Let go of the pages and of what was typed for one print alone: the window locks, or another page comes to the front."""
        self.options.forget()
        self._given = None
        self.view.forget()
        self._stale = True

    # -- content -------------------------------------------------------------------------------------------------------

    def document(self) -> str:
        """The chosen document."""
        item = self.documents.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else self._documents[0]

    def _choose(self, wanted: PrintRequest | None = None) -> None:
        self._given = wanted
        if self.document() != _SINGLE:
            self._single.setHidden(True)
        self.options.show_document(self.document(), self.ws.clock.today(), wanted)
        self._renew()

    def _renew(self) -> None:
        request = self.options.request()
        words = reason(request, self.ws.office.level)
        if words:
            self.view.show_reason(title_of(request.document), words)
        else:
            self.view.show_request(request, title_of(request.document), file_name(request, self.ws.clock.today()))

    def fetch(self) -> None:
        """The same pages as they are now."""
        self.view.forget()
        self._renew()

    def _fetch_units(self) -> None:
        units, own = self.ws.units, self.ws.office.unit_code

        def fetch() -> list[tuple[str, str]]:
            return [(unit.code, f"{unit.name}（{place.name}）") for place in units.children(own) for unit in units.children(place.code)]

        run(self, fetch, self._units_found, self.show_fault)

    def _units_found(self, units: list[tuple[str, str]]) -> None:
        self._units_known = True
        self.options.set_units(units)
        if self._given is not None:  # its village could not be named before
            self._choose(self._given)
