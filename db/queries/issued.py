"""Issued reports, and the entries that came after a remembered state of the chains; never commits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import in_parts, of_many

_REPORTS = text("SELECT * FROM issued_report WHERE NOT removed ORDER BY period DESC, issued_on DESC, id DESC")
_REPORT = text("SELECT * FROM issued_report WHERE NOT removed AND id = :id")
_MONTHS = text("SELECT DISTINCT period FROM issued_report WHERE NOT removed AND length(period) = 7 ORDER BY period DESC LIMIT :limit")
_HEADS = text("SELECT key, last_seq FROM chain")
_CHAINS = text("SELECT id, key, stream, last_seq FROM chain")
_ENTRIES = of_many(
    "SELECT :stream AS stream, register, op, record, fields FROM entry WHERE chain = :chain AND seq > :after AND register IN :registers",
    "registers",
)
_VERSIONS = of_many("SELECT record, fields FROM entry WHERE record IN :ids AND fields IS NOT NULL", "ids")


def reports(connection: Connection) -> Sequence[Row[Any]]:
    """Every issued report, newest period first."""
    return connection.execute(_REPORTS).all()


def report(connection: Connection, report_id: bytes) -> Row[Any] | None:
    """One issued report."""
    return connection.execute(_REPORT, {"id": report_id}).first()


def months(connection: Connection, limit: int) -> list[str]:
    """The latest months of which a report was issued."""
    return [row.period for row in connection.execute(_MONTHS, {"limit": limit})]


def heads(connection: Connection) -> dict[str, int]:
    """How far each chain goes, by its key in hexadecimal."""
    return {row[0].hex(): row[1] for row in connection.execute(_HEADS)}


def entries_since(connection: Connection, known: Mapping[str, int], registers: Collection[str]) -> Iterator[Row[Any]]:
    """(stream, register, op, record, fields) of the entries of some registers beyond the remembered heads."""
    for chain in connection.execute(_CHAINS).all():
        after = known.get(chain.key.hex(), 0)
        if chain.last_seq > after:
            values = {"stream": chain.stream, "chain": chain.id, "after": after, "registers": sorted(registers)}
            yield from connection.execute(_ENTRIES, values)


def versions_of(connection: Connection, ids: Collection[bytes]) -> Iterator[Row[Any]]:
    """(record, fields) of every entry of some records."""
    yield from in_parts(connection, _VERSIONS, sorted(ids))
