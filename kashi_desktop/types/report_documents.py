"""Inputs of the written reports: frozen, complete, counts only; printing and spreadsheets look nothing up and compute no indicator."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from db.codes import Code

_SIGNS = {"=": "＝", ">=": "≥", ">": "＞"}
_NO_LESS = {"=": "", ">=": "不低于", ">": "高于"}


class Standing(Code):
    """What a report may say of a number; an incomplete one is never said to meet its target or to miss it."""

    MET = "met", "达到"
    NOT_MET = "not_met", "未达到"
    INCOMPLETE = "incomplete", "数据未齐"
    NOT_APPLICABLE = "not_applicable", "不适用"
    NOT_JUDGED = "not_judged", "不作判定"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A number in one month (``YYYY-MM``): as shown (None: not applicable or no data) and its exact unscaled value."""

    period: str
    display: str | None
    value: Fraction | None
    complete: bool = True


class _Judged:
    """What a number of an office and one of a place have in common."""

    __slots__ = ()
    display: str | None
    met: bool | None
    complete_units: int
    total_units: int

    @property
    def complete(self) -> bool:
        """Whether all units gave their data."""
        return self.complete_units >= self.total_units

    @property
    def standing(self) -> Standing:
        """What the report may say of it: missing data come first, then a denominator of 0, then the target."""
        if not self.complete:
            return Standing.INCOMPLETE
        if self.display is None:
            return Standing.NOT_APPLICABLE
        if self.met is None:
            return Standing.NOT_JUDGED
        return Standing.MET if self.met else Standing.NOT_MET


@dataclass(frozen=True, slots=True)
class ReportNumber(_Judged):
    """One indicator in a report, in the string forms of commands.md ``indicators``.

    ``value`` is exact and unscaled, ``scale`` brings it to the scale of ``target`` and ``display`` (100 for a percentage);
    ``denominator`` is empty where the number is a count. ``gap`` says in words what is missing to the target (``还差 1 人``; empty:
    nothing). ``trend`` holds up to 13 months, oldest first, the last being the report's own.
    """

    key: str
    title: str
    numerator: str
    denominator: str
    value: Fraction | None
    display: str | None
    unit: str
    comparator: str
    target: str
    met: bool | None
    complete_units: int
    total_units: int
    definition_id: str
    definition_text: str
    scale: int = 1
    gap: str = ""
    trend: tuple[TrendPoint, ...] = ()

    @property
    def shown(self) -> str:
        """The value with its unit, ``97.92%``; ``—`` where there is none."""
        return "—" if self.display is None else f"{self.display}{self.unit}"

    @property
    def target_sign(self) -> str:
        """The target as a table shows it, ``≥90%``; ``—`` without a target."""
        return f"{_SIGNS[self.comparator]}{self.target}{self.unit}" if self.target else "—"

    @property
    def target_words(self) -> str:
        """The target as a sentence says it, ``不低于90%``; empty without a target."""
        return f"{_NO_LESS[self.comparator]}{self.target}{self.unit}" if self.target else ""


@dataclass(frozen=True, slots=True)
class IncompleteUnit:
    """A unit whose data are missing; ``missing`` says which (``人口和户数``)."""

    name: str
    parent: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Restatement:
    """A number of an earlier report that has changed since; ``before`` and ``after`` as shown with their unit, ``cause`` why."""

    period: str
    key: str
    title: str
    before: str
    after: str
    cause: str


@dataclass(frozen=True, slots=True)
class PlaceNumber(_Judged):
    """One indicator of one place; see ReportNumber for the forms."""

    numerator: str
    denominator: str
    value: Fraction | None
    display: str | None
    met: bool | None
    complete_units: int = 1
    total_units: int = 1


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A county, township or unit with its numbers by indicator key; a missing key is a number that the place does not have."""

    code: str
    name: str
    numbers: Mapping[str, PlaceNumber] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReport:
    """What both written reports hold.

    ``month`` (``YYYY-MM``) is the last month counted, ``data_until`` the day on which the figures were frozen, ``made_on`` the day
    under the signature. ``places`` stand in the order of their codes; ``place_kind`` names what they are (``县（市）``, ``乡镇``,
    ``村（社区）``).
    """

    office_name: str
    addressee: str
    month: str
    made_on: date
    data_until: date
    numbers: tuple[ReportNumber, ...]
    incomplete_units: tuple[IncompleteUnit, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    place_kind: str = "单位"

    def __post_init__(self) -> None:
        """Refuse a report of nothing."""
        if not self.numbers:
            raise ValueError("a report holds at least one number")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReport(WrittenReport):
    """The monthly indicator report (月度指标报告)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport(WrittenReport):
    """The written report due on 31 October each year (年度书面报告); ``month`` is the last month counted, often October itself."""

    year: int
