"""Elders by the numbers that people know them by; none of these queries commits."""

from sqlalchemy import Connection, text

_REFS = text("SELECT u.code, e.ref, e.id FROM elder e JOIN unit u ON u.id = e.unit_id")


def elders_by_ref(connection: Connection) -> dict[tuple[str, str], bytes]:
    """The id of every elder, by the unit's code and the ledger's number."""
    return {(row[0], row[1]): row[2] for row in connection.execute(_REFS)}
