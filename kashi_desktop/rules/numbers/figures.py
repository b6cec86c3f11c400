"""From facts to figures: sums of places, how they are shown and judged, what is missing to the target and where it is least."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.fractions import decimal_text, display, fraction_text, judge
from kashi_desktop.rules.numbers.facts import Fact, Number

_SQUARE_METRES = "m²"
_EXACT = Context(prec=100)
"""Enough that no area that anybody can mean is rounded."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Both sides of a number over some places, of which ``complete`` of ``total`` told what it needs."""

    numerator: Number
    denominator: Number
    complete: int
    total: int


class Figure(NamedTuple):
    """A number as commands.md has it; ``gap`` is the exact text of what is missing to the target, "0" when nothing is."""

    numerator: str
    denominator: str
    value: str | None
    display: str | None
    met: bool | None
    gap: str | None


NOTHING = Totals(0, 0, 0, 0)


def part_of(fact: Fact) -> Totals:
    """A place's part of the sums; one that is no longer active is none of the places that are asked."""
    return Totals(fact.numerator, fact.denominator, int(not fact.missing), int(not fact.missing or not fact.denominator))


def added(parts: Iterable[Totals]) -> Totals:
    """The sums over places."""
    numerator: Number = 0
    denominator: Number = 0
    complete = total = 0
    for each in parts:
        numerator, denominator = numerator + each.numerator, denominator + each.denominator
        complete, total = complete + each.complete, total + each.total
    return Totals(numerator, denominator, complete, total)


def figure_of(definition: Definition, totals: Totals, judged: bool = True) -> Figure:
    """How sums are shown; a count stands over 1 once anybody told it. ``judged``: whether this level holds it against the target."""
    denominator = min(totals.denominator, 1) if definition.count else totals.denominator
    value = Fraction(totals.numerator) / Fraction(denominator) if denominator else None
    shown = display(value, definition.scale, definition.comparator, definition.target)
    if definition.count and value is not None:
        shown = decimal_text(totals.numerator)
    missing = gap(definition, totals.numerator, denominator)
    return Figure(
        decimal_text(totals.numerator),
        decimal_text(denominator),
        fraction_text(value),
        shown,
        judge(value, definition.comparator, definition.target, definition.scale) if judged else None,
        gap_text(missing),
    )


def gap(definition: Definition, numerator: Number, denominator: Number) -> Number | None:
    """How much the numerator is short of the target, whole where people or places are counted; None where nothing applies."""
    if not denominator:
        return None
    if definition.gap_unit == _SQUARE_METRES:
        # Scales are powers of ten, so nothing is rounded.
        needed = _EXACT.divide(_EXACT.multiply(definition.target, Decimal(denominator)), Decimal(definition.scale))
        return max(_EXACT.subtract(needed, Decimal(numerator)), Decimal(0))
    # People and places are whole: counted without fractions, because a board asks for every unit.
    target, parts = definition.target.as_integer_ratio()
    product, divisor = target * int(denominator), parts * definition.scale
    least = product // divisor + 1 if definition.comparator == ">" else -(-product // divisor)
    return max(least - int(numerator), 0)


def gap_text(missing: Number | None) -> str | None:
    """A gap as a decimal number."""
    return None if missing is None else decimal_text(missing)


def best_lever(
    definition: Definition, parts: Mapping[bytes, Totals], totals: Totals, order: Callable[[bytes], str]
) -> list[tuple[bytes, Number]]:
    """Places with the smallest gaps of their own that together close the gap of all, smallest first, equal ones by ``order``.

    None for a count or one place.
    """
    whole = gap(definition, totals.numerator, totals.denominator)
    if not whole or definition.count or len(parts) < 2:
        return []
    own = ((place, gap(definition, each.numerator, each.denominator)) for place, each in parts.items() if each.complete)
    found: list[tuple[bytes, Number]] = []
    closed: Number = 0
    for place, missing in sorted(((place, missing) for place, missing in own if missing), key=lambda each: (each[1], order(each[0]))):
        found.append((place, missing))
        closed += missing
        if closed >= whole:
            return found
    return found
