"""The required first line of the visit form, in the order of the paper: time, method, outcome, visitors."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.codes import Method, Outcome
from ui.shared import theme
from ui.shared.form_fields import Clock, Editor, FormField, make_editor
from ui.shared.shortcuts import bind
from ui.shared.widgets import Choice, DateTimeEdit, Field

SHARES = {"visited_at": 26, "method": 21, "outcome": 23, "visitors": 30}
"""The fields of the line with their parts of its width."""


class VisitTime(DateTimeEdit):
    """A moment; a bare time is meant on the day of the pile of paper, which the last visit told."""

    def __init__(self, label: str, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        """``now`` decides the year of a typed day."""
        super().__init__(label, now, parent=parent)
        self.kept = now()
        self.usual_day = lambda: self.kept.date()
        self.setToolTip(self.tr("只输入数字：1118 1040 是 11月18日 10:40；1040 只改时间；↑↓ 换日期"))

    def problem(self) -> str:
        """Why the visit cannot be saved yet; empty when it can."""
        moment, now = self.value(), self._now()
        if self.text().strip() == self.kept.date().isoformat():
            return self.tr("请填写时间")
        if moment is not None and moment > now:
            return self.tr("日期还没有到，请核对") if moment.date() > now.date() else self.tr("这个时间还没有到，请核对")
        return super().problem()


class VisitHead(QWidget):
    """Four fields in one line; Alt and a digit choose the outcome from anywhere in the form, and only a person chooses it."""

    def __init__(self, asked: Mapping[str, FormField], clock: Clock, parent: QWidget | None = None) -> None:
        """``asked`` are the fields of a visit."""
        super().__init__(parent)
        self.time = VisitTime(asked["visited_at"].label, clock.now)
        self.editors = {key: make_editor(asked[key], clock) for key in ("method", "outcome", "visitors")}
        self.editors["visited_at"] = Editor(self.time, self.time.changed, self.time.cell, self.time.write, self.time.problem)
        self.boxes = {key: Field(asked[key].label, self.editors[key].widget, required=asked[key].required) for key in SHARES}
        self._help = asked["method"].help
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for key, share in SHARES.items():
            row.addWidget(self.boxes[key], share, Qt.AlignmentFlag.AlignTop)
        self._carried: Mapping[str, str] = {}
        self._declined = False
        for key in SHARES:
            self.editors[key].changed.connect(self._show_hints)
        self._bind_outcomes()

    def _bind_outcomes(self) -> None:
        outcome = self.editors["outcome"]
        for number, code in enumerate(Outcome, 1):
            bind(self, f"Alt+{number}", lambda value=code.value: outcome.write(value))
        outcome.widget.setToolTip(QCoreApplication.translate("VisitFields", "Alt 加数字直接选结果，在哪一格都行"))
        if isinstance(outcome.widget, Choice):
            outcome.widget.setPlaceholderText(QCoreApplication.translate("VisitFields", "请选 Alt 1–{n}").format(n=len(Outcome)))

    def show_carried(self, carried: Mapping[str, str]) -> None:
        """Say beside a field that it stands there from the last saved visit, for as long as it does."""
        self._carried = carried
        self._show_hints()

    def _show_hints(self, *_value: object) -> None:
        words = QCoreApplication.translate("VisitFields", "沿用上次")
        for key in SHARES:
            before, now = self._carried.get(key), self.editors[key].read()
            same = bool(before) and (now.startswith(before or "") if key == "visited_at" else now == before)
            self.boxes[key].set_hint(words if same else "")
        if self._declined:
            self.boxes["method"].set_hint(QCoreApplication.translate("VisitFields", "老人不愿上门"))

    def chosen_method(self) -> Method | None:
        """How the visit was made."""
        return Method(code) if (code := self.editors["method"].read()) else None

    def chosen_outcome(self) -> Outcome | None:
        """What came of it."""
        return Outcome(code) if (code := self.editors["outcome"].read()) else None

    def show_declined(self, declined: bool) -> None:
        """Say beside the method that the elder wants nobody at home."""
        more = QCoreApplication.translate("VisitFields", "老人说过不愿有人上门，可改为电话或请到服务中心") if declined else ""
        self._declined = declined
        self._show_hints()
        self.editors["method"].widget.setAccessibleDescription(more or self._help)
        self.editors["method"].widget.setToolTip(more or self._help)
