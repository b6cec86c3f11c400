"""The activities with the hours grid of the chosen one beside them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.volunteering import ActivityRow, HoursLine, HoursSaved
from kashi_desktop.workspace import Workspace
from ui.shared import theme
from ui.shared.background import run
from ui.volunteering.activity_list import activity_list
from ui.volunteering.hours_sheet import HoursSheet


class ActivityView(QWidget):
    """Activities left, volunteers right; hours are saved in one go."""

    new_wanted = Signal()
    edit_wanted = Signal(object)
    saved = Signal(object)
    """``HoursSaved``"""
    refused = Signal(object)
    """A ``KnownError``; everything typed still stands in the grid."""

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        """Empty until ``refresh``."""
        super().__init__(parent)
        self._ws = ws
        self._activity: ActivityRow | None = None
        self._ticket = 0
        self._focus_sheet = False
        today = ws.clock.today()
        self.list = activity_list(today)
        self.sheet = HoursSheet(today, ws.account_name)
        self.sheet.keep_drafts(ws.drafts, "hours")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.list, 3)
        row.addWidget(self.sheet, 7)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.new_wanted.connect(self.new_wanted)
        self.sheet.edit_wanted.connect(lambda: self.edit_wanted.emit(self._activity))
        self.sheet.save_wanted.connect(self._save)

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the activities anew, the cursor on ``wanted``."""
        run(self, self._ws.volunteering.activities, lambda got: self.list.show_rows(got, wanted), self.refused.emit)

    def _choose(self, activity: ActivityRow | None) -> None:
        self._activity = activity
        self._ticket += 1
        if activity is None:
            self.sheet.show_nothing()
            return
        ticket = self._ticket
        run(
            self,
            lambda: self._ws.volunteering.grid(activity.id),
            lambda lines: self._show_grid(ticket, activity, lines),
            self.refused.emit,
        )

    def _show_grid(self, ticket: int, activity: ActivityRow, lines: Sequence[HoursLine]) -> None:
        if ticket != self._ticket:
            return
        self.sheet.show_grid(activity, lines)
        if self._focus_sheet and lines:
            self._focus_sheet = False
            self.sheet.grid.setFocus()

    def _open(self, activity: ActivityRow) -> None:
        """Go to the grid as soon as it is there."""
        if self.sheet.shows(activity.id):
            self.sheet.grid.setFocus()
        else:
            self._focus_sheet = True

    def _save(self, activity_id: bytes, rows: Sequence[tuple[Any, dict[str, str]]]) -> None:
        entries = self.sheet.entries(rows)
        run(self, lambda: self._ws.volunteering.save_hours(activity_id, entries), self._saved, self._not_saved)

    def _saved(self, result: HoursSaved) -> None:
        self.sheet.saved()
        self.saved.emit(result)

    def _not_saved(self, error: KnownError) -> None:
        self.sheet.not_saved()
        self.refused.emit(error)
