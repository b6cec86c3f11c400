"""志愿服务: activities with their hours, and the volunteers with what they gave."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from kashi_desktop.errors import KnownError
from kashi_desktop.types.paper import VolunteerCertificateSheet
from kashi_desktop.types.volunteering import HoursSaved, VolunteerRow
from kashi_desktop.workspace import Workspace
from ui.registers.entry_page import EntryPage, EntryWords
from ui.registers.words import info_of
from ui.shared.changes import Changes
from ui.shared.event_view import EventView
from ui.shared.views_page import View
from ui.volunteering import settings
from ui.volunteering.activity_list import activity_list
from ui.volunteering.certificate_question import ask_certificate
from ui.volunteering.hours_sheet import HoursSheet
from ui.volunteering.volunteers_view import VolunteersView


class VolunteeringScreen(EntryPage):
    """Opens on the activities; Alt+1 and Alt+2 change the view, an activity's id opens that activity."""

    help_page = "volunteering"

    def __init__(self, ws: Workspace, changes: Changes | None = None) -> None:
        """Blank until ``activated``; without ``changes`` the hub of the running program is used."""
        translate = QCoreApplication.translate
        words = EntryWords(
            translate("VolunteeringScreen", "志愿服务"),
            translate("VolunteeringScreen", "新活动"),
            translate("VolunteeringScreen", "修改活动"),
            translate("VolunteeringScreen", "删除这次活动……"),
            translate("VolunteeringScreen", "登记错了才删除；有时长的活动要先清掉时长。删除后可以撤销。"),
        )
        super().__init__(ws, changes, "activity", words)
        self._print: Callable[[VolunteerCertificateSheet], None] | None = None
        self.activities = self._activities()
        self.volunteers = VolunteersView(ws, "volunteer", info_of("volunteer"), self._changes)
        self.show_views(words.page, {
            "activities": View(self.tr("活动"), self.activities, self.activities.list.take_focus),
            "volunteers": View(self.tr("志愿者"), self.volunteers, self.volunteers.activated),
        }, self.entry)  # fmt: skip
        self.activities.new_wanted.connect(self.show_new)
        self.activities.edit_wanted.connect(self.show_edit)
        self.activities.saved.connect(self._saved)
        self.activities.refused.connect(self._fault)
        self.volunteers.said.connect(self.said)
        self.volunteers.noticed.connect(self.noticed)
        self.volunteers.heading_changed.connect(self.heading_changed)
        self.volunteers.certificate_wanted.connect(self._certify)

    def _activities(self) -> EventView:
        ws = self.ws
        sheet = HoursSheet(ws.clock.today(), ws.account_name)
        sheet.keep_drafts(ws.drafts, "hours")
        return EventView(
            activity_list(ws.clock.today()),
            sheet,
            lambda: ws.volunteering.activities(),
            lambda activity: lambda: ws.volunteering.grid(activity.id),
            lambda activity_id, entries: ws.volunteering.save_hours(activity_id, entries),
        )

    def subtitle(self) -> str:
        """What is open among the volunteers."""
        return self.volunteers.heading() if self._stack.currentWidget() is self.volunteers else ""

    def offer_printing(self, certificate: Callable[[VolunteerCertificateSheet], None]) -> None:
        """Show the button for certificates; ``certificate`` gets what the paper says."""
        self._print = certificate
        self.volunteers.offer_printing()

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the activities anew; the register of volunteers fetches by itself."""
        self._stale = False
        self.activities.refresh(wanted)

    def _saved(self, result: HoursSaved) -> None:
        self.say_saved(self.tr("服务时长已保存：{what}"), result)
        if result.at_once:
            self.notice(self.tr("有 {n} 人同一时间还记在另一次活动里，已照常保存。请核对。").format(n=result.at_once))

    def _certify(self, person: VolunteerRow) -> None:
        today = self.ws.clock.today()
        asked = ask_certificate(self, person.full_name, today, self.ws.account_name, settings.contact())
        if asked is None or self._print is None:
            return
        settings.keep_contact(asked.contact)
        try:
            paper = self.ws.volunteering.certificate(
                person.id, asked.first, asked.last, id_number=asked.id_number, handler=asked.handler, contact=asked.contact
            )
        except KnownError as error:
            self._fault(error)
            return
        self._print(paper)
