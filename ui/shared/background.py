"""The only maker of threads: work runs in a pool, its result arrives in the window's thread."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

T = TypeVar("T")
Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]

BUG = QT_TRANSLATE_NOOP(
    "errors", "程序出了错，您填写的内容还在，已保存的数据没有变。请重试；仍不行时请把编号 {reference} 告诉县里的技术人员。"
)


def bug(error: BaseException) -> KnownError:
    """Wrap a bug: a reference number for the person, the places in the code for the log, no values of any person."""
    import logging  # late: the first window opens without it
    import secrets

    log = logging.getLogger("kashi.ui")
    reference = secrets.token_hex(3).upper()
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    log.error("bug %s: %s at %s", reference, type(error).__name__, " < ".join(reversed(places)))
    return KnownError("bug", BUG, reference=reference)


class Task(QObject):
    """One piece of work under way; lives in the window's thread until its result was delivered or thrown away."""

    _done = Signal(object)
    _failed = Signal(object)
    _progressed = Signal(int, int)
    finished = Signal()

    def __init__(
        self,
        parent: QObject,
        on_done: Callable[[Any], None],
        on_error: Callable[[KnownError], None],
        on_progress: Report | None,
    ) -> None:
        """Child of ``parent``: when that is destroyed, results that still arrive have nowhere to go and are dropped."""
        super().__init__(parent)
        self._on_done, self._on_error, self._on_progress = on_done, on_error, on_progress
        self._stop = False
        self._over = False
        queued = Qt.ConnectionType.QueuedConnection
        self._done.connect(self._deliver, queued)
        self._failed.connect(self._deliver_error, queued)
        self._progressed.connect(self._deliver_progress, queued)

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point; it then ends with nothing half done."""
        self._stop = True

    def cancelled(self) -> bool:
        """Whether somebody asked for a stop; the work looks here."""
        return self._stop

    def running(self) -> bool:
        """Whether a result is still to come."""
        return not self._over

    @Slot(object)
    def _deliver(self, result: object) -> None:
        self._end()
        self._on_done(result)

    @Slot(object)
    def _deliver_error(self, error: KnownError) -> None:
        self._end()
        self._on_error(error)

    @Slot(int, int)
    def _deliver_progress(self, done: int, total: int) -> None:
        if self._on_progress is not None and not self._over:
            self._on_progress(done, total)

    def _end(self) -> None:
        self._over = True
        self.finished.emit()
        self.deleteLater()


class _Job(QRunnable):
    """Runs the work in a pool thread and hands the outcome to the task's signals."""

    def __init__(self, task: Task, work: Callable[..., Any], with_progress: bool) -> None:
        super().__init__()
        self._task, self._work, self._with_progress = task, work, with_progress

    def run(self) -> None:
        task = self._task
        try:
            result = self._work(self._report, task.cancelled) if self._with_progress else self._work()
        except KnownError as error:
            self._emit("_failed", error)
        except Exception as error:
            self._emit("_failed", bug(error))
        else:
            self._emit("_done", result)

    def _report(self, done: int, total: int) -> None:
        self._emit("_progressed", done, total)

    def _emit(self, name: str, *values: object) -> None:
        try:
            getattr(self._task, name).emit(*values)
        except RuntimeError:
            # the parent was destroyed with the task while the work ran: nobody waits any more
            return


def run(
    parent: QObject,
    work: Callable[..., T],
    on_done: Callable[[T], None],
    on_error: Callable[[KnownError], None],
    progress: Report | None = None,
) -> Task:
    """Run ``work`` in a thread and deliver the outcome in the window's thread.

    Without ``progress`` the work is called as ``work()``, with it as ``work(report, cancelled)`` where
    ``report(done, total)`` may be called from the thread. Bugs arrive as KnownError ``bug`` with a reference number.
    """
    task = Task(parent, on_done, on_error, progress)
    QThreadPool.globalInstance().start(_Job(task, work, progress is not None))
    return task


def wait_for_all(milliseconds: int = 10_000) -> bool:
    """Wait until no work is under way (before the program ends or the workspace is locked); False when time ran out."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)
