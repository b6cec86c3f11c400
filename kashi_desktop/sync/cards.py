"""Public cards of devices and offices, the certificate, and the digits that two people compare."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar, NoReturn, Self

import msgspec
import pyrage

from db import canonical
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys, Signer, device_id_of, signature_holds, statement
from kashi_desktop.sync.refusals import fault

CERTIFICATE_PURPOSE = "certificate"
OFFICE_CARD_PURPOSE = "office-card"

_TEXT_LIMIT = 200


@dataclass(frozen=True)
class Wire:
    """A public statement that travels as JSON: byte fields as lower hexadecimal, fields of newer programs kept in ``extra``."""

    lengths: ClassVar[Mapping[str, tuple[int, ...]]] = {}
    recipients: ClassVar[tuple[str, ...]] = ()

    extra: Mapping[str, Any] = field(default_factory=dict, hash=False, kw_only=True)

    def to_wire(self) -> dict[str, Any]:
        """JSON-ready form, unknown fields included."""
        wire: dict[str, Any] = dict(self.extra)
        for spot in fields(self):
            value = getattr(self, spot.name)
            if isinstance(value, bytes):
                wire[spot.name] = value.hex()
            elif isinstance(value, Wire):
                wire[spot.name] = value.to_wire()
            elif spot.name != "extra":
                wire[spot.name] = value
        return wire

    @classmethod
    def from_wire(cls, wire: object) -> Self:
        """Read an untrusted statement; ``certificate_invalid`` when off form. It says nothing until its signature is checked."""
        if not isinstance(wire, dict):
            _refuse_certificate()
        values = {spot.name: cls._value(spot.name, spot.type, wire.get(spot.name)) for spot in fields(cls) if spot.name != "extra"}
        return cls(**values, extra={key: value for key, value in wire.items() if key not in values})

    def to_bytes(self) -> bytes:
        """As the database keeps it."""
        return canonical.encode(self.to_wire())

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read ``to_bytes``."""
        return cls.from_wire(msgspec.json.decode(data))

    @classmethod
    def _value(cls, name: str, kind: object, value: object) -> Any:
        if kind is bytes and isinstance(value, str):
            raw = _unhex(value)
            if len(raw) in cls.lengths[name]:
                return raw
        elif kind is int and type(value) is int and 0 < value < 2**53:
            return value
        elif kind is str and isinstance(value, str) and len(value) <= _TEXT_LIMIT:
            if name not in cls.recipients or _is_recipient(value):
                return value
        elif isinstance(kind, type) and issubclass(kind, Wire):
            return kind.from_wire(value)
        _refuse_certificate()


def _unhex(text: str) -> bytes:
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        _refuse_certificate()
    # One spelling only: fromhex also takes capitals and spaces.
    return raw if raw.hex() == text else _refuse_certificate()


def _is_recipient(text: str) -> bool:
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def _refuse_certificate() -> NoReturn:
    raise fault("certificate_invalid")


@dataclass(frozen=True)
class Card(Wire):
    """Public data of a device: who it says it is, until its parent office certifies it.

    ``unit_id`` 16 bytes, ``sign_public`` 32 bytes; ``level`` is a value of ``db.codes.UnitLevel``.
    """

    lengths = {"device_id": (16,), "sign_public": (32,), "unit_id": (16,)}  # noqa: RUF012 - annotated in the base
    recipients = ("age_recipient",)

    device_id: bytes
    sign_public: bytes
    age_recipient: str
    unit_id: bytes
    unit_code: str
    level: str

    @classmethod
    def of(cls, keys: DeviceKeys, unit_id: bytes, unit_code: str, level: str) -> Self:
        """The card of this device at a unit."""
        return cls(keys.device_id, keys.sign_public, keys.age_recipient, unit_id, unit_code, level)

    @classmethod
    def from_wire(cls, wire: object) -> Self:
        """Read an untrusted card; ``certificate_invalid`` when off form or when its id is not that of its keys."""
        card = super().from_wire(wire)
        if card.device_id != device_id_of(card.sign_public):
            _refuse_certificate()
        return card


@dataclass(frozen=True)
class OfficeCard(Wire):
    """Public data of an office; ``unit_id`` is its id, ``version`` counts its key changes from 1, ``first_device`` is its first computer.

    ``previous`` is the hash of the version before (32 bytes, empty at version 1), so that the digits of a card vouch for all below it.
    ``signature`` (64 bytes, empty at version 1) is by the version before or by the recovery key (exchange-rules.md, rule 19).
    """

    lengths = {  # noqa: RUF012 - annotated in the base
        "unit_id": (16,), "first_device": (16,), "sign_public": (32,), "recovery_public": (32,), "previous": (0, 32), "signature": (0, 64)
    }  # fmt: skip
    recipients = ("age_recipient", "recovery_recipient")

    unit_id: bytes
    unit_code: str
    level: str
    name: str
    first_device: bytes
    sign_public: bytes
    age_recipient: str
    recovery_public: bytes
    recovery_recipient: str
    version: int = 1
    previous: bytes = b""
    signature: bytes = b""

    @classmethod
    def of(cls, keys: OfficeKeys, unit_id: bytes, unit_code: str, level: str, name: str, first_device: bytes) -> Self:
        """The first card of this office."""
        public = (keys.sign_public, keys.age_recipient, keys.recovery_public, keys.recovery_recipient)
        return cls(unit_id, unit_code, level, name, first_device, *public)

    def next(self, keys: OfficeKeys, signer: Signer) -> Self:
        """The version behind this one with new keys, signed by this one's keys or by the recovery key."""
        blank = replace(self, sign_public=keys.sign_public, age_recipient=keys.age_recipient, version=self.version + 1, signature=b"")
        blank = replace(blank, previous=self.digest)
        return replace(blank, signature=signer.sign(OFFICE_CARD_PURPOSE, blank._signed_part()))

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of the whole card."""
        return hashlib.sha256(self.to_bytes()).digest()

    @property
    def lasting(self) -> tuple[object, ...]:
        """What no version changes: office, level, first computer, recovery keys."""
        return self.unit_id, self.level, self.first_device, self.recovery_public, self.recovery_recipient

    def follows(self, known: "OfficeCard") -> bool:
        """Whether this card is the version behind the known one, signed by its key."""
        linked = self.lasting == known.lasting and (self.version, self.previous) == (known.version + 1, known.digest)
        return linked and self._signed_by(known.sign_public)

    @cached_property
    def is_root(self) -> bool:
        """Whether the recovery key signed this card."""
        return self._signed_by(self.recovery_public)

    def _signed_by(self, public: bytes) -> bool:
        return signature_holds(public, OFFICE_CARD_PURPOSE, self._signed_part(), self.signature)

    def _signed_part(self) -> bytes:
        wire = self.to_wire()
        del wire["signature"]
        return canonical.encode(wire)


@dataclass(frozen=True)
class Certificate(Wire):
    """An office's word that a device speaks for a unit: the card, who issued it (office id and card version), a serial and a day."""

    lengths = {"issuer": (16,), "signature": (64,)}  # noqa: RUF012 - annotated in the base

    card: Card
    issuer: bytes
    issuer_version: int
    serial: int
    issued_on: str
    signature: bytes = b""

    @classmethod
    def issue(cls, card: Card, office: OfficeCard, keys: Signer, serial: int, issued_on: str) -> Self:
        """Certify a device; ``serial`` counts from 1, ``issued_on`` is an ISO date; ``ValueError`` when the keys are not the office's."""
        if keys.sign_public != office.sign_public:
            raise ValueError("the office card is not that of these keys")
        blank = cls(card, office.unit_id, office.version, serial, issued_on)
        return replace(blank, signature=keys.sign(CERTIFICATE_PURPOSE, blank._signed_part()))

    def issued_by(self, office: OfficeCard) -> bool:
        """Whether this office, with this version of its card, signed exactly this."""
        named = self.issuer == office.unit_id and self.issuer_version == office.version
        return named and signature_holds(office.sign_public, CERTIFICATE_PURPOSE, self._signed_part(), self.signature)

    def _signed_part(self) -> bytes:
        wire = self.to_wire()
        del wire["signature"]
        return canonical.encode(wire)


def device_code(device_id: bytes) -> str:
    """Short name of a device for people and the command line: 8 hexadecimal digits."""
    return device_id.hex()[:8]


def fingerprint(card: Card | OfficeCard) -> str:
    """Five groups of five digits that two people compare: SHA-256 of the whole card, modulo 10²⁵ (83 bits)."""
    digest = hashlib.sha256(statement("fingerprint", card.to_bytes())).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**25:025d}"
    return " ".join(digits[start : start + 5] for start in range(0, 25, 5))
