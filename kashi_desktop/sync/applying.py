"""Writes what a batch of proven files changes: journal, branches and tables, set-based, in the caller's transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Connection

from db.canonical import line_parts
from db.consents import ENDED
from db.queries import consents
from db.queries.branches import (
    ENTRY_COLUMNS,
    BranchRow,
    EntryRow,
    add_branch,
    add_entries,
    fill_entries,
    grow_branch,
    held_of,
    keep_signatures,
    known_records,
    move_branch,
)
from db.queries.consents import Consent
from db.queries.loose import add_loose, known_loose, loose_size
from db.queries.stale import Mark, mark
from db.registers.registry import REGISTERS
from kashi_desktop.sync.checking import Checked
from kashi_desktop.sync.consents import about, in_force, note_given
from kashi_desktop.sync.cutting import line_size
from kashi_desktop.sync.lines import decode_salts
from kashi_desktop.sync.projection import insert_rows, project, project_own_states, shape
from kashi_desktop.sync.ranges import Range
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.staging import Branch, Laid, Overlay, Part, prove

CHUNK = 150_000
"""Entries held before they are written: bounds the memory of a county's import without giving up id order within a month's files."""

LOOSE_RANGES, LOOSE_BYTES = 200, 64 << 20
"""What of one stream may wait for earlier entries: whoever makes gaps on purpose fills his own room and no other."""

_REGISTER, _RECORD, _PERSON, _CONSENT, _DUTY, _DUTY_PART, _CONSENTED, _CONSENTED_PART = (
    ENTRY_COLUMNS.index(name) for name in ("register", "record", "person", "consent", "duty", "duty_part", "consented", "consented_part")
)


@dataclass(slots=True)
class Applied:
    """What a batch did to the tables; ``own_epoch`` when it showed entries of our own present epoch that we did not hold."""

    entries: int = 0
    conflicts: int = 0
    held: int = 0
    own_epoch: bool = False

    def add(self, other: Self) -> None:
        """Count what another file did beside it."""
        self.entries += other.entries
        self.conflicts += other.conflicts
        self.held += other.held
        self.own_epoch |= other.own_epoch


@dataclass(slots=True)
class Taken:
    """What one file brought: new entries, entries that were known, of a newer program, and ranges that do not attach yet."""

    new: int = 0
    known: int = 0
    needs_newer: int = 0
    loose: int = 0


@dataclass(slots=True)
class Writer:
    """Collects proven ranges and writes them in id order; ``device`` and ``epoch`` are our own."""

    connection: Connection
    overlay: Overlay
    device: bytes
    epoch: bytes
    applied: Applied = field(default_factory=Applied)
    _entries: list[tuple[int, int, Sequence[EntryRow]]] = field(default_factory=list)
    _count: int = 0
    _fresh: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    _touched: set[bytes] = field(default_factory=set)
    _private: dict[Consent, list[bytes]] = field(default_factory=dict)
    _moved: dict[int, BranchRow] = field(default_factory=dict)
    _grown: Counter[int] = field(default_factory=Counter)
    _signed: list[tuple[int, int, bytes]] = field(default_factory=list)
    _stale: set[Mark] = field(default_factory=set)

    def take(self, parts: Sequence[Part], package: int) -> Taken:
        """Stage the ranges of a file under its number in the table of packages; what does not attach is kept loose."""
        taken = Taken()
        waiting = sorted(parts, key=lambda part: part.range.first)
        while waiting:  # as long as one more attaches: a range may go on from another of the same file
            left = [part for part in waiting if not self.take_part(part, package, taken)]
            if len(left) == len(waiting):
                break
            waiting = left
        if waiting:
            self._keep_loose(waiting, package, taken)
        if self._count >= CHUNK:
            self.flush()
        return taken

    def held(self, stream: bytes) -> tuple[int, int]:
        """How many entries of a stream are held, with those that are staged, and the bytes of their lines."""
        entries, size = held_of(self.connection, stream)
        staged = [(branch, len(rows)) for branch, _, rows in self._entries if self._moved[branch].stream == stream]
        return entries + sum(count for _, count in staged), size + sum(self._grown[branch] for branch in {each for each, _ in staged})

    def _keep_loose(self, waiting: Sequence[Part], package: int, taken: Taken) -> None:
        """Keep ranges until they attach; what another file left here to wait is already received. Errors: quarantine_full."""
        kept = known_loose(self.connection)
        for part in waiting:
            keeper = kept.get((part.range.first, part.range.head))
            if keeper is None:
                row = _loose(part, package)
                count, size = loose_size(self.connection, row["stream"])
                if count >= LOOSE_RANGES or size + len(row["lines"]) + len(row["salts"]) > LOOSE_BYTES:
                    raise fault("quarantine_full")
                add_loose(self.connection, [row])
            if keeper in (None, package):
                taken.loose += 1
            else:
                taken.known += len(part.checked.rows)
            self.applied.own_epoch |= self._is_own(part)

    def take_part(self, part: Part, package: int, taken: Taken) -> bool:
        """Stage one range; whether it attaches to what is held."""
        laid = self.overlay.lay(part)
        if laid is None:
            return False
        self._fill(part, laid)
        new = part.checked.behind(laid.known)
        taken.known += laid.known
        taken.new += len(new.rows)
        taken.needs_newer += new.known.count(False)
        if new.rows:
            self.applied.own_epoch |= self._is_own(part)
            branch = laid.branch or self._begin(part, laid)
            self._go_on(branch, new, package)
            self._grown[branch.row.id] += sum(map(line_size, new.rows)) if laid.known else part.range.size
        else:
            branch = laid.held[-1][0]
        # What a reader can prove to others ends where the author signed, also inside what was held before.
        self._signed.append((branch.row.id, part.range.last, bytes.fromhex(part.range.signature)))
        return True

    def _is_own(self, part: Part) -> bool:
        return part.range.place.startswith(self.device + self.epoch)

    def _begin(self, part: Part, laid: Laid) -> Branch:
        place, base = part.range.place, laid.base.row.id if laid.base else None
        row = BranchRow(0, place[:16], place[16:32], place[32:], base, laid.base_seq, laid.base_seq)
        add_branch(self.connection, row)
        made = Branch(row, laid.base)
        self.overlay.add(made)
        return made

    def _go_on(self, branch: Branch, new: Checked, package: int) -> None:
        row = branch.row
        self._entries.append((row.id, package, new.rows))
        self._count += len(new.rows)
        branch.staged.append((new.rows[0][0], new.rows))
        row.last_seq, row.head = new.rows[-1][0], new.rows[-1][1]
        self._moved[row.id] = row
        branch.digests.update(entry[0] for entry in new.rows if entry[_DUTY_PART] is not None or entry[_CONSENTED_PART] is not None)
        visited_at, marks = shape("visit").columns.index("visited_at"), set()
        for entry, made in zip(new.rows, new.made, strict=True):
            register, month = entry[_REGISTER], ""
            if entry[_CONSENTED] is not None:
                self._private.setdefault((row.stream, entry[_PERSON], entry[_CONSENT]), []).append(entry[_RECORD])
            if made is not None and register != "unit_state":
                self._fresh.setdefault(register, []).append(made)
                month = made[visited_at][:7] if register == "visit" else ""
            elif register in REGISTERS:
                self._touched.add(entry[_RECORD])
            marks.add((register, month))
        self._stale.update((row.stream, *each) for each in marks)

    def _fill(self, part: Part, laid: Laid) -> None:
        """Put the values that the range brings into entries that are held as digests."""
        for branch, start, end in laid.held:
            rows = [entry for entry in part.checked.rows[start:end] if entry[0] in branch.digests and _brings(entry)]
            if rows:
                self.flush()
                fill_entries(self.connection, branch.row.id, rows)
                self._grown[branch.row.id] += sum(map(line_size, rows))
                branch.digests.difference_update(entry[0] for entry in rows if entry[_DUTY_PART] is None and entry[_CONSENTED_PART] is None)
                self._touched |= {entry[_RECORD] for entry in rows}
                self._stale |= {(branch.row.stream, entry[_REGISTER], "") for entry in rows}

    def flush(self) -> None:
        """Write what is staged: journal first, then the tables it projects."""
        # In the order of their keys: two branches never come in turns, a branch's entries come as they follow one another.
        self._entries.sort(key=lambda each: (each[0], each[2][0][0]))
        fresh = {register: rows for register, rows in self._fresh.items() if rows}
        repeated = _seen_before(self.connection, fresh)
        for branch, package, rows in self._entries:
            add_entries(self.connection, branch, package, rows)
        for row in self._moved.values():
            move_branch(self.connection, row.id, row.last_seq, row.head)
        for branch, more in self._grown.items():
            grow_branch(self.connection, branch, more)
        keep_signatures(self.connection, self._signed)
        folded = self._touched | repeated
        folded |= self._without_consent([row for row in fresh.get("elder", ()) if row[0] not in folded])
        for register, rows in fresh.items():
            insert_rows(self.connection, register, sorted(row for row in rows if row[0] not in folded) if folded else sorted(rows))
        result = project(self.connection, folded)
        if any(register == "unit" for _, register, _ in self._stale):
            project_own_states(self.connection)
        # Folded: what an entry that came before its record's creation says may lie in another month.
        early = {(row[1], register, "") for register, rows in fresh.items() for row in rows if row[0] in repeated} if repeated else set()
        mark(self.connection, self._stale | early)
        self.applied.entries += self._count
        self.applied.conflicts += result.undecided
        self.applied.held += result.held
        self._entries, self._fresh, self._touched, self._moved, self._signed, self._stale = [], {}, set(), {}, [], set()
        self._private, self._grown, self._count = {}, Counter(), 0
        self.overlay.forget_staged()

    def _without_consent(self, elders: list[tuple[Any, ...]]) -> set[bytes]:
        """Records to be folded for a consent: what stands under one that is not in force, as far as these new elders and those before
        gave it, and what came before its person did.
        """
        columns = shape("elder").columns
        ending = {row[0] for row in elders if row[columns.index(ENDED)]}
        given = note_given(self.connection, columns, (row for row in elders if row[0] not in ending))
        early = about(self.connection, given) - given
        states = consents.states(self.connection, sorted({person for _, person, _ in self._private}))
        return ending.union(early, *(records for consent, records in self._private.items() if not in_force(states, *consent)))


def part_of_loose(row: Any) -> Part:
    """A range that waited, proven once more."""
    ids = (row.device.hex(), row.epoch.hex(), row.stream.hex())
    said = Range(*ids, row.first, row.last, row.before.hex(), row.head.hex(), row.signature.hex(), len(row.lines))
    checked = prove(said, line_parts(row.lines, 0, len(row.lines)), decode_salts(row.salts), counts=row.counts)
    return Part(said, checked, lambda: (row.lines, row.salts), row.counts)


def _brings(entry: tuple[Any, ...]) -> bool:
    return entry[_DUTY] is not None or entry[_CONSENTED] is not None


def _loose(part: Part, package: int) -> dict[str, Any]:
    said, place = part.range, part.range.place
    named = {"package": package, "device": place[:16], "epoch": place[16:32], "stream": place[32:]}
    hashes = {key: bytes.fromhex(getattr(said, key)) for key in ("before", "head", "signature")}
    lines, salts = part.lines()
    return named | hashes | {"first": said.first, "last": said.last, "lines": lines, "salts": salts, "counts": part.counts}


def _seen_before(connection: Connection, fresh: dict[str, list[tuple[Any, ...]]]) -> set[bytes]:
    """Records that already have entries here or are created twice in the batch: they are folded, not inserted."""
    counted = Counter(row[0] for rows in fresh.values() for row in rows)
    repeated = {record for record, times in counted.items() if times > 1} if len(counted) < sum(map(len, fresh.values())) else set()
    return repeated | known_records(connection, sorted(counted))
