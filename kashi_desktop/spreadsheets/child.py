"""The process that opens an untrusted table: bound in memory and time, without files, answering over its output.

Run as ``python -m kashi_desktop.spreadsheets.child`` (a packaged program: with ``CHILD_ARGUMENT`` as its only argument); it reads a
``Request`` and then the file's bytes from its input, and writes ``Head``, ``Chunk`` … ``End``, or ``Failure``.
"""

import gc
import sys
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, BinaryIO

import msgspec

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets.containers import is_workbook
from kashi_desktop.spreadsheets.faults import fault
from kashi_desktop.spreadsheets.headers import Header, check_header, header_missing, lookup_of
from kashi_desktop.spreadsheets.limits import Limits, bind_process
from kashi_desktop.spreadsheets.messages import Chunk, End, Failure, Head, Request, receive, send
from kashi_desktop.spreadsheets.texts import TextTable
from kashi_desktop.spreadsheets.workbooks import TEXTS, WorkbookTable

_CHUNK_ROWS = 512
_LONGEST_CELL = 2000
_ONLY_TEXT = {str}
_NUMBERS = {float, int}


def main() -> int:
    """Serve one request; the exit code is 0 whenever an answer was given."""
    gc.disable()  # short-lived, and nothing here makes circles
    body = receive(sys.stdin.buffer)
    if body is None:
        return 1
    request = msgspec.msgpack.decode(body, type=Request)
    bind_process(request.limits)
    answer = sys.stdout.buffer
    try:
        _serve(request, sys.stdin.buffer, answer)
    except KnownError as refusal:
        send(answer, Failure(refusal.code, refusal.params))
    except MemoryError:
        send(answer, Failure("file_huge", {}))
    except BrokenPipeError:
        return 1  # the reader lost interest
    except BaseException as error:  # a panic of the parser derives from BaseException
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        send(answer, Failure("file_damaged", {}))
    return 0


def _serve(request: Request, source: BinaryIO, answer: BinaryIO) -> None:
    data = source.read(request.limits.file_bytes + 1)
    if len(data) > request.limits.file_bytes:
        raise fault("file_huge")
    lookup = lookup_of(request.names)
    if is_workbook(data, request.limits):
        book = WorkbookTable(data, lookup)
        header = _checked(book.header, request)
        send(answer, Head(list(header.keys), list(header.unknown), header.index + 1, book.name, book.other_names))
        del data
        _send_typed(book, header, request.limits, answer)
        return
    text = TextTable(data, lookup)
    del data
    if text.header is None and not text.is_table:
        raise fault("not_a_spreadsheet")
    header = _checked(text.header, request)
    send(answer, Head(list(header.keys), list(header.unknown), header.index + 1, "", []))
    _send_texts(text.rows(), header, request.limits, answer)


def _checked(header: Header | None, request: Request) -> Header:
    if header is None:
        raise header_missing(request.names, request.required)
    check_header(header, request.names, request.required)
    return header


def _send_typed(book: WorkbookTable, header: Header, limits: Limits, answer: BinaryIO) -> None:
    out = _Out(limits, answer)
    pick = _picker(header.places)
    errors = book.errors
    for number, row in book.rows():
        values = pick(row)
        numeric: list[int] = []
        kinds = set(map(type, values))
        if kinds != _ONLY_TEXT:
            if not kinds.isdisjoint(_NUMBERS):
                numeric = [at for at, value in enumerate(values) if value.__class__ is float or value.__class__ is int]
            values = [value if value.__class__ is str else TEXTS[value.__class__](value) for value in values]
        faulty = [at for at, place in enumerate(header.places) if place in errors[number]] if number in errors else []
        out.add(number, values, numeric, faulty)
    out.finish()


def _send_texts(rows: Iterator[tuple[int, list[str]]], header: Header, limits: Limits, answer: BinaryIO) -> None:
    out = _Out(limits, answer)
    pick = _picker(header.places)
    width = header.width
    padding = [""] * width
    for number, row in rows:
        surplus = len(row) > width and not "".join(row[width:]).isspace() and any(row[width:])
        out.add(number, pick(row + padding[len(row) :]), surplus=surplus)
    out.finish()


class _Out:
    """Gathers rows with content into chunks, sends them and counts them against the limit."""

    def __init__(self, limits: Limits, answer: BinaryIO) -> None:
        self._limit = limits.rows
        self._answer = answer
        self._sent = 0
        self._chunk = Chunk([], [], {}, {}, [])

    def add(
        self, number: int, values: Sequence[str], numeric: Sequence[int] = (), faulty: Sequence[int] = (), surplus: bool = False
    ) -> None:
        """Add one row unless it is empty and nothing is to be said of it; raises ``too_many_rows``."""
        joined = "".join(values)
        if not (faulty or surplus) and (not joined or joined.isspace()):
            return
        chunk = self._chunk
        at = len(chunk.numbers)
        if numeric:
            chunk.numeric[at] = tuple(numeric)
        if faulty:
            chunk.faulty[at] = tuple(faulty)
        if surplus:
            chunk.surplus.append(at)
        chunk.numbers.append(number)
        chunk.cells.append(values if len(joined) <= _LONGEST_CELL else _shortened(values))
        if at + 1 == _CHUNK_ROWS:
            self._send()

    def finish(self) -> None:
        """Send what is left, and the end."""
        self._send()
        send(self._answer, End(self._sent))

    def _send(self) -> None:
        chunk, self._chunk = self._chunk, Chunk([], [], {}, {}, [])
        self._sent += len(chunk.numbers)
        if self._sent > self._limit:
            raise fault("too_many_rows", limit=self._limit)
        if chunk.numbers:
            send(self._answer, chunk)


def _shortened(values: Sequence[str]) -> list[str]:
    # One letter more than the longest field may ever be: the row is refused by its field and cannot swell the pipe.
    return [value[: _LONGEST_CELL + 1] for value in values]


def _picker(places: tuple[int, ...]) -> Any:
    """A function from a row to the values of the known columns."""
    if len(places) == 1:
        only = places[0]
        return lambda row: (row[only],)
    return itemgetter(*places)


if __name__ == "__main__":
    raise SystemExit(main())
