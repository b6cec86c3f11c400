"""The activities, the newest first."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.volunteering import ActivityRow
from ui.registers.words import label_of
from ui.shared.pick_list import PickList, PickWords
from ui.shared.table import Column
from ui.shared.words import day_words


def activity_list(today: date) -> PickList:
    """The list; ``today`` decides which days need their year."""
    translate = QCoreApplication.translate
    words = PickWords(
        translate("ActivityList", "活动"),
        translate("ActivityList", "新活动"),
        "hand_heart",
        translate("ActivityList", "还没有活动"),
        translate("ActivityList", "先登记志愿者，再登记一次活动，\n就可以填每个人的时长。"),
        translate("ActivityList", "登记一次活动"),
    )

    def day(row: ActivityRow) -> str:
        return day_words(row.starts_at.date(), today)

    columns = (
        Column("title", label_of("activity", "title"), 172, lambda row: row.title, bold=True, stretch=True),
        Column("day", translate("ActivityList", "日期"), 88, day, sort_value=lambda row: row.starts_at),
        Column("people", translate("ActivityList", "人数"), 58, _people, muted=True, sort_value=lambda row: row.people),
    )
    return PickList(words, columns)


def _people(row: ActivityRow) -> str:
    return str(row.people) if row.people else "—"
