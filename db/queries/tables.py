"""The projected tables as wholes: rows in, rows out, emptied and compared; none of the queries commits."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.registers.registry import REGISTERS, TABLES

_DROP_SEARCH = text("DELETE FROM elder_search WHERE elder_id = :id")
_EMPTY_SEARCH = text("DELETE FROM elder_search")


def write_many(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], *, replace: bool = False
) -> None:
    """Insert rows set-based, or replace those of the same id."""
    if not rows:
        return
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(f'"{name}"' for name in columns)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != "id")
    conflict = f" ON CONFLICT (id) DO UPDATE SET {updates}" if replace else ""
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join([mark] * len(columns))}){conflict}"
    connection.exec_driver_sql(statement, rows)


def delete(connection: Connection, register: str, records: Sequence[bytes]) -> None:
    """Take the rows of some records out of a register's table."""
    connection.execute(text(f"DELETE FROM {register} WHERE id = :id"), [{"id": record} for record in records])


def drop_search(connection: Connection, records: Sequence[bytes]) -> None:
    """Take some persons out of what a search looks through."""
    if records:
        connection.execute(_DROP_SEARCH, [{"id": record} for record in records])


def rebuild_search(connection: Connection) -> None:
    """Lay the search index anew, so that nothing of what was taken out stays in its blocks."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO elder_search_fts (elder_search_fts) VALUES ('rebuild')")


def empty(connection: Connection) -> None:
    """Empty every projected table and what a search looks through."""
    for table in TABLES.values():
        connection.execute(table.delete())
    connection.execute(_EMPTY_SEARCH)


def contents(connection: Connection, register: str, columns: Sequence[str]) -> Iterator[Row[Any]]:
    """Every row of a register's table by id, as stored."""
    names = ", ".join(f'"{column}"' for column in columns)
    yield from connection.execute(text(f"SELECT {names} FROM {register} ORDER BY id"))


def rows_missing(connection: Connection, register: str, version: int) -> int:
    """How many creations that this program understands, and that count, have no row."""
    # Behind the first that does not count nothing is expected; a unit creates nothing of what is the office's above.
    beyond = " AND NOT (b.keeper AND e.seq > b.also_to)" if REGISTERS[register].created_by == "parent" else ""
    statement = text(
        "SELECT count(*) FROM (SELECT DISTINCT e.record FROM entry e JOIN branch b ON b.id = e.branch WHERE e.op = 'create'"
        f" AND e.register = :name AND e.version <= :version AND e.duty IS NOT NULL AND e.seq <= b.counts_to{beyond}) made"
        f" WHERE NOT EXISTS (SELECT 1 FROM {register} r WHERE r.id = made.record)"
    )
    return int(connection.execute(statement, {"name": register, "version": version}).scalar_one())
