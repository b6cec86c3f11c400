"""What choices made by one key have in common: options laid out as boxes, a cursor, keys and the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

Options = Sequence[tuple[str, str]]
"""(stored value, words)"""


class Keyed(QWidget):
    """One stop of Tab over several boxes; what taking one means is the heir's business."""

    def __init__(self, label: str, options: Options, parent: QWidget | None = None) -> None:
        """``label`` says what is chosen."""
        super().__init__(parent)
        self._label, self._options = label, list(options)
        self._boxes: list[QRectF] = []
        self._cursor = 0
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(label)

    def label(self) -> str:
        """The words this choice is about."""
        return self._label

    def _box_at(self, event: QMouseEvent) -> int:
        return next((i for i, box in enumerate(self._boxes) if box.contains(event.position())), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which box a click would take."""
        hover = self._box_at(event)
        if hover != self._hover:
            self._hover = hover
            self.setCursor(Qt.CursorShape.PointingHandCursor if hover >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the hover."""
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the box under the mouse."""
        index = self._box_at(event)
        if index >= 0:
            self._cursor = index
            self._take(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click takes nothing: the first may have been meant for another form."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()

    focusOutEvent = focusInEvent

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the boxes out anew."""
        self._lay_out(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or disabled; lay out anew when mirrored."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out(self.width())
        self.update()

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _step(self, key: int) -> int:
        """-1, 0 or 1: where an arrow key moves in reading order."""
        if key == Qt.Key.Key_Left:
            return 1 if self._rtl() else -1
        if key == Qt.Key.Key_Right:
            return -1 if self._rtl() else 1
        return 0

    def _take(self, index: int) -> None:
        raise NotImplementedError

    def _lay_out(self, width: int) -> int:
        raise NotImplementedError
