"""Frozen results of the county's window: board, questions, overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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

    ``register`` and ``refs`` name the records; ``text`` are the asker's own words.
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
