"""Applies the files of one batch in one transaction, so that a file can harm only itself (sync.md §2).

All are tried together, which is fast. If anything whatever goes wrong, all of it is undone and each file is tried in a savepoint of its
own: the one that fails is refused with a reference number, the others are applied.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, Self, TypeVar

from sqlalchemy import Connection

from db.queries.loose import drop_loose, loose_range, loose_ranges
from db.queries.packages import change_package, content_of, drop_package, waiting_packages
from db.unit_of_work import savepoint
from kashi_desktop.collecting import without_collection
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.applying import Applied, Taken, Writer, part_of_loose
from kashi_desktop.sync.cutting import line_size
from kashi_desktop.sync.importing import Cancelled, Item, Opener, Progress, Report, Source, is_no_files_fault, stop_if
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import Candidate
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.rulings import Line, named
from kashi_desktop.sync.shelf import accept, outgrows, shelve
from kashi_desktop.sync.staging import MustWait, Overlay, Passed, check_counts_only, check_file


class Heeds(Protocol):
    """Takes what files bring besides entries: confirmation, certificates, the parent of an invitation.

    A copy of it stands for the state so far: what an undone file had said is forgotten with the copy that heeded it.
    """

    def __copy__(self) -> Self:
        """The state so far."""
        ...

    def heed(self, candidate: Candidate) -> None:
        """Take the words of one file that was accepted."""
        ...


G = TypeVar("G", bound=Heeds)


@dataclass
class Batch(Generic[G]):
    """The files of one import, what they did to the tables, and what they granted."""

    items: list[Item]
    applied: Applied
    granted: G


def run_batch(
    connection: Connection, party: Party, items: list[Item], granted: G, report: Report, progress: Progress, cancelled: Cancelled
) -> Batch[G]:
    """Check and apply prepared files in the caller's transaction, then each file that waited for them. Errors: cancelled."""
    run = _Run(connection, party, granted, report, progress, cancelled)
    with without_collection():
        pending = run.pending(items)
        if not run.together(pending):
            run.one_by_one(pending)
        if run.applied.entries:
            run.retry(_waiting(connection, party, report, but={item.digest for item in items}))
        run.attach()
    return run.batch(items)


def preview_batch(
    connection: Connection, party: Party, items: list[Item], granted: G, report: Report, progress: Progress, cancelled: Cancelled
) -> Batch[G]:
    """The same, each file by itself so that it can be told what each one does; the caller undoes it. Errors: cancelled."""
    run = _Run(connection, party, granted, report, progress, cancelled)
    with without_collection():
        run.one_by_one(run.pending(items))
        run.attach()
    return run.batch(items)


def run_waiting(
    connection: Connection, party: Party, device: bytes | None, granted: G, report: Report, decided: Collection[bytes] = ()
) -> Batch[G]:
    """Apply what waits, each file by itself; what fails is refused and nothing else.

    That is all of a device that was approved, without one all that waits for no person, or the files (by digest) that a person decided to
    take although their unit is full.
    """
    run = _Run(connection, party, granted, report, lambda done, total: None, lambda: False)
    items = [item for item in _waiting(connection, party, report, device=device) if not decided or item.digest in decided]
    for item in items:
        item.decided = bool(decided)
    run.retry(items)
    run.attach()
    return run.batch(items)


def waiting_heads(connection: Connection, party: Party, device: bytes, report: Report) -> list[str]:
    """Where a device's chains in its unit's streams end by its files that wait, as rulings name it; the longest of very many."""
    candidates = [item.candidate for item in _waiting(connection, party, report, device=device) if item.candidate]
    ends = {(each.place, each.last, each.head) for candidate in candidates for each in candidate.ranges if each.place[:16] == device}
    longest = sorted(ends, key=lambda each: (-each[1], each))
    return named(Line(place[:16], place[16:32], 1, last, bytes.fromhex(head)) for place, last, head in longest)


class _Run(Generic[G]):
    """One batch under way."""

    def __init__(self, connection: Connection, party: Party, granted: G, report: Report, progress: Progress, cancelled: Cancelled) -> None:
        self._connection, self._party, self._granted = connection, party, granted
        self._report, self._progress, self._cancelled = report, progress, cancelled
        self._items: list[Item] = []
        self.applied = Applied()

    def pending(self, items: list[Item]) -> list[Item]:
        """The files that are still to be judged, in their turn."""
        self._items = items
        return sorted((item for item in items if not item.verdict and item.candidate and item.same_as is None), key=_turn)

    def batch(self, items: list[Item]) -> Batch[G]:
        """What became of all."""
        for item in items:
            item.copy()
        stop_if(self._cancelled)
        return Batch(items, self.applied, self._granted)

    def together(self, pending: list[Item]) -> bool:
        """Whether all could be taken at once; if not, nothing was done."""
        writer, granted = self._writer(pending), copy(self._granted)
        try:
            with savepoint(self._connection):
                self._each(pending, lambda item: self._try(item, writer))
                writer.flush()
                for candidate in _heeded(pending):
                    granted.heed(candidate)
        except Exception as error:
            if is_no_files_fault(error):
                raise
            for item in pending:
                item.reset()
            return False
        self._granted = granted
        self.applied.add(writer.applied)
        return True

    def one_by_one(self, pending: list[Item]) -> None:
        """Take each in a savepoint of its own."""
        self._each(pending, self._alone)

    def retry(self, waiting: list[Item]) -> None:
        """Try files that were kept, each by itself; those that still wait stay where they are."""
        self._each([item for item in waiting if not item.verdict], self._alone)
        for item in waiting:
            if item.verdict == "refused" and item.shelved:
                drop_package(self._connection, item.shelved.id)

    def attach(self) -> None:
        """Lay on the ranges that waited for what came now; one that fails for whatever reason is dropped, and told by its number."""
        # Who is above us, an invitation of this batch may have said.
        lines = [item.candidate.commons for item in self._items if item.candidate]
        commons = max(lines, key=len, default=self._party.commons)
        applied, complete = _attach_loose(self._connection, lambda: self._writer(()), commons, self._report)
        self.applied.add(applied)
        for item in self._items:
            item.attached(complete)

    def _writer(self, pending: Sequence[Item]) -> Writer:
        writer = Writer(self._connection, Overlay(self._connection), self._party.keys.device_id, self._party.epoch)
        writer.overlay.prefetch(part.place for item in pending if item.candidate for part in item.candidate.ranges)
        return writer

    def _each(self, pending: Sequence[Item], take: Callable[[Item], None]) -> None:
        for item in pending:
            stop_if(self._cancelled)
            take(item)
            self._progress(sum(1 for each in self._items if each.verdict), len(self._items))

    def _alone(self, item: Item) -> None:
        """Take a file by itself."""
        writer, granted = self._writer([item]), copy(self._granted)
        try:
            with savepoint(self._connection):
                self._try(item, writer)
                writer.flush()
                if item.heeded:
                    granted.heed(item.heeded)
        except Exception as error:
            item.fail(error, self._report)
            return
        item.held, item.conflicts = writer.applied.held, writer.applied.conflicts
        self.applied.add(writer.applied)
        self._granted = granted

    def _try(self, item: Item, writer: Writer) -> None:
        """Take a file, or say why not."""
        candidate = item.candidate
        if candidate is None:
            return
        try:
            if item.under and item.under.verdict == "refused":
                raise fault("no_parent")
            if self._party.is_prefecture:
                check_counts_only(self._connection, candidate)
            if candidate.waiting or candidate.contested:
                raise MustWait("cards_contested" if candidate.contested else "waiting_approval")
            passed = check_file(writer.overlay, candidate)
            if candidate.kind == "package" and not item.decided:
                self._check_size(candidate, passed, writer)
        except MustWait as wait:
            self._shelve(item, wait.code)
            return
        except KnownError as error:
            item.refuse(error)
            return
        item.package = accept(self._connection, candidate, item.shelved, candidate.entries, self._party.now)
        taken = writer.take(passed.parts, item.package, candidate.commons)
        taken.known += passed.known
        item.settle(taken)
        if taken.loose:
            change_package(self._connection, item.package, state="quarantined", code="gap")
        elif candidate.stopped and (taken.new or (item.shelved and item.shelved.code == "after_revocation")):
            # Kept in the journal and handed on like all else; it counts once a person has accepted it.
            item.verdict, item.error = "quarantined", fault("after_revocation")
            change_package(self._connection, item.package, state="quarantined", code="after_revocation")

    def _check_size(self, candidate: Candidate, passed: Passed, writer: Writer) -> None:
        """Errors: MustWait, when the sender's unit would hold more than one does."""
        streams = self._party.streams_of_child(candidate.unit_id)
        parts = [part for part in passed.parts if part.range.place[32:] in streams]
        entries, sizes = zip(*map(writer.held, streams), strict=True)
        held = sum(entries), sum(sizes)
        if not outgrows(held, sum(len(part.checked.rows) for part in parts), sum(part.range.size for part in parts)):
            return
        # What is held already is told apart only where it matters: it costs a look at every entry.
        laid = [(part.checked.rows, writer.overlay.lay(part)) for part in parts]
        new = [row for rows, where in laid for row in rows[where.known if where else 0 :]]
        if outgrows(held, len(new), sum(map(line_size, new))):
            raise MustWait("unit_full")

    def _shelve(self, item: Item, code: str) -> None:
        candidate = item.candidate
        if candidate is None:
            return
        item.verdict, item.error = "quarantined", fault(code)
        try:
            shelve(self._connection, candidate, item.shelved, code, self._party.now)
        except KnownError as error:  # also of a stick that was pulled out meanwhile
            item.refuse(error)


def _turn(item: Item) -> tuple[bool, int]:
    """Invitations first, then files that begin early in their chains."""
    return item.kind != "invitation", min((part.first for part in item.candidate.ranges), default=0) if item.candidate else 0


def _attach_loose(
    connection: Connection, writer_of: Callable[[], Writer], commons: tuple[bytes, ...], report: Report
) -> tuple[Applied, set[int]]:
    """Lay on what attaches now of the ranges that waited, each by itself; returns what they did, and the files that they left complete."""
    waiting, writer = loose_ranges(connection), writer_of()
    left, applied, complete = Counter(row.package for row in waiting), Applied(), set()
    # One that begins later may go on from an earlier one, never the other way round: one pass finds all.
    for row in waiting:
        if not writer.overlay.holds(row.device + row.epoch + row.stream, row.first - 1, row.before):
            continue
        try:
            with savepoint(connection):
                writer.take_part(part_of_loose(loose_range(connection, row.id), commons), row.package, Taken())
                writer.flush()
        except Exception as error:
            if is_no_files_fault(error):
                raise
            report(error)
            applied.add(writer.applied)
            writer = writer_of()
        drop_loose(connection, [row.id])
        left[row.package] -= 1
        if not left[row.package]:
            complete.add(row.package)
            change_package(connection, row.package, state="applied", code=None)
    applied.add(writer.applied)
    return applied, complete


def _heeded(items: Sequence[Item]) -> list[Candidate]:
    """Files whose words count now; invitations first, they name the parent."""
    return sorted((item.heeded for item in items if item.heeded), key=lambda each: each.kind != "invitation")


def _waiting(
    connection: Connection, party: Party, report: Report, *, device: bytes | None = None, but: Collection[bytes] = ()
) -> list[Item]:
    """Files kept earlier that may pass now: those of one device, or all that do not wait for an approval."""
    kept = [each for each in waiting_packages(connection, device) if each.digest not in but]
    if not kept:
        return []
    opener = Opener(connection, party, report)
    items = []
    for shelved in kept:
        item = Item("", shelved.digest, shelved.kind, given=False, shelved=shelved)
        source = Source("", partial(content_of, connection, shelved))
        opener.open(item, source.read(), source)
        items.append(item)
    return sorted(items, key=_turn)
