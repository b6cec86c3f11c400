"""An office's statements on its computers, and what they change; none of these queries commits."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import in_parts, of_many

# The condition of the partial index entry_office_device, word for word.
_STATED = "e.register = 'office_device' AND e.op = 'create' AND e.duty IS NOT NULL"
_IN = of_many(f"SELECT b.stream, e.hash, e.duty FROM branch b JOIN entry e ON e.branch = b.id WHERE b.stream IN :ids AND {_STATED}", "ids")
_STATED_IN = text(f"SELECT DISTINCT b.stream FROM entry e JOIN branch b ON b.id = e.branch WHERE {_STATED}")
_STREAMS = of_many("SELECT DISTINCT stream FROM branch WHERE device IN :devices", "devices")
_VILLAGES = text("SELECT id FROM unit WHERE level = 'village' AND NOT removed")


def statements_in(connection: Connection, streams: Sequence[bytes]) -> list[Row[Any]]:
    """(stream, hash, duty) of all statements in some streams."""
    return list(in_parts(connection, _IN, streams))


def streams_of_statements(connection: Connection) -> Sequence[bytes]:
    """The streams in which there are statements."""
    return connection.execute(_STATED_IN).scalars().all()


def streams_written(connection: Connection, devices: Collection[bytes]) -> set[bytes]:
    """Streams in which the devices have chains."""
    return {row[0] for row in connection.execute(_STREAMS, {"devices": sorted(devices)})}


def villages(connection: Connection) -> set[bytes]:
    """Ids of the units, each of which is a stream."""
    return {row[0] for row in connection.execute(_VILLAGES)}
