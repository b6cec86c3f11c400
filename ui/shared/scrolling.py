"""A view that scrolls where a page needs more room than the screen has: large type, small laptops."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class CurrentStack(QStackedWidget):
    """Asks for the room of the page in front only; hidden pages make nobody scroll."""

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in front cannot do without."""
        shown: QWidget | None = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown is not None else super().minimumSizeHint()


class ScrollWhenNeeded(QScrollArea):
    """Gives ``inner`` all the room there is; when that is too little it scrolls instead of letting parts overlap."""

    def __init__(self, inner: QWidget) -> None:
        """``inner`` belongs to the view from now on."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        """Small: this view is what gives way."""
        return QSize(200, 120)
