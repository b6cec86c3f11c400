"""Streams of the journal that are not a unit's own, ids that two offices agree on offline, and ids that are bound to their stream."""

import hashlib
import uuid
from functools import lru_cache

import uuid_utils

COMMON_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-636f6d6d6f6e")
"""Fixed for ever: offices agree offline on the stream of what an office says for itself and for all below it."""

COUNTS_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-636f756e7473")
"""Fixed for ever: both offices agree offline on the stream of a county's counts and on the ids of its numbers."""


def new_id(stream: bytes) -> bytes:
    """A record id for a stream, 16 bytes: 12 of a UUIDv7, so that later records lie behind earlier ones in every index, and its tag.

    The last 4 bytes follow from the stream and the first 12. So no id can be used in two streams: nobody can write, in a stream of his own,
    a record that hides, renames or shadows one of another stream, whatever ids he knows.
    """
    fresh = uuid_utils.uuid7().bytes[:12]
    return fresh + _tag(stream, fresh)


def belongs(record: bytes, stream: bytes) -> bool:
    """Whether a record id was made for a stream."""
    return record[12:] == _tag(stream, record[:12])


def _tag(stream: bytes, fresh: bytes) -> bytes:
    return hashlib.sha256(b"kashi id 1\x00" + stream + fresh).digest()[:4]


@lru_cache(maxsize=8192)
def common_of(unit_id: bytes) -> bytes:
    """The common stream of an office: units, definitions, calendar, courses. It alone writes there, all below it read it."""
    return uuid.uuid5(COMMON_NAMESPACE, unit_id.hex()).bytes


def named_from(stream: bytes, commons: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """The streams whose records a record of a stream may name: its own, its unit's common one, and those that this office reads."""
    return stream, common_of(stream), *commons


def counts_stream(unit_id: bytes) -> bytes:
    """The stream of the numbers that a county hands up: nothing else of a county ever leaves it upwards (docs/adr/0004)."""
    return uuid.uuid5(COUNTS_NAMESPACE, unit_id.hex()).bytes


def fact_id(place_id: bytes, period: str, indicator: str, definition: str) -> bytes:
    """The record id of a number: the same number is the same record, however often and wherever it is counted."""
    return uuid.uuid5(COUNTS_NAMESPACE, "|".join((place_id.hex(), period, indicator, definition))).bytes
