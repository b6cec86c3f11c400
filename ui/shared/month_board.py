"""Units by months: who sent what, at a glance and by keyboard; township and unit stay in view while the months scroll."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.shared import theme
from ui.shared.column_widths import Ruler
from ui.shared.columns import Write
from ui.shared.layouts import filled
from ui.shared.month_cells import MONTHS_FROM, WORDS, BoardModel, BoardRow, MonthCell, draw_state, state_words
from ui.shared.surfaces import hairline

__all__ = ["BoardRow", "MonthBoard", "MonthCell"]

Index = QModelIndex | QPersistentModelIndex
WIDTHS, WIDEST, NARROWEST = (130, 170), 240, 52
"""Of township and unit, at most of either, and of a month, in design pixels."""


class BoardDelegate(QStyledItemDelegate):
    """Signs in the months, words before them; the present unit is marked across both halves."""

    faces = ((theme.SECONDARY, False), (theme.TEXT, True))
    """Of township and unit: size and whether bold."""

    def __init__(self, chosen: QItemSelectionModel, parent: QWidget) -> None:
        """``chosen`` is the selection of the months."""
        super().__init__(parent)
        self._chosen = chosen

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline (stronger where a township begins), content, ring."""
        style: Any = option  # the stubs leave out the fields of the C++ struct
        model: Any = index.model()
        box = QRectF(style.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        cell, here = model.cell(index), self._chosen.currentIndex()
        if style.state & QStyle.StateFlag.State_Selected or (cell is None and index.column() and index.row() == here.row()):
            painter.fillRect(box, theme.qcolor("accent_soft"))
        elif index.row() == here.row():
            painter.fillRect(box, theme.qcolor("hover"))
        last = index.row() + 1 == len(model.rows) or model.rows[index.row() + 1].township != model.rows[index.row()].township
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.qcolor("line" if last else "row_line"))
        if cell is not None:
            draw_state(painter, box, cell.state)
        else:
            self._words(painter, box, index, style.direction == Qt.LayoutDirection.RightToLeft)
        if style.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.qcolor("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, index: Index, rtl: bool) -> None:
        unit = index.column() == 1
        face = theme.font(*self.faces[unit])
        metrics, inner = QFontMetricsF(face), box.adjusted(theme.px(10), 0, -theme.px(10), -1)
        text = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(face)
        painter.setPen(theme.qcolor("text" if unit else "secondary"))
        x = inner.right() - metrics.horizontalAdvance(text) if rtl else inner.left()
        painter.drawText(round(x), round(inner.center().y() + metrics.capHeight() / 2), text)


class _Half(QTableView):
    """One of the two views on the same rows."""

    def __init__(self, model: BoardModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(theme.ROW))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFixedHeight(theme.px(34))


class BoardLegend(QWidget):
    """What the signs mean, in one line."""

    def __init__(self) -> None:
        """Never takes the keyboard."""
        super().__init__()
        self.setFixedHeight(theme.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("，".join(state_words(state) for state in WORDS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign and word, in reading order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, x, rtl = (
            QFontMetricsF(theme.font(theme.SECONDARY)),
            float(theme.px(12)),
            self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )
        sign, gap = theme.px(30), theme.px(4)
        for state in WORDS:
            words = state_words(state)
            wide = metrics.horizontalAdvance(words) + 2
            for part, left in ((sign, x), (wide, x + sign + gap)):
                box = QRectF(self.width() - left - part if rtl else left, 0, part, self.height())
                if part == sign and left == x:
                    draw_state(painter, box, state)
                else:
                    painter.setFont(theme.font(theme.SECONDARY))
                    painter.setPen(theme.qcolor("secondary"))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            x += sign + gap + wide + theme.px(20)
        painter.end()


class MonthBoard(QWidget):
    """Arrows walk, Home and End go to the oldest and newest month, Enter opens, Ctrl+C copies, Ctrl+E exports where offered."""

    activated = Signal(object, int)
    """The unit's key and the number of the month in the row."""
    current_changed = Signal(object, int)

    def __init__(self, name: str, one: str) -> None:
        """``name`` is the accessible name, ``one`` what a line is called."""
        super().__init__()
        self.model = BoardModel(one, self)
        self.months = _Half(self.model, name, self)
        self.units = _Half(self.model, one, self)
        self._write: Write | None = None
        self._set_halves()
        line = QFrame()
        line.setProperty("surface", "sidebar_line")
        row = filled(QHBoxLayout(), self.units, line, (self.months, 1), spacing=0)
        filled(QVBoxLayout(self), (row, 1), hairline(), BoardLegend(), spacing=0)
        self.setFocusProxy(self.months)

    def _set_halves(self) -> None:
        chosen = self.months.selectionModel()
        delegate = BoardDelegate(chosen, self)
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        for half in (self.units, self.months):
            half.setItemDelegate(delegate)
        self.units.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.units.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.units.setVerticalScrollBarPolicy(never)
        self.units.setHorizontalScrollBarPolicy(never)
        self.units.horizontalScrollBar().setStyleSheet("QScrollBar::handle { background: transparent; }")  # it only keeps the room
        self.months.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = self.months.horizontalHeader()
        head.setProperty("narrow", True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        bars = self.months.verticalScrollBar(), self.units.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)
        self.months.horizontalScrollBar().rangeChanged.connect(self._level)
        self.months.doubleClicked.connect(self._open)
        self.units.clicked.connect(self._to_unit)
        chosen.currentChanged.connect(self._moved)
        self.months.installEventFilter(self)

    # -- content -------------------------------------------------------------------------------------------------------

    def show_board(self, months: Sequence[tuple[str, str]], rows: Sequence[BoardRow]) -> None:
        """Show the units in their order; the cursor stays on its unit and month, else it goes to the newest month."""
        kept, month = self.current()
        self.model.show(months, rows)
        for place in range(self.model.columnCount()):
            self.months.setColumnHidden(place, place < MONTHS_FROM)
            self.units.setColumnHidden(place, place >= MONTHS_FROM)
        grouped = self.model.grouped()
        self.units.setColumnHidden(0, not grouped)
        widths = [self._wide(place) for place in range(MONTHS_FROM)]
        for place, width in enumerate(widths):
            self.units.setColumnWidth(place, width)
        self.units.setFixedWidth(sum(widths[0 if grouped else 1 :]))
        head = self.months.horizontalHeader()
        titles = (Ruler().wide(words, theme.SECONDARY) for words, _ in months)
        head.setMinimumSectionSize(max(theme.px(NARROWEST), ceil(max(titles, default=0)) + theme.px(9)))
        keys = [row.key for row in rows]
        self.select(keys.index(kept) if kept in keys else 0, month if 0 <= month < len(months) else len(months) - 1)

    def _wide(self, place: int) -> int:
        """As the names need, within limits: the months need room too."""
        ruler = Ruler()
        words = (str(self.model.index(row, place).data() or "") for row in range(len(self.model.rows)))
        longest = max((ruler.wide(each, *BoardDelegate.faces[place]) for each in words), default=0)
        return min(max(ceil(longest) + theme.px(20) + 1, theme.px(WIDTHS[place])), theme.px(WIDEST))

    def select(self, row: int, month: int) -> None:
        """Put the cursor on a unit and a month."""
        if 0 <= row < len(self.model.rows) and 0 <= month < len(self.model.months):
            place = self.model.index(row, month + MONTHS_FROM)  # the view's own way would look at the modifier keys
            self.months.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current(self) -> tuple[object, int]:
        """The key of the unit and the number of the month under the cursor; (None, -1) without one."""
        index = self.months.currentIndex()
        return (self.model.rows[index.row()].key, index.column() - MONTHS_FROM) if index.isValid() else (None, -1)

    def offer_export(self, write: Write) -> None:
        """Offer Ctrl+E and a line of the context menu; ``write`` gets titles and rows, every state in words."""
        self._write = write

    def export(self) -> None:
        """Hand the whole board to the writer."""
        if self._write is not None:
            self._write(*self.model.exported())

    def copy(self) -> None:
        """Put the selected months on the clipboard: a line a unit, its name first."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.months.selectedIndexes(), key=lambda each: (each.row(), each.column())):
            lines.setdefault(index.row(), [self.model.rows[index.row()].name]).append(self.model.words(index))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in lines.values()))

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the months leave to the board."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._open(self.months.currentIndex())
        elif control and event.key() == Qt.Key.Key_E and self._write is not None:
            self.export()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Copying is the board's: the view would copy one cell."""
        if watched is self.months and event.type() == event.Type.KeyPress and event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, and the export where there is one."""
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """The context menu."""
        menu = QMenu(self)
        menu.addAction(self.tr("复制"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        if self._write is not None:
            menu.addAction(self.tr("导出表格…"), QKeySequence("Ctrl+E"), self.export)
        return menu

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() >= MONTHS_FROM:
            self.activated.emit(self.model.rows[index.row()].key, index.column() - MONTHS_FROM)

    def _to_unit(self, index: QModelIndex) -> None:
        self.select(index.row(), max(0, self.current()[1]))
        self.months.setFocus(Qt.FocusReason.MouseFocusReason)

    def _moved(self, *_places: object) -> None:
        self.units.viewport().update()
        self.months.viewport().update()
        self.current_changed.emit(*self.current())

    def _level(self, _least: int, most: int) -> None:
        """A scroll bar below the months needs the same room below the units, or the rows would part."""
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.units.setHorizontalScrollBarPolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """A few rows and months."""
        return QSize(sum(theme.px(width) for width in WIDTHS) + 3 * theme.px(NARROWEST), theme.px(34 + 3 * theme.ROW + 40))
