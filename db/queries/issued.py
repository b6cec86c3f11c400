"""Issued reports, and the entries that came after a remembered state of the chains; never commits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import in_parts, of_many

_REPORTS = text("SELECT * FROM issued_report WHERE NOT removed ORDER BY period DESC, issued_on DESC, id DESC")
_REPORT = text("SELECT * FROM issued_report WHERE NOT removed AND id = :id")
_MONTHS = text("SELECT DISTINCT period FROM issued_report WHERE NOT removed AND length(period) = 7 ORDER BY period DESC LIMIT :limit")
# A branch is the same at every office by its first entry; numbers of rows are this database's own.
_BRANCHES = text(
    "SELECT b.id, b.stream, b.base_seq, b.last_seq, e.hash AS first FROM branch b"
    " JOIN entry e ON e.branch = b.id AND e.seq = b.base_seq + 1"
)
_ENTRIES = of_many(
    "SELECT :stream AS stream, register, op, record, duty FROM entry WHERE branch = :branch AND seq > :after AND register IN :registers",
    "registers",
)
_VERSIONS = of_many("SELECT record, duty FROM entry WHERE record IN :ids AND duty IS NOT NULL", "ids")


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
    """How far each branch goes, by the hash of its first entry in hexadecimal."""
    return {row.first.hex(): row.last_seq for row in connection.execute(_BRANCHES)}


def entries_since(connection: Connection, known: Mapping[str, int], registers: Collection[str]) -> Iterator[Row[Any]]:
    """(stream, register, op, record, duty) of the entries of some registers beyond the remembered heads."""
    for branch in connection.execute(_BRANCHES).all():
        after = known.get(branch.first.hex(), 0)
        if branch.last_seq > after:
            values = {"stream": branch.stream, "branch": branch.id, "after": after, "registers": sorted(registers)}
            yield from connection.execute(_ENTRIES, values)


def versions_of(connection: Connection, ids: Collection[bytes]) -> Iterator[Row[Any]]:
    """(record, duty) of every entry of some records."""
    yield from in_parts(connection, _VERSIONS, sorted(ids))
