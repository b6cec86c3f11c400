"""Keeps what is half typed: at each pause of the keys it is written to the encrypted draft, off the window's thread."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from kashi_desktop.errors import KnownError
from ui.shared.background import Task, run

PAUSE_MS = 700
"""A pause of the keys this long counts as one."""


class Drafts(Protocol):
    """Where drafts are kept; the service of an open workspace."""

    def now(self) -> datetime:
        """The civil time that a draft bears."""

    def find(self, form: str, record: bytes) -> dict[str, Any] | None:
        """What was typed into a form about a record and not saved."""

    def save(self, form: str, record: bytes, content: Mapping[str, Any]) -> None:
        """Keep what is typed."""

    def discard(self, form: str, record: bytes) -> None:
        """Forget it."""


Take = Callable[[datetime], dict[str, Any] | None]


class DraftKeeper(QObject):
    """One record's draft at a time; never writes after the record was saved, so that no draft comes back from the dead."""

    kept = Signal(datetime)
    failed = Signal(object)
    """KnownError: the draft could not be written; the form still holds what was typed."""

    def __init__(self, drafts: Drafts, form: str, parent: QObject) -> None:
        """Nothing to keep until ``begin``; ``form`` names the form among all drafts."""
        super().__init__(parent)
        self._drafts, self._form = drafts, form
        self._record: bytes | None = None
        self._take: Take | None = None
        self._dirty = False
        self._task: Task | None = None
        self._after: list[Callable[[], None]] = []
        self._turn = 0
        self._latest: dict[bytes, int] = {}
        self._writing = threading.Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._write)

    def find(self, record: bytes) -> dict[str, Any] | None:
        """What was typed for a record and not saved."""
        return self._drafts.find(self._form, record)

    def begin(self, record: bytes, take: Take) -> None:
        """Keep the draft of this record from now on; ``take`` returns what stands in the form, None when nothing is typed."""
        self._timer.stop()
        self._record, self._take, self._dirty = record, take, False

    def touch(self) -> None:
        """Something was typed: write at the next pause."""
        if self._record is not None:
            self._dirty = True
            self._timer.start()

    def settle(self, then: Callable[[], None]) -> None:
        """Write no more for this record and call ``then`` as soon as no write is under way."""
        self._timer.stop()
        self._record, self._dirty = None, False
        if self._task is not None and self._task.running():
            self._after.append(then)
        else:
            then()

    def forget(self) -> None:
        """The record is saved, or what was typed is thrown away: discard what was written; what is typed from now on is kept again."""
        self._timer.stop()
        self._dirty = False
        if self._record is not None:
            self.put(self._record, None)

    def put(self, record: bytes, draft: dict[str, Any] | None) -> None:
        """Write or discard a record's draft at once."""
        self._turn += 1
        try:
            self._keep(self._turn, record, draft)
        except KnownError as error:
            self.failed.emit(error)

    def flush(self) -> None:
        """Write at once and wait: the form is being left."""
        self._timer.stop()
        if not self._dirty or self._record is None or self._take is None:
            return
        self._dirty = False
        now = self._drafts.now()
        try:
            self._turn += 1
            self._keep(self._turn, self._record, self._take(now))
        except KnownError as error:
            self._dirty = True
            self.failed.emit(error)
        else:
            self.kept.emit(now)

    def _write(self) -> None:
        if self._record is None or self._take is None or not self._dirty:
            return
        if self._task is not None and self._task.running():
            self._timer.start()
            return
        self._dirty = False
        record, now = self._record, self._drafts.now()
        draft = self._take(now)
        self._turn += 1
        turn = self._turn
        self._task = run(self, lambda: self._keep(turn, record, draft), lambda _none: self._written(now), self._refused)

    def _keep(self, turn: int, record: bytes, draft: dict[str, Any] | None) -> None:
        """Write, in whichever thread; a write that was overtaken by a later one for the same record is dropped."""
        with self._writing:
            if turn < self._latest.get(record, 0):
                return
            if draft is None:
                self._drafts.discard(self._form, record)
            else:
                self._drafts.save(self._form, record, draft)
            self._latest[record] = turn

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
