"""Wishes for help heard on a visit: chips, and for each chosen one to whom it goes and by when."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.codes import USUAL_NEEDS, NeedKind
from ui.shared import theme
from ui.shared.messages import label as code_label
from ui.shared.widgets import ChipRow, DateEdit, TextInput, spread, text_label
from ui.visits.form_state import WantedNeed


class NeedLine(QWidget):
    """One chosen need: referred to whom, due when; both may stay empty."""

    changed = Signal()

    def __init__(self, kind: NeedKind, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """``today`` gives the year of a due date typed without one."""
        super().__init__(parent)
        self.kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        words = code_label(kind)
        self.referral = TextInput(self.tr("{kind}转介给谁").format(kind=words), self.tr("单位或人"), compact=True)
        self.referral.setMaxLength(100)
        self.due = DateEdit(self.tr("{kind}的期限").format(kind=words), today, past=False)
        self.due.setProperty("compact", True)
        self.due.setPlaceholderText(self.tr("月日"))
        self.due.setFixedWidth(theme.px(116))
        row.addWidget(text_label(self.tr("{kind} → 转介").format(kind=words), "secondary"))
        row.addWidget(self.referral, 1)
        row.addWidget(text_label(self.tr("期限"), "secondary"))
        row.addWidget(self.due)
        self.referral.textChanged.connect(self._tell)
        self.due.changed.connect(self._tell)

    def _tell(self, *_text: object) -> None:
        self.changed.emit()

    def value(self) -> WantedNeed:
        """What is wanted."""
        return WantedNeed(self.kind, self.referral.text().strip(), self.due.date())

    def set_value(self, need: WantedNeed) -> None:
        """Put back what was drafted."""
        self.referral.setText(need.referral_to)
        self.due.set_date(need.due_on)


class NeedsPicker(QWidget):
    """The chips and a line for each chosen one; details typed for a chip that is taken back return with it."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Nothing chosen."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(spread(text_label(self.tr("需求"), "secondary"), None))
        self.chips = ChipRow(self.tr("需求"), [(kind.value, code_label(kind)) for kind in USUAL_NEEDS])
        self.chips.setToolTip(self.tr("←→ 移动，空格选中；1–9 直接选"))
        column.addWidget(self.chips)
        column.addWidget(self._scroller(today), 1)
        self.chips.changed.connect(self._show)

    def _scroller(self, today: Callable[[], date]) -> QScrollArea:
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, theme.px(2), theme.px(4), 0)
        lines.setSpacing(theme.px(6))
        self.lines = {kind: NeedLine(kind, today) for kind in USUAL_NEEDS}
        for line in self.lines.values():
            lines.addWidget(line)
            line.hide()
            line.changed.connect(self.changed)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(held)
        area.setMinimumHeight(theme.px(40))
        return area

    def _show(self) -> None:
        chosen = self.chips.values()
        for kind, line in self.lines.items():
            line.setVisible(kind.value in chosen)
        self.changed.emit()

    def values(self) -> tuple[WantedNeed, ...]:
        """The chosen needs with their details."""
        chosen = self.chips.values()
        return tuple(line.value() for kind, line in self.lines.items() if kind.value in chosen)

    def set_values(self, needs: tuple[WantedNeed, ...]) -> None:
        """Choose exactly these."""
        wanted = {need.kind: need for need in needs}
        for kind, line in self.lines.items():
            line.set_value(wanted.get(kind, WantedNeed(kind)))
        self.chips.set_values([kind.value for kind in wanted])
        self._show()

    def problem(self) -> str:
        """Why the visit cannot be saved yet; empty when it can."""
        chosen = self.chips.values()
        faults = (line.due.problem() for kind, line in self.lines.items() if kind.value in chosen)
        return next((self.tr("需求期限：{fault}").format(fault=fault) for fault in faults if fault), "")
