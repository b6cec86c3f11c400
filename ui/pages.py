"""Which pages an office has: key, title, icon and how each is made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from ui.shared.changes import changes
from ui.shared.page import BACK, Page

if TYPE_CHECKING:
    from kashi_desktop.startup import Workspace

Make = Callable[["Workspace"], Page]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page; ``make`` imports its module only when the page is first shown; without an icon it is not in the sidebar."""

    key: str
    title: str
    icon: str
    make: Make


def _today(ws: "Workspace") -> Page:
    from ui.today.today_screen import TodayScreen

    page = TodayScreen(ws, changes(ws))
    page.record_visit_requested.connect(lambda elder_id: page.navigate.emit("visit", elder_id))
    page.card_requested.connect(lambda elder_id: page.navigate.emit("elders", elder_id))
    page.packages_requested.connect(lambda: page.navigate.emit("packages", None))
    return page


def _visit(ws: "Workspace") -> Page:
    from ui.visits.visit_form import VisitForm

    page = VisitForm(ws, changes(ws))
    page.back_requested.connect(lambda: page.navigate.emit(BACK, None))
    page.card_requested.connect(lambda elder_id: page.navigate.emit("elders", elder_id))
    return page


def pages_of(level: UnitLevel) -> tuple[PageSpec, ...]:
    """The pages of an office of ``level`` in the order of the sidebar."""
    today = PageSpec("today", QCoreApplication.translate("Pages", "今天"), "home", _today)
    visit = PageSpec("visit", QCoreApplication.translate("Pages", "记录探访"), "", _visit)
    return (today, visit)
