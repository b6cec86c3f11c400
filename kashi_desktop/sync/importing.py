"""One batch of files, each verified alone, all that pass applied together; a file can harm only itself (sync.md §2, Reading)."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from db.errors import StoreError
from db.queries.packages import Shelved, find_package
from db.queries.units import with_id
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.applying import Taken
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.envelope import sniff
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import Candidate, digest_of, load_directory, open_candidate
from kashi_desktop.sync.refusals import fault

INVITATION_SUFFIX = ".kashi-invitation"

Report = Callable[[Exception], str]
"""Keeps the place of a bug, without any value, and returns its reference number."""
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
    """One file on its way: what it is, what became of it; ``under`` is the invitation of the same batch that names its sender.

    ``decided`` when a person takes it although it would wait. ``sender`` and ``recipient`` are codes of units, ``period`` is a month, as
    the file names them; they stay when the file was read before.
    """

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
    package: int = 0
    decided: bool = False
    sender: str = ""
    recipient: str = ""
    period: str | None = None

    def opened(self, candidate: Candidate, sender: str) -> None:
        """The file is open: what it is and whose."""
        self.candidate, self.kind, header, self.sender = candidate, candidate.kind, candidate.header, sender
        self.recipient, self.period = (header.recipient.code, header.period) if header else ("", None)

    def refuse(self, error: KnownError) -> None:
        """The file is not taken."""
        # Made anew: what was raised holds on to the frames it passed through, and with them to the bytes of the file.
        self.verdict, self.error = "refused", KnownError(error.code, error.template, **error.params)

    def attached(self, packages: Collection[int]) -> None:
        """The entries before those that waited came with another file of the batch."""
        if self.package in packages and self.verdict == "quarantined":
            self.verdict, self.error, self.new = "applied", None, self.candidate.entries - self.known if self.candidate else self.new

    def fail(self, error: Exception, report: Report) -> None:
        """The file is not taken: for its own fault, or for a bug that it met, which gets a number. Errors: what no file can bring about."""
        if is_no_files_fault(error):
            raise error
        self.reset()
        self.refuse(error if isinstance(error, KnownError) else fault("file_failed", reference=report(error)))

    def reset(self) -> None:
        """Nothing became of it yet: what was done with it is undone."""
        self.verdict, self.error = "", None
        self.new = self.known = self.needs_newer = self.held = self.conflicts = self.package = 0

    @property
    def heeded(self) -> Candidate | None:
        """The file if its words on what is held, certificates and invitation count now; a file that was read before says nothing new.

        One whose entries wait for others counts as well: what it does not name, its office may not hold.
        """
        return self.candidate if self.package and not (self.shelved and self.shelved.code == "gap") else None

    def copy(self) -> None:
        """The same bytes came twice in this batch: counted once, the second is already received."""
        if self.same_as is not None:
            self.verdict, self.error = self.same_as.verdict, self.same_as.error
            self.needs_newer = self.same_as.needs_newer
            if self.verdict == "applied":
                self.verdict, self.known = "known", self.same_as.new + self.same_as.known

    def settle(self, taken: Taken) -> None:
        """The file was taken; with nothing unknown in it, it is already received; a range that does not attach leaves it waiting."""
        candidate = self.candidate
        self.new, self.known, self.needs_newer = taken.new, taken.known, taken.needs_newer
        repeated = candidate is not None and candidate.kind == "package" and candidate.entries > 0 and not taken.new
        self.verdict = "known" if repeated else "applied"
        if taken.loose:
            self.verdict, self.error = "quarantined", fault("gap")


def prepare(connection: Connection, party: Party, sources: Sequence[Source], report: Report, cancelled: Cancelled) -> list[Item]:
    """Decrypt and prove the senders of the files; reads the database, writes nothing. Errors: cancelled."""
    opener = Opener(connection, party, report)
    items: dict[int, Item] = {}
    # A village may bring its invitation and a receipt at once: the invitation says whose receipts it takes. At a county the name must
    # say so: nobody reads a month's packages of all its units twice to learn that there is none among them.
    named = party.is_village or any(INVITATION_SUFFIX in source.name.lower() for source in sources)
    passes = (True, False) if named and len(sources) > 1 else (None,)
    for invitations in passes:
        for place, source in enumerate(sources):
            stop_if(cancelled)
            if place not in items and (item := opener.prepare(source, invitations)) is not None:
                items[place] = item
    return [items[place] for place in range(len(sources))]


class Opener:
    """Opens the files of one batch, each by itself, and keeps no more of them in memory than it may."""

    def __init__(self, connection: Connection, party: Party, report: Report) -> None:
        """Open for the office ``party``; ``report`` numbers what was no fault of a file that we know of."""
        self._connection = connection
        self._report = report
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
        if not self._is_repeated(item):
            self.open(item, data, source)
            if item.candidate and not item.verdict:
                self._know(item, item.candidate)
        return item

    def _is_repeated(self, item: Item) -> bool:
        """Whether another file of the batch is the same; it is judged once."""
        first = self._first.setdefault(item.digest, item)
        if first is not item:
            item.same_as, item.kind, item.candidate = first, first.kind, first.candidate
            item.sender, item.recipient, item.period = first.sender, first.recipient, first.period
        return first is not item

    def _know(self, item: Item, candidate: Candidate) -> None:
        """A file is known by its signed header: sealed anew, by whatever it was carried, it is the same."""
        item.digest = candidate.digest
        item.shelved = find_package(self._connection, item.digest)
        if item.shelved and item.shelved.state == "applied":
            item.verdict, item.known, item.candidate = "known", item.shelved.entries, None
        else:
            self._is_repeated(item)

    def open(self, item: Item, data: bytes, source: Source) -> None:
        """Open a file as far as its header, or refuse it, whatever it does to this program."""
        party, directory, read = self._party, self._directory, digest_of(data)
        try:
            candidate = open_candidate(data, party, directory)
            # A card says of itself what it likes; under its id our list has the unit.
            unit = with_id(self._connection, candidate.unit_id)
            item.opened(candidate, unit.code if unit else candidate.sender.unit_code)
            if candidate.own:
                raise fault("own_package")
        except Exception as error:
            item.fail(error, self._report)
            return
        if candidate.kind == "receipt":
            item.under = self._parent
        self._room -= len(data)
        if self._room < 0:
            candidate.release(lambda: open_candidate(_same(source, read), party, directory))
        if candidate.kind != "package" and not candidate.contested:
            # The files of one batch are read by what those before them named: of two cards that could both be next the second waits.
            known = party.parent_cards
            cards = known.hear(candidate.offered) if known else Cards.trusting(candidate.offered[0], candidate.offered)
            self._party = replace(party, parent_cards=cards)
            if candidate.office and not known:
                self._parent = item


def _same(source: Source, digest: bytes) -> bytes:
    """Read a file once more. Errors: those of reading, file_changed."""
    data = source.read()
    if digest_of(data) != digest:
        raise fault("file_changed")
    return data


def stop_if(cancelled: Cancelled) -> None:
    """Raise when a person asked for a stop. Errors: cancelled."""
    if cancelled():
        raise fault("cancelled")


def is_no_files_fault(error: Exception) -> bool:
    """Whether no file can have brought it about: a full disk, a damaged database, a person who stopped."""
    return isinstance(error, StoreError) or (isinstance(error, KnownError) and error.code == "cancelled")
