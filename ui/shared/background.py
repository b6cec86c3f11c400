"""The only maker of threads: work runs in a pool, its result arrives in the window's thread."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError, file_fault

COURIER = "kashi-courier"

T = TypeVar("T")
P = ParamSpec("P")
Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]

BUG = QT_TRANSLATE_NOOP(
    "errors", "程序出了错，您填写的内容还在，已保存的数据没有变。请重试；仍不行时请把编号 {reference} 告诉县里的技术人员。"
)


def bug(error: BaseException) -> KnownError:
    """Wrap a bug: a reference number for the person, the places in the code for the log, no values of any person.

    What a file system refuses is the world's fault and told as that.
    """
    if isinstance(error, OSError):
        return file_fault(error)
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


class Task:
    """One piece of work under way, as its screen sees it."""

    def __init__(
        self, parent: QObject, work: Callable[[], Any], hand_over: Callable[[Any], None], fail: Callable[[KnownError], None]
    ) -> None:
        """Made by ``run``."""
        self._parent, self._work, self._hand_over, self._fail = parent, work, hand_over, fail
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

    def perform(self) -> Any:
        """Do the work (in a thread)."""
        return self._work()

    def deliver(self, result: Any, fault: KnownError | None) -> None:
        """Hand the outcome to the screen (in the window's thread), unless that was closed meanwhile."""
        self._over = True
        if not isValid(self._parent):
            return
        if fault is None:
            self._hand_over(result)
        else:
            self._fail(fault)

    def progress(self, tell: Report, done: int, total: int) -> None:
        """Hand a step to the screen (in the window's thread)."""
        if not self._over and isValid(self._parent):
            tell(done, total)


class _Courier(QObject):
    """Carries calls from the threads into the window's thread; lives as long as the application.

    A thread knows a task by its number only: were it to hold the last reference to a screen's callback, the screen's
    widgets would be destroyed in that thread.
    """

    arrived = Signal(int, object, object)
    stepped = Signal(int, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(COURIER)
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="kashi")
        self._tasks: dict[int, tuple[Task, Report | None]] = {}
        self._futures: dict[int, Future[None]] = {}
        self._numbers = count()
        queued = Qt.ConnectionType.QueuedConnection
        self.arrived.connect(self._deliver, queued)
        self.stepped.connect(self._step, queued)

    def next_number(self) -> int:
        """The number of the next task."""
        return next(self._numbers)

    def send_out(self, number: int, task: Task, tell: Report | None) -> None:
        """Start ``task`` in a thread."""
        self._tasks[number] = (task, tell)
        self._futures[number] = self._pool.submit(self._perform, number)

    def report(self, number: int, done: int, total: int) -> None:
        """Pass a step on (from a thread)."""
        with suppress(RuntimeError):  # the application has ended: nobody waits any more
            self.stepped.emit(number, done, total)

    def under_way(self) -> list[Future[None]]:
        """What still runs."""
        return list(self._futures.values())

    def _perform(self, number: int) -> None:
        result: object = None
        fault: KnownError | None = None
        try:
            result = self._tasks[number][0].perform()
        except KnownError as error:
            fault = error.with_traceback(None)  # its frames would hold on to the screen
        except Exception as error:
            fault = bug(error)
        with suppress(RuntimeError):  # the application has ended: nobody waits any more
            self.arrived.emit(number, result, fault)

    @Slot(int, object, object)
    def _deliver(self, number: int, result: object, fault: KnownError | None) -> None:
        task, _ = self._tasks.pop(number)
        self._futures.pop(number, None)
        task.deliver(result, fault)

    @Slot(int, int, int)
    def _step(self, number: int, done: int, total: int) -> None:
        task, tell = self._tasks.get(number, (None, None))
        if task is not None and tell is not None:
            task.progress(tell, done, total)


def _courier() -> _Courier:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    found = app.findChild(_Courier, COURIER)
    return found if found is not None else _Courier(app)


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
    number = courier.next_number()

    def with_progress() -> T:
        return work(partial(courier.report, number), task.cancelled)

    task = Task(parent, work if progress is None else with_progress, on_done, on_error)
    courier.send_out(number, task, progress)
    return task


class Latest:
    """Work that is asked for anew while an older answer is still to come: only the last answer is delivered."""

    def __init__(self) -> None:
        """One for each thing that is asked: what a page opens must not drop the answer for its list."""
        self._asked = 0

    def drop(self) -> None:
        """Nobody waits any more for the answer that is still to come."""
        self._asked += 1

    def run(
        self,
        parent: QObject,
        work: Callable[..., T],
        on_done: Callable[[T], None],
        on_error: Callable[[KnownError], None],
        progress: Report | None = None,
    ) -> None:
        """As ``run``, and what was asked before is dropped with its fault and its steps."""
        self.drop()
        asked = self._asked

        def in_time(tell: Callable[P, None]) -> Callable[P, None]:
            def hand_over(*args: P.args, **kwargs: P.kwargs) -> None:
                if asked == self._asked:
                    tell(*args, **kwargs)

            return hand_over

        run(parent, work, in_time(on_done), in_time(on_error), in_time(progress) if progress is not None else None)


def wait_for_all(seconds: float = 10.0) -> bool:
    """Wait until no work is under way (before the program ends or the workspace is locked); False when time ran out."""
    return not wait(_courier().under_way(), timeout=seconds).not_done
