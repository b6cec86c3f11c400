"""Words that several screens share: days, telephone numbers, the observed matters of a visit."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kashi_desktop.errors import QT_TRANSLATE_NOOP

OBSERVED: Mapping[str, str] = {
    "health": QT_TRANSLATE_NOOP("observations", "健康"),
    "mood": QT_TRANSLATE_NOOP("observations", "精神情绪"),
    "daily": QT_TRANSLATE_NOOP("observations", "饮食起居"),
    "hygiene": QT_TRANSLATE_NOOP("observations", "卫生"),
    "support": QT_TRANSLATE_NOOP("observations", "照护陪伴"),
    "gas": QT_TRANSLATE_NOOP("observations", "燃气"),
    "electricity": QT_TRANSLATE_NOOP("observations", "用电"),
    "heating": QT_TRANSLATE_NOOP("observations", "取暖·CO"),
    "floor": QT_TRANSLATE_NOOP("observations", "防滑"),
    "structure": QT_TRANSLATE_NOOP("observations", "房屋"),
}
"""Short names of the observed matters as on the paper form, in its order."""


def matter(key: str) -> str:
    """The translated short name of an observed matter."""
    return QCoreApplication.translate("observations", OBSERVED[key])


def day_words(day: date, today: date) -> str:
    """``11月8日``; the year only when it is another one."""
    near, far = QCoreApplication.translate("words", "M月d日"), QCoreApplication.translate("words", "yyyy年M月d日")
    return QLocale().toString(QDate(day.year, day.month, day.day), near if day.year == today.year else far)


def mask_phone(phone: str) -> str:
    """A telephone number as it is shown: ``138****1234``; the whole number only while it is edited."""
    kept = phone.strip()
    return f"{kept[:3]}****{kept[-4:]}" if len(kept) >= 9 else "****" if kept else ""
