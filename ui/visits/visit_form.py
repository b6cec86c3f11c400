"""The visit form: one page, typed from paper without the mouse; saving opens the next elder who is due."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import ElderCard, Saved, Visit
from ui.shared import theme
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.draft_keeper import DraftKeeper
from ui.shared.messages import sentence
from ui.shared.page import BACK, Page
from ui.shared.questions import ask_reason
from ui.shared.shortcuts import bind
from ui.shared.widgets import Card, ErrorLine, PrimaryButton, ReasonedSave, SecondaryButton, hairline, text_label
from ui.visits.form_heading import FormHeading
from ui.visits.form_state import FormState, Memory, from_draft, from_visit
from ui.visits.observations import urgent_line
from ui.visits.queue import Queue
from ui.visits.visit_fields import VisitFields
from ui.visits.visit_side import VisitSide

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


class VisitForm(Page):
    """Records a visit of the elder it is opened for, or corrects one that is recorded."""

    back_requested = Signal()
    card_requested = Signal(bytes)
    recorded = Signal(bytes)
    """The id of the visit that was just saved or corrected."""

    def __init__(self, ws: "Workspace", changes: Changes | None = None, parent: QWidget | None = None) -> None:
        """Blank until ``open``; without ``changes`` the hub of the running program is used."""
        super().__init__(ws, parent)
        self._changes = changes or the_changes(ws)
        self._elder: ElderCard | None = None
        self._correcting: Visit | None = None
        self._offered = ws.clock.now()
        self._filling = False
        self._from_card = False
        self.memory = Memory()
        self.queue = Queue(ws)
        self.fields = VisitFields(ws.clock.now)
        self.side = VisitSide(ws.elders.note_phones)
        self.keeper = DraftKeeper(ws.drafts, "visit", self)
        self._build()
        self.fields.head.time.doubt = self._same_visit
        self.fields.changed.connect(self._typed)
        self.back_requested.connect(lambda: self.navigate.emit(BACK, None))
        self.card_requested.connect(lambda elder_id: self.navigate.emit("elders", elder_id))
        self.keeper.kept.connect(self.state.show_kept)
        self.keeper.failed.connect(self.state.show_not_kept)
        bind(self, "Esc", self.leave, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        card = Card()
        card.add(self.fields, 1)
        self.danger = text_label("", "danger", wrap=True)
        self.danger.setProperty("pill", "danger")
        self.fault = ErrorLine()
        card.add(self.fault)
        card.add(hairline())
        self.all_ok = SecondaryButton(self.tr("全部正常"), "F8")
        self.all_ok.clicked.connect(self._mark_ok)
        self.save_button = PrimaryButton(self.tr("保存，下一位"), "Ctrl+Return")
        self.save = ReasonedSave(self.save_button, beside=self.all_ok)
        self.save.clicked.connect(self._save_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self.danger, 3)
        foot.addWidget(self.save, 2)
        card.add(foot)
        row.addWidget(card, 1)
        self.side.setFixedWidth(theme.px(250))
        row.addWidget(self.side)
        self.state = FormHeading(self.ws.clock.today)
        self.state.anew_wanted.connect(self._start_anew)

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("更正探访") if self._correcting else self.tr("记录探访")

    def subtitle(self) -> str:
        """Whose visit it is: name, birth year and group tell the many of one name apart."""
        if self._elder is None:
            return ""
        elder = self._elder
        parts = (elder.full_name, self.tr("{year} 年生").format(year=elder.birth_date.year), f"{elder.group} {elder.address}".strip())
        return " · ".join(part for part in parts if part)

    def trailing(self) -> QWidget | None:
        """How urgent it is, and when the draft was kept."""
        return self.state

    def help_key(self) -> str:
        """The page's help."""
        return "visit"

    def open(self, argument: object) -> None:
        """``bytes``: a new visit, from the due list; ``(elder_id, visit_id | None)``: from the card, to correct that visit or add one."""
        self._from_card = isinstance(argument, tuple)
        if isinstance(argument, bytes):
            self.open_for(argument)
        elif isinstance(argument, tuple):
            elder_id, visit_id = argument
            if visit_id is None:
                self.open_for(elder_id)
            else:
                self.open_correction(elder_id, visit_id)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.keeper.flush()

    def refresh(self) -> None:
        """Fetch the list of who is due anew, as after an import."""
        self.queue.refresh()
        self._show_queue()

    # -- opening -------------------------------------------------------------------------------------------------------

    def open_for(self, elder_id: bytes) -> None:
        """Start a visit, or go on with its draft."""
        self.keeper.flush()
        start = self.ws.visits.start(elder_id)
        elder = start.elder
        self._offered, fresh = self.memory.start(self.ws.clock.now(), start.last_visitors, self.ws.account_name, elder.home_visit_declined)
        drafted = from_draft(start.draft, None)
        self._show(elder, None, start.previous, drafted[0] if drafted else fresh)
        if drafted:
            self.state.show_restored(drafted[1])
        self.fields.show_carried({} if drafted else self.memory.carried(start.last_visitors))

    def open_correction(self, elder_id: bytes, visit_id: bytes) -> None:
        """Show a recorded visit to be corrected; the old version stays in its history."""
        self.keeper.flush()
        start = self.ws.visits.start(elder_id)
        visit = next((v for v in (*start.previous, *start.elder.visits) if v.id == visit_id), None)
        if visit is None:
            self.open_for(elder_id)
            return
        self._offered = visit.visited_at
        drafted = from_draft(start.draft, visit.id)
        self._show(start.elder, visit, start.previous, drafted[0] if drafted else from_visit(self.ws.records.cells("visit", visit_id)))

    def _show(self, elder: ElderCard, correcting: Visit | None, previous: tuple[Visit, ...], state: FormState) -> None:
        self._elder, self._correcting = elder, correcting
        self._filling = True
        self.fields.show_elder(elder)
        self.fields.show_carried({})
        self.fields.set_state(state, self._offered)
        self._filling = False
        self.state.clear()
        self.fault.clear_error()
        self.side.show_elder(elder, previous, self.ws.clock.today())
        self.queue.refresh()
        self._show_queue()
        self.save_button.setText(self._save_words())
        self.keeper.begin(elder.id, lambda now: self.fields.state().to_draft(correcting.id if correcting else None, now))
        self._judge()
        self.heading_changed.emit()
        self.fields.head.time.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.head.time.selectAll()

    def _save_words(self) -> str:
        if self._correcting:
            return self.tr("保存更正")
        return self.tr("保存") if self._from_card else self.tr("保存，下一位")

    def _show_queue(self) -> None:
        if self._elder is None:
            return
        self.state.show_due(None if self._correcting else self.queue.item(self._elder.id))
        self.side.show_next(None if self._from_card else self.queue.after(self._elder.id))

    # -- typing --------------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        if self._filling:
            return
        self._judge()
        self.keeper.touch()

    def _same_visit(self) -> str:
        """Whether the elder has a visit of that minute and method already, which is more often one paper typed twice."""
        moment, method = self.fields.head.time.value(), self.fields.head.chosen_method()
        mine = self._correcting.id if self._correcting else None
        visits = self._elder.visits if self._elder else ()
        same = any((v.visited_at, v.method) == (moment, method) and not v.voided and v.id != mine for v in visits)
        return self.tr("这一刻已有一次同样的探访，再记一次吗？") if same else ""

    def _judge(self) -> None:
        self.fields.head.time.look_again()
        self.save.set_reasons(self.fields.problems())
        self.all_ok.setEnabled(self.fields.observations.usable())
        line = urgent_line(self.fields.shown_states())
        if not line and self.fields.emergency():
            line = self.tr("紧急情况：先救人，急救拨打 120，火灾、煤气拨打 119")
        self.danger.setText(line)
        self.danger.setVisible(bool(line))

    def _mark_ok(self) -> None:
        if self.fields.mark_ok():
            self.fields.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _start_anew(self) -> None:
        if self._elder is None:
            return
        elder = self._elder.id
        self.keeper.settle(lambda: self._discard_and_open(elder))

    def _discard_and_open(self, elder_id: bytes) -> None:
        self.ws.drafts.discard("visit", elder_id)
        self.open_for(elder_id)

    def leave(self) -> None:
        """Go back; what is half typed stays as the draft."""
        self.keeper.flush()
        self.back_requested.emit()

    # -- saving --------------------------------------------------------------------------------------------------------

    def _save_wanted(self) -> None:
        reason: str | None = None
        if self._correcting is not None:
            reason = self._ask_reason()
            if reason is None:
                return
        self.save.set_busy(True)
        self.keeper.settle(lambda: self._save(reason))

    def _ask_reason(self) -> str | None:
        kept = self.tr("原来的记录会保留，并和原因一起留在档案里。")
        return ask_reason(self, self.tr("为什么更正这次探访？"), kept, self.tr("保存更正"))

    def _save(self, reason: str | None) -> None:
        if self._elder is None:
            return
        elder, state = self._elder, self.fields.state()
        try:
            visit = self.fields.input(self._correcting.ref if self._correcting else "")
            if self._correcting is not None:
                saved = self.ws.visits.correct(self._correcting.id, visit, reason or "")
            else:
                saved = self.ws.visits.record(visit, elder_id=elder.id, needs=state.wishes())
        except KnownError as error:
            self._refuse("\n".join(map(sentence, getattr(error, "faults", ()) or (error,))))
            return
        finally:
            self.save.set_busy(False)
        self._saved(elder, saved, state, visit.visited_at)

    def _refuse(self, words: str) -> None:
        """Say what is wrong, keep everything, and go on keeping the draft."""
        self.fault.show_error(words)
        if self._elder is not None:
            correcting = self._correcting
            self.keeper.begin(self._elder.id, lambda now: self.fields.state().to_draft(correcting.id if correcting else None, now))
            self.keeper.touch()

    def _saved(self, elder: ElderCard, saved: Saved, state: FormState, moment: datetime) -> None:
        following = None if self._from_card else self.queue.after(elder.id)
        words = self.tr("已更正 {name} 的探访") if self._correcting else self.tr("已记录 {name} 的探访")
        self.say(words.format(name=elder.full_name))
        for warning in saved.warnings:
            self.notice(f"{elder.full_name}：{sentence(warning)}")
        if self._correcting is None:
            self.memory.learn(moment, self._offered, state, elder.home_visit_declined)
            self.queue.done(elder.id)
        self._elder = None
        self._changes.visits_changed.emit(self)
        if state.needs:
            self._changes.needs_changed.emit(self)
        self.recorded.emit(saved.id)
        if following is not None:
            self.open_for(following.elder_id)
        else:
            self.back_requested.emit()
