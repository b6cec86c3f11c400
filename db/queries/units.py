"""Places by their codes and names; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

_PLACES = text("SELECT id, code, name, level, parent_id FROM unit WHERE NOT removed ORDER BY code")
_WITHIN = text("SELECT id FROM unit WHERE id = :place OR parent_id = :place OR parent_id IN (SELECT id FROM unit WHERE parent_id = :place)")


def places(connection: Connection) -> Sequence[Row[Any]]:
    """id, code, name, level and parent_id of every place, by code."""
    return connection.execute(_PLACES).all()


def within(connection: Connection, place: bytes) -> frozenset[bytes]:
    """Ids of a place, of those below it and of those below them."""
    return frozenset(row[0] for row in connection.execute(_WITHIN, {"place": place}))
