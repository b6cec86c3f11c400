"""Needs in words: what waits for when, who does it."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from db.codes import NeedAction, NeedStatus
from kashi_desktop.types.results import Need
from ui.shared.messages import label as code_label
from ui.shared.words import day_words

OVERDUE, WEEK, LATER, OPEN_END = "overdue", "week", "later", "open_end"
GROUPS = (OVERDUE, WEEK, LATER, OPEN_END)
WEEK_DAYS = 7


def group_of(need: Need, today: date) -> str:
    """The column of the board that a need stands in: today and the six days after it are this week's."""
    if need.due_on is None:
        return OPEN_END
    if need.due_on < today:
        return OVERDUE
    return WEEK if need.due_on < today + timedelta(days=WEEK_DAYS) else LATER


def grouped(needs: Iterable[Need], today: date) -> dict[str, list[Need]]:
    """Needs by column, in their order."""
    found: dict[str, list[Need]] = {group: [] for group in GROUPS}
    for need in needs:
        found[group_of(need, today)].append(need)
    return found


def due_words(need: Need, today: date) -> str:
    """``11月20日``, ``今天``, ``过期 3 天``; blank without a day."""
    translate = QCoreApplication.translate
    if need.due_on is None:
        return ""
    days = (need.due_on - today).days
    if days < 0:
        return translate("needs", "过期 {n} 天").format(n=-days)
    return {0: translate("needs", "今天"), 1: translate("needs", "明天")}.get(days) or day_words(need.due_on, today)


def who_words(need: Need) -> str:
    """What is being done: the state while it is worked on, the action and to whom it was handed."""
    parts = [code_label(need.status)] if need.status is NeedStatus.DOING else []
    if need.action is not None and not (need.action is NeedAction.REFERRED and need.referral_to):
        parts.append(code_label(need.action))
    if need.referral_to:
        parts.append(QCoreApplication.translate("needs", "转介 {who}").format(who=need.referral_to))
    return " · ".join(parts)
