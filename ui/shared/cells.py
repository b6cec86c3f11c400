"""Draws the cells of a table: words of two weights, pills, bars, and the hairline under each row."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.shared import theme
from ui.shared.column_widths import Ruler
from ui.shared.figures import draw_bar

CELL = int(Qt.ItemDataRole.UserRole) + 2
"""Role that returns the Cell to draw."""


class CellDelegate(QStyledItemDelegate):
    """Asks the model for a Cell and draws it; every datum keeps its own direction."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, hairline, then the content."""
        style: Any = option  # the stubs leave out the fields of the C++ struct
        box = QRectF(style.rect)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # "2 小队 14 号" keeps its order in a mirrored window
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if style.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.qcolor("accent_soft"))
        elif style.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.qcolor("hover"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.qcolor("row_line"))
        cell = index.data(CELL)
        if cell is not None:
            inner = box.adjusted(theme.px(10), 0, -theme.px(10), -1)
            self._content(painter, inner, cell, style.direction == Qt.LayoutDirection.RightToLeft)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows have one height."""
        return QSize(theme.px(80), theme.px(theme.ROW))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """What a column has no room for stands whole in the tooltip."""
        style: Any = option
        cell = index.data(CELL)
        cut = cell is not None and self.wanted(Ruler(), cell) > style.rect.width()
        QToolTip.showText(event.globalPos(), str(index.data() or "") if cut else "", view)
        return cut

    def wanted(self, ruler: Ruler, cell: Any) -> float:
        """The width at which nothing of a cell is cut."""
        if cell.is_bar:
            return theme.px(80)
        if cell.pill:
            return ruler.wide(cell.text, theme.SECONDARY) + theme.px(16 + 20)
        more = ruler.wide(cell.secondary, theme.SECONDARY) + theme.px(5) if cell.secondary else 0.0
        words = ruler.wide(cell.text, theme.SECONDARY if cell.muted else theme.TEXT, cell.bold)
        return words + more + theme.px(20) + 1

    def _content(self, painter: QPainter, box: QRectF, cell: Any, rtl: bool) -> None:
        if cell.is_bar:
            tall = theme.px(10)
            draw_bar(painter, QRectF(box.left(), box.center().y() - tall / 2, box.width(), tall), cell.fraction, rtl)
        elif cell.pill:
            self._pill(painter, box, cell, rtl)
        else:
            self._words(painter, box, cell, rtl)

    def _pill(self, painter: QPainter, box: QRectF, cell: Any, rtl: bool) -> None:
        face = theme.font(theme.SECONDARY)
        wide = min(box.width(), QFontMetricsF(face).horizontalAdvance(cell.text) + theme.px(16))
        tall = theme.px(22)
        left = box.right() - wide if rtl else box.left()
        ground = QRectF(left, box.center().y() - tall / 2, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(f"{cell.pill}_soft"))
        painter.drawRoundedRect(ground, 5, 5)
        painter.setFont(face)
        painter.setPen(theme.qcolor("secondary" if cell.pill == "neutral" else cell.pill))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _words(self, painter: QPainter, box: QRectF, cell: Any, rtl: bool) -> None:
        face = theme.font(theme.SECONDARY if cell.muted else theme.TEXT, cell.bold)
        metrics = QFontMetricsF(face)
        small = theme.font(theme.SECONDARY)
        more = QFontMetricsF(small).horizontalAdvance(cell.secondary) + theme.px(5) if cell.secondary else 0.0
        room = box.width() - more if more < box.width() / 2 else box.width()
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(text)
        baseline = box.center().y() + metrics.capHeight() / 2
        painter.setFont(face)
        painter.setPen(theme.qcolor("secondary" if cell.muted else "text"))
        x = box.right() - wide if rtl else box.left()
        painter.drawText(round(x), round(baseline), text)
        if cell.secondary and room < box.width():
            painter.setFont(small)
            painter.setPen(theme.qcolor("secondary"))
            left = x - more if rtl else x + wide + theme.px(5)
            painter.drawText(round(left), round(baseline), cell.secondary)
