"""老人: the register as a list, a card, a form and a load, one behind the other on one page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.inputs import NeedDoneInput
from kashi_desktop.types.printing import Composed, PrintRequest
from kashi_desktop.types.results import Saved
from ui.elders.dialogs import ask_closing, ask_reopening, ask_withdrawal
from ui.elders.elder_card import ElderCardView
from ui.elders.elder_form import ElderForm
from ui.elders.elder_table import ElderTable
from ui.elders.words import roster_words
from ui.registers.load_table import LoadTable
from ui.registers.words import label_of
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.file_dialogs import ask_save
from ui.shared.messages import sentence
from ui.shared.page import Page
from ui.shared.questions import ask_reason
from ui.shared.table_files import TableFiles
from ui.shared.widgets import Card

if TYPE_CHECKING:
    from kashi_desktop.services.registers import LoadReport
    from kashi_desktop.workspace import Workspace

LIST, CARD, FORM, LOAD = range(4)


class EldersScreen(Page):
    """Opens on the list; an elder's id opens the card, ``"new"`` the form, ``"roster"`` the load."""

    record_visit_requested = Signal(object)
    """``(elder id, None)``: a visit from the card, after which the form comes back here."""
    correct_visit_requested = Signal(bytes, bytes)
    """Elder and visit."""

    def __init__(self, ws: "Workspace", changes: Changes | None = None, parent: QWidget | None = None) -> None:
        """Blank until ``activated``; without ``changes`` the hub of the running program is used."""
        super().__init__(ws, parent)
        self._changes = changes or the_changes(ws)
        self._stale = True
        self.list, self.card, self.form = ElderTable(ws), ElderCardView(ws), ElderForm(ws)
        self.load = LoadTable(ws, "elder", roster_words(), partial(label_of, "elder"))
        self._stack = QStackedWidget()
        form_card = Card()
        form_card.add(self.form, 1)
        for page in (self.list, self.card, form_card, self.load):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect_list()
        self._connect_card()
        self.form.saved.connect(self._saved)
        self.form.cancelled.connect(self._leave_form)
        self.load.loaded.connect(self._loaded)
        self.load.cancelled.connect(self.show_list)
        self.load.table.offer_export(TableFiles.of_page(self).writer(lambda: self.tr("老人名册：表格里的问题")))
        for signal in (self._changes.elders_changed, self._changes.visits_changed, self._changes.needs_changed):
            signal.connect(self._changed)
        self.record_visit_requested.connect(lambda wanted: self.navigate.emit("visit", wanted))
        self.correct_visit_requested.connect(lambda elder_id, visit_id: self.navigate.emit("visit", (elder_id, visit_id)))

    def _connect_list(self) -> None:
        self.list.card_requested.connect(self.show_card)
        self.list.record_visit_requested.connect(self._record)
        self.list.roster_requested.connect(self.show_load)
        self.list.new_elder_requested.connect(self.show_new)
        self.list.counted.connect(lambda count: self.badge_changed.emit("elders", str(count) if count else ""))

    def _connect_card(self) -> None:
        card = self.card
        card.back_wanted.connect(self.show_list)
        card.edit_wanted.connect(self.show_edit)
        card.record_wanted.connect(lambda: self._with_elder(self._record))
        card.print_wanted.connect(self._print)
        card.correct_wanted.connect(lambda visit_id: self._with_elder(lambda elder_id: self._correct(elder_id, visit_id)))
        card.void_wanted.connect(self._void)
        card.close_wanted.connect(self._close)
        card.reopen_wanted.connect(self._reopen)
        card.remove_wanted.connect(self._remove)
        card.withdraw_wanted.connect(self._withdraw)
        card.confirm_consent_wanted.connect(self._confirm_consent)
        card.paper_wanted.connect(self._print_paper)
        card.need_done_wanted.connect(self._need_done)
        card.need_declined_wanted.connect(self._need_declined)

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        page = self._stack.currentIndex()
        if page == CARD and self.card.elder is not None:
            return self.card.elder.full_name
        if page == FORM:
            return self.tr("修改档案") if self._editing() else self.tr("登记老人")
        return self.tr("导入花名册") if page == LOAD else self.tr("老人")

    def subtitle(self) -> str:
        """Who tells the many of one name apart: birth year, group and number."""
        elder, page = self.card.elder, self._stack.currentIndex()
        if elder is None or page not in (CARD, FORM):
            return ""
        name = elder.full_name if page == FORM else ""
        parts = (name, self.tr("{year} 年生").format(year=elder.birth_date.year), elder.group, elder.ref)
        return " · ".join(part for part in parts if part)

    def help_key(self) -> str:
        """The page's help."""
        return "elders"

    def open(self, argument: object) -> None:
        """An elder's id, ``"new"``, ``"roster"`` or ``"list"``."""
        if isinstance(argument, bytes):
            self.show_card(argument)
        elif argument == "new":
            self.show_new()
        elif argument == "roster":
            self.show_load()
        else:
            self.show_list()

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the keyboard work at once."""
        if self._stale:
            self.refresh()
        if self._stack.currentIndex() == LIST:
            self.list.focus_search()

    def refresh(self) -> None:
        """Fetch the list and the open card anew."""
        self._stale = False
        self._guard(self.list.refresh)
        if self._stack.currentIndex() == CARD and self.card.elder is not None:
            self.show_card(self.card.elder.id)

    def _changed(self, _source: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    # -- pages ---------------------------------------------------------------------------------------------------------

    def _show(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self.heading_changed.emit()

    def show_list(self) -> None:
        """The list, with what was typed in the search still there."""
        self._show(LIST)
        self.list.focus_search()

    def show_card(self, elder_id: bytes) -> None:
        """The card of one elder; the view is written to the audit log."""
        if self._guard(lambda: self.card.show_card(self.ws.elders.card(elder_id))):
            self._show(CARD)
            self.card.take_keyboard()

    def show_new(self) -> None:
        """An empty form."""
        self.card.elder = None
        self._open_form()

    def show_edit(self) -> None:
        """The form of the elder whose card is open."""
        self._open_form()

    def _open_form(self) -> None:
        self.form.show_elder(self.card.elder)
        self._show(FORM)
        self.form.first_field().setFocus()

    def show_load(self) -> None:
        """The load of a roster; a county loads for its units by their codes in the table."""
        self.load.restart()
        self._show(LOAD)

    def _editing(self) -> bool:
        return self.card.elder is not None

    def _leave_form(self) -> None:
        if self.card.elder is not None:
            self.show_card(self.card.elder.id)
        else:
            self.show_list()

    # -- actions -------------------------------------------------------------------------------------------------------

    def _guard(self, act: Callable[[], Any]) -> bool:
        """Do it, or say why not; True when done."""
        try:
            act()
        except KnownError as error:
            self._fault(error)
            return False
        return True

    def _with_elder(self, act: Callable[[bytes], None]) -> None:
        if self.card.elder is not None:
            act(self.card.elder.id)

    def _record(self, elder_id: bytes) -> None:
        if self.ws.office.level is not UnitLevel.VILLAGE:
            self.notice(self.tr("探访由村（社区）记录"), "info")
            return
        self.record_visit_requested.emit((elder_id, None))

    def _correct(self, elder_id: bytes, visit_id: bytes) -> None:
        self.correct_visit_requested.emit(elder_id, visit_id)

    def _do(self, act: Callable[[], Any], words: str, *signals: Any, undo: bool = True) -> None:
        if self._guard(act):
            self.say(words, undo)
            for signal in signals:
                signal.emit(self)

    def _void(self, visit_id: bytes) -> None:
        hint = self.tr("记录会留在档案里，注明已作废和原因，不再计入探访率。")
        reason = ask_reason(self, self.tr("作废这次探访"), hint, self.tr("作废"))
        if reason is not None:
            self._do(lambda: self.ws.visits.void(visit_id, reason), self.tr("已作废一次探访"), self._changes.visits_changed)

    def _close(self) -> None:
        elder = self.card.elder
        asked = ask_closing(self, elder.full_name, self.ws.clock.today()) if elder else None
        if elder and asked:
            words = self.tr("已注销 {name}").format(name=elder.full_name)
            self._do(lambda: self._tell(self.ws.elders.close(elder.id, asked)), words, self._changes.elders_changed)

    def _reopen(self) -> None:
        elder = self.card.elder
        asked = ask_reopening(self, elder.full_name, self.ws.clock.today()) if elder else None
        if elder and asked:
            words = self.tr("已重新登记 {name}").format(name=elder.full_name)
            self._do(lambda: self._tell(self.ws.elders.reopen(elder.id, asked)), words, self._changes.elders_changed)

    def _remove(self) -> None:
        elder = self.card.elder
        if elder is None:
            return
        hint = self.tr("给登记错的人用：登记和需求一起删除，改动经过和原因会保留，Ctrl Z 可以撤销。去世、搬走的请用“注销登记”。")
        reason = ask_reason(self, self.tr("删除 {name}").format(name=elder.full_name), hint, self.tr("删除"))
        if reason is not None and self._guard(lambda: self.ws.elders.remove(elder.id, reason)):
            self.show_list()
            self.say(self.tr("已删除 {name} 的登记").format(name=elder.full_name))
            self._changes.elders_changed.emit(self)

    def _withdraw(self) -> None:
        elder = self.card.elder
        day = ask_withdrawal(self, elder.full_name, self.ws.clock.today()) if elder else None
        if elder and day:
            words = self.tr("{name} 已撤回同意").format(name=elder.full_name)
            self._do(lambda: self.ws.elders.withdraw_consent(elder.id, day), words, self._changes.elders_changed, undo=False)

    def _confirm_consent(self) -> None:
        if elder := self.card.elder:
            words = self.tr("{name} 的同意已确认").format(name=elder.full_name)
            self._do(lambda: self.ws.elders.confirm_consent(elder.id), words, self._changes.elders_changed, undo=False)

    def _need_done(self, need_id: bytes) -> None:
        done = NeedDoneInput(closed_on=self.ws.clock.today())
        self._do(lambda: self.ws.needs.done(need_id, done), self.tr("需求已办结"), self._changes.needs_changed)

    def _need_declined(self, need_id: bytes) -> None:
        today = self.ws.clock.today()
        self._do(lambda: self.ws.needs.decline(need_id, today), self.tr("已记为本人放弃"), self._changes.needs_changed)

    def _print_paper(self, document: str) -> None:
        elder = self.card.elder
        if elder is not None:
            self.navigate.emit("printing", PrintRequest(document, elder.unit_code, records=(elder.id,)))

    def _print(self, visit_id: bytes) -> None:
        file = ask_save(self, self.tr("保存探访记录"), self.tr("探访记录.pdf"), "PDF (*.pdf)")
        if file is not None:
            self.print_to(visit_id, file)

    def print_to(self, visit_id: bytes, out: Path) -> None:
        """Write the A4 record of one visit, in the background; the dialog has asked before replacing a file."""
        run(self, lambda: self.ws.reports.visit_record([visit_id], out, force=True), lambda made: self._printed(out, made), self._fault)

    def _printed(self, out: Path, made: Composed) -> None:
        self.say(self.tr("已保存 {name}").format(name=out.name), undo=False)
        for remark in self.ws.reports.remarks(made):
            self.notice(sentence(remark))

    def _fault(self, error: KnownError) -> None:
        self.notice(sentence(error), "danger")

    def _saved(self, saved: Saved, name: str) -> None:
        words = self.tr("已修改 {name}") if self._editing() else self.tr("已登记 {name}")
        self.say(words.format(name=name))
        self._tell(saved, name)
        self.show_card(saved.id)
        self._stale = True
        self._changes.elders_changed.emit(self)

    def _tell(self, saved: Saved, name: str = "") -> None:
        """What to look at once more."""
        for warning in saved.warnings:
            self.notice(f"{name}：{sentence(warning)}" if name else sentence(warning))

    def _loaded(self, report: "LoadReport") -> None:
        self.show_list()
        self.say(self.tr("已导入：新登记 {added} 人，更新 {updated} 人").format(added=report.added, updated=report.updated))
        if skipped := len({each.row for each in report.rejected}):
            self.notice(self.tr("{n} 行没有导入。改好表格里的这几行，再导入一次就行，已导入的不会重复。").format(n=skipped))
        self._changes.elders_changed.emit(self)
