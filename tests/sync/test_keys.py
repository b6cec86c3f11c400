"""Keys, cards, certificates and the codes that people compare or read out."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashi_desktop.errors import KnownError
from kashi_desktop.sync import cards, keys, short_codes
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys

UNIT, COUNTY = b"u" * 16, b"c" * 16
DEVICE, OFFICE = DeviceKeys.generate(), OfficeKeys.generate()
CARD = Card.of(DEVICE, UNIT, "653101001001", "village")
OFFICE_CARD = OfficeCard.of(OFFICE, COUNTY, "653121", "county", "疏附县民政局", DEVICE.device_id)
CERTIFICATE = Certificate.issue(CARD, OFFICE_CARD, OFFICE, 1, "2026-11-23")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def refused(wire: object, kind: type[Card] | type[OfficeCard] | type[Certificate]) -> bool:
    try:
        kind.from_wire(wire)
    except KnownError as error:
        return error.code == "certificate_invalid"
    return False


def test_secret_forms_come_back_and_are_never_shown() -> None:
    assert DeviceKeys.from_bytes(DEVICE.to_bytes()) == DEVICE
    aged = replace(OFFICE, retired=(DEVICE.age_identity,))
    assert OfficeKeys.from_bytes(aged.to_bytes()) == aged
    assert aged.identities == [OFFICE.age_identity, DEVICE.age_identity]
    forgotten = OFFICE.forget_recovery()
    assert OfficeKeys.from_bytes(forgotten.to_bytes()) == forgotten
    assert forgotten.recovery_recipient == OFFICE.recovery_recipient
    assert OFFICE.recovery_identity.encode() not in forgotten.to_bytes()
    for shown in (repr(OFFICE), repr(DEVICE), str(DEVICE)):
        assert "AGE-SECRET" not in shown
        assert DEVICE.seed.hex() not in shown


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", OFFICE.to_bytes(), DEVICE.to_bytes().replace(b"SECRET", b"PUBLIC")])
def test_other_bytes_are_no_device_keys(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        DeviceKeys.from_bytes(data)


def test_device_id_and_code_come_from_the_public_keys() -> None:
    assert keys.device_id_of(CARD.sign_public) == CARD.device_id == DEVICE.device_id
    assert cards.device_code(CARD.device_id) == CARD.device_id.hex()[:8]


def test_a_signature_for_one_use_is_none_for_another() -> None:
    signature = DEVICE.sign("package", b"text")
    assert keys.signature_holds(DEVICE.sign_public, "package", b"text", signature)
    assert not keys.signature_holds(DEVICE.sign_public, "invitation", b"text", signature)
    assert not keys.signature_holds(OFFICE.sign_public, "package", b"text", signature)
    assert not keys.signature_holds(b"short", "package", b"text", signature)


def test_the_author_signs_the_head_of_a_stream() -> None:
    signature = DEVICE.sign_head(b"e" * 16, b"c" * 16, 7, b"h" * 32)
    message = keys.head_message(DEVICE.device_id, b"e" * 16, b"c" * 16, 7, b"h" * 32)
    assert keys.signature_holds(DEVICE.sign_public, keys.HEAD_PURPOSE, message, signature)
    later = keys.head_message(DEVICE.device_id, b"e" * 16, b"c" * 16, 8, b"h" * 32)
    assert not keys.signature_holds(DEVICE.sign_public, keys.HEAD_PURPOSE, later, signature)


def test_cards_travel_and_keep_unknown_fields() -> None:
    assert Card.from_wire(CARD.to_wire()) == CARD
    assert OfficeCard.from_wire(OFFICE_CARD.to_wire()) == OFFICE_CARD
    newer = CARD.to_wire() | {"newer": {"a": [1, None, "字"]}}
    assert Card.from_wire(newer).to_wire() == newer


@pytest.mark.parametrize("field", [*CARD.to_wire()])
@pytest.mark.parametrize("bad", [None, 5, "", "zz", "x" * 201, True, []])
def test_a_card_off_form_is_refused(field: str, bad: object) -> None:
    if field in ("unit_code", "level") and bad in ("", "zz"):
        return  # any short text is form; the service knows the codes
    assert refused(CARD.to_wire() | {field: bad}, Card)


@pytest.mark.parametrize("wire", [None, [], "card", {}, {"device_id": "00"}])
def test_no_card_at_all_is_refused(wire: object) -> None:
    assert refused(wire, Card)
    assert refused(wire, OfficeCard)
    assert refused(wire, Certificate)


def test_a_card_must_have_the_id_of_its_keys_in_one_spelling() -> None:
    assert refused(CARD.to_wire() | {"sign_public": OFFICE.sign_public.hex()}, Card)
    assert refused(CARD.to_wire() | {"device_id": "00" * 16}, Card)
    spelled: dict[str, Any] = CARD.to_wire() | {"sign_public": CARD.sign_public.hex().upper() + " "}
    assert refused(spelled, Card)


def test_a_certificate_holds_only_as_it_was_issued() -> None:
    assert Certificate.from_wire(CERTIFICATE.to_wire()).issued_by(OFFICE_CARD)
    other_card = Card.of(DeviceKeys.generate(), UNIT, "653101001001", "village")
    changed = [
        replace(CERTIFICATE, serial=2),
        replace(CERTIFICATE, issued_on="2026-11-24"),
        replace(CERTIFICATE, card=other_card),
        replace(CERTIFICATE, card=replace(CARD, unit_code="653101001002")),
        replace(CERTIFICATE, extra={"more": 1}),
        replace(CERTIFICATE, signature=b"\x00" * 64),
        replace(CERTIFICATE, issuer=UNIT),
        replace(CERTIFICATE, issuer_version=2),
    ]
    assert not any(certificate.issued_by(OFFICE_CARD) for certificate in changed)


def test_another_office_cannot_certify() -> None:
    stranger = OfficeKeys.generate()
    posing = replace(OFFICE_CARD, sign_public=stranger.sign_public)
    assert not Certificate.issue(CARD, posing, stranger, 1, "2026-11-23").issued_by(OFFICE_CARD)
    with pytest.raises(ValueError, match="not that of these keys"):
        Certificate.issue(CARD, OFFICE_CARD, stranger, 1, "2026-11-23")


def test_an_office_card_follows_only_when_the_key_before_signed_it() -> None:
    renewed = OFFICE.renewed()
    later = OFFICE_CARD.next(renewed, OFFICE)
    assert later.follows(OFFICE_CARD)
    assert OfficeCard.from_wire(later.to_wire()).follows(OFFICE_CARD)
    assert not later.is_root
    for wrong in (
        OFFICE_CARD.next(renewed, renewed),
        replace(later, signature=b""),
        replace(later, version=3),
        replace(later, age_recipient=DEVICE.age_recipient),
        replace(later, previous=b"\x00" * 32),
        replace(OFFICE_CARD, first_device=b"other device ...").next(renewed, OFFICE),
        replace(OFFICE_CARD, unit_id=UNIT).next(renewed, OFFICE),
    ):
        assert not wrong.follows(OFFICE_CARD)


def test_both_recovery_keys_come_from_what_is_printed() -> None:
    printed = short_codes.print_identity(OFFICE.recovery_identity)
    recovery = keys.recovery_signer(short_codes.read_identity(printed.lower()))
    assert (recovery.age_recipient, recovery.sign_public) == (OFFICE_CARD.recovery_recipient, OFFICE_CARD.recovery_public)
    assert OFFICE_CARD.next(OFFICE.renewed(), recovery).is_root
    other = keys.recovery_signer(DEVICE.age_identity)
    assert not OFFICE_CARD.next(OFFICE, other).is_root


def test_fingerprints_are_five_groups_of_five_digits_of_the_whole_card() -> None:
    for card in (CARD, OFFICE_CARD):
        groups = cards.fingerprint(card).split(" ")
        assert [len(group) for group in groups] == [5] * 5
        assert "".join(groups).isdecimal()
    changed = (
        replace(OFFICE_CARD, name="other"),
        replace(OFFICE_CARD, version=2),
        replace(OFFICE_CARD, first_device=b"other device ..."),
        replace(OFFICE_CARD, recovery_public=DEVICE.sign_public),
        replace(OFFICE_CARD, extra={"more": 1}),
    )
    assert len({cards.fingerprint(card) for card in (CARD, OFFICE_CARD, *changed)}) == 7


@given(st.binary(min_size=32, max_size=32))
def test_a_phone_code_survives_the_telephone(chain_hash: bytes) -> None:
    code = short_codes.phone_code(chain_hash)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    shown = f"{code[:4]}-{code[4:]}"
    fullwidth = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    for typed in (code, shown, shown.lower(), f" {code[:4]} {code[4:]} ", code.replace("0", "o").replace("1", "l"), fullwidth):
        assert short_codes.check_phone_code(typed) == code


@given(st.binary(min_size=32, max_size=32), st.integers(0, 7), st.sampled_from(ALPHABET), st.integers(0, 7))
def test_one_wrong_or_two_exchanged_characters_are_noticed(chain_hash: bytes, place: int, letter: str, other: int) -> None:
    code = short_codes.phone_code(chain_hash)
    exchanged = list(code)
    exchanged[place], exchanged[other] = exchanged[other], exchanged[place]
    for typed in (code[:place] + letter + code[place + 1 :], "".join(exchanged), code[:place] + code[place + 1 :], code + letter):
        if typed != code:
            with pytest.raises(KnownError, match="phone_code_typo"):
                short_codes.check_phone_code(typed)


@pytest.mark.parametrize("typed", ["", "UUUUUUUU", "一二三四五六七八", "-" * 8])
def test_no_phone_code_at_all(typed: str) -> None:
    with pytest.raises(KnownError, match="phone_code_typo"):
        short_codes.check_phone_code(typed)


def test_the_recovery_identity_survives_paper() -> None:
    printed = short_codes.print_identity(OFFICE.recovery_identity)
    for typed in (printed, printed.lower(), printed.replace(" ", ""), printed.replace(" ", "\n"), printed.replace("0", "O")):
        assert short_codes.read_identity(typed) == OFFICE.recovery_identity
    last = "Q" if printed[-1] != "Q" else "P"
    for typed in (printed[:-1] + last, printed[:-1], "", "AGE-SECRET-KEY-1"):
        with pytest.raises(KnownError, match="recovery_identity_typo"):
            short_codes.read_identity(typed)


def test_a_secret_is_sealed_to_one_recipient() -> None:
    sealed = keys.seal_secret(b"k" * 32, OFFICE.recovery_recipient)
    assert keys.age_decrypt(sealed, [OFFICE.recovery_identity]) == b"k" * 32
    with pytest.raises(keys.AgeError):
        keys.age_decrypt(sealed, [OFFICE.age_identity])
    with pytest.raises(ValueError, match="recipient"):
        keys.seal_secret(b"k" * 32, "age1nonsense")
