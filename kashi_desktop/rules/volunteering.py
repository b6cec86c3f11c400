"""Hours of volunteers: how long an activity is, and the marks for many hours (志愿服务记录办法)."""

from datetime import datetime
from decimal import ROUND_DOWN, Decimal

STAR_HOURS = (100, 300, 600, 1000, 1500)
"""From so many hours on a volunteer may be called of one to five stars; a thank-you, never an order of persons."""


def length_of(starts_at: datetime, ends_at: datetime) -> Decimal:
    """The hours of an activity to two places, never more than it lasted."""
    minutes = int((ends_at - starts_at).total_seconds() // 60)
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), ROUND_DOWN)


def stars(hours: Decimal) -> int:
    """How many stars so many hours are, none to five."""
    return sum(hours >= each for each in STAR_HOURS)
