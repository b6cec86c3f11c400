"""An office's cards: new keys, and the digits by which a person settles which card of the parent holds (rules 19 and 20)."""

import os
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from db.codes import DeviceState
from db.queries.branches import all_branches, keep_signatures
from db.queries.devices import change_device, note_own
from db.queries.packages import content_of, waiting_packages
from db.queries.workspace import set_state
from kashi_desktop.services.context import Context
from kashi_desktop.services.enrolment import certify
from kashi_desktop.services.exchange import import_waiting, party_of, take_over, verdict_of
from kashi_desktop.services.own_devices import state_devices
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.cards import Certificate, OfficeCard, fingerprint
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys, recovery_signer
from kashi_desktop.sync.projection import project
from kashi_desktop.sync.reading import load_directory, open_candidate
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.short_codes import read_identity
from kashi_desktop.sync.standing import judge_stated
from kashi_desktop.types.results import FileVerdict
from kashi_desktop.types.sync import NewCard

CONTESTED = "cards_contested"


@dataclass(frozen=True)
class _Renewed:
    """An office under a new card."""

    keys: OfficeKeys
    card: OfficeCard
    cards: Cards
    certificate: Certificate
    hmac_key: bytes

    def take_over(self, context: Context) -> None:
        """After the commit: the open workspace goes on under it."""
        context.office_keys, context.office_card, context.office_cards = self.keys, self.card, self.cards
        context.certificate, context.hmac_key = self.certificate, self.hmac_key


def _put_away(context: Context, connection: Connection, before: DeviceKeys) -> None:
    """Keep who this workspace is from now on; the device before signs the heads of its chains, or they could travel nowhere (rule 10)."""
    for branch in all_branches(connection):
        if branch.device == before.device_id and branch.last_seq:
            signature = before.sign_head(branch.epoch, branch.stream, branch.last_seq, branch.head)
            keep_signatures(connection, [(branch.id, branch.last_seq, signature)])
    kept = {"device_keys": context.keys.to_bytes(), "epochs": context.epochs[-1], "parent_certificate": b""}
    for name, value in (kept | {"former": msgspec.json.encode([each.to_wire() for each in context.former.values()])}).items():
        set_state(connection, name, value)


def _renew(context: Context, connection: Connection, cards: Cards, card: OfficeCard, keys: OfficeKeys) -> _Renewed:
    """Keep a new card with its keys, and certify every computer under it: an earlier key may be in wrong hands, and certificates with it.

    The key for ID numbers is changed as well: whoever has the folder can try numbers with the old one.
    """
    today = context.clock.today().isoformat()
    for device, known in load_directory(connection).devices.items():
        if known.state == DeviceState.APPROVED:
            change_device(connection, device, certificate=certify(connection, known.card, card, keys, today).to_bytes())
    certificate = certify(connection, party_of(context).card, card, keys, today)
    made = _Renewed(keys, card, cards.renewed(card), certificate, os.urandom(32))
    kept = {"office_keys": keys.to_bytes(), "office_card": card.to_bytes(), "office_cards": made.cards.to_bytes()}
    for name, value in (kept | {"certificate": certificate.to_bytes(), "hmac_key": made.hmac_key}).items():
        set_state(connection, name, value)
    return made


class CardService:
    """Use cases of the cards of this office and of its parent."""

    def __init__(self, context: Context) -> None:
        """Work on the open workspace."""
        self._context = context

    def contested(self) -> bool:
        """Whether files of the parent wait for the digits of its card."""
        with self._context.read() as connection:
            return any(each.code == CONTESTED for each in waiting_packages(connection))

    def trust(self, digits: str) -> tuple[FileVerdict, ...]:
        """Trust the parent's card with these five groups, as a person was told them, and take in what waited for that.

        Errors: no_parent, digits_unknown.
        """
        context = self._context
        if context.parent_cards is None:
            raise fault("no_parent")
        with context.write() as work:
            cards = context.parent_cards.trust(digits, self._offered(work.connection))
            set_state(work.connection, "parent_cards", cards.to_bytes())
            project(work.connection, judge_stated(work.connection))
            before, context.parent_cards = context.parent_cards, cards
            try:
                work.audit("trust_card")
                batch = import_waiting(context, work, None)
            finally:
                context.parent_cards = before
        take_over(context, batch)
        return tuple(verdict_of(item) for item in batch.items if item.verdict != "quarantined")

    def rotate(self) -> NewCard:
        """Go on under new keys of the office, signed by the present ones; those below learn it with their next receipt.

        Errors: not_an_office, newer_card.
        """
        context = self._context
        keys, card, cards = context.office_keys, context.office_card, context.office_cards
        if keys is None or card is None or cards is None:
            raise fault("not_an_office")
        if cards.chain.top != card:
            raise fault("newer_card")
        fresh = keys.renewed()
        made = card.next(fresh, keys)
        with context.write() as work:
            renewed = _renew(context, work.connection, cards, made, fresh)
            work.audit("rotate_keys")
        renewed.take_over(context)
        return NewCard(fingerprint(made), made.version)

    def recover(self, sheet: str) -> NewCard:
        """Go on in this copy of the workspace as a new computer, under a card that the key on the recovery sheet signs.

        It beats whatever the earlier keys sign from now on. The earlier computer counts up to what is held here.
        Errors: not_an_office, recovery_identity_typo, recovery_other.
        """
        context = self._context
        keys, card, cards = context.office_keys, context.office_card, context.office_cards
        if keys is None or card is None or cards is None or context.certificate is None:
            raise fault("not_an_office")
        recovery = recovery_signer(read_identity(sheet))
        if recovery.sign_public != card.recovery_public:
            raise fault("recovery_other")
        # Behind the card whose keys lie here, or a later one of the sheet: what others signed above it is not trusted.
        last = max((card, *(each for each in cards.chain.cards if each.is_root)), key=lambda each: each.version)
        fresh = keys.renewed()
        made = last.next(fresh, recovery)
        before, epochs, former = context.keys, context.epochs, context.former
        context.become(DeviceKeys.generate(), (os.urandom(16),))
        context.former = {**former, before.device_id: context.certificate}
        try:
            with context.write() as work:
                note_own(work.connection, context.keys.device_id, context.office.unit_id, party_of(context).card.to_bytes())
                renewed = _renew(context, work.connection, cards, made, fresh)
                _put_away(context, work.connection, before)
                state_devices(context, work, made, fresh)
                work.audit("recover_keys")
        except BaseException:
            context.become(before, epochs)
            context.former = former
            raise
        renewed.take_over(context)
        context.parent_certificate = None
        return NewCard(fingerprint(made), made.version)

    def _offered(self, connection: Connection) -> tuple[OfficeCard, ...]:
        """The cards that the files which wait name."""
        party, directory = party_of(self._context), load_directory(connection)
        waiting = [each for each in waiting_packages(connection) if each.code == CONTESTED]
        return tuple(card for each in waiting for card in open_candidate(content_of(connection, each), party, directory).offered)
