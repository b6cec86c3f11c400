"""The sealed file between two offices: bytes in, bytes out, no database.

Package and receipt: ``age( magic ‖ u32 length ‖ canonical header ‖ Ed25519 signature ‖ zstd payload )``; an invitation is the same
without age, under its own magic. Sources: sync.md §2, C2SP ``age.md``, RFC 8032 (Ed25519), RFC 8878 (Zstandard).
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import zstandard

from db import canonical
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.cards import OfficeCard
from kashi_desktop.sync.keys import AgeError, Signer, age_decrypt, age_encrypt, signature_holds
from kashi_desktop.sync.refusals import fault
from kashi_desktop.sync.safe_files import read_file

VERSION = (1, 0)
SUITE = 1
"""Suite 1: X25519 and ChaCha20-Poly1305 (age), Ed25519, SHA-256, Zstandard. Others are left for SM2, SM3 and SM4."""

_MARK = b"KASHI\x00"
_INVITATION_MARK = b"KASHI-INVITATION\x00"
_AGE_LINE = b"age-encryption.org/v1\n"
_SIGNATURE_BYTES = 64
_WINDOW_BYTES = 1 << 23
_SMALL_RAW = 1 << 20
_AGE_HEADER_LIMIT = 64 * 1024

# Only what this program writes: X25519 stanzas and rage's grease, in canonical base64. Other spellings of a stanza open in the library
# too; a second spelling of the same file would be a way to change it unseen.
_B64_32 = rb"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"
_AGE_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"(?:-> X25519 " + _B64_32 + rb"\n" + _B64_32 + rb"\n|-> [!-~]{1,32}-grease(?: [!-~]{1,64}){0,8}\n(?:[A-Za-z0-9+/]{64}\n){0,32}"
    rb"[A-Za-z0-9+/]{0,63}\n){1,64}"
    rb"--- " + _B64_32 + rb"\n"
)


@dataclass(frozen=True)
class Limits:
    """What an untrusted file may cost: bytes of the file, of the unpacked payload and of the header, and raw bytes per packed byte.

    The ratio counts only above 1 MiB of raw bytes; entries pack about tenfold.
    """

    file_bytes: int = 64 << 20
    raw_bytes: int = 512 << 20
    header_bytes: int = 4 << 20
    ratio: int = 200

    def raw_allowed(self, packed: int) -> int:
        """Most raw bytes that so many packed bytes may become."""
        return min(self.raw_bytes, max(_SMALL_RAW, self.ratio * packed))


DEFAULT_LIMITS = Limits()


@dataclass(eq=False)
class Opened:
    """A package taken out of its encryption, its author not yet proven: ``verify`` must hold before ``payload``.

    ``header`` keeps every field, also those of newer programs; ``version`` is (major, minor) of the writer.
    """

    header: dict[str, Any]
    header_bytes: bytes
    signature: bytes
    compressed: bytes
    version: tuple[int, int]
    verified_by: bytes | None = None


@dataclass(frozen=True)
class Invitation:
    """An invitation whose signature holds under the office card it carries; the card itself is proven by its fingerprint on paper."""

    header: dict[str, Any]
    office: OfficeCard
    payload: bytes


def sniff(data: bytes) -> Literal["package", "invitation", "other"]:
    """Tell from its first bytes what a file may be; says nothing of its worth."""
    if data.startswith(_AGE_LINE):
        return "package"
    return "invitation" if data.startswith(_INVITATION_MARK) else "other"


def seal(header: Mapping[str, Any], payload: bytes, signer: Signer, recipients: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Sign, then encrypt a package to ``age1…`` recipients; both parties must be named in the header.

    Adds ``suite``, ``version``, ``least_reader``, ``payload_sha256`` (of the packed bytes, hexadecimal) and ``raw_size`` to a copy of the
    header. ``payload_too_large`` when no reader would take the file.
    """
    sealed = age_encrypt(_container(_MARK, header, payload, signer, limits), recipients)
    if len(sealed) > limits.file_bytes:
        raise fault("payload_too_large")
    return sealed


def seal_invitation(header: Mapping[str, Any], payload: bytes, signer: Signer, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Sign an invitation, plaintext without persons; ``header["office"]`` must hold the wire form of the signer's ``OfficeCard``.

    ``ValueError`` when the card is not that of the signer.
    """
    if OfficeCard.from_wire(header.get("office")).sign_public != signer.sign_public:
        raise ValueError("an invitation is signed by the office it names")
    return _container(_INVITATION_MARK, header, payload, signer, limits)


def _container(mark: bytes, header: Mapping[str, Any], payload: bytes, signer: Signer, limits: Limits) -> bytes:
    packed = zstandard.ZstdCompressor(level=3, write_content_size=True).compress(payload)
    digest = hashlib.sha256(packed).digest()
    stamp = {"suite": SUITE, "version": list(VERSION), "least_reader": [VERSION[0], 0]}
    head = canonical.encode({**header, **stamp, "payload_sha256": digest.hex(), "raw_size": len(payload)})
    if len(payload) > limits.raw_allowed(len(packed)) or len(head) > limits.header_bytes:
        raise fault("payload_too_large")
    version = bytes(VERSION)
    signature = signer.sign(_purpose(mark), _signed(version, head, digest))
    return b"".join((mark, version, len(head).to_bytes(4, "big"), head, signature, packed))


def _purpose(mark: bytes) -> str:
    return "package" if mark == _MARK else "invitation"


def _signed(version: bytes, head: bytes, digest: bytes) -> bytes:
    """Header and payload hash; the version stands outside the header too and is bound with it."""
    return version + len(head).to_bytes(4, "big") + head + digest


def open_header(source: bytes | Path, identities: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> Opened:
    """Decrypt a package in memory and read its header; nothing is decompressed and nothing is trusted yet.

    Refused: ``package_empty``, ``package_too_large``, ``not_a_package``, ``package_damaged``, ``package_not_for_us``,
    ``package_passphrase_type``, ``package_newer_major``.
    """
    data = _read(source, limits)
    if not data.startswith(_AGE_LINE):
        raise fault("package_damaged" if _AGE_LINE.startswith(data) else "not_a_package")
    _check_age_header(data)
    try:
        inner = age_decrypt(data, identities)
    except AgeError as error:
        raise fault("package_not_for_us" if error.no_match else "package_damaged") from None
    if not inner.startswith(_MARK):
        raise fault("not_a_package")
    return _split(inner, _MARK, "package_damaged", limits)


def _read(source: bytes | Path, limits: Limits) -> bytes:
    data = read_file(source, limits.file_bytes + 1) if isinstance(source, Path) else source
    if not data:
        raise fault("package_empty")
    if len(data) > limits.file_bytes:
        raise fault("package_too_large", limit=limits.file_bytes >> 20)
    return data


def _check_age_header(data: bytes) -> None:
    if _AGE_HEADER.match(data, 0, _AGE_HEADER_LIMIT):
        return
    raise fault("package_passphrase_type" if data.startswith(_AGE_LINE + b"-> scrypt ") else "package_damaged")


def _split(inner: bytes, mark: bytes, damaged: str, limits: Limits) -> Opened:
    """Take a container apart; a newer major is refused before anything else of it is looked at."""
    start = len(mark)
    version = inner[start : start + 2]
    if len(version) == 2 and version[0] > VERSION[0]:
        raise fault("package_newer_major")
    length = int.from_bytes(inner[start + 2 : start + 6], "big")
    body = start + 6 + length
    if len(inner) < body + _SIGNATURE_BYTES or version[0] != VERSION[0] or length > limits.header_bytes:
        raise fault(damaged)
    head = inner[start + 6 : body]
    header = _canonical_header(head, damaged)
    _check_stamp(header, version, damaged)
    signed_end = body + _SIGNATURE_BYTES
    return Opened(header, head, inner[body:signed_end], inner[signed_end:], (version[0], version[1]))


def _canonical_header(head: bytes, damaged: str) -> dict[str, Any]:
    """Read the header; it has one spelling, so that no two files say the same."""
    try:
        header = canonical.decode(head)
    except canonical.NotCanonical:
        raise fault(damaged) from None
    if not isinstance(header, dict):
        raise fault(damaged)
    return header


def _check_stamp(header: Mapping[str, Any], version: bytes, damaged: str) -> None:
    least, suite, raw_size = header.get("least_reader"), header.get("suite"), header.get("raw_size")
    if not (_is_pair(header.get("version")) and _is_pair(least) and type(suite) is int and type(raw_size) is int):
        raise fault(damaged)
    if header["version"] != list(version) or raw_size < 0 or not isinstance(header.get("payload_sha256"), str):
        raise fault(damaged)
    # A newer minor is read, its unknown parts are kept; another suite or a newer major cannot be.
    if header["least_reader"][0] > VERSION[0] or suite != SUITE:
        raise fault("package_newer_major")


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(part) is int and 0 <= part < 256 for part in value)


def verify(opened: Opened, sign_public: bytes) -> None:
    """Check author and payload: the Ed25519 signature over header and payload hash, and the hash itself; else ``package_signature``."""
    _verify(opened, sign_public, _MARK)


def _verify(opened: Opened, sign_public: bytes, mark: bytes) -> None:
    digest = hashlib.sha256(opened.compressed).digest()
    message = _signed(bytes(opened.version), opened.header_bytes, digest)
    holds = signature_holds(sign_public, _purpose(mark), message, opened.signature)
    if not holds or opened.header["payload_sha256"] != digest.hex():
        raise fault("package_signature")
    opened.verified_by = sign_public


def payload(opened: Opened, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Decompress the payload under the byte and ratio caps; only after ``verify`` (a ``RuntimeError`` otherwise: a bug of ours).

    ``package_bomb`` when it would be, or turns out, larger than allowed or than declared; ``package_damaged`` when it does not unpack.
    Memory stays within the declared and allowed size and one 8 MiB window.
    """
    if opened.verified_by is None:
        raise RuntimeError("payload before verify")
    declared: int = opened.header["raw_size"]
    if declared > limits.raw_allowed(len(opened.compressed)):
        raise fault("package_bomb")
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES).stream_reader(opened.compressed)
    try:
        raw = reader.read(declared + 1)
    except (zstandard.ZstdError, MemoryError):
        raise fault("package_damaged") from None
    if len(raw) > declared:
        raise fault("package_bomb")
    if len(raw) < declared:
        raise fault("package_damaged")
    return raw


def open_invitation(source: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> Invitation:
    """Open an invitation and check that the office it names signed it; compare ``fingerprint(invitation.office)`` with the paper.

    Refused: ``not_an_invitation``, ``invitation_invalid``, ``package_newer_major``, ``package_empty``, ``package_too_large``,
    ``package_bomb``.
    """
    data = _read(source, limits)
    if not data.startswith(_INVITATION_MARK):
        raise fault("invitation_invalid" if _INVITATION_MARK.startswith(data) else "not_an_invitation")
    opened = _split(data, _INVITATION_MARK, "invitation_invalid", limits)
    try:
        office = OfficeCard.from_wire(opened.header.get("office"))
        _verify(opened, office.sign_public, _INVITATION_MARK)
        return Invitation(opened.header, office, payload(opened, limits))
    except KnownError as error:
        raise error if error.code == "package_bomb" else fault("invitation_invalid") from None
