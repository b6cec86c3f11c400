"""Queries about entries of records."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import in_parts, of_many

_HISTORIES = of_many("SELECT record, min(wall), count(*) FROM entry WHERE record IN :ids GROUP BY record", "ids")


def histories(connection: Connection, records: Sequence[bytes]) -> dict[bytes, tuple[int, int]]:
    """(wall time of the first entry, number of entries) of each record."""
    return {row[0]: (row[1], row[2]) for row in in_parts(connection, _HISTORIES, records)}


def entries_of(connection: Connection, record: bytes) -> Sequence[Row[Any]]:
    """Every entry of a record with its chain and who wrote it, in their order."""
    statement = text(
        "SELECT e.seq, e.lamport, e.wall, e.register, e.op, e.seen, e.fields, c.key, c.device, a.name AS who"
        " FROM entry e JOIN chain c ON c.id = e.chain LEFT JOIN account a ON a.id = e.account"
        " WHERE e.record = :record ORDER BY e.lamport, c.device, e.seq"
    )
    return connection.execute(statement, {"record": record}).all()
