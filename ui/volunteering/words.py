"""Words of activities and hours."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.volunteering import ActivityRow
from ui.shared.words import day_words


def hours(number: Decimal) -> str:
    """``2.50`` is written ``2.5``, ``3.00`` is written ``3``."""
    return f"{number.normalize():f}"


def when(activity: ActivityRow, today: date) -> str:
    """``10月18日 09:00–12:00``; the second day only when it is another one."""
    first, last = activity.starts_at, activity.ends_at
    end = f"{last:%H:%M}" if first.date() == last.date() else f"{day_words(last.date(), today)} {last:%H:%M}"
    return f"{day_words(first.date(), today)} {first:%H:%M}–{end}"


def facts(activity: ActivityRow, today: date) -> str:
    """What kind, when, how long, where and under whom."""
    translate = QCoreApplication.translate
    length = translate("Volunteering", "{n} 小时").format(n=hours(activity.length))
    leader = translate("Volunteering", "负责人 {name}").format(name=activity.leader) if activity.leader else ""
    return " · ".join(part for part in (activity.kind, when(activity, today), length, activity.place, leader) if part)


def star_words(stars: int) -> str:
    """How many stars in words; nothing for none."""
    translate = QCoreApplication.translate
    words = (
        "",
        translate("Volunteering", "一星志愿者"),
        translate("Volunteering", "二星志愿者"),
        translate("Volunteering", "三星志愿者"),
        translate("Volunteering", "四星志愿者"),
        translate("Volunteering", "五星志愿者"),
    )
    return words[stars]
