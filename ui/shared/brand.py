"""The mark of the program: one character on a square of the accent."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.shared import theme


def draw_mark(painter: QPainter, box: QRectF, character: str) -> None:
    """Draw the square with ``character`` into ``box``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.qcolor("accent"))
    painter.drawRoundedRect(box, box.width() / 4, box.width() / 4)
    face = theme.font(bold=True)
    face.setPixelSize(round(box.height() * 0.53))
    painter.setFont(face)
    painter.setPen(theme.qcolor("on_accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, character)


def window_icon(character: str) -> QIcon:
    """The mark as the icon of a window."""
    picture = QPixmap(QSize(64, 64))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_mark(painter, QRectF(2, 2, 60, 60), character)
    painter.end()
    return QIcon(picture)


class Mark(QWidget):
    """The mark at a fixed size."""

    def __init__(self, character: str, size: int = 32) -> None:
        """``size`` in design pixels."""
        super().__init__()
        self._character = character
        self.setFixedSize(QSize(theme.px(size), theme.px(size)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        draw_mark(painter, QRectF(self.rect()), self._character)
        painter.end()
