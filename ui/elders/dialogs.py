"""Small questions about an elder, used like functions: each returns what was answered, or None."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.inputs import CloseInput, ReopenInput
from ui.registers.words import choices_of, field_of, label_of, translated
from ui.shared.questions import DayQuestion, ask_day
from ui.shared.widgets import Choice


def ask_closing(parent: QWidget, name: str, today: date) -> CloseInput | None:
    """When and why an enrolment ends."""
    translate = QCoreApplication.translate
    words = translate("Question", "{name} 将不再出现在探访名单里，以前的记录都会保留，以后可以重新登记。").format(name=name)
    question = DayQuestion(
        parent,
        translate("Question", "注销登记"),
        words,
        translate("Question", "注销"),
        today,
        label_of("elder", "closed_on"),
        latest=today,
    )
    why = field_of("elder", "closed_reason")
    reason = Choice(translated(why.label), choices_of(why))
    reason.changed.connect(question.judge)
    question.add(translated(why.label), reason, lambda: "" if reason.value() else translate("Question", "请选择原因"))
    chosen = question.day() if question.answered() else None
    if chosen is None:
        return None
    return CloseInput.model_validate({"closed_on": chosen, "closed_reason": reason.value()})


def ask_reopening(parent: QWidget, name: str, today: date) -> ReopenInput | None:
    """From when an elder is enrolled again."""
    translate = QCoreApplication.translate
    words = translate("Question", "{name} 会重新出现在探访名单里，以前的登记期间不会改动。").format(name=name)
    title = translate("Question", "重新登记")
    chosen = ask_day(parent, title, words, title, today, label_of("elder", "enrolled_on"), latest=today)
    return ReopenInput(enrolled_on=chosen) if chosen else None


def ask_withdrawal(parent: QWidget, name: str, today: date) -> date | None:
    """When consent was taken back."""
    translate = QCoreApplication.translate
    words = translate("Question", "{name} 的电话、住址、联系人和历次看到的情况会被删除，不能恢复，以后也不再记录；探访照常进行。").format(
        name=name
    )
    title, action = translate("Question", "本人撤回同意"), translate("Question", "撤回同意")
    return ask_day(parent, title, words, action, today, translate("Question", "撤回日期"), latest=today)
