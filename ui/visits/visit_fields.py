"""All fields of the visit form on one sheet, and their reading and writing as one state."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.codes import Method, Observation, Outcome
from kashi_desktop.types.inputs import OBSERVATIONS, VisitInput
from kashi_desktop.types.results import ElderCard
from ui.registers.fields import fields_of
from ui.shared import theme
from ui.shared.form_fields import Clock, Editor, FormField, make_editor, problem_of, too_long
from ui.shared.form_history import FormHistory
from ui.shared.widgets import NoteEdit, hairline, spread, text_label
from ui.visits.form_state import NOT_SEEN, REMOTE_METHODS, FormState
from ui.visits.needs_picker import NeedsPicker
from ui.visits.observations import HOME, PERSON, Observations
from ui.visits.visit_head import VisitHead

NARROW = 64
"""Design pixels of a number in the last line."""


class VisitFields(QWidget):
    """The sheet; reading order, Tab order and the order on paper are one."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """``now`` is the clock of the workspace."""
        super().__init__(parent)
        self._elder: ElderCard | None = None
        self._asked, clock = fields_of("visit"), Clock(lambda: now().date(), now)
        self.head = VisitHead(self._asked, clock)
        self.observations = Observations(self._asked)
        self.needs = NeedsPicker(self._asked["needs"], clock)
        note = self._asked["note"]
        self.note = NoteEdit(note.label, note.limit, note.note)
        self.editors: dict[str, Editor] = {
            **self.head.editors,
            **self.observations.editors,
            "needs": Editor(self.needs, self.needs.changed, self.needs.cell, self.needs.set_cell, self.needs.problem),
            "note": Editor(self.note, self.note.changed, self.note.text, self.note.set_text, lambda: too_long(note, self.note.text())),
        }
        rest = [field for key, field in self._asked.items() if key not in self.editors]
        self.editors |= {field.key: make_editor(field, clock) for field in rest}
        self._history = FormHistory(self.editors)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self.observations)
        column.addWidget(hairline())
        column.addLayout(self._lower(rest), 1)
        for editor in self.editors.values():
            editor.changed.connect(self._tell)

    def _lower(self, rest: list[FormField]) -> QHBoxLayout:
        """The needs, and beside them the note above what else is asked of a visit, two in a line."""
        note = QVBoxLayout()
        note.setSpacing(theme.px(8))
        note.addWidget(self.note, 1)
        for start in range(0, len(rest), 2):
            parts: list[QWidget | None] = []
            for field in rest[start : start + 2]:
                widget = self.editors[field.key].widget
                widget.setProperty("compact", True)
                if field.kind == "int":
                    widget.setFixedWidth(theme.px(NARROW))
                parts += [text_label(field.label, "secondary"), widget, None]
            note.addLayout(spread(*parts[:-1]))
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        row.addWidget(self.needs, 1)
        row.addLayout(note, 1)
        return row

    def _tell(self, *_value: object) -> None:
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
        self.head.show_declined(self._elder.home_visit_declined and self.head.chosen_method() is Method.HOME)

    def show_elder(self, elder: ElderCard) -> None:
        """Whose visit it is; decides what may be recorded."""
        self._elder = elder
        self._judge()

    def show_carried(self, carried: Mapping[str, str]) -> None:
        """Say which fields stand there from the last saved visit."""
        self.head.show_carried(carried)

    def mark_ok(self) -> int:
        """Mark what was looked at as ok: by telephone nobody sees the home, so its five rows stay as they are."""
        seen = PERSON if self.head.chosen_method() in (*REMOTE_METHODS, Method.CENTRE) else PERSON + HOME
        with self._history.together():
            return self.observations.mark_ok(seen)

    def take_back(self) -> bool:
        """Undo the last step in the form; False when there is none."""
        return self._history.take_back()

    def bring_back(self) -> bool:
        """Redo the last step that was undone in the form."""
        return self._history.bring_back()

    def state(self) -> FormState:
        """All that stands in the form."""
        return FormState({key: editor.read() for key, editor in self.editors.items()}, self.needs.values())

    def set_state(self, state: FormState, kept: datetime) -> None:
        """Fill the form; a bare time typed later is meant on the day of ``kept``."""
        self.head.time.kept = kept
        for key, editor in self.editors.items():
            editor.write(state.cells.get(key, ""))
        self.needs.set_values(state.needs)
        self._judge()
        self._history.begin()

    def problems(self) -> list[str]:
        """Why the visit cannot be saved yet, in reading order; empty when it can."""
        return [words for field in self._asked.values() if (words := self._problem(field))]

    def _problem(self, field: FormField) -> str:
        if field.required and not self.editors[field.key].read():
            return self.tr("请填写{field}").format(field=field.label)
        return problem_of(field, self.editors[field.key])

    def shown_states(self) -> dict[str, Observation]:
        """The observations that will be recorded: none where a reason closes them."""
        return self.observations.states() if self.observations.usable() else {}

    def emergency(self) -> bool:
        """Whether the outcome itself is an emergency."""
        return self.head.chosen_outcome() is Outcome.EMERGENCY

    def input(self, ref: str = "") -> VisitInput:
        """The visit as typed. Errors: InvalidInput for a value outside the limits."""
        from kashi_desktop.services.records import read_input  # late: the services load after the first window

        closed = {} if self.observations.usable() else dict.fromkeys(OBSERVATIONS, "")
        return read_input(VisitInput, {**self.state().cells, **closed, "ref": ref})
