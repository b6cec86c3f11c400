"""Which entries made a record and which packages brought them; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from db.queries.lists import of_many

_ENTRIES = of_many(
    "SELECT e.record, e.register, e.op, e.wall, p.id, p.unit_id, p.state, p.written_on, p.handled_at, p.entries, p.nothing_new"
    " FROM entry e LEFT JOIN package p ON p.id = e.package WHERE e.record IN :records",
    "records",
)
_VISITS = text(
    "SELECT id, substr(visited_at, 1, 10) AS day FROM visit WHERE elder_id = :id AND visited_at >= :first AND visited_at < :after"
)
_PACKAGES = text(
    "SELECT id, unit_id, state, written_on, handled_at, entries, nothing_new FROM package WHERE kind = 'package' AND direction = 'in'"
    " AND unit_id = :unit AND state IN ('applied', 'quarantined') AND written_on >= :first AND written_on < :after ORDER BY id DESC"
)
_NAMES = text("SELECT id, name FROM unit")
_PARTS = {
    "elder": ("SELECT id FROM elder_spell WHERE elder_id = :id AND NOT removed",),
    "unit": (
        "SELECT id FROM unit_profile WHERE unit_id = :id AND NOT removed",
        "SELECT id FROM survey WHERE unit_id = :id AND NOT removed",
        "SELECT id FROM unit_state WHERE place_id = :id",
    ),
    "worker": ("SELECT id FROM worker_state WHERE worker_id = :id", "SELECT id FROM attendance WHERE worker_id = :id AND NOT removed"),
}
"""Records that belong to one of a register and stand behind its numbers."""


def visits_of(connection: Connection, elder: bytes, first: str, after: str) -> dict[bytes, str]:
    """Ids of an elder's visits from a day to before another, with their days."""
    found = connection.execute(_VISITS, {"id": elder, "first": first, "after": after})
    return {bytes(row.id): row.day for row in found}


def parts_of(connection: Connection, register: str, record: bytes) -> list[bytes]:
    """Ids of the records that belong to one."""
    return [bytes(row[0]) for part in _PARTS.get(register, ()) for row in connection.execute(text(part), {"id": record})]


def unit_names(connection: Connection) -> dict[bytes, str]:
    """Names of all places, of removed ones too."""
    return {bytes(id_): name for id_, name in connection.execute(_NAMES)}


def entries(connection: Connection, records: Sequence[bytes]) -> list[Row[Any]]:
    """Entries of some records with the package that brought each, in no order."""
    return list(connection.execute(_ENTRIES, {"records": list(records)}))


def packages(connection: Connection, unit: bytes, first: str, after: str) -> list[Row[Any]]:
    """Packages of a unit that were written from a day to before another, newest first."""
    return list(connection.execute(_PACKAGES, {"unit": unit, "first": first, "after": after}))
