"""Exact numbers as people read them: two places, and never rounded across a target (domain.md §5)."""

from decimal import Decimal
from fractions import Fraction

COMPARATORS = (">=", ">", "=")
"""How a value is held against its target."""


def judge(value: Fraction | None, comparator: str, target: Fraction | Decimal | int, scale: int = 1) -> bool | None:
    """Whether the exact scaled value meets the target; None where the number does not apply.

    ``value`` is unscaled (47/48), ``target`` is on the scale (100 for 100 %), ``comparator`` one of ``COMPARATORS``.
    """
    if value is None:
        return None
    goal, parts = target.as_integer_ratio()
    return _holds(value.numerator * scale * parts, comparator, goal * value.denominator)


def display(value: Fraction | None, scale: int = 1, comparator: str = "", target: Fraction | Decimal | int | None = None) -> str | None:
    """The scaled value with two places, half up, but kept on its own side of the target; None for None.

    A value below the target never shows as the target or more; one above never as less; where "above" and "at" are judged
    differently (``>``, ``=``) it does not show as the target either. 89.995 of ≥ 90 shows 89.99, 25.001 of > 25 shows 25.01.
    """
    if value is None:
        return None
    # Whole numbers throughout: a board shows some hundred values.
    exact, parts = value.numerator * scale * 100, value.denominator
    hundredths = (2 * exact + parts) // (2 * parts)
    if target is not None:
        goal, goal_parts = target.as_integer_ratio()
        hundredths = _on_its_side(exact * goal_parts, goal * 100 * parts, parts * goal_parts, hundredths, comparator)
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


def _holds(scaled: int, comparator: str, target: int) -> bool:
    """``scaled`` and ``target`` over one denominator."""
    if comparator == ">=":
        return scaled >= target
    if comparator == ">":
        return scaled > target
    if comparator == "=":
        return scaled == target
    raise ValueError(f"unknown comparator {comparator!r}")


def _on_its_side(exact: int, target: int, hundredth: int, hundredths: int, comparator: str) -> int:
    """Value, target and the size of a hundredth over one denominator."""
    shown = hundredths * hundredth
    if exact < target and shown >= target:
        return -(-target // hundredth) - 1
    if exact > target and (shown < target or (shown == target and comparator in (">", "="))):
        return target // hundredth + 1
    return hundredths
