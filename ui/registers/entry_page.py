"""A page of views with the form of one register over them, such as that of the courses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import RowSaved
from kashi_desktop.types.training import CourseRow, ResultsSaved
from kashi_desktop.types.volunteering import ActivityRow, HoursSaved
from ui.registers.record_entry import RecordEntry
from ui.registers.words import info_of
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.messages import sentence
from ui.shared.questions import ask_reason
from ui.shared.record_form import RecordForm
from ui.shared.views_page import ViewsPage
from ui.shared.widgets import LinkButton

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What the page, a new record's form, a known one's, the link that removes it and the hint beside the reason are called."""

    page: str
    new: str
    edit: str
    remove: str
    hint: str


Row = CourseRow | ActivityRow
"""Rows of the first view, for which the form can be opened."""


class EntryPage(ViewsPage):
    """The form leads back to the first view."""

    def __init__(self, ws: "Workspace", changes: Changes | None, register: str, words: EntryWords, parent: QWidget | None = None) -> None:
        """Without ``changes`` the hub of the running program is used; the subclass calls ``show_views``."""
        super().__init__(ws, parent)
        self._changes = changes or the_changes(ws)
        self._register, self._words = register, words
        self._stale = True
        self._open: Row | None = None
        self.entry = RecordEntry(ws, info_of(register))
        self.remove = LinkButton(words.remove, quiet=True)
        self.remove.clicked.connect(self._remove)
        self.entry.header.addStretch(1)
        self.entry.header.addWidget(self.remove)
        self.entry.show_header()
        self.entry.kept.connect(self._entered)
        self.entry.left.connect(self._leave_form)
        self._changes.records_changed.connect(self._changed)

    @property
    def form(self) -> RecordForm | None:
        """The form, once it was opened."""
        return self.entry.form

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        if self._stack.currentWidget() is self.entry:
            return self._words.edit if self._open else self._words.new
        return self._words.page

    def trailing(self) -> QWidget | None:
        """The switch between the views."""
        return None if self._stack.currentWidget() is self.entry else super().trailing()

    def open(self, argument: object) -> None:
        """A view by its name, ``"new"`` for the form, or a record of the register by its id."""
        if argument == "new":
            self.show_new()
        elif isinstance(argument, bytes):
            self._leave_form()
            self.refresh(argument)
        else:
            super().open(argument)

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the keyboard work at once."""
        if self._stale:
            self.refresh()
        if self._stack.currentWidget() is self.entry:
            self.entry.take_focus()
        else:
            super().activated()

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the views anew, the cursor of the first one on ``wanted``."""
        raise NotImplementedError

    def _changed(self, source: object) -> None:
        if source is self:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _leave_form(self) -> None:
        self.show_view(next(iter(self._views)))

    # -- the form ------------------------------------------------------------------------------------------------------

    def new_values(self) -> dict[str, str]:
        """What stands in a new form."""
        return {}

    def show_new(self) -> None:
        """The form of a new record."""
        self._open_form(None, self.new_values())

    def show_edit(self, row: Row | None) -> None:
        """The form of a known record."""
        if row is None:
            return
        try:
            cells = self.ws.records.card(self._register, row.id).row.cells
        except KnownError as error:
            self._fault(error)
            return
        self._open_form(row, cells)

    def _open_form(self, row: Row | None, cells: Mapping[str, str | None]) -> None:
        self._open = row
        self.entry.open(row.id if row else None, cells)
        self.remove.setVisible(row is not None)
        self._stack.setCurrentWidget(self.entry)
        self.heading_changed.emit()
        self.entry.take_focus()

    def _entered(self, saved: RowSaved, new: bool) -> None:
        words = self.tr("已登记“{title}”") if new else self.tr("已修改“{title}”")
        self.say(words.format(title=self.form.value("title") if self.form else ""))
        for warning in saved.warnings:
            self.notice(sentence(warning))
        self._leave_form()
        self._tell(saved.id)

    def _remove(self) -> None:
        row = self._open
        if row is None:
            return
        reason = ask_reason(self, self.tr("删除“{title}”").format(title=row.title), self._words.hint, self.tr("删除"))
        if reason is None:
            return
        try:
            self.ws.records.remove(self._register, row.id, reason)
        except KnownError as error:
            self._fault(error)
            return
        self.say(self.tr("已删除“{title}”").format(title=row.title))
        self._leave_form()
        self._tell()

    def say_saved(self, words: str, result: ResultsSaved | HoursSaved) -> None:
        """Tell what became of a sheet of people; ``words`` have the place {what}."""
        parts = (
            (result.added, self.tr("新登记 {n} 人")),
            (result.changed, self.tr("更改 {n} 人")),
            (result.removed, self.tr("取消 {n} 人")),
        )
        self.say(words.format(what="，".join(part.format(n=n) for n, part in parts if n)))
        self._tell()

    def _tell(self, record: bytes | None = None) -> None:
        self._stale = False
        self.refresh(record)
        self._changes.records_changed.emit(self)

    def _fault(self, error: Any) -> None:
        self.notice(sentence(error), "danger")
