"""Keys of devices and offices: signing and age.

Sources: Ed25519 is RFC 8032; age X25519 identities and recipients are C2SP ``age.md``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from db import canonical

HEAD_PURPOSE = "head"


def statement(purpose: str, message: bytes) -> bytes:
    """The bytes that are signed: the purpose and its version stand in front, so a signature for one use is none for another."""
    return b"kashi " + purpose.encode("ascii") + b" 1\x00" + message


def signature_holds(sign_public: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature (64 bytes) of a purpose holds under a public key (32 bytes); never raises (RFC 8032 §5.1.7)."""
    try:
        Ed25519PublicKey.from_public_bytes(sign_public).verify(signature, statement(purpose, message))
    except (InvalidSignature, ValueError):
        return False
    return True


def head_message(device_id: bytes, epoch: bytes, stream: bytes, seq: int, head: bytes) -> bytes:
    """What an author signs over the entry at a position of a stream, so that relayed entries prove who wrote them.

    Device, epoch and stream (16 bytes each), the position (8 bytes, big-endian), the hash (32 bytes); signed for ``HEAD_PURPOSE``.
    """
    return b"".join((device_id, epoch, stream, seq.to_bytes(8, "big"), head))


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
class Signer:
    """Whoever can sign, a device or an office: an Ed25519 seed (32 bytes) and an age identity; never shown by ``repr``."""

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
class DeviceKeys(Signer):
    """Secret keys of one laptop, made at set-up and kept only in its encrypted database."""

    @classmethod
    def generate(cls) -> Self:
        """Make new keys from the system's random source."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(pyrage.x25519.Identity.generate()))

    @cached_property
    def device_id(self) -> bytes:
        """16 bytes that follow from the signing key."""
        return device_id_of(self.sign_public)

    def sign_head(self, epoch: bytes, stream: bytes, seq: int, head: bytes) -> bytes:
        """The author's signature over the head of one of this device's streams, 64 bytes."""
        return self.sign(HEAD_PURPOSE, head_message(self.device_id, epoch, stream, seq, head))

    def to_bytes(self) -> bytes:
        """Secret form for the encrypted database, versioned JSON."""
        return canonical.encode({"kind": "device", "version": 1, "seed": self.seed.hex(), "age": self.age_identity})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read ``to_bytes``; ``ValueError`` for anything else."""
        held = _secret_form(data, "device")
        return cls(_seed(held), _identity(held.get("age")))


@dataclass(frozen=True, repr=False)
class OfficeKeys(Signer):
    """Secret keys of a county or prefecture office, kept in its encrypted database.

    ``recovery_identity`` is printed on paper and sealed; once printed, ``forget_recovery`` drops it and only its two public halves stay.
    ``retired`` holds earlier age identities: files that were sealed to them may still be on their way.
    """

    recovery_recipient: str
    recovery_public: bytes
    recovery_identity: str = ""
    retired: tuple[str, ...] = ()

    @classmethod
    def generate(cls) -> Self:
        """Make new keys; the recovery identity is present until it is forgotten."""
        recovery = recovery_signer(str(pyrage.x25519.Identity.generate()))
        made = DeviceKeys.generate()
        return cls(made.seed, made.age_identity, recovery.age_recipient, recovery.sign_public, recovery.age_identity)

    def renewed(self) -> Self:
        """New keys beside the same recovery keys; the old age identity still opens files."""
        made = DeviceKeys.generate()
        return replace(self, seed=made.seed, age_identity=made.age_identity, retired=(self.age_identity, *self.retired))

    @property
    def identities(self) -> list[str]:
        """The current age identity, then the retired ones."""
        return [self.age_identity, *self.retired]

    def forget_recovery(self) -> "OfficeKeys":
        """The same keys without the recovery identity, once it is on paper."""
        return replace(self, recovery_identity="")

    def to_bytes(self) -> bytes:
        """Secret form for the encrypted database, versioned JSON."""
        held = {"kind": "office", "version": 1, "seed": self.seed.hex(), "age": self.age_identity, "recovery": self.recovery_identity}
        public = {"recovery_recipient": self.recovery_recipient, "recovery_public": self.recovery_public.hex()}
        return canonical.encode(held | public | {"retired": list(self.retired)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read ``to_bytes``; ``ValueError`` for anything else."""
        held = _secret_form(data, "office")
        recovery, recipient, public = held.get("recovery"), held.get("recovery_recipient"), bytes.fromhex(held.get("recovery_public", ""))
        if not isinstance(recipient, str) or (recovery != "" and recipient_of(_identity(recovery)) != recipient):
            raise ValueError("bad recovery key")
        retired = tuple(map(_identity, held.get("retired", [])))
        return cls(_seed(held), _identity(held.get("age")), recipient, public, str(recovery), retired)


def recovery_signer(identity: str) -> Signer:
    """Both recovery keys of an office from the one seed on its sheet: the age identity itself, and the signing key that follows from it.

    Its Ed25519 seed is SHA-256("kashi recovery 1" ‖ 0 ‖ the identity as text). Errors: ValueError for a malformed identity.
    """
    return Signer(hashlib.sha256(statement("recovery", _identity(identity).encode("ascii"))).digest(), identity)


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


def device_id_of(sign_public: bytes) -> bytes:
    """Id of the device with this Ed25519 public key: the first 16 bytes of SHA-256("kashi device 1" ‖ 0 ‖ key)."""
    return hashlib.sha256(b"kashi device 1\x00" + sign_public).digest()[:16]
