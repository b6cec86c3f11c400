"""How a village can prove what the prefecture wrote: the county's office key vouches for the office that certified the device.

A county relays entries of its parent to its villages. They know the county's office alone, so the county hands them, beside the device's
card and certificate, the card of the office that certified it, under a signature of the county's office key: what somebody does with a
county's laptop alone is not enough to invent a prefecture (sync.md §2, §6).
"""

from dataclasses import dataclass
from typing import Any

import msgspec

from db import canonical
from db.codes import UnitLevel
from kashi_desktop.sync.card_chain import Chain
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard, Wire
from kashi_desktop.sync.keys import Signer, signature_holds
from kashi_desktop.sync.refusals import fault

SUPERIOR_PURPOSE = "superior-office"


@dataclass(frozen=True)
class Superior(Wire):
    """A device of the parent office with its certificate and the office's card that the certificate was checked against."""

    card: Card
    certificate: Certificate
    office: OfficeCard

    def vouched(self, office: OfficeCard, keys: Signer) -> dict[str, Any]:
        """The form that travels down: with the signature of our office over the parent's card, bound to our own unit."""
        return self.to_wire() | {"vouched": keys.sign(SUPERIOR_PURPOSE, _message(office, self.office)).hex()}


def vouched_office(wire: dict[str, Any], signature: str | None, parent: Chain) -> OfficeCard:
    """The office above our parent, if a card of our parent that holds vouches for it. Errors: certificate_invalid, scope."""
    named, given = OfficeCard.from_wire(wire), bytes.fromhex(signature or "")
    vouched = any(signature_holds(each.sign_public, SUPERIOR_PURPOSE, _message(each, named), given) for each in parent.cards)
    if not vouched or named.level != UnitLevel.PREFECTURE or named.unit_id == parent.top.unit_id:
        raise fault("scope")
    return named


def encode_superiors(found: dict[bytes, Superior]) -> bytes:
    """As the workspace keeps them."""
    return msgspec.json.encode({device.hex(): each.to_wire() for device, each in sorted(found.items())})


def decode_superiors(blob: bytes | None) -> dict[bytes, Superior]:
    """Read what the workspace keeps."""
    held = msgspec.json.decode(blob, type=dict[str, dict[str, Any]]) if blob else {}
    return {bytes.fromhex(device): Superior.from_wire(wire) for device, wire in held.items()}


def _message(by: OfficeCard, named: OfficeCard) -> bytes:
    return canonical.encode([by.unit_id.hex(), named.to_wire()])
