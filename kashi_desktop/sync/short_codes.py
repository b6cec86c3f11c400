"""Codes that people read out or type from paper: the phone code and the printed age identity.

Source: the alphabet of codes is Crockford's base 32.
"""

import hashlib
import unicodedata
from collections.abc import Sequence

from kashi_desktop.sync.keys import recipient_of, statement
from kashi_desktop.sync.refusals import fault

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IDENTITY_PREFIX = "AGE-SECRET-KEY-1"


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
        raise fault("phone_code_typo")
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
        raise fault("recovery_identity_typo") from error
    return identity
