"""An office's statements on its computers, and what they change; none of these queries commits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import of_many

# The condition of the partial index entry_office_device, word for word.
_ALL = text(
    "SELECT b.stream, e.hash, e.duty FROM entry e JOIN branch b ON b.id = e.branch"
    " WHERE e.register = 'office_device' AND e.op = 'create' AND e.duty IS NOT NULL"
)
_STREAMS = of_many("SELECT DISTINCT stream FROM branch WHERE device IN :devices", "devices")
_VILLAGES = text("SELECT id FROM unit WHERE level = 'village' AND NOT removed")


def statements(connection: Connection) -> Sequence[Row[Any]]:
    """(stream, hash, duty) of all statements."""
    return connection.execute(_ALL).all()


def streams_written(connection: Connection, devices: Collection[bytes]) -> set[bytes]:
    """Streams in which the devices have chains."""
    return {row[0] for row in connection.execute(_STREAMS, {"devices": sorted(devices)})}


def villages(connection: Connection) -> set[bytes]:
    """Ids of the units, each of which is a stream."""
    return {row[0] for row in connection.execute(_VILLAGES)}
