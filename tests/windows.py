"""The look of all windows in tests, and their end."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ui.shared import fonts, theme


def dress(app: QApplication) -> None:
    """Put on the program's faces and its light look, once a process: every widget that lives is dressed anew."""
    if not app.property("kashiFonts"):
        fonts.ensure()
        app.setProperty("kashiFonts", True)
    if not app.styleSheet():
        theme.apply(app, dark=False)


def delete_closed(app: QApplication) -> None:
    """Delete at once what was closed; without an event loop Qt would keep it through the tests that follow."""
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
