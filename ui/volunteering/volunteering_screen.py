"""志愿服务: activities with their hours, and the volunteers with what they gave."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.paper import VolunteerCertificateSheet
from kashi_desktop.types.records import RowSaved
from kashi_desktop.types.volunteering import ActivityRow, HoursSaved, VolunteerRow
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.messages import sentence
from ui.shared.page import Page
from ui.shared.questions import ask_reason
from ui.shared.record_form import RecordForm
from ui.shared.scrolling import CurrentStack
from ui.shared.widgets import Card, LinkButton, SegmentedRow
from ui.volunteering import settings
from ui.volunteering.activity_form import activity_fields
from ui.volunteering.activity_view import ActivityView
from ui.volunteering.certificate_question import ask_certificate
from ui.volunteering.volunteers_view import VolunteersView

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

VIEWS = ("activities", "volunteers")
FORM = len(VIEWS)


class VolunteeringScreen(Page):
    """Opens on the activities; Alt+1 and Alt+2 change the view, an activity's id opens that activity."""

    def __init__(self, ws: "Workspace", changes: Changes | None = None, parent: QWidget | None = None) -> None:
        """Blank until ``activated``; without ``changes`` the hub of the running program is used."""
        super().__init__(ws, parent)
        from kashi_desktop.services.records import register_info  # late: the services load after the first window

        self._changes = changes or the_changes(ws)
        self._stale = True
        self._activity: ActivityRow | None = None
        self._print: Callable[[VolunteerCertificateSheet], None] | None = None
        self.activities = ActivityView(ws)
        self.volunteers = VolunteersView(ws, "volunteer", register_info("volunteer"), self._changes)
        self.form = RecordForm(activity_fields(), ws.clock.today, ws.clock.now)
        self.form.keep_drafts(ws.drafts, "activity")
        self._stack = CurrentStack()
        for view in (self.activities, self.volunteers, self._form_card()):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        words = (self.tr("活动"), self.tr("志愿者"))
        self.views = SegmentedRow(self.tr("志愿服务"), list(zip(VIEWS, words, strict=True)), first=1)
        self.views.setToolTip(self.tr("Alt 1、Alt 2 切换"))
        self.views.changed.connect(self._show_view)
        for number, name in enumerate(VIEWS, start=1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda view=name: self.show_view(view))
        self._connect()

    def _form_card(self) -> QWidget:
        card = Card()
        self.remove = LinkButton(self.tr("删除这次活动……"), quiet=True)
        self.remove.clicked.connect(self._remove)
        card.header.addStretch(1)
        card.header.addWidget(self.remove)
        card.show_header()
        card.add(self.form, 1)
        return card

    def _connect(self) -> None:
        self.activities.new_wanted.connect(self.show_new)
        self.activities.edit_wanted.connect(self.show_edit)
        self.activities.saved.connect(self._saved)
        self.activities.refused.connect(self._fault)
        self.volunteers.said.connect(self.said)
        self.volunteers.noticed.connect(self.noticed)
        self.volunteers.heading_changed.connect(self.heading_changed)
        self.volunteers.certificate_wanted.connect(self._certify)
        self.form.save_wanted.connect(self._save_activity)
        self.form.cancelled.connect(lambda: self.show_view("activities"))
        self._changes.records_changed.connect(self._changed)

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        if self._stack.currentIndex() == FORM:
            return self.tr("修改活动") if self._activity else self.tr("新活动")
        return self.tr("志愿服务")

    def subtitle(self) -> str:
        """What is open among the volunteers."""
        return self.volunteers.heading() if self._stack.currentWidget() is self.volunteers else ""

    def trailing(self) -> QWidget | None:
        """The switch between the views."""
        return None if self._stack.currentIndex() == FORM else self.views

    def help_key(self) -> str:
        """The page's help."""
        return "volunteering"

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the arrows work at once."""
        if self._stale:
            self.refresh()
        self._take_focus()

    def open(self, argument: object) -> None:
        """A view by its name, ``"new"`` for the form, or an activity by its id."""
        if argument in VIEWS:
            self.show_view(str(argument))
        elif argument == "new":
            self.show_new()
        elif isinstance(argument, bytes):
            self.show_view("activities")
            self.activities.refresh(argument)

    def offer_printing(self, certificate: Callable[[VolunteerCertificateSheet], None]) -> None:
        """Show the button for certificates; ``certificate`` gets what the paper says."""
        self._print = certificate
        self.volunteers.offer_printing()

    # -- views ---------------------------------------------------------------------------------------------------------

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the activities anew; the register of volunteers fetches by itself."""
        self._stale = False
        self.activities.refresh(wanted)

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
        elif VIEWS[shown] == "activities":
            self.activities.list.take_focus()
        else:
            self.volunteers.activated()

    def show_new(self) -> None:
        """An empty form."""
        self._activity = None
        self._open_form(None, {})

    def show_edit(self, activity: ActivityRow | None) -> None:
        """The form of an activity."""
        if activity is None:
            return
        try:
            cells = self.ws.records.card("activity", activity.id).row.cells
        except KnownError as error:
            self._fault(error)
            return
        self._activity = activity
        self._open_form(activity.id, {key: value or "" for key, value in cells.items()})

    def _open_form(self, record: bytes | None, cells: Mapping[str, str]) -> None:
        self.form.open_record(record, cells)
        self.remove.setVisible(record is not None)
        self._stack.setCurrentIndex(FORM)
        self.heading_changed.emit()
        self.form.first_field().setFocus()

    # -- actions -------------------------------------------------------------------------------------------------------

    def _save_activity(self, cells: dict[str, str]) -> None:
        from kashi_desktop.services.validation import InvalidInput  # late: the services load after the first window

        try:
            saved: RowSaved = self.ws.records.save("activity", cells, self._activity.id if self._activity else None)
        except InvalidInput as refused:
            self.form.show_faults([(each.column, sentence(each)) for each in refused.faults])
            return
        except KnownError as error:
            self._fault(error)
            return
        self.form.mark_saved()
        words = self.tr("已修改“{title}”") if self._activity else self.tr("已登记“{title}”")
        self.say(words.format(title=cells["title"]))
        for warning in saved.warnings:
            self.notice(sentence(warning))
        self.show_view("activities")
        self._tell(saved.id)

    def _remove(self) -> None:
        activity = self._activity
        if activity is None:
            return
        hint = self.tr("登记错了才删除；有时长的活动要先清掉时长。删除后可以撤销。")
        reason = ask_reason(self, self.tr("删除“{title}”").format(title=activity.title), hint, self.tr("删除"))
        if reason is None:
            return
        try:
            self.ws.records.remove("activity", activity.id, reason)
        except KnownError as error:
            self._fault(error)
            return
        self.say(self.tr("已删除“{title}”").format(title=activity.title))
        self.show_view("activities")
        self._tell()

    def _saved(self, result: HoursSaved) -> None:
        parts = (
            (result.added, self.tr("新登记 {n} 人")),
            (result.changed, self.tr("更改 {n} 人")),
            (result.removed, self.tr("取消 {n} 人")),
        )
        self.say(self.tr("服务时长已保存：{what}").format(what="，".join(words.format(n=n) for n, words in parts if n)))
        if result.at_once:
            self.notice(self.tr("有 {n} 人同一时间还记在另一次活动里，已照常保存。请核对。").format(n=result.at_once))
        self._tell()

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

    def _tell(self, activity: bytes | None = None) -> None:
        self.refresh(activity)
        self._changes.records_changed.emit(self)

    def _fault(self, error: Any) -> None:
        self.notice(sentence(error), "danger")
