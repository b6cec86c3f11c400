"""Applies the files of one batch in one transaction, so that a file can harm only itself (sync.md §2).

All are tried together, which is fast. If anything whatever goes wrong, all of it is undone and each file is tried in a savepoint of its
own: the one that fails is refused with a reference number, the others are applied.
"""

from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, Self, TypeVar

from sqlalchemy import Connection

from db.queries.packages import content_of, drop_package, find_package, waiting_packages
from db.unit_of_work import savepoint
from kashi_desktop.collecting import without_collection
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.applying import Applied, Writer
from kashi_desktop.sync.importing import Cancelled, Item, Opener, Progress, Report, Source, is_no_files_fault, stop_if
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import Candidate
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.shelf import accept, has_room, shelve
from kashi_desktop.sync.staging import MustWait, Overlay, check_counts_only, check_file


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
            run.retry([*_gaps(connection, pending), *_waiting(connection, party, report, but={item.digest for item in items})])
    return run.batch(items)


def preview_batch(
    connection: Connection, party: Party, items: list[Item], granted: G, report: Report, progress: Progress, cancelled: Cancelled
) -> Batch[G]:
    """The same, each file by itself so that it can be told what each one does; the caller undoes it. Errors: cancelled."""
    run = _Run(connection, party, granted, report, progress, cancelled)
    with without_collection():
        run.one_by_one(run.pending(items))
    return run.batch(items)


def run_waiting(connection: Connection, party: Party, device: bytes, granted: G, report: Report) -> Batch[G]:
    """Apply what one device sent before it was approved, each file by itself; what fails is refused and nothing else."""
    run = _Run(connection, party, granted, report, lambda done, total: None, lambda: False)
    items = _waiting(connection, party, report, device=device)
    run.retry(items)
    return run.batch(items)


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
                self._rounds(pending, lambda item: self._try(item, writer))
                writer.flush()
                for candidate in _accepted(pending):
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
        self._rounds(pending, self._alone)

    def retry(self, waiting: list[Item]) -> None:
        """Try files that were kept, each by itself; those that still wait stay where they are."""
        open_ = [item for item in waiting if not item.verdict]
        while any(self._alone(item) for item in open_ if not item.verdict):
            stop_if(self._cancelled)
        for item in waiting:
            if item.verdict == "refused" and item.shelved:
                drop_package(self._connection, item.shelved.id)
            elif not item.verdict:
                item.verdict, item.error = "quarantined", fault("gap")

    def _writer(self, pending: Sequence[Item]) -> Writer:
        writer = Writer(self._connection, Overlay(self._connection))
        writer.overlay.prefetch(part for item in pending if item.candidate for part in item.candidate.ranges)
        return writer

    def _rounds(self, pending: list[Item], take: Callable[[Item], bool]) -> None:
        """As long as one more passes: a file may bridge the gap of an earlier one."""
        moved = True
        while moved:
            moved = False
            for item in [each for each in pending if not each.verdict]:
                stop_if(self._cancelled)
                moved |= take(item)
                self._progress(sum(1 for each in self._items if each.verdict), len(self._items))
        for item in pending:
            if not item.verdict:
                self._shelve(item, "gap")

    def _alone(self, item: Item) -> bool:
        """Whether the file passed now, by itself."""
        writer, granted = self._writer([item]), copy(self._granted)
        try:
            with savepoint(self._connection):
                passed = self._try(item, writer)
                writer.flush()
                if passed and item.candidate:
                    granted.heed(item.candidate)
        except Exception as error:
            item.fail(error, self._report)
            return False
        item.held, item.conflicts = writer.applied.held, writer.applied.conflicts
        self.applied.add(writer.applied)
        self._granted = granted
        return passed

    def _try(self, item: Item, writer: Writer) -> bool:
        """Whether the file passed now; a gap leaves it without a verdict for another round."""
        candidate = item.candidate
        if candidate is None:
            return False
        try:
            if item.under and item.under.verdict == "refused":
                raise fault("no_parent")
            if self._party.is_prefecture:
                check_counts_only(self._connection, candidate)
            if candidate.waiting:
                raise MustWait("waiting_approval")
            passed = check_file(writer.overlay, candidate)
        except MustWait as wait:
            if wait.code != "gap":
                self._shelve(item, wait.code)
            return False
        except KnownError as error:
            item.refuse(error)
            return False
        item.settle(passed)
        package = accept(self._connection, candidate, item.shelved, item.new + item.known, self._party.now)
        writer.take(passed, package)
        return True

    def _shelve(self, item: Item, code: str) -> None:
        candidate = item.candidate
        if candidate is None:
            return
        item.verdict, item.error = "quarantined", fault(code)
        try:
            first = item.shelved is None and code == "waiting_approval"
            if first and not has_room(self._connection, candidate.unit_id, len(candidate.content())):
                raise fault("quarantine_full")
            shelve(self._connection, candidate, item.shelved, code, self._party.now)
        except KnownError as error:  # also of a stick that was pulled out meanwhile
            item.refuse(error)


def _turn(item: Item) -> tuple[bool, int]:
    """Invitations first, then files that begin early in their chains."""
    return item.kind != "invitation", min((part.first for part in item.candidate.ranges), default=0) if item.candidate else 0


def _accepted(items: Sequence[Item]) -> list[Candidate]:
    """Files whose words on confirmation, certificates and invitation count now; invitations first, they name the parent."""
    found = [item.candidate for item in items if item.candidate and item.verdict in ("applied", "known")]
    return sorted(found, key=lambda each: each.kind != "invitation")


def _gaps(connection: Connection, items: Sequence[Item]) -> list[Item]:
    """Files of this batch that were kept for a gap which a file that waits may bridge."""
    found = [item for item in items if item.verdict == "quarantined" and item.error and item.error.code == "gap"]
    for item in found:
        item.reset()
        item.shelved = find_package(connection, item.digest)
    return found


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
