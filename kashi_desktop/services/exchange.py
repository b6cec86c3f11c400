"""What packages and enrolment share: our side of an exchange, a batch in one transaction, what files bring besides entries."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from db.queries.branches import own_position
from db.queries.devices import change_device
from db.queries.workspace import set_state, state
from db.unit_of_work import UnitOfWork
from kashi_desktop.bugs import report_bug
from kashi_desktop.errors import KnownError
from kashi_desktop.services.context import Context
from kashi_desktop.services.kept_marks import say_again
from kashi_desktop.services.own_devices import settle_devices
from kashi_desktop.sync.batch import Batch, preview_batch, run_batch, run_waiting, waiting_heads
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.cards import Certificate
from kashi_desktop.sync.envelope import DEFAULT_LIMITS
from kashi_desktop.sync.header import Author, Grants, Header
from kashi_desktop.sync.importing import Cancelled, Item, Progress, Report, Source, prepare
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.projection import project
from kashi_desktop.sync.ranges import Stated, keep_stated, names_unknown
from kashi_desktop.sync.reading import Candidate
from kashi_desktop.sync.refusals import fault, sentence
from kashi_desktop.sync.safe_files import read_file
from kashi_desktop.sync.standing import judge_stated
from kashi_desktop.sync.superiors import Superior, encode_superiors
from kashi_desktop.types.results import FileVerdict


def quiet(done: int, total: int) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """A cancel that nobody can press."""
    return False


def party_of(context: Context) -> Party:
    """Our side of an exchange."""
    office = context.office
    return Party(
        context.keys,
        context.office_keys,
        context.office_card,
        context.parent_cards,
        context.certificate,
        context.hmac_key,
        office.level,
        office.unit_id,
        office.unit_code,
        context.epochs[-1],
        context.clock.now().isoformat(sep=" "),
        context.parent_certificate,
        context.superiors,
        context.office_cards,
        context.former,
    )


def next_number(context: Context) -> int:
    """The number of the next file we write, kept at once, so that no crash gives one twice."""
    with context.write() as work:
        number = int.from_bytes(state(work.connection, "package_number") or b"", "big") + 1
        set_state(work.connection, "package_number", number.to_bytes(8, "big"))
    return number


def numbers(context: Context) -> Iterator[int]:
    """The numbers of the next files; the first is taken now, before anybody asks who we are: a new epoch may begin with it."""
    return chain((next_number(context),), iter(partial(next_number, context), 0))


def sources_of(paths: Sequence[Path]) -> list[Source]:
    """Files on their medium, each to be read when its turn comes."""
    return [Source(path.name, partial(_read, path)) for path in paths]


def _read(path: Path) -> bytes:
    """A file's bytes, never more than a package may have. Errors: file_missing, file_unreadable."""
    try:
        return read_file(path, DEFAULT_LIMITS.file_bytes + 1)
    except KnownError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise fault("file_missing") from error
        raise


def import_sources(context: Context, sources: Sequence[Source], progress: Progress = quiet, cancelled: Cancelled = never) -> "Taken":
    """Verify each file alone and apply all that pass in one transaction. Errors: cancelled."""
    party, items = _prepared(context, sources, cancelled)
    with context.write() as work:
        granted = _Granted(context, work.connection, party)
        batch = run_batch(work.connection, party, items, granted, _reporting(context), progress, cancelled)
        if refused := sum(1 for item in batch.items if item.verdict == "refused"):
            work.audit("import_refused", count=refused)
        # The last event is what undo names: only if something came.
        work.audit("import" if batch.applied.entries else "import_nothing", count=batch.applied.entries)
    take_over(context, batch)
    return batch


def take_over(context: Context, batch: "Taken") -> None:
    """After the commit of a batch: what it granted is in force for the open workspace."""
    batch.granted.take_over()
    if (batch.applied.own_epoch or batch.granted.own_epoch) and context.position:
        # In an epoch in which nothing was written yet there is nothing to be told apart: a false word of it costs nothing twice.
        # What is written from now on is told apart, by its epoch, from what a copy of this folder wrote.
        context.begin_epoch()
    say_again(context)
    settle_devices(context)


def preview_sources(context: Context, sources: Sequence[Source], progress: Progress = quiet, cancelled: Cancelled = never) -> "Taken":
    """The same import, rolled back at the end: what is shown and what is applied cannot disagree."""
    party, items = _prepared(context, sources, cancelled)
    with context.write() as work:
        work.kept = False
        granted = _Granted(context, work.connection, party)
        return preview_batch(work.connection, party, items, granted, _reporting(context), progress, cancelled)


def import_waiting(context: Context, work: UnitOfWork, device: bytes | None, decided: Collection[bytes] = ()) -> "Taken":
    """Apply what a device sent before it was approved, what waited for digits, or files that a person decided on.

    All in the transaction that decides it.
    """
    party = party_of(context)
    granted = _Granted(context, work.connection, party)
    batch = run_waiting(work.connection, party, device, granted, _reporting(context), decided)
    work.audit("import", count=batch.applied.entries)
    return batch


def heads_waiting(context: Context, connection: Connection, device: bytes) -> list[str]:
    """Where a device's chains in its unit's streams end by the files of it that wait here, as rulings name it."""
    return waiting_heads(connection, party_of(context), device, _reporting(context))


def _prepared(context: Context, sources: Sequence[Source], cancelled: Cancelled) -> tuple[Party, list[Item]]:
    party = party_of(context)
    with context.read() as connection:
        return party, prepare(connection, party, sources, _reporting(context), cancelled)


def _reporting(context: Context) -> Report:
    return lambda error: report_bug(error, context.folder)[0]


def verdict_of(item: Item) -> FileVerdict:
    """What became of a file, for people and scripts."""
    error = item.error
    new = item.new if item.verdict == "applied" else 0
    message = error.message if error else None
    return FileVerdict(item.name, item.kind, item.verdict, error.code if error else None, message, new, item.known, item.sender)


class _Granted:
    """What the files of a batch hand us besides entries: kept with them, and in force for the open workspace once they are committed."""

    def __init__(self, context: Context, connection: Connection, party: Party) -> None:
        self._context = context
        self._connection = connection
        self._party = party
        self._parent = context.parent_cards
        self._own_cards = context.office_cards
        self._certificate = context.certificate if context.is_village else context.parent_certificate
        self._hmac_key = context.hmac_key
        self._superiors = dict(context.superiors)
        self._cloned = False
        self.own_epoch = False

    def __copy__(self) -> "_Granted":
        made = _Granted(self._context, self._connection, self._party)
        made.__dict__.update(self.__dict__)
        return made

    def heed(self, candidate: Candidate) -> None:
        """Take the words of one file that was accepted."""
        header = candidate.header
        self._keep_cards(candidate)
        if candidate.invitation and candidate.office:
            set_state(self._connection, "invitation", bytes.fromhex(candidate.invitation.invitation))
            self._keep_superiors([candidate.invitation.device, *candidate.invitation.authors.values()])
        elif header and candidate.kind == "receipt":
            self._keep_heads(candidate, header)
            self._cloned |= "cloned" in header.notices
            self._keep_superiors([Author(header.sender.card, header.sender.certificate), *header.authors.values()])
            if header.grants:
                self._heed_grants(header.grants)
        elif header and candidate.kind == "package":
            self._keep_heads(candidate, header)
            audit = bytes.fromhex(header.audit_head) if header.audit_head else None
            change_device(self._connection, candidate.sender.device_id, audit_head=audit)

    def _keep_cards(self, candidate: Candidate) -> None:
        """Join the cards that a file names: a parent's of our parent, a village's of ourselves."""
        own = candidate.kind == "package"
        known = self._own_cards if own else self._parent
        if known is None:
            if own or not candidate.office:
                return
            made = Cards.trusting(candidate.office, candidate.offered)
        else:
            made = known.hear(candidate.offered)
        if made == known or made.chain.contested:
            return
        set_state(self._connection, "office_cards" if own else "parent_cards", made.to_bytes())
        project(self._connection, judge_stated(self._connection))
        if own:
            self._own_cards = made
        else:
            self._parent = made

    def _keep_superiors(self, named: Sequence[Author]) -> None:
        """A county remembers who writes at its parent, to prove it to its villages."""
        if self._context.is_village or self._parent is None:
            return
        # Proven when the file was opened; of the devices named there only the parent's own are passed on.
        certificates = [Certificate.from_wire(each.certificate) for each in named if each.certificate]
        cards = self._parent.chain
        own = [each for each in certificates if each.issuer == cards.top.unit_id == each.card.unit_id]
        found = self._superiors | {each.card.device_id: Superior(each.card, each, cards.check(each)) for each in own}
        if found != self._superiors:
            self._superiors = found
            set_state(self._connection, "superiors", encode_superiors(found))

    def _heed_grants(self, grants: Grants) -> None:
        context, held = self._context, self._certificate
        certificate = Certificate.from_wire(grants.certificate)
        if self._parent is None or certificate.card.device_id != context.keys.device_id:
            return
        cards = self._parent.chain
        trust = cards.rank(cards.check(certificate).digest)
        # A later card counts for more than any number under an earlier one: who stole an earlier key goes on signing with it.
        if held and any(held.issued_by(each) for each in cards.cards[trust + 1 :]):
            return
        if held and held.issued_by(cards.cards[trust]) and held.serial >= certificate.serial:
            return
        self._certificate = certificate
        # A county's villages check its own word on this device, and the key for ID numbers is the county's alone.
        set_state(self._connection, "certificate" if context.is_village else "parent_certificate", certificate.to_bytes())
        if context.is_village and grants.hmac_key:
            self._hmac_key = bytes.fromhex(grants.hmac_key)
            set_state(self._connection, "hmac_key", self._hmac_key)

    def _keep_heads(self, candidate: Candidate, header: Header) -> None:
        """What a partner says it holds decides what is sent to it, and may tell that our folder was put back or copied."""
        connection, party = self._connection, self._party
        streams = party.downward if candidate.kind == "receipt" else (*party.streams_of_child(candidate.unit_id), *party.commons)
        keep_stated(connection, party.partner(candidate.sender), streams, Stated(header.have, header.lacking), party.now)
        # It holds what we wrote and forgot: a copy of this folder was put back, or another one goes on writing.
        self.own_epoch |= names_unknown(connection, header.have, party.keys.device_id, party.epoch)

    def take_over(self) -> None:
        """After the commit: what was granted holds, and our own entries that came back count."""
        context, before = self._context, self._context.parent
        context.parent_cards, context.office_cards = self._parent, self._own_cards
        if context.is_village and context.parent and context.parent != before:
            # Never a county's: above the county nobody may be able to open a database of persons.
            context.seal_to_county(context.parent.recovery_recipient)
        if context.is_village:
            context.certificate, context.hmac_key = self._certificate, self._hmac_key
        else:
            context.parent_certificate = self._certificate
        context.superiors = self._superiors
        if self._cloned:
            context.notices.append(sentence("cloned_here"))
        with context.read() as connection:
            position = own_position(connection, context.keys.device_id, context.epochs[-1])
        if position > context.position:
            context.reached(position)


Taken = Batch[_Granted]
"""Files that were taken in, with what they granted."""
