"""The monthly visit rate person by person, for the tests: the terms of ``db/queries/visit_rate.py`` in plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from db.codes import EFFECTIVE, Outcome
from kashi_desktop.rules import calendar
from kashi_desktop.rules.fractions import ratio

CUT_OFF_DAY = 25

SpellDays = tuple[date, date | None]
"""(enrolled_on, closed_on or None)."""

_EFFECTIVE = frozenset(EFFECTIVE)


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person, once: all spells, the visits at least of the month as (day, outcome) without voided ones, and the wish about home visits.

    Duplicates confirmed by a person are merged before.
    """

    id: bytes
    spells: Sequence[SpellDays]
    visits: Sequence[tuple[date, Outcome]] = ()
    home_visit_declined: bool = False


@dataclass
class RateResult:
    """D, E and the lists behind them, in the order of the input; see the module for each term."""

    denominator: int = 0
    numerator: int = 0
    not_visited: list[bytes] = field(default_factory=list)
    closed_in_month: list[tuple[bytes, bool]] = field(default_factory=list)
    joined_after_cut_off: list[bytes] = field(default_factory=list)
    declined: list[bytes] = field(default_factory=list)
    proxy_only: list[bytes] = field(default_factory=list)
    outside_spell: list[tuple[bytes, date]] = field(default_factory=list)

    @property
    def value(self) -> Fraction | None:
        """E ÷ D exactly; None (not applicable) when D is 0."""
        return ratio(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Window:
    """The days of one computation and the county's switch for ``proxy``."""

    first: date
    end: date
    cut_off: date
    count_proxy: bool = False


def is_effective(outcome: Outcome) -> bool:
    """Whether the outcome alone counts as having seen or reached the person."""
    return outcome in _EFFECTIVE


def in_spell(day: date, spell: SpellDays) -> bool:
    """Whether a visit of that day lies in the spell; both ends belong to it."""
    enrolled_on, closed_on = spell
    return enrolled_on <= day and (closed_on is None or closed_on >= day)


def active_at(day: date, spell: SpellDays) -> bool:
    """Whether the spell is active at the end of the day: a spell closed on that day is not."""
    enrolled_on, closed_on = spell
    return enrolled_on <= day and (closed_on is None or closed_on > day)


def window(month: str, cut_off_day: int = CUT_OFF_DAY, count_proxy: bool = False) -> Window:
    """The window of a month written ``YYYY-MM`` (fault ``bad_month``)."""
    first, end = calendar.month_bounds(month)
    return Window(first, end, calendar.cut_off(month, cut_off_day), count_proxy)


def visit_rate(elders: Iterable[PersonMonth], month: str, cut_off_day: int = CUT_OFF_DAY, count_proxy: bool = False) -> RateResult:
    """V of a set of persons in a month; a higher level adds numerators and denominators, it never averages rates."""
    days = window(month, cut_off_day, count_proxy)
    result = RateResult()
    for person in elders:
        _add(result, person, days)
    return result


def _add(result: RateResult, person: PersonMonth, days: Window) -> None:
    visits = [visit for visit in person.visits if days.first <= visit[0] <= days.end]
    result.outside_spell += [(person.id, day) for day, _ in visits if not any(in_spell(day, spell) for spell in person.spells)]
    active = [spell for spell in person.spells if active_at(days.end, spell)]
    qualifying = [spell for spell in active if spell[0] <= days.cut_off]
    if qualifying:
        _add_qualifying(result, person, _outcomes(visits, qualifying), days.count_proxy)
    elif active:
        result.joined_after_cut_off.append(person.id)
    else:
        ended = [spell for spell in person.spells if spell[1] is not None and days.first <= spell[1] <= days.end]
        if ended:
            result.closed_in_month.append((person.id, _counted(_outcomes(visits, ended), days.count_proxy)))


def _add_qualifying(result: RateResult, person: PersonMonth, outcomes: set[Outcome], count_proxy: bool) -> None:
    counted = _counted(outcomes, count_proxy)
    if person.home_visit_declined and not counted:
        result.declined.append(person.id)
        return
    result.denominator += 1
    if counted:
        result.numerator += 1
    else:
        result.not_visited.append(person.id)
    if Outcome.PROXY in outcomes and not outcomes & _EFFECTIVE:
        result.proxy_only.append(person.id)


def _outcomes(visits: Sequence[tuple[date, Outcome]], spells: Sequence[SpellDays]) -> set[Outcome]:
    return {outcome for day, outcome in visits if any(in_spell(day, spell) for spell in spells)}


def _counted(outcomes: set[Outcome], count_proxy: bool) -> bool:
    return bool(outcomes & _EFFECTIVE) or (count_proxy and Outcome.PROXY in outcomes)
