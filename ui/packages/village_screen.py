"""同步 at a village: review, export, eject; and what comes back from the county."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.results import SyncState
from kashi_desktop.types.sync import Review
from kashi_desktop.workspace import Workspace
from ui.packages.ask_invitation import AskInvitation, ask_groups
from ui.packages.destructions_card import DestructionsCard
from ui.packages.digits_card import DigitsCard
from ui.packages.export_card import ExportCard
from ui.packages.parts import FileDrop, TallPage
from ui.packages.places import AskFiles, AskFolder, Drives, ask_files, ask_folder, removable_drives
from ui.packages.village_side import ConfirmedCard, OpenFileCard, PhoneCard
from ui.shared import theme
from ui.shared.changes import Changes
from ui.shared.layouts import filled
from ui.shared.messages import sentence
from ui.shared.page import LivePage
from ui.shared.question_card import QuestionCard

NARROW = 760
"""Below this width (design pixels) two columns would squeeze each other."""

WIDEST = 16_777_215
"""Qt's own word for no limit of width."""


class VillageScreen(LivePage):
    """One guided page; exporting is two clicks from here when a stick is plugged in."""

    help_page = "packages"

    def __init__(
        self,
        ws: Workspace,
        changes: Changes | None = None,
        drives: Drives = removable_drives,
        ask_place: AskFolder = ask_folder,
        ask_file: AskFiles = ask_files,
        ask_digits: AskInvitation = ask_groups,
    ) -> None:
        """Blank until ``activated``; questions and sticks are handed in for tests."""
        super().__init__(ws, changes)
        self.export_card = ExportCard(ws, drives, ask_place)
        self.confirmed, self.files = ConfirmedCard(ws), OpenFileCard(ws, ask_file, ask_digits)
        self.phone, self.digits, self.destructions = PhoneCard(ws), DigitsCard(ws), DestructionsCard(ws)
        self.questions = QuestionCard()
        self.questions.wanted.connect(lambda: self.navigate.emit("questions", None))
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.px(16))
        self._columns.addWidget(self.export_card, 1)
        self._columns.addWidget(self._side())
        filled(QVBoxLayout(self), TallPage(inner))
        drop = FileDrop(self)
        drop.dropped.connect(self.files.take)
        self.export_card.exported.connect(self._exported)
        self.export_card.papers_wanted.connect(lambda: self.navigate.emit("printing", PrintRequest("month-close")))
        self.export_card.invitation_wanted.connect(self.files.button.click)
        self.files.imported.connect(self._imported)
        self.digits.settled.connect(self._imported)
        self.destructions.decided.connect(self._imported)
        self.phone.confirmed.connect(lambda: self._hub.packages_changed.emit(self))
        hub = self._hub
        self.follow(hub.elders_changed, hub.visits_changed, hub.needs_changed, hub.packages_changed)

    def _side(self) -> QWidget:
        self._beside = QWidget()
        cards = (self.digits, self.destructions, self.confirmed, self.questions, self.files, self.phone)
        filled(QVBoxLayout(self._beside), *cards, None, spacing=16)
        return self._beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type or a small window the side cards stand below."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
        self._beside.setMinimumWidth(0 if narrow else theme.px(316))
        self._beside.setMaximumWidth(WIDEST if narrow else theme.px(316))

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("同步")

    def subtitle(self) -> str:
        """What this page is for."""
        return self.tr("把记录装进加密的包送到县里，再收县里的回执")

    def take_keyboard(self) -> None:
        """Leave it where it was on this page; at first before the button that exports."""
        if self.focusWidget() is None:
            self.export_card.save.button.stand_by()

    def fetch(self) -> None:
        """What waits and what is confirmed."""
        packages, questions = self.ws.packages, self.ws.questions
        self.export_card.show_standing()
        self.digits.refresh()
        self.destructions.refresh()
        self.files.show_words()
        self.phone.setVisible(self.ws.office.has_parent)
        self._latest.run(self, lambda: (packages.review(), packages.state(), questions.open_count()), self._show, self.refused)

    def _show(self, got: tuple[Review, SyncState, int]) -> None:
        review, state, waiting = got
        self.questions.show_count(waiting)
        self.export_card.show_review(review)
        self.confirmed.show_state(state)

    def show_fault(self, error: KnownError) -> None:
        """Say on the card of the export what went wrong."""
        self.export_card.fault.show_error(sentence(error))

    def _exported(self) -> None:
        self._hub.packages_changed.emit(self)

    def _imported(self) -> None:
        self._hub.everything(self)
