"""Numbers as the shared cards and charts take them."""

from collections.abc import Mapping, Sequence

from kashi_desktop.types.results import Indicator
from ui.indicators.words import (
    defined,
    foot_words,
    gap_words,
    joined,
    month_words,
    state_of,
    state_words,
    target_words,
)
from ui.shared.indicator_card import IndicatorData
from ui.shared.trend_chart import TrendPoint


def value_of(indicator: Indicator) -> float | None:
    """The number on its scale, to draw with; what is shown is always the exact text."""
    return float(indicator.display) if indicator.display is not None else None


def trend_of(months: Mapping[str, Indicator] | Sequence[tuple[str, Indicator]]) -> tuple[TrendPoint, ...]:
    """The months of one number, oldest first."""
    pairs = months.items() if isinstance(months, Mapping) else months
    return tuple(_point(month, indicator) for month, indicator in pairs)


def _point(month: str, indicator: Indicator) -> TrendPoint:
    complete = indicator.complete_units == indicator.total_units
    shown = f"{indicator.display}{joined(indicator.unit)}" if indicator.display is not None else ""
    if shown and not complete:
        shown = f"{shown}（{state_words(indicator)}）" if state_of(indicator) == "incomplete" else shown
    return TrendPoint(str(int(month[5:])), month_words(month), value_of(indicator), shown, complete)


def card_of(indicator: Indicator, months: Mapping[str, Indicator]) -> IndicatorData:
    """One card with its twelve months."""
    return IndicatorData(
        key=indicator.key,
        title=defined(indicator.title),
        figure=indicator.display or "–",
        unit=joined(indicator.unit) if indicator.display else "",
        target=target_words(indicator),
        state=state_of(indicator),
        state_words=state_words(indicator),
        gap=gap_words(indicator.gap, indicator.gap_unit) if indicator.met is not None else "",
        foot=foot_words(indicator),
        trend=trend_of(months),
        target_value=float(indicator.target) if indicator.met is not None else None,
    )
