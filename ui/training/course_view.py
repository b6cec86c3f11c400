"""The courses with the sign-in sheet of the chosen one beside them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from db.codes import UnitLevel
from kashi_desktop.types.training import CourseRow, RosterLine
from kashi_desktop.workspace import Workspace
from ui.shared.background import run
from ui.shared.event_view import EventView
from ui.training.course_list import course_list
from ui.training.sign_in import SignIn


class CourseView(EventView):
    """A course shared by all units is signed in place by place."""

    sheet: SignIn

    sheet_wanted = Signal(object, str)
    """Print the sign-in sheet: course and unit code (empty: all)."""
    certificates_wanted = Signal(object, str)

    def __init__(self, ws: Workspace) -> None:
        """Empty until ``refresh``."""
        self._ws = ws
        self._wide = ws.office.level is not UnitLevel.VILLAGE
        self._units_known = not self._wide
        today = ws.clock.today()
        sheet = SignIn(today, self._wide)
        sheet.keep_drafts(ws.drafts, "sign_in")
        super().__init__(
            course_list(today),
            sheet,
            lambda: ws.training.courses(),
            self._roster,
            lambda course_id, entries: ws.training.save_results(course_id, entries),
        )
        sheet.place_changed.connect(self.fetch_people)
        sheet.sheet_wanted.connect(lambda: self.sheet_wanted.emit(self._event, sheet.place.value()))
        sheet.certificates_wanted.connect(lambda: self.certificates_wanted.emit(self._event, sheet.place.value()))

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the courses anew, before the first time the places to choose from."""
        if self._units_known:
            super().refresh(wanted)
        else:
            run(self, self._ws.units.choices, partial(self._units_found, wanted), self.refused.emit)

    def _units_found(self, wanted: bytes | None, units: Sequence[tuple[str, str]]) -> None:
        self._units_known = bool(units)
        self.sheet.place.set_units(units)
        super().refresh(wanted)

    def _roster(self, course: CourseRow) -> Callable[[], Sequence[RosterLine]]:
        place = self.sheet.place.value() if self._wide and course.shared else ""
        return partial(self._ws.training.roster, course.id, place)
