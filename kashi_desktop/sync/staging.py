"""What a batch of files would change, held beside the database until every file has been checked (sync.md §2).

Files of one batch may overlap, repeat and bridge one another's gaps in any order: each is checked against the chains as the files before
it leave them, and a file that fails leaves nothing here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from db.journal import genesis
from db.queries.chains import ChainRow, chains_by_key, hash_at, withheld_from
from db.queries.journal import greatest_lamport, load_salts
from kashi_desktop.sync.checking import Checked, Subject, check_lines
from kashi_desktop.sync.counting import check_counts, places_of
from kashi_desktop.sync.keys import HEAD_PURPOSE, head_message, signature_holds
from kashi_desktop.sync.lines import Line, decode_lines, decode_salts
from kashi_desktop.sync.ranges import Range
from kashi_desktop.sync.reading import Candidate
from kashi_desktop.sync.refusals import fault

LAMPORT_STEP = 1 << 32
"""How far a file's counters may run ahead of all that is known here.

Everybody writes on from the highest counter known: one laptop near the end of the numbers would stop its whole county for good. An
honest office counts its entries and never gains so many.
"""


class MustWait(Exception):
    """A file that is sound but cannot be taken now: gap, cloned or after_revocation."""

    def __init__(self, code: str) -> None:
        """Keep the code of the verdict."""
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Chain:
    """A chain as the batch leaves it; ``row.id`` is 0 until it is written."""

    row: ChainRow
    staged: list[tuple[int, list[Any]]] = field(default_factory=list)
    withheld: int | None = None


@dataclass(slots=True)
class Part:
    """The new entries of one range, checked."""

    chain: Chain
    last: int
    signature: bytes
    checked: Checked
    fills: bool = False
    after: int = 0


@dataclass(slots=True)
class Passed:
    """A file that passed: its parts, how many entries were known, the salts it brings and the persons it knows to be erased."""

    parts: list[Part]
    known: int
    salts: dict[bytes, bytes | None]

    @property
    def new(self) -> int:
        """Entries that are new here."""
        return sum(part.last - part.after for part in self.parts if not part.fills)


class Overlay:
    """Chains and salts as the database holds them, with what the batch adds."""

    def __init__(self, connection: Connection | None, held: Iterable[ChainRow] = ()) -> None:
        """Start from the database as it is; without one, from the chains that somebody else is taken to hold."""
        self._connection = connection
        self._chains: dict[bytes, Chain] = {row.key: Chain(row) for row in held}
        self._lamport = greatest_lamport(connection) if connection else 0
        self._salts: dict[bytes, bytes | None] = {}
        self._unknown: set[bytes] = set()

    def prefetch(self, ranges: Iterable[Range]) -> None:
        """Load the chains that files name in a few queries."""
        keys = {part.opening().key for part in ranges} - self._chains.keys()
        if self._connection:
            self._chains |= {key: Chain(row) for key, row in chains_by_key(self._connection, keys).items()}

    def chain(self, key: bytes) -> Chain | None:
        """A chain that is known here or from an earlier file of the batch."""
        return self._chains.get(key)

    def hash_at(self, chain: Chain, seq: int) -> bytes | None:
        """Hash at a position that may be staged only."""
        for first, rows in chain.staged:
            if first <= seq < first + len(rows):
                staged: bytes = rows[seq - first][12]
                return staged
        return hash_at(self._connection, chain.row, seq) if self._connection and chain.row.id else None

    def hash_before(self, chain: Chain, seq: int) -> bytes:
        """Hash that the entry at a position follows."""
        row = chain.row
        return (self.hash_at(chain, seq - 1) if seq > 1 else genesis(row.device, row.epoch, row.stream, row.continues)) or b""

    def withheld_from(self, chain: Chain) -> int | None:
        """First position whose values an invitation kept back."""
        if chain.staged and chain.withheld is not None:
            return chain.withheld
        return withheld_from(self._connection, chain.row) if self._connection and chain.row.id else None

    def may_reach(self, part: Part) -> bool:
        """Whether the counters of new entries are near enough to those that are known here."""
        return part.fills or part.checked.lamport <= max(self._lamport, part.chain.row.lamport) + LAMPORT_STEP

    def salts_of(self, subjects: set[bytes]) -> dict[bytes, bytes | None]:
        """Salts of persons known so far."""
        missing = {each for each in subjects if each not in self._salts and each not in self._unknown}
        if missing and self._connection:
            loaded = load_salts(self._connection, missing)
            self._salts.update(loaded)
            self._unknown |= missing - loaded.keys()
        return {each: self._salts[each] for each in subjects if each in self._salts}

    def take(self, chain: Chain) -> None:
        """Hold a chain that a passed file begins."""
        self._chains[chain.row.key] = chain

    def take_salts(self, salts: dict[bytes, bytes | None]) -> None:
        """Hold the salts a passed file brings."""
        self._salts.update(salts)

    def forget_staged(self) -> None:
        """After the rows were written: the database answers for them."""
        for chain in self._chains.values():
            chain.staged.clear()


@dataclass(slots=True)
class _Task:
    """One range of a file and where it stands to the chain."""

    part: Range
    chain: Chain
    state: str
    counts: bool


def check_file(overlay: Overlay, candidate: Candidate) -> Passed:
    """Check a file's entries. Errors: KnownError (structure, scope, chain_broken, package_signature), MustWait."""
    tasks = _tasks(overlay, candidate)
    states = {task.state for task in tasks}
    for code in ("cloned", "gap"):
        if code in states:
            raise MustWait(code)
    known = sum(min(task.part.last, task.chain.row.last_seq) - task.part.first + 1 for task in tasks)
    if states <= {"known"}:
        return Passed([], known, {})
    if candidate.revoked and "new" in states:
        raise MustWait("after_revocation")
    for task in tasks:
        if task.state != "known":
            _check_author(task.part, candidate)
    passed = _check_tasks(overlay, candidate, tasks, known)
    # Only from below: what the parent took in rules below it, or the first bold step would part it from its other children.
    if candidate.kind == "package" and not all(overlay.may_reach(part) for part in passed.parts):
        raise fault("structure")
    return passed


def check_as_reader(candidate: Candidate, held: Iterable[ChainRow]) -> None:
    """Check a file of our own as somebody will who holds just these chains. Errors: KnownError, MustWait."""
    overlay = Overlay(None, held)
    tasks = _tasks(overlay, candidate)
    for task in tasks:
        # What others wrote was proven when it came here, and the reader has its own knowledge of them.
        if bytes.fromhex(task.part.device) == candidate.sender.device_id:
            _check_author(task.part, candidate)
    _check_tasks(overlay, candidate, tasks, 0)


def check_counts_only(connection: Connection, candidate: Candidate) -> None:
    """Look through a county's package before anything of it is kept, even to wait: numbers, or nothing at all. Errors: structure, scope."""
    blocks, salts = _split(candidate)
    if salts:
        raise fault("scope")
    places = places_of(connection, candidate.unit_id)
    for lines in blocks:
        check_counts(lines, places)


def _tasks(overlay: Overlay, candidate: Candidate) -> list[_Task]:
    tasks: dict[bytes, _Task] = {}
    for part in candidate.ranges:
        opening = part.opening()
        if part.last < part.first or opening.key in tasks:
            raise fault("structure")
        chain = overlay.chain(opening.key) or Chain(opening)
        tasks[opening.key] = _Task(part, chain, _state(overlay, part, chain), part.stream in candidate.counts)
    return list(tasks.values())


def _state(overlay: Overlay, part: Range, chain: Chain) -> str:
    held = chain.row.last_seq
    if part.first > held + 1:
        return "gap"
    if part.last > held:
        return "new"
    found = overlay.hash_at(chain, part.last)
    if found is None or found.hex() != part.head:
        return "cloned"
    withheld = overlay.withheld_from(chain)
    return "fill" if withheld is not None and part.last >= withheld else "known"


def _check_author(part: Range, candidate: Candidate) -> None:
    device = bytes.fromhex(part.device)
    public = candidate.authors[device]
    message = head_message(device, bytes.fromhex(part.epoch), part.stream, part.last, bytes.fromhex(part.head))
    if not signature_holds(public, HEAD_PURPOSE, message, bytes.fromhex(part.signature)):
        raise fault("package_signature")


def _split(candidate: Candidate, known: Collection[Range] = ()) -> tuple[list[list[Line]], dict[bytes, bytes]]:
    """Lines of each range and the salts in front; known ranges are not parsed."""
    payload = candidate.payload()
    start = len(payload) - sum(part.size for part in candidate.ranges)
    try:
        if start < 1:
            raise ValueError("size")
        salts = decode_salts(payload[:start])
        blocks: list[list[Line]] = []
        for part in candidate.ranges:
            block = payload[start : start + part.size]
            start += part.size
            blocks.append([] if part in known else _block(block, part))
    except ValueError as error:
        raise fault("structure") from error
    return blocks, salts


def _block(block: bytes, part: Range) -> list[Line]:
    lines = decode_lines(block)
    if len(lines) != part.last - part.first + 1 or block.count(b"\n") != len(lines) or not block.endswith(b"\n"):
        raise ValueError("count")
    return lines


def _check_tasks(overlay: Overlay, candidate: Candidate, tasks: list[_Task], known: int) -> Passed:
    blocks, brought = _split(candidate, {task.part for task in tasks if task.state == "known"})
    subjects, salts = _subjects(overlay, blocks, brought)
    parts = []
    for task, lines in zip(tasks, blocks, strict=True):
        if task.state == "known":
            continue
        if task.counts:
            check_counts(lines, None)
        withheld = overlay.withheld_from(task.chain)
        if withheld is not None and task.part.first <= withheld <= task.part.last:
            parts.append(_fill(overlay, task, lines, subjects))
        if task.state == "new":
            parts.append(_new(overlay, task, lines, subjects))
    return Passed(parts, known, salts)


def _new(overlay: Overlay, task: _Task, lines: list[Line], subjects: dict[str, Subject]) -> Part:
    """Entries above what is held; our head and the author's bind all that lies below."""
    row, after = task.chain.row, task.chain.row.last_seq
    above = lines[after + 1 - task.part.first :]
    checked = check_lines(above, seq=after + 1, head=row.head, stream=row.stream, subjects=subjects, counts=task.counts)
    if checked.head.hex() != task.part.head:
        raise _broken(overlay, task, lines, subjects)
    # Only now: a cloned device's counter may lag, and that is to be told as a clone.
    if checked.rows[0][1] <= row.lamport:
        raise fault("structure")
    return Part(task.chain, task.part.last, bytes.fromhex(task.part.signature), checked, False, after)


def _fill(overlay: Overlay, task: _Task, lines: list[Line], subjects: dict[str, Subject]) -> Part:
    """Entries that are held without their values, now with them."""
    row, first = task.chain.row, task.part.first
    last = min(task.part.last, row.last_seq)
    below, before = lines[: last + 1 - first], overlay.hash_before(task.chain, first)
    checked = check_lines(below, seq=first, head=before, stream=row.stream, subjects=subjects)
    if checked.head != overlay.hash_at(task.chain, last):
        raise _broken(overlay, task, lines, subjects)
    return Part(task.chain, last, b"", checked, True, first - 1)


def _broken(overlay: Overlay, task: _Task, lines: list[Line], subjects: dict[str, Subject]) -> Exception:
    """Two histories of one device, or a chain that does not hold at all?"""
    first = task.part.first
    if first > task.chain.row.last_seq:
        # Nothing of the range is held: our head is not the one these entries follow, though their author signed them.
        return MustWait("cloned") if first > 1 else fault("chain_broken")
    before, stream = overlay.hash_before(task.chain, first), task.chain.row.stream
    again = check_lines(lines, seq=first, head=before, stream=stream, subjects=subjects, counts=task.counts)
    return MustWait("cloned") if again.head.hex() == task.part.head else fault("chain_broken")


def _subjects(
    overlay: Overlay, blocks: list[list[Line]], brought: dict[bytes, bytes]
) -> tuple[dict[str, Subject], dict[bytes, bytes | None]]:
    """Every person the lines speak of, and the salts that are new here. Errors: structure for two salts of one person."""
    salts: dict[bytes, bytes] = dict(brought)
    names = {line.subject for lines in blocks for line in lines}
    names.discard(None)
    try:
        ids = {name: bytes.fromhex(name) for name in names if name is not None}
        for lines in blocks:
            for line in lines:
                if line.salt is not None and line.subject is not None:
                    salts[ids[line.subject]] = bytes.fromhex(line.salt)
    except ValueError as error:
        raise fault("structure") from error
    if any(len(each) != 16 for each in (*ids.values(), *salts.values())):
        raise fault("structure")
    held = overlay.salts_of(set(ids.values()))
    if any(held.get(id_) not in (None, salt) for id_, salt in salts.items()):
        raise fault("structure")
    erased = {id_ for id_ in ids.values() if id_ in held and held[id_] is None}
    subjects = {name: Subject(id_, held.get(id_) or salts.get(id_), id_ in erased) for name, id_ in ids.items()}
    # A person of whom only digests came was erased elsewhere; no older copy may bring the values back.
    fresh: dict[bytes, bytes | None] = {id_: salts.get(id_) for id_ in ids.values() if id_ not in held}
    return subjects, fresh
