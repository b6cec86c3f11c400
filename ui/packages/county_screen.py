"""收包 at a county: packages in, computers approved, receipts and invitations out."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.workspace import Workspace
from ui.packages.ask_device import AskDevice, ask_approval, ask_emptying, ask_rejection, ask_taking
from ui.packages.ask_invitation import AskInvitation, ask_groups
from ui.packages.destructions_card import DestructionsCard
from ui.packages.devices_view import AskReason, DeviceQuestions, DevicesView
from ui.packages.digits_card import DigitsCard
from ui.packages.import_view import ImportView
from ui.packages.invite_view import InviteView
from ui.packages.parts import FileDrop
from ui.packages.places import AskFiles, AskFolder, Drives, ask_files, ask_folder, removable_drives
from ui.packages.receipts_view import ReceiptsView
from ui.shared.background import run
from ui.shared.buttons import KeyButton
from ui.shared.changes import Changes
from ui.shared.layouts import filled, stacked
from ui.shared.page import LivePage
from ui.shared.questions import ask_reason
from ui.shared.shortcuts import bind
from ui.shared.widgets import SegmentedRow

VIEWS = ("import", "devices", "receipts", "invite")


class CountyScreen(LivePage):
    """Four views of one page; Alt+1 to Alt+4 change between them, files may be dropped on any."""

    help_page = "packages"

    def __init__(
        self,
        ws: Workspace,
        changes: Changes | None = None,
        drives: Drives = removable_drives,
        ask_place: AskFolder = ask_folder,
        ask_file: AskFiles = ask_files,
        approve: AskDevice = ask_approval,
        reject: AskDevice = ask_rejection,
        empty_waiting: AskDevice = ask_emptying,
        take_waiting: AskDevice = ask_taking,
        reason: AskReason = ask_reason,
        ask_digits: AskInvitation = ask_groups,
    ) -> None:
        """Questions and sticks are handed in for tests."""
        super().__init__(ws, changes)
        self._counts = (0, 0)
        self._counting = False
        self.imports = ImportView(ws, ask_file, ask_place, ask_digits)
        self.devices = DevicesView(ws, DeviceQuestions(approve, reject, empty_waiting, take_waiting, reason))
        self.destructions = DestructionsCard(ws)
        self.receipts = ReceiptsView(ws, drives, ask_place)
        self.invitations = InviteView(ws, drives, ask_place)
        self._stack = stacked(self.imports, self.devices, self.receipts, self.invitations)
        self.digits = DigitsCard(ws)
        self.digits.settled.connect(lambda: self._hub.everything(self.digits))
        filled(QVBoxLayout(self), self.digits, self.destructions, (self._stack, 1), spacing=16)
        self.views = SegmentedRow(self.tr("收包的四步"), self._options(), first=1)
        self.views.setToolTip(self.tr("Alt 1 到 Alt 4 切换"))
        self.views.changed.connect(self._show_view)
        for number, name in enumerate(VIEWS, start=1):
            bind(self, f"Alt+{number}", lambda view=name: self.views.set_value(view))
        self._connect()

    def _options(self) -> list[tuple[str, str]]:
        words = (self.tr("收包"), self.tr("认可电脑"), self.tr("写回执"), self.tr("发邀请"))
        return list(zip(VIEWS, words, strict=True))

    def _connect(self) -> None:
        drop = FileDrop(self)
        drop.dropped.connect(self._dropped)
        self.imports.imported.connect(lambda _result: self._imported())
        self.imports.receipts_wanted.connect(lambda: self.views.set_value("receipts"))
        self.imports.devices_wanted.connect(lambda: self.views.set_value("devices"))
        self.devices.invitations_wanted.connect(lambda: self.views.set_value("invite"))
        self.devices.counted.connect(self._counted)
        self.devices.decided.connect(lambda: self._hub.everything(self.devices))
        self.destructions.decided.connect(lambda: self._hub.everything(self))
        self.receipts.written.connect(lambda: self._hub.packages_changed.emit(self.receipts))
        self.follow(self._hub.packages_changed)

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("收包")

    def subtitle(self) -> str:
        """How many computers are approved and how many wait."""
        waiting, approved = self._counts
        words = [self.tr("{n} 台电脑已认可").format(n=approved)]
        if waiting:
            words.append(self.tr("{n} 台等认可").format(n=waiting))
        if self._counting:
            words.append(self.tr("正在重算指标……"))
        return " · ".join(words)

    def trailing(self) -> QWidget:
        """The switch between the four views."""
        return self.views

    def take_keyboard(self) -> None:
        """Leave it where it was on this page."""
        if self.focusWidget() is None:
            self.imports.first_button.stand_by()

    def open(self, argument: object) -> None:
        """Show one of the views by its name."""
        if argument in VIEWS:
            self.views.set_value(str(argument))

    def fetch(self) -> None:
        """Computers and units."""
        self.digits.refresh()
        self.devices.refresh()
        self.destructions.refresh()
        self.invitations.refresh()

    def _changed(self, source: object) -> None:
        if source is not self.devices:
            super()._changed(source)

    def _counted(self, waiting: int, approved: int) -> None:
        self._counts = (waiting, approved)
        self.badge_changed.emit("packages", str(waiting) if waiting else "")
        self.heading_changed.emit()

    def _imported(self) -> None:
        """Every page may show what came; the numbers are counted at once so that they open without waiting."""
        self._hub.everything(self)
        if self.ws.office.level is UnitLevel.COUNTY:
            self._counting = True
            self.heading_changed.emit()
            run(self, self.ws.indicators.refresh, lambda _count: self._counted_on(), lambda _error: self._counted_on())

    def _counted_on(self) -> None:
        self._counting = False
        self.heading_changed.emit()

    def _dropped(self, files: list[object]) -> None:
        self.views.set_value("import")
        self.imports.add_paths(files)  # type: ignore[arg-type]  # a Qt signal carries a plain list

    def _show_view(self, name: str) -> None:
        self._stack.setCurrentIndex(VIEWS.index(name))
        first = {
            "import": self.imports.file_button,
            "devices": self.devices.table,
            "receipts": self.receipts.save.button,
            "invite": self.invitations.units.search,
        }[name]
        if not self.views.hasFocus():
            (first.stand_by if isinstance(first, KeyButton) else first.setFocus)()
