"""Inputs of the papers about places and offices: frozen and complete; words as they are shown, printing looks nothing up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FacilityState:
    """What held of a facility from a day on; areas in m², ``valid_to`` None while it still holds."""

    status: str
    valid_from: date
    valid_to: date | None
    building_area: Decimal
    activity_area: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SeasonHours:
    """Opening hours of a part of the year in words, and the hours of a normal day."""

    season: str
    times: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class FacilityShare:
    """The part of a facility that one unit counts; ``share`` as shown, areas in m²."""

    unit_name: str
    unit_code: str
    share: str
    building_area: Decimal
    activity_area: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FacilitySheet:
    """Everything of one facility; a flag of None is not known. ``states`` are oldest first and the last one holds now."""

    unit_name: str
    code: str
    name: str
    kind: str
    printed_on: date
    states: tuple[FacilityState, ...]
    hours: tuple[SeasonHours, ...] = ()
    shares: tuple[FacilityShare, ...] = ()
    year_built: int | None = None
    tenure: str = ""
    area_source: str = ""
    barrier_free: bool | None = None
    age_friendly: bool | None = None
    child_friendly: bool | None = None
    kiosk: str = ""
    kiosk_broken_on: date | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One number of the summary as it is shown; ``note`` says what it means or who is behind it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummarySection:
    """One part of the summary; ``total`` (empty: none) is its last line."""

    title: str
    rows: tuple[SummaryRow, ...]
    total: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MonthlySummarySheet:
    """The summary of one unit and month (``YYYY-MM``); ``remarks`` (empty: lines to write on) are the unit's own words."""

    unit_name: str
    month: str
    sections: tuple[SummarySection, ...]
    printed_on: date
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """One unit that has not reported; ``missing`` are months (``YYYY-MM``), ``last_received`` None: nothing ever."""

    unit_name: str
    unit_code: str
    township: str
    missing: tuple[str, ...]
    last_received: date | None = None


@dataclass(frozen=True, slots=True)
class SilentUnitsSheet:
    """The units to call about a month (``YYYY-MM``), out of ``total_units``."""

    office_name: str
    month: str
    rows: tuple[SilentUnit, ...]
    total_units: int
    printed_on: date


@dataclass(frozen=True, slots=True)
class NeedsListLine:
    """One need on the list, in words."""

    full_name: str
    birth_year: int
    group: str
    kind: str
    status: str
    opened_on: date
    action: str = ""
    referral_to: str = ""
    due_on: date | None = None
    days_overdue: int = 0
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class NeedsListSheet:
    """The needs of one unit as they stood on ``as_of``, by due date."""

    unit_name: str
    as_of: date
    rows: tuple[NeedsListLine, ...]


@dataclass(frozen=True, slots=True)
class DictionaryRow:
    """One column of one register: what it is kept for, who sees it, how long."""

    register: str
    key: str
    label: str
    purpose: str
    who_sees: str
    keep: str


@dataclass(frozen=True, slots=True)
class DataDictionarySheet:
    """The data dictionary; rows of one register stand together."""

    rows: tuple[DictionaryRow, ...]
    printed_on: date
