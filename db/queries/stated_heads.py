"""What other offices say they hold: read, kept, and aged by each file that we write to them; none of these queries commits."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, text

from db.models.sync import StatedHeads

_ADD = insert(StatedHeads)
# Files read since our last file to the office; if none came, those that ruled then.
_STATED = text(
    "SELECT have, lacking FROM stated_heads WHERE office = :office AND state ="
    " CASE WHEN EXISTS (SELECT 1 FROM stated_heads WHERE office = :office AND state = 'new') THEN 'new' ELSE 'old' END"
)
_PHONE = text("SELECT have, received_at FROM stated_heads WHERE office = :office AND state = 'phone' ORDER BY id")
_SENT = text("SELECT have FROM stated_heads WHERE office = :office AND state = 'sent' ORDER BY id DESC")
_FORGET = text("DELETE FROM stated_heads WHERE office = :office AND state = 'old'")
_HAS_NEW = text("SELECT 1 FROM stated_heads WHERE office = :office AND state = 'new' LIMIT 1")
_AGE = text("UPDATE stated_heads SET state = 'old' WHERE office = :office AND state = 'new'")


def add_stated(
    connection: Connection, office: bytes, state: Literal["new", "phone", "sent"], have: bytes, lacking: bytes, received_at: str
) -> None:
    """Keep what a file of an office names as held (new), what it confirmed by telephone, or what we held when we wrote to it (sent)."""
    values = {"office": office, "state": state, "have": have, "lacking": lacking, "received_at": received_at}
    connection.execute(_ADD, values)


def heads_stated(connection: Connection, office: bytes) -> Sequence[Row[Any]]:
    """(have, lacking) of every file of an office that decides what is sent to it."""
    return connection.execute(_STATED, {"office": office}).all()


def heads_by_phone(connection: Connection, office: bytes) -> Sequence[Row[Any]]:
    """(have, received_at) of every confirmation by telephone."""
    return connection.execute(_PHONE, {"office": office}).all()


def heads_sent(connection: Connection, office: bytes) -> Sequence[Row[Any]]:
    """(have) of what this device held at each file that it wrote to an office, newest first."""
    return connection.execute(_SENT, {"office": office}).all()


def file_written(connection: Connection, office: bytes) -> None:
    """A file to the office was written: what it said until now rules no longer once it says something new."""
    if connection.execute(_HAS_NEW, {"office": office}).first():
        connection.execute(_FORGET, {"office": office})
        connection.execute(_AGE, {"office": office})
