"""Fields for a day and for a moment; what is typed is read at once and written out when the field is left.

What is possible and unlikely is asked: a line under the field, and nothing is saved until one key answers it.
"""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.typed_dates import is_far, read_date, read_moment
from ui.shared.inputs import AskingInput


def _year_question(day: dt.date, today: dt.date) -> str:
    words = QCoreApplication.translate("AskingInput", "是{year}年{month}月{day}日吗？")
    return words.format(year=day.year, month=day.month, day=day.day) if is_far(day, today) else ""


class DateEdit(AskingInput):
    """A day: ``18``, ``1118``, ``2026-11-18``; Up and Down move by a day, T is today."""

    def __init__(self, label: str, today: Callable[[], dt.date], past: bool = True, required: bool = False) -> None:
        """With ``past`` False a day without a year may lie ahead, as a due date."""
        super().__init__(label, required)
        self._today, self._past = today, past
        self.setPlaceholderText(self.tr("年-月-日，可输入 1118"))

    def _read(self) -> dt.date | None:
        return read_date(self.text(), self._today(), self._past)

    def date(self) -> dt.date | None:
        """The day typed; None when empty, no day, or one that is asked about (see ``problem``)."""
        return None if self.asks_year() else self._read()

    def cell(self) -> str:
        """The day as a cell, or what is half typed."""
        day = self.date()
        return day.isoformat() if day else self.text().strip()

    def set_date(self, day: dt.date | None) -> None:
        """Write a day out."""
        self.setText(day.isoformat() if day else "")

    def guess(self) -> str:
        """Whether the month and day of that year are meant."""
        day = self._read()
        return _year_question(day, self._today()) if day and read_date(self.text()) is None else ""

    def problem(self) -> str:
        """Why the field cannot be used yet; empty when it can."""
        if not self.text().strip():
            return self.tr("请填写日期") if self._required else ""
        return self.question() or ("" if self.date() else self.tr("日期看不明白，请输入如 1118 或 2026-11-18"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and T set the day without typing."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            day = self._read() or self._today()
            self.set_date(dt.date.fromordinal(day.toordinal() + step))
        elif event.text() in ("t", "T"):
            self.set_date(self._today())
        else:
            super().keyPressEvent(event)

    def write_out(self) -> None:
        """The day with its year."""
        if day := self.date():
            self.set_date(day)


class DateTimeEdit(AskingInput):
    """A moment: ``1118 1040``, ``1040`` (the usual day), ``2026-11-18 10:40``; Up and Down move by a day."""

    def __init__(self, label: str, now: Callable[[], dt.datetime], required: bool = True, parent: QWidget | None = None) -> None:
        """A bare time is meant on the day of ``now``, unless ``usual_day`` is replaced."""
        super().__init__(label, required, parent)
        self._now = now
        self.usual_day: Callable[[], dt.date | None] = lambda: now().date()
        """The day that a bare time is meant on; None while it is not known."""
        self.setPlaceholderText(self.tr("可输入 1118 1040"))

    def _read(self) -> dt.datetime | None:
        return read_moment(self.text(), self._now().date(), self.usual_day())

    def value(self) -> dt.datetime | None:
        """The moment typed, without seconds; None when empty, unreadable or asked about."""
        return None if self.asks_year() else self._read()

    def cell(self) -> str:
        """The moment as a cell, or what is half typed."""
        moment = self.value()
        return f"{moment:%Y-%m-%d %H:%M}" if moment else self.text().strip()

    def set_value(self, moment: dt.datetime | None) -> None:
        """Write a moment out."""
        self.setText(f"{moment:%Y-%m-%d %H:%M}" if moment else "")

    def guess(self) -> str:
        """Whether the month and day of that year are meant."""
        moment = self._read()
        guessed = moment is not None and read_moment(self.text(), on=self.usual_day()) is None
        return _year_question(moment.date(), self._now().date()) if moment and guessed else ""

    def problem(self) -> str:
        """Why the field cannot be used yet; empty when it can."""
        if not self.text().strip():
            return self.tr("请填写时间") if self._required else ""
        return self.question() or ("" if self.value() else self.tr("时间看不明白，请输入如 1118 1040"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by a day."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        moment = self._read() or self._now()
        if step:
            self.set_value(dt.datetime.combine(dt.date.fromordinal(moment.toordinal() + step), moment.time()))
        else:
            super().keyPressEvent(event)

    def write_out(self) -> None:
        """The moment with its day."""
        if moment := self.value():
            self.set_value(moment)
