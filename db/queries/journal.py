"""The journal's entries by record and this device's salts; none of the queries commits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, column, text

from db.queries.lists import in_parts, of_many

_HISTORIES = of_many("SELECT record, min(wall), count(*) FROM entry WHERE record IN :ids GROUP BY record", "ids")


def histories(connection: Connection, records: Sequence[bytes]) -> dict[bytes, tuple[int, int]]:
    """(wall time of the first entry, number of entries) of each record."""
    return {row[0]: (row[1], row[2]) for row in in_parts(connection, _HISTORIES, records)}


_AUTHORS = text("SELECT e.hash, e.wall, a.name AS who FROM entry e LEFT JOIN account a ON a.id = e.account WHERE e.record = :record")


def authors_of(connection: Connection, record: bytes) -> dict[bytes, tuple[int, str]]:
    """(wall time, name of the account) of every entry of a record, by hash; the name is empty where it is not known."""
    return {row[0]: (row[1], row[2] or "") for row in connection.execute(_AUTHORS, {"record": record})}


# What a use case appends; the statements are built once and name their columns: a saved visit must not have them worked out again.
_INSERT_ENTRY = text(
    "INSERT INTO entry (branch, seq, hash, wall, account, register, version, op, record, person, consent, seen, continues, duty, duty_salt,"
    " consented, consented_salt) VALUES (:branch, :seq, :hash, :wall, :account, :register, :version, :op, :record, :person, :consent,"
    " :seen, :continues, :duty, :duty_salt, :consented, :consented_salt)"
)
_INSERT_SALT = text("INSERT INTO salt (person, consent, value) VALUES (:person, :consent, :value)")
_PLACES = of_many(
    "SELECT e.record, e.hash, e.branch, e.seq, e.seen, b.base, b.counts_to FROM entry e JOIN branch b ON b.id = e.branch"
    " WHERE e.record IN :ids",
    "ids",
)
_SALTS_OF_ONE = text("SELECT person, consent, value FROM salt WHERE person = :person").columns(
    column("person"), column("consent"), column("value")
)
_SALTS = of_many("SELECT person, consent, value FROM salt WHERE person IN :ids", "ids")


def entry_places(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """(record, hash, branch, seq, seen, and of its branch base and counts_to) of every entry of some records, a few hundred a query."""
    yield from in_parts(connection, _PLACES, records)


_ENTRIES = of_many(
    "SELECT e.record, e.register, e.op, e.hash, e.branch, e.seq, e.seen, e.duty, e.consented, e.person, e.consent,"
    " b.device, b.epoch, b.stream, b.base, b.keeper, b.counts_to, b.also_to"
    " FROM entry e JOIN branch b ON b.id = e.branch WHERE e.record IN :ids",
    "ids",
)


def entries_of_many(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """(record, register, op, hash, branch, seq, seen, duty, consented, person, consent) of every entry, and of its branch device, epoch,
    stream, base, keeper, counts_to and also_to.
    """
    yield from in_parts(connection, _ENTRIES, records)


_RECORDS_OF = text("SELECT DISTINCT record FROM entry WHERE register = :register")


def records_of(connection: Connection, register: str) -> set[bytes]:
    """Ids of the records of a register that have entries."""
    return {row[0] for row in connection.execute(_RECORDS_OF, {"register": register})}


_RECORDS = text("SELECT DISTINCT record FROM entry ORDER BY record")


def records(connection: Connection) -> list[bytes]:
    """Ids of all records that have entries."""
    return [row[0] for row in connection.execute(_RECORDS)]


def own_salts(connection: Connection, persons: Collection[bytes]) -> dict[tuple[bytes, bytes], bytes]:
    """The salts that this device made, by person and consent (b"" for what is kept by duty)."""
    if len(persons) == 1:  # a form's; a list would be put into the statement anew each time
        return {(row[0], row[1]): row[2] for row in connection.execute(_SALTS_OF_ONE, {"person": next(iter(persons))})}
    return {(row[0], row[1]): row[2] for row in in_parts(connection, _SALTS, sorted(persons))}


def insert_entries(connection: Connection, entries: Sequence[Mapping[str, Any]], salts: Sequence[Mapping[str, Any]]) -> None:
    """Append entries, with the salts of the persons that this device writes about for the first time."""
    if salts:
        connection.execute(_INSERT_SALT, salts)
    connection.execute(_INSERT_ENTRY, entries)
