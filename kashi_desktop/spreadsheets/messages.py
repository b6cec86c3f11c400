"""What parent and child say to each other over the pipe: a length of four bytes, then msgpack."""

from collections.abc import Sequence
from typing import BinaryIO

import msgspec

from kashi_desktop.spreadsheets.limits import Limits

LONGEST_MESSAGE = 64 * 1024 * 1024


class Request(msgspec.Struct, frozen=True):
    """What to look for: header text → key, the required keys, and the caps; the file's bytes follow on the pipe."""

    names: dict[str, str]
    required: list[str]
    limits: Limits


class Head(msgspec.Struct, frozen=True, tag="head"):
    """The header that was found; ``columns`` are the keys in the file's order."""

    columns: list[str]
    unknown: list[str]
    header_row: int
    sheet: str
    other_sheets: list[str]


class Chunk(msgspec.Struct, tag="chunk"):
    """Rows with content; the maps go from the place in this chunk to column places (numbers, error cells)."""

    numbers: list[int]
    cells: list[Sequence[str]]
    numeric: dict[int, tuple[int, ...]]
    faulty: dict[int, tuple[int, ...]]
    surplus: list[int]


class End(msgspec.Struct, frozen=True, tag="end"):
    """All rows were sent."""

    rows: int


class Failure(msgspec.Struct, frozen=True, tag="failure"):
    """The file was refused; ``code`` is one of ``faults.TEMPLATES``."""

    code: str
    params: dict[str, str | int]


Message = Head | Chunk | End | Failure

_encoder = msgspec.msgpack.Encoder()


def send(pipe: BinaryIO, message: Request | Message) -> None:
    """Write one message and hand it over at once."""
    body = _encoder.encode(message)
    pipe.write(len(body).to_bytes(4, "big"))
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """The body of the next message; None at the end of the pipe or when the other side breaks the form."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    if length > LONGEST_MESSAGE:
        return None
    body = pipe.read(length)
    return body if len(body) == length else None
