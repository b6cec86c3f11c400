"""Names of people: one field, searched by any part and by pinyin initials, masked where only a hint is due (domain.md §2)."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_SEPARATORS = str.maketrans(dict.fromkeys("•‧・．∙.･⋅●", "·"))
_AROUND_SEPARATOR = re.compile(r"\s*·\s*")
_BLANKS = re.compile(r"\s+")
_NOT_DIALLED = re.compile(r"[\s\-]")

# Surnames that the reading of the single character gets wrong; used only for names of the Han pattern (no separator).
_SURNAMES = {
    "单": "s", "仇": "q", "查": "z", "解": "x", "朴": "p", "区": "o", "员": "y", "种": "c", "缪": "m", "曾": "z",
    "冼": "x", "覃": "q", "翟": "z", "折": "s", "乐": "y", "盖": "g", "秘": "b", "召": "s", "繁": "p", "隗": "w",
    "尉迟": "yc", "万俟": "mq", "长孙": "zs", "澹台": "tt", "单于": "cy",
}  # fmt: skip


def matching_form(text: str) -> str:
    """The form in which two spellings of a name are compared; never shown and never kept as the name.

    Width and compatibility variants are folded (NFKC), letters lowered, every separator becomes ``·`` without blanks around it.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = unicodedata.normalize("NFKC", text.lower()).translate(_SEPARATORS)
    return _AROUND_SEPARATOR.sub("·", _BLANKS.sub(" ", text)).strip()


def initials(text: str) -> str:
    """First letters of the pinyin of each Han character, Latin letters and digits kept, all else left out.

    ``买买提·吐尔逊`` → ``mmttex``. Surnames of several readings follow a small table when the name has no separator.
    """
    form = matching_form(text)
    if not form or "·" in form:
        return "".join(map(_initial, form))
    for length in (2, 1):
        letters = _SURNAMES.get(form[:length])
        if letters and len(form) > length:
            return letters + "".join(map(_initial, form[length:]))
    return "".join(map(_initial, form))


def mask_name(name: str) -> str:
    """The first character and two stars (``买**``); a name of one character shows only the stars."""
    name = name.strip()
    return f"{name[0]}**" if len(name) > 1 else "**" if name else ""


def mask_phone(phone: str) -> str:
    """``138****1234``; shorter numbers show two digits at each end, the shortest nothing, an ID number in this column its last two."""
    digits = _NOT_DIALLED.sub("", phone).removeprefix("+86")
    if len(digits) > 15:  # more than any telephone number has (ITU-T E.164)
        return f"****{digits[-2:]}"
    if len(digits) >= 11:
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) >= 7:
        return f"{digits[:2]}****{digits[-2:]}"
    return "****" if digits else ""


@lru_cache(maxsize=65536)
def _initial(character: str) -> str:
    """The letter of one character, or nothing; cached because a county uses a few hundred different ones."""
    if character.isascii():
        return character if character.isalnum() else ""
    reading = _readings().get(ord(character), "")
    letter = unicodedata.normalize("NFD", reading or character)[:1].lower()
    return letter if "a" <= letter <= "z" else ""


@lru_cache(maxsize=1)
def _readings() -> Mapping[int, str]:
    """Readings by code point, the commonest first; imported late because the package costs a quarter of a second."""
    from pypinyin.constants import PINYIN_DICT

    table: Mapping[int, str] = PINYIN_DICT
    return table
