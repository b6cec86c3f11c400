"""What a batch of files would change, held beside the database until every file has been checked (sync.md §2).

A file is checked by itself: its ranges carry the hash before their first entry and their author's signature, so they are proven whatever
is held here. What is proven is then laid beside what is held: known, longer, a branch of its own, or loose until the entry before it comes.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.canonical import line_parts
from db.queries.branches import START, BranchRow, branches_at, digest_places
from kashi_desktop.sync.chains import Chains
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


@dataclass(slots=True)
class Part:
    """The proven entries of one range; ``counts`` if its stream holds numbers."""

    range: Range
    checked: Checked
    kind: Kind


@dataclass(slots=True)
class Laid:
    """Where a range lies: its first ``known`` entries are held, in the branches of ``held`` (branch, from, to among its entries).

    What is new goes on behind ``branch``, or begins a branch of its own behind ``base_seq`` of ``base``.
    """

    known: int
    branch: BranchRow | None
    base: BranchRow | None
    base_seq: int
    held: list[tuple[BranchRow, int, int]]


class Overlay:
    """Branches as the database holds them, with what the batch adds; ``digests`` are the positions, by branch, that lack a value."""

    def __init__(self, connection: Connection) -> None:
        """Start from the database as it is."""
        self._connection = connection
        self._chains = Chains(connection)
        self._loaded: set[bytes] = set()
        self.digests: dict[int, set[int]] = {}

    def prefetch(self, places: Iterable[bytes]) -> None:
        """Load the branches of the places that files name in a few queries."""
        missing = sorted(set(places) - self._loaded)
        self._loaded.update(missing)
        found = branches_at(self._connection, missing)
        self._chains.add(found)
        self.digests |= {branch.id: set() for branch in found}
        for row in digest_places(self._connection, [branch.id for branch in found]):
            self.digests[row.branch].add(row.seq)

    def add(self, branch: BranchRow) -> None:
        """Hold a branch that a range begins."""
        self._chains.add((branch,))
        self.digests[branch.id] = set()

    def go_on(self, branch: BranchRow, rows: Sequence[Any], digests: Iterable[int]) -> None:
        """A branch goes on with entries that are to be written; ``digests`` are the positions among them that lack a value."""
        self._chains.go_on(branch, rows)
        self.digests[branch.id].update(digests)

    def find(self, place: bytes, seq: int, named: bytes) -> BranchRow | None:
        """The branch whose own entry at a position has this hash."""
        if place not in self._loaded:
            self.prefetch((place,))
        return self._chains.find(place, seq, named)

    def holds(self, place: bytes, seq: int, named: bytes) -> bool:
        """Whether the entry with this hash is held at a position; before the first one there is nothing to hold."""
        return seq == 0 or self.find(place, seq, named) is not None

    def forget_staged(self) -> None:
        """After the rows were written: the database answers for them."""
        self._chains.forget_staged()

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
        if at is not None and at.last_seq == seq:
            return Laid(known, at, None, 0, held)
        return Laid(known, None, at, seq, held)

    def _shared(self, branch: BranchRow, rows: Sequence[Any], known: int) -> int:
        """How many of the rows a branch holds that holds the one behind ``known``: hashes bind all that lies before them."""
        low, high = known + 1, min(len(rows), known + branch.last_seq - rows[known][0] + 1)
        while low < high:
            middle = (low + high + 1) // 2
            if self.find(branch.place, *rows[middle - 1][:2]) is branch:
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
    return found is not None and part.first > found.base_seq and overlay.digests[found.id].isdisjoint(range(part.first, part.last + 1))


def check_ranges(candidate: Candidate, known: Collection[Range] = ()) -> list[Part]:
    """Prove the ranges of a file that are not known: forms, hashes, authors' signatures. Errors: as ``check_file``."""
    blocks, salts = _split(candidate, known)
    parts = []
    for part, lines in blocks:
        kind = candidate.kinds[part.stream]
        _check_author(part, candidate)
        parts.append(Part(part, prove(part, lines, salts, kind, candidate.commons), kind))
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
    for part, lines in blocks:
        kind = candidate.kinds[part.stream]
        if kind == "counts":
            for some in _decoded(lines, part):
                check_counts(some, places)
        else:
            # Our own words alone, to the last byte: nothing of the county's can stand among them.
            _check_author(part, candidate)
            prove(part, lines, salts, kind, candidate.commons)


def _check_author(part: Range, candidate: Candidate) -> None:
    device = bytes.fromhex(part.device)
    public = candidate.authors[device]
    message = head_message(part.place[:16], part.place[16:32], part.place[32:], part.last, bytes.fromhex(part.head))
    if not signature_holds(public, HEAD_PURPOSE, message, bytes.fromhex(part.signature)):
        raise fault("package_signature")


def _split(candidate: Candidate, known: Collection[Range] = ()) -> tuple[list[tuple[Range, Iterator[bytes]]], list[bytes]]:
    """The ranges that are not known with their lines in parts, and the salts of the file.

    Each part is let go when the next is asked for: a large file does not lie in memory beside the rows that are made of it.
    """
    payload = candidate.payload()
    start = len(payload) - sum(part.size for part in candidate.ranges)
    if start < 1:
        raise fault("structure")
    try:
        salts = decode_salts(payload[:start])
    except ValueError as error:
        raise fault("structure") from error
    blocks = []
    for part in candidate.ranges:
        if part not in known:
            blocks.append((part, _let_go(deque(line_parts(payload, start, start + part.size)))))
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
