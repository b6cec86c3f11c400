"""Tables over pages fetched by number: a model that holds few rows and a view that is calm."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ui.shared import theme
from ui.shared.cells import CELL, CellDelegate
from ui.shared.columns import Cell, Column, Write, cell_of, exported, words_of

__all__ = ["CELL", "KEPT_PAGES", "SORT_VALUE", "Cell", "Column", "PagedTableModel", "TableView", "cell_of", "words_of"]

Index = QModelIndex | QPersistentModelIndex
SORT_VALUE = int(Qt.ItemDataRole.UserRole) + 1
"""Role that returns comparable values, never display text."""
KEPT_PAGES = 24


class PagedTableModel(QAbstractTableModel):
    """Rows come page by page when they are looked at; at most KEPT_PAGES pages are kept."""

    sort_wanted = Signal(str, bool)
    """Column key and descending: the screen fetches anew in that order."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        """Empty until ``reset`` or ``set_rows``."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._count, self._page_size = 0, 1
        self._fetch: Callable[[int], Sequence[Any]] = lambda _page: ()
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._fixed = False

    def reset(self, count: int, page_size: int, fetch: Callable[[int], Sequence[Any]]) -> None:
        """Show ``count`` rows; ``fetch(n)`` returns the rows of page n (from 0), each page ``page_size`` rows but the last."""
        self.beginResetModel()
        self._count, self._page_size, self._fetch, self._fixed = count, max(1, page_size), fetch, False
        self._pages.clear()
        self.endResetModel()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show a short list that is already here; its headers sort it."""
        held = tuple(rows)
        self.reset(len(held), max(1, len(held)), lambda _page: held)
        self._fixed = True

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; the rows are gone until they are set anew."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._count = 0
        self._pages.clear()
        self.endResetModel()

    def row(self, index: int) -> Any:
        """The row object at ``index`` in the present order; None outside."""
        if not 0 <= index < self._count:
            return None
        page, offset = divmod(index, self._page_size)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._fetch(page)
            self._pages[page] = rows
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[offset] if offset < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are in all."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the cell to draw, or the comparable value."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL, SORT_VALUE, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == CELL:
            return cell_of(column, row)
        if role == SORT_VALUE:
            return column.sort_value(row) if column.sort_value else column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return words_of(column, row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort a short list here; ask the screen for a paged one."""
        chosen = self.columns[column]
        descending = order == Qt.SortOrder.DescendingOrder
        if not self._fixed:
            self.sort_wanted.emit(chosen.key, descending)
            return
        key = chosen.sort_value or chosen.text
        rows = [self.row(i) for i in range(self._count)]
        self.set_rows(sorted(rows, key=key, reverse=descending))


def _is_enter(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_export(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_E


class TableView(QTableView):
    """No grid, hairlines, the selected row in the soft accent; Enter opens, Space peeks, Ctrl+C copies."""

    activated_row = Signal(object)
    peeked_row = Signal(object)
    selection_changed = Signal()

    def __init__(self, model: PagedTableModel, name: str, parent: QWidget | None = None, several: bool = False) -> None:
        """``name`` is the accessible name; ``several`` allows more than one selected row."""
        super().__init__(parent)
        self._rows = model
        self._actions: list[tuple[str, Callable[[], None]]] = []
        self._write: Write | None = None
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode.ExtendedSelection if several else QAbstractItemView.SelectionMode.SingleSelection
        self.setSelectionMode(mode)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_headers()
        model.modelReset.connect(self._after_reset)
        self.doubleClicked.connect(self._activate)
        self.selectionModel().selectionChanged.connect(self._selected)

    def _set_headers(self) -> None:
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.px(theme.ROW))
        rows.setDefaultSectionSize(theme.px(theme.ROW))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(theme.px(40))
        head.setFixedHeight(theme.px(34))
        head.sectionClicked.connect(self._sort_by)
        self._descending = False
        self._sorted = -1
        self._share_width()

    def add_action(self, text: str, act: Callable[[], None]) -> None:
        """Put a line into the context menu, such as an export."""
        self._actions.append((text, act))

    def offer_export(self, write: Write) -> None:
        """Offer Ctrl+E and a line of the context menu; ``write`` gets titles and rows as they are shown."""
        self._write = write

    def export(self) -> None:
        """Hand the whole table to the writer."""
        if self._write is not None:
            self._write(*exported(self._rows.columns, self._rows.rowCount(), self._rows.row))

    def current_row(self) -> Any:
        """The row object under the cursor; None without one."""
        return self._rows.row(self.currentIndex().row())

    def selected_rows(self) -> list[Any]:
        """The selected row objects in table order."""
        return [self._rows.row(i) for i in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def select(self, index: int) -> None:
        """Put the cursor on a row and bring it into view."""
        if 0 <= index < self._rows.rowCount():
            # The view's own way would look at the modifier keys: Ctrl is still down when Ctrl+Enter brings a new list.
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self._rows.index(index, 0), flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space peeks, Ctrl+C copies as lines of tabs, Ctrl+E exports where that is offered."""
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif _is_export(event) and self._write is not None:
            self.export()
        elif _is_enter(event) and row is not None:
            self.activated_row.emit(row)
        elif event.key() == Qt.Key.Key_Space and row is not None:
            self.peeked_row.emit(row)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard with tabs between the cells."""
        lines = ["\t".join(words_of(column, row).replace("\t", " ") for column in self._rows.columns) for row in self.selected_rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, and what the screen added."""
        self.menu().exec(event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint(0, 0)))

    def menu(self) -> QMenu:
        """The context menu."""
        menu = QMenu(self)
        menu.addAction(self.tr("复制"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        if self._write is not None:
            menu.addAction(self.tr("导出表格…"), QKeySequence("Ctrl+E"), self.export)
        for text, act in self._actions:
            menu.addAction(text, act)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretching column what is left."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns = self._rows.columns
        room, widths = self.viewport().width(), [theme.px(column.width) for column in columns]
        if 0 < room < sum(widths):  # all columns give a little rather than the last one all of it
            widths = [width * room // sum(widths) for width in widths]
        spare = room - sum(widths)
        stretching = [i for i, column in enumerate(columns) if column.stretch] or [len(columns) - 1]
        for i, width in enumerate(widths):
            extra = max(0, spare) // len(stretching) if i in stretching else 0
            self.setColumnWidth(i, width + extra)

    def _sort_by(self, section: int) -> None:
        if not self._rows.columns[section].sortable:
            return
        self._descending = section == self._sorted and not self._descending
        self._sorted = section
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self._rows.sort(section, order)
        self.horizontalHeader().setSortIndicator(section, order)
        self.horizontalHeader().setSortIndicatorShown(True)

    def _activate(self, index: QModelIndex) -> None:
        self.activated_row.emit(self._rows.row(index.row()))

    def _selected(self, *_changes: object) -> None:
        self.selection_changed.emit()

    def _after_reset(self) -> None:
        self._share_width()
        self.selection_changed.emit()
