"""The courses of this office and those shared by all, the newest first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kashi_desktop.types.training import CourseRow
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, PrimaryButton, SecondaryButton
from ui.shared.words import day_words


class CourseList(Card):
    """Enter goes to the sign-in sheet of the chosen course."""

    chosen = Signal(object)
    """The course under the cursor, None without one."""
    opened = Signal(object)
    new_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """``today`` decides which days need their year."""
        super().__init__(self.tr("培训班"), parent, margin=0)
        self._today = today
        self.header.addStretch(1)
        self.new_button = SecondaryButton(self.tr("新培训班"), "Ctrl+N", icon="plus", compact=True)
        self.new_button.clicked.connect(self.new_wanted)
        self.header.addWidget(self.new_button)
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("培训班"))
        self.table.selection_changed.connect(lambda: self.chosen.emit(self.table.current_row()))
        self.table.activated_row.connect(self.opened)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.first = PrimaryButton(self.tr("登记一个培训班"), icon="plus")
        self.first.clicked.connect(self.new_wanted)
        words = self.tr("县里和地区办的班会随回执自己出现；\n本单位办的班在这里登记。")
        self._stack.addWidget(EmptyState("graduation", self.tr("还没有培训班"), words, self.first))
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(2)
        self.add(self._stack, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("title", self.tr("名称"), 168, lambda row: row.title, bold=True, stretch=True),
            Column("day", self.tr("开始"), 88, lambda row: day_words(row.starts_on, self._today), sort_value=lambda row: row.starts_on),
            Column("done", self.tr("合格"), 74, _done, muted=True, sort_value=lambda row: row.completed),
        )

    def show_courses(self, courses: Sequence[CourseRow], wanted: bytes | None = None) -> None:
        """Show the courses, the cursor on ``wanted`` or where it was."""
        present: Any = self.table.current_row()
        keep = wanted or (present.id if present is not None else None)
        self.table.blockSignals(True)
        self.model.set_rows(list(courses))
        at = next((number for number, each in enumerate(courses) if each.id == keep), 0)
        self.table.select(at)
        self.table.blockSignals(False)
        self._stack.setCurrentIndex(0 if courses else 1)
        self.chosen.emit(courses[at] if courses else None)

    def take_focus(self) -> None:
        """Let the arrows work at once."""
        (self.table if self.model.rowCount() else self.first).setFocus()


def _done(row: CourseRow) -> str:
    return f"{row.completed} / {row.entered}" if row.entered else "—"
