"""Frozen results that services hand to screens, commands and documents; record ids are 16 raw bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.codes import (
    CareLevel,
    Category,
    ClosedReason,
    IdDisagrees,
    Method,
    NeedAction,
    NeedKind,
    NeedStatus,
    Observation,
    Outcome,
    Sex,
    UnitKind,
    UnitLevel,
    UrbanRuralClass,
    VisitorRole,
)


@dataclass(frozen=True, slots=True)
class OfficeInfo:
    """Whose workspace this is; ``fingerprint`` is five groups of five digits, as the offices below compare them (a village: its device).

    ``device_fingerprint`` is what the office above compares before it approves this device; ``parent_fingerprint`` is that of the parent
    office's card, to be compared with the paper slip; empty without an invitation.
    """

    level: UnitLevel
    unit_id: bytes
    unit_code: str
    unit_name: str
    device_id: bytes
    device_code: str
    fingerprint: str
    has_parent: bool
    certified: bool
    parent_fingerprint: str = ""
    device_fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One place of the administrative line."""

    id: bytes
    code: str
    name: str
    level: UnitLevel
    kind: UnitKind | None
    parent_id: bytes | None
    urban_rural_class: UrbanRuralClass | None
    active: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """One enrolment of an elder, from ``enrolled_on`` until ``closed_on`` (None: still enrolled)."""

    id: bytes
    enrolled_on: date
    closed_on: date | None
    closed_reason: ClosedReason | None


ORDERED_BY = ("full_name", "ref", "unit", "group", "care_level", "seen")
"""Columns by which the list of elders can be ordered."""


@dataclass(frozen=True, slots=True)
class ElderRow:
    """An elder on a list: name, birth year and group tell the many of one name apart.

    ``cells`` are further columns of the register that the list asked for, as texts.
    """

    id: bytes
    ref: str
    full_name: str
    birth_date: date
    sex: Sex
    unit_id: bytes
    unit_name: str
    group: str
    care_level: CareLevel
    categories: tuple[Category, ...]
    phone_masked: str
    enrolled: bool
    consent_asked: bool
    last_effective: date | None
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Version:
    """One journal entry of a record as people read it; ``changes`` holds (key, old, new) as display strings."""

    entry_id: str
    when: datetime
    who: str
    device_code: str
    kind: str
    reason: str | None
    changes: tuple[tuple[str, str, str], ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit in its current version; ``provisional`` when two laptops corrected it without seeing each other."""

    id: bytes
    ref: str
    elder_id: bytes
    unit_code: str
    visited_at: datetime
    method: Method
    outcome: Outcome
    visitors: tuple[str, ...]
    visitor_role: VisitorRole | None
    minutes: int | None
    observations: Mapping[str, Observation]
    needs: tuple[NeedKind, ...]
    note: str
    voided: bool
    provisional: bool
    entered_on: date
    versions: int


@dataclass(frozen=True, slots=True)
class UnitState:
    """What a place was from a day on; ``urban_override`` None: by kind and class."""

    since: date
    kind: UnitKind | None
    urban_rural_class: UrbanRuralClass | None
    active: bool
    urban_override: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class Need:
    """One wish for help of one elder; ``cells`` are further columns of the register that a list asked for, as texts."""

    id: bytes
    ref: str
    elder_id: bytes
    elder_ref: str
    elder_name: str
    visit_id: bytes | None
    kind: NeedKind
    action: NeedAction | None
    referral_to: str
    due_on: date | None
    status: NeedStatus
    closed_on: date | None
    unit_name: str
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ElderCard:
    """All that is kept about one elder; phone and contact are empty without consent. ``cells`` are all columns of the register as texts.

    ``consent_in_doubt``: day of a consent that was written down beside a withdrawal, and is shown to nobody until a person confirmed it.
    """

    id: bytes
    ref: str
    unit_id: bytes
    unit_code: str
    unit_name: str
    full_name: str
    sex: Sex
    birth_date: date
    id_masked: str
    id_disagrees: IdDisagrees | None
    phone: str
    group: str
    address: str
    contact_name: str
    contact_relation: str
    contact_phone: str
    categories: tuple[Category, ...]
    care_level: CareLevel
    consent_on: date | None
    consent_withdrawn_on: date | None
    consent_in_doubt: date | None
    home_visit_declined: bool
    spells: tuple[Spell, ...]
    visits: tuple[Visit, ...]
    needs: tuple[Need, ...]
    versions: tuple[Version, ...]
    has_conflict: bool
    cells: Mapping[str, str]

    @property
    def enrolled(self) -> bool:
        """Whether the latest spell is open."""
        return bool(self.spells) and self.spells[-1].closed_on is None

    @property
    def consented(self) -> bool:
        """Whether phone, address, contact and observations may be kept."""
        return self.consent_on is not None and self.consent_withdrawn_on is None


@dataclass(frozen=True, slots=True)
class DueItem:
    """One line of the due list (domain.md §4); ``reason`` and ``next_step`` are stable words.

    ``planned``: never visited since an earlier month, so a plan of this month and not overdue.
    """

    elder_id: bytes
    elder_ref: str
    full_name: str
    birth_date: date
    unit_code: str
    unit_name: str
    group: str
    address: str
    categories: tuple[Category, ...]
    care_level: CareLevel
    last_effective: date | None
    met_this_month: bool
    due_on: date
    days_overdue: int
    planned: bool
    urgent: bool
    reason: str
    reason_detail: str
    next_step: str | None
    contact_name: str


@dataclass(frozen=True, slots=True)
class DueList:
    """The due list in its order, with the counts of its parts (overdue, this_week, later, total)."""

    items: tuple[DueItem, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list behind a number: a person, a unit, a facility or a project; ``unit_code`` says where."""

    id: bytes
    ref: str
    name: str
    unit_code: str
    detail: str

    @property
    def elder_id(self) -> bytes:
        """The id, on lists of elders."""
        return self.id

    @property
    def elder_ref(self) -> str:
        """The ledger's number, on lists of elders."""
        return self.ref

    @property
    def full_name(self) -> str:
        """The name, on lists of persons."""
        return self.name


@dataclass(frozen=True, slots=True)
class Lever:
    """A unit whose own gap, closed, brings a number nearer to its target; ``gap`` as in ``Indicator``."""

    unit_id: bytes
    code: str
    name: str
    gap: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number with what is needed to judge it; see commands.md ``indicators`` for the exact string forms.

    ``gap`` is the exact text of what is missing to the target ("0" when nothing is), in ``gap_unit`` (context ``definitions``);
    ``lever`` the units with the smallest gaps that together close it.
    """

    key: str
    title: str
    numerator: str
    denominator: str
    value: str | None
    display: str | None
    comparator: str
    target: str
    met: bool | None
    complete_units: int
    total_units: int
    definition: str
    definition_text: str
    lists: Mapping[str, tuple[Listed, ...]]
    unit: str = "%"
    gap: str | None = None
    gap_unit: str = ""
    lever: tuple[Lever, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all units gave their data."""
        return self.complete_units >= self.total_units


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """One number of one unit or township on a table; texts as in ``Indicator``, ``last_package`` an ISO day or "".

    ``missing`` is the gap as a number to sort by.
    """

    unit_id: bytes
    code: str
    name: str
    township: str
    numerator: str
    denominator: str
    value: str | None
    display: str | None
    met: bool | None
    gap: str | None
    complete_units: int
    total_units: int
    last_package: str
    missing: float


@dataclass(frozen=True, slots=True)
class Saved:
    """What a use case changed, with sentences that the clerk should read."""

    id: bytes
    ref: str
    warnings: tuple["Notice", ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: stable code and a translatable sentence (context ``errors``) with named places."""

    code: str
    template: str
    params: Mapping[str, object]

    @property
    def message(self) -> str:
        """The sentence in the source language."""
        return self.template.format(**self.params)


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What became of one file of an import; ``verdict`` is applied, known, quarantined or refused."""

    file: str
    kind: str
    verdict: str
    code: str | None
    message: str | None
    entries_new: int
    entries_known: int
    sender: str = ""


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """What a file holds, before anything is written (``inspect``); ``verdict`` is what an import would say of it."""

    file: str
    kind: str
    verdict: str
    sender: str
    recipient: str
    period: str | None
    entries: int
    new: int
    known: int
    held: int
    conflicts: int
    questions: int
    needs_newer: int
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class SheetStanding:
    """How the recovery sheet stands: ``asked`` for until somebody types ``groups`` of its code; without groups a new sheet is needed.

    ``key_elsewhere``: the office's recovery key stands on an earlier sheet, which no new one replaces.
    """

    asked: bool
    groups: tuple[int, ...] = ()
    confirmed_on: date | None = None
    key_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the parent office has confirmed, as the village sees it."""

    confirmed_up_to: date | None
    unconfirmed_entries: int
    total_entries: int
    last_export: datetime | None
    last_backup: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that is kept until somebody decides or an earlier one comes; ``why`` is the code of its verdict, ``since`` when it came."""

    id: str
    unit_code: str
    device_code: str
    why: str
    entries: int
    since: str


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """Another office's device with its standing and the packages that wait for a decision, of which ``takable`` ones a person may take.

    ``replaces``: the code of the unit's approved device that it would replace, empty where there is none.
    """

    device_code: str
    unit_code: str
    unit_name: str
    fingerprint: str
    state: str
    waiting_packages: int
    replaces: str = ""
    takable: int = 0
