"""Any register as a list, a form, a card and a load, one behind the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import RecordCard, RecordRow, RegisterInfo, RowSaved
from ui.registers.columns import RegisterColumns
from ui.registers.fields import LINKS, spelled
from ui.registers.load_table import LoadTable, load_words
from ui.registers.record_card import RecordCardView
from ui.registers.record_entry import RecordEntry
from ui.registers.record_table import RecordTable, record_of
from ui.registers.words import filter_of, translated
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.filter_bar import Filters
from ui.shared.messages import sentence
from ui.shared.questions import ask_reason
from ui.shared.record_form import RecordForm
from ui.shared.scrolling import CurrentStack
from ui.shared.table_files import AskPath, TableFiles, ask_table_path

if TYPE_CHECKING:
    from kashi_desktop.services.registers import LoadReport
    from kashi_desktop.workspace import Workspace

LIST, FORM, CARD, LOAD = range(4)
SEPARATE = frozenset({"unit"})
"""Registers whose records are not typed in a form of their own columns."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the list rests on: rows, and the words for what they point at."""

    rows: tuple[Any, ...]
    linked: Mapping[str, Mapping[tuple[str, str], str]]


class RegisterView(QWidget):
    """One register of ``ws.records``; what changed is said through the page that holds it.

    A register that shows more than its columns overrides the methods of the part "what a register may have of its own".
    """

    in_parts: frozenset[str] = frozenset()
    """Columns that ``card_parts`` says in better words."""
    said = Signal(str, bool)
    noticed = Signal(str, str)
    heading_changed = Signal()
    counted = Signal(int)

    def __init__(
        self,
        ws: "Workspace",
        register: str,
        info: RegisterInfo,
        changes: Changes,
        ask: AskPath = ask_table_path,
        parent: QWidget | None = None,
    ) -> None:
        """``info`` describes the columns (``register_info``); blank until ``activated``."""
        super().__init__(parent)
        self.ws, self.register, self.info, self._hub, self._ask = ws, register, info, changes, ask
        self.columns = self.make_columns()
        self.fields, self.look = self.columns.fields, self.columns.look
        self.writable = ws.records.may_write(register) and register not in SEPARATE
        self._stale, self._wanted, self._loaded_once = True, 0, False
        self._record: RecordRow | None = None
        self._opened = ""
        self._keep: bytes | None = None
        self._build()
        changes.records_changed.connect(self._changed)

    def _build(self) -> None:
        loadable = self.ws.records.may_write(self.register)
        first = (self.look.icon, self.tr("还没有{register}").format(register=self.name()), translated(self.look.empty))
        self.list = RecordTable(
            self.name(), self.columns.shown(), self.columns.exported_only(), self.filters(), self.writable, loadable, first
        )
        self.list.keeps = self.keeps
        self.card = RecordCardView(self.writable)
        self.entry = self.make_entry()
        self.load = LoadTable(self.ws, self.register, load_words(self.name()), self.columns.label)
        self.stack = CurrentStack()
        for page in (self.list, self.entry, self.card, self.load):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        self.list.open_wanted.connect(self.open_row)
        self.list.peek_wanted.connect(lambda row: self.show_card(record_of(row)))
        self.list.new_wanted.connect(lambda: self.show_new())
        self.list.load_wanted.connect(self.show_load)
        self.list.remove_wanted.connect(lambda row: self.ask_removal(record_of(row)))
        files = TableFiles(self, self.ws.registers.export_table, lambda words: self.said.emit(words, False), self.fault, self._ask)
        self.list.export_wanted.connect(lambda titles, rows: files.write(self.name(), titles, rows))
        self.load.table.offer_export(files.writer(lambda: self.tr("{register}：表格里的问题").format(register=self.name())))
        self.entry.kept.connect(self._saved)
        self.entry.left.connect(lambda: self.leave_form())
        self.card.back_wanted.connect(self.show_list)
        self.card.edit_wanted.connect(lambda: self.show_edit(self._record) if self._record else None)
        self.card.remove_wanted.connect(lambda: self.ask_removal(self._record) if self._record else None)
        self.load.loaded.connect(self._table_loaded)
        self.load.cancelled.connect(self.show_list)

    # -- what a register may have of its own ---------------------------------------------------------------------------

    def fetch_rows(self) -> Sequence[Any]:
        """The rows of the list, in a thread: records, or objects with a ``record``."""
        return self.ws.records.list(self.register)

    def make_columns(self) -> RegisterColumns:
        """The columns of list, card and workbook in words."""
        return RegisterColumns(self.ws, self.info)

    def make_entry(self) -> RecordEntry:
        """The form in its card."""
        return RecordEntry(self.ws, self.info, lambda values, record: self.keep(values, record))

    @property
    def form(self) -> RecordForm | None:
        """The form, once it was opened."""
        return self.entry.form

    def filters(self) -> Filters:
        """Filters above the list."""
        key = next((each for each in ("status", "kind", "result", "organiser_level") if each in self.fields), "")
        return {key: filter_of(self.fields[key])} if key and self.fields[key].choices else {}

    def keeps(self, row: Any) -> bool:
        """Whether a row passes the filters."""
        return all(choice.value() in ("", record_of(row).cells.get(key)) for key, choice in self.list.bar.choices.items())

    def new_values(self) -> dict[str, str]:
        """What stands in a new form."""
        return {}

    def keep(self, values: dict[str, str], record: bytes | None) -> RowSaved | None:
        """Save what was typed; None when the person changed their mind over a question."""
        return self.ws.records.save(self.register, values, record)

    def card_parts(self, card: RecordCard) -> Sequence[QWidget]:
        """What the card shows below the columns."""
        return ()

    def name(self) -> str:
        """What the register is called."""
        return translated(self.info.label)

    # -- the list ------------------------------------------------------------------------------------------------------

    def activated(self) -> None:
        """The view has come to the front."""
        if self._stale:
            self.refresh()
        if self.stack.currentIndex() == LIST:
            self.list.focus_table()

    def refresh(self) -> None:
        """Fetch the list in the background; an older answer that arrives late is dropped."""
        self._stale = False
        self._wanted += 1
        ticket = self._wanted
        run(self, self._fetch, lambda got: self._show(ticket, got), self.fault)

    def _fetch(self) -> Fetched:
        linked = {key: spelled(self.ws.records.list(LINKS[key]), LINKS[key]) for key in LINKS if key in self.fields}
        self.columns.units()
        return Fetched(tuple(self.fetch_rows()), linked)

    def _show(self, ticket: int, got: Fetched) -> None:
        if ticket != self._wanted:
            return
        self.columns.linked = got.linked
        first, self._loaded_once = not self._loaded_once, True
        held: QWidget | None = self.window().focusWidget()
        had_keyboard = held is None or self.list.isAncestorOf(held)
        self.list.show_rows(got.rows, self._keep)
        self._keep = None
        if first and self.isVisible() and had_keyboard and self.stack.currentIndex() == LIST:
            self.list.focus_table()
        self.counted.emit(len(got.rows))
        self.heading_changed.emit()

    def _changed(self, _source: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def show_list(self) -> None:
        """Back to the list."""
        self._record = None
        self._to(LIST)
        self.list.focus_table()

    def _to(self, page: int) -> None:
        self._opened = ""
        self.stack.setCurrentIndex(page)
        self.heading_changed.emit()

    def heading(self) -> str:
        """What stands beside the page's title: what is open, or nothing."""
        page = self.stack.currentIndex()
        if page == FORM and self._opened:
            return self._opened
        if page == LOAD:
            return self.tr("从表格导入{register}").format(register=self.name())
        if page == FORM and self._record is None:
            return self.tr("新登记：{register}").format(register=self.name())
        if page in (FORM, CARD) and self._record is not None:
            return self.columns.title_of(self._record)
        return ""

    def leave_form(self) -> None:
        """Back to where the form was opened from."""
        self.show_list()

    # -- form ----------------------------------------------------------------------------------------------------------

    def open_row(self, row: Any) -> None:
        """Enter: change the record, or look at it where this office only reads."""
        if self.writable:
            self.show_edit(record_of(row))
        else:
            self.show_card(record_of(row))

    def show_new(self, values: Mapping[str, str] | None = None) -> None:
        """An empty form, or one that begins with some values."""
        self._record = None
        self._open_form(("new", self.register), {**self.new_values(), **(values or {})})

    def show_edit(self, row: RecordRow) -> None:
        """The form of a record, with nothing masked that may be seen."""
        card = self._card(row)
        if card is not None:
            self._record = card.row
            self._open_form(card.row.id, card.row.cells)

    def _open_form(self, key: object, values: Mapping[str, str | None]) -> None:
        self.entry.open(key, values)
        self._to(FORM)
        self.entry.take_focus()

    def _saved(self, saved: RowSaved, new: bool) -> None:
        words = self.tr("已登记一条{register}") if new else self.tr("已修改一条{register}")
        self._settled(words.format(register=self.name()), saved)

    def _settled(self, words: str, saved: RowSaved) -> None:
        self.said.emit(words, True)
        for warning in saved.warnings:
            self.noticed.emit(sentence(warning), "warning")
        self._keep = saved.id
        self.show_list()
        self._hub.records_changed.emit(self)

    # -- card, removal, load, export -----------------------------------------------------------------------------------

    def show_card(self, row: RecordRow) -> None:
        """The record with its history; a person's view is written to the audit log."""
        card = self._card(row)
        if card is None:
            return
        self._record = card.row
        shown = ((key, field) for key, field in self.fields.items() if key not in self.in_parts)
        place = self.tr("单位")  # shown by its name, not by its code
        lines = [
            (place if key == "unit_code" else translated(field.label), words)
            for key, field in shown
            if (words := self.columns.cell(card.row, key))
        ]
        self.card.show_record(card, lines, self.card_parts(card))
        self._to(CARD)
        self.card.take_keyboard()

    def _card(self, row: RecordRow) -> RecordCard | None:
        try:
            return self.ws.records.card(self.register, row.id)
        except KnownError as error:
            self.fault(error)
            return None

    def ask_removal(self, row: RecordRow) -> None:
        """Remove a record that was entered by mistake, with the reason."""
        words = self.tr("{what} 会从登记册里去掉；改动经过和原因会保留，Ctrl Z 可以撤销。").format(what=self.columns.title_of(row))
        reason = ask_reason(self, self.tr("删除这一条"), words, self.tr("删除"))
        if reason is None:
            return
        try:
            self.ws.records.remove(self.register, row.id, reason)
        except KnownError as error:
            self.fault(error)
            return
        self.said.emit(self.tr("已删除一条{register}").format(register=self.name()), True)
        self.show_list()
        self._hub.records_changed.emit(self)

    def show_load(self) -> None:
        """Load from a spreadsheet."""
        self._record = None
        self.load.restart()
        self._to(LOAD)

    def _table_loaded(self, report: "LoadReport") -> None:
        self.show_list()
        self.said.emit(self.tr("已导入：新增 {added} 条，更新 {updated} 条").format(added=report.added, updated=report.updated), True)
        if skipped := len({each.row for each in report.rejected}):
            words = self.tr("{n} 行没有导入。改好表格里的这几行，再导入一次就行，已导入的不会重复。")
            self.noticed.emit(words.format(n=skipped), "warning")
        self._hub.records_changed.emit(self)

    def fault(self, error: KnownError) -> None:
        """Say what went wrong above the page."""
        self.noticed.emit(sentence(error), "danger")
