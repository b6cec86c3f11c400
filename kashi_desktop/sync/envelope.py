"""The sealed file between two offices: bytes in, bytes out, no database.

Package and receipt: ``age( magic ‖ u32 length ‖ canonical header ‖ Ed25519 signature ‖ zstd payload )``; an invitation is the same
without age, under its own magic. Sources: sync.md §2, C2SP ``age.md``, RFC 8032 (Ed25519), RFC 8878 (Zstandard).
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

import msgspec
import zstandard

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.sync.cards import OfficeCard
from kashi_desktop.sync.keys import AgeError, Signer, age_decrypt, age_encrypt, canonical, signature_holds

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

_SENTENCES = {
    "package_empty": QT_TRANSLATE_NOOP(
        "errors", "文件是空的，可能没有复制完整。没有导入任何内容，本机数据没有改动。请让对方重新导出并复制。"
    ),
    "package_too_large": QT_TRANSLATE_NOOP(
        "errors", "文件超过 {limit} MB 的上限，不像数据包。没有导入任何内容，本机数据没有改动。请检查是否选错了文件。"
    ),
    "not_a_package": QT_TRANSLATE_NOOP(
        "errors", "这不是本程序的数据包。没有导入任何内容，本机数据没有改动。请选择扩展名为 .kashi 的文件。"
    ),
    "package_damaged": QT_TRANSLATE_NOOP(
        "errors", "数据包已损坏或没有复制完整。没有导入任何内容，本机数据没有改动。请重新复制；仍然不行，请让对方重新导出。"
    ),
    "package_not_for_us": QT_TRANSLATE_NOOP(
        "errors", "这个数据包不是给本单位的（或开头已损坏），本机无法打开。没有导入任何内容，本机数据没有改动。请与发送单位核对。"
    ),
    "package_passphrase_type": QT_TRANSLATE_NOOP(
        "errors", "这个文件是用口令加密的，本程序从不生成这样的数据包。没有导入任何内容，本机数据没有改动。请与发送单位核对来源。"
    ),
    "package_newer_major": QT_TRANSLATE_NOOP(
        "errors", "这个文件由更新版本的程序生成，本机还不能读取。没有导入任何内容，本机数据没有改动。请先升级本程序，再导入一次。"
    ),
    "package_signature": QT_TRANSLATE_NOOP(
        "errors", "文件的签名不符，内容可能被改动，或不是所称单位发出的。没有导入任何内容，本机数据没有改动。请与发送单位核对并重新导出。"
    ),
    "package_bomb": QT_TRANSLATE_NOOP(
        "errors", "数据包解压后大得不正常，已停止读取。没有导入任何内容，本机数据没有改动。请与发送单位核对来源。"
    ),
    "invitation_invalid": QT_TRANSLATE_NOOP(
        "errors", "邀请文件已损坏或被改动。没有导入任何内容，本机数据没有改动。请让上级单位重新导出邀请文件。"
    ),
    "not_an_invitation": QT_TRANSLATE_NOOP(
        "errors", "这不是本程序的邀请文件。没有导入任何内容，本机数据没有改动。请选择上级单位给的邀请文件。"
    ),
    "payload_too_large": QT_TRANSLATE_NOOP(
        "errors", "要导出的内容超过一个文件的上限。没有写出文件，数据都还在。请联系技术支持，并说明本单位的记录数量。"
    ),
    "file_exists": QT_TRANSLATE_NOOP("errors", "同名文件已经存在，没有覆盖它。没有写出文件，数据都还在。请换一个文件夹或先移走原文件。"),
    "write_failed": QT_TRANSLATE_NOOP(
        "errors", "文件没有写成，可能是空间不足、写保护或 U 盘已拔出。数据都还在，没有标为已导出。请检查 U 盘后再导出一次。"
    ),
    "write_unverified": QT_TRANSLATE_NOOP(
        "errors", "写入后读回的内容不一致，这个 U 盘可能有故障。数据都还在，没有标为已导出。请换一个 U 盘再导出一次。"
    ),
}


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


def refusal(code: str, limits: Limits = DEFAULT_LIMITS) -> KnownError:
    """The fault with its sentence, for one of the codes of this file."""
    return KnownError(code, _SENTENCES[code], limit=limits.file_bytes >> 20)


def _refuse(code: str, limits: Limits = DEFAULT_LIMITS) -> NoReturn:
    raise refusal(code, limits)


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
        _refuse("payload_too_large")
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
    head = canonical({**header, **stamp, "payload_sha256": digest.hex(), "raw_size": len(payload)})
    if len(payload) > limits.raw_allowed(len(packed)) or len(head) > limits.header_bytes:
        _refuse("payload_too_large")
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
        _refuse("package_damaged" if _AGE_LINE.startswith(data) else "not_a_package")
    _check_age_header(data)
    try:
        inner = age_decrypt(data, identities)
    except AgeError as error:
        raise refusal("package_not_for_us" if error.no_match else "package_damaged") from None
    if not inner.startswith(_MARK):
        _refuse("not_a_package")
    return _split(inner, _MARK, "package_damaged", limits)


def _read(source: bytes | Path, limits: Limits) -> bytes:
    if isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                data = stream.read(limits.file_bytes + 1)
        except OSError as error:
            template = QT_TRANSLATE_NOOP("errors", "文件无法读取，可能 U 盘已拔出。没有导入任何内容，本机数据没有改动。请检查后再选一次。")
            raise KnownError("file_unreadable", template) from error
    else:
        data = source
    if not data:
        _refuse("package_empty")
    if len(data) > limits.file_bytes:
        _refuse("package_too_large", limits)
    return data


def _check_age_header(data: bytes) -> None:
    if _AGE_HEADER.match(data, 0, _AGE_HEADER_LIMIT):
        return
    _refuse("package_passphrase_type" if data.startswith(_AGE_LINE + b"-> scrypt ") else "package_damaged")


def _split(inner: bytes, mark: bytes, damaged: str, limits: Limits) -> Opened:
    """Take a container apart; a newer major is refused before anything else of it is looked at."""
    start = len(mark)
    version = inner[start : start + 2]
    if len(version) == 2 and version[0] > VERSION[0]:
        _refuse("package_newer_major")
    length = int.from_bytes(inner[start + 2 : start + 6], "big")
    body = start + 6 + length
    if len(inner) < body + _SIGNATURE_BYTES or version[0] != VERSION[0] or length > limits.header_bytes:
        _refuse(damaged)
    head = inner[start + 6 : body]
    header = _canonical_header(head, damaged)
    _check_stamp(header, version, damaged)
    signed_end = body + _SIGNATURE_BYTES
    return Opened(header, head, inner[body:signed_end], inner[signed_end:], (version[0], version[1]))


def _canonical_header(head: bytes, damaged: str) -> dict[str, Any]:
    """Read the header; only the canonical spelling counts, so no two byte strings say the same."""
    try:
        header = msgspec.json.decode(head)
        same = canonical(header) == head
    except (ValueError, RecursionError):  # msgspec's own faults are ValueErrors
        same = False
    if not same or not isinstance(header, dict):
        _refuse(damaged)
    return header


def _check_stamp(header: Mapping[str, Any], version: bytes, damaged: str) -> None:
    least, suite, raw_size = header.get("least_reader"), header.get("suite"), header.get("raw_size")
    if not (_is_pair(header.get("version")) and _is_pair(least) and type(suite) is int and type(raw_size) is int):
        _refuse(damaged)
    if header["version"] != list(version) or raw_size < 0 or not isinstance(header.get("payload_sha256"), str):
        _refuse(damaged)
    # A newer minor is read, its unknown parts are kept; another suite or a newer major cannot be.
    if header["least_reader"][0] > VERSION[0] or suite != SUITE:
        _refuse("package_newer_major")


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
        _refuse("package_signature")
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
        _refuse("package_bomb")
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES).stream_reader(opened.compressed)
    try:
        raw = reader.read(declared + 1)
    except (zstandard.ZstdError, MemoryError):
        raise refusal("package_damaged") from None
    if len(raw) > declared:
        _refuse("package_bomb")
    if len(raw) < declared:
        _refuse("package_damaged")
    return raw


def open_invitation(source: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> Invitation:
    """Open an invitation and check that the office it names signed it; compare ``fingerprint(invitation.office)`` with the paper.

    Refused: ``not_an_invitation``, ``invitation_invalid``, ``package_newer_major``, ``package_empty``, ``package_too_large``,
    ``package_bomb``.
    """
    data = _read(source, limits)
    if not data.startswith(_INVITATION_MARK):
        _refuse("invitation_invalid" if _INVITATION_MARK.startswith(data) else "not_an_invitation")
    opened = _split(data, _INVITATION_MARK, "invitation_invalid", limits)
    try:
        office = OfficeCard.from_wire(opened.header.get("office"))
        _verify(opened, office.sign_public, _INVITATION_MARK)
        return Invitation(opened.header, office, payload(opened, limits))
    except KnownError as error:
        raise error if error.code == "package_bomb" else refusal("invitation_invalid") from None
