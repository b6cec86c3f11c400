"""Small questions, used like functions: each returns what was answered, or None."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.form_fields import Clock, Editor, FormField, make_editor, problem_of
from ui.shared.layouts import filled, spread
from ui.shared.widgets import DateEdit, Field, PrimaryButton, ReasonedSave, SecondaryButton, TextInput, text_label

LONGEST_REASON = 100
"""Characters a reason may have; it is printed in one line of the history."""


class Question(QDialog):
    """A title, a sentence of what will happen, fields, and one button that says what it does."""

    def __init__(self, parent: QWidget, title: str, words: str, action: str) -> None:
        """``action`` are the words of the button."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(460))
        self._column = filled(
            QVBoxLayout(self), text_label(title, "title"), text_label(words, "secondary", wrap=True), spacing=14, edges=(24, 24, 24, 24)
        )
        self._fields = QVBoxLayout()
        self._fields.setSpacing(theme.px(12))
        self._column.addLayout(self._fields)
        self._reasons: list[Callable[[], str]] = []
        self.save = ReasonedSave(PrimaryButton(action, "Ctrl+Return"), act=self.accept)
        self.save.button.setDefault(True)
        cancel = SecondaryButton(QCoreApplication.translate("Question", "取消"), "Esc", bind=False, act=self.reject)
        cancel.setAutoDefault(False)
        self._column.addLayout(spread(cancel, self.save, spacing=12))

    def ask(self, field: FormField, clock: Clock) -> Editor:
        """Add a field as a form has it; its reason names it."""
        editor = make_editor(field, clock)
        editor.changed.connect(self.judge)
        self.add(field.label, editor.widget, lambda: problem_of(field, editor), required=field.required)
        return editor

    def add(self, label: str, widget: QWidget, reason: Callable[[], str] | None = None, *, required: bool = True) -> None:
        """Add a field; ``reason`` says why it cannot be used yet."""
        first = not self._fields.count()
        self._fields.addWidget(Field(label, widget, required=required and reason is not None))
        if first:
            widget.setFocus()
        if reason is not None:
            self._reasons.append(reason)
        self.judge()

    def judge(self, *_changed: object) -> None:
        """Enable the button when no field has a reason against it."""
        self.save.set_reasons([reason() for reason in self._reasons])

    def answered(self) -> bool:
        """Ask; True when the button was pressed."""
        return self.exec() == QDialog.DialogCode.Accepted


class ReasonQuestion(Question):
    """Why a record is changed: one line, and the button that does it."""

    def __init__(self, parent: QWidget, title: str, words: str, action: str) -> None:
        """Empty, with the keyboard in the line."""
        super().__init__(parent, title, words, action)
        translate = QCoreApplication.translate  # lupdate knows this name
        label = translate("Question", "原因")
        self.field = TextInput(label, translate("Question", "例如：看错了行、日期写错"))
        self.field.setMaxLength(LONGEST_REASON)
        self.field.textChanged.connect(self.judge)
        self.add(label, self.field, lambda: "" if self.reason() else translate("Question", "请写明原因"))

    def reason(self) -> str:
        """What was typed, without outer blanks."""
        return self.field.text().strip()


def ask_reason(parent: QWidget, title: str, words: str, action: str) -> str | None:
    """Why a record is changed; the words go into its history."""
    question = ReasonQuestion(parent, title, words, action)
    return question.reason() if question.answered() else None


class DayQuestion(Question):
    """On which day something was or will be."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        action: str,
        today: date,
        label: str = "",
        earliest: date | None = None,
        latest: date | None = None,
    ) -> None:
        """Today at first; ``earliest`` and ``latest`` close the day in."""
        super().__init__(parent, title, words, action)
        self._earliest, self._latest = earliest, latest
        self._ahead = latest == today
        label = label or QCoreApplication.translate("Question", "日期")
        self.field = DateEdit(label, lambda: today, past=latest is not None and latest <= today, required=True)
        self.field.set_date(today)
        self.field.changed.connect(self.judge)
        self.add(label, self.field, self._problem)

    def day(self) -> date | None:
        """The day that was typed."""
        return self.field.date()

    def _problem(self) -> str:
        day, translate = self.field.date(), QCoreApplication.translate
        if day is None:
            return self.field.problem()
        if self._latest is not None and day > self._latest:
            words = translate("Question", "日期还没有到") if self._ahead else translate("Question", "最晚是 {day}")
            return words.format(day=self._latest)
        if self._earliest is not None and day < self._earliest:
            return translate("Question", "最早是 {day}").format(day=self._earliest)
        return ""


def ask_day(
    parent: QWidget,
    title: str,
    words: str,
    action: str,
    today: date,
    label: str = "",
    earliest: date | None = None,
    latest: date | None = None,
) -> date | None:
    """A day from ``earliest`` to ``latest`` (both may be open); with ``latest`` today it must have come."""
    question = DayQuestion(parent, title, words, action, today, label, earliest, latest)
    return question.day() if question.answered() else None


def ask_confirmed(parent: QWidget, title: str, words: str, action: str) -> bool:
    """Whether to go on: only where data leaves the machine or is gone for good; everything else has an undo."""
    return Question(parent, title, words, action).answered()
