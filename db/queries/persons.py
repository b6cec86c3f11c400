"""Which rows of the workers' rosters are one person; none of the queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

_ROWS = text("SELECT id, id_hmac, id_key, same_as FROM worker WHERE NOT removed ORDER BY id")
_NAMED = text(
    "SELECT w.id, w.unit_id, w.ref, w.full_name, w.birth_date, w.id_hmac, w.id_key, w.same_as, w.post, w.left_on,"
    " u.name AS unit_name FROM worker w JOIN unit u ON u.id = w.unit_id"
    " WHERE NOT w.removed ORDER BY u.code, w.ref, w.id"
)


def identities(connection: Connection) -> Sequence[Row[Any]]:
    """(id, id_hmac, id_key, same_as) of every worker: what says who is the same person."""
    return connection.execute(_ROWS).all()


def rosters(connection: Connection) -> Sequence[Row[Any]]:
    """Every worker that the office holds, by unit and number, with what tells people apart."""
    return connection.execute(_NAMED).all()
