"""All fields of the visit form on one sheet, and their reading and writing as one state."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.codes import Method, Observation, Outcome, VisitorRole
from kashi_desktop.types.inputs import VisitInput
from kashi_desktop.types.results import ElderCard
from ui.shared import theme
from ui.shared.messages import label as code_label
from ui.shared.widgets import Choice, NoteEdit, TextInput, hairline, spread, text_label
from ui.visits.form_state import NOT_SEEN, REMOTE_METHODS, FormState
from ui.visits.needs_picker import NeedsPicker
from ui.visits.observations import HOME, PERSON, Observations
from ui.visits.visit_head import VisitHead

LONGEST_NOTE = 200


class VisitFields(QWidget):
    """The sheet; reading order, Tab order and the order on paper are one."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """``now`` is the clock of the workspace."""
        super().__init__(parent)
        self._elder: ElderCard | None = None
        self.head = VisitHead(now)
        self.observations = Observations()
        self.needs = NeedsPicker(lambda: now().date())
        self.note = NoteEdit(self.tr("备注"), LONGEST_NOTE, self.tr("不写宗教、政治、病名"))
        self.role = Choice(self.tr("探访人身份"), [("", self.tr("未填")), *((role.value, code_label(role)) for role in VisitorRole)])
        self.role.setProperty("compact", True)
        self.minutes = TextInput(self.tr("用时（分钟）"), compact=True)
        self.minutes.setValidator(QIntValidator(0, 1440, self))
        self.minutes.setFixedWidth(theme.px(64))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self.observations)
        column.addWidget(hairline())
        column.addLayout(self._lower(), 1)
        for signal in (self.observations.changed, self.needs.changed, self.note.changed):
            signal.connect(self.changed)
        self.head.changed.connect(self._head_changed)
        self.role.changed.connect(self._tell)
        self.minutes.textChanged.connect(self._tell)

    def _lower(self) -> QHBoxLayout:
        note = QVBoxLayout()
        note.setSpacing(theme.px(8))
        note.addWidget(self.note, 1)
        role, minutes = text_label(self.tr("探访人身份"), "secondary"), text_label(self.tr("用时"), "secondary")
        note.addLayout(spread(role, self.role, None, minutes, self.minutes, text_label(self.tr("分钟"), "secondary")))
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        row.addWidget(self.needs, 1)
        row.addLayout(note, 1)
        return row

    def _tell(self, _text: str) -> None:
        self.changed.emit()

    def _head_changed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say where consent, an unmet elder or a declined home visit close a part of the form."""
        if self._elder is None:
            return
        reason = ""
        if not self._elder.consented:
            reason = self.tr("先征得本人同意，才能填写")
        elif self.head.chosen_outcome() in NOT_SEEN:
            reason = self.tr("没有见到本人，不用填")
        self.observations.set_reason(reason)
        declined = self._elder.home_visit_declined and self.head.chosen_method() is Method.HOME
        self.head.method_field.set_hint(self.tr("老人不愿上门") if declined else "")
        self.head.method.setAccessibleDescription(self.tr("老人说过不愿有人上门，可改为电话或请到服务中心") if declined else "")
        self.head.method.setToolTip(self.tr("老人说过不愿有人上门，可改为电话或请到服务中心") if declined else self.tr("按数字键选择"))

    def show_elder(self, elder: ElderCard) -> None:
        """Whose visit it is; decides what may be recorded."""
        self._elder = elder
        self._judge()

    def mark_ok(self) -> int:
        """Mark what was looked at as ok: by telephone nobody sees the home, so its five rows stay as they are."""
        seen = PERSON if self.head.chosen_method() in (*REMOTE_METHODS, Method.CENTRE) else PERSON + HOME
        return self.observations.mark_ok(seen)

    def state(self) -> FormState:
        """All that stands in the form."""
        role = self.role.value()
        return FormState(
            time_text=self.head.time.text(),
            method=self.head.chosen_method(),
            outcome=self.head.chosen_outcome(),
            visitors=self.head.visitors.text(),
            visitor_role=VisitorRole(role) if role else None,
            minutes=self.minutes.text(),
            observations=self.observations.states(),
            needs=self.needs.values(),
            note=self.note.edit.toPlainText(),
        )

    def set_state(self, state: FormState, kept: datetime) -> None:
        """Fill the form; a bare time typed later is meant on the day of ``kept``."""
        self.head.time.kept = kept
        self.head.follow_method(False)
        self.head.method.set_value(state.method.value)
        self.head.outcome.set_value(state.outcome.value)
        self.head.time.setText(state.time_text or f"{kept:%Y-%m-%d %H:%M}")
        self.head.visitors.setText(state.visitors)
        self.role.set_value(state.visitor_role.value if state.visitor_role else "")
        self.minutes.setText(state.minutes)
        self.observations.set_states(state.observations)
        self.needs.set_values(state.needs)
        self.note.set_text(state.note)
        self._judge()

    def problems(self) -> list[str]:
        """Why the visit cannot be saved yet, in reading order; empty when it can."""
        long = self.tr("备注超过 {limit} 字").format(limit=LONGEST_NOTE) if self.note.too_long() else ""
        minutes = "" if self.minutes.hasAcceptableInput() or not self.minutes.text() else self.tr("用时应在 0 到 1440 分钟之间")
        return [reason for reason in (*self.head.problems(), self.needs.problem(), long, minutes) if reason]

    def shown_states(self) -> dict[str, Observation]:
        """The observations that will be recorded: none where a reason closes them."""
        return self.observations.states() if self.observations.usable() else {}

    def emergency(self) -> bool:
        """Whether the outcome itself is an emergency."""
        return self.head.chosen_outcome() is Outcome.EMERGENCY

    def input(self, ref: str = "") -> VisitInput:
        """The visit as typed; a value outside the limits raises pydantic's ValidationError."""
        moment = self.head.time.value()
        if moment is None:
            raise ValueError("called while problems() has a reason")
        state = self.state()
        return VisitInput.model_validate(
            {
                "ref": ref,
                "visited_at": moment,
                "method": state.method,
                "outcome": state.outcome,
                "visitors": self.head.people(),
                "visitor_role": state.visitor_role,
                "minutes": int(state.minutes) if state.minutes else None,
                "needs": tuple(need.kind for need in state.needs),
                "note": state.note,
                **self.shown_states(),
            }
        )
