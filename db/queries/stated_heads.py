"""What other offices and laptops say they hold: read, kept, and aged by each file that we write to them; none of these queries commits."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, text

from db.models.sync import StatedHeads

_ADD = insert(StatedHeads)
# What its files said since our last one to the partner; if none came, what ruled then.
_STATED = text("SELECT have, lacking FROM stated_heads WHERE partner = :partner AND state IN ('new', 'old') ORDER BY state LIMIT 1")
_NEW = text("SELECT have, lacking FROM stated_heads WHERE partner = :partner AND state = 'new'")
_FORGET_NEW = text("DELETE FROM stated_heads WHERE partner = :partner AND state = 'new'")
_PHONE = text("SELECT have, received_at FROM stated_heads WHERE partner = :partner AND state = 'phone' ORDER BY id")
_SENT = text("SELECT have FROM stated_heads WHERE partner = :partner AND state = 'sent' ORDER BY id DESC")
_FORGET = text("DELETE FROM stated_heads WHERE partner = :partner AND state = 'old'")
_AGE = text("UPDATE stated_heads SET state = 'old' WHERE partner = :partner AND state = 'new'")


def add_stated(connection: Connection, partner: bytes, state: Literal["phone", "sent"], have: bytes, received_at: str) -> None:
    """Keep what a partner confirmed by telephone, or what we held when we wrote to it (sent)."""
    connection.execute(_ADD, {"partner": partner, "state": state, "have": have, "lacking": b"{}", "received_at": received_at})


def set_stated(connection: Connection, partner: bytes, have: bytes, lacking: bytes, received_at: str) -> None:
    """Keep what all files of a partner since our last one to it say, in place of what those before the newest said."""
    connection.execute(_FORGET_NEW, {"partner": partner})
    connection.execute(_ADD, {"partner": partner, "state": "new", "have": have, "lacking": lacking, "received_at": received_at})


def heads_stated(connection: Connection, partner: bytes) -> Row[Any] | None:
    """(have, lacking) of a partner's files, as they decide what is sent to it; None before the first."""
    return connection.execute(_STATED, {"partner": partner}).first()


def new_heads(connection: Connection, partner: bytes) -> Row[Any] | None:
    """(have, lacking) of a partner's files since our last one to it; None if none came."""
    return connection.execute(_NEW, {"partner": partner}).first()


def heads_by_phone(connection: Connection, partner: bytes) -> Sequence[Row[Any]]:
    """(have, received_at) of every confirmation by telephone."""
    return connection.execute(_PHONE, {"partner": partner}).all()


def heads_sent(connection: Connection, partner: bytes) -> Sequence[Row[Any]]:
    """(have) of what this device held at each file that it wrote to a partner, newest first."""
    return connection.execute(_SENT, {"partner": partner}).all()


def file_written(connection: Connection, partner: bytes) -> None:
    """A file to the partner was written: what it said until now rules no longer once it says something new."""
    if new_heads(connection, partner):
        connection.execute(_FORGET, {"partner": partner})
        connection.execute(_AGE, {"partner": partner})
