"""Rows of an untrusted table file, read by a child process with limits and streamed back in chunks."""

import contextlib
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import BinaryIO

import msgspec

from kashi_desktop.errors import KnownError
from kashi_desktop.paths import open_regular
from kashi_desktop.spreadsheets.faults import fault
from kashi_desktop.spreadsheets.limits import Limits
from kashi_desktop.spreadsheets.messages import Chunk, End, Failure, Head, Message, Request, receive, send

CHILD_ARGUMENT = "--spreadsheet-child"
"""The only argument with which a packaged program must run ``child.main`` instead of itself."""

_NOTHING: frozenset[str] = frozenset()
# The child gets no passphrase and nothing else it has no use for.
_KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LANG", "LC_ALL")
# SIGABRT; on Windows the exit codes of fail-fast and of no memory.
_ABORTS = (-signal.SIGABRT, 0xC0000409, 0xC0000017)


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row with content; ``number`` is its 1-based row (CSV: record) in the file.

    ``cells`` holds every known column of the file, empty text for an empty cell. ``numeric``: keys whose cell was stored as a number
    (an ID number has lost digits there). ``faulty``: keys whose cell holds an error such as #REF!. ``surplus``: a CSV record with
    text beyond the last column, so its cells may have shifted.
    """

    number: int
    cells: dict[str, str]
    numeric: frozenset[str] = _NOTHING
    faulty: frozenset[str] = _NOTHING
    surplus: bool = False

    @property
    def marked(self) -> bool:
        """Whether there is anything to be said of the row; of nearly all there is not."""
        return bool(self.numeric or self.faulty or self.surplus)


class Sheet:
    """An opened table: its columns at once, its rows as they arrive; ``close`` or leaving the ``with`` block ends the child.

    ``columns`` are keys in the file's order, ``unknown_columns`` headers that no key knows, ``other_sheets`` visible sheets with
    content that were not read. ``rows`` can be walked once and raises ``KnownError`` when the file breaks on the way.
    """

    def __init__(self, head: Head, child: "_Child") -> None:
        """Take over the running child after its head arrived."""
        self.columns = tuple(head.columns)
        self.unknown_columns = tuple(head.unknown)
        self.header_row = head.header_row
        self.sheet_name = head.sheet
        self.other_sheets = tuple(head.other_sheets)
        self._child = child
        self.rows: Iterator[Row] = _rows(self.columns, child)

    def close(self) -> None:
        """End the child; safe to call again."""
        self._child.close()

    def __enter__(self) -> "Sheet":
        """Keep the sheet open for the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the child."""
        self.close()


def read_rows(path: Path, names: Mapping[str, str], required: Collection[str], limits: Limits | None = None) -> Sheet:
    """Open a CSV file or workbook whose header row names columns of ``names`` (header text, key or label, → key).

    Returns once the header is known; rows stream while the file is still being read. The file is only read. Raises ``KnownError``:
    ``file_unreadable file_empty file_huge file_slow file_encrypted file_damaged not_a_spreadsheet text_encoding text_nul text_quotes
    header_missing columns_missing columns_duplicate``, and from ``Sheet.rows`` also ``too_many_rows``. Rules: domain.md §3.
    """
    limits = limits or Limits()
    with _opened(path, limits) as source:
        child = _Child(limits)
        try:
            child.feed(Request(dict(names), list(required), limits), source)
            head = child.message()
        except BaseException:
            child.close()
            raise
    if isinstance(head, Head):
        return Sheet(head, child)
    child.close()
    if isinstance(head, Failure):
        raise fault(head.code, **head.params)
    raise fault("reader_failed")


def _rows(keys: tuple[str, ...], child: "_Child") -> Iterator[Row]:
    # No reference to the sheet: a forgotten sheet must end its child at once.
    sets: dict[tuple[int, ...], frozenset[str]] = {(): _NOTHING}
    while isinstance(message := child.message(), Chunk):
        numeric, faulty, surplus = message.numeric, message.faulty, set(message.surplus)
        marked = numeric.keys() | faulty.keys() | surplus
        for at, (number, cells) in enumerate(zip(message.numbers, message.cells, strict=True)):
            if at not in marked:
                yield Row(number, dict(zip(keys, cells, strict=True)))
                continue
            flags = []
            for places in (numeric.get(at, ()), faulty.get(at, ())):
                if places not in sets:
                    sets[places] = frozenset(keys[place] for place in places)
                flags.append(sets[places])
            yield Row(number, dict(zip(keys, cells, strict=True)), flags[0], flags[1], at in surplus)
    child.close()
    if isinstance(message, Failure):
        raise fault(message.code, **message.params)
    if not isinstance(message, End):
        raise fault("reader_failed")


def _opened(path: Path, limits: Limits) -> BinaryIO:
    try:
        source = open_regular(path)
        facts = os.fstat(source.fileno())
    except (OSError, ValueError, KnownError):
        raise fault("file_unreadable") from None
    if facts.st_size == 0 or facts.st_size > limits.file_bytes:
        source.close()
        raise fault("file_huge" if facts.st_size else "file_empty")
    return source


class _Child:
    """The reading process; killed when it is silent for too long, when its sheet is closed, or when its owner is gone."""

    def __init__(self, limits: Limits) -> None:
        self._silence = limits.silence_seconds
        self._decode = msgspec.msgpack.Decoder(Message).decode
        self._silent = Event()
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            pipesize=1 << 20,  # Linux: neither side waits for the other at every chunk
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._end = weakref.finalize(self, _end, self._process)

    def feed(self, request: Request, source: BinaryIO) -> None:
        """Hand over the request and the bytes; the child reads all of them before it answers."""
        pipe = self._process.stdin
        assert pipe is not None
        try:
            with self._watch():
                send(pipe, request)  # type: ignore[arg-type]  # IO[bytes] of Popen is a BinaryIO in all but name
                while block := _block(source):
                    pipe.write(block)
                pipe.close()
        except OSError:
            # It ended early: its last word or its exit code says why.
            with contextlib.suppress(OSError):
                pipe.close()

    def message(self) -> Message:
        """The next message; a child that ended without one is explained by how it ended."""
        pipe = self._process.stdout
        assert pipe is not None
        if pipe.closed:
            return Failure("reader_failed", {})
        with self._watch():
            body = receive(pipe)  # type: ignore[arg-type]  # as above
        if body is None:
            return Failure(self._cause(), {})
        try:
            message: Message = self._decode(body)
        except msgspec.MsgspecError:
            return Failure("reader_failed", {})
        return message

    def close(self) -> None:
        """Kill the process if it still runs and collect it."""
        self._end()

    def _cause(self) -> str:
        if self._silent.is_set():
            return "file_slow"
        if not self._end.alive:  # closed by its owner while it was being read
            return "reader_failed"
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:  # it broke the form of the messages
            return "reader_failed"
        if code in _ABORTS or code == -9:  # how an allocator and the system refuse memory
            return "file_huge"
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return "file_slow"
        return "file_damaged" if code < 0 or code > 255 else "reader_failed"

    @contextlib.contextmanager
    def _watch(self) -> Iterator[None]:
        timer = Timer(self._silence, _expire, (self._process, self._silent))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _block(source: BinaryIO) -> bytes:
    try:
        return source.read(1 << 20)
    except OSError:  # a stick pulled out
        raise fault("file_unreadable") from None


def _expire(process: subprocess.Popen[bytes], silent: Event) -> None:
    silent.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT]
    return [sys.executable, "-B", "-P", "-m", "kashi_desktop.spreadsheets.child"]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    root = str(Path(__file__).resolve().parent.parent.parent)
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
