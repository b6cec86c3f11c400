"""Writes what a batch of proven files changes: journal, branches and tables, set-based, in the caller's transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Connection, Row

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
from db.queries.destructions import persons_marked
from db.queries.loose import add_loose, drop_loose, known_loose, loose_size
from db.queries.stale import Mark, mark
from db.queries.standing import Rights, limited
from db.registers.registry import REGISTERS
from kashi_desktop.rules.authority import creates_freely
from kashi_desktop.sync.checking import Checked
from kashi_desktop.sync.consents import about, in_force, note_given
from kashi_desktop.sync.cutting import line_size
from kashi_desktop.sync.lines import SaltList, decode_salts, encode_rows
from kashi_desktop.sync.projection import insert_rows, project, shape
from kashi_desktop.sync.ranges import Range
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.staging import Laid, Overlay, Part, prove
from kashi_desktop.sync.standing import judge

CHUNK = 150_000
"""Entries held before they are written: bounds the memory of a county's import without giving up id order within a month's files."""

LOOSE_RANGES, LOOSE_BYTES = 200, 64 << 20
"""What of one stream may wait for earlier entries: whoever makes gaps on purpose fills his own room and no other."""

_FREE = {name: creates_freely(register) for name, register in REGISTERS.items()}

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
    _entries: list[tuple[BranchRow, int, Checked]] = field(default_factory=list)
    _fills: list[tuple[BranchRow, Sequence[EntryRow]]] = field(default_factory=list)
    _count: int = 0
    _touched: set[bytes] = field(default_factory=set)
    _private: dict[Consent, list[bytes]] = field(default_factory=dict)
    _moved: dict[int, BranchRow] = field(default_factory=dict)
    _grown: Counter[int] = field(default_factory=Counter)
    _signed: list[tuple[int, int, bytes]] = field(default_factory=list)
    _stale: set[Mark] = field(default_factory=set)
    _marked: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Know on whom marks stand: what comes about them is folded, whatever it is."""
        self._marked = persons_marked(self.connection)

    def take(self, parts: Sequence[Part], package: int, commons: tuple[bytes, ...]) -> Taken:
        """Stage the ranges of a file under its number in the table of packages; what does not attach is kept loose.

        ``commons`` are the common streams that this office reads.
        """
        taken = Taken()
        # A range may go on from another of the same file, which begins before it.
        in_turn = sorted(parts, key=lambda part: part.range.first)
        if waiting := [part for part in in_turn if not self.take_part(part, package, taken)]:
            self._keep_loose(waiting, package, taken, commons)
        if self._count + sum(len(rows) for _, rows in self._fills) >= CHUNK:
            self.flush()
        return taken

    def held(self, stream: bytes) -> tuple[int, int]:
        """How many entries of a stream are held, with those that are staged, and the bytes of their lines."""
        entries, size = held_of(self.connection, stream)
        staged = [(branch.id, len(new.rows)) for branch, _, new in self._entries if branch.stream == stream]
        return entries + sum(count for _, count in staged), size + sum(self._grown[branch] for branch in {each for each, _ in staged})

    def _keep_loose(self, waiting: Sequence[Part], package: int, taken: Taken, commons: tuple[bytes, ...]) -> None:
        """Keep ranges until they attach; what another file left here to wait is already received. Errors: quarantine_full."""
        for part in waiting:
            kept = known_loose(self.connection, part.range.place, part.range.first, bytes.fromhex(part.range.head))
            if kept is None:
                self._add_loose(_loose(part, part.checked.rows) | {"package": package})
            else:
                self._add_values(kept, part, commons)
            if kept is None or kept.package == package:
                taken.loose += 1
            else:
                taken.known += len(part.checked.rows)
            self.applied.own_epoch |= self._is_own(part)

    def _add_values(self, kept: Row[Any], part: Part, commons: tuple[bytes, ...]) -> None:
        """The same entries came again: what this copy has of their values, the range that waits has from now on."""
        held = part_of_loose(kept, commons).checked.rows
        merged = [_with_values(*both) for both in zip(held, part.checked.rows, strict=True)]
        if merged != held:
            drop_loose(self.connection, [kept.id])
            self._add_loose(_loose(part, merged) | {"package": kept.package})

    def _add_loose(self, row: dict[str, Any]) -> None:
        count, size = loose_size(self.connection, row["stream"])
        if count >= LOOSE_RANGES or size + len(row["lines"]) + len(row["salts"]) > LOOSE_BYTES:
            raise fault("quarantine_full")
        add_loose(self.connection, [row])

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
            self._grown[branch.id] += sum(map(line_size, new.rows)) if laid.known else part.range.size
        else:
            branch = laid.held[-1][0]
        # What a reader can prove to others ends where the author signed, also inside what was held before.
        self._signed.append((branch.id, part.range.last, bytes.fromhex(part.range.signature)))
        return True

    def _is_own(self, part: Part) -> bool:
        return part.range.place.startswith(self.device + self.epoch)

    def _begin(self, part: Part, laid: Laid) -> BranchRow:
        place, base = part.range.place, laid.base.id if laid.base else None
        branch = BranchRow(0, place[:16], place[16:32], place[32:], base, laid.base_seq, laid.base_seq)
        add_branch(self.connection, branch)
        self.overlay.add(branch)
        return branch

    def _go_on(self, branch: BranchRow, new: Checked, package: int) -> None:
        self._entries.append((branch, package, Checked(new.rows, new.made)))
        self._count += len(new.rows)
        digests = [entry[0] for entry in new.rows if entry[_DUTY_PART] is not None or entry[_CONSENTED_PART] is not None]
        self.overlay.go_on(branch, new.rows, digests)
        self._moved[branch.id] = branch

    def _fill(self, part: Part, laid: Laid) -> None:
        """Put the values that the range brings into entries that are held as digests."""
        for branch, start, end in laid.held:
            digests = self.overlay.digests[branch.id]
            rows = [entry for entry in part.checked.rows[start:end] if entry[0] in digests and _brings(entry)]
            if rows:
                self._fills.append((branch, rows))
                self._grown[branch.id] += sum(map(line_size, rows))
                digests.difference_update(entry[0] for entry in rows if entry[_DUTY_PART] is None and entry[_CONSENTED_PART] is None)
                self._touched |= {entry[_RECORD] for entry in rows}
                self._stale |= {(branch.stream, entry[_REGISTER], "") for entry in rows}

    def flush(self) -> None:
        """Write what is staged: journal first, then the tables it projects."""
        # In the order of their keys: two branches never come in turns, a branch's entries come as they follow one another.
        self._entries.sort(key=lambda each: (each[0].id, each[2].rows[0][0]))
        made = Counter(row[0] for _, _, new in self._entries for row in new.made if row is not None)
        repeated = _seen_before(self.connection, made)
        for branch, package, new in self._entries:
            add_entries(self.connection, branch.id, package, new.rows)
        for branch, filled in self._fills:
            fill_entries(self.connection, branch.id, filled)
        for row in self._moved.values():
            move_branch(self.connection, row.id, row.last_seq, row.head)
        for grown, more in self._grown.items():
            grow_branch(self.connection, grown, more)
        keep_signatures(self.connection, self._signed)
        # Rulings may have come, or their values, or entries that they name: from here on it is known what counts.
        self._touched |= judge(self.connection, {each[0].stream for each in self._entries} | {branch.stream for branch, _ in self._fills})
        fresh = self._sort_out()
        folded = self._touched | repeated
        folded |= self._without_consent([row for row in fresh.get("elder", ()) if row[0] not in folded])
        for register, rows in fresh.items():
            insert_rows(self.connection, register, sorted(row for row in rows if row[0] not in folded) if folded else sorted(rows))
        result = project(self.connection, folded)
        # Folded: what an entry that came before its record's creation says may lie in another month.
        early = {(row[1], register, "") for register, rows in fresh.items() for row in rows if row[0] in repeated} if repeated else set()
        mark(self.connection, self._stale | early)
        self.applied.entries += self._count
        self.applied.conflicts += result.undecided
        self.applied.held += result.held
        self._touched, self._moved, self._signed, self._stale = set(), {}, [], set()
        self._private, self._fills, self._grown, self._count = {}, [], Counter(), 0
        self._marked = persons_marked(self.connection)
        self.overlay.forget_staged()

    def _sort_out(self) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of new records, by register, that stand as they are; what must be folded is noted as touched."""
        fresh: dict[str, list[tuple[Any, ...]]] = {}
        rights = limited(self.connection, [branch.id for branch, _, _ in self._entries])
        visited_at = shape("visit").columns.index("visited_at")
        while self._entries:  # what is sorted out is let go
            branch, _, new = self._entries.pop()
            marks = set()
            counts_to, also_to = rights.get(branch.id, Rights())[1:]
            for entry, made in zip(new.rows, new.made, strict=True):
                register, month = entry[_REGISTER], ""
                if entry[_CONSENTED] is not None:
                    self._private.setdefault((branch.stream, entry[_PERSON], entry[_CONSENT]), []).append(entry[_RECORD])
                if made is not None and entry[0] <= counts_to and (entry[0] <= also_to or _FREE[register]):
                    fresh.setdefault(register, []).append(made)
                    month = made[visited_at][:7] if register == "visit" else ""
                elif register in REGISTERS:
                    self._touched.add(entry[_RECORD])
                if self._marked and entry[_PERSON] in self._marked:
                    self._touched.add(entry[_RECORD])
                marks.add((register, month))
            self._stale.update((branch.stream, *each) for each in marks)
        return fresh

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


def part_of_loose(row: Any, commons: tuple[bytes, ...]) -> Part:
    """A range that waited, proven once more; ``commons`` are the common streams that this office reads."""
    ids = (row.device.hex(), row.epoch.hex(), row.stream.hex())
    said = Range(*ids, row.first, row.last, row.before.hex(), row.head.hex(), row.signature.hex(), len(row.lines))
    checked = prove(said, line_parts(row.lines, 0, len(row.lines)), decode_salts(row.salts), row.kind, commons)
    return Part(said, checked, row.kind)


def _brings(entry: EntryRow) -> bool:
    return entry[_DUTY] is not None or entry[_CONSENTED] is not None


def _with_values(held: EntryRow, again: EntryRow) -> EntryRow:
    """An entry with the values that either copy of it has."""
    duty, consented = (held if held[part] is None else again for part in (_DUTY_PART, _CONSENTED_PART))
    return held[:_DUTY] + duty[_DUTY:_CONSENTED] + consented[_CONSENTED:]


def _loose(part: Part, rows: Sequence[EntryRow]) -> dict[str, Any]:
    """What is kept of a range that waits: its lines, and of the file's salts those that they need."""
    said, place, salts = part.range, part.range.place, SaltList()
    named = {"device": place[:16], "epoch": place[16:32], "stream": place[32:], "first": said.first, "last": said.last}
    hashes = {key: bytes.fromhex(getattr(said, key)) for key in ("before", "head", "signature")}
    lines = encode_rows(rows, salts, ())
    return named | hashes | {"lines": lines, "salts": salts.encoded(), "kind": part.kind}


def _seen_before(connection: Connection, made: Counter[bytes]) -> set[bytes]:
    """Records that already have entries here or are created twice in the batch: they are folded, not inserted."""
    repeated = {record for record, times in made.items() if times > 1} if len(made) < made.total() else set()
    return repeated | known_records(connection, sorted(made))
