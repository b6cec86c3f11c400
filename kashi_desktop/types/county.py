"""Frozen results of the county's window: board, questions, overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.codes import QuestionKind, QuestionStatus


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One unit and month; ``state`` is a word of ``rules.reporting.Reported``, ``written_on`` the newest package of the month."""

    month: str
    state: str
    written_on: date | None
    entries: int


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One unit (at the prefecture: one county) with its months in their order."""

    unit_id: bytes
    code: str
    name: str
    township: str
    cells: tuple[BoardCell, ...]
    last_received: date | None


@dataclass(frozen=True, slots=True)
class Board:
    """Units × months; ``deadlines`` are the days until which each month is on time."""

    months: tuple[str, ...]
    deadlines: tuple[date, ...]
    lines: tuple[BoardLine, ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A unit to be called about a month: nothing came, or nothing that could be taken."""

    unit_id: bytes
    unit_code: str
    unit_name: str
    township: str
    months_missing: tuple[str, ...]
    last_received: date | None


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """A question to a unit, asked (``id``) or only found (None); what it is about is named by numbers of the ledger, never by values.

    ``register`` and ``refs`` name the records; ``text`` are the asker's own words. ``times`` is how many equal ones it stands for: then
    ``refs`` are the first few, and it is about the whole unit.
    """

    id: bytes | None
    kind: QuestionKind
    unit_id: bytes
    unit_code: str
    unit_name: str
    register: str
    refs: tuple[str, ...]
    record_ids: tuple[bytes, ...]
    text: str
    asked_on: date | None
    answer: str
    answered_on: date | None
    status: QuestionStatus
    times: int = 1


@dataclass(frozen=True, slots=True)
class OverdueUnit:
    """How many of a unit's elders are overdue, by the days and by the care level, and at which step of the ladder they are."""

    unit_id: bytes
    code: str
    name: str
    township: str
    total: int
    by_days: tuple[int, int, int]
    by_level: Mapping[str, int]
    by_step: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One package of a unit as the county took it; ``state`` is applied or quarantined, ``written_on`` the writer's own day."""

    id: int
    unit_name: str
    state: str
    written_on: date | None
    handled_at: datetime
    entries: int
    nothing_new: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """One entry of a record behind a number: when it was typed, and the package that brought it (None: typed at this office).

    ``register`` is the record's register, ``op`` create, update or remove, ``happened_on`` the day of a visit.
    """

    register: str
    op: str
    happened_on: date | None
    entered_at: datetime
    package: PackageLine | None


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """One setting of a number: its value and the limits within which a county may set it, as they are typed."""

    key: str
    label: str
    value: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class DefinitionVersion:
    """One version of a number; ``reason`` is the county's, empty for the plan's own. ``target`` stands on the scale of ``unit``."""

    version: int
    comparator: str
    target: str
    settings: tuple[SettingInfo, ...]
    effective_from: date
    effective_to: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class DefinitionCard:
    """A number's definition as it is shown; texts are of the translation context ``definitions``.

    ``lowest`` and ``highest`` close in what a county may set as target ("" where open); with both the same there is nothing to set.
    ``current`` is the version of the month that is looked at.
    """

    key: str
    title: str
    numerator: str
    denominator: str
    unit: str
    source: str
    lowest: str
    highest: str
    may_change: bool
    current: DefinitionVersion
    versions: tuple[DefinitionVersion, ...]
