"""One record: what is kept, and how it came to be: who, when, why."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kashi_desktop.types.records import RecordCard
from ui.shared import theme
from ui.shared.history import version_lines
from ui.shared.shortcuts import bind
from ui.shared.widgets import Card, PrimaryButton, SecondaryButton, empty, spread, text_label


class RecordCardView(QWidget):
    """Details at the left, at the right what a register has besides and the history; what can be done is asked of the screen."""

    back_wanted = Signal()
    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        """Blank until ``show_record``."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self.details = Card(self.tr("内容"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(12))
        self._area = scrolling(self._lines, self.tr("内容"))
        self.details.add(self._area, 1)
        self.history = Card(self.tr("改动经过"))
        self._versions = QVBoxLayout()
        self._versions.setSpacing(theme.px(10))
        self.history.add(scrolling(self._versions, self.tr("改动经过")), 1)
        self._side = QVBoxLayout()
        self._side.setSpacing(theme.px(16))
        self._parts = QVBoxLayout()
        self._parts.setSpacing(theme.px(16))
        self._side.addLayout(self._parts)
        self._side.addWidget(self.history, 1)
        row.addWidget(self.details, 3)
        row.addLayout(self._side, 2)
        column.addLayout(row, 1)
        self.back = SecondaryButton(self.tr("返回"), "Esc", icon="back")
        self.back.clicked.connect(self.back_wanted)
        self.edit = PrimaryButton(self.tr("修改"), "Ctrl+E")
        self.edit.clicked.connect(self.edit_wanted)
        self.foot = spread(self.back, None, self.edit, spacing=12)
        column.addLayout(self.foot)
        self.edit.setVisible(writable)
        if writable:
            bind(self, "Del", self._remove)

    def _remove(self) -> None:
        if self.isVisible():
            self.remove_wanted.emit()

    def take_keyboard(self) -> None:
        """Let the arrows scroll what is kept."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_action(self, button: QWidget) -> None:
        """Put a button before the one that edits."""
        self.foot.insertWidget(self.foot.count() - 1, button)

    def show_record(self, card: RecordCard, lines: Sequence[tuple[str, str]], parts: Sequence[QWidget] = ()) -> None:
        """Show a record; ``lines`` are (label, words), ``parts`` what a register shows besides."""
        empty(self._lines)
        self._lines.addLayout(details_form(lines))
        self._lines.addStretch(1)
        empty(self._parts)
        for part in parts:
            self._parts.addWidget(part)
        empty(self._versions)
        for line in reversed(version_lines(card.versions, self.tr("登记"), self.tr("撤销登记"))):
            self._versions.addWidget(text_label(line, "secondary", wrap=True))
        self._versions.addStretch(1)


def lines_card(title: str, lines: Sequence[str]) -> Card:
    """A part of the card: a few sentences under a heading."""
    card = Card(title)
    for line in lines:
        card.add(text_label(line, wrap=True))
    return card


def details_form(lines: Sequence[tuple[str, str]]) -> QFormLayout:
    """Labels and words in two columns; the words can be copied."""
    form = QFormLayout()
    form.setHorizontalSpacing(theme.px(16))
    form.setVerticalSpacing(theme.px(8))
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
    for name, value in lines:
        shown = text_label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow(text_label(name, "secondary"), shown)
    return form


def scrolling(layout: Any, name: str) -> QScrollArea:
    """A column that scrolls when it is too long; Tab reaches it, the arrows move it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(name)
    held = QWidget()
    held.setLayout(layout)
    layout.setContentsMargins(0, 0, theme.px(8), 0)
    area.setWidget(held)
    return area
