"""What other offices and laptops say they hold: read, kept, and aged by each file that we write to them; none of these queries commits."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, text

from db.models.sync import StatedHeads

_ADD = insert(StatedHeads)
# Files read since our last file to the partner; if none came, those that ruled then.
_STATED = text(
    "SELECT have, lacking FROM stated_heads WHERE partner = :partner AND state ="
    " CASE WHEN EXISTS (SELECT 1 FROM stated_heads WHERE partner = :partner AND state = 'new') THEN 'new' ELSE 'old' END"
)
_PHONE = text("SELECT have, received_at FROM stated_heads WHERE partner = :partner AND state = 'phone' ORDER BY id")
_SENT = text("SELECT have FROM stated_heads WHERE partner = :partner AND state = 'sent' ORDER BY id DESC")
_FORGET = text("DELETE FROM stated_heads WHERE partner = :partner AND state = 'old'")
_HAS_NEW = text("SELECT 1 FROM stated_heads WHERE partner = :partner AND state = 'new' LIMIT 1")
_AGE = text("UPDATE stated_heads SET state = 'old' WHERE partner = :partner AND state = 'new'")


def add_stated(
    connection: Connection, partner: bytes, state: Literal["new", "phone", "sent"], have: bytes, lacking: bytes, received_at: str
) -> None:
    """Keep what a file of a partner names as held (new), what it confirmed by telephone, or what we held when we wrote to it (sent)."""
    values = {"partner": partner, "state": state, "have": have, "lacking": lacking, "received_at": received_at}
    connection.execute(_ADD, values)


def heads_stated(connection: Connection, partner: bytes) -> Sequence[Row[Any]]:
    """(have, lacking) of every file of a partner that decides what is sent to it."""
    return connection.execute(_STATED, {"partner": partner}).all()


def heads_by_phone(connection: Connection, partner: bytes) -> Sequence[Row[Any]]:
    """(have, received_at) of every confirmation by telephone."""
    return connection.execute(_PHONE, {"partner": partner}).all()


def heads_sent(connection: Connection, partner: bytes) -> Sequence[Row[Any]]:
    """(have) of what this device held at each file that it wrote to a partner, newest first."""
    return connection.execute(_SENT, {"partner": partner}).all()


def file_written(connection: Connection, partner: bytes) -> None:
    """A file to the partner was written: what it said until now rules no longer once it says something new."""
    if connection.execute(_HAS_NEW, {"partner": partner}).first():
        connection.execute(_FORGET, {"partner": partner})
        connection.execute(_AGE, {"partner": partner})
