"""Which pages an office has: key, title, icon and how each is made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from ui.shared.changes import changes
from ui.shared.page import Page

if TYPE_CHECKING:
    from kashi_desktop.types.training import CourseRow

Make = Callable[[Workspace], Page]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page; ``make`` imports its module only when the page is first shown; without an icon it is not in the sidebar."""

    key: str
    title: str
    icon: str
    make: Make


def _today(ws: Workspace) -> Page:
    from ui.today.today_screen import TodayScreen

    return TodayScreen(ws, changes(ws))


def _elders(ws: Workspace) -> Page:
    from ui.elders.elders_screen import EldersScreen

    return EldersScreen(ws, changes(ws))


def _visit(ws: Workspace) -> Page:
    from ui.visits.visit_form import VisitForm

    return VisitForm(ws, changes(ws))


def _village_packages(ws: Workspace) -> Page:
    from ui.packages.village_screen import VillageScreen

    return VillageScreen(ws, changes(ws))


def _county_packages(ws: Workspace) -> Page:
    from ui.packages.county_screen import CountyScreen

    return CountyScreen(ws, changes(ws))


def _indicators(ws: Workspace) -> Page:
    from ui.indicators.indicators_screen import IndicatorsScreen

    return IndicatorsScreen(ws, changes(ws))


def _board(ws: Workspace) -> Page:
    from ui.board.board_screen import BoardScreen

    return BoardScreen(ws, changes(ws))


def _overdue(ws: Workspace) -> Page:
    from ui.overdue.overdue_screen import OverdueScreen

    return OverdueScreen(ws, changes(ws))


def _questions(ws: Workspace) -> Page:
    from ui.questions.questions_screen import QuestionsScreen

    return QuestionsScreen(ws, changes(ws))


def _printing(ws: Workspace) -> Page:
    from ui.printing.printing_screen import PrintingScreen

    return PrintingScreen(ws, changes(ws))


def _reports(ws: Workspace) -> Page:
    from ui.reports.reports_screen import ReportsScreen

    return ReportsScreen(ws, changes(ws))


def _needs(ws: Workspace) -> Page:
    from ui.needs.needs_screen import NeedsScreen

    return NeedsScreen(ws, changes(ws))


def _facilities(ws: Workspace) -> Page:
    from ui.facilities.facilities_screen import FacilitiesScreen

    return FacilitiesScreen(ws, changes(ws))


def _unit(ws: Workspace) -> Page:
    from ui.unit.unit_screen import UnitScreen

    return UnitScreen(ws, changes(ws))


def _registers(ws: Workspace) -> Page:
    from ui.registers.registers_screen import RegistersScreen

    return RegistersScreen(ws, changes(ws))


def _training(ws: Workspace) -> Page:
    from ui.training.training_screen import TrainingScreen

    page = TrainingScreen(ws, changes(ws))

    def paper(document: str) -> Callable[["CourseRow | None", str], None]:
        def show(course: "CourseRow | None", unit: str) -> None:
            if course is not None:  # no course is on the page yet
                page.navigate.emit("printing", PrintRequest(document, unit, records=(course.id,)))

        return show

    page.offer_printing(paper("sign-in-sheet"), paper("certificate-list"))
    return page


def _volunteering(ws: Workspace) -> Page:
    from ui.volunteering.volunteering_screen import VolunteeringScreen

    page = VolunteeringScreen(ws, changes(ws))
    page.offer_printing(lambda sheet: page.navigate.emit("printing", PrintRequest("volunteer-certificate", certificate=sheet)))
    return page


def pages_of(level: UnitLevel) -> tuple[PageSpec, ...]:
    """The pages of an office of ``level`` in the order of the sidebar; visits are a village's own work."""
    elders = PageSpec("elders", QCoreApplication.translate("Pages", "老人"), "person", _elders)
    printing = PageSpec("printing", QCoreApplication.translate("Pages", "打印"), "printer", _printing)
    facilities = PageSpec("facilities", QCoreApplication.translate("Pages", "设施"), "building", _facilities)
    training = PageSpec("training", QCoreApplication.translate("Pages", "培训"), "graduation", _training)
    overdue = PageSpec("overdue", QCoreApplication.translate("Pages", "逾期"), "heart", _overdue)
    questions = PageSpec("questions", QCoreApplication.translate("Pages", "核对"), "question", _questions)
    if level != UnitLevel.VILLAGE:
        return (
            PageSpec("indicators", QCoreApplication.translate("Pages", "指标"), "chart", _indicators),
            PageSpec("board", QCoreApplication.translate("Pages", "看板"), "board", _board),
            PageSpec("packages", QCoreApplication.translate("Pages", "收包"), "inbox", _county_packages),
            *((elders, overdue, questions, facilities, training) if level == UnitLevel.COUNTY else ()),
            PageSpec("registers", QCoreApplication.translate("Pages", "登记册"), "list", _registers),
            PageSpec("reports", QCoreApplication.translate("Pages", "报告"), "document", _reports),
            printing,
        )
    return (
        PageSpec("today", QCoreApplication.translate("Pages", "今天"), "home", _today),
        elders,
        PageSpec("needs", QCoreApplication.translate("Pages", "需求"), "heart", _needs),
        facilities,
        training,
        PageSpec("volunteering", QCoreApplication.translate("Pages", "志愿服务"), "hand_heart", _volunteering),
        PageSpec("packages", QCoreApplication.translate("Pages", "同步"), "upload", _village_packages),
        questions,
        PageSpec("indicators", QCoreApplication.translate("Pages", "指标"), "chart", _indicators),
        printing,
        PageSpec("unit", QCoreApplication.translate("Pages", "本单位"), "calendar", _unit),
        PageSpec("visit", QCoreApplication.translate("Pages", "记录探访"), "", _visit),
    )
