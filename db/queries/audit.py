"""The local log of what was done, hash-chained: ids and counts, never values; none of the queries commits."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, column, text

# Built once: a saved visit must not have its statements parsed again.
_LAST = text("SELECT hash FROM audit ORDER BY id DESC LIMIT 1").columns(column("hash"))
_INSERT = text("INSERT INTO audit (at, account, event, record, count, hash) VALUES (:at, :account, :event, :record, :count, :hash)")
_LINES = text("SELECT at, account, event, record, count AS number, hash FROM audit ORDER BY id")


def add_line(connection: Connection, at: str, account: bytes | None, event: str, record: bytes | None, count: int | None) -> None:
    """Add one line over the hash of the one before."""
    line = {"at": at, "account": account, "event": event, "record": record, "count": count}
    previous = last_hash(connection) or bytes(32)
    connection.execute(_INSERT, line | {"hash": line_hash(previous, at, account, event, record, count)})


def last_hash(connection: Connection) -> bytes | None:
    """The head of the log, None while it is empty."""
    found: bytes | None = connection.execute(_LAST).scalar()
    return found


def line_hash(previous: bytes, at: str, account: bytes | None, event: str, record: bytes | None, count: int | None) -> bytes:
    """The hash of one line over the one before."""
    parts = [at, account.hex() if account else None, event, record.hex() if record else None, count]
    return hashlib.sha256(previous + msgspec.json.encode(parts)).digest()


def lines(connection: Connection) -> Iterator[Row[Any]]:
    """Every line in order: at, account, event, record, number, hash."""
    yield from connection.execute(_LINES)
