"""The only maker of shortcuts: a key that is held down acts once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

WINDOW = Qt.ShortcutContext.WindowShortcut


def bind(parent: QWidget, keys: str, act: Callable[..., object], context: Qt.ShortcutContext = WINDOW) -> QShortcut:
    """Have ``keys`` do ``act`` while ``parent`` is shown; the repeats of a held key neither save nor take back."""
    made = QShortcut(QKeySequence(keys), parent, act, context=context)
    made.setAutoRepeat(False)
    return made
