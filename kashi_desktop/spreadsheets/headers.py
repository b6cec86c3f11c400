"""Finding the header row among the first rows of a table."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets.faults import fault

SEARCHED_ROWS = 10
_SHOWN_UNKNOWN = 50


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (0-based ``index``) and which place holds which key; ``width`` ends at the last named place."""

    index: int
    places: tuple[int, ...]
    keys: tuple[str, ...]
    unknown: tuple[str, ...]
    width: int


def normalised(text: str) -> str:
    """The form in which header texts are compared: NFKC, lower case, without blanks and required marks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).strip("*")


def lookup_of(names: Mapping[str, str]) -> dict[str, str]:
    """Normalised header text → key."""
    return {normalised(text): key for text, key in names.items()}


def find_header(rows: Sequence[Sequence[str]], lookup: Mapping[str, str]) -> Header | None:
    """The row that names most keys, at least two of them where the register has two; None if there is none.

    A header over merged rows appears once for each of them: the last one counts, so that no data row repeats it.
    """
    needed = min(2, len(set(lookup.values())))
    best: Header | None = None
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        header = _header_of(index, row, lookup)
        known = len(set(header.keys))
        if known < needed:
            continue
        follows = best is not None and index == best.index + 1 and (header.places, header.keys) == (best.places, best.keys)
        if best is None or follows or known > len(set(best.keys)):
            best = header
    return best


def check_header(header: Header, names: Mapping[str, str], required: Sequence[str]) -> None:
    """Refuse a header with a column twice (``columns_duplicate``) or without a required one (``columns_missing``)."""
    doubled = [key for key in dict.fromkeys(header.keys) if header.keys.count(key) > 1]
    if doubled:
        raise fault("columns_duplicate", columns=_labels(doubled, names))
    missing = [key for key in required if key not in header.keys]
    if missing:
        raise fault("columns_missing", columns=_labels(missing, names))


def header_missing(names: Mapping[str, str], required: Sequence[str]) -> KnownError:
    """The refusal of a table without a header, naming the first headers that were expected."""
    keys = list(required) or list(dict.fromkeys(names.values()))
    return fault("header_missing", expected=_labels(keys[:5], names))


def _header_of(index: int, row: Sequence[str], lookup: Mapping[str, str]) -> Header:
    places: list[int] = []
    keys: list[str] = []
    unknown: list[str] = []
    width = 0
    for place, text in enumerate(row):
        plain = normalised(text)
        if not plain:
            continue
        width = place + 1
        key = lookup.get(plain)
        if key is not None:
            places.append(place)
            keys.append(key)
        elif len(unknown) < _SHOWN_UNKNOWN:
            unknown.append(" ".join(text.split())[:40])
    return Header(index, tuple(places), tuple(keys), tuple(unknown), width)


def _labels(keys: Sequence[str], names: Mapping[str, str]) -> str:
    labels: dict[str, str] = {}
    for text, key in names.items():
        if text != key:
            labels.setdefault(key, text)
    return "、".join(labels.get(key, key) for key in keys)
