"""Which pages an office has: key, title, icon and how each is made when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
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


def _late(module: str, name: str) -> Make:
    """A page of this class; its module is imported when the page is first shown."""

    def make(ws: Workspace) -> Page:
        made: Page = getattr(import_module(f"ui.{module}"), name)(ws, changes(ws))
        return made

    return make


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
    elders = PageSpec("elders", QCoreApplication.translate("Pages", "老人"), "person", _late("elders.elders_screen", "EldersScreen"))
    printing = PageSpec(
        "printing", QCoreApplication.translate("Pages", "打印"), "printer", _late("printing.printing_screen", "PrintingScreen")
    )
    facilities = PageSpec(
        "facilities", QCoreApplication.translate("Pages", "设施"), "building", _late("facilities.facilities_screen", "FacilitiesScreen")
    )
    training = PageSpec("training", QCoreApplication.translate("Pages", "培训"), "graduation", _training)
    overdue = PageSpec("overdue", QCoreApplication.translate("Pages", "逾期"), "heart", _late("overdue.overdue_screen", "OverdueScreen"))
    questions = PageSpec(
        "questions", QCoreApplication.translate("Pages", "核对"), "question", _late("questions.questions_screen", "QuestionsScreen")
    )
    indicators = PageSpec(
        "indicators", QCoreApplication.translate("Pages", "指标"), "chart", _late("indicators.indicators_screen", "IndicatorsScreen")
    )
    settings = PageSpec(
        "settings", QCoreApplication.translate("Pages", "设置"), "gear", _late("settings.settings_screen", "SettingsScreen")
    )
    if level != UnitLevel.VILLAGE:
        return (
            indicators,
            PageSpec("board", QCoreApplication.translate("Pages", "看板"), "board", _late("board.board_screen", "BoardScreen")),
            PageSpec("packages", QCoreApplication.translate("Pages", "收包"), "inbox", _late("packages.county_screen", "CountyScreen")),
            *((elders, overdue, questions, facilities, training) if level == UnitLevel.COUNTY else ()),
            PageSpec(
                "registers", QCoreApplication.translate("Pages", "登记册"), "list", _late("registers.registers_screen", "RegistersScreen")
            ),
            PageSpec("reports", QCoreApplication.translate("Pages", "报告"), "document", _late("reports.reports_screen", "ReportsScreen")),
            printing,
            settings,
        )
    return (
        PageSpec("today", QCoreApplication.translate("Pages", "今天"), "home", _late("today.today_screen", "TodayScreen")),
        elders,
        PageSpec("needs", QCoreApplication.translate("Pages", "需求"), "heart", _late("needs.needs_screen", "NeedsScreen")),
        facilities,
        training,
        PageSpec("volunteering", QCoreApplication.translate("Pages", "志愿服务"), "hand_heart", _volunteering),
        PageSpec("packages", QCoreApplication.translate("Pages", "同步"), "upload", _late("packages.village_screen", "VillageScreen")),
        questions,
        indicators,
        printing,
        PageSpec("unit", QCoreApplication.translate("Pages", "本单位"), "calendar", _late("unit.unit_screen", "UnitScreen")),
        settings,
        PageSpec("visit", QCoreApplication.translate("Pages", "记录探访"), "", _late("visits.visit_form", "VisitForm")),
    )
