"""Words of courses: their days, what they are, who came."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.training import CourseRow
from ui.shared.messages import label
from ui.shared.words import day_words


def days(course: CourseRow, today: date) -> str:
    """``5月10日`` or ``5月10日–5月12日``."""
    first, last = day_words(course.starts_on, today), day_words(course.ends_on, today)
    return first if course.starts_on == course.ends_on else f"{first}–{last}"


def facts(course: CourseRow, today: date) -> str:
    """Who organised it, how, when, how long, where, and whether it counts."""
    translate = QCoreApplication.translate
    organiser = translate("Training", "{level}主办").format(level=label(course.organiser_level)) if course.organiser_level else ""
    hours = translate("Training", "{n} 学时").format(n=f"{course.hours.normalize():f}")
    parts = (organiser, label(course.mode) if course.mode else "", days(course, today), hours, course.place, recognition(course))
    return " · ".join(part for part in parts if part)


def recognition(course: CourseRow) -> str:
    """Whether a course counts for the plan."""
    translate = QCoreApplication.translate
    if course.recognised is None:
        return translate("Training", "没有注明是否认可，暂不计入覆盖率")
    return translate("Training", "认可，计入覆盖率") if course.recognised else translate("Training", "不认可，不计入覆盖率")
