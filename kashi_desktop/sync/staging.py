"""What a batch of files would change, held beside the database until every file has been checked (sync.md §2).

A file is checked by itself: its ranges carry the hash before their first entry and their author's signature, so they are proven whatever
is held here. What is proven is then laid beside what is held: known, longer, a branch of its own, or loose until the entry before it comes.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection

from db.canonical import line_parts
from db.queries.branches import START, BranchRow, branches_at, digest_places, hash_at
from kashi_desktop.sync.checking import Checked, Checking, Kind, Place
from kashi_desktop.sync.counting import check_counts, places_of
from kashi_desktop.sync.keys import HEAD_PURPOSE, head_message, signature_holds
from kashi_desktop.sync.lines import Line, decode_lines, decode_salts
from kashi_desktop.sync.ranges import Range
from kashi_desktop.sync.reading import Candidate
from kashi_desktop.sync.refusals import fault


class MustWait(Exception):
    """A file that is sound but cannot be taken now: its device waits for approval, or was revoked."""

    def __init__(self, code: str) -> None:
        """Keep the code of the verdict."""
        super().__init__(code)
        self.code = code


@dataclass(slots=True, eq=False)
class Branch:
    """A branch as the batch leaves it; ``base`` is the branch that it leaves, ``row.id`` is 0 until it is written."""

    row: BranchRow
    base: "Branch | None" = None
    staged: list[tuple[int, Sequence[Any]]] = field(default_factory=list)
    digests: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Part:
    """The proven entries of one range; ``lines`` brings its lines and the salts that they need, in case it must be kept."""

    range: Range
    checked: Checked
    lines: Callable[[], tuple[bytes, bytes]]
    kind: Kind


@dataclass(slots=True)
class Laid:
    """Where a range lies: its first ``known`` entries are held, in the branches of ``held`` (branch, from, to among its entries).

    What is new goes on behind ``branch``, or begins a branch of its own behind ``base_seq`` of ``base``.
    """

    known: int
    branch: Branch | None
    base: Branch | None
    base_seq: int
    held: list[tuple[Branch, int, int]]


class Overlay:
    """Branches as the database holds them, with what the batch adds."""

    def __init__(self, connection: Connection) -> None:
        """Start from the database as it is."""
        self._connection = connection
        self._places: dict[bytes, list[Branch]] = {}
        self._digests = digest_places(connection)

    def prefetch(self, places: Iterable[bytes]) -> None:
        """Load the branches of the places that files name in a few queries."""
        missing = sorted(set(places) - self._places.keys())
        for place in missing:
            self._places[place] = []
        by_id: dict[int, Branch] = {}
        for row in branches_at(self._connection, missing):
            made = by_id[row.id] = Branch(row, by_id.get(row.base or 0), digests=set(self._digests.get(row.id, ())))
            self._places[row.place].append(made)

    def at(self, place: bytes) -> list[Branch]:
        """The branches of a place."""
        self.prefetch((place,))
        return self._places[place]

    def add(self, branch: Branch) -> None:
        """Hold a branch that a range begins."""
        self._places[branch.row.place].append(branch)

    def hash_at(self, branch: Branch, seq: int) -> bytes | None:
        """Hash of a branch's own entry at a position that may be staged only."""
        row = branch.row
        if not row.base_seq < seq <= row.last_seq:
            return None
        if seq == row.last_seq:
            return row.head
        for first, rows in branch.staged:
            if first <= seq < first + len(rows):
                staged: bytes = rows[seq - first][1]
                return staged
        return hash_at(self._connection, row.id, seq)

    def find(self, place: bytes, seq: int, named: bytes) -> Branch | None:
        """The branch whose own entry at a position has this hash."""
        return next((each for each in self.at(place) if self.hash_at(each, seq) == named), None)

    def holds(self, place: bytes, seq: int, named: bytes) -> bool:
        """Whether the entry with this hash is held at a position; before the first one there is nothing to hold."""
        return seq == 0 or self.find(place, seq, named) is not None

    def forget_staged(self) -> None:
        """After the rows were written: the database answers for them."""
        for branches in self._places.values():
            for branch in branches:
                branch.staged.clear()

    def lay(self, part: Part) -> Laid | None:
        """Where the entries of a part belong; None when the entry before them is not held."""
        place, rows = part.range.place, part.checked.rows
        seq = part.range.first - 1
        at = self.find(place, seq, bytes.fromhex(part.range.before)) if seq else None
        if seq and at is None:
            return None
        known, held = 0, []
        # A hash binds all that lies before it: the branch that has the next one goes on behind this one.
        while known < len(rows) and (onward := self.find(place, seq + 1, rows[known][1])):
            reached = self._shared(onward, rows, known)
            held.append((onward, known, reached))
            seq, known, at = rows[reached - 1][0], reached, onward
        if at is not None and at.row.last_seq == seq:
            return Laid(known, at, None, 0, held)
        return Laid(known, None, at, seq, held)

    def _shared(self, branch: Branch, rows: Sequence[Any], known: int) -> int:
        """How many of the rows a branch holds that holds the one behind ``known``: hashes bind all that lies before them."""
        low, high = known + 1, min(len(rows), known + branch.row.last_seq - rows[known][0] + 1)
        while low < high:
            middle = (low + high + 1) // 2
            if self.hash_at(branch, rows[middle - 1][0]) == rows[middle - 1][1]:
                low = middle
            else:
                high = middle - 1
        return low


@dataclass(slots=True)
class Passed:
    """A file whose ranges are proven."""

    parts: list[Part]
    known: int


def check_file(overlay: Overlay, candidate: Candidate) -> Passed:
    """Check a file's entries. Errors: KnownError (structure, scope, chain_broken, package_signature), MustWait."""
    known = {part for part in candidate.ranges if part not in candidate.unproven and _wanted_nothing(overlay, part)}
    parts = check_ranges(candidate, known | candidate.unproven)
    if candidate.revoked and parts:
        raise MustWait("after_revocation")
    return Passed(parts, sum(part.last - part.first + 1 for part in known))


def _wanted_nothing(overlay: Overlay, part: Range) -> bool:
    """Whether the end of a range is held, and with it all that lies before it, and no value of it is lacking here."""
    found = overlay.find(part.place, part.last, bytes.fromhex(part.head))
    return found is not None and part.first > found.row.base_seq and found.digests.isdisjoint(range(part.first, part.last + 1))


def check_ranges(candidate: Candidate, known: Collection[Range] = ()) -> list[Part]:
    """Prove the ranges of a file that are not known: forms, hashes, authors' signatures. Errors: as ``check_file``."""
    blocks, salts = _split(candidate, known)
    again = cache(candidate.payload)
    parts = []
    for block in blocks:
        part, kind = block.range, candidate.kinds[block.range.stream]
        _check_author(part, candidate)
        parts.append(Part(part, prove(part, block.lines, salts, kind, candidate.commons), partial(block.again, again), kind))
    return parts


def prove(part: Range, lines: Iterable[bytes], salts: Sequence[bytes], kind: Kind, commons: tuple[bytes, ...]) -> Checked:
    """Check the lines of one range, some at a time, from the hash before it to its head. Errors: structure, scope, chain_broken."""
    if part.last < part.first or (part.first == 1) != (bytes.fromhex(part.before) == START):
        raise fault("structure")
    place = Place(bytes.fromhex(part.device), bytes.fromhex(part.epoch), bytes.fromhex(part.stream))
    checking = Checking(place, seq=part.first, before=bytes.fromhex(part.before), salts=salts, kind=kind, commons=commons)
    for some in _decoded(lines, part):
        if kind == "counts":
            check_counts(some, None)
        checking.check(some)
    if checking.head.hex() != part.head:
        raise fault("chain_broken")
    return checking.found


def check_counts_only(connection: Connection, candidate: Candidate) -> None:
    """Look through a county's package before anything of it is kept, even to wait: numbers, or nothing at all. Errors: structure, scope."""
    blocks, salts = _split(candidate)
    if salts:
        raise fault("scope")
    places = places_of(connection, candidate.unit_id)
    for block in blocks:
        kind = candidate.kinds[block.range.stream]
        if kind == "counts":
            for some in _decoded(block.lines, block.range):
                check_counts(some, places)
        else:
            # Our own words alone, to the last byte: nothing of the county's can stand among them.
            _check_author(block.range, candidate)
            prove(block.range, block.lines, salts, kind, candidate.commons)


def _check_author(part: Range, candidate: Candidate) -> None:
    device = bytes.fromhex(part.device)
    public = candidate.authors[device]
    message = head_message(part.place[:16], part.place[16:32], part.place[32:], part.last, bytes.fromhex(part.head))
    if not signature_holds(public, HEAD_PURPOSE, message, bytes.fromhex(part.signature)):
        raise fault("package_signature")


@dataclass(slots=True)
class _Block:
    """The lines of one range: in parts, and where they lie in the payload, whose line of salts ends at ``salts_end``."""

    range: Range
    lines: Iterator[bytes]
    start: int
    salts_end: int

    def again(self, payload: Callable[[], bytes]) -> tuple[bytes, bytes]:
        """The lines, and the file's line of salts, once more."""
        found = payload()
        return found[self.start : self.start + self.range.size], found[: self.salts_end]


def _split(candidate: Candidate, known: Collection[Range] = ()) -> tuple[list[_Block], list[bytes]]:
    """The ranges that are not known with their lines in parts, and the salts of the file.

    Each part is let go when the next is asked for: a large file does not lie in memory beside the rows that are made of it.
    """
    payload = candidate.payload()
    start = salts_end = len(payload) - sum(part.size for part in candidate.ranges)
    if start < 1:
        raise fault("structure")
    try:
        salts = decode_salts(payload[:start])
    except ValueError as error:
        raise fault("structure") from error
    blocks = []
    for part in candidate.ranges:
        if part not in known:
            blocks.append(_Block(part, _let_go(deque(line_parts(payload, start, start + part.size))), start, salts_end))
        start += part.size
    return blocks, salts


def _let_go(parts: deque[bytes]) -> Iterator[bytes]:
    while parts:
        yield parts.popleft()


def _decoded(lines: Iterable[bytes], part: Range) -> Iterator[list[Line]]:
    """The lines of a range, a part at a time; as many as it names. Errors: structure."""
    left = part.last - part.first + 1
    try:
        for some in map(decode_lines, lines):
            left -= len(some)
            if left < 0:
                break
            yield some
    except ValueError as error:
        raise fault("structure") from error
    if left:
        raise fault("structure")
