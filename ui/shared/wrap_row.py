"""Two parts side by side, one below the other where the width is too small: large type, small laptops."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.shared import theme


class WrapRow(QWidget):
    """``first`` takes what is left beside ``second``, or stands above it."""

    def __init__(self, first: QWidget, second: QWidget, spacing: int = 10) -> None:
        """Both parts belong to the row from now on."""
        super().__init__()
        self._first, self._second = first, second
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(spacing))
        self._row.addWidget(first, 1)
        self._row.addWidget(second)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider part: that is enough one below the other."""
        first, second = self._least(self._first), self._least(self._second)
        tall = first.height() + self._row.spacing() + second.height() if self._stacked() else max(first.height(), second.height())
        return QSize(max(first.width(), second.width()), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when there is room again, or too little."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Stand side by side or one below the other, as the width and the parts ask now."""
        wanted = self._least(self._first).width() + self._row.spacing() + self._least(self._second).width()
        stacked = self.width() < wanted
        if stacked != self._stacked():
            self._row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
            self.updateGeometry()

    @staticmethod
    def _least(part: QWidget) -> QSize:
        return part.minimumSizeHint().expandedTo(part.minimumSize())

    def _stacked(self) -> bool:
        return self._row.direction() == QBoxLayout.Direction.TopToBottom
