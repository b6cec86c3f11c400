"""Draws and edits the cells of an entry grid: boxes for codes, plain numbers, a mark for what is wrong or unlikely."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.shared import theme
from ui.shared.column_widths import Ruler
from ui.shared.entry_model import EntryModel, GridColumn
from ui.shared.icons import pixmap

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """The same boxes as on the visit form: the digit before each word picks it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, content, and the ring of the cell that has the keyboard."""
        style: Any = option  # the stubs leave out the fields of the C++ struct
        model: Any = index.model()
        box, column, row = QRectF(style.rect), model.column_of(index), index.row()
        rtl = style.direction == Qt.LayoutDirection.RightToLeft
        present = bool(style.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # "2 小队 14 号" keeps its order in a mirrored window
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if style.state & QStyle.StateFlag.State_Selected and not present:
            painter.fillRect(box, theme.qcolor("accent_soft"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.qcolor("row_line"))
        fault, doubt = model.fault(row, column), model.doubt(row, column)
        boxes, short = self._boxes(column, box, rtl, model.value(row, column.key)) if column.kind == "code" else ([], False)
        if boxes:
            self._draw_boxes(painter, boxes, column, model.value(row, column.key), short)
        else:
            self._draw_words(painter, box, column, model.words(row, column), fault, rtl)
        if fault or doubt:
            self._draw_mark(painter, box, "danger" if fault else "warning", rtl)
        if present:
            painter.setPen(QPen(theme.qcolor("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(theme.px(80), theme.px(theme.ROW))

    def wanted(self, ruler: Ruler, column: GridColumn, words: str) -> tuple[float, float]:
        """The width at which nothing of a cell is cut, and the one below which it cannot be used: the digits of a code."""
        if column.kind == "code":
            digits = [ruler.wide(str(number), theme.SECONDARY, True) for number in range(1, len(column.choices) + 1)]
            named = sum(ruler.wide(each, bold=True) + theme.px(29) for _, each in column.choices)
            return theme.px(10) + sum(digits) + named, theme.px(10) + sum(digits) + theme.px(13) * len(digits)
        face = theme.SECONDARY if column.muted else theme.TEXT
        edges = theme.px(20 if column.kind == "readonly" else 32)
        return ruler.wide(words, face, column.bold) + edges + 1, 0.0

    # -- codes ---------------------------------------------------------------------------------------------------------

    def _boxes(self, column: GridColumn, cell: QRectF, rtl: bool, value: str) -> tuple[list[QRectF], bool]:
        """The boxes of all choices, and whether they have room for their digits only.

        In a column too narrow for the words (large type) an open cell keeps the digits; one with a value has no boxes.
        """
        found = self._row_of_boxes(column, cell, short=False)
        short = not found and not value
        if short:
            found = self._row_of_boxes(column, cell, short=True)
        mirrored = [QRectF(cell.left() + cell.right() - box.right(), box.top(), box.width(), box.height()) for box in found]
        return mirrored if rtl else found, short

    def _row_of_boxes(self, column: GridColumn, cell: QRectF, short: bool) -> list[QRectF]:
        """The boxes in reading order from the left; none where there is no room for them."""
        words, digits = QFontMetricsF(theme.font(bold=True)), QFontMetricsF(theme.font(theme.SECONDARY, True))
        x, found = cell.left() + theme.px(10), []
        tall, gap = theme.px(theme.COMPACT) - 2, theme.px(3 if short else 6)
        for number, (_, text) in enumerate(column.choices, 1):
            wide = digits.horizontalAdvance(str(number)) + (theme.px(10) if short else words.horizontalAdvance(text) + theme.px(23))
            found.append(QRectF(x, cell.center().y() - tall / 2 - 0.5, wide, tall))
            x += wide + gap
        return [] if x > cell.right() + theme.px(6) else found

    def _draw_boxes(self, painter: QPainter, boxes: list[QRectF], column: GridColumn, value: str, short: bool) -> None:
        for number, (box, (option, words)) in enumerate(zip(boxes, column.choices, strict=True), 1):
            chosen = option == value
            painter.setPen(QPen(theme.qcolor("accent" if chosen else "field_line"), 1))
            painter.setBrush(theme.qcolor("accent_soft" if chosen else "card"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(theme.RADIUS), theme.px(theme.RADIUS))
            small, face = theme.font(theme.SECONDARY, chosen), theme.font(bold=chosen)
            gap, digit = (0, str(number)) if short else (theme.px(5), str(number))
            words = "" if short else words
            before = QFontMetricsF(small).horizontalAdvance(digit)
            wide = before + gap + QFontMetricsF(face).horizontalAdvance(words)
            x, baseline = box.center().x() - wide / 2, box.center().y() + QFontMetricsF(face).capHeight() / 2
            painter.setPen(theme.qcolor("accent" if chosen else "secondary"))
            painter.setFont(small)
            painter.drawText(QPointF(x, baseline), digit)
            painter.setPen(theme.qcolor("accent" if chosen else "text"))
            painter.setFont(face)
            painter.drawText(QPointF(x + before + gap, baseline), words)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on a box picks it."""
        if event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent) or not isinstance(model, EntryModel):
            return False
        style: Any = option
        column = model.column_of(index)
        rtl = style.direction == Qt.LayoutDirection.RightToLeft
        boxes, _ = self._boxes(column, QRectF(style.rect), rtl, model.value(index.row(), column.key))
        hit = next((number for number, box in enumerate(boxes) if column.kind == "code" and box.contains(event.position())), -1)
        if hit >= 0:
            model.change([(index.row(), column.key, column.choices[hit][0])])
        return hit >= 0

    # -- words and numbers ---------------------------------------------------------------------------------------------

    def _draw_words(self, painter: QPainter, cell: QRectF, column: GridColumn, text: str, fault: str, rtl: bool) -> None:
        face = theme.font(theme.SECONDARY if column.muted else theme.TEXT, column.bold)
        metrics, box = QFontMetricsF(face), cell.adjusted(theme.px(10), 0, -theme.px(10), -1)
        if column.kind in ("number", "text"):  # looks like the field it is
            field = cell.adjusted(theme.px(6), theme.px(5), -theme.px(6), -theme.px(5) - 1)
            painter.setPen(QPen(theme.qcolor("danger" if fault else "field_line"), 1))
            painter.setBrush(theme.qcolor("card"))
            painter.drawRoundedRect(field.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            box = field.adjusted(theme.px(10), 0, -theme.px(10), 0)
        painter.setFont(face)
        painter.setPen(theme.qcolor("danger" if fault else "secondary" if column.muted else "text"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        x = box.right() - metrics.horizontalAdvance(shown) if rtl else box.left()
        painter.drawText(QPointF(round(x), round(box.center().y() + metrics.capHeight() / 2)), shown)

    def _draw_mark(self, painter: QPainter, cell: QRectF, token: str, rtl: bool) -> None:
        """A triangle, so that the colour is not the only sign; its words are the tooltip."""
        size = theme.px(16)
        x = cell.left() + theme.px(12) if rtl else cell.right() - size - theme.px(12)
        painter.drawPixmap(QPointF(x, cell.center().y() - size / 2), pixmap("warning", token, 16))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line in place of the cell; Up and Down leave it as in a spreadsheet."""
        editor = QLineEdit(parent)
        editor.setProperty("compact", True)
        model: Any = index.model()
        editor.setAccessibleName(model.column_of(index).label)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Exactly over the field that is drawn."""
        style: Any = option
        editor.setGeometry(style.rect.adjusted(theme.px(6), theme.px(5), -theme.px(6), -theme.px(5) - 1))
