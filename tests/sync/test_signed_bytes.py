"""What is signed and kept, to the byte, and what is not taken for it: keys, cards, certificates, the container of a package."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pyrage
import pytest
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kashi_desktop.errors import KnownError
from kashi_desktop.sync import cards, envelope, keys
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard
from kashi_desktop.sync.envelope import Limits
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys

UNIT, COUNTY, STREAM, EPOCH = b"u" * 16, b"c" * 16, b"s" * 16, b"e" * 16
DEVICE, OFFICE, STRANGER = DeviceKeys.generate(), OfficeKeys.generate(), OfficeKeys.generate()
CARD = Card.of(DEVICE, UNIT, "653101001001", "village")
OFFICE_CARD = OfficeCard.of(OFFICE, COUNTY, "653121", "county", "疏附县民政局", DEVICE.device_id)
CERTIFICATE = Certificate.issue(CARD, OFFICE_CARD, OFFICE, 1, "2026-11-23")
HEADER: dict[str, Any] = {"kind": "package", "office": OFFICE_CARD.to_wire()}
LINES = '{"note":"近况良好"}\n'.encode() * 40


def plain(value: object) -> bytes:
    """JSON as docs/format.md has it: sorted keys, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signed(public: bytes, signature: bytes, message: bytes) -> None:
    """Check a signature without the program."""
    Ed25519PublicKey.from_public_bytes(public).verify(signature, message)


# -- keys ------------------------------------------------------------------------------------------------------------------


def test_a_head_is_signed_with_its_place() -> None:
    signature = DEVICE.sign_head(EPOCH, STREAM, 258, b"h" * 32)
    place = DEVICE.device_id + EPOCH + STREAM + b"\x00\x00\x00\x00\x00\x00\x01\x02" + b"h" * 32
    signed(DEVICE.sign_public, signature, b"kashi head 1\x00" + place)


def test_the_id_of_a_device_follows_from_its_key() -> None:
    public = Ed25519PrivateKey.from_private_bytes(DEVICE.seed).public_key().public_bytes_raw()
    assert DEVICE.sign_public == public
    assert DEVICE.device_id == hashlib.sha256(b"kashi device 1\x00" + public).digest()[:16]


def test_the_secret_forms_are_what_was_kept_before() -> None:
    seed = DEVICE.seed.hex()
    device = f'{{"age":"{DEVICE.age_identity}","kind":"device","seed":"{seed}","version":1}}'.encode()
    assert DEVICE.to_bytes() == device
    assert DeviceKeys.from_bytes(device) == DEVICE
    aged = replace(OFFICE, retired=(DEVICE.age_identity,))
    kept = {"age": OFFICE.age_identity, "kind": "office", "recovery": OFFICE.recovery_identity, "seed": OFFICE.seed.hex(), "version": 1}
    kept |= {"recovery_recipient": OFFICE.recovery_recipient, "recovery_public": OFFICE.recovery_public.hex()}
    kept |= {"retired": [DEVICE.age_identity]}
    assert aged.to_bytes() == plain(kept)
    assert OfficeKeys.from_bytes(plain({key: value for key, value in kept.items() if key != "retired"})) == OFFICE


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"version": None},
        {"kind": "office"},
        {"seed": "00" * 31},
        {"seed": "00" * 33},
        {"seed": None},
        {"age": None},
        {"age": 5},
        {"age": "AGE-SECRET-KEY-1"},
    ],
)
def test_no_other_device_keys_are_read(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        DeviceKeys.from_bytes(plain(json.loads(DEVICE.to_bytes()) | changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"kind": "device"},
        {"recovery": STRANGER.recovery_identity},
        {"recovery": None},
        {"recovery": "AGE-SECRET-KEY-1"},
        {"recovery_recipient": None},
        {"recovery_recipient": STRANGER.recovery_recipient},
        {"retired": ["x"]},
        {"recovery_public": "zz"},
        {"seed": "00"},
        {"age": ""},
    ],
)
def test_no_other_office_keys_are_read(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        OfficeKeys.from_bytes(plain(json.loads(OFFICE.to_bytes()) | changed))


def test_a_file_that_opens_for_nobody_says_which_way() -> None:
    sealed = keys.age_encrypt(b"text", [DEVICE.age_recipient, OFFICE.age_recipient])
    for holder in (DEVICE, OFFICE):
        assert keys.age_decrypt(sealed, [STRANGER.age_identity, *holder.identities]) == b"text"
    for data, no_match in ((sealed, True), (sealed[:-1] + bytes([sealed[-1] ^ 1]), False)):
        with pytest.raises(keys.AgeError) as caught:
            keys.age_decrypt(data, STRANGER.identities if no_match else DEVICE.identities)
        assert caught.value.no_match == no_match
    for recipients in ([], ["age1nonsense"], [DEVICE.age_identity]):
        with pytest.raises(ValueError, match="recipient"):
            keys.age_encrypt(b"text", recipients)
    with pytest.raises(ValueError, match="identity"):
        keys.recipient_of("age1nonsense")


# -- cards -----------------------------------------------------------------------------------------------------------------


def test_a_certificate_is_signed_over_all_it_says() -> None:
    wire = CERTIFICATE.to_wire()
    assert wire == {
        "card": CARD.to_wire(),
        "issuer": COUNTY.hex(),
        "issuer_version": 1,
        "serial": 1,
        "issued_on": "2026-11-23",
        "signature": CERTIFICATE.signature.hex(),
    }
    said = plain({key: value for key, value in wire.items() if key != "signature"})
    signed(OFFICE.sign_public, CERTIFICATE.signature, b"kashi certificate 1\x00" + said)


def test_a_later_card_names_the_one_before_and_is_signed_by_its_key_or_by_the_recovery_key() -> None:
    recovery = keys.recovery_signer(OFFICE.recovery_identity)
    seed = hashlib.sha256(b"kashi recovery 1\x00" + OFFICE.recovery_identity.encode()).digest()
    assert recovery.sign_public == Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw() == OFFICE.recovery_public
    renewed = OFFICE.renewed()
    for signer, root in ((OFFICE, False), (recovery, True)):
        later = OFFICE_CARD.next(renewed, signer)
        said = plain({key: value for key, value in later.to_wire().items() if key != "signature"})
        signed(signer.sign_public, later.signature, b"kashi office-card 1\x00" + said)
        assert later.previous == hashlib.sha256(plain(OFFICE_CARD.to_wire())).digest() == OFFICE_CARD.digest
        assert (later.version, later.sign_public, later.age_recipient) == (2, renewed.sign_public, renewed.age_recipient)
        assert (later.is_root, later.follows(OFFICE_CARD)) == (root, not root)
    assert renewed.identities == [renewed.age_identity, OFFICE.age_identity]
    assert len({OFFICE.seed, renewed.seed}) == len(set(renewed.identities)) == 2
    assert renewed.renewed().identities[1:] == renewed.identities
    assert (OFFICE_CARD.previous, OFFICE_CARD.signature, OFFICE_CARD.is_root) == (b"", b"", False)


def test_what_no_version_changes_is_the_same_behind_it() -> None:
    later = OFFICE_CARD.next(OFFICE.renewed(), OFFICE)
    assert replace(OFFICE_CARD, name="x", unit_code="y").next(OFFICE.renewed(), OFFICE).lasting == later.lasting == OFFICE_CARD.lasting
    other: dict[str, Any] = {
        "unit_id": UNIT,
        "level": "prefecture",
        "first_device": b"other device ...",
        "recovery_public": STRANGER.recovery_public,
        "recovery_recipient": STRANGER.recovery_recipient,
    }
    for name, value in other.items():
        changed = replace(OFFICE_CARD, version=2, previous=OFFICE_CARD.digest, **{name: value})
        signature = OFFICE.sign("office-card", plain({key: each for key, each in changed.to_wire().items() if key != "signature"}))
        assert not replace(changed, signature=signature).follows(OFFICE_CARD), name


@pytest.mark.parametrize("field", [*OFFICE_CARD.to_wire()])
@pytest.mark.parametrize("bad", [None, 5.5, "zz", "x" * 201, True, [], DEVICE.age_identity + "x" * 200])
def test_an_office_card_off_form_is_refused(field: str, bad: object) -> None:
    if field in ("unit_code", "level", "name") and bad == "zz":
        return  # any short text is form
    with pytest.raises(KnownError, match="certificate_invalid"):
        OfficeCard.from_wire(OFFICE_CARD.to_wire() | {field: bad})


@pytest.mark.parametrize("serial", [0, -1, 2**53, True, 1.0, "1"])
@pytest.mark.parametrize("field", ["serial", "issuer_version"])
def test_a_number_out_of_bounds_is_no_certificate(field: str, serial: object) -> None:
    with pytest.raises(KnownError, match="certificate_invalid"):
        Certificate.from_wire(CERTIFICATE.to_wire() | {field: serial})


def test_the_last_values_within_the_bounds_are_read() -> None:
    certificate = Certificate.from_wire(CERTIFICATE.to_wire() | {"serial": 2**53 - 1, "issuer_version": 1, "issued_on": "x" * 200})
    assert (certificate.serial, certificate.issuer_version, len(certificate.issued_on)) == (2**53 - 1, 1, 200)
    for wire in ({"issued_on": "x" * 201}, {"card": None}, {"card": CARD}, {"issuer": "00" * 15}, {"signature": "00" * 63}):
        with pytest.raises(KnownError, match="certificate_invalid"):
            Certificate.from_wire(CERTIFICATE.to_wire() | wire)


def test_what_is_kept_of_a_statement_comes_back() -> None:
    for statement in (CARD, OFFICE_CARD, CERTIFICATE, replace(CERTIFICATE, extra={"later": [1]})):
        assert statement.to_bytes() == plain(statement.to_wire())
        assert type(statement).from_bytes(statement.to_bytes()) == statement


def test_digits_are_a_number_of_the_whole_card() -> None:
    for card in (CARD, OFFICE_CARD, replace(CARD, extra={"later": 1})):
        number = int.from_bytes(hashlib.sha256(b"kashi fingerprint 1\x00" + plain(card.to_wire())).digest(), "big") % 10**25
        digits = str(number).zfill(25)
        assert cards.fingerprint(card) == " ".join((digits[:5], digits[5:10], digits[10:15], digits[15:20], digits[20:]))


# -- the container ---------------------------------------------------------------------------------------------------------


def inner(data: bytes) -> bytes:
    """A sealed file as age opens it."""
    opened: bytes = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(OFFICE.age_identity)])
    return opened


def taken_apart(data: bytes, mark: bytes, purpose: bytes, public: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and payload, read and proven by docs/format.md alone."""
    assert data.startswith(mark + b"\x01\x00")
    rest = data[len(mark) + 2 :]
    length = int.from_bytes(rest[:4], "big")
    head, signature, packed = rest[4 : 4 + length], rest[4 + length : 68 + length], rest[68 + length :]
    signed(public, signature, b"kashi " + purpose + b" 1\x00" + b"\x01\x00" + rest[:4] + head + hashlib.sha256(packed).digest())
    header: dict[str, Any] = json.loads(head)
    assert head == plain(header)
    assert header["payload_sha256"] == hashlib.sha256(packed).hexdigest()
    assert (header["suite"], header["version"], header["least_reader"]) == (1, [1, 0], [1, 0])
    raw = zstandard.ZstdDecompressor().decompress(packed)
    assert header["raw_size"] == len(raw)
    assert zstandard.get_frame_parameters(packed).content_size == len(raw)
    return header, raw


def test_a_package_and_an_invitation_are_what_the_format_says() -> None:
    package = inner(envelope.seal(HEADER, LINES, DEVICE, [OFFICE.age_recipient]))
    for data, mark, purpose, public in (
        (package, b"KASHI\x00", b"package", DEVICE.sign_public),
        (envelope.seal_invitation(HEADER, LINES, OFFICE), b"KASHI-INVITATION\x00", b"invitation", OFFICE.sign_public),
    ):
        header, raw = taken_apart(data, mark, purpose, public)
        assert raw == LINES
        assert {key: header[key] for key in HEADER} == HEADER


def invitation(packed: bytes, outer: bytes = b"\x01\x00", *, purpose: str = "invitation", head: bytes | None = None, **said: Any) -> bytes:
    """An invitation that is signed by hand, with whatever its header claims."""
    digest = hashlib.sha256(packed).digest()
    stamp = {"suite": 1, "version": list(outer), "least_reader": [1, 0], "payload_sha256": digest.hex(), "raw_size": len(LINES)}
    text = plain(HEADER | stamp | said) if head is None else head
    front = outer + len(text).to_bytes(4, "big") + text
    return b"KASHI-INVITATION\x00" + front + OFFICE.sign(purpose, front + digest) + packed


PACKED = zstandard.compress(LINES)
MEBIBYTE = bytes(1 << 20)


def code_of(data: bytes, limits: Limits = envelope.DEFAULT_LIMITS) -> str | None:
    """The code of the refusal of an invitation."""
    try:
        envelope.open_invitation(data, limits)
    except KnownError as error:
        return error.code
    return None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (invitation(PACKED), None),
        (invitation(PACKED, b"\x01\x09", later=5), None),
        (invitation(PACKED, least_reader=[1, 9]), None),
        (invitation(PACKED, least_reader=[0, 255]), None),
        (invitation(PACKED, b"\x02\x00"), "package_newer_major"),
        (invitation(PACKED, b"\xff\x00", head=b"\xff"), "package_newer_major"),
        (invitation(PACKED, least_reader=[2, 0]), "package_newer_major"),
        (invitation(PACKED, suite=2), "package_newer_major"),
        (invitation(PACKED, suite=0), "package_newer_major"),
        (b"KASHI-INVITATION\x00\x02", "invitation_invalid"),
        (b"KASHI-INVITATION\x00\x02\x00", "package_newer_major"),
        (b"KASHI-INVITATION", "invitation_invalid"),
        (b"KASHI", "invitation_invalid"),
        (b"", "package_empty"),
        (b"KASHI\x00" + bytes(200), "not_an_invitation"),
        (invitation(PACKED, b"\x00\x09"), "invitation_invalid"),
        (invitation(PACKED, purpose="package"), "invitation_invalid"),
        (invitation(PACKED, version=[1, 1]), "invitation_invalid"),
        (invitation(PACKED, version=[1]), "invitation_invalid"),
        (invitation(PACKED, version=[1, 0, 0]), "invitation_invalid"),
        (invitation(PACKED, version=[True, False]), "invitation_invalid"),
        (invitation(PACKED, least_reader=[1, 256]), "invitation_invalid"),
        (invitation(PACKED, least_reader=[1, -1]), "invitation_invalid"),
        (invitation(PACKED, least_reader="1"), "invitation_invalid"),
        (invitation(PACKED, suite=True), "invitation_invalid"),
        (invitation(PACKED, suite="1"), "invitation_invalid"),
        (invitation(PACKED, raw_size=True), "invitation_invalid"),
        (invitation(PACKED, raw_size=-1), "invitation_invalid"),
        (invitation(PACKED, raw_size=len(LINES) + 1), "invitation_invalid"),
        (invitation(PACKED, raw_size=len(LINES) - 1), "package_bomb"),
        (invitation(PACKED, payload_sha256=5), "invitation_invalid"),
        (invitation(PACKED, payload_sha256="00" * 32), "invitation_invalid"),
        (invitation(PACKED, office=None), "invitation_invalid"),
        (
            invitation(PACKED, office=OfficeCard.of(STRANGER, COUNTY, "653121", "county", "x", DEVICE.device_id).to_wire()),
            "invitation_invalid",
        ),
        (invitation(PACKED, head=b"[]"), "invitation_invalid"),
        (invitation(PACKED, head=b"{}"), "invitation_invalid"),
        (invitation(PACKED, head=b'{"suite": 1}'), "invitation_invalid"),
        (invitation(b"not zstd"), "invitation_invalid"),
        (invitation(zstandard.compress(MEBIBYTE), raw_size=len(MEBIBYTE)), None),
        (invitation(zstandard.compress(MEBIBYTE + b"x"), raw_size=len(MEBIBYTE) + 1), "package_bomb"),
    ],
)
def test_each_refusal_of_an_invitation_has_its_code(data: bytes, code: str | None) -> None:
    assert code_of(data) == code


def test_an_invitation_stays_within_the_limits() -> None:
    data = invitation(PACKED)
    length = int.from_bytes(data[19:23], "big")
    assert code_of(data, Limits(file_bytes=len(data), header_bytes=length)) is None
    assert code_of(data, Limits(file_bytes=len(data) - 1)) == "package_too_large"
    with pytest.raises(KnownError) as caught:
        envelope.open_invitation(bytes(3 << 20), Limits(file_bytes=2 << 20))
    assert "2 MB" in caught.value.message
    assert code_of(data, Limits(header_bytes=length - 1)) == "invitation_invalid"
    assert code_of(data, Limits(raw_bytes=len(LINES))) is None
    assert code_of(data, Limits(raw_bytes=len(LINES) - 1)) == "package_bomb"


def test_what_no_reader_would_take_is_not_sealed() -> None:
    sealed = envelope.seal(HEADER, LINES, DEVICE, [OFFICE.age_recipient])
    length = int.from_bytes(inner(sealed)[8:12], "big")
    # The library adds a stanza of its own of any length.
    for limits in (Limits(file_bytes=len(sealed) - 400), Limits(header_bytes=length - 1), Limits(raw_bytes=len(LINES) - 1)):
        with pytest.raises(KnownError, match="payload_too_large"):
            envelope.seal(HEADER, LINES, DEVICE, [OFFICE.age_recipient], limits)
    envelope.seal(HEADER, LINES, DEVICE, [OFFICE.age_recipient], Limits(header_bytes=length, raw_bytes=len(LINES)))
    with pytest.raises(KnownError, match="payload_too_large"):
        envelope.seal_invitation(HEADER, LINES, OFFICE, Limits(raw_bytes=len(LINES) - 1))


def test_the_limits_of_a_file_are_those_that_the_format_names() -> None:
    assert Limits() == Limits(64 * 2**20, 512 * 2**20, 4 * 2**20, 200)
    assert [Limits().raw_allowed(packed) for packed in (0, 5242, 5243, 10**6, 10**9)] == [2**20, 2**20, 1_048_600, 2 * 10**8, 512 * 2**20]


def test_a_beginning_of_a_package_is_damage_and_no_other_file() -> None:
    sealed = envelope.seal(HEADER, LINES, DEVICE, [OFFICE.age_recipient])
    for data, code in ((sealed[:10], "package_damaged"), (sealed[1:], "not_a_package"), (sealed[:-1], "package_damaged")):
        with pytest.raises(KnownError, match=code):
            envelope.open_header(data, OFFICE.identities)


def test_a_package_that_ends_within_its_signature_is_damaged() -> None:
    """Sealed again by a reader: what is cut off is told apart from what somebody else signed."""
    whole = inner(envelope.seal(HEADER, b"", DEVICE, [OFFICE.age_recipient]))
    end = 12 + int.from_bytes(whole[8:12], "big") + 64
    for length, code in ((end - 1, "package_damaged"), (end - 64, "package_damaged"), (end, "package_signature"), (9, "package_damaged")):
        opening = keys.age_encrypt(whole[:length], [OFFICE.age_recipient])
        with pytest.raises(KnownError, match=code):
            envelope.verify(envelope.open_header(opening, OFFICE.identities), DEVICE.sign_public)
