"""Keeps what is half typed: at each pause of the keys it is written to the encrypted draft, off the window's thread."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from kashi_desktop.errors import KnownError
from ui.shared.background import Task, run

if TYPE_CHECKING:
    from kashi_desktop.startup import Workspace

PAUSE_MS = 700
"""A pause of the keys this long counts as one."""


class DraftKeeper(QObject):
    """One elder's draft at a time; never writes after the visit was saved, so that no draft comes back from the dead."""

    kept = Signal(datetime)
    failed = Signal(object)
    """KnownError: the draft could not be written; the form still holds what was typed."""

    def __init__(self, ws: "Workspace", parent: QObject) -> None:
        """Nothing to keep until ``begin``."""
        super().__init__(parent)
        self._ws = ws
        self._elder: bytes | None = None
        self._take: Callable[[datetime], dict[str, Any]] | None = None
        self._dirty = False
        self._task: Task | None = None
        self._after: list[Callable[[], None]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._write)

    def begin(self, elder_id: bytes, take: Callable[[datetime], dict[str, Any]]) -> None:
        """Keep the draft of this elder from now on; ``take`` returns what stands in the form."""
        self._timer.stop()
        self._elder, self._take, self._dirty = elder_id, take, False

    def touch(self) -> None:
        """Something was typed: write at the next pause."""
        if self._elder is not None:
            self._dirty = True
            self._timer.start()

    def settle(self, then: Callable[[], None]) -> None:
        """Write no more for this elder and call ``then`` as soon as no write is under way."""
        self._timer.stop()
        self._elder, self._dirty = None, False
        if self._task is not None and self._task.running():
            self._after.append(then)
        else:
            then()

    def flush(self) -> None:
        """Write at once and wait: the form is being left."""
        self._timer.stop()
        if not self._dirty or self._elder is None or self._take is None:
            return
        self._dirty = False
        now = self._ws.clock.now()
        try:
            self._ws.visits.save_draft(self._elder, self._take(now))
        except KnownError as error:
            self._dirty = True
            self.failed.emit(error)
        else:
            self.kept.emit(now)

    def _write(self) -> None:
        if self._elder is None or self._take is None or not self._dirty:
            return
        if self._task is not None and self._task.running():
            self._timer.start()
            return
        self._dirty = False
        elder, now = self._elder, self._ws.clock.now()
        draft = self._take(now)
        self._task = run(self, lambda: self._ws.visits.save_draft(elder, draft), lambda _none: self._written(now), self._refused)

    def _written(self, moment: datetime) -> None:
        self.kept.emit(moment)
        self._go_on()

    def _refused(self, error: KnownError) -> None:
        self._dirty = True
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._task = None
        waiting, self._after = self._after, []
        for then in waiting:
            then()
