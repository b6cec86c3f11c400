"""What an entry grid holds: rows of texts, what was changed since the last saving, and the way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
RowId = bytes
GridKind = Literal["code", "number", "text", "readonly"]
_DIGITS = str.maketrans("０１２３４５６７８９．－，", "0123456789.-,")


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of an entry grid.

    ``choices`` are (stored value, words) of a code. ``low`` and ``high`` close a number in; ``step`` is what ``+`` and ``-``
    add. ``check`` gets the row's texts by key and returns a sentence when the cell is unlikely: it marks, it never forbids.
    """

    key: str
    label: str
    kind: GridKind = "readonly"
    width: int = 120
    choices: tuple[tuple[str, str], ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = Decimal("0.5")
    check: Callable[[Mapping[str, str]], str] | None = None
    stretch: bool = False
    muted: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of one row, before and after."""

    row: int
    key: str
    before: str
    after: str


def read_number(text: str) -> Decimal | None:
    """A number as people type it, full-width digits and a comma for the point included; None when it is none."""
    cleaned = text.strip().translate(_DIGITS).replace(",", ".")
    try:
        value = Decimal(cleaned)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def write_number(value: Decimal) -> str:
    """``2.50`` is written ``2.5``, ``3.0`` is written ``3``."""
    return f"{value.normalize():f}"


class EntryModel(QAbstractTableModel):
    """All rows are here (a course or an activity has some hundred); every change can be taken back until it is saved."""

    edited = Signal(object, str, str)
    """Row id, key, new value."""
    changed = Signal()

    def __init__(self, columns: Sequence[GridColumn], parent: QObject | None = None) -> None:
        """Empty until ``set_rows``."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ids: list[RowId] = []
        self._rows: list[dict[str, str]] = []
        self._saved: list[dict[str, str]] = []
        self._undo: list[tuple[Change, ...]] = []

    def set_rows(self, rows: Sequence[tuple[RowId, Mapping[str, str]]]) -> None:
        """Show what is kept; nothing is changed and nothing can be undone yet."""
        self.beginResetModel()
        self._ids = [row_id for row_id, _ in rows]
        self._rows = [{column.key: texts.get(column.key, "") for column in self.columns} for _, texts in rows]
        self._saved = [dict(row) for row in self._rows]
        self._undo.clear()
        self.endResetModel()
        self.changed.emit()

    def values(self) -> list[tuple[RowId, dict[str, str]]]:
        """Every row as it stands."""
        return [(row_id, dict(row)) for row_id, row in zip(self._ids, self._rows, strict=True)]

    def changed_rows(self) -> list[tuple[RowId, dict[str, str]]]:
        """The rows that differ from what was last saved."""
        return [
            (row_id, dict(row)) for row_id, row, saved in zip(self._ids, self._rows, self._saved, strict=True) if row != saved
        ]  # fmt: skip

    def mark_saved(self, rows: Sequence[tuple[RowId, Mapping[str, str]]] | None = None) -> None:
        """What stands here (or what ``rows`` say, where others were typed since) is kept now; the program's own undo takes over."""
        if rows is None:
            self._saved = [dict(row) for row in self._rows]
        else:
            kept = {row_id: dict(texts) for row_id, texts in rows}
            self._saved = [kept.get(row_id, before) for row_id, before in zip(self._ids, self._saved, strict=True)]
        self._undo.clear()
        self.changed.emit()

    # -- cells ---------------------------------------------------------------------------------------------------------

    def column_of(self, index: Index) -> GridColumn:
        """The column of a cell."""
        return self.columns[index.column()]

    def value(self, row: int, key: str) -> str:
        """The text of one cell."""
        return self._rows[row][key]

    def fault(self, row: int, column: GridColumn) -> str:
        """Why the cell cannot be saved; empty when it can."""
        text = self._rows[row][column.key]
        if column.kind != "number" or not text:
            return ""
        value = read_number(text)
        if value is None:
            return self.tr("请填数字")
        if column.low is not None and value < column.low:
            return self.tr("不能少于 {low}").format(low=write_number(column.low))
        if column.high is not None and value > column.high:
            return self.tr("不能多于 {high}").format(high=write_number(column.high))
        return ""

    def doubt(self, row: int, column: GridColumn) -> str:
        """What is unlikely about the cell; empty when nothing is."""
        return column.check(self._rows[row]) if column.check is not None else ""

    def problems(self) -> list[str]:
        """A sentence for each cell that cannot be saved, in reading order; it names the line, not the person."""
        return [
            self.tr("第 {n} 行“{column}”：{fault}").format(n=row + 1, column=column.label, fault=fault)
            for row in range(len(self._rows))
            for column in self.columns
            if (fault := self.fault(row, column))
        ]  # fmt: skip

    def accept(self, column: GridColumn, text: str) -> str | None:
        """What a typed or pasted text becomes in this column; None when the column does not take it."""
        cleaned = text.strip()
        if column.kind == "readonly":
            return None
        if column.kind == "number":
            number = read_number(cleaned) if cleaned else None
            return write_number(number) if number is not None else cleaned
        if column.kind == "code" and cleaned:
            numbered = {str(n): value for n, (value, _) in enumerate(column.choices, 1)}
            known = {value: value for value, _ in column.choices} | {words: value for value, words in column.choices}
            return known.get(cleaned) or numbered.get(cleaned)
        return cleaned

    # -- changing ------------------------------------------------------------------------------------------------------

    def change(self, cells: Sequence[tuple[int, str, str]]) -> int:
        """Set (row, key, value) as one step of undo; returns how many cells became another."""
        changes = tuple(
            Change(row, key, self._rows[row][key], value) for row, key, value in cells if self._rows[row][key] != value
        )  # fmt: skip
        if changes:
            self._undo.append(changes)
            self._apply(changes)
        return len(changes)

    def can_undo(self) -> bool:
        """Whether something was typed since the last saving."""
        return bool(self._undo)

    def undo(self) -> int:
        """Take the last step back; returns the row it was in, -1 when there is nothing to take back."""
        if not self._undo:
            return -1
        step = self._undo.pop()
        self._apply([replace(change, before=change.after, after=change.before) for change in step])
        return step[0].row

    def _apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self._rows[change.row][change.key] = change.after
            self.edited.emit(self._ids[change.row], change.key, change.after)
        rows = [change.row for change in changes]
        self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(self.columns) - 1))
        self.changed.emit()

    # -- for the view --------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def words(self, row: int, column: GridColumn) -> str:
        """What a cell says to people."""
        text = self._rows[row][column.key]
        return dict(column.choices).get(text, text) if column.kind == "code" else text

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the text to edit, what is wrong."""
        row, column = index.row(), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._rows[row][column.key]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fault(row, column) or self.doubt(row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whose = self.words(row, self.columns[0]) if index.column() else ""
            said = (whose, column.label, self.words(row, column), self.fault(row, column) or self.doubt(row, column))
            return "，".join(part for part in said if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers and texts are typed into; codes are set by one key."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].kind in ("number", "text") else base

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What an editor hands over."""
        column = self.columns[index.column()]
        accepted = self.accept(column, str(value)) if role == Qt.ItemDataRole.EditRole else None
        if accepted is None:
            return False
        self.change([(index.row(), column.key, accepted)])
        return True
