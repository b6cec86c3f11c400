"""Parts of the unlock window that cost next to nothing.

The first window must be painted within 1.4 times of a bare one (performance.md). Naming PySide6's ``Qt`` costs 15 ms, its painted
buttons and icons another 20; these parts look the same through the style sheet alone.
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.layouts import filled


def words(text: str, look: str) -> QLabel:
    """A label in one of the looks of the style sheet."""
    label = QLabel(text)
    label.setProperty("look", look)
    return label


def centred(part: QWidget) -> QHBoxLayout:
    """``part`` in the middle of a row of its own."""
    row = filled(QHBoxLayout(), None, part, None)
    return row


def card(width: int) -> tuple[QFrame, QVBoxLayout]:
    """A card of fixed width and the column inside it."""
    frame = QFrame()
    frame.setProperty("surface", "card")
    frame.setFixedWidth(theme.px(width))
    column = QVBoxLayout(frame)
    edge = theme.px(32)
    column.setContentsMargins(edge, edge, edge, theme.px(24))
    column.setSpacing(theme.px(16))
    return frame, column


def mark(character: str) -> QLabel:
    """The program's mark, 48 pixels square."""
    label = words(character, "mark")
    label.setFixedSize(theme.px(48), theme.px(48))
    return label


class LeanField(QWidget):
    """A label above a line of text."""

    def __init__(self, label: str, hidden: bool) -> None:
        """``hidden`` shows dots for letters."""
        super().__init__()
        column = filled(QVBoxLayout(self), spacing=6)
        self._label = words(label, "secondary")
        self.edit = QLineEdit()
        if hidden:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(label)
        self._label.setBuddy(self.edit)
        column.addWidget(self._label)
        column.addWidget(self.edit)

    def set_label(self, text: str) -> None:
        """Change the label, also for a screen reader."""
        self._label.setText(text)
        self.edit.setAccessibleName(text)


class LeanPrimary(QPushButton):
    """The primary button with the badge of its key."""

    def __init__(self, text: str, key: str) -> None:
        """``key`` as written on the keyboard."""
        super().__init__()
        self.setProperty("look", "primary")
        self._words, badge = words(text, "on_accent"), words(key, "key_on_accent")
        badge.setFixedHeight(theme.px(20))
        filled(QHBoxLayout(self), None, self._words, badge, None, spacing=8)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Change the words, also for a screen reader."""
        self._words.setText(text)
        self.setAccessibleName(text)


def link(text: str) -> QPushButton:
    """A quiet way on."""
    button = QPushButton(text)
    button.setProperty("look", "link")
    return button
