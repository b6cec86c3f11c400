"""What may stand in a stream of counts: numbers of places by month, and not one word more (sync.md §5, docs/adr/0004).

The reader enforces it, not the sender: whatever a county's program does, nobody's name can arrive above the county.
"""

import re
from collections.abc import Collection, Sequence
from typing import Annotated

import msgspec
from sqlalchemy import Connection

from db.queries import units
from db.registers.registry import REGISTERS
from db.streams import fact_id
from kashi_desktop.sync.lines import Line
from kashi_desktop.sync.ranges import Id
from kashi_desktop.sync.refusals import fault

_Number = Annotated[str, msgspec.Meta(pattern=r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?\Z")]
_Units = Annotated[int, msgspec.Meta(ge=0, le=99_999)]
_DEFINITION = re.compile(r"[a-z][a-z0-9_]{1,39}/[0-9a-f ().:+@#–-]{1,60}")
"""A definition's stable name: the number's key, then its version and days; no letters in which a word could hide."""


class _Values(msgspec.Struct, forbid_unknown_fields=True):
    """What changes of a number: always all four, so that no merge can mix two countings."""

    numerator: _Number
    denominator: _Number
    complete_units: _Units
    total_units: _Units


class _Fact(_Values, forbid_unknown_fields=True):
    """A number when it is first told."""

    place_id: Id
    period: Annotated[str, msgspec.Meta(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])\Z")]
    indicator: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{1,39}\Z")]
    definition: str


def places_of(connection: Connection, county: bytes) -> frozenset[bytes]:
    """The county, its townships and its units, as this office knows them."""
    return units.within(connection, county)


def check_counts(lines: Sequence[Line], places: Collection[bytes] | None) -> None:
    """Refuse anything but numbers of these places; without ``places`` of any. Errors: scope."""
    try:
        for line in lines:
            _check(line, places)
    except (msgspec.MsgspecError, ValueError) as error:
        raise fault("scope") from error


def _check(line: Line, places: Collection[bytes] | None) -> None:
    said = line.envelope
    if said.register != "fact" or said.version != REGISTERS["fact"].version or line.extra is not None:
        raise ValueError("register")
    if (said.person, said.consent, said.account, line.consented) != (None, None, None, None):
        raise ValueError("person")
    if said.op == "update":
        values: _Values = msgspec.convert(line.duty, _Values)
    elif said.op == "create":
        values = _first(line, places)
    else:
        raise ValueError("op")
    if values.complete_units > values.total_units:
        raise ValueError("units")


def _first(line: Line, places: Collection[bytes] | None) -> _Fact:
    told = msgspec.convert(line.duty, _Fact)
    place = bytes.fromhex(told.place_id)
    if not _DEFINITION.fullmatch(told.definition) or told.definition.partition("/")[0] != told.indicator:
        raise ValueError("definition")
    # The id is made of what the number is about: one number can never pose as another.
    if bytes.fromhex(line.envelope.record) != fact_id(place, told.period, told.indicator, told.definition):
        raise ValueError("id")
    if places is not None and place not in places:
        raise ValueError("place")
    return told
