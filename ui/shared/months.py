"""Months to choose from and as people say them."""

from datetime import date

from PySide6.QtCore import QCoreApplication

KEPT = 36
"""How many months back can be chosen."""


def month_of(day: date) -> str:
    """The month of a day, ``YYYY-MM``."""
    return f"{day:%Y-%m}"


def month_words(month: str) -> str:
    """``2026 年 11 月`` of ``2026-11``."""
    year, number = month.split("-")
    return QCoreApplication.translate("Months", "{year} 年 {month} 月").format(year=int(year), month=int(number))


def recent_months(today: date, count: int = KEPT) -> list[tuple[str, str]]:
    """(``YYYY-MM``, words) of the present month and those before it, newest first."""
    newest = today.year * 12 + today.month - 1
    months = [f"{each // 12:04d}-{each % 12 + 1:02d}" for each in range(newest, newest - count, -1)]
    return [(month, month_words(month)) for month in months]
