"""Queries about entries of records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text


def histories(connection: Connection, records: Sequence[bytes]) -> dict[bytes, tuple[int, int]]:
    """(wall time of the first entry, number of entries) of each record."""
    found: dict[bytes, tuple[int, int]] = {}
    for start in range(0, len(records), 400):
        part = records[start : start + 400]
        names = ", ".join(f":r{index}" for index in range(len(part)))
        statement = text(f"SELECT record, min(wall), count(*) FROM entry WHERE record IN ({names}) GROUP BY record")
        found |= {row[0]: (row[1], row[2]) for row in connection.execute(statement, {f"r{i}": each for i, each in enumerate(part)})}
    return found


def entries_of(connection: Connection, record: bytes) -> Sequence[Row[Any]]:
    """Every entry of a record with its chain and who wrote it, in their order."""
    statement = text(
        "SELECT e.seq, e.lamport, e.wall, e.register, e.op, e.seen, e.fields, c.key, c.device, a.name AS who"
        " FROM entry e JOIN chain c ON c.id = e.chain LEFT JOIN account a ON a.id = e.account"
        " WHERE e.record = :record ORDER BY e.lamport, c.device, e.seq"
    )
    return connection.execute(statement, {"record": record}).all()


_CHAIN_END = text("SELECT last_seq, head FROM chain WHERE key = :key")
_OWN = text("SELECT sum(last_seq) FROM chain WHERE device = :device AND epoch = :epoch")


def chain_end(connection: Connection, key: bytes) -> tuple[int, bytes] | None:
    """(last seq, head) of a chain, None before its first entry."""
    found = connection.execute(_CHAIN_END, {"key": key}).first()
    return (found[0], found[1]) if found else None


def own_position(connection: Connection, device: bytes, epoch: bytes) -> int:
    """How many entries a device wrote in an epoch."""
    return int(connection.execute(_OWN, {"device": device, "epoch": epoch}).scalar() or 0)
