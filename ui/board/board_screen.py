"""看板: who has reported which month, at a glance, and whom to call."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.county import Board, BoardLine, PackageLine, SilentUnit
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from ui.board.call_list import CallList
from ui.board.cell_card import CellCard
from ui.board.words import STATES, cell_note, month_words, short_month, state_words
from ui.shared import theme
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.filter_bar import FilterBar
from ui.shared.messages import sentence
from ui.shared.month_board import BoardRow, MonthBoard, MonthCell
from ui.shared.page import Page
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import Card, ErrorLine, SecondaryButton, text_label

MONTHS, LONG = 9, 24
"""So many months fit beside the call list at 1366 × 768; the longer board scrolls."""

Fetched = tuple[Board, tuple[SilentUnit, ...]]


class BoardScreen(Page):
    """The board at the left, the call list or one cell at the right."""

    def __init__(
        self, ws: Workspace, changes: Changes | None = None, ask_path: AskPath = ask_table_path, parent: QWidget | None = None
    ) -> None:
        """Blank until ``activated``; ``ask_path`` is handed in so that a test needs no dialog."""
        super().__init__(ws, parent)
        self._stale, self._wanted = True, 0
        self._cell_wanted = 0  # the cell asked for last; an earlier one that arrives late is dropped
        self._board: Board | None = None
        self._month = -1
        self._one = self.tr("县") if ws.office.level is UnitLevel.PREFECTURE else self.tr("单位")
        files = TableFiles.of_page(self, ask_path)
        self.fault = ErrorLine()
        self.calls = CallList(ws.clock.today, self._one)
        self.calls.print_wanted.connect(self._print)
        self.calls.unit_wanted.connect(self._show_unit)
        self.calls.offer_export(files.writer(lambda: self.tr("电话名单 {month}").format(month=self.month())))
        self.cell = CellCard(ws.clock.today)
        self.cell.closed.connect(self._close_cell)
        self.cell.numbers_wanted.connect(lambda month: self.navigate.emit("indicators", month))
        self.side = QStackedWidget()
        self.side.addWidget(self.calls)
        self.side.addWidget(self.cell)
        self.side.setFixedWidth(theme.px(316))
        self.export_button = SecondaryButton(self.tr("导出看板"), icon="download", parent=self)
        self.export_button.hide()  # until the top bar takes it: a widget without a parent may be destroyed in any thread
        self.export_button.setToolTip(self.tr("把看板存成 XLSX（Ctrl E）"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        self.board = MonthBoard(self.tr("{one}和月份").format(one=self._one), self._one)
        row.addWidget(self._board_card(), 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fault)
        column.addLayout(row, 1)
        self.board.offer_export(files.writer(lambda: self.tr("看板 {month}").format(month=self.month())))
        self.export_button.clicked.connect(self.board.export)
        hub = changes or the_changes(ws)
        hub.packages_changed.connect(self._changed)
        hub.records_changed.connect(self._changed)

    def _board_card(self) -> Card:
        card = Card(margin=0)
        states = [("", self.tr("全部情况")), *((state, state_words(state)) for state in STATES)]
        spans = [("", self.tr("近 {n} 个月").format(n=MONTHS)), ("long", self.tr("近两年"))]
        filters = {
            "township": (self.tr("乡镇"), [("", self.tr("全部乡镇"))]),
            "state": (self.tr("这个月的情况"), states),
            "span": (self.tr("月份"), spans),
        }
        self.filter = FilterBar(self.tr("找{one}").format(one=self._one), filters)
        self.filter.search.setMinimumWidth(theme.px(150))
        self.filter.changed.connect(self._filter_changed)
        self.filter.to_list.connect(lambda: self.board.setFocus(Qt.FocusReason.OtherFocusReason))
        self.filter.choices["township"].setVisible(self.ws.office.level is UnitLevel.COUNTY)
        card.show_header()
        card.header.addWidget(self.filter, 1)
        self.summary = text_label("", "secondary")
        self.summary.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        card.add(self.summary)
        self.board.activated.connect(self._open_cell)
        self.board.current_changed.connect(self._moved)
        card.add(self.board, 1)
        return card

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("看板")

    def subtitle(self) -> str:
        """How the present month stands."""
        if self._board is None:
            return ""
        return self.tr("{n} 个{one}").format(n=len(self._board.lines), one=self._one) + f" · {self._counts(len(self._board.months) - 1)}"

    def trailing(self) -> QWidget:
        """The export."""
        return self.export_button

    def help_key(self) -> str:
        """The page's help."""
        return "board"

    def month(self) -> str:
        """The month under the cursor, ``YYYY-MM``."""
        months = self._board.months if self._board else ()
        return months[self._month] if 0 <= self._month < len(months) else f"{self.ws.clock.today():%Y-%m}"

    def activated(self) -> None:
        """Fetch when something changed meanwhile."""
        self.setFocus()  # held until there is something for the arrows to walk
        if self._stale:
            self.refresh()
        self._take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the cell."""
        if event.key() == Qt.Key.Key_Escape and self.side.currentWidget() is self.cell:
            self._close_cell()
        else:
            super().keyPressEvent(event)

    # -- content -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Fetch in the background; an older answer that arrives late is dropped."""
        self._stale = False
        self._wanted += 1
        ticket, board, month = self._wanted, self.ws.board, self.month()
        months = LONG if self.filter.value("span") else MONTHS
        run(
            self,
            lambda: (board.board("", months), board.silent(month)),
            lambda got: self._show(ticket, got),
            lambda error: self._refused(ticket, error),
        )

    def _show(self, ticket: int, got: Fetched) -> None:
        if ticket != self._wanted:
            return
        self.fault.clear_error()
        month = self.month()
        self._board, silent = got
        newest = len(self._board.months) - 1
        self._month = self._board.months.index(month) if month in self._board.months else newest
        townships = sorted({line.township for line in self._board.lines if line.township})
        self.filter.choices["township"].set_options([("", self.tr("全部乡镇")), *((each, each) for each in townships)])
        if not self.filter.value("township"):
            self.filter.set_value("township", "")
        self._filter()
        self._show_calls(silent)
        self.heading_changed.emit()
        self._take_keyboard()

    def _filter_changed(self) -> None:
        months = LONG if self.filter.value("span") else MONTHS
        if self._board is not None and len(self._board.months) != months:
            self.refresh()
        else:
            self._filter()

    def _filter(self) -> None:
        if self._board is None:
            return
        today = self.ws.clock.today()
        names = [(short_month(month), month_words(month)) for month in self._board.months]
        rows = [
            BoardRow(
                line.unit_id,
                line.name,
                line.township,
                tuple(MonthCell(STATES[cell.state][0], cell_note(cell, today)) for cell in line.cells),
            )
            for line in self._shown()
        ]
        month = self._month  # the board puts its cursor where it stood, which may be another month by now
        self.board.show_board(names, rows)
        keys = [row.key for row in rows]
        unit = self.board.current()[0]
        if unit in keys:
            self.board.select(keys.index(unit), month)
        self._month = month
        self.summary.setText(f"{month_words(self.month())}：{self._counts(self._month)}")

    def _shown(self) -> Sequence[BoardLine]:
        board, state, township = self._board, self.filter.value("state"), self.filter.value("township")
        return [
            line
            for line in (board.lines if board else ())
            if self.filter.accepts(line.name, line.township, line.code)
            and township in ("", line.township)
            and state in ("", line.cells[self._month].state)
        ]

    def _counts(self, index: int) -> str:
        if self._board is None or not self._board.months:
            return ""
        found = self._board.counts[self._board.months[index]]
        return " · ".join(f"{state_words(state)} {found[state]}" for state in STATES if found.get(state))

    def _moved(self, _unit: object, month: int) -> None:
        """Another column is looked at: its sums and its call list are wanted."""
        if self._board is None or month < 0 or month == self._month:
            return
        self._month = month
        self.summary.setText(f"{month_words(self.month())}：{self._counts(month)}")
        ticket, wanted = self._wanted, self.month()
        run(
            self,
            partial(self.ws.board.silent, wanted),
            lambda found: self._show_calls(found) if ticket == self._wanted and wanted == self.month() else None,
            lambda error: self._refused(ticket, error),
        )

    def _show_calls(self, units: Sequence[SilentUnit]) -> None:
        self.calls.show_units(short_month(self.month()), units)

    # -- one cell ------------------------------------------------------------------------------------------------------

    def _open_cell(self, unit: object, month: int) -> None:
        if self._board is None or not isinstance(unit, bytes):
            return
        line = next(each for each in self._board.lines if each.unit_id == unit)
        self._cell_wanted += 1
        ticket, wanted, deadline = self._cell_wanted, self._board.months[month], self._board.deadlines[month]
        run(
            self,
            lambda: self.ws.origins.packages(unit, wanted),
            lambda found: self._show_cell(ticket, line, month, deadline, found),
            lambda error: self._cell_refused(ticket, error),
        )

    def _cell_refused(self, ticket: int, error: KnownError) -> None:
        if ticket == self._cell_wanted:
            self.fault.show_error(sentence(error))

    def _show_cell(self, ticket: int, line: BoardLine, month: int, deadline: date, packages: Sequence[PackageLine]) -> None:
        if ticket == self._cell_wanted:
            self.cell.show_cell(line, line.cells[month], deadline, packages)
            self.side.setCurrentWidget(self.cell)

    def _close_cell(self) -> None:
        self._cell_wanted += 1
        self.side.setCurrentWidget(self.calls)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_unit(self, unit: bytes) -> None:
        rows = [row.key for row in self.board.model.rows]
        if unit in rows:
            self.board.select(rows.index(unit), self._month)
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        self.navigate.emit("printing", PrintRequest("call-list", period=self.month()))

    def _refused(self, ticket: int, error: KnownError) -> None:
        if ticket == self._wanted:
            self._stale = True
            self.fault.show_error(sentence(error))

    def _changed(self, _source: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _take_keyboard(self) -> None:
        held = self.window().focusWidget()
        if self.isVisible() and (held is None or held is self or self.isAncestorOf(held)) and not self.filter.search.hasFocus():
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
