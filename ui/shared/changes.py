"""Tells screens what changed, so that each refreshes only itself."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


class Changes(QObject):
    """Signals of one program run; each carries the object that made the change, which may skip its own echo."""

    elders_changed = Signal(object)
    visits_changed = Signal(object)
    needs_changed = Signal(object)
    packages_changed = Signal(object)
    records_changed = Signal(object)
    """Facilities, workers, courses, volunteers or another of the plan's registers."""

    def everything(self, source: object) -> None:
        """Emit all of them, as after an undo or an import."""
        signals = (self.elders_changed, self.visits_changed, self.needs_changed, self.packages_changed, self.records_changed)
        for signal in signals:
            signal.emit(source)


def changes(ws: object = None) -> Changes:
    """The hub of the running application (``ws`` only reads well at the call); it dies with the application."""
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    found = app.findChild(Changes, "kashi-changes")
    if found is None:
        found = Changes(app)
        found.setObjectName("kashi-changes")
    return found
