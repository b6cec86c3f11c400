"""The hash chains of devices and their entries by position; none of these queries commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from db.queries.journal import insert_chain
from db.streams import COMMON

EntryRow = tuple[int, int, int, bytes | None, str, int, str, bytes, bytes | None, str, bytes | None, bytes | None, bytes]
"""What stands in ENTRY_COLUMNS: an entry as the journal keeps it."""

ENTRY_COLUMNS = ("seq", "lamport", "wall", "account", "register", "version", "op", "record", "subject", "seen", "fields", "digest", "hash")

_CHAINS = (
    "SELECT id, key, device, epoch, stream, continues_epoch, continues_seq, continues_hash, last_seq, head, lamport, signed_seq, signature"
    " FROM chain"
)
_ALL = text(f"{_CHAINS} ORDER BY id")
_OF_STREAMS = text(f"{_CHAINS} WHERE stream IN :streams ORDER BY id").bindparams(bindparam("streams", expanding=True))
_OF_KEYS = text(f"{_CHAINS} WHERE key IN :keys").bindparams(bindparam("keys", expanding=True))
_ADVANCE = text(
    "UPDATE chain SET last_seq = :seq, head = :head, lamport = :lamport, signed_seq = :seq, signature = :signature WHERE id = :id"
)
_ENTRIES = text(f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE chain = :chain AND seq > :after AND seq <= :last ORDER BY seq")
_ENTRY_AT = text("SELECT hash, lamport, wall FROM entry WHERE chain = :chain AND seq = :seq")
_HASHES = text("SELECT seq, hash FROM entry WHERE chain = :chain ORDER BY seq DESC")
_COUNTS = text("SELECT register, count(*) FROM entry WHERE chain = :chain AND seq > :after GROUP BY register")
# An entry about no person never loses its values by erasure: without them it came in an invitation and is still awaited.
_WITHHELD = text("SELECT min(seq) FROM entry WHERE chain = :chain AND fields IS NULL AND subject IS NULL")
_FILL = text("UPDATE entry SET fields = :fields, digest = NULL WHERE chain = :chain AND seq = :seq AND fields IS NULL AND subject IS NULL")
_SALTS = text("SELECT id, salt FROM subject")


@dataclass(slots=True)
class ChainRow:
    """One chain as the database holds it; ``id`` is 0 while it is not written, ``continues`` are epoch, position and hash there."""

    id: int
    key: bytes
    device: bytes
    epoch: bytes
    stream: bytes
    continues: tuple[bytes, int, bytes] | None
    last_seq: int
    head: bytes
    lamport: int
    signed_seq: int
    signature: bytes | None


def _chain(row: Any) -> ChainRow:
    continues = (row[5], row[6], row[7]) if row[5] is not None else None
    return ChainRow(row[0], row[1], row[2], row[3], row[4], continues, *row[8:])


def all_chains(connection: Connection) -> list[ChainRow]:
    """Every chain, oldest known first."""
    return [_chain(row) for row in connection.execute(_ALL)]


def chains_of(connection: Connection, streams: Sequence[bytes]) -> list[ChainRow]:
    """Every chain of the streams, oldest known first."""
    return [_chain(row) for row in connection.execute(_OF_STREAMS, {"streams": list(streams)})]


def chains_by_key(connection: Connection, keys: Iterable[bytes]) -> dict[bytes, ChainRow]:
    """The chains of those keys that are known here."""
    wanted = sorted(keys)
    parts = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    return {row[1]: _chain(row) for part in parts for row in connection.execute(_OF_KEYS, {"keys": part})}


def add_chain(connection: Connection, chain: ChainRow) -> None:
    """Open a chain that was met for the first time; its ``id`` is set."""
    place = {"key": chain.key, "device": chain.device, "epoch": chain.epoch, "stream": chain.stream, "head": chain.head}
    chain.id = insert_chain(connection, place, chain.continues)[0]


def advance_chain(connection: Connection, chain: ChainRow) -> None:
    """Write where a chain of another device ends now, with its author's signature there."""
    place = {"id": chain.id, "seq": chain.last_seq, "head": chain.head, "lamport": chain.lamport, "signature": chain.signature}
    connection.execute(_ADVANCE, place)


def entries(connection: Connection, chain: ChainRow, after: int = 0, last: int = 2**53) -> Iterator[Row[Any]]:
    """The ENTRY_COLUMNS of a chain's entries behind one position up to another."""
    yield from connection.execute(_ENTRIES, {"chain": chain.id, "after": after, "last": last})


def entry_at(connection: Connection, chain: ChainRow, seq: int) -> Row[Any]:
    """(hash, lamport, wall) at a position that is held."""
    return connection.execute(_ENTRY_AT, {"chain": chain.id, "seq": seq}).one()


def hash_at(connection: Connection, chain: ChainRow, seq: int) -> bytes | None:
    """Hash of a chain at a position, None where nothing is held."""
    if seq == chain.last_seq:
        return chain.head
    found = connection.execute(_ENTRY_AT, {"chain": chain.id, "seq": seq}).first()
    return found.hash if found else None


def hashes_backwards(connection: Connection, chain: ChainRow) -> Iterator[Row[Any]]:
    """(seq, hash) of a chain's entries, newest first."""
    yield from connection.execute(_HASHES, {"chain": chain.id})


def counts_above(connection: Connection, chain: ChainRow, after: int) -> dict[str, int]:
    """How many entries of each register stand behind a position."""
    return {row[0]: row[1] for row in connection.execute(_COUNTS, {"chain": chain.id, "after": after})}


def withheld_from(connection: Connection, chain: ChainRow) -> int | None:
    """First position whose values an invitation kept back, None when the chain is complete; only COMMON is in invitations."""
    return connection.execute(_WITHHELD, {"chain": chain.id}).scalar() if chain.stream == COMMON else None


def fill_entries(connection: Connection, chain: ChainRow, values: Mapping[int, bytes]) -> None:
    """Put the values, by position, into entries that came without them in an invitation."""
    if values:
        connection.execute(_FILL, [{"chain": chain.id, "seq": seq, "fields": fields} for seq, fields in values.items()])


def known_records(connection: Connection, records: Sequence[bytes]) -> set[bytes]:
    """Which of the records, given in their order so that neighbours share pages of the index, have an entry."""
    found: set[bytes] = set()
    # The driver's own marks: an import asks for all its records, and named ones take half as long again.
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    for start in range(0, len(records), 5000):
        part = tuple(records[start : start + 5000])
        statement = f"SELECT DISTINCT record FROM entry WHERE record IN ({','.join([mark] * len(part))})"
        found.update(row[0] for row in connection.exec_driver_sql(statement, part))
    return found


def all_salts(connection: Connection) -> dict[bytes, bytes | None]:
    """The salt of every person, None once erased."""
    return {row[0]: row[1] for row in connection.execute(_SALTS)}
