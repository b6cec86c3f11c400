"""The courses with the sign-in sheet of the chosen one beside them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.training import CourseRow, ResultsSaved, RosterLine
from kashi_desktop.workspace import Workspace
from ui.shared import theme
from ui.shared.background import run
from ui.training.course_list import course_list
from ui.training.sign_in import SignIn

Fetched = tuple[tuple[CourseRow, ...], tuple[tuple[str, str], ...]]


class CourseView(QWidget):
    """Courses left, people right; results are saved in one go."""

    new_wanted = Signal()
    edit_wanted = Signal(object)
    saved = Signal(object)
    """``ResultsSaved``"""
    refused = Signal(object)
    """A ``KnownError``; everything typed still stands in the sheet."""
    sheet_wanted = Signal(object, str)
    """Print the sign-in sheet: course and unit code (empty: all)."""
    certificates_wanted = Signal(object, str)

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        """Empty until ``refresh``."""
        super().__init__(parent)
        self._ws = ws
        self._wide = ws.office.level is not UnitLevel.VILLAGE
        self._course: CourseRow | None = None
        self._units_known = not self._wide
        self._ticket = 0
        self._focus_sheet = False
        today = ws.clock.today()
        self.list = course_list(today)
        self.sheet = SignIn(today, self._wide)
        self.sheet.keep_drafts(ws.drafts, "sign_in")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.list, 3)
        row.addWidget(self.sheet, 7)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.new_wanted.connect(self.new_wanted)
        self.sheet.edit_wanted.connect(lambda: self.edit_wanted.emit(self._course))
        self.sheet.place_changed.connect(self._fetch_roster)
        self.sheet.save_wanted.connect(self._save)
        self.sheet.sheet_wanted.connect(lambda: self.sheet_wanted.emit(self._course, self.sheet.place.value()))
        self.sheet.certificates_wanted.connect(lambda: self.certificates_wanted.emit(self._course, self.sheet.place.value()))

    # -- content -------------------------------------------------------------------------------------------------------

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the courses anew, the cursor on ``wanted``."""

        def fetch() -> Fetched:
            return self._ws.training.courses(), () if self._units_known else self._ws.units.choices()

        run(self, fetch, lambda got: self._show(got, wanted), self.refused.emit)

    def _show(self, got: Fetched, wanted: bytes | None) -> None:
        courses, units = got
        if units:
            self.sheet.place.set_units(units)
            self._units_known = True
        self.list.show_rows(courses, wanted)

    def _choose(self, course: CourseRow | None) -> None:
        self._course = course
        if course is None:
            self._ticket += 1
            self.sheet.show_nothing()
        else:
            self._fetch_roster()

    def _open(self, course: CourseRow) -> None:
        """Go to the sheet as soon as it is there."""
        if self.sheet.shows(course.id):
            self.sheet.grid.setFocus()
        else:
            self._focus_sheet = True

    def _fetch_roster(self) -> None:
        course = self._course
        if course is None:
            return
        self._ticket += 1
        ticket, place = self._ticket, self.sheet.place.value() if self._wide and course.shared else ""
        run(
            self,
            lambda: self._ws.training.roster(course.id, place),
            lambda lines: self._show_roster(ticket, course, lines),
            self.refused.emit,
        )

    def _show_roster(self, ticket: int, course: CourseRow, lines: Sequence[RosterLine]) -> None:
        if ticket != self._ticket:
            return
        self.sheet.show_roster(course, lines, may_edit=self._wide or not course.shared)
        if self._focus_sheet and lines:
            self._focus_sheet = False
            self.sheet.grid.setFocus()

    # -- saving --------------------------------------------------------------------------------------------------------

    def _save(self, course_id: bytes, rows: Sequence[tuple[Any, dict[str, str]]]) -> None:
        entries = self.sheet.entries(rows)
        run(self, lambda: self._ws.training.save_results(course_id, entries), self._saved, self._not_saved)

    def _saved(self, result: ResultsSaved) -> None:
        self.sheet.saved()
        self.saved.emit(result)

    def _not_saved(self, error: KnownError) -> None:
        self.sheet.not_saved()
        self.refused.emit(error)
