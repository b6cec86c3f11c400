"""What is half typed in a form: kept in the encrypted file at each pause, never journaled, never sent (sync.md §1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from kashi_desktop.services.context import Context
from kashi_desktop.services.validation import store_faults

_SAVE = text(
    "INSERT INTO draft (form, record, content, saved_at) VALUES (:form, :id, :content, :at)"
    " ON CONFLICT (form, record) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at"
)
_FIND = text("SELECT content FROM draft WHERE form = :form AND record = :id")
_DROP = text("DELETE FROM draft WHERE form = :form AND record = :id")


def find_draft(connection: Connection, form: str, record: bytes) -> dict[str, Any] | None:
    """What was typed into a form about a record and not saved; None when there is nothing."""
    held = connection.execute(_FIND, {"form": form, "id": record}).scalar()
    return msgspec.json.decode(held, type=dict[str, Any]) if held else None


def drop_draft(connection: Connection, form: str, record: bytes) -> None:
    """Forget a draft; the caller commits."""
    connection.execute(_DROP, {"form": form, "id": record})


class DraftService:
    """Drafts by form and record; one a record, the newest."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def now(self) -> datetime:
        """The civil time that a draft bears."""
        return self._context.clock.now()

    def find(self, form: str, record: bytes) -> dict[str, Any] | None:
        """What was typed into a form about a record and not saved; None when there is nothing."""
        with self._context.read() as connection:
            return find_draft(connection, form, record)

    def save(self, form: str, record: bytes, content: Mapping[str, Any]) -> None:
        """Keep what is typed in the place of what was kept before. Errors: disk_full, database_damaged."""
        at = self.now().isoformat(sep=" ")
        values = {"form": form, "id": record, "content": msgspec.json.encode(dict(content)), "at": at}
        with store_faults(), self._context.engine.begin() as connection:
            connection.execute(_SAVE, values)

    def discard(self, form: str, record: bytes) -> None:
        """Forget what was typed and not saved. Errors: disk_full, database_damaged."""
        with store_faults(), self._context.engine.begin() as connection:
            drop_draft(connection, form, record)
