"""What a unit sent for a month: five states, each with its own sign and word, and the model of the board they stand on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from ui.shared import theme
from ui.shared.icons import pixmap

Index = QModelIndex | QPersistentModelIndex
State = Literal["received", "silent", "zero", "held", "late", "none"]

WORDS: Mapping[State, str] = {
    "received": QT_TRANSLATE_NOOP("MonthBoard", "已收到"),
    "late": QT_TRANSLATE_NOOP("MonthBoard", "收到得晚"),
    "zero": QT_TRANSLATE_NOOP("MonthBoard", "零报告"),
    "held": QT_TRANSLATE_NOOP("MonthBoard", "待处理"),
    "silent": QT_TRANSLATE_NOOP("MonthBoard", "没有消息"),
}
"""In the order of the legend; ``none`` (not due, or the unit did not exist) says nothing."""

MONTHS_FROM = 2
"""The columns before the months: township and unit."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month of one unit; ``note`` says more in the tooltip, such as the day of receipt."""

    state: State
    note: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit with its months from the oldest to the newest; ``key`` is handed back when a cell is opened."""

    key: object
    name: str
    township: str
    cells: tuple[MonthCell, ...]


def state_words(state: State) -> str:
    """The translated word of a state."""
    return QCoreApplication.translate("MonthBoard", WORDS[state]) if state in WORDS else ""


def draw_state(painter: QPainter, box: QRectF, state: State) -> None:
    """The sign of a state in the middle of ``box``: ✓, clock, 0, two bars, a dash; they differ in form, not only in colour."""
    middle, half = box.center(), theme.px(9)
    if state in ("received", "late"):
        name, token = ("check", "good") if state == "received" else ("clock", "warning")
        painter.drawPixmap(QPointF(middle.x() - half, middle.y() - half), pixmap(name, token, 18))
        return
    if state == "zero":
        painter.setFont(theme.font())
        painter.setPen(theme.qcolor("secondary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "0")
        return
    if state == "none":
        return
    token = "danger" if state == "held" else "warning"
    ground = QRectF(middle.x() - theme.px(14), middle.y() - theme.px(11), theme.px(28), theme.px(22))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.qcolor(f"{token}_soft"))
    painter.drawRoundedRect(ground, 5, 5)
    painter.setPen(QPen(theme.qcolor(token), theme.px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = theme.px(5)
    if state == "held":
        for x in (middle.x() - theme.px(3), middle.x() + theme.px(3)):
            painter.drawLine(QPointF(x, middle.y() - reach), QPointF(x, middle.y() + reach))
    else:
        painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))


class BoardModel(QAbstractTableModel):
    """Units down, months across; some hundred units are all here."""

    def __init__(self, one: str, parent: QObject | None = None) -> None:
        """Empty until ``show``; ``one`` is what a line is called."""
        super().__init__(parent)
        self._one = one
        self.months: tuple[tuple[str, str], ...] = ()
        self.rows: tuple[BoardRow, ...] = ()

    def show(self, months: Sequence[tuple[str, str]], rows: Sequence[BoardRow]) -> None:
        """``months`` are (short words of the head, the month in full)."""
        self.beginResetModel()
        self.months, self.rows = tuple(months), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many units there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Township, unit and the months."""
        return 0 if parent.isValid() else MONTHS_FROM + len(self.months)

    def cell(self, index: Index) -> MonthCell | None:
        """The month at a place; None in the columns before the months."""
        month = index.column() - MONTHS_FROM
        row = self.rows[index.row()]
        return row.cells[month] if 0 <= month < len(row.cells) else None

    def grouped(self) -> bool:
        """Whether the lines lie in townships; the counties of a prefecture do not."""
        return any(row.township for row in self.rows)

    def words(self, index: Index) -> str:
        """All words of a place, as copied and exported."""
        row, cell = self.rows[index.row()], self.cell(index)
        if cell is None:
            return row.township if index.column() == 0 else row.name if index.column() == 1 else ""
        return "，".join(part for part in (state_words(cell.state), cell.note) if part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; a township is named where its units begin."""
        if role == Qt.ItemDataRole.DisplayRole:
            row = index.row()
            again = index.column() == 0 and row > 0 and self.rows[row - 1].township == self.rows[row].township
            return "" if again else self.words(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            cell, words = self.cell(index), self.words(index)
            if cell is None or not words:
                return words or None
            return f"{self.rows[index.row()].name} {self.months[index.column() - MONTHS_FROM][1]}：{words}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles; a month in full in the tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        month = section - MONTHS_FROM
        if role == Qt.ItemDataRole.DisplayRole:
            return self.months[month][0] if month >= 0 else self.tr("乡镇") if section == 0 else self._one
        if role == Qt.ItemDataRole.ToolTipRole and month >= 0:
            return self.months[month][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if month >= 0 else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def exported(self) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
        """Titles and rows for a spreadsheet: every state in words."""
        places = range(0 if self.grouped() else 1, self.columnCount())
        titles = (self.tr("乡镇"), self._one, *(words for _, words in self.months))[places[0] :]
        return titles, (tuple(self.words(self.index(row, place)) for place in places) for row in range(len(self.rows)))
