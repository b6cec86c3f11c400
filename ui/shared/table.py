"""Tables over pages fetched by number: a model that holds few rows and a view that is calm."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cmp_to_key, partial
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ui.shared import theme
from ui.shared.cells import CELL, CellDelegate
from ui.shared.column_widths import MEASURED_ROWS, Ruler, shared_width
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
        collator = QCollator(QLocale(QLocale.Language.Chinese))  # names by pinyin
        collator.setNumericMode(True)  # 2小队 before 10小队
        self._place = cmp_to_key(partial(_compared, collator))
        self.order: tuple[str, bool] | None = None
        """Key of the column whose header ordered the rows, and whether they descend; kept when other rows come."""

    def reset(self, count: int, page_size: int, fetch: Callable[[int], Sequence[Any]]) -> None:
        """Show ``count`` rows; ``fetch(n)`` returns the rows of page n (from 0), each page ``page_size`` rows but the last."""
        self.beginResetModel()
        self._count, self._page_size, self._fetch, self._fixed = count, max(1, page_size), fetch, False
        self._pages.clear()
        self.endResetModel()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show a short list that is already here; its headers sort it, and it stays in that order when it comes anew."""
        held = tuple(rows)
        chosen = next((column for column in self.columns if self.order is not None and column.key == self.order[0]), None)
        if chosen is not None and self.order is not None:
            value = chosen.sort_value or chosen.text
            held = tuple(sorted(held, key=lambda row: self._place(value(row)), reverse=self.order[1]))
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
        self.order = (self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
        if self._fixed:
            self.set_rows([self.row(place) for place in range(self._count)])
        else:
            self.sort_wanted.emit(*self.order)


def _compared(collator: QCollator, one: Any, other: Any) -> int:
    """Below, at or above 0: words as they are read, the rest by its value, tuples part by part."""
    if isinstance(one, str):
        return collator.compare(one, other)
    if isinstance(one, tuple):
        return next((found for pair in zip(one, other, strict=True) if (found := _compared(collator, *pair))), 0)
    return int(one > other) - int(one < other)


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
        self._own: dict[str, int] = {}
        self._sharing = False
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
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_headers()
        self._scrolled = 0
        model.modelAboutToBeReset.connect(self._before_reset)
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
        head.sectionResized.connect(self._resized)
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

    def renew(self, rows: Sequence[Any], key: Callable[[Any], object], wanted: object = None, *, near: bool = False) -> None:
        """Show a short list anew; cursor and selection stay on the rows that ``key`` tells to be the same.

        Without one the cursor goes to the first row, or with ``near`` it stays about where it was; ``wanted`` is the key of another row.
        """
        before, place = self.current_row(), self.currentIndex().row()
        chosen = {key(row) for row in self.selected_rows()}
        wanted = key(before) if wanted is None and before is not None else wanted
        self._rows.set_rows(rows)
        keys = [key(self._rows.row(each)) for each in range(self._rows.rowCount())]
        self.select(keys.index(wanted) if wanted in keys else min(max(place, 0), len(keys) - 1) if near else 0)
        flags = QItemSelectionModel.SelectionFlag
        for each, held in enumerate(keys):
            if held in chosen and wanted in chosen and held != wanted:
                self.selectionModel().select(self._rows.index(each, 0), flags.Select | flags.Rows)

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
        """Measure the first rows and give each column what it needs; what was dragged by hand stays."""
        columns, head, ruler = self._rows.columns, self.horizontalHeader(), Ruler()
        usual = [theme.px(column.width) for column in columns]
        least = [head.sectionSizeHint(place) for place in range(len(columns))]
        needed = [self._needed(place, ruler) for place in range(len(columns))]
        for place, column in enumerate(columns):
            if (own := self._own.get(column.key)) is not None:
                usual[place] = needed[place] = least[place] = own
        stretching = [place for place, column in enumerate(columns) if column.stretch] or [*range(len(columns))][-1:]
        free = [place for place in stretching if columns[place].key not in self._own]
        self._sharing = True
        for place, width in enumerate(shared_width(self.viewport().width(), usual, needed, least, free)):
            self.setColumnWidth(place, width)
        self._sharing = False

    def _needed(self, place: int, ruler: Ruler) -> int:
        delegate: Any = self.itemDelegateForIndex(self._rows.index(0, place))
        cells = (self._rows.index(row, place).data(CELL) for row in range(min(self._rows.rowCount(), MEASURED_ROWS)))
        return ceil(max((delegate.wanted(ruler, cell) for cell in cells if cell is not None), default=0))

    def _resized(self, section: int, _before: int, width: int) -> None:
        if not self._sharing:
            self._own[self._rows.columns[section].key] = width

    def _sort_by(self, section: int) -> None:
        if not self._rows.columns[section].sortable:
            return
        present = self.current_row()
        order = self._rows.order
        descending = order == (self._rows.columns[section].key, False)
        self._rows.sort(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        if present is not None and self.current_row() is None:  # a short list stands in its new order already
            places = (place for place in range(self._rows.rowCount()) if self._rows.row(place) is present)
            self.select(next(places, 0))

    def _show_order(self) -> None:
        """The arrow stands where the rows are ordered by a header, and nowhere else."""
        head, places = self.horizontalHeader(), {column.key: place for place, column in enumerate(self._rows.columns)}
        key, descending = self._rows.order or ("", False)
        head.setSortIndicatorShown(key in places)
        if key in places:
            head.setSortIndicator(places[key], Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def _activate(self, index: QModelIndex) -> None:
        self.activated_row.emit(self._rows.row(index.row()))

    def _selected(self, *_changes: object) -> None:
        self.selection_changed.emit()

    def _before_reset(self) -> None:
        self._scrolled = self.verticalScrollBar().value()

    def _after_reset(self) -> None:
        self._show_order()
        self._share_width()
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._scrolled)
        self.selection_changed.emit()
