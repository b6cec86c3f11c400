"""Figures painted by hand: the month's ring, and the bar of a rate for whoever paints one."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.shared import theme


class ProgressRing(QWidget):
    """How many of all are done: a ring with the count in it; it shows no judgement."""

    def __init__(self, diameter: int = 92) -> None:
        """``diameter`` in design pixels."""
        super().__init__()
        self._done, self._total = 0, 0
        self.setFixedSize(QSize(theme.px(diameter), theme.px(diameter)))

    def set(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``."""
        self._done, self._total = done, total
        self.setAccessibleName(f"{done} / {total}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, arc from the top clockwise, count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.px(10)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(theme.qcolor("track"), width))
        painter.drawEllipse(box)
        if self._total and self._done:
            painter.setPen(QPen(theme.qcolor("accent"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, 90 * 16, -round(min(1.0, self._done / self._total) * 360 * 16))
        painter.setFont(theme.font(22, True))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self._done))
        painter.end()


def draw_bar(painter: QPainter, box: QRectF, fraction: float | None, mirrored: bool = False) -> None:
    """A bar of ``box`` filled from the reading side; None leaves the track empty."""
    radius = box.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.qcolor("track"))
    painter.drawRoundedRect(box, radius, radius)
    if fraction:
        wide = max(box.height(), box.width() * min(1.0, fraction))
        left = box.right() - wide if mirrored else box.left()
        painter.setBrush(theme.qcolor("accent"))
        painter.drawRoundedRect(QRectF(QPointF(left, box.top()), QPointF(left + wide, box.bottom())), radius, radius)
