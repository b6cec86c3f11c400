"""The journal's own tables: chains, entries, salts; none of the queries commits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, column, text

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


_OWN = text("SELECT sum(last_seq) FROM chain WHERE device = :device AND epoch = :epoch")


def chain_end(connection: Connection, key: bytes) -> tuple[int, bytes] | None:
    """(last seq, head) of a chain, None before its first entry."""
    found = find_chain(connection, key)
    return found[1:] if found else None


def own_position(connection: Connection, device: bytes, epoch: bytes) -> int:
    """How many entries a device wrote in an epoch."""
    return int(connection.execute(_OWN, {"device": device, "epoch": epoch}).scalar() or 0)


# What a use case appends; the statements are built once and name their columns: a saved visit must not have them worked out again.
_GREATEST_LAMPORT = text("SELECT max(lamport) AS greatest FROM chain").columns(column("greatest"))
_FIND_CHAIN = text("SELECT id, last_seq, head FROM chain WHERE key = :key").columns(column("id"), column("last_seq"), column("head"))
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


_ENTRY_NAMES = of_many(
    "SELECT e.record AS record, c.key AS key, e.seq AS seq, e.seen AS seen FROM entry e JOIN chain c ON c.id = e.chain"
    " WHERE e.record IN :ids",
    "ids",
)
_SALT = text("SELECT id, salt FROM subject WHERE id = :id").columns(column("id"), column("salt"))
_SALTS = of_many("SELECT id, salt FROM subject WHERE id IN :ids", "ids")


def entry_names(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """(record, chain key, seq, seen) of every entry of some records, a few hundred records a query."""
    yield from in_parts(connection, _ENTRY_NAMES, records)


_ENTRIES = of_many(
    "SELECT e.record, e.register, e.seq, e.lamport, e.op, e.seen, e.fields, c.key, c.device, c.stream"
    " FROM entry e JOIN chain c ON c.id = e.chain WHERE e.record IN :ids",
    "ids",
)


def entries_of_many(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """(record, register, seq, lamport, op, seen, fields, chain key, device, stream) of every entry of some records."""
    yield from in_parts(connection, _ENTRIES, records)


_RECORDS = text("SELECT DISTINCT record FROM entry ORDER BY record")
_RECORDS_OF = text("SELECT DISTINCT record FROM entry WHERE register = :register ORDER BY record")


def records(connection: Connection, register: str = "") -> list[bytes]:
    """Ids of all records that have entries, or of those that entries of one register claim."""
    found = connection.execute(_RECORDS_OF, {"register": register}) if register else connection.execute(_RECORDS)
    return [row[0] for row in found]


def load_salts(connection: Connection, subjects: Collection[bytes]) -> dict[bytes, bytes | None]:
    """Salts of the persons; None once erased, absent when their creation has not arrived."""
    if len(subjects) == 1:  # a form's; a list would be put into the statement anew each time
        return {row[0]: row[1] for row in connection.execute(_SALT, {"id": next(iter(subjects))})}
    return {row[0]: row[1] for row in in_parts(connection, _SALTS, sorted(subjects))}


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
