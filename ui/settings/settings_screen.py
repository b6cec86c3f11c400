"""设置: what belongs to this computer; now the recovery sheet, asked for until it is put away, and made anew."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.types.results import SheetStanding
from kashi_desktop.workspace import Workspace
from ui.settings.new_sheet import NewSheetCard
from ui.shared import theme
from ui.shared.changes import Changes
from ui.shared.layouts import empty, filled, spread
from ui.shared.page import BACK, LivePage
from ui.shared.recovery_page import AskPath, OpenFile, RecoveryPage, ask_pdf_path, open_with_desktop
from ui.shared.sheet_question import SheetQuestion

WIDE = 860
"""Width of the column in design pixels, as at the first start."""


class SettingsScreen(LivePage):
    """One card at a time: how the sheet stands, its question, or the new one on its way."""

    help_page = "settings"

    def __init__(
        self, ws: Workspace, changes: Changes | None = None, ask_path: AskPath = ask_pdf_path, open_file: OpenFile = open_with_desktop
    ) -> None:
        """Blank until ``activated``; ``ask_path`` and ``open_file`` stand for the file dialog and the PDF viewer."""
        super().__init__(ws, changes)
        self._ask_path, self._open_file = ask_path, open_file
        self.card: QWidget | None = None
        column = QWidget()
        column.setMaximumWidth(theme.px(WIDE))
        self._column = filled(QVBoxLayout(column))
        filled(QVBoxLayout(self), spread((column, 9), None), None)

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("设置")

    def subtitle(self) -> str:
        """What this page is for."""
        return self.tr("这台电脑的恢复单")

    def take_keyboard(self) -> None:
        """The first field of the card."""
        if self.card is not None and self.focusWidget() is None:
            self.card.setFocus()

    def fetch(self) -> None:
        """How the sheet stands."""
        self._latest.run(self, self.ws.recovery.standing, self._show_standing, self.refused)

    def _show_standing(self, standing: SheetStanding) -> None:
        self.badge_changed.emit("settings", "1" if standing.asked else "")
        if standing.asked and standing.groups:
            self._ask(standing.groups, self.ws.recovery.confirm, self.tr("没有这张纸，重新做一张"), lambda: self._offer_new(standing))
        else:
            self._offer_new(standing)

    def _ask(self, groups: Sequence[int], check: Callable[[Sequence[str]], object], other: str, act: Callable[[], object]) -> None:
        question = SheetQuestion(groups, check, other, self.tr("以后再说"))
        question.confirmed.connect(self._confirmed)
        question.put_off.connect(self._leave)
        question.other_wanted.connect(act)
        self._put(question)

    def _offer_new(self, standing: SheetStanding) -> None:
        card = NewSheetCard(self.ws, standing)
        card.begun.connect(self._show_code)
        card.back_wanted.connect(self.refresh)
        self._put(card)

    def _show_code(self, code: str) -> None:
        recovery = self.ws.recovery
        groups = recovery.groups_of(code)

        def print_sheet(path: Path) -> object:
            return recovery.print(code, path, force=True)  # the dialog has asked before replacing a file

        def adopt(typed: Sequence[str]) -> None:
            recovery.adopt(code, groups, typed)

        page = RecoveryPage(
            code,
            print_sheet,
            self._ask_path,
            self._open_file,
            with_key=recovery.has_key,
            invited=self.ws.office.has_parent,
            later=self.tr("算了，原来的仍然有效"),
        )
        page.put_off.connect(self.refresh)
        page.on_paper.connect(lambda: self._ask(groups, adopt, self.tr("再看一遍恢复码"), lambda: self._show_code(code)))
        self._put(page)
        page.print_button.stand_by()

    def _confirmed(self) -> None:
        self.say(self.tr("恢复单已确认收好"), undo=False)
        self.refresh()

    def _leave(self) -> None:
        self.refresh()
        self.navigate.emit(BACK, None)

    def _put(self, card: QWidget) -> None:
        empty(self._column)
        self.card = card
        self._column.addWidget(card)
        if self.isVisible():
            card.setFocus()
