"""The recovery code as it is printed and typed: Crockford's letters, which tell no 0 from O and no 1 from I or L."""

import hashlib
import secrets
import unicodedata

from db.errors import RecoveryCodeTypo

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODE_LETTERS = 30
_CHECK_BITS = 22


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"kashi/1/recovery-code\x00" + secret).digest()[:4], "big") >> (32 - _CHECK_BITS)


def new_code() -> str:
    """A code of 128 random bits."""
    return print_code(secrets.token_bytes(16))


def print_code(secret: bytes) -> str:
    """A secret of 16 bytes as thirty letters in groups of five, with a checksum."""
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_CODE_LETTERS - 1), -1, -5))
    return "-".join(letters[start : start + 5] for start in range(0, _CODE_LETTERS, 5))


def read_letters(text: str) -> str:
    """What was typed of a code, as it is printed; lookalike letters, case and anything between letters do not matter."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)))


def read_code(text: str) -> bytes:
    """The 16 bytes of a typed code, read like ``read_letters``. Errors: RecoveryCodeTypo."""
    values = [_ALPHABET.find(letter) for letter in read_letters(text)]
    if len(values) != _CODE_LETTERS or min(values) < 0:
        raise RecoveryCodeTypo
    number = 0
    for value in values:
        number = number << 5 | value
    secret = (number >> _CHECK_BITS).to_bytes(16, "big")
    if number & (1 << _CHECK_BITS) - 1 != _check(secret):
        raise RecoveryCodeTypo
    return secret
