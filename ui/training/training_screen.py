"""培训: courses with their sign-in sheets, who has had no training this year, and the roster of workers."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from kashi_desktop.types.training import CourseRow
from kashi_desktop.workspace import Workspace
from ui.registers.entry_page import EntryPage, EntryWords
from ui.registers.words import info_of
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.views_page import View
from ui.training.course_view import CourseView
from ui.training.workers_view import WorkersView
from ui.training.year_view import YearView

Print = Callable[[CourseRow, str], None]


class TrainingScreen(EntryPage):
    """Opens on the courses; Alt+1 to Alt+3 change the view, ``"year"`` and the others open one by name, a course's id that course."""

    help_page = "training"

    def __init__(self, ws: Workspace, changes: Changes | None = None, ask: AskPath = ask_table_path) -> None:
        """Blank until ``activated``; without ``changes`` the hub of the running program is used."""
        translate = QCoreApplication.translate
        words = EntryWords(
            translate("TrainingScreen", "培训"),
            translate("TrainingScreen", "新培训班"),
            translate("TrainingScreen", "修改培训班"),
            translate("TrainingScreen", "删除这个培训班……"),
            translate("TrainingScreen", "登记错了才删除；有人签到过的班要先清掉结果。删除后可以撤销。"),
        )
        super().__init__(ws, changes, "course", words)
        self.courses, self.year = CourseView(ws), YearView(ws.office.level is not UnitLevel.VILLAGE)
        self.workers = WorkersView(ws, "worker", info_of("worker"), self._changes)
        self._files = TableFiles.of_page(self, ask)
        self.year.table.offer_export(self._files.writer(lambda: self.tr("今年还没有培训的")))
        self.show_views(words.page, {
            "courses": View(self.tr("培训班"), self.courses, self.courses.list.take_focus),
            "year": View(self.tr("今年还没有培训的"), self.year, self.year.table.setFocus),
            "workers": View(self.tr("社区工作者"), self.workers, self.workers.activated),
        }, self.entry)  # fmt: skip
        self.courses.new_wanted.connect(self.show_new)
        self.courses.edit_wanted.connect(self.show_edit)
        self.courses.saved.connect(lambda result: self.say_saved(self.tr("培训结果已保存：{what}"), result))
        self.courses.refused.connect(self._fault)
        self.year.worker_wanted.connect(self._show_worker)
        self.workers.said.connect(self.said)
        self.workers.noticed.connect(self.noticed)
        self.workers.heading_changed.connect(self.heading_changed)

    def subtitle(self) -> str:
        """What is open in the roster."""
        return self.workers.heading() if self._stack.currentWidget() is self.workers else ""

    def open(self, argument: object) -> None:
        """As any page of views; ``("worker", id)`` opens the card of a worker."""
        if isinstance(argument, tuple) and argument[0] == "worker":
            self._show_worker(argument[1])
        else:
            super().open(argument)

    def offer_printing(self, sheet: Print, certificates: Print) -> None:
        """Show the buttons for paper; each gets the course and a unit's code (empty: all that this office sees)."""
        self.courses.sheet.offer_printing()
        self.courses.sheet_wanted.connect(sheet)
        self.courses.certificates_wanted.connect(certificates)

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch courses and the year anew."""
        self._stale = False
        self.courses.refresh(wanted)
        run(self, self.ws.training.year, self.year.show_year, self._fault)

    def new_values(self) -> dict[str, str]:
        """What this office usually organises."""
        own = "village" if self.ws.office.level is UnitLevel.VILLAGE else "county"
        return {"organiser_level": own, "mode": "in_person"}

    def _show_worker(self, worker_id: bytes) -> None:
        self.show_view("workers")
        self.workers.show_worker(worker_id)
