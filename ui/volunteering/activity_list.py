"""The activities, the newest first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kashi_desktop.types.volunteering import ActivityRow
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, PrimaryButton, SecondaryButton
from ui.shared.words import day_words


class ActivityList(Card):
    """Enter goes to the hours of the chosen activity."""

    chosen = Signal(object)
    """The activity under the cursor, None without one."""
    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """``today`` decides which days need their year."""
        super().__init__(self.tr("活动"), parent, margin=0)
        self._today = today
        self.header.addStretch(1)
        self.new_button = SecondaryButton(self.tr("新活动"), "Ctrl+N", icon="plus", compact=True)
        self.new_button.clicked.connect(self.new_wanted)
        self.header.addWidget(self.new_button)
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("活动"))
        self.table.selection_changed.connect(lambda: self.chosen.emit(self.table.current_row()))
        self.table.activated_row.connect(self.opened)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.first = PrimaryButton(self.tr("登记一次活动"), icon="plus")
        self.first.clicked.connect(self.new_wanted)
        words = self.tr("先登记志愿者，再登记一次活动，\n就可以填每个人的时长。")
        self._stack.addWidget(EmptyState("hand_heart", self.tr("还没有活动"), words, self.first))
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(2)
        self.add(self._stack, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("title", self.tr("名称"), 168, lambda row: row.title, bold=True, stretch=True),
            Column("day", self.tr("日期"), 92, self._day, sort_value=lambda row: row.starts_at),
            Column("people", self.tr("人数"), 62, _people, muted=True, sort_value=lambda row: row.people),
        )

    def _day(self, row: ActivityRow) -> str:
        return day_words(row.starts_at.date(), self._today)

    def show_activities(self, activities: Sequence[ActivityRow], wanted: bytes | None = None) -> None:
        """Show the activities, the cursor on ``wanted`` or where it was."""
        present: Any = self.table.current_row()
        keep = wanted or (present.id if present is not None else None)
        self.table.blockSignals(True)
        self.model.set_rows(list(activities))
        at = next((number for number, each in enumerate(activities) if each.id == keep), 0)
        self.table.select(at)
        self.table.blockSignals(False)
        self._stack.setCurrentIndex(0 if activities else 1)
        self.chosen.emit(activities[at] if activities else None)

    def take_focus(self) -> None:
        """Let the arrows work at once."""
        (self.table if self.model.rowCount() else self.first).setFocus()


def _people(row: ActivityRow) -> str:
    return str(row.people) if row.people else "—"
