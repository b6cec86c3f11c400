"""看板: who has reported which month, at a glance, and whom to call."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.types.county import Board, BoardCell, BoardLine, PackageLine, SilentUnit
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from ui.board.call_list import CallList
from ui.board.cell_card import CellCard
from ui.board.words import STATES, cell_note, month_words, short_month, state_words
from ui.shared import theme
from ui.shared.background import Latest
from ui.shared.changes import Changes
from ui.shared.filter_bar import FilterBar
from ui.shared.layouts import filled, stacked
from ui.shared.month_board import BoardRow, MonthBoard, MonthCell
from ui.shared.page import ListPage
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import Card, SecondaryButton, text_label

MONTHS, LONG = 9, 24
"""So many months fit beside the call list at 1366 × 768; the longer board scrolls."""

Fetched = tuple[Board, tuple[SilentUnit, ...]]


class BoardScreen(ListPage):
    """The board at the left, the call list or one cell at the right."""

    help_page = "board"

    def __init__(self, ws: Workspace, changes: Changes | None = None, ask_path: AskPath = ask_table_path) -> None:
        """Blank until ``activated``; ``ask_path`` is handed in so that a test needs no dialog."""
        super().__init__(ws, changes)
        self._silent, self._packages = Latest(), Latest()
        self._board: Board | None = None
        self._month = -1
        self._one = self.tr("县") if ws.office.level is UnitLevel.PREFECTURE else self.tr("单位")
        files = TableFiles.of_page(self, ask_path)
        self.calls = CallList(ws.clock.today, self._one)
        self.calls.print_wanted.connect(self._print)
        self.calls.unit_wanted.connect(self._show_unit)
        self.calls.table.offer_export(files.writer(lambda: self.tr("电话名单 {month}").format(month=self.month())))
        self.cell = CellCard(ws.clock.today)
        self.cell.closed.connect(self._close_cell)
        self.cell.numbers_wanted.connect(lambda month: self.navigate.emit("indicators", month))
        self.side = stacked(self.calls, self.cell)
        self.side.setFixedWidth(theme.px(316))
        self.export_button = SecondaryButton(self.tr("导出看板"), icon="download", parent=self)
        self.export_button.hide()  # until the top bar takes it: a widget without a parent may be destroyed in any thread
        self.export_button.setToolTip(self.tr("把看板存成 XLSX（Ctrl E）"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        self.board = MonthBoard(self.tr("{one}和月份").format(one=self._one), self._one)
        row.addWidget(self._board_card(), 1)
        row.addWidget(self.side)
        filled(QVBoxLayout(self), self.fault, (row, 1))
        self.board.offer_export(files.writer(lambda: self.tr("看板 {month}").format(month=self.month())))
        self.export_button.clicked.connect(self.board.export)
        self.follow(self._hub.packages_changed, self._hub.records_changed)

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

    def month(self) -> str:
        """The month under the cursor, ``YYYY-MM``."""
        months = self._board.months if self._board else ()
        return months[self._month] if 0 <= self._month < len(months) else f"{self.ws.clock.today():%Y-%m}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the cell."""
        if event.key() == Qt.Key.Key_Escape and self.side.currentWidget() is self.cell:
            self._close_cell()
        else:
            super().keyPressEvent(event)

    # -- content -------------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """The board, and whom to call about the month under the cursor."""
        self._silent.drop()
        board, month, months = self.ws.board, self.month(), self._span()
        self._latest.run(self, lambda: (board.board("", months), board.silent(month)), self._show, self.refused)

    def _span(self) -> int:
        return LONG if self.filter.value("span") else MONTHS

    def _show(self, got: Fetched) -> None:
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
        self.take_keyboard()

    def _filter_changed(self) -> None:
        if self._board is not None and len(self._board.months) != self._span():
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
        self._silent.run(self, partial(self.ws.board.silent, self.month()), self._show_calls, self.refused)

    def _show_calls(self, units: Sequence[SilentUnit]) -> None:
        self.calls.show_units(short_month(self.month()), units)

    # -- one cell ------------------------------------------------------------------------------------------------------

    def _open_cell(self, unit: object, month: int) -> None:
        if self._board is None or not isinstance(unit, bytes):
            return
        line = next(each for each in self._board.lines if each.unit_id == unit)
        show = partial(self._show_cell, line, line.cells[month], self._board.deadlines[month])
        self._packages.run(self, partial(self.ws.origins.packages, unit, self._board.months[month]), show, self.show_fault)

    def _show_cell(self, line: BoardLine, cell: BoardCell, deadline: date, packages: Sequence[PackageLine]) -> None:
        self.cell.show_cell(line, cell, deadline, packages)
        self.side.setCurrentWidget(self.cell)

    def _close_cell(self) -> None:
        self._packages.drop()
        self.side.setCurrentWidget(self.calls)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_unit(self, unit: bytes) -> None:
        rows = [row.key for row in self.board.model.rows]
        if unit in rows:
            self.board.select(rows.index(unit), self._month)
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        self.navigate.emit("printing", PrintRequest("call-list", period=self.month()))

    def take_keyboard(self) -> None:
        """Let the arrows walk the board."""
        if self.has_keyboard() and not self.filter.search.hasFocus():
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
