"""What is half typed in a form: kept in the encrypted file at each pause, never journaled, never sent (sync.md §1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from db.queries.workspace import drafted, drop_draft, find_draft, save_draft
from kashi_desktop.services.context import Context


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

    def records(self, form: str) -> frozenset[bytes]:
        """The records about which something is half typed in a form."""
        with self._context.read() as connection:
            return drafted(connection, form)

    def save(self, form: str, record: bytes, content: Mapping[str, Any]) -> None:
        """Keep what is typed in the place of what was kept before. Errors: disk_full, database_damaged."""
        with self._context.write() as work:
            save_draft(work.connection, form, record, msgspec.json.encode(dict(content)), self.now().isoformat(sep=" "))

    def discard(self, form: str, record: bytes) -> None:
        """Forget what was typed and not saved. Errors: disk_full, database_damaged."""
        with self._context.write() as work:
            drop_draft(work.connection, form, record)
