"""How strong a passphrase must be at least: copies on sticks are only as safe as it."""

from itertools import pairwise

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

SHORTEST = 8
_DIFFERENT = 5
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_STEPS = {pair for row in _ROWS for one, two in pairwise(row) for pair in (one + two, two + one)}
_COMMON = {"admin", "iloveyou", "kashgar", "kashi", "passwd", "password", "passwrd", "welcome", "woaini"}


def weakness(passphrase: str) -> KnownError | None:
    """Why a new passphrase will not do (passphrase_short, passphrase_weak); None when it will."""
    missing = SHORTEST - len(passphrase)
    if missing > 0:
        return KnownError(
            "passphrase_short", QT_TRANSLATE_NOOP("errors", "口令至少 {n} 个字，还差 {missing} 个"), n=SHORTEST, missing=missing
        )
    if _guessable(passphrase.casefold()):
        return KnownError("passphrase_weak", QT_TRANSLATE_NOOP("errors", "口令太容易猜，请用一句话，如四个不相干的词"))
    return None


def _guessable(typed: str) -> bool:
    """Figures alone (a day, a telephone), a word that everybody takes, or few keys but for repeats and neighbours on the keyboard."""
    letters = "".join(filter(str.isalpha, typed))
    fresh = {after for before, after in pairwise(f" {typed}") if before != after and before + after not in _STEPS}
    return not letters or letters in _COMMON or len(fresh) < _DIFFERENT
