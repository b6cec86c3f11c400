"""培训: courses with their sign-in sheets, who has had no training this year, and the roster of workers."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import RowSaved
from kashi_desktop.types.training import CourseRow, ResultsSaved
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.messages import sentence
from ui.shared.page import Page
from ui.shared.questions import ask_reason
from ui.shared.record_form import RecordForm
from ui.shared.scrolling import CurrentStack
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import Card, LinkButton, SegmentedRow
from ui.training.course_form import course_fields
from ui.training.course_view import CourseView
from ui.training.workers_view import WorkersView
from ui.training.year_view import YearView

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

VIEWS = ("courses", "year", "workers")
FORM = len(VIEWS)
Print = Callable[[CourseRow, str], None]


class TrainingScreen(Page):
    """Opens on the courses; Alt+1 to Alt+3 change the view, ``"year"`` and the others open one by name, a course's id that course."""

    def __init__(
        self, ws: "Workspace", changes: Changes | None = None, ask: AskPath = ask_table_path, parent: QWidget | None = None
    ) -> None:
        """Blank until ``activated``; without ``changes`` the hub of the running program is used."""
        super().__init__(ws, parent)
        from kashi_desktop.services.records import register_info  # late: the services load after the first window

        self._changes = changes or the_changes(ws)
        self._stale = True
        self._course: CourseRow | None = None
        wide = ws.office.level is not UnitLevel.VILLAGE
        self.courses, self.year = CourseView(ws), YearView(wide)
        self.workers = WorkersView(ws, "worker", register_info("worker"), self._changes)
        self._files = TableFiles.of_page(self, ask)
        self.year.table.offer_export(self._files.writer(lambda: self.tr("今年还没有培训的")))
        self.form = RecordForm(course_fields(), ws.clock.today, ws.clock.now)
        self.form.keep_drafts(ws.drafts, "course")
        self._stack = CurrentStack()
        for view in (self.courses, self.year, self.workers, self._form_card()):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        words = (self.tr("培训班"), self.tr("今年还没有培训的"), self.tr("社区工作者"))
        self.views = SegmentedRow(self.tr("培训"), list(zip(VIEWS, words, strict=True)), first=1)
        self.views.setToolTip(self.tr("Alt 1 到 Alt {n} 切换").format(n=len(VIEWS)))
        self.views.changed.connect(self._show_view)
        for number, name in enumerate(VIEWS, start=1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda view=name: self.show_view(view))
        self._connect()

    def _form_card(self) -> QWidget:
        card = Card()
        self.remove = LinkButton(self.tr("删除这个培训班……"), quiet=True)
        self.remove.clicked.connect(self._remove)
        card.header.addStretch(1)
        card.header.addWidget(self.remove)
        card.show_header()
        card.add(self.form, 1)
        return card

    def _connect(self) -> None:
        self.courses.new_wanted.connect(self.show_new)
        self.courses.edit_wanted.connect(self.show_edit)
        self.courses.saved.connect(self._saved)
        self.courses.refused.connect(self._fault)
        self.form.save_wanted.connect(self._save_course)
        self.form.cancelled.connect(self._leave_form)
        self.year.worker_wanted.connect(self._show_worker)
        self.workers.said.connect(self.said)
        self.workers.noticed.connect(self.noticed)
        self.workers.heading_changed.connect(self.heading_changed)
        self._changes.records_changed.connect(self._changed)

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        if self._stack.currentIndex() == FORM:
            return self.tr("修改培训班") if self._course else self.tr("新培训班")
        return self.tr("培训")

    def subtitle(self) -> str:
        """What is open in the roster."""
        return self.workers.heading() if self._stack.currentWidget() is self.workers else ""

    def trailing(self) -> QWidget | None:
        """The switch between the views."""
        return None if self._stack.currentIndex() == FORM else self.views

    def help_key(self) -> str:
        """The page's help."""
        return "training"

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the arrows work at once."""
        if self._stale:
            self.refresh()
        self._take_focus()

    def open(self, argument: object) -> None:
        """A view by its name, ``"new"`` for the form, a course by its id, ``("worker", id)`` for the card of a worker."""
        if argument in VIEWS:
            self.show_view(str(argument))
        elif argument == "new":
            self.show_new()
        elif isinstance(argument, bytes):
            self.show_view("courses")
            self.courses.refresh(argument)
        elif isinstance(argument, tuple) and argument[0] == "worker":
            self._show_worker(argument[1])

    def offer_printing(self, sheet: Print, certificates: Print) -> None:
        """Show the buttons for paper; each gets the course and a unit's code (empty: all that this office sees)."""
        self.courses.sheet.offer_printing()
        self.courses.sheet_wanted.connect(sheet)
        self.courses.certificates_wanted.connect(certificates)

    # -- views ---------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Fetch courses and the year anew."""
        self._stale = False
        self.courses.refresh()
        run(self, self.ws.training.year, self.year.show_year, self._fault)

    def _changed(self, source: object) -> None:
        if source is self:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self.views.set_value(name)
        self._show_view(name)

    def _show_view(self, name: str) -> None:
        self._stack.setCurrentIndex(VIEWS.index(name))
        self.heading_changed.emit()
        if not self.views.hasFocus():
            self._take_focus()

    def _take_focus(self) -> None:
        shown = self._stack.currentIndex()
        if shown == FORM:
            self.form.first_field().setFocus()
        elif VIEWS[shown] == "courses":
            self.courses.list.take_focus()
        elif VIEWS[shown] == "year":
            self.year.table.setFocus()
        else:
            self.workers.activated()

    def _show_worker(self, worker_id: bytes) -> None:
        self.show_view("workers")
        self.workers.show_worker(worker_id)

    def show_new(self) -> None:
        """An empty form; what this office usually organises is filled in."""
        self._course = None
        own = "village" if self.ws.office.level is UnitLevel.VILLAGE else "county"
        self._open_form(None, {"organiser_level": own, "mode": "in_person"})

    def show_edit(self, course: CourseRow | None) -> None:
        """The form of a course."""
        if course is None:
            return
        try:
            cells = self.ws.records.card("course", course.id).row.cells
        except KnownError as error:
            self._fault(error)
            return
        self._course = course
        self._open_form(course.id, {key: value or "" for key, value in cells.items()})

    def _open_form(self, record: bytes | None, cells: Mapping[str, str]) -> None:
        self.form.open_record(record, cells)
        self.remove.setVisible(record is not None)
        self._stack.setCurrentIndex(FORM)
        self.heading_changed.emit()
        self.form.first_field().setFocus()

    def _leave_form(self) -> None:
        self.show_view("courses")

    # -- actions -------------------------------------------------------------------------------------------------------

    def _save_course(self, cells: dict[str, str]) -> None:
        from kashi_desktop.services.validation import InvalidInput  # late: the services load after the first window

        record = self._course.id if self._course else None
        try:
            saved: RowSaved = self.ws.records.save("course", cells, record)
        except InvalidInput as refused:
            self.form.show_faults([(each.column, sentence(each)) for each in refused.faults])
            return
        except KnownError as error:
            self._fault(error)
            return
        self.form.mark_saved()
        words = self.tr("已修改“{title}”") if self._course else self.tr("已登记“{title}”")
        self.say(words.format(title=cells["title"]))
        for warning in saved.warnings:
            self.notice(sentence(warning))
        self._leave_form()
        self._tell(saved.id)

    def _remove(self) -> None:
        course = self._course
        if course is None:
            return
        hint = self.tr("登记错了才删除；有人签到过的班要先清掉结果。删除后可以撤销。")
        reason = ask_reason(self, self.tr("删除“{title}”").format(title=course.title), hint, self.tr("删除"))
        if reason is None:
            return
        try:
            self.ws.records.remove("course", course.id, reason)
        except KnownError as error:
            self._fault(error)
            return
        self.say(self.tr("已删除“{title}”").format(title=course.title))
        self._leave_form()
        self._tell()

    def _saved(self, result: ResultsSaved) -> None:
        parts = (
            (result.added, self.tr("新登记 {n} 人")),
            (result.changed, self.tr("更改 {n} 人")),
            (result.removed, self.tr("取消 {n} 人")),
        )
        self.say(self.tr("培训结果已保存：{what}").format(what="，".join(words.format(n=n) for n, words in parts if n)))
        self._tell()

    def _tell(self, course: bytes | None = None) -> None:
        self._stale = False
        self.courses.refresh(course)
        run(self, self.ws.training.year, self.year.show_year, self._fault)
        self._changes.records_changed.emit(self)

    def _fault(self, error: Any) -> None:
        self.notice(sentence(error), "danger")
