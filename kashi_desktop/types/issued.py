"""Issued reports: their figures as they were, and what has changed since; never a person."""

from dataclasses import dataclass
from datetime import date

from db.codes import ReportKind


@dataclass(frozen=True, slots=True)
class IssuedFigure:
    """One number at one time; texts as in ``Indicator``, ``definition`` its id, ``incomplete`` the codes of the units left out."""

    key: str
    title: str
    definition: str
    numerator: str
    denominator: str
    value: str | None
    display: str | None
    met: bool | None
    complete_units: int
    total_units: int
    incomplete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """One issued report."""

    id: bytes
    kind: ReportKind
    period: str
    scope_code: str
    issued_on: date
    figures: tuple[IssuedFigure, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What arrived or was changed since: how many entries of a register, in which unit ("" for what all share)."""

    register: str
    unit_code: str
    unit_name: str
    entries: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure that today's records no longer give, by the definition under which it was issued."""

    was: IssuedFigure
    now: IssuedFigure
    causes: tuple[Cause, ...]
