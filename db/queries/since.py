"""Entries that came after a remembered state of the chains; never commits."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

_HEADS = text("SELECT key, last_seq FROM chain")
_CHAINS = text("SELECT id, key, stream, last_seq FROM chain")
_ENTRIES = text(
    "SELECT :stream AS stream, register, op, record, fields FROM entry WHERE chain = :chain AND seq > :after AND register IN :registers"
).bindparams(bindparam("registers", expanding=True))
_VERSIONS = text("SELECT record, fields FROM entry WHERE record IN :ids AND fields IS NOT NULL").bindparams(
    bindparam("ids", expanding=True)
)


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
    wanted = sorted(ids)
    for start in range(0, len(wanted), 400):
        yield from connection.execute(_VERSIONS, {"ids": wanted[start : start + 400]})
