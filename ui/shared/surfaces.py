"""Quiet surfaces: cards, headings, pills, empty states and lines."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.icons import pixmap
from ui.shared.layouts import filled, spread

Kind = Literal["neutral", "accent", "warning", "danger", "good"]


def text_label(text: str = "", look: str = "", wrap: bool = False) -> QLabel:
    """A label of plain text in one of the looks of ``theme.mark``."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if look:
        label.setProperty("look", look)
    return label


def hairline() -> QFrame:
    """A line of one pixel between two parts of a card."""
    line = QFrame()
    line.setProperty("surface", "hairline")
    line.setFixedHeight(1)
    return line


class Card(QFrame):
    """A white card with one hairline; ``body`` takes its parts, ``header`` what stands beside the title."""

    def __init__(self, title: str = "", parent: QWidget | None = None, margin: int = 16) -> None:
        """``margin`` 0 lets a table reach the card's edge; the header keeps its own margin."""
        super().__init__(parent)
        self.setProperty("surface", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        edge = theme.px(margin)
        self._top = QWidget()
        self.header = QHBoxLayout(self._top)
        self.header.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), 0 if margin else theme.px(10))
        self.header.setSpacing(theme.px(10))
        self._title = text_label(title, "section")
        # Only once it has a parent: a label shown before that is a window of its own and takes the focus away.
        self.header.addWidget(self._title)
        outer.addWidget(self._top)
        self._title.setVisible(bool(title))
        self._top.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(edge, theme.px(12) if title and margin else edge, edge, edge)
        self.body.setSpacing(theme.px(12) if margin else 0)
        outer.addLayout(self.body, 1)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout under what is there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def set_title(self, text: str) -> None:
        """Change the card's heading."""
        self._title.setText(text)
        self._title.setVisible(bool(text))
        self._top.setVisible(True)

    def show_header(self) -> None:
        """Show the header row also without a title."""
        self._top.setVisible(True)


class Pill(QLabel):
    """A few words on a soft ground; the words say it, the colour only helps."""

    def __init__(self, text: str = "", kind: Kind = "neutral") -> None:
        """``kind`` is neutral, accent, warning, danger or good."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("pill", kind)
        self.setIndent(0)  # the padding of the style sheet is all the room there is
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, text: str, kind: Kind | None = None) -> None:
        """Change the words and, when given, the kind."""
        self.setText(text)
        if kind is not None and self.property("pill") != kind:
            self.setProperty("pill", kind)
            theme.repolish(self)


class Heading(QWidget):
    """A page's title with quiet words beside it and room for buttons at the end."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        """``trailing`` is the layout at the end."""
        super().__init__()
        row = filled(QHBoxLayout(self), spacing=16)
        self._title = text_label(title, "title")
        self._subtitle = text_label(subtitle, "muted")
        self._subtitle.setMinimumWidth(0)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._title)
        row.addWidget(self._subtitle, 1)
        self.trailing = QHBoxLayout()
        self.trailing.setSpacing(theme.px(10))
        row.addLayout(self.trailing)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)


class EmptyState(QWidget):
    """What stands where nothing is yet: an icon, what this place is for, and the first step."""

    def __init__(self, icon: str, title: str, text: str, button: QAbstractButton | None = None) -> None:
        """``icon`` is a name of resources/icons."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addStretch(2)
        picture = QLabel()
        picture.setPixmap(pixmap(icon, "accent", 28))
        picture.setFixedSize(QSize(theme.px(56), theme.px(56)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setStyleSheet(f"background: {theme.color('accent_soft')}; border-radius: {theme.px(28)}px;")
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(8))
        self._title = text_label(title, "section")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = text_label(text, "secondary", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(theme.px(400))
        column.addWidget(self._title)
        column.addLayout(spread(None, self._text, None))  # in a row of its own the text is asked for its height at its own width
        if button is not None:
            column.addSpacing(theme.px(12))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card the words are as wide as the card."""
        super().resizeEvent(event)
        self._text.setFixedWidth(max(theme.px(120), min(theme.px(400), self.width() - theme.px(32))))

    def set(self, title: str, text: str) -> None:
        """Change the words, as when a search finds nothing."""
        self._title.setText(title)
        self._text.setText(text)
