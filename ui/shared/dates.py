"""Fields for a day and for a moment; what is typed is read at once and written out when the field is left."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.shared.inputs import TextInput
from ui.shared.typed_dates import read_date, read_moment


class DateEdit(TextInput):
    """A day: ``18``, ``1118``, ``2026-11-18``; Up and Down move by a day, T is today."""

    changed = Signal()

    def __init__(self, label: str, today: Callable[[], dt.date], past: bool = True, required: bool = False) -> None:
        """With ``past`` False a day without a year lies in the present year, as for a due date."""
        super().__init__(label)
        self._today, self._past, self._required = today, past, required
        self.setPlaceholderText(self.tr("年-月-日，可输入 1118"))
        self.textChanged.connect(self._tell)

    def date(self) -> dt.date | None:
        """The day typed; None when empty or no day (see ``problem``)."""
        return read_date(self.text(), self._today(), self._past)

    def set_date(self, day: dt.date | None) -> None:
        """Write a day out."""
        self.setText(day.isoformat() if day else "")

    def problem(self) -> str:
        """Why the field cannot be used yet; empty when it can."""
        if not self.text().strip():
            return self.tr("请填写日期") if self._required else ""
        return "" if self.date() else self.tr("日期看不明白，请输入如 1118 或 2026-11-18")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and T set the day without typing."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            day = self.date() or self._today()
            self.set_date(dt.date.fromordinal(day.toordinal() + step))
        elif event.text() in ("t", "T"):
            self.set_date(self._today())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the day out in full, so that the reader sees what was understood."""
        self._write_out()
        super().focusOutEvent(event)

    def _write_out(self) -> None:
        day = self.date()
        if day:
            self.set_date(day)

    def _tell(self, _text: str) -> None:
        self.changed.emit()


class DateTimeEdit(TextInput):
    """A moment: ``1118 1040``, ``1040`` (today), ``2026-11-18 10:40``; Up and Down move by a day."""

    changed = Signal()

    def __init__(self, label: str, now: Callable[[], dt.datetime], required: bool = True, parent: QWidget | None = None) -> None:
        """``now`` gives the day that a bare time is meant on."""
        super().__init__(label, parent=parent)
        self._now, self._required = now, required
        self.setPlaceholderText(self.tr("可输入 1118 1040"))
        self.textChanged.connect(self._tell)

    def value(self) -> dt.datetime | None:
        """The moment typed, without seconds; None when empty or unreadable."""
        return read_moment(self.text(), self._now())

    def set_value(self, moment: dt.datetime | None) -> None:
        """Write a moment out."""
        self.setText(f"{moment:%Y-%m-%d %H:%M}" if moment else "")

    def problem(self) -> str:
        """Why the field cannot be used yet; empty when it can."""
        if not self.text().strip():
            return self.tr("请填写时间") if self._required else ""
        return "" if self.value() else self.tr("时间看不明白，请输入如 1118 1040")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by a day."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        moment = self.value() or self._now()
        if step:
            self.set_value(dt.datetime.combine(dt.date.fromordinal(moment.toordinal() + step), moment.time()))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the moment out in full."""
        moment = self.value()
        if moment:
            self.set_value(moment)
        super().focusOutEvent(event)

    def _tell(self, _text: str) -> None:
        self.changed.emit()
