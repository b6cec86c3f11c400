"""The required first line of the visit form, in the order of the paper: time, method, outcome, visitors."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.codes import Method, Outcome
from ui.shared import theme
from ui.shared.form_fields import Clock, Editor, FormField, make_editor
from ui.shared.typed_dates import read_moment, read_time
from ui.shared.widgets import Choice, DateTimeEdit, Field
from ui.visits.form_state import REMOTE_METHODS

SHARES = {"visited_at": 26, "method": 21, "outcome": 23, "visitors": 30}
"""The fields of the line with their parts of its width."""


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

    def cell(self) -> str:
        """The moment as a cell, or what is half typed."""
        moment = self.value()
        return f"{moment:%Y-%m-%d %H:%M}" if moment else self.text().strip()

    def problem(self) -> str:
        """Why the visit cannot be saved yet; empty when it can."""
        moment = self.value()
        if moment is not None and moment.date() > self._clock().date():
            return self.tr("日期还没有到，请核对")
        return super().problem()


class VisitHead(QWidget):
    """Four fields in one line; the outcome follows the method until a person has chosen one."""

    def __init__(self, asked: Mapping[str, FormField], clock: Clock, parent: QWidget | None = None) -> None:
        """``asked`` are the fields of a visit."""
        super().__init__(parent)
        self.time = VisitTime(asked["visited_at"].label, clock.now)
        self.editors = {key: make_editor(asked[key], clock) for key in ("method", "outcome", "visitors")}
        self.editors["visited_at"] = Editor(self.time, self.time.changed, self.time.cell, self.time.setText, self.time.problem)
        self._follows = True
        self.boxes = {key: Field(asked[key].label, self.editors[key].widget, required=asked[key].required) for key in SHARES}
        self._help = asked["method"].help
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for key, share in SHARES.items():
            row.addWidget(self.boxes[key], share, Qt.AlignmentFlag.AlignTop)
        self.editors["method"].changed.connect(self._method_changed)
        outcome = self.editors["outcome"].widget
        if isinstance(outcome, Choice):
            outcome.activated.connect(lambda _index: self.follow_method(False))

    def _method_changed(self, _value: str) -> None:
        if self._follows and self.chosen_outcome() in (Outcome.MET, Outcome.REMOTE):
            by_wire = self.chosen_method() in REMOTE_METHODS
            self.editors["outcome"].write((Outcome.REMOTE if by_wire else Outcome.MET).value)

    def follow_method(self, follow: bool) -> None:
        """Whether the outcome may still follow the method: for a new visit, not for a correction."""
        self._follows = follow

    def chosen_method(self) -> Method | None:
        """How the visit was made."""
        return Method(code) if (code := self.editors["method"].read()) else None

    def chosen_outcome(self) -> Outcome | None:
        """What came of it."""
        return Outcome(code) if (code := self.editors["outcome"].read()) else None

    def show_declined(self, declined: bool) -> None:
        """Say beside the method that the elder wants nobody at home."""
        more = QCoreApplication.translate("VisitFields", "老人说过不愿有人上门，可改为电话或请到服务中心") if declined else ""
        self.boxes["method"].set_hint(QCoreApplication.translate("VisitFields", "老人不愿上门") if declined else "")
        self.editors["method"].widget.setAccessibleDescription(more or self._help)
        self.editors["method"].widget.setToolTip(more or self._help)
