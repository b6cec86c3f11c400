"""JSON in its one canonical spelling, and the strict reading of what arrives (sync.md §1): every hash and signature is made of these bytes.

UTF-8, keys in byte order, none twice, no blanks, shortest escapes (the two-letter ones, ``\\u00xx`` in small letters for other control
characters, nothing else escaped), integers of at most 2^53 - 1 either way, no other numbers, no lone surrogate. Bytes that are not their
own re-encoding are no canonical JSON, so that a second program cannot spell the same value otherwise and get another hash.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec

INTEGER_LIMIT = 2**53 - 1
"""The greatest integer, either way: beyond it programs that keep numbers as floating point read another one."""
TEXT_LIMIT = 10_000
"""Characters of one text or key."""
ITEM_LIMIT = 10_000
"""Items of one list or object."""
DEPTH_LIMIT = 8
"""Lists and objects inside one another."""

LINE_LIMIT = 1 << 20
"""Bytes of one line of a file."""

_PART = 1 << 16


T = TypeVar("T")


class NotCanonical(ValueError):
    """Bytes that are not canonical JSON, exceed a limit, or a value that has no canonical form."""


_FAULTS = (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError)
_encoder = msgspec.json.Encoder(order="sorted")
# Of a struct the order of its fields is kept: those of the lines of a file stand in the order of their bytes.
_line_encoder = msgspec.json.Encoder(order="deterministic")

Text = Annotated[str, msgspec.Meta(max_length=TEXT_LIMIT)]
"""A text, or a key, within the limit."""


def value_type(inside: int, items: int = ITEM_LIMIT) -> Any:
    """The type of a value that lies ``inside`` so many lists and objects, spelled out to the deepest level: limits are checked in C."""
    whole = Annotated[int, msgspec.Meta(ge=-INTEGER_LIMIT, le=INTEGER_LIMIT)]
    several = msgspec.Meta(max_length=items)
    value: Any = Text | whole | bool | None
    for _ in range(DEPTH_LIMIT - inside):
        value = Text | whole | bool | Annotated[list[value], several] | Annotated[dict[Text, value], several] | None
    return value


@cache
def _decoder(items: int) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(value_type(0, items))


def encode(value: object) -> bytes:
    """The canonical bytes of dicts with text keys, lists, text, integers, booleans and None. Errors: NotCanonical (a lone surrogate)."""
    try:
        return _encoder.encode(value)
    except _FAULTS as error:
        raise NotCanonical("no canonical form") from error


def decode(data: bytes, *, items: int = ITEM_LIMIT) -> Any:
    """Read bytes that must be canonical, with at most so many items in each list or object. Errors: NotCanonical and nothing else."""
    try:
        value = _decoder(items).decode(data)
        same = _encoder.encode(value) == data
    except _FAULTS as error:
        raise NotCanonical("not canonical JSON") from error
    if not same:
        raise NotCanonical("spelled otherwise")
    return value


def line_parts(block: bytes, start: int, end: int) -> Iterator[bytes]:
    """Cut lines into parts of about _PART that end with a line; a line above LINE_LIMIT is cut, and no reader takes it."""
    while start < end:
        most = min(end, start + LINE_LIMIT)
        stop = block.rfind(b"\n", start, min(end, start + _PART)) + 1 or block.find(b"\n", start, most) + 1 or most
        yield block[start:stop]
        start = stop


def decode_lines(part: bytes, decoder: "msgspec.json.Decoder[T]") -> list[T]:
    """Read canonical values that are each ended by one newline; the decoder must hold to the limits (``value_type``).

    Errors: NotCanonical and nothing else.
    """
    try:
        values = decoder.decode_lines(part)
        same = _line_encoder.encode_lines(values) == part
    except _FAULTS as error:
        raise NotCanonical("not canonical JSON") from error
    if not same:
        raise NotCanonical("spelled otherwise")
    return values
