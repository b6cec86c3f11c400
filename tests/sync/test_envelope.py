"""The envelope: what was sealed comes back whole, and everything else is refused with its own code."""

import base64
import hashlib
import hmac
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from db import canonical
from kashi_desktop.errors import KnownError
from kashi_desktop.sync import envelope, refusals, safe_files
from kashi_desktop.sync.cards import OfficeCard
from kashi_desktop.sync.envelope import Limits
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys, age_encrypt

SENDER, COUNTY, STRANGER = DeviceKeys.generate(), OfficeKeys.generate(), OfficeKeys.generate()
RECIPIENTS = [COUNTY.age_recipient, COUNTY.recovery_recipient]
HEADER: dict[str, Any] = {"kind": "package", "from": "u", "to": "c", "have": {}}
ENTRIES = '{"seq":1,"note":"近况良好"}\n'.encode() * 3
PACKAGE = envelope.seal(HEADER, ENTRIES, SENDER, RECIPIENTS)
OFFICE_CARD = OfficeCard.of(COUNTY, b"c" * 16, "653121", "county", "疏附县民政局", SENDER.device_id)
INVITATION = envelope.seal_invitation({"office": OFFICE_CARD.to_wire(), "units": 3}, ENTRIES, COUNTY)
REPOSITORY = Path(__file__).resolve().parents[2]

SCRYPT_FILE = (
    b"age-encryption.org/v1\n-> scrypt OeWTAKBZ9I+WZX104syllA 19\nJFvi1uxRonsLTrgLpz8Myc/DJGFWsv6jqmZeUHuyM14\n"
    b"--- kPwB8Wet9R3FPon2DKaSVw/tdsBUZCWBSH23uUYdyEs\n" + b"\x96" * 33
)


def read(data: bytes, limits: Limits = envelope.DEFAULT_LIMITS) -> bytes:
    opened = envelope.open_header(data, COUNTY.identities, limits)
    envelope.verify(opened, SENDER.sign_public)
    return envelope.payload(opened, limits)


def code_of(data: bytes, limits: Limits = envelope.DEFAULT_LIMITS) -> str:
    """The code of the refusal; empty when the package is accepted."""
    try:
        read(data, limits)
    except KnownError as error:
        return error.code if error.message else "no sentence"
    return ""


def forged(packed: bytes, outer: tuple[int, int] = (1, 0), *, head: bytes | None = None, **fields: object) -> bytes:
    """A package signed and sealed by hand, with whatever its header claims."""
    digest = hashlib.sha256(packed).digest()
    stamp = {"suite": 1, "version": list(outer), "least_reader": [1, 0], "payload_sha256": digest.hex(), "raw_size": len(ENTRIES)}
    text = canonical.encode(HEADER | stamp | fields) if head is None else head
    front = bytes(outer) + len(text).to_bytes(4, "big") + text
    signature = SENDER.sign("package", front + digest)
    return age_encrypt(b"KASHI\x00" + front + signature + packed, RECIPIENTS)


def test_what_was_sealed_comes_back() -> None:
    assert read(PACKAGE) == ENTRIES
    opened = envelope.open_header(PACKAGE, [COUNTY.recovery_identity])
    assert {name: opened.header[name] for name in HEADER} == HEADER
    assert (opened.header["suite"], opened.header["version"], opened.header["least_reader"]) == (1, [1, 0], [1, 0])
    assert opened.header["raw_size"] == len(ENTRIES)
    assert opened.header["payload_sha256"] == hashlib.sha256(opened.compressed).hexdigest()
    assert HEADER == {"kind": "package", "from": "u", "to": "c", "have": {}}
    assert read(forged(zstandard.compress(ENTRIES))) == ENTRIES


@given(st.binary(max_size=5000), st.dictionaries(st.text(max_size=9), st.integers(-(2**40), 2**40) | st.text(max_size=9)))
def test_any_payload_and_header_come_back(raw: bytes, fields: dict[str, Any]) -> None:
    sealed = envelope.seal(fields, raw, SENDER, RECIPIENTS)
    opened = envelope.open_header(sealed, COUNTY.identities)
    assert read(sealed) == raw
    stamped = {"suite", "version", "least_reader", "payload_sha256", "raw_size"}
    ours = {name: value for name, value in fields.items() if name not in stamped}
    assert {name: value for name, value in opened.header.items() if name not in stamped} == ours


def test_every_flipped_byte_of_a_small_package_is_refused() -> None:
    for place in range(len(PACKAGE)):
        for mask in (1 << place % 8, 0xFF, 0x20):
            flipped = PACKAGE[:place] + bytes([PACKAGE[place] ^ mask]) + PACKAGE[place + 1 :]
            assert code_of(flipped) in ("package_damaged", "package_not_for_us", "not_a_package"), (place, mask)


def test_every_truncation_and_any_tail_is_refused() -> None:
    for length in range(1, len(PACKAGE)):
        assert code_of(PACKAGE[:length]) == "package_damaged", length
    for tail in (b"\x00", b"\n", PACKAGE):
        assert code_of(PACKAGE + tail) == "package_damaged"


LARGE = envelope.seal(HEADER, b"".join(hashlib.sha256(bytes([i % 256, i // 256])).digest() for i in range(8000)), SENDER, RECIPIENTS)


@given(st.integers(0, len(LARGE) - 1), st.integers(1, 255))
def test_any_flip_of_a_package_of_several_chunks_is_refused(place: int, mask: int) -> None:
    assert code_of(LARGE[:place] + bytes([LARGE[place] ^ mask]) + LARGE[place + 1 :])


@given(st.integers(0, len(LARGE) - 1))
def test_any_truncation_of_a_package_of_several_chunks_is_refused(length: int) -> None:
    assert code_of(LARGE[:length]) == ("package_damaged" if length else "package_empty")


def test_a_whole_chunk_cannot_be_cut_off() -> None:
    header_end = LARGE.index(b"\n--- ") + 49
    for chunks in range(1, 4):
        assert code_of(LARGE[: header_end + 16 + chunks * (65536 + 16)]) == "package_damaged"


def test_a_recipient_who_seals_again_cannot_change_a_byte() -> None:
    inner: bytes = pyrage.decrypt(PACKAGE, [pyrage.x25519.Identity.from_str(COUNTY.age_identity)])
    for place in range(len(inner)):
        flipped = inner[:place] + bytes([inner[place] ^ 1 << place % 8]) + inner[place + 1 :]
        assert code_of(age_encrypt(flipped, RECIPIENTS)), place
    for length in range(len(inner)):
        assert code_of(age_encrypt(inner[:length], RECIPIENTS)), length
    assert code_of(age_encrypt(inner + b"\x00", RECIPIENTS)) == "package_signature"


def test_another_author_is_refused() -> None:
    assert code_of(envelope.seal(HEADER, ENTRIES, DeviceKeys.generate(), RECIPIENTS)) == "package_signature"
    assert code_of(envelope.seal(HEADER, ENTRIES, STRANGER, RECIPIENTS)) == "package_signature"


def test_nothing_is_unpacked_before_the_signature() -> None:
    opened = envelope.open_header(PACKAGE, COUNTY.identities)
    with pytest.raises(RuntimeError, match="before verify"):
        envelope.payload(opened)
    with pytest.raises(KnownError, match="package_signature"):
        envelope.verify(opened, STRANGER.sign_public)
    with pytest.raises(RuntimeError, match="before verify"):
        envelope.payload(opened)


def zip_file() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("entries.ndjson", ENTRIES)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "package_empty"),
        ("姓名,性别\n".encode(), "not_a_package"),
        (zip_file(), "not_a_package"),
        (INVITATION, "not_a_package"),
        (b"\x00" * 1000, "not_a_package"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "not_a_package"),
        (SCRYPT_FILE, "package_passphrase_type"),
        (envelope.seal(HEADER, ENTRIES, SENDER, [STRANGER.age_recipient]), "package_not_for_us"),
        (age_encrypt(b"something else", RECIPIENTS), "not_a_package"),
        (age_encrypt(b"", RECIPIENTS), "not_a_package"),
        (forged(zstandard.compress(ENTRIES), (2, 0)), "package_newer_major"),
        (forged(b"what a later major may hold", (2, 0), head=b"\x00\x01"), "package_newer_major"),
        (forged(zstandard.compress(ENTRIES), least_reader=[2, 0]), "package_newer_major"),
        (forged(zstandard.compress(ENTRIES), suite=2), "package_newer_major"),
        (forged(zstandard.compress(ENTRIES), (0, 9)), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), version=[1, 1]), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), raw_size=-1), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), raw_size="9"), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), raw_size=len(ENTRIES) + 1), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), payload_sha256="00" * 32), "package_signature"),
        (forged(b"not zstd"), "package_damaged"),
        (forged(b""), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), head=b"{}"), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), head=b"[" * 200_000), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), head=b'{"b":1, "a":2}'), "package_damaged"),
        (forged(zstandard.compress(ENTRIES), head=b"\xff\xfe"), "package_damaged"),
    ],
)
def test_each_refusal_has_its_code(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_newer_minor_with_unknown_fields_is_kept() -> None:
    newer = forged(zstandard.compress(ENTRIES), (1, 7), least_reader=[1, 5], later={"x": [1, None, "字"]})
    opened = envelope.open_header(newer, COUNTY.identities)
    assert opened.version == (1, 7)
    assert opened.header["later"] == {"x": [1, None, "字"]}
    assert read(newer) == ENTRIES


def test_only_one_spelling_of_the_header_counts() -> None:
    head = envelope.open_header(PACKAGE, COUNTY.identities).header_bytes
    packed = envelope.open_header(PACKAGE, COUNTY.identities).compressed
    assert code_of(forged(packed, head=head)) == ""
    for other in (head + b" ", head.replace(b":", b": ", 1), head.replace(b'"kind"', b'"\\u006bind"'), b'{"kind":"package",' + head[1:]):
        assert code_of(forged(packed, head=other)) == "package_damaged"


def bech32_bytes(text: str) -> bytes:
    """The 32 bytes of an age key (BIP 173, checksum dropped)."""
    values = ["qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(letter) for letter in text.lower().rsplit("1", 1)[1][:-6]]
    number = 0
    for value in values:
        number = number << 5 | value
    return (number >> len(values) * 5 - 256).to_bytes(32, "big")


def test_a_stanza_that_the_library_overlooks_is_refused() -> None:
    """Whoever may open a file knows its file key and can rewrite its header with a right MAC; we still take one spelling only."""
    lines, body = PACKAGE.split(b"\n--- ", 1)
    words = lines.split(b"\n")
    share, wrapped = (base64.b64decode(part + b"=") for part in (words[1].split()[2], words[2]))
    private = X25519PrivateKey.from_private_bytes(bech32_bytes(COUNTY.age_identity))
    salt = share + private.public_key().public_bytes_raw()
    shared = private.exchange(X25519PublicKey.from_public_bytes(share))
    wrap_key = HKDF(SHA256(), 32, salt, b"age-encryption.org/v1/X25519").derive(shared)
    file_key = ChaCha20Poly1305(wrap_key).decrypt(b"\x00" * 12, wrapped, None)
    mac_key = HKDF(SHA256(), 32, b"", b"header").derive(file_key)

    def with_header(text: bytes) -> bytes:
        mac = hmac.digest(mac_key, text + b"\n---", "sha256")
        return text + b"\n--- " + base64.b64encode(mac).rstrip(b"=") + body[43:]

    assert read(with_header(lines)) == ENTRIES
    identity = pyrage.x25519.Identity.from_str(COUNTY.age_identity)
    for extra in (b"\n-> another stanza\n" + b"A" * 43, b"\n-> X25519 short\nAAAA"):
        overlooked = with_header(lines + extra)
        assert code_of(overlooked) == "package_damaged"
    assert pyrage.decrypt(with_header(lines + b"\n-> another stanza\n" + b"A" * 43), [identity])


def test_grease_of_the_library_always_passes() -> None:
    for _ in range(300):
        assert envelope.open_header(envelope.seal({}, b"", SENDER, RECIPIENTS[:1]), COUNTY.identities).header["raw_size"] == 0


def zeros(size: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    block = b"\x00" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def test_caps_on_bytes_and_ratio() -> None:
    packed = zeros(4 << 20)
    assert code_of(forged(packed, raw_size=4 << 20)) == "package_bomb"
    assert code_of(forged(packed, raw_size=600 << 20), Limits(ratio=10**9)) == "package_bomb"
    assert code_of(forged(packed, raw_size=2**52), Limits(ratio=10**9)) == "package_bomb"
    assert code_of(forged(packed, raw_size=4 << 20), Limits(ratio=10**9)) == ""
    assert code_of(forged(packed, raw_size=100)) == "package_bomb"
    assert code_of(PACKAGE, Limits(file_bytes=len(PACKAGE) - 1)) == "package_too_large"
    assert code_of(PACKAGE, Limits(file_bytes=len(PACKAGE))) == ""
    with pytest.raises(KnownError, match="payload_too_large"):
        envelope.seal(HEADER, b"\x00" * (4 << 20), SENDER, RECIPIENTS)


def test_a_window_beyond_the_limit_is_refused() -> None:
    wide = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=27)).compressobj()
    packed = wide.compress(ENTRIES) + wide.flush()
    assert zstandard.get_frame_parameters(packed).window_size == 1 << 27
    assert code_of(forged(packed)) == "package_damaged"


CHILD = """
import resource, sys
from pathlib import Path
from kashi_desktop.errors import KnownError
from kashi_desktop.sync import envelope, safe_files
opened = envelope.open_header(Path(sys.argv[1]), [sys.argv[2]])
envelope.verify(opened, bytes.fromhex(sys.argv[3]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    envelope.payload(opened)
except KnownError as error:
    sys.stdout.write(f"{error.code} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
@pytest.mark.parametrize("claimed", [1 << 30, 512 << 20, 1000])
def test_a_bomb_stays_small_in_memory(tmp_path: Path, claimed: int) -> None:
    file = tmp_path / "bomb.kashi"
    file.write_bytes(forged(zeros(1 << 30), raw_size=claimed))
    arguments = [sys.executable, "-c", CHILD, str(file), COUNTY.age_identity, SENDER.sign_public.hex()]
    done = subprocess.run(arguments, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    code, grown_kib = done.stdout.split()
    assert code == "package_bomb"
    assert int(grown_kib) < 32 * 1024


def test_an_oversized_file_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "huge.kashi"
    with file.open("wb") as stream:
        stream.truncate(1 << 34)
    with pytest.raises(KnownError, match="package_too_large"):
        envelope.open_header(file, COUNTY.identities)
    with pytest.raises(KnownError, match="file_unreadable"):
        envelope.open_header(tmp_path / "absent.kashi", COUNTY.identities)


def test_an_invitation_comes_back_with_its_office() -> None:
    invitation = envelope.open_invitation(INVITATION)
    assert invitation.office == OFFICE_CARD
    assert invitation.payload == ENTRIES
    assert invitation.header["units"] == 3


def test_every_flip_and_truncation_of_an_invitation_is_refused() -> None:
    for place in range(len(INVITATION)):
        for mask in (1 << place % 8, 0xFF):
            with pytest.raises(KnownError):
                envelope.open_invitation(INVITATION[:place] + bytes([INVITATION[place] ^ mask]) + INVITATION[place + 1 :])
        with pytest.raises(KnownError):
            envelope.open_invitation(INVITATION[:place])
    with pytest.raises(KnownError, match="invitation_invalid"):
        envelope.open_invitation(INVITATION + b"\x00")
    with pytest.raises(KnownError, match="not_an_invitation"):
        envelope.open_invitation(PACKAGE)
    with pytest.raises(ValueError, match="the office it names"):
        envelope.seal_invitation({"office": OFFICE_CARD.to_wire()}, b"", STRANGER)


def test_sniff() -> None:
    found = [envelope.sniff(data) for data in (PACKAGE, INVITATION, SCRYPT_FILE, b"", zip_file(), b"KASHI-INVITE")]
    assert found == ["package", "invitation", "package", "other", "other", "other"]


def test_writing_is_read_back(tmp_path: Path) -> None:
    seen: list[bytes] = []
    target = tmp_path / "653101001001-2026-11-b7f2.kashi"
    safe_files.write_verified(target, PACKAGE, seen.append)
    assert seen == [PACKAGE] == [target.read_bytes()]
    with pytest.raises(KnownError, match="file_exists"):
        safe_files.write_verified(target, b"other")
    assert target.read_bytes() == PACKAGE
    safe_files.write_verified(target, b"other", replace=True)
    assert target.read_bytes() == b"other"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_nothing_is_left_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(back: bytes) -> None:
        raise refusals.fault("package_damaged")

    with pytest.raises(KnownError, match="package_damaged"):
        safe_files.write_verified(tmp_path / "a.kashi", PACKAGE, unreadable)
    with pytest.raises(KnownError, match="write_failed"):
        safe_files.write_verified(tmp_path / "absent" / "a.kashi", PACKAGE)
    monkeypatch.setattr(safe_files, "_read_back", lambda path, size: PACKAGE[:-1])
    with pytest.raises(KnownError, match="write_unverified"):
        safe_files.write_verified(tmp_path / "a.kashi", PACKAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", sorted(refusals._SENTENCES.keys() - {"cancelled", "gap"}))
def test_every_sentence_says_that_nothing_was_lost(code: str) -> None:
    message = refusals.fault(code, limit=64, code="653121100001", reference="A1B2C3").message
    assert "没有" in message
    assert "请" in message
    assert "{" not in message
