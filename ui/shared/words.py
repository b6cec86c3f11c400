"""Words that several screens share: days and telephone numbers."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def day_words(day: date, today: date) -> str:
    """``11月8日``; the year only when it is another one."""
    near, far = QCoreApplication.translate("words", "M月d日"), QCoreApplication.translate("words", "yyyy年M月d日")
    return QLocale().toString(QDate(day.year, day.month, day.day), near if day.year == today.year else far)


def mask_phone(phone: str) -> str:
    """A telephone number as it is shown: ``138****1234``; the whole number only while it is edited; of an ID number the last two."""
    kept = phone.strip()
    if sum(map(str.isdigit, kept)) > 15:
        return f"****{kept[-2:]}"
    return f"{kept[:3]}****{kept[-4:]}" if len(kept) >= 9 else "****" if kept else ""
