"""Streams of the journal that are not a unit's own, and ids that two offices agree on offline."""

import uuid

COMMON = bytes.fromhex("6b617368695f636f6d6d6f6e00000000")
"""Stream of what every office of a county shares: units, definitions, targets, calendar."""

COUNTS_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-636f756e7473")
"""Fixed for ever: both offices agree offline on the stream of a county's counts and on the ids of its numbers."""


def counts_stream(unit_id: bytes) -> bytes:
    """The stream of the numbers that a county hands up: nothing else of a county ever leaves it upwards (docs/adr/0004)."""
    return uuid.uuid5(COUNTS_NAMESPACE, unit_id.hex()).bytes


def fact_id(place_id: bytes, period: str, indicator: str, definition: str) -> bytes:
    """The record id of a number: the same number is the same record, however often and wherever it is counted."""
    return uuid.uuid5(COUNTS_NAMESPACE, "|".join((place_id.hex(), period, indicator, definition))).bytes
