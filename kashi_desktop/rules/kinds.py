"""Kinds of cells: how a text becomes a value and back, and how a faulty one is masked in a report."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from db.codes import Code
from db.field_types import split_people
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.names import mask_name, mask_phone
from kashi_desktop.rules.unit_codes import is_code
from kashi_desktop.types.typed_dates import read_date, read_moment

_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0+)?")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2}0*)?")
_LIST = re.compile("[;；]")
_LONG_NUMBER = re.compile(r"0[0-9]{2,3}[ \-][0-9]{7,8}|1[3-9][0-9]([ \-])[0-9]{4}\1[0-9]{4}|[0-9]{7,}[Xx]?")
_NOT_A_FIGURE = re.compile(r"[^0-9 :./\-年月日]")
_NO_HOURS = re.compile(r"[^\W\d_]")
# Few letters and some figures, such as E-12 or 3e89-3; a name has no figures, a phone or ID number has more of them.
_LEDGER_NUMBER = re.compile(r"(?=[^0-9]*[0-9])(?!.*[A-Za-z]{4})(?!(?:[^0-9]*[0-9]){10})(?!.*[0-9]{7})[A-Za-z0-9]+(?:[-/._][A-Za-z0-9]+)*")


class CellFault(Exception):
    """A cell that cannot be read: code and places of its sentence, never the value."""

    def __init__(self, code: str, **params: object) -> None:
        """Keep code and places for the remark."""
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell; ``parse`` gets NFC or raw stripped, non-empty text, ``choices`` are (stored word, label)."""

    name: str
    parse: Callable[[str], Any]
    format: Callable[[Any], str]
    mask: Callable[[str], str]
    choices: tuple[tuple[str, str], ...] = field(default=())

    @property
    def verbatim(self) -> bool:
        """Whether the text is its own value."""
        return self.parse is _same


def mask_plain(value: str) -> str:
    """Keep what cannot be a person: figures are cut where they are as long as a phone or ID number."""
    return _LONG_NUMBER.sub(lambda found: found[0][:3] + "*" * (len(found[0]) - 3), value)[:40]


def mask_word(value: str) -> str:
    """Dates and figures as typed; words keep one letter, because a shifted column brings names here."""
    return mask_name(value) if _NOT_A_FIGURE.search(value) else mask_plain(value)


def mask_hours(value: str) -> str:
    """Spans of hours as typed; words keep one letter, as in ``mask_word``."""
    return mask_word(value) if _NO_HOURS.search(value) else mask_plain(value)


def mask_ref(value: str) -> str:
    """Ledger numbers as typed; names keep one letter and long figures their beginning, because a shifted column brings them here."""
    if _LEDGER_NUMBER.fullmatch(value):
        return value
    return mask_name(value) if _NOT_A_FIGURE.search(value) else f"{value[:3]}****"


def mask_unit_code(value: str) -> str:
    """Codes of places are public; anything else in their column is not."""
    return value if is_code(value) and value.startswith("65") else mask_word(value)


def mask_id_number(value: str) -> str:
    """Stars but for the last two characters, which are what is kept of a number; nothing of a cell too short to be one."""
    return "*" * (len(value) - 2) + value[-2:] if len(value) > 4 else "*" * len(value)


def _same(text: str) -> str:
    return text


@lru_cache(maxsize=65536)
def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise CellFault("bad_date")
    return day


def _minute(text: str) -> datetime:
    moment = read_moment(text)
    if moment is None:
        raise CellFault("bad_time")
    return moment


def _whole(text: str) -> int:
    found = _WHOLE.fullmatch(text)
    if not found:
        raise CellFault("bad_number")
    return int(found[1])


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise CellFault("bad_number")
    return Decimal(text)


def _table(members: Mapping[str, Any], shown: str) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        try:
            return members[text]
        except KeyError:
            raise CellFault("bad_code", allowed=shown) from None

    return parse


def _word(member: Enum) -> str:
    return str(member.value)


def code_kind(codes: type[Code]) -> Kind:
    """One word of an enum, or its label."""
    return Kind(codes.__name__, _words_or_labels(codes), _word, mask_word, tuple((member.value, member.label) for member in codes))


def code_list_kind(codes: type[Code]) -> Kind:
    """Several words or labels of an enum, parted by ``;``."""
    one = _words_or_labels(codes)

    @lru_cache(maxsize=4096)
    def parse(text: str) -> tuple[Any, ...]:
        return tuple(one(part.strip()) for part in _LIST.split(text) if part.strip())

    def show(values: tuple[Code, ...]) -> str:
        return ";".join(map(_word, values))

    return Kind(f"{codes.__name__}s", parse, show, mask_word, tuple((member.value, member.label) for member in codes))


def _words_or_labels(codes: type[Code]) -> Callable[[str], Any]:
    members = {member.value: member for member in codes} | {member.label: member for member in codes}
    return _table(members, "、".join(member.label for member in codes))


REF = Kind("ref", _same, str, mask_ref)
TEXT = Kind("text", _same, str, mask_word)
PLACE = Kind("place", _same, str, mask_plain)
HOURS = Kind("hours", _same, str, mask_hours)
NAME = Kind("name", _same, str, mask_name)
PHONE = Kind("phone", _same, str, mask_phone)
ID_NUMBER = Kind("id_number", _same, str, mask_id_number)
UNIT_CODE = Kind("unit_code", _same, str, mask_unit_code)
DAY = Kind("day", _day, date.isoformat, mask_word)
MINUTE = Kind("minute", _minute, lambda moment: f"{moment:%Y-%m-%d %H:%M}", mask_word)
WHOLE = Kind("whole", _whole, str, mask_word)
DECIMAL = Kind("decimal", _decimal, lambda number: decimal_text(Decimal(number)), mask_word)
PEOPLE = Kind("people", split_people, ";".join, mask_name)
FLAG = Kind(
    "flag",
    _table({"1": True, "0": False, "是": True, "否": False}, "1、0、是、否"),
    lambda flag: "1" if flag else "0",
    mask_word,
    (("1", "是"), ("0", "否")),
)
