"""Words of the due list: days, care levels, reasons and next steps."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.codes import CareLevel
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.results import DueItem
from ui.shared.messages import label as code_label
from ui.shared.surfaces import Kind
from ui.shared.words import day_words

_CONTEXT = "due"

RHYTHM: Mapping[CareLevel, str] = {
    CareLevel.HIGH: QT_TRANSLATE_NOOP("due", "每周"),
    CareLevel.MEDIUM: QT_TRANSLATE_NOOP("due", "半月"),
    CareLevel.LOW: QT_TRANSLATE_NOOP("due", "每月"),
}
REASONS: Mapping[str, str] = {
    "urgent_observation": QT_TRANSLATE_NOOP("due", "紧急：{detail}"),
    "need_past_due": QT_TRANSLATE_NOOP("due", "待办：{detail}"),
    "no_answer": QT_TRANSLATE_NOOP("due", "{detail}无人应答"),
    "never_visited": QT_TRANSLATE_NOOP("due", "还没有探访过"),
    "gap": QT_TRANSLATE_NOOP("due", "{detail}"),
}
"""The regular gap has no words of its own: the situation for which the elder is enrolled says more."""

STEPS: Mapping[str, str] = {
    "phone": QT_TRANSLATE_NOOP("due", "打本人电话"),
    "contact": QT_TRANSLATE_NOOP("due", "打给联系人"),
    "home": QT_TRANSLATE_NOOP("due", "再上门一次"),
    "unit_head": QT_TRANSLATE_NOOP("due", "告诉负责人"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)


def care_words(level: CareLevel) -> str:
    """The care level and how often it asks for a visit."""
    return f"{code_label(level)}·{_tr(RHYTHM[level])}"


def due_words(item: DueItem, today: date) -> str:
    """The words of the due pill; what is urgent waits for no date, and who was never visited is a plan of the month."""
    if item.reason == "urgent_observation":
        return QCoreApplication.translate("due", "尽快")
    if item.planned:
        return QCoreApplication.translate("due", "本月要走访")
    days = (item.due_on - today).days
    if days < 0:
        return QCoreApplication.translate("due", "过期 {n} 天").format(n=-days)
    if days == 0:
        return QCoreApplication.translate("due", "今天")
    return QCoreApplication.translate("due", "明天") if days == 1 else day_words(item.due_on, today)


def due_kind(item: DueItem, today: date) -> Kind:
    """The tone of the due pill: a help, not a threat, so red is left to danger."""
    if item.reason == "urgent_observation":
        return "danger"
    days = (item.due_on - today).days
    return "warning" if days < 0 and not item.planned else "accent" if days <= 7 else "neutral"


def reason_words(item: DueItem) -> str:
    """Why the elder is on the list; ``reason_detail`` already holds words."""
    return _tr(REASONS.get(item.reason, "{detail}")).format(detail=item.reason_detail)


def step_name(step: str) -> str:
    """The name of a step of the ladder; "" is an ordinary visit."""
    return _tr(STEPS[step]) if step in STEPS else QCoreApplication.translate("due", "照常去看望")


def step_words(item: DueItem) -> str:
    """What to try next, with the contact's name; empty when an ordinary visit is meant."""
    if item.next_step is None:
        return ""
    if item.next_step == "contact" and item.contact_name:
        return QCoreApplication.translate("due", "打给{name}").format(name=item.contact_name)
    return _tr(STEPS.get(item.next_step, ""))
