"""Who we are in an exchange, apart from any open workspace."""

from dataclasses import dataclass
from typing import Any

from db.codes import UnitLevel
from db.registers import COMMON
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys


@dataclass(frozen=True)
class Party:
    """This device and its office: keys, cards, the parent once an invitation is open, and the civil time of the work."""

    keys: DeviceKeys
    office_keys: OfficeKeys | None
    office_card: OfficeCard | None
    parent: OfficeCard | None
    certificate: Certificate | None
    hmac_key: bytes
    level: str
    unit_id: bytes
    unit_code: str
    epoch: bytes
    now: str

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
    def downward(self) -> tuple[bytes, ...]:
        """Streams in which a receipt may bring entries to a village: its own and COMMON."""
        return self.unit_id, COMMON

    def sender(self, number: int, invitation: bytes | None) -> dict[str, Any]:
        """The header's word on who sends: card, certificate, position of this file among ours."""
        return {
            "card": self.card.to_wire(),
            "certificate": self.certificate.to_wire() if self.certificate else None,
            "epoch": self.epoch.hex(),
            "number": number,
            "invitation": invitation.hex() if invitation else None,
        }
