"""One column of the board: needs as small sheets that the keys act on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kashi_desktop.types.results import Need
from ui.needs.words import OVERDUE, due_words, group_of, who_words
from ui.registers.columns import RegisterColumns
from ui.shared import theme
from ui.shared.messages import label as code_label

Index = QModelIndex | QPersistentModelIndex
NEED = int(Qt.ItemDataRole.UserRole) + 1
LINE, AROUND = 21, 23
"""Height of a line of a sheet, and of what is around its lines: the rim and the gap below it."""


class NeedColumns(RegisterColumns):
    """The fields of a need: three lines say those that everybody asks for, a line below them says the rest."""

    def today(self) -> date:
        """The day that the days of needs are told from."""
        return self._ws.clock.today()

    def words(self, need: Need) -> tuple[str, ...]:
        """All that is said of a need, for the search and a screen reader."""
        return (need.elder_name, code_label(need.kind), due_words(need, self.today()), who_words(need), need.unit_name, self.rest(need))

    def rest(self, need: Need) -> str:
        """The fields that the three lines do not say, each with its name."""
        told = ((column.title, column.text(need)) for column in map(self.column, self.further()))
        return " · ".join(f"{title}：{text}" for title, text in told if text)


class NeedModel(QAbstractListModel):
    """Needs of one column."""

    def __init__(self, columns: NeedColumns, parent: QObject | None = None) -> None:
        """Empty at first."""
        super().__init__(parent)
        self._columns = columns
        self._needs: tuple[Need, ...] = ()

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Replace them."""
        self.beginResetModel()
        self._needs = tuple(needs)
        self.endResetModel()

    def needs(self) -> tuple[Need, ...]:
        """What is shown."""
        return self._needs

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many there are."""
        return 0 if parent.isValid() else len(self._needs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The need, or all its words for a screen reader."""
        if not 0 <= index.row() < len(self._needs):
            return None
        need = self._needs[index.row()]
        if role == NEED:
            return need
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "，".join(part for part in self._columns.words(need) if part)
        return None


class NeedSheet(QStyledItemDelegate):
    """Draws a need: who, what, by when, who does it, and what else is declared."""

    def __init__(self, columns: NeedColumns, parent: QObject | None = None) -> None:
        """The unit is named where there are several."""
        super().__init__(parent)
        self._columns, self._count = columns, 4 if columns.further() else 3

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All sheets are of one height."""
        return QSize(theme.px(160), theme.px(LINE * self._count + AROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A card with a few lines; the selected one has the soft accent."""
        style: Any = option  # the stubs leave out the fields of the C++ struct
        need = index.data(NEED)
        if need is None:
            return
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # names and days keep their own direction
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(style.rect).adjusted(1.5, 1.5, -1.5, -theme.px(8) + 0.5)
        chosen = bool(style.state & QStyle.StateFlag.State_Selected)
        hover = bool(style.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(theme.qcolor("accent" if chosen else "line"), 1))
        painter.setBrush(theme.qcolor("accent_soft" if chosen else "hover" if hover else "card"))
        painter.drawRoundedRect(box, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        inner = box.adjusted(theme.px(10), theme.px(8), -theme.px(10), -theme.px(8))
        self._lines(painter, inner, need, style.direction == Qt.LayoutDirection.RightToLeft, chosen)
        painter.restore()

    def _lines(self, painter: QPainter, box: QRectF, need: Need, rtl: bool, chosen: bool) -> None:
        tall = box.height() / self._count
        rows = [QRectF(box.left(), box.top() + tall * number, box.width(), tall) for number in range(self._count)]
        bold, small = theme.font(theme.TEXT, True), theme.font(theme.SECONDARY)
        due = due_words(need, self._columns.today())
        if due:
            needed = QFontMetricsF(bold).horizontalAdvance(need.elder_name) + QFontMetricsF(small).horizontalAdvance(due) + theme.px(22)
            # The name comes first: in a narrow column the day goes down to what is wanted.
            at = 0 if needed <= box.width() else 1
            room = self._pill(painter, rows[at], due, need, (rtl, chosen))
            rows[at].adjust(room if rtl else 0, 0, 0 if rtl else -room, 0)
        unit = need.unit_name if self._columns.wide() else ""
        who = " · ".join(part for part in (who_words(need), unit) if part)
        lines = (need.elder_name, code_label(need.kind), who, self._columns.rest(need))[: self._count]
        for number, (row, words) in enumerate(zip(rows, lines, strict=True)):
            self._line(painter, row, words, "text" if number < 2 else "secondary", small if number else bold, rtl)

    def _line(self, painter: QPainter, box: QRectF, words: str, ink: str, face: Any, rtl: bool) -> None:
        painter.setFont(face)
        painter.setPen(theme.qcolor(ink))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)

    def _pill(self, painter: QPainter, box: QRectF, words: str, need: Need, how: tuple[bool, bool]) -> float:
        """Draw by when it is wanted, at the end of the line; returns the room it takes. ``how``: mirrored, on the chosen sheet."""
        rtl, chosen = how
        kind = "warning" if group_of(need, self._columns.today()) == OVERDUE else "accent"
        face = theme.font(theme.SECONDARY)
        wide = QFontMetricsF(face).horizontalAdvance(words) + theme.px(14)
        left = box.left() if rtl else box.right() - wide
        tall = theme.px(20)
        ground = QRectF(left, box.center().y() - tall / 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor("card" if chosen and kind == "accent" else f"{kind}_soft"))
        painter.drawRoundedRect(ground, 5, 5)
        painter.setFont(face)
        painter.setPen(theme.qcolor(kind))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)
        return wide + theme.px(8)


class NeedList(QListView):
    """A column; keys that are not its own go to the board."""

    key_pressed = Signal(int)
    """Left, Right, Enter or a letter."""
    entered = Signal()
    """The column has the keyboard."""

    def __init__(self, name: str, columns: NeedColumns) -> None:
        """``name`` is said by a screen reader."""
        super().__init__()
        self.needs = NeedModel(columns, self)
        self.setModel(self.needs)
        self.setItemDelegate(NeedSheet(columns, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "plain")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def current(self) -> Need | None:
        """The need under the cursor."""
        found = self.currentIndex().data(NEED)
        return found if isinstance(found, Need) else None

    def select(self, row: int) -> None:
        """Put the cursor on a need."""
        count = self.needs.rowCount()
        if count:
            self.setCurrentIndex(self.needs.index(max(0, min(row, count - 1)), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk; the rest is the board's."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        walking = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if plain and not walking and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            self.key_pressed.emit(event.key())
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        """The keyboard stands in this column now."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select(0)
        self.entered.emit()
