"""Exact numbers as people read them: two places, and never rounded across a target (domain.md §5)."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

COMPARATORS = (">=", ">", "=")
"""How a value is held against its target."""


def judge(value: Fraction | None, comparator: str, target: Fraction | Decimal | int, scale: int = 1) -> bool | None:
    """Whether the exact scaled value meets the target; None where the number does not apply.

    ``value`` is unscaled (47/48), ``target`` is on the scale (100 for 100 %), ``comparator`` one of ``COMPARATORS``.
    """
    if value is None:
        return None
    return _holds(value * scale, comparator, Fraction(target))


def display(value: Fraction | None, scale: int = 1, comparator: str = "", target: Fraction | Decimal | int | None = None) -> str | None:
    """The scaled value with two places, half up, but kept on its own side of the target; None for None.

    A value below the target never shows as the target or more; one above never as less; where "above" and "at" are judged
    differently (``>``, ``=``) it does not show as the target either. 89.995 of ≥ 90 shows 89.99, 25.001 of > 25 shows 25.01.
    """
    if value is None:
        return None
    exact = value * scale
    hundredths = floor(exact * 100 + Fraction(1, 2))
    if target is not None:
        hundredths = _on_its_side(exact, hundredths, comparator, Fraction(target))
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def fraction_text(value: Fraction | None) -> str | None:
    """The unscaled reduced fraction, ``47/48``; whole numbers keep their denominator (``1/1``)."""
    return None if value is None else f"{value.numerator}/{value.denominator}"


def decimal_text(number: Decimal | int) -> str:
    """A decimal number without exponent and without superfluous zeros or point (``72.50`` → ``72.5``, ``48`` → ``48``)."""
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def ratio(numerator: Decimal | int, denominator: Decimal | int) -> Fraction | None:
    """The exact fraction, or None (not applicable) when the denominator is 0."""
    return Fraction(numerator) / Fraction(denominator) if denominator else None


def _holds(scaled: Fraction, comparator: str, target: Fraction) -> bool:
    if comparator == ">=":
        return scaled >= target
    if comparator == ">":
        return scaled > target
    if comparator == "=":
        return scaled == target
    raise ValueError(f"unknown comparator {comparator!r}")


def _on_its_side(exact: Fraction, hundredths: int, comparator: str, target: Fraction) -> int:
    shown = Fraction(hundredths, 100)
    if exact < target and shown >= target:
        return ceil(target * 100) - 1
    if exact > target and (shown < target or (shown == target and comparator in (">", "="))):
        return floor(target * 100) + 1
    return hundredths
