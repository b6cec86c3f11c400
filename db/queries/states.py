"""What a worker's post or a place was from which day on; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

_OF_WORKER = text("SELECT id, since FROM worker_state WHERE worker_id = :of AND NOT removed ORDER BY since, id")
_OF_PLACE = text(
    "SELECT id, since, urban_override FROM unit_state WHERE place_id = :of AND NOT removed AND unit_id = :stream ORDER BY since, id"
)


def of_worker(connection: Connection, worker: bytes) -> Sequence[Row[Any]]:
    """id and since of a worker's rows, oldest first."""
    return connection.execute(_OF_WORKER, {"of": worker}).all()


def of_place(connection: Connection, place: bytes, stream: bytes) -> Sequence[Row[Any]]:
    """id, since and urban_override of a place's rows in one stream, oldest first."""
    return connection.execute(_OF_PLACE, {"of": place, "stream": stream}).all()
