"""The courses of this office and those shared by all, the newest first."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.training import CourseRow
from ui.registers.words import label_of
from ui.shared.pick_list import PickList, PickWords
from ui.shared.table import Column
from ui.shared.words import day_words


def course_list(today: date) -> PickList:
    """The list; ``today`` decides which days need their year."""
    translate = QCoreApplication.translate
    words = PickWords(
        translate("CourseList", "培训班"),
        translate("CourseList", "新培训班"),
        "graduation",
        translate("CourseList", "还没有培训班"),
        translate("CourseList", "县里和地区办的班会随回执自己出现；\n本单位办的班在这里登记。"),
        translate("CourseList", "登记一个培训班"),
    )
    columns = (
        Column("title", label_of("course", "title"), 172, lambda row: row.title, bold=True, stretch=True),
        Column(
            "day", label_of("course", "starts_on"), 88, lambda row: day_words(row.starts_on, today), sort_value=lambda row: row.starts_on
        ),
        Column("done", translate("CourseList", "合格"), 64, _done, muted=True, sort_value=lambda row: row.completed),
    )
    return PickList(words, columns)


def _done(row: CourseRow) -> str:
    return f"{row.completed} / {row.entered}" if row.entered else "—"
