"""Writes what a batch of checked files changes: journal, persons' salts, chains and tables, set-based, in the caller's transaction."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Connection

from db.queries.chains import ENTRY_COLUMNS, ChainRow, add_chain, advance_chain, fill_entries, known_records
from db.queries.stale import Mark, mark
from db.queries.tables import write_many
from kashi_desktop.sync.checking import Checked
from kashi_desktop.sync.projection import insert_rows, project, shape
from kashi_desktop.sync.staging import Overlay, Part, Passed

CHUNK = 150_000
"""Entries held before they are written: bounds the memory of a county's import without giving up id order within a month's files."""


@dataclass(slots=True)
class Applied:
    """What a batch did to the tables."""

    entries: int = 0
    conflicts: int = 0
    held: int = 0

    def add(self, other: Self) -> None:
        """Count what another file did beside it."""
        self.entries += other.entries
        self.conflicts += other.conflicts
        self.held += other.held


@dataclass(slots=True)
class Writer:
    """Collects passed files and writes them in id order."""

    connection: Connection
    overlay: Overlay
    applied: Applied = field(default_factory=Applied)
    _entries: list[tuple[Any, ...]] = field(default_factory=list)
    _fresh: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    _touched: set[bytes] = field(default_factory=set)
    _salts: dict[bytes, bytes | None] = field(default_factory=dict)
    _moved: dict[int, ChainRow] = field(default_factory=dict)
    _stale: set[Mark] = field(default_factory=set)

    def take(self, passed: Passed, package: int) -> None:
        """Stage a file that passed under its number in the table of packages."""
        for part in passed.parts:
            self._take_part(part, package)
        self._salts.update(passed.salts)
        self.overlay.take_salts(passed.salts)
        if len(self._entries) >= CHUNK:
            self.flush()

    def _take_part(self, part: Part, package: int) -> None:
        row, checked = part.chain.row, part.checked
        if row.id == 0:
            add_chain(self.connection, row)
            self.overlay.take(part.chain)
        if part.fills:
            self._fill(part)
            return
        self._entries.extend((row.id, *entry, package) for entry in checked.rows)
        part.chain.staged.append((part.after + 1, checked.rows))
        if part.chain.withheld is None:
            part.chain.withheld = next((entry[0] for entry in checked.rows if entry[10] is None and entry[8] is None), None)
        row.last_seq, row.head, row.lamport = part.last, checked.head, checked.lamport
        row.signed_seq, row.signature = part.last, part.signature
        for register, rows in checked.fresh.items():
            self._fresh.setdefault(register, []).extend(rows)
        self._stale |= _stale_marks(row.stream, checked)
        self._touched |= checked.touched
        self._moved[row.id] = row

    def _fill(self, part: Part) -> None:
        """Put the values into entries that came without them in an invitation."""
        self.flush()
        row = part.chain.row
        fill_entries(self.connection, row, {entry[0]: entry[10] for entry in part.checked.rows if entry[10] is not None})
        self._touched |= {entry[7] for entry in part.checked.rows}
        self._stale |= {(row.stream, entry[4], "") for entry in part.checked.rows}

    def flush(self) -> None:
        """Write what is staged: journal first, then the tables it projects."""
        entries = self._entries
        entries.sort()
        repeated = _seen_before(self.connection, self._fresh)
        if self._salts:
            write_many(self.connection, "subject", ("id", "salt"), sorted(self._salts.items()), replace=True)
        write_many(self.connection, "entry", ("chain", *ENTRY_COLUMNS, "package"), entries)
        for row in self._moved.values():
            advance_chain(self.connection, row)
        folded = self._touched | repeated
        for register, rows in self._fresh.items():
            insert_rows(self.connection, register, sorted(row for row in rows if row[0] not in folded) if folded else sorted(rows))
        result = project(self.connection, folded)
        # Folded: what an entry that came before its record's creation says may lie in another month.
        early = (
            {(row[1], register, "") for register, rows in self._fresh.items() for row in rows if row[0] in repeated} if repeated else set()
        )
        mark(self.connection, self._stale | early)
        self.applied.entries += len(entries)
        self.applied.conflicts += result.undecided
        self.applied.held += result.held
        self._clear()

    def _clear(self) -> None:
        self._entries, self._fresh, self._touched, self._salts, self._moved, self._stale = [], {}, set(), {}, {}, set()
        self.overlay.forget_staged()


def _stale_marks(stream: bytes, checked: Checked) -> set[Mark]:
    """What the entries of one range leave to be counted anew: of new visits their months, of anything else all months."""
    found: set[Mark] = {(stream, register, "") for register in checked.fresh if register != "visit"}
    if visits := checked.fresh.get("visit"):
        place = shape("visit").columns.index("visited_at")
        found |= {(stream, "visit", month) for month in {row[place][:7] for row in visits}}
    if checked.touched:
        found |= {(stream, entry[4], "") for entry in checked.rows if entry[7] in checked.touched}
    return found


def _seen_before(connection: Connection, fresh: dict[str, list[tuple[Any, ...]]]) -> set[bytes]:
    """Records that already have entries here or are created twice in the batch: they are folded, not inserted."""
    counted = Counter(row[0] for rows in fresh.values() for row in rows)
    repeated = {record for record, times in counted.items() if times > 1} if len(counted) < sum(map(len, fresh.values())) else set()
    return repeated | known_records(connection, sorted(counted))
