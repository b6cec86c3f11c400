"""Facilities shared by several units: the cell ``code[:share];…``, the stored ``hex id[:share];…``, and how an area is split.

Shares are weights: only their proportion counts. Without shares the area is split by households, and in equal parts as soon as the
households of one unit are unknown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from db.field_types import CodeShare
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.kinds import CellFault, Kind, mask_plain
from kashi_desktop.rules.unit_codes import is_code

_PARTS = re.compile("[;；]")
_SHARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")


def parse_units(text: str) -> tuple[CodeShare, ...]:
    """The units of a cell in their order, the keeper first.

    Errors: CellFault ``bad_unit_code``, ``unit_twice``, ``bad_share`` (no number, or all of them 0), ``shares_mixed`` (some, not all).
    """
    found = tuple(_typed(part.strip()) for part in _PARTS.split(text) if part.strip())
    if not found:
        raise CellFault("bad_unit_code")
    if len({each.code for each in found}) != len(found):
        raise CellFault("unit_twice")
    written = [each.share for each in found if each.share is not None]
    if written and len(written) != len(found):
        raise CellFault("shares_mixed")
    if written and not any(written):
        raise CellFault("bad_share")
    return found


def format_units(units: Iterable[CodeShare]) -> str:
    """The units as a cell shows them."""
    return ";".join(_joined(each.code, each.share) for each in units)


def store_units(units: Iterable[tuple[bytes, Decimal | None]]) -> str:
    """The units as they are stored, keeper first."""
    return ";".join(_joined(unit_id.hex(), share) for unit_id, share in units)


UNITS_LIMIT = 50
_STORED = re.compile(rf"[0-9a-f]{{32}}(?::{_SHARE.pattern})?")


def is_stored_units(text: str) -> bool:
    """Whether a text is units as they are stored."""
    parts = text.split(";")
    return len(parts) <= UNITS_LIMIT and all(_STORED.fullmatch(part) for part in parts)


@lru_cache(maxsize=8192)
def stored_units(text: str) -> tuple[tuple[bytes, Decimal | None], ...]:
    """(id, share) of a stored text; what another program wrote and this one cannot read is left out, a unit counts once."""
    found: dict[bytes, Decimal | None] = {}
    for part in text.split(";"):
        id_, _, share = part.partition(":")
        try:
            unit_id = bytes.fromhex(id_)
        except ValueError:
            continue
        if len(unit_id) == 16:
            found.setdefault(unit_id, Decimal(share) if _SHARE.fullmatch(share) else None)
    return tuple(found.items())


def split_area(
    area: Decimal, units: Sequence[tuple[bytes, Decimal | None]], households: Mapping[bytes, int | None]
) -> dict[bytes, Decimal]:
    """Each unit's part of an area in m², to 0.01 by largest remainder (ties in the order of ids), so that the parts add up exactly."""
    if len(units) == 1:
        return {units[0][0]: area}
    return split(area, _weights(units, households))


def split(area: Decimal, weights: Mapping[bytes, Fraction]) -> dict[bytes, Decimal]:
    """An area in parts of the smallest written unit, 0.01 or finer, in proportion to weights that are not all 0."""
    exponent = area.as_tuple().exponent
    step = Decimal(1).scaleb(min(-2, exponent if isinstance(exponent, int) else -2))
    whole, total = int(area / step), sum(weights.values())
    exact = {each: whole * weight / total for each, weight in weights.items()}
    parts = {each: floor(value) for each, value in exact.items()}
    left = whole - sum(parts.values())
    for each in sorted(exact, key=lambda unit: (parts[unit] - exact[unit], unit))[:left]:
        parts[each] += 1
    return {each: number * step for each, number in parts.items()}


def _weights(units: Sequence[tuple[bytes, Decimal | None]], households: Mapping[bytes, int | None]) -> dict[bytes, Fraction]:
    for found in (dict(units), {each: households.get(each) for each, _ in units}):
        known = {each: Fraction(weight) for each, weight in found.items() if weight is not None}
        if len(known) == len(units) and any(known.values()):
            return known
    return {each: Fraction(1) for each, _ in units}


def _typed(text: str) -> CodeShare:
    code, sign, share = (part.strip() for part in text.replace("：", ":").partition(":"))
    if not is_code(code):
        raise CellFault("bad_unit_code")
    if sign and not _SHARE.fullmatch(share):
        raise CellFault("bad_share")
    return CodeShare(code, Decimal(share) if sign else None)


def _joined(place: str, share: Decimal | None) -> str:
    return place if share is None else f"{place}:{decimal_text(share)}"


UNITS = Kind("units", parse_units, format_units, mask_plain)
"""Cells of the units that a facility serves."""
