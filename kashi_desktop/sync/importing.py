"""One batch of files, each verified alone, all that pass applied together (sync.md §2, Reading)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection

from db.queries.packages import Shelved, content_of, find_package, waiting_packages
from kashi_desktop.collecting import without_collection
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.applying import Applied, Writer
from kashi_desktop.sync.envelope import sniff
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import Candidate, digest_of, load_directory, open_candidate, replaces
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.shelf import accept, has_room, shelve
from kashi_desktop.sync.staging import MustWait, Overlay, Passed, check_counts_only, check_file

INVITATION_SUFFIX = ".kashi-invitation"

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

HELD_BYTES = 256 << 20
"""Files of one batch that may lie in memory at once; what is above is read again from its medium when its turn comes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file where it lies; ``read`` brings its bytes, as often as it is asked. Errors of ``read``: file_missing, file_unreadable."""

    name: str
    read: Callable[[], bytes]


@dataclass(eq=False)
class Item:
    """One file on its way: what it is, what became of it; ``under`` is the invitation of the same batch that names its sender."""

    name: str
    digest: bytes
    kind: str
    given: bool = True
    candidate: Candidate | None = None
    shelved: Shelved | None = None
    same_as: "Item | None" = None
    under: "Item | None" = None
    verdict: str = ""
    error: KnownError | None = None
    new: int = 0
    known: int = 0
    needs_newer: int = 0
    held: int = 0
    conflicts: int = 0

    def refuse(self, error: KnownError) -> None:
        """The file is not taken."""
        # Made anew: what was raised holds on to the frames it passed through, and with them to the bytes of the file.
        self.verdict, self.error = "refused", KnownError(error.code, error.template, **error.params)

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
    applied: Applied

    def accepted(self) -> list[Candidate]:
        """Files whose words on confirmation, certificates and invitation count now; invitations first, they name the parent."""
        found = [item.candidate for item in self.items if item.candidate and item.verdict in ("applied", "known")]
        return sorted(found, key=lambda each: each.kind != "invitation")


def prepare(connection: Connection, party: Party, sources: Sequence[Source], cancelled: Cancelled) -> list[Item]:
    """Decrypt and prove the senders of the files; reads the database, writes nothing. Errors: cancelled."""
    opener = _Opener(connection, party)
    items: dict[int, Item] = {}
    # A village may bring its invitation and a receipt at once: the invitation says whose receipts it takes. At a county the name must
    # say so: nobody reads a month's packages of all its units twice to learn that there is none among them.
    named = party.is_village or any(INVITATION_SUFFIX in source.name.lower() for source in sources)
    passes = (True, False) if named and len(sources) > 1 else (None,)
    for invitations in passes:
        for place, source in enumerate(sources):
            _stop_if(cancelled)
            if place not in items and (item := opener.prepare(source, invitations)) is not None:
                items[place] = item
    return [items[place] for place in range(len(sources))]


class _Opener:
    """Opens the files of one batch, each by itself, and keeps no more of them in memory than it may."""

    def __init__(self, connection: Connection, party: Party) -> None:
        self._connection = connection
        self._party = party
        self._directory = load_directory(connection)
        self._first: dict[bytes, Item] = {}
        self._parent: Item | None = None
        self._room = HELD_BYTES

    def prepare(self, source: Source, invitations: bool | None) -> Item | None:
        """Open one file; None when it is not of the sort that is asked for now."""
        try:
            data = source.read()
        except KnownError as error:
            item = Item(source.name, digest_of(b""), "unknown")
            item.refuse(error)
            return item
        kind = sniff(data)
        if invitations is True and kind != "invitation":
            return None
        item = Item(source.name, digest_of(data), "unknown" if kind == "other" else kind)
        item.shelved = find_package(self._connection, item.digest)
        if item.shelved and item.shelved.state == "applied":
            item.kind, item.verdict, item.known = item.shelved.kind, "known", item.shelved.entries
            return item
        first = self._first.setdefault(item.digest, item)
        if first is not item:
            item.same_as, item.kind, item.candidate = first, first.kind, first.candidate
            return item
        self.open(item, data, source)
        return item

    def open(self, item: Item, data: bytes, source: Source) -> None:
        """Open a file as far as its header, or refuse it."""
        party, directory = self._party, self._directory
        try:
            candidate = item.candidate = open_candidate(data, item.name, party, directory)
            item.kind = candidate.kind
            if candidate.own:
                raise fault("own_package")
        except KnownError as error:
            item.refuse(error)
            return
        if candidate.kind == "receipt":
            item.under = self._parent
        self._room -= len(data)
        if self._room < 0:
            candidate.release(lambda: open_candidate(_same(source, item.digest), item.name, party, directory))
        if candidate.office and replaces(candidate.office, party.parent):
            self._party, self._parent = replace(party, parent=candidate.office), item


def _same(source: Source, digest: bytes) -> bytes:
    """Read a file once more. Errors: those of reading, file_changed."""
    data = source.read()
    if digest_of(data) != digest:
        raise fault("file_changed")
    return data


def run_batch(
    connection: Connection, party: Party, items: list[Item], progress: Progress, cancelled: Cancelled, *, each_alone: bool = False
) -> Batch:
    """Check and apply prepared files in the caller's transaction, with what waited for them. Errors: cancelled.

    ``each_alone`` writes after each file, so that a preview can tell what each one does.
    """
    items = [*items, *_waiting(connection, party, {item.digest for item in items})]
    writer = Writer(connection, Overlay(connection))
    pending = sorted((item for item in items if not item.verdict and item.candidate and item.same_as is None), key=_turn)
    writer.overlay.prefetch(part for item in pending if item.candidate for part in item.candidate.ranges)
    with without_collection():
        moved = True
        while moved:  # as long as one more passes: a file may bridge the gap of an earlier one
            moved = False
            for item in [each for each in pending if not each.verdict]:
                _stop_if(cancelled)
                moved |= _try(item, writer, party)
                if each_alone:
                    _flush_alone(item, writer)
                progress(sum(1 for each in items if each.verdict), len(items))
        for item in pending:
            if not item.verdict:
                _shelve(connection, item, "gap", party)
        writer.flush()
    for item in items:
        item.copy()
    _stop_if(cancelled)
    return Batch(items, writer.applied)


def _turn(item: Item) -> tuple[bool, int]:
    """Invitations first, then files that begin early in their chains."""
    return item.kind != "invitation", min((part.first for part in item.candidate.ranges), default=0) if item.candidate else 0


def _try(item: Item, writer: Writer, party: Party) -> bool:
    """Whether the file passed now; a gap leaves it without a verdict for another round."""
    candidate = item.candidate
    if candidate is None:
        return False
    try:
        if item.under and item.under.verdict == "refused":
            raise fault("no_parent")
        if party.is_prefecture:
            check_counts_only(writer.connection, candidate)
        if candidate.waiting:
            raise MustWait("waiting_approval")
        passed = check_file(writer.overlay, candidate)
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
    try:
        first = item.shelved is None and code == "waiting_approval"
        if first and not has_room(connection, candidate.sender.device_id, len(candidate.content())):
            raise fault("quarantine_full")
        shelve(connection, candidate, item.shelved, code, party.now)
    except KnownError as error:  # also of a stick that was pulled out meanwhile
        item.refuse(error)


def _waiting(connection: Connection, party: Party, given: set[bytes]) -> list[Item]:
    """Files kept earlier that may pass now."""
    kept = [each for each in waiting_packages(connection) if each.digest not in given]
    if not kept:
        return []
    opener = _Opener(connection, party)
    items = []
    for shelved in kept:
        item = Item("", shelved.digest, shelved.kind, given=False, shelved=shelved)
        source = Source("", partial(content_of, connection, shelved))
        opener.open(item, source.read(), source)
        if item.verdict != "refused":
            items.append(item)
    return items


def _stop_if(cancelled: Cancelled) -> None:
    if cancelled():
        raise fault("cancelled")
