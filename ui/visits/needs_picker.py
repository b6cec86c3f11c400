"""Wishes for help heard on a visit: chips, and for each chosen one to whom it goes and by when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.codes import USUAL_NEEDS, NeedKind
from ui.registers.fields import fields_of
from ui.shared import theme
from ui.shared.form_fields import Clock, FormField, make_editor
from ui.shared.inputs import AskingInput, asked_line
from ui.shared.layouts import filled
from ui.shared.widgets import ChipRow, spread, text_label
from ui.visits.form_state import WantedNeed


class NeedLine(QWidget):
    """One chosen need: referred to whom, due when; both may stay empty."""

    def __init__(self, kind: NeedKind, words: str, asked: Mapping[str, FormField], clock: Clock) -> None:
        """``words`` name the kind, ``asked`` are the fields of a need."""
        super().__init__()
        self.kind = kind
        column = filled(QVBoxLayout(self), spacing=4)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        column.addLayout(row)
        referral = replace(asked["referral_to"], label=f"{words} {asked['referral_to'].label}", placeholder=self.tr("单位或人"))
        due = replace(asked["due_on"], label=f"{words} {asked['due_on'].label}", placeholder=self.tr("月日"))
        self.referral, self.due = make_editor(referral, clock), make_editor(due, clock)
        for editor in (self.referral, self.due):
            editor.widget.setProperty("compact", True)
        self.due.widget.setFixedWidth(theme.px(116))
        row.addWidget(text_label(self.tr("{kind} → 转介").format(kind=words), "secondary"))
        row.addWidget(self.referral.widget, 1)
        row.addWidget(text_label(self.tr("期限"), "secondary"))
        row.addWidget(self.due.widget)
        if isinstance(self.due.widget, AskingInput):
            column.addWidget(asked_line(self.due.widget))

    def value(self) -> WantedNeed:
        """What is wanted."""
        day = "" if self.due.fault() else self.due.read()
        return WantedNeed(self.kind, self.referral.read(), date.fromisoformat(day) if day else None)

    def set_value(self, need: WantedNeed) -> None:
        """Put back what was drafted."""
        self.referral.write(need.referral_to)
        self.due.write(need.due_on.isoformat() if need.due_on else "")


class NeedsPicker(QWidget):
    """The chips and a line for each chosen one; details typed for a chip that is taken back return with it."""

    changed = Signal()

    def __init__(self, field: FormField, clock: Clock, parent: QWidget | None = None) -> None:
        """Nothing chosen; ``field`` is that of the visit."""
        super().__init__(parent)
        words = dict(field.choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(spread(text_label(field.label, "secondary"), None))
        self.chips = ChipRow(field.label, [(kind.value, words[kind.value]) for kind in USUAL_NEEDS])
        self.chips.setToolTip(self.tr("←→ 移动，空格选中；1–9 直接选"))
        column.addWidget(self.chips)
        asked = fields_of("need")
        self.lines = {kind: NeedLine(kind, words[kind.value], asked, clock) for kind in USUAL_NEEDS}
        column.addWidget(self._scroller(), 1)
        self.chips.changed.connect(self._show)

    def _scroller(self) -> QScrollArea:
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, theme.px(2), theme.px(4), 0)
        lines.setSpacing(theme.px(6))
        for line in self.lines.values():
            lines.addWidget(line)
            line.hide()
            for editor in (line.referral, line.due):
                editor.changed.connect(lambda *_text: self.changed.emit())
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(held)
        area.setMinimumHeight(theme.px(40))
        return area

    def _chosen(self) -> list[NeedLine]:
        chosen = self.chips.values()
        return [line for kind, line in self.lines.items() if kind.value in chosen]

    def _show(self) -> None:
        chosen = self._chosen()
        for line in self.lines.values():
            line.setVisible(line in chosen)
        self.changed.emit()

    def values(self) -> tuple[WantedNeed, ...]:
        """The chosen needs with their details."""
        return tuple(line.value() for line in self._chosen())

    def set_values(self, needs: tuple[WantedNeed, ...]) -> None:
        """Choose exactly these."""
        wanted = {need.kind: need for need in needs}
        for kind, line in self.lines.items():
            line.set_value(wanted.get(kind, WantedNeed(kind)))
        self.set_cell(";".join(kind.value for kind in wanted))

    def cell(self) -> str:
        """The chosen kinds as the cell of the visit."""
        return ";".join(line.kind.value for line in self._chosen())

    def set_cell(self, text: str) -> None:
        """Choose the kinds of a cell."""
        self.chips.set_values(text.split(";"))
        self._show()

    def problem(self) -> str:
        """Why the visit cannot be saved yet; empty when it can."""
        return next((fault for line in self._chosen() if (fault := line.due.fault())), "")
