"""A grid that is filled by keyboard: a course's sign-in sheet, an activity's hours."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.shared import theme
from ui.shared.column_widths import MEASURED_ROWS, Ruler, shared_width
from ui.shared.columns import Write
from ui.shared.entry_cells import EntryDelegate
from ui.shared.entry_model import EntryModel, GridColumn, RowId, read_number, write_number

FILL_KEY = Qt.Key.Key_F8
FIND_PAUSE = 1500
"""Milliseconds after which letters begin a new search."""
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class EntryGrid(QTableView):
    """Digits pick a code and go down, Space cycles, Delete clears; numbers are typed; Ctrl+C, V, D and Z work as in a spreadsheet.

    Letters go to the row that they begin (``set_find_words``), wherever they cannot be content.
    """

    edited = Signal(object, str, str)
    """Row id, key, new value."""
    changed = Signal()
    """Any content is another: judge anew whether it can be saved."""
    told = Signal(str)
    """A sentence about what a key did, such as a paste that left cells out."""
    sought = Signal(str)
    """The letters by which a row is looked for; empty once that is over."""

    def __init__(self, name: str, columns: Sequence[GridColumn], remaining: tuple[str, str] | None = None) -> None:
        """``name`` is the accessible name; ``remaining`` is (key, value) that F8 gives to every row without a value.

        In a number the same value is one key, Space.
        """
        super().__init__()
        self.rows = EntryModel(columns, self)
        self._remaining = remaining
        self._write: Write | None = None
        self._find_words: dict[RowId, tuple[str, ...]] = {}
        self._letters = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FIND_PAUSE)
        self._pause.timeout.connect(self._end_search)
        self.setModel(self.rows)
        self._delegate = EntryDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_headers()
        self.rows.edited.connect(self.edited)
        self.rows.changed.connect(self.changed)

    def _set_headers(self) -> None:
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(theme.ROW))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFixedHeight(theme.px(34))

    # -- content -------------------------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[tuple[RowId, Mapping[str, str]]]) -> None:
        """Show (id, texts by key); the cursor goes to the first cell that can be filled."""
        self.rows.set_rows(rows)
        self._share_width()
        if rows:
            self.setCurrentIndex(self.rows.index(0, self._editable()[0] if self._editable() else 0))

    def values(self) -> list[tuple[RowId, dict[str, str]]]:
        """Every row as it stands."""
        return self.rows.values()

    def changed_rows(self) -> list[tuple[RowId, dict[str, str]]]:
        """The rows that differ from what was last saved."""
        return self.rows.changed_rows()

    def problems(self) -> list[str]:
        """Why it cannot be saved yet, in reading order."""
        return self.rows.problems()

    def mark_saved(self, rows: Sequence[tuple[RowId, Mapping[str, str]]] | None = None) -> None:
        """What stands here, or what ``rows`` say of their lines, is kept now."""
        self.rows.mark_saved(rows)

    def undo(self) -> None:
        """Take the last step back and show where it was."""
        row = self.rows.undo()
        if row >= 0:
            self.scrollTo(self.rows.index(row, max(0, self.currentIndex().column())))

    def set_find_words(self, words: Mapping[RowId, Sequence[str]]) -> None:
        """By which beginnings the letters find each row, such as the initials of a name; lower case."""
        self._find_words = {row_id: tuple(each) for row_id, each in words.items()}

    def fill_remaining(self) -> int:
        """Give the rows without a value the usual one; returns how many."""
        if self._remaining is None:
            return 0
        key, value = self._remaining
        return self.rows.change([(row, key, value) for row in range(self.rows.rowCount()) if not self.rows.value(row, key)])

    def offer_export(self, write: Write) -> None:
        """Offer Ctrl+E; ``write`` gets the titles and, row by row, the words of the cells."""
        self._write = write

    def export(self) -> None:
        """Hand the whole grid to the writer, as it stands."""
        columns = self.rows.columns
        if self._write is not None:
            rows = (tuple(self.rows.words(row, column) for column in columns) for row in range(self.rows.rowCount()))
            self._write(tuple(column.label for column in columns), rows)

    # -- keys ----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While something can be taken back here, Ctrl+Z is the grid's and not the program's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.matches(QKeySequence.StandardKey.Undo) and self.rows.can_undo()
            if mine or _is_control(event, Qt.Key.Key_D):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet, and one key a code."""
        if self.state() == QAbstractItemView.State.EditingState and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # the editor has passed it on; the way down follows in closeEditor
        standard = QKeySequence.StandardKey
        acts: tuple[tuple[bool, Callable[[], object]], ...] = (
            (event.matches(standard.Undo), self.undo),
            (event.matches(standard.Copy), self.copy),
            (event.matches(standard.Paste), self.paste),
            (_is_control(event, Qt.Key.Key_D), self.fill_down),
            (_is_control(event, Qt.Key.Key_E) and self._write is not None, self.export),
            (event.key() == FILL_KEY and self._remaining is not None, self.fill_remaining),
            (event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace), self.clear_cells),
        )
        act = next((act for wanted, act in acts if wanted), None)
        if act is not None:
            act()
        elif not (event.modifiers() in PLAIN and (self._move(event) or self._one_key(event))):
            super().keyPressEvent(event)

    def _move(self, event: QKeyEvent) -> bool:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        places, last = self._editable() or [column], self.rows.rowCount() - 1
        moves = {
            Qt.Key.Key_Home: (row, places[0]), Qt.Key.Key_End: (row, places[-1]),
            Qt.Key.Key_Return: (min(row + 1, last), column), Qt.Key.Key_Enter: (min(row + 1, last), column),
        }  # fmt: skip
        if event.key() not in moves:
            return False
        self.setCurrentIndex(self.rows.index(*moves[Qt.Key(event.key())]))
        return True

    def _one_key(self, event: QKeyEvent) -> bool:
        """A digit or Space in a code, plus or minus in a number."""
        index, text = self.currentIndex(), event.text()
        if not index.isValid():
            return False
        if self._letters and not text.isalpha():
            self._end_search()
        column = self.rows.column_of(index)
        if event.isAutoRepeat() and (column.kind == "code" or text == " ") and text.strip("+-"):
            return True  # a held key would answer for the people below
        if self._find_words and column.kind != "text" and text.isalpha():
            self._find(text.lower())
            return True
        if column.kind == "code":
            return self._code_key(index.row(), column, text)
        if column.kind == "number" and text == " " and self._remaining is not None and self._remaining[0] == column.key:
            self._set_selected(column, self._remaining[1])
            self._go_down()
            return True
        if column.kind == "number" and text in ("+", "-"):
            self._step(index.row(), column, column.step if text == "+" else -column.step)
            return True
        return False

    def _find(self, letter: str) -> None:
        """Go to the next row that begins with the letters typed so far; a letter that leads nowhere is dropped."""
        wanted, here = self._letters + letter, self.currentIndex()
        first = here.row() if self._letters else here.row() + 1
        ids = [row_id for row_id, _ in self.rows.values()]
        rows = [(first + step) % len(ids) for step in range(len(ids))]
        hit = next((row for row in rows if any(word.startswith(wanted) for word in self._find_words.get(ids[row], ()))), -1)
        if hit >= 0:
            self._letters = wanted
            self.setCurrentIndex(self.rows.index(hit, here.column()))
        self._pause.start()
        self.sought.emit(self._letters)

    def _end_search(self) -> None:
        self._letters = ""
        self.sought.emit("")

    def _code_key(self, row: int, column: GridColumn, text: str) -> bool:
        values = [value for value, _ in column.choices]
        if text == " ":
            present = self.rows.value(row, column.key)
            self.rows.change([(row, column.key, values[(values.index(present) + 1) % len(values) if present in values else 0])])
            return True
        if len(text) != 1 or text not in "123456789" or int(text) > len(values):
            return bool(text.strip())  # other letters must not search the list
        self._set_selected(column, values[int(text) - 1])
        self._go_down()
        return True

    def _go_down(self) -> None:
        """To the next row, unless several cells were set at once."""
        here = self.currentIndex()
        if len(self.selectionModel().selectedIndexes()) <= 1 and here.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(here.row() + 1, here.column()))

    def _set_selected(self, column: GridColumn, value: str) -> None:
        """Give all selected cells of one column the value: as one step."""
        at = self.rows.columns.index(column)
        rows = {index.row() for index in self.selectionModel().selectedIndexes() if index.column() == at} | {self.currentIndex().row()}
        self.rows.change([(row, column.key, value) for row in sorted(rows)])

    def _step(self, row: int, column: GridColumn, by: Decimal) -> None:
        value = (read_number(self.rows.value(row, column.key)) or Decimal(0)) + by
        value = max(value, column.low) if column.low is not None else value
        value = min(value, column.high) if column.high is not None else value
        self.rows.change([(row, column.key, write_number(value))])

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's own name
        """Enter in a number goes down, as on a sheet of paper."""
        super().closeEditor(editor, hint)
        index = self.currentIndex()
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and index.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(index.row() + 1, index.column()))

    # -- several cells -------------------------------------------------------------------------------------------------

    def _selected(self) -> list[QModelIndex]:
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return sorted((index for index in chosen if index.isValid()), key=lambda index: (index.row(), index.column()))

    def _editable(self) -> list[int]:
        return [place for place, column in enumerate(self.rows.columns) if column.kind != "readonly"]

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        cells = [(index.row(), self.rows.column_of(index)) for index in self._selected()]
        self.rows.change([(row, column.key, "") for row, column in cells if column.kind != "readonly"])

    def copy(self) -> None:
        """Put the words of the selected cells on the clipboard, tabs between the cells of a line."""
        lines: dict[int, list[str]] = {}
        for index in self._selected():
            lines.setdefault(index.row(), []).append(self.rows.words(index.row(), self.rows.column_of(index)).replace("\t", " "))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in lines.values()))

    def paste(self) -> None:
        """Fill from the clipboard, from the first selected cell on; one pasted cell fills all selected ones."""
        lines = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        chosen = self._selected()
        if not lines or not chosen:
            return
        if lines == [lines[0][:1]]:
            wanted = [(index.row(), index.column(), lines[0][0]) for index in chosen]
        else:
            top, left = chosen[0].row(), chosen[0].column()
            wanted = [(top + down, left + right, text) for down, line in enumerate(lines) for right, text in enumerate(line)]
        cells, refused = list[tuple[int, str, str]](), 0
        for row, place, text in wanted:
            inside = row < self.rows.rowCount() and place < len(self.rows.columns)
            value = self.rows.accept(self.rows.columns[place], text) if inside else None
            if value is None:
                refused += 1
            else:
                cells.append((row, self.rows.columns[place].key, value))
        self.rows.change(cells)
        if refused:
            self.told.emit(self.tr("粘贴时有 {n} 格认不出来，没有填入；其余已填好。").format(n=refused))

    def fill_down(self) -> None:
        """Each column's uppermost selected cell goes into those below; a single cell takes the one above it."""
        columns: dict[int, list[int]] = {}
        for index in self._selected():
            columns.setdefault(index.column(), []).append(index.row())
        cells = list[tuple[int, str, str]]()
        for place, rows in columns.items():
            column = self.rows.columns[place]
            source = rows[0] if len(rows) > 1 else rows[0] - 1
            if column.kind != "readonly" and source >= 0:
                cells += [(row, column.key, self.rows.value(source, column.key)) for row in rows if row != source]
        self.rows.change(cells)

    # -- width ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretching column what is left."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns, head, ruler = self.rows.columns, self.horizontalHeader(), Ruler()
        needed, least = [], []
        for place, column in enumerate(columns):
            rows = range(min(self.rows.rowCount(), MEASURED_ROWS))
            sizes = [self._delegate.wanted(ruler, column, self.rows.words(row, column)) for row in rows]
            needed.append(ceil(max((full for full, _ in sizes), default=0)))
            least.append(max(head.sectionSizeHint(place), ceil(max((short for _, short in sizes), default=0))))
        stretching = [place for place, column in enumerate(columns) if column.stretch] or [len(columns) - 1]
        usual = [theme.px(column.width) for column in columns]
        for place, width in enumerate(shared_width(self.viewport().width(), usual, needed, least, stretching)):
            self.setColumnWidth(place, width)

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802 - Qt's own name
        """Tell a screen reader what the digits would do here."""
        super().currentChanged(current, previous)
        column = self.rows.column_of(current) if current.isValid() else None
        numbered = "，".join(f"{n} {words}" for n, (_, words) in enumerate(column.choices, 1)) if column else ""
        self.setAccessibleDescription(numbered)


def _is_control(event: QKeyEvent, key: Qt.Key) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == key
