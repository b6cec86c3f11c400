"""Keys of devices and offices, their public cards, the certificate, and the short codes people compare.

Sources: Ed25519 is RFC 8032; age X25519 identities and recipients are C2SP ``age.md``; the alphabet of codes is Crockford's base 32.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, ClassVar, NoReturn, Protocol, Self

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

CERTIFICATE_PURPOSE = "certificate"
OFFICE_CARD_PURPOSE = "office-card"
HEAD_PURPOSE = "head"

_TEXT_LIMIT = 200
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IDENTITY_PREFIX = "AGE-SECRET-KEY-1"
_CERTIFICATE_SENTENCE = QT_TRANSLATE_NOOP(
    "errors", "文件中的单位名片或设备证书无效，可能已损坏或被改动。本机数据没有任何改动。请让对方重新导出文件，或与上级单位核对五组数字。"
)


def canonical(value: object) -> bytes:
    """Encode JSON in its one canonical form: UTF-8, sorted keys, no spaces.

    Takes dicts with text keys, lists, text, integers, booleans and None; the same value gives the same bytes on every machine.
    """
    return msgspec.json.encode(value, order="sorted")


def statement(purpose: str, message: bytes) -> bytes:
    """The bytes that are signed: the purpose stands in front, so a signature for one use is none for another."""
    return b"kashi/1/" + purpose.encode("ascii") + b"\x00" + message


def signature_holds(sign_public: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature (64 bytes) of a purpose holds under a public key (32 bytes); never raises (RFC 8032 §5.1.7)."""
    try:
        Ed25519PublicKey.from_public_bytes(sign_public).verify(signature, statement(purpose, message))
    except (InvalidSignature, ValueError):
        return False
    return True


def head_message(device_id: bytes, epoch: bytes, stream: str, seq: int, head: bytes) -> bytes:
    """What an author signs over the head of a stream, so that relayed entries prove who wrote them.

    Bytes in, canonical JSON out; sign and check it with ``HEAD_PURPOSE`` (sync.md §2, author signatures).
    """
    return canonical([device_id.hex(), epoch.hex(), stream, seq, head.hex()])


class Signer(Protocol):
    """Whoever can sign: a device or an office."""

    @property
    def sign_public(self) -> bytes:
        """Ed25519 public key, 32 bytes."""

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Ed25519 signature, 64 bytes."""


class AgeError(Exception):
    """An age file that does not open; ``no_match`` says that none of the identities fits."""

    def __init__(self, no_match: bool) -> None:
        """Keep only the reason; the library's text is for nobody."""
        super().__init__("no identity matches" if no_match else "damaged")
        self.no_match = no_match


def age_encrypt(data: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt to one or more ``age1…`` recipients; ``ValueError`` for none or a malformed one (C2SP age.md)."""
    try:
        sealed: bytes = pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(text) for text in recipients])
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise ValueError("bad age recipient") from error
    return sealed


def age_decrypt(data: bytes, identities: Sequence[str]) -> bytes:
    """Decrypt with the first fitting ``AGE-SECRET-KEY-1…`` identity; ``AgeError`` otherwise (C2SP age.md)."""
    try:
        plain: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(text) for text in identities])
    except pyrage.DecryptError as error:
        raise AgeError(no_match="No matching keys" in str(error)) from error
    return plain


def recipient_of(identity: str) -> str:
    """The ``age1…`` recipient that belongs to an identity; ``ValueError`` when it is malformed."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise ValueError("bad age identity") from error


def seal_secret(secret: bytes, recipient: str) -> bytes:
    """Seal a small secret to one recipient, as ``KeySlots.add_sealed`` wants it; the stock ``age`` tool opens it too."""
    return age_encrypt(secret, [recipient])


@dataclass(frozen=True, repr=False)
class _KeyPair:
    """An Ed25519 seed (32 bytes) and an age identity; never shown by ``repr``."""

    seed: bytes
    age_identity: str

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def sign_public(self) -> bytes:
        """Ed25519 public key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    @cached_property
    def age_recipient(self) -> str:
        """Public ``age1…`` recipient."""
        return recipient_of(self.age_identity)

    @property
    def identities(self) -> list[str]:
        """Every age identity that may still open a file for this holder, the current one first."""
        return [self.age_identity]

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Sign a message for one purpose; 64 bytes (RFC 8032)."""
        return self._private.sign(statement(purpose, message))


@dataclass(frozen=True, repr=False)
class DeviceKeys(_KeyPair):
    """Secret keys of one laptop, made at set-up and kept only in its encrypted database."""

    @classmethod
    def generate(cls) -> Self:
        """Make new keys from the system's random source."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(pyrage.x25519.Identity.generate()))

    @cached_property
    def device_id(self) -> bytes:
        """16 bytes: SHA-256 of the Ed25519 public key and the age recipient, shortened."""
        return device_id_of(self.sign_public, self.age_recipient)

    def sign_head(self, epoch: bytes, stream: str, seq: int, head: bytes) -> bytes:
        """The author's signature over the head of one of this device's streams, 64 bytes."""
        return self.sign(HEAD_PURPOSE, head_message(self.device_id, epoch, stream, seq, head))

    def to_bytes(self) -> bytes:
        """Secret form for the encrypted database, versioned JSON."""
        return canonical({"kind": "device", "version": 1, "seed": self.seed.hex(), "age": self.age_identity})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read ``to_bytes``; ``ValueError`` for anything else."""
        held = _secret_form(data, "device")
        return cls(_seed(held), _identity(held.get("age")))


@dataclass(frozen=True, repr=False)
class OfficeKeys(_KeyPair):
    """Secret keys of a county or prefecture office, kept in its encrypted database.

    ``recovery_identity`` is printed on paper and sealed; once printed, ``forget_recovery`` drops it and only its recipient stays.
    ``retired`` holds earlier age identities with the last day (ISO text) on which they may still open a file.
    """

    recovery_recipient: str
    recovery_identity: str = ""
    retired: tuple[tuple[str, str], ...] = ()

    @classmethod
    def generate(cls) -> Self:
        """Make new keys; the recovery identity is present until it is forgotten."""
        recovery = str(pyrage.x25519.Identity.generate())
        seed = Ed25519PrivateKey.generate().private_bytes_raw()
        return cls(seed, str(pyrage.x25519.Identity.generate()), recipient_of(recovery), recovery)

    @property
    def identities(self) -> list[str]:
        """The current age identity, then the retired ones."""
        return [self.age_identity, *(identity for identity, _ in self.retired)]

    def forget_recovery(self) -> "OfficeKeys":
        """The same keys without the recovery identity, once it is on paper."""
        return replace(self, recovery_identity="")

    def to_bytes(self) -> bytes:
        """Secret form for the encrypted database, versioned JSON."""
        held = {"kind": "office", "version": 1, "seed": self.seed.hex(), "age": self.age_identity, "recovery": self.recovery_identity}
        return canonical(held | {"recovery_recipient": self.recovery_recipient, "retired": [list(pair) for pair in self.retired]})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read ``to_bytes``; ``ValueError`` for anything else."""
        held = _secret_form(data, "office")
        recovery, recipient = held.get("recovery"), held.get("recovery_recipient")
        if not isinstance(recipient, str) or (recovery != "" and recipient_of(_identity(recovery)) != recipient):
            raise ValueError("bad recovery key")
        retired = tuple((_identity(pair[0]), str(pair[1])) for pair in held.get("retired", []))
        return cls(_seed(held), _identity(held.get("age")), recipient, str(recovery), retired)


def _secret_form(data: bytes, kind: str) -> dict[str, Any]:
    held = msgspec.json.decode(data)
    if not isinstance(held, dict) or held.get("kind") != kind or held.get("version") != 1:
        raise ValueError(f"not the keys of a {kind}")
    return held


def _seed(held: Mapping[str, Any]) -> bytes:
    seed = bytes.fromhex(str(held.get("seed")))
    if len(seed) != 32:
        raise ValueError("bad seed")
    return seed


def _identity(text: object) -> str:
    if not isinstance(text, str):
        raise ValueError("bad age identity")
    recipient_of(text)
    return text


def device_id_of(sign_public: bytes, age_recipient: str) -> bytes:
    """Id of the device with these public keys: SHA-256(public ‖ recipient), first 16 bytes."""
    return hashlib.sha256(sign_public + age_recipient.encode("ascii")).digest()[:16]


def device_code(device_id: bytes) -> str:
    """Short name of a device for people and the command line: 8 hexadecimal digits."""
    return device_id.hex()[:8]


@dataclass(frozen=True)
class _Wire:
    """A public statement that travels as JSON: byte fields as lower hexadecimal, fields of newer programs kept in ``extra``."""

    lengths: ClassVar[Mapping[str, tuple[int, ...]]] = {}
    recipients: ClassVar[tuple[str, ...]] = ()

    def to_wire(self) -> dict[str, Any]:
        """JSON-ready form, unknown fields included."""
        wire: dict[str, Any] = dict(getattr(self, "extra", {}))
        for spot in fields(self):
            value = getattr(self, spot.name)
            if isinstance(value, bytes):
                wire[spot.name] = value.hex()
            elif isinstance(value, _Wire):
                wire[spot.name] = value.to_wire()
            elif spot.name != "extra":
                wire[spot.name] = value
        return wire

    @classmethod
    def _values(cls, wire: object) -> dict[str, Any]:
        """Checked constructor arguments of an untrusted JSON object; ``certificate_invalid`` for anything off form."""
        if not isinstance(wire, dict):
            _refuse_certificate()
        values: dict[str, Any] = {}
        for spot in fields(cls):
            if spot.name != "extra":
                values[spot.name] = cls._value(spot.name, spot.type, wire.get(spot.name))
        values["extra"] = {key: value for key, value in wire.items() if key not in values}
        return values

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
        elif kind is Card:
            return Card.from_wire(value)
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
    raise KnownError("certificate_invalid", _CERTIFICATE_SENTENCE)


@dataclass(frozen=True)
class Card(_Wire):
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
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, keys: DeviceKeys, unit_id: bytes, unit_code: str, level: str) -> Self:
        """The card of this device at a unit."""
        return cls(keys.device_id, keys.sign_public, keys.age_recipient, unit_id, unit_code, level)

    @classmethod
    def from_wire(cls, wire: object) -> Self:
        """Read an untrusted card; ``certificate_invalid`` when off form or when its id is not that of its keys."""
        card = cls(**cls._values(wire))
        if card.device_id != device_id_of(card.sign_public, card.age_recipient):
            _refuse_certificate()
        return card


@dataclass(frozen=True)
class OfficeCard(_Wire):
    """Public data of an office; ``unit_id`` is its id, ``version`` counts its key changes from 1.

    ``previous_signature`` (64 bytes or empty) is that of the key before: a card without it must be compared by fingerprint.
    """

    lengths = {"unit_id": (16,), "sign_public": (32,), "previous_signature": (0, 64)}  # noqa: RUF012 - annotated in the base
    recipients = ("age_recipient", "recovery_recipient")

    unit_id: bytes
    unit_code: str
    level: str
    name: str
    sign_public: bytes
    age_recipient: str
    recovery_recipient: str
    version: int = 1
    previous_signature: bytes = b""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, keys: OfficeKeys, unit_id: bytes, unit_code: str, level: str, name: str, version: int = 1) -> Self:
        """The card of this office."""
        return cls(unit_id, unit_code, level, name, keys.sign_public, keys.age_recipient, keys.recovery_recipient, version)

    @classmethod
    def from_wire(cls, wire: object) -> Self:
        """Read an untrusted card; ``certificate_invalid`` when off form."""
        return cls(**cls._values(wire))

    def endorsed(self, previous: Signer) -> Self:
        """This card signed by the key it replaces (rotation, sync.md §6)."""
        return replace(self, previous_signature=previous.sign(OFFICE_CARD_PURPOSE, self._signed_part()))

    def follows(self, known: "OfficeCard") -> bool:
        """Tell whether this card is a later one of the same office, signed by the known card's key."""
        if self.unit_id != known.unit_id or self.version <= known.version:
            return False
        return signature_holds(known.sign_public, OFFICE_CARD_PURPOSE, self._signed_part(), self.previous_signature)

    def _signed_part(self) -> bytes:
        wire = self.to_wire()
        del wire["previous_signature"]
        return canonical(wire)


@dataclass(frozen=True)
class Certificate(_Wire):
    """An office's word that a device speaks for a unit: the card, who issued it (office id and card version), a serial and a day."""

    lengths = {"issuer": (16,), "signature": (64,)}  # noqa: RUF012 - annotated in the base

    card: Card
    issuer: bytes
    issuer_version: int
    serial: int
    issued_on: str
    signature: bytes = b""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def issue(cls, card: Card, office: OfficeCard, keys: Signer, serial: int, issued_on: str) -> Self:
        """Certify a device; ``serial`` counts from 1, ``issued_on`` is an ISO date; ``ValueError`` when the keys are not the office's."""
        if keys.sign_public != office.sign_public:
            raise ValueError("the office card is not that of these keys")
        blank = cls(card, office.unit_id, office.version, serial, issued_on)
        return replace(blank, signature=keys.sign(CERTIFICATE_PURPOSE, blank._signed_part()))

    @classmethod
    def from_wire(cls, wire: object) -> Self:
        """Read an untrusted certificate; ``certificate_invalid`` when off form. It says nothing until ``verify``."""
        return cls(**cls._values(wire))

    def verify(self, office: OfficeCard) -> None:
        """Raise ``certificate_invalid`` unless this office, with this version of its card, signed exactly this."""
        named = self.issuer == office.unit_id and self.issuer_version == office.version
        if not (named and signature_holds(office.sign_public, CERTIFICATE_PURPOSE, self._signed_part(), self.signature)):
            _refuse_certificate()

    def _signed_part(self) -> bytes:
        wire = self.to_wire()
        del wire["signature"]
        return canonical(wire)


def fingerprint(card: Card | OfficeCard) -> str:
    """Five groups of five digits that two people compare: SHA-256 of the card's public keys, modulo 10²⁵ (83 bits)."""
    public = [card.sign_public.hex(), card.age_recipient]
    if isinstance(card, OfficeCard):
        public.append(card.recovery_recipient)
    digest = hashlib.sha256(statement("fingerprint", canonical(public))).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10**25:025d}"
    return " ".join(digits[start : start + 5] for start in range(0, 25, 5))


def phone_code(chain_hash: bytes) -> str:
    """Eight characters to be read out by telephone: 35 bits of a 32-byte chain hash and a check character.

    ``ValueError`` unless 32 bytes are given. The check is linear over GF(32) with a weight a place: any one wrong character and any
    two exchanged ones are noticed.
    """
    if len(chain_hash) != 32:
        raise ValueError("a chain hash has 32 bytes")
    bits = int.from_bytes(hashlib.sha256(statement("phone-code", chain_hash)).digest()[:5], "big") >> 5
    data = [bits >> shift & 31 for shift in range(30, -1, -5)]
    return "".join(_ALPHABET[value] for value in [*data, _check_value(data)])


def check_phone_code(text: str) -> str:
    """Bring a typed code into the form of ``phone_code``; ``phone_code_typo`` when a character is wrong or missing.

    Small letters, full-width forms, spaces and dashes are taken; O counts as 0, I and L as 1.
    """
    typed = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    code = "".join(letter for letter in typed if letter.isalnum())
    values = [_ALPHABET.find(letter) for letter in code]
    if len(values) != 8 or min(values) < 0 or _check_value(values[:7]) != values[7]:
        template = QT_TRANSLATE_NOOP("errors", "确认码有误，可能听错或少打了字符。没有任何改动。请对照县里屏幕上的 8 个字符再输入一次。")
        raise KnownError("phone_code_typo", template)
    return code


def _check_value(values: Sequence[int]) -> int:
    """Σ aⁱ·vᵢ in GF(32), a = x, modulus x⁵+x²+1; by Horner's rule."""
    total = 0
    for value in values:
        total = _times_x(total ^ value)
    return total


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled


def print_identity(identity: str) -> str:
    """An age identity in groups for paper, to be sealed in an envelope; ``read_identity`` takes it back."""
    body = identity.removeprefix(_IDENTITY_PREFIX)
    return " ".join([_IDENTITY_PREFIX, *(body[start : start + 5] for start in range(0, len(body), 5))])


def read_identity(text: str) -> str:
    """Read a typed age identity; ``recovery_identity_typo`` when its checksum (bech32) fails.

    Spaces and dashes between groups and small letters are taken; O counts as 0 and I as L, which the alphabet does not have.
    """
    joined = "".join(letter for letter in unicodedata.normalize("NFKC", text).upper() if letter.isalnum())
    body = joined.removeprefix("AGESECRETKEY1").translate(str.maketrans("O1I", "0LL"))
    identity = _IDENTITY_PREFIX + body
    try:
        recipient_of(identity)
    except ValueError as error:
        template = QT_TRANSLATE_NOOP("errors", "恢复密钥有误，可能抄错或漏了字符。没有任何改动。请对照密封信封里的纸逐组再输入一次。")
        raise KnownError("recovery_identity_typo", template) from error
    return identity
