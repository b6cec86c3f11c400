"""The journal's own tables: chains, entries, salts; none of the queries commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, TextClause, text


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


# What a use case appends; the statements are built once: a saved visit must not have them parsed again.
_GREATEST_LAMPORT = text("SELECT max(lamport) FROM chain")
_FIND_CHAIN = text("SELECT id, last_seq, head FROM chain WHERE key = :key")
_MOVE_CHAIN = text("UPDATE chain SET last_seq = :seq, head = :head, lamport = :lamport WHERE id = :id")
_INSERT_CHAIN = text(
    "INSERT INTO chain (key, device, epoch, stream, continues_epoch, continues_seq, continues_hash, last_seq, head, lamport, signed_seq)"
    " VALUES (:key, :device, :epoch, :stream, :ce, :cs, :ch, 0, :head, 0, 0)"
)
_INSERT_SUBJECT = text("INSERT INTO subject (id, salt) VALUES (:id, :salt)")
_INSERT_ENTRY = text(
    "INSERT INTO entry (chain, seq, lamport, wall, account, register, version, op, record, subject, seen, fields, digest, hash, package)"
    " VALUES (:chain, :seq, :lamport, :wall, :account, :register, :version, :op, :record, :subject, :seen, :fields, :digest, :hash,"
    " :package)"
)


@cache
def _entry_names(count: int) -> TextClause:
    return text(
        "SELECT e.record AS record, c.key AS key, e.seq AS seq, e.seen AS seen FROM entry e JOIN chain c ON c.id = e.chain"
        f" WHERE e.record IN ({_names(count)})"
    )


@cache
def _salts(count: int) -> TextClause:
    return text(f"SELECT id, salt FROM subject WHERE id IN ({_names(count)})")


def _names(count: int) -> str:
    return ",".join(f":n{index}" for index in range(count))


def _in_parts(connection: Connection, statement: Any, wanted: Sequence[bytes], size: int = 400) -> Iterator[Any]:
    for start in range(0, len(wanted), size):
        part = wanted[start : start + size]
        yield from connection.execute(statement(len(part)), {f"n{index}": each for index, each in enumerate(part)})


def entry_names(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """(record, chain key, seq, seen) of every entry of some records, a few hundred records a query."""
    yield from _in_parts(connection, _entry_names, records)


@cache
def _entries(count: int) -> TextClause:
    return text(
        "SELECT e.record, e.register, e.seq, e.lamport, e.op, e.seen, e.fields, c.key, c.device, c.stream"
        f" FROM entry e JOIN chain c ON c.id = e.chain WHERE e.record IN ({_names(count)})"
    )


def entries_of_many(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """(record, register, seq, lamport, op, seen, fields, chain key, device, stream) of every entry of some records."""
    yield from _in_parts(connection, _entries, records)


_RECORDS = text("SELECT DISTINCT record FROM entry ORDER BY record")
_RECORDS_OF = text("SELECT DISTINCT record FROM entry WHERE register = :register ORDER BY record")


def records(connection: Connection, register: str = "") -> list[bytes]:
    """Ids of all records that have entries, or of those that entries of one register claim."""
    found = connection.execute(_RECORDS_OF, {"register": register}) if register else connection.execute(_RECORDS)
    return [row[0] for row in found]


def load_salts(connection: Connection, subjects: Iterable[bytes]) -> dict[bytes, bytes | None]:
    """Salts of the persons; None once erased, absent when their creation has not arrived."""
    return {row[0]: row[1] for row in _in_parts(connection, _salts, sorted(subjects))}


def greatest_lamport(connection: Connection) -> int:
    """The greatest Lamport counter that any chain holds."""
    return int(connection.execute(_GREATEST_LAMPORT).scalar() or 0)


def find_chain(connection: Connection, key: bytes) -> tuple[int, int, bytes] | None:
    """(id, last seq, head) of a chain."""
    found = connection.execute(_FIND_CHAIN, {"key": key}).first()
    return (found[0], found[1], found[2]) if found else None


def insert_chain(connection: Connection, place: Mapping[str, Any], continues: tuple[bytes, int, bytes] | None) -> tuple[int, int, bytes]:
    """Make a chain (key, device, epoch, stream, head) and say what it continues."""
    epoch, seq, hash_ = continues or (None, None, None)
    connection.execute(_INSERT_CHAIN, {**place, "ce": epoch, "cs": seq, "ch": hash_})
    made = connection.execute(_FIND_CHAIN, {"key": place["key"]}).one()
    return made[0], made[1], made[2]


def move_chain(connection: Connection, chain: int, seq: int, head: bytes, lamport: int) -> None:
    """Bring a chain to its new head."""
    connection.execute(_MOVE_CHAIN, {"id": chain, "seq": seq, "head": head, "lamport": lamport})


def insert_entries(connection: Connection, entries: Sequence[Mapping[str, Any]], salts: Sequence[Mapping[str, Any]]) -> None:
    """Append entries, with the salts of the persons that they are the first to be about."""
    if salts:
        connection.execute(_INSERT_SUBJECT, salts)
    connection.execute(_INSERT_ENTRY, entries)
