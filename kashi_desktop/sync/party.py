"""Who we are in an exchange, apart from any open workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.codes import UnitLevel
from db.streams import common_of, counts_stream
from kashi_desktop.rules.unit_codes import parent_code, unit_id
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard
from kashi_desktop.sync.checking import Kind
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys
from kashi_desktop.sync.superiors import Superior


def commons_read(unit: bytes, code: str, level: str, parent: OfficeCard | None) -> tuple[bytes, ...]:
    """The common streams that an office reads: its own, then those of the offices above it.

    Of what lies above the parent, and of a county's parent that it does not know (again), the id is that of the code.
    """
    line = [unit]
    if parent is not None:
        line.append(parent.unit_id)
        code, level = parent.unit_code, parent.level
    if level == UnitLevel.COUNTY:
        line.append(unit_id(parent_code(code)))
    return tuple(common_of(each) for each in line)


@dataclass(frozen=True)
class Party:
    """This device and its office: keys, cards, the parent once an invitation is open, and the civil time of the work.

    ``office_card`` is the one whose keys we hold, ``office_cards`` and ``parent_cards`` are all that we know. ``certificate`` is the one
    that those below us check: a village's by its county, an office's by itself; ``parent_certificate`` is the parent's word on us.
    ``superiors`` are devices of our parent, ``former`` earlier ones of this office, so that those below can prove what they wrote.
    """

    keys: DeviceKeys
    office_keys: OfficeKeys | None
    office_card: OfficeCard | None
    parent_cards: Cards | None
    certificate: Certificate | None
    hmac_key: bytes
    level: str
    unit_id: bytes
    unit_code: str
    epoch: bytes
    now: str
    parent_certificate: Certificate | None = None
    superiors: Mapping[bytes, Superior] = field(default_factory=dict)
    office_cards: Cards | None = None
    former: Mapping[bytes, Certificate] = field(default_factory=dict)

    @property
    def parent(self) -> OfficeCard | None:
        """The parent's card that is trusted most."""
        return self.parent_cards.chain.top if self.parent_cards else None

    @property
    def is_village(self) -> bool:
        """Whether this is the office of one unit."""
        return self.level == UnitLevel.VILLAGE

    @property
    def card(self) -> Card:
        """This device's public card."""
        return Card.of(self.keys, self.unit_id, self.unit_code, self.level)

    @property
    def identities(self) -> list[str]:
        """Every age identity that may open a file for us."""
        return [*(self.office_keys.identities if self.office_keys else ()), self.keys.age_identity]

    @property
    def is_prefecture(self) -> bool:
        """Whether this office receives counts and nothing else."""
        return self.level == UnitLevel.PREFECTURE

    @property
    def commons(self) -> tuple[bytes, ...]:
        """The common streams that we read: our own, then those of the offices above us."""
        return commons_read(self.unit_id, self.unit_code, self.level, self.parent)

    @property
    def upward(self) -> tuple[bytes, ...]:
        """The streams that go to the parent: a village's own two, a county's counts."""
        return (self.unit_id, common_of(self.unit_id)) if self.is_village else (counts_stream(self.unit_id),)

    def streams_of_child(self, unit_id: bytes) -> tuple[bytes, ...]:
        """The streams that a child office hands up to us."""
        return (counts_stream(unit_id),) if self.is_prefecture else (unit_id, common_of(unit_id))

    def partner(self, card: Card) -> bytes:
        """Whose word on what is held counts for itself: a unit's laptop by its device, an office by its unit."""
        return card.device_id if card.level == UnitLevel.VILLAGE else card.unit_id

    @property
    def downward(self) -> tuple[bytes, ...]:
        """Streams in which a receipt may bring entries: what we handed up, and what the offices above us say for all."""
        return (*self.upward, *self.commons[1:])

    def kind_of(self, stream: bytes, sender: bytes) -> Kind:
        """What a stream that we exchange holds; ``sender`` is the unit of whoever wrote the file."""
        if stream in self.commons or stream == common_of(sender):
            return "common"
        return "counts" if self.is_prefecture or (not self.is_village and stream in self.upward) else "unit"

    def sender(self, number: int, invitation: bytes | None, *, upwards: bool = False) -> dict[str, Any]:
        """The header's word on who sends: card, certificate, position of this file among ours."""
        certificate = self.parent_certificate if upwards and not self.is_village else self.certificate
        return {
            "card": self.card.to_wire(),
            "certificate": certificate.to_wire() if certificate else None,
            "epoch": self.epoch.hex(),
            "number": number,
            "invitation": invitation.hex() if invitation else None,
        }
