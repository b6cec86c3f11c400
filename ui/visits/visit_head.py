"""The required first line of the visit form, in the order of the paper: time, method, outcome, visitors."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.codes import Method, Outcome
from kashi_desktop.types.inputs import split_people
from ui.shared import theme
from ui.shared.messages import label as code_label
from ui.shared.typed_dates import read_moment, read_time
from ui.shared.widgets import Choice, DateTimeEdit, Field, TextInput
from ui.visits.form_state import REMOTE_METHODS


class VisitTime(DateTimeEdit):
    """A moment; a bare time is meant on the day of the pile of paper, which the last visit told."""

    def __init__(self, label: str, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """``now`` decides the year of a typed day."""
        super().__init__(label, now, parent=parent)
        self._clock = now
        self.kept = now()
        self.setToolTip(self.tr("只输入数字：1118 1040 是 11月18日 10:40；1040 只改时间；↑↓ 换日期"))

    def value(self) -> datetime | None:
        """The moment typed, or None when it cannot be read."""
        text = self.text().strip()
        clock = read_time(text)
        return datetime.combine(self.kept.date(), clock) if clock else read_moment(text, self._clock())

    def problem(self) -> str:
        """Why the visit cannot be saved yet; empty when it can."""
        moment = self.value()
        if moment is not None and moment.date() > self._clock().date():
            return self.tr("日期还没有到，请核对")
        return super().problem()


def _numbered(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(value, f"{number}  {text}") for number, (value, text) in enumerate(words, 1)]


class VisitHead(QWidget):
    """Four fields in one line; the outcome follows the method until a person has chosen one."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """``now`` is the clock of the workspace."""
        super().__init__(parent)
        self.time = VisitTime(self.tr("时间"), now)
        self.method = Choice(self.tr("方式"), _numbered([(code.value, code_label(code)) for code in Method]))
        self.outcome = Choice(self.tr("结果"), _numbered([(code.value, code_label(code)) for code in Outcome]))
        self.method.set_value(Method.HOME.value)
        self.outcome.set_value(Outcome.MET.value)
        self.visitors = TextInput(self.tr("探访人"), self.tr("几个人用顿号分开"))
        self.method_field = Field(self.tr("方式"), self.method, required=True)
        self.method.setToolTip(self.tr("按数字键选择"))
        self.outcome.setToolTip(self.tr("按数字键选择"))
        self.outcome.setMaxVisibleItems(len(Outcome))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        fields = (
            (Field(self.tr("时间"), self.time, required=True), 26),
            (self.method_field, 21),
            (Field(self.tr("结果"), self.outcome, required=True), 23),
            (Field(self.tr("探访人"), self.visitors, required=True), 30),
        )
        for field, share in fields:
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self._follows = True
        self.time.changed.connect(self.changed)
        self.visitors.textChanged.connect(self._tell)
        self.method.changed.connect(self._method_changed)
        self.outcome.changed.connect(self._tell)
        self.outcome.activated.connect(self._outcome_chosen)

    def _tell(self, _text: str) -> None:
        self.changed.emit()

    def _outcome_chosen(self, _index: int) -> None:
        self._follows = False

    def _method_changed(self, _value: str) -> None:
        if self._follows and self.chosen_outcome() in (Outcome.MET, Outcome.REMOTE):
            by_wire = self.chosen_method() in REMOTE_METHODS
            self.outcome.set_value((Outcome.REMOTE if by_wire else Outcome.MET).value)
        self.changed.emit()

    def follow_method(self, follow: bool) -> None:
        """Whether the outcome may still follow the method: for a new visit, not for a correction."""
        self._follows = follow

    def chosen_method(self) -> Method:
        """How the visit was made."""
        return Method(self.method.value())

    def chosen_outcome(self) -> Outcome:
        """What came of it."""
        return Outcome(self.outcome.value())

    def people(self) -> tuple[str, ...]:
        """Who visited."""
        return split_people(self.visitors.text())

    def problems(self) -> list[str]:
        """Why the visit cannot be saved yet, in reading order."""
        return [self.time.problem(), "" if self.people() else self.tr("请填写探访人")]
