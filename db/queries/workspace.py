"""What a workspace keeps about itself and what is half typed in its forms; none of it is journaled, none of the queries commits."""

from typing import Any

import msgspec
from sqlalchemy import Connection, text

_STATE = text("SELECT value FROM state WHERE key = :key")
_STATES = text("SELECT key, value FROM state")
_SET_STATE = text("INSERT INTO state (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
_SAVE_DRAFT = text(
    "INSERT INTO draft (form, record, content, saved_at) VALUES (:form, :id, :content, :at)"
    " ON CONFLICT (form, record) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at"
)
_FIND_DRAFT = text("SELECT content FROM draft WHERE form = :form AND record = :id")
_DRAFTED = text("SELECT record FROM draft WHERE form = :form")
_DROP_DRAFT = text("DELETE FROM draft WHERE form = :form AND record = :id")
_DROP_DRAFTS = text("DELETE FROM draft WHERE record = :id")


def state(connection: Connection, key: str) -> bytes | None:
    """One value of what the workspace knows about itself."""
    value: bytes | None = connection.execute(_STATE, {"key": key}).scalar()
    return value


def states(connection: Connection) -> dict[str, bytes]:
    """Everything that the workspace knows about itself."""
    return {row[0]: row[1] for row in connection.execute(_STATES)}


def set_state(connection: Connection, key: str, value: bytes) -> None:
    """Keep one value of what the workspace knows about itself."""
    connection.execute(_SET_STATE, {"key": key, "value": value})


def find_draft(connection: Connection, form: str, record: bytes) -> dict[str, Any] | None:
    """What was typed into a form about a record and not saved; None when there is nothing."""
    held = connection.execute(_FIND_DRAFT, {"form": form, "id": record}).scalar()
    return msgspec.json.decode(held, type=dict[str, Any]) if held else None


def drafted(connection: Connection, form: str) -> frozenset[bytes]:
    """The records about which something is half typed in a form."""
    return frozenset(bytes(row[0]) for row in connection.execute(_DRAFTED, {"form": form}))


def save_draft(connection: Connection, form: str, record: bytes, content: bytes, at: str) -> None:
    """Keep what is typed in the place of what was kept before."""
    connection.execute(_SAVE_DRAFT, {"form": form, "id": record, "content": content, "at": at})


def drop_draft(connection: Connection, form: str, record: bytes) -> None:
    """Forget what was typed into one form about a record."""
    connection.execute(_DROP_DRAFT, {"form": form, "id": record})


def drop_drafts(connection: Connection, record: bytes) -> None:
    """Forget what was typed about a record in any form."""
    connection.execute(_DROP_DRAFTS, {"id": record})
