"""Frozen results about facilities: what each unit has beside the targets, and each facility with its parts and hours in plain figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.codes import Kiosk
from kashi_desktop.types.records import RecordRow


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a place: both sides, how it is shown, whether the target is met (None: not known or not applicable).

    ``gap`` is what is missing to the target; ``complete`` of ``total`` places told what the number needs.
    """

    numerator: Decimal
    denominator: Decimal
    shown: str | None
    met: bool | None
    gap: Decimal | None
    complete: int
    total: int
    target: str
    comparator: str


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What one unit, or all of an office, has: ``measures`` by key of the number.

    ``building`` is the area that counts, shared facilities split. ``kiosk`` is the best terminal (None: not told), ``broken_on`` since
    when none works; ``urban`` None: not known. ``centre`` and ``day_care`` count facilities in use, shared ones too.
    """

    code: str
    name: str
    township: str
    households: int | None
    building: Decimal
    activity: Decimal | None
    measures: Mapping[str, Measure]
    facilities: int
    centres: int
    day_cares: int
    kiosk: Kiosk | None
    broken_on: date | None
    urban: bool | None


@dataclass(frozen=True, slots=True)
class FacilitySums:
    """The units of an office by code, and all of them together, at the end of a month (``YYYY-MM``)."""

    month: str
    whole: UnitSums
    units: tuple[UnitSums, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part of a facility's area in m²."""

    code: str
    name: str
    area: Decimal


@dataclass(frozen=True, slots=True)
class Season:
    """Hours of a day from one month to another (1–12): spans of minutes of the day."""

    first: int
    last: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """One row of a facility's history: ``standing`` is the row of today, ``ahead`` one that begins later.

    ``seasons`` are empty where hours are not written. ``in_force``: in use today.
    """

    record: RecordRow
    standing: bool
    ahead: bool
    in_force: bool
    parts: tuple[Part, ...]
    seasons: tuple[Season, ...]
    broken_on: date | None
