"""One batch of files, each verified alone, all that pass applied together (sync.md §2, Reading)."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection

from kashi_desktop.errors import KnownError
from kashi_desktop.sync.applying import Applied, Writer
from kashi_desktop.sync.envelope import sniff
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import Candidate, Directory, digest_of, load_directory, open_candidate
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.shelf import Shelved, accept, find_package, has_room, shelve, waiting_packages
from kashi_desktop.sync.staging import MustWait, Overlay, Passed, check_file

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read from its medium, or why it could not be read."""

    name: str
    data: bytes
    error: KnownError | None = None


@dataclass(eq=False)
class Item:
    """One file on its way: what it is, what became of it."""

    name: str
    digest: bytes
    kind: str
    given: bool = True
    candidate: Candidate | None = None
    shelved: Shelved | None = None
    same_as: "Item | None" = None
    verdict: str = ""
    error: KnownError | None = None
    new: int = 0
    known: int = 0
    needs_newer: int = 0
    held: int = 0
    conflicts: int = 0

    def refuse(self, error: KnownError) -> None:
        """The file is not taken."""
        self.verdict, self.error = "refused", error

    def copy(self) -> None:
        """The same bytes came twice in this batch: counted once, the second is already received."""
        if self.same_as is not None:
            self.verdict, self.error = self.same_as.verdict, self.same_as.error
            self.needs_newer = self.same_as.needs_newer
            if self.verdict == "applied":
                self.verdict, self.known = "known", self.same_as.new + self.same_as.known

    def settle(self, passed: Passed) -> None:
        """The file was taken; with nothing unknown in it, it is already received."""
        candidate = self.candidate
        self.new, self.known = passed.new, passed.known
        self.needs_newer = sum(part.checked.needs_newer for part in passed.parts)
        repeated = candidate is not None and candidate.kind == "package" and candidate.entries > 0 and not passed.parts
        self.verdict = "known" if repeated else "applied"


@dataclass
class Batch:
    """The files of one import and what they did to the tables."""

    items: list[Item]
    applied: Applied = field(default_factory=Applied)

    def accepted(self) -> list[Candidate]:
        """Files whose words on confirmation, certificates and invitation count now."""
        return [item.candidate for item in self.items if item.candidate and item.verdict in ("applied", "known")]


def prepare(connection: Connection, party: Party, sources: Sequence[Source], cancelled: Cancelled) -> list[Item]:
    """Decrypt and prove the senders of the files; reads the database, writes nothing. Errors: cancelled."""
    directory = load_directory(connection)
    items: list[Item] = []
    first: dict[bytes, Item] = {}
    for source in sources:
        _stop_if(cancelled)
        item = _prepare(connection, party, directory, source)
        item.same_as = first.get(item.digest) if not item.verdict else None
        first.setdefault(item.digest, item)
        items.append(item)
    return items


def _prepare(connection: Connection, party: Party, directory: Directory, source: Source) -> Item:
    kind = sniff(source.data)
    item = Item(source.name, digest_of(source.data), "unknown" if kind == "other" else kind)
    if source.error:
        item.refuse(source.error)
        return item
    item.shelved = find_package(connection, item.digest)
    if item.shelved and item.shelved.state == "applied":
        item.kind, item.verdict, item.known = item.shelved.kind, "known", item.shelved.entries
        return item
    _open(item, source.data, party, directory)
    return item


def _open(item: Item, data: bytes, party: Party, directory: Directory) -> None:
    try:
        item.candidate = open_candidate(data, item.name, party, directory)
        item.kind = item.candidate.kind
        if item.candidate.own:
            item.refuse(fault("own_package"))
    except KnownError as error:
        item.refuse(error)


def run_batch(
    connection: Connection, party: Party, items: list[Item], progress: Progress, cancelled: Cancelled, *, each_alone: bool = False
) -> Batch:
    """Check and apply prepared files in the caller's transaction, with what waited for them. Errors: cancelled.

    ``each_alone`` writes after each file, so that a preview can tell what each one does.
    """
    items = [*items, *_waiting(connection, party, {item.digest for item in items})]
    overlay = Overlay(connection)
    writer = Writer(connection, overlay)
    batch = Batch(items, writer.applied)
    pending = [item for item in items if not item.verdict and item.candidate and item.same_as is None]
    overlay.prefetch(part for item in pending if item.candidate for part in item.candidate.ranges)
    pending.sort(key=_earliest)
    with _no_collection():
        _drain(pending, writer, overlay, party, batch, progress, cancelled, each_alone)
        for item in pending:
            if not item.verdict:
                _shelve(connection, item, "gap", party)
        writer.flush()
    for item in items:
        item.copy()
    _stop_if(cancelled)
    return batch


def _earliest(item: Item) -> int:
    return min((part.first for part in item.candidate.ranges), default=0) if item.candidate else 0


def _drain(
    pending: list[Item],
    writer: Writer,
    overlay: Overlay,
    party: Party,
    batch: Batch,
    progress: Progress,
    cancelled: Cancelled,
    each_alone: bool,
) -> None:
    """Take files as long as one more passes: a file may bridge the gap of an earlier one."""
    total, moved = len(batch.items), True
    while moved:
        moved = False
        for item in pending:
            if item.verdict:
                continue
            _stop_if(cancelled)
            moved |= _try(item, writer, overlay, party)
            if each_alone:
                _flush_alone(item, writer)
            progress(sum(1 for each in batch.items if each.verdict), total)


def _try(item: Item, writer: Writer, overlay: Overlay, party: Party) -> bool:
    """Whether the file passed now; a gap leaves it without a verdict for another round."""
    candidate = item.candidate
    if candidate is None:
        return False
    try:
        if candidate.waiting:
            raise MustWait("waiting_approval")
        passed = check_file(overlay, candidate)
    except MustWait as wait:
        if wait.code != "gap":
            _shelve(writer.connection, item, wait.code, party)
        return False
    except KnownError as error:
        item.refuse(error)
        return False
    item.settle(passed)
    package = accept(writer.connection, candidate, item.shelved, item.new + item.known, party.now)
    writer.take(passed, package)
    return True


def _flush_alone(item: Item, writer: Writer) -> None:
    held, conflicts = writer.applied.held, writer.applied.conflicts
    writer.flush()
    item.held, item.conflicts = writer.applied.held - held, writer.applied.conflicts - conflicts


def _shelve(connection: Connection, item: Item, code: str, party: Party) -> None:
    candidate = item.candidate
    if candidate is None:
        return
    item.verdict, item.error = "quarantined", fault(code)
    if item.shelved is None and code == "waiting_approval" and not has_room(connection, candidate.sender.device_id, len(candidate.content)):
        item.refuse(fault("quarantine_full"))
        return
    shelve(connection, candidate, item.shelved, code, party.now)


def _waiting(connection: Connection, party: Party, given: set[bytes]) -> list[Item]:
    """Files kept earlier that may pass now."""
    kept = [each for each in waiting_packages(connection) if each.digest not in given]
    if not kept:
        return []
    directory = load_directory(connection)
    items = []
    for shelved in kept:
        item = Item("", shelved.digest, shelved.kind, given=False, shelved=shelved)
        _open(item, shelved.content, party, directory)
        if item.verdict != "refused":
            items.append(item)
    return items


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise fault("cancelled")


@contextmanager
def _no_collection() -> Iterator[None]:
    """A batch makes hundreds of thousands of tuples and no circles; the collector would only walk them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
