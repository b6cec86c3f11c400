"""Statements whose parameters are lists, asked part by part where a list may be long."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, text


def of_many(statement: str, *names: str) -> TextClause:
    """A statement with ``IN :name`` for each of the lists."""
    return text(statement).bindparams(*(bindparam(name, expanding=True) for name in names))


def in_parts(connection: Connection, statement: TextClause, ids: Sequence[Any], values: dict[str, Any] | None = None) -> Iterator[Any]:
    """The rows for all of ``ids``, whatever their number; the statement says ``IN :ids``."""
    for start in range(0, len(ids), 400):
        yield from connection.execute(statement, (values or {}) | {"ids": list(ids[start : start + 400])})
