"""The only maker of threads: work runs in a pool, its result arrives in the window's thread."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

COURIER = "kashi-courier"

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


class _Courier(QObject):
    """Carries calls from the threads into the window's thread; lives as long as the application.

    A thread touches this object alone, never one that a screen may destroy meanwhile.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(COURIER)
        self.pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="kashi")
        self.under_way: set[Future[None]] = set()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()


def _courier() -> _Courier:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    found = app.findChild(_Courier, COURIER)
    return found if found is not None else _Courier(app)


class Task(QObject):
    """One piece of work under way; lives in the window's thread until its result was delivered or thrown away."""

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
        self._stop = threading.Event()
        self._over = False

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point; it then ends with nothing half done."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked for a stop."""
        return self._stop.is_set()

    def running(self) -> bool:
        """Whether a result is still to come."""
        return not self._over

    def deliver(self, result: object, error: KnownError | None) -> None:
        """Hand the outcome over (window's thread) and end."""
        self._over = True
        if error is None:
            self._on_done(result)
        else:
            self._on_error(error)
        if isValid(self):  # the hand-over may have closed the screen and this with it
            self.finished.emit()
            self.deleteLater()

    def deliver_progress(self, done: int, total: int) -> None:
        """Hand a step over (window's thread)."""
        if self._on_progress is not None and not self._over:
            self._on_progress(done, total)


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
    courier = _courier()
    task = Task(parent, on_done, on_error, progress)
    stop = task._stop

    def send(call: Callable[[], None]) -> None:
        def guarded() -> None:
            if isValid(task):
                call()

        with suppress(RuntimeError):  # the application has ended: nobody waits any more
            courier.arrived.emit(guarded)

    def report(done: int, total: int) -> None:
        send(lambda: task.deliver_progress(done, total))

    def job() -> None:
        result: object = None
        fault: KnownError | None = None
        try:
            result = work(report, stop.is_set) if progress is not None else work()
        except KnownError as error:
            fault = error
        except Exception as error:
            fault = bug(error)
        send(lambda: task.deliver(result, fault))

    future = courier.pool.submit(job)
    courier.under_way.add(future)
    future.add_done_callback(courier.under_way.discard)
    return task


def wait_for_all(seconds: float = 10.0) -> bool:
    """Wait until no work is under way (before the program ends or the workspace is locked); False when time ran out."""
    return not wait(set(_courier().under_way), timeout=seconds).not_done
