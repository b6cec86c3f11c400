"""Beside the visit form: what was before, whom to call, who is next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.codes import EFFECTIVE, Method
from kashi_desktop.types.results import DueItem, ElderCard, Visit
from ui.shared import theme
from ui.shared.messages import label as code_label
from ui.shared.phone_reveal import PhoneReveal
from ui.shared.surfaces import Kind
from ui.shared.widgets import Card, Pill, empty, spread, text_label
from ui.shared.words import day_words

SHOWN = 6
"""Previous visits that fit beside the form."""


class VisitSide(QWidget):
    """Two cards in a narrow column."""

    def __init__(self, note_phones: Callable[[bytes], None], parent: QWidget | None = None) -> None:
        """Empty until an elder is shown; ``note_phones`` logs that whole numbers are."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        self._previous = Card(self.tr("以前的探访"))
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(theme.px(6))
        self._lines.setHorizontalSpacing(theme.px(8))
        self._lines.setColumnStretch(1, 1)
        self._previous.add(self._lines)
        self._contact = Card(self.tr("联系人"))
        self._elder: ElderCard | None = None
        self._who, self._next = QVBoxLayout(), QVBoxLayout()
        self.phones = PhoneReveal(note_phones)
        self.phones.turned.connect(self._show_contact)
        for part in (self._who, self._next):
            part.setSpacing(theme.px(4))
        self._contact.add(self._who)
        self._contact.add(self.phones)
        self._contact.add(self._next)
        self._contact.body.addStretch(1)
        column.addWidget(self._previous)
        column.addWidget(self._contact, 1)

    def show_elder(self, elder: ElderCard, previous: tuple[Visit, ...], today: date) -> None:
        """Show the latest visits and, with consent, the contact."""
        empty(self._lines)
        for line, visit in enumerate(visit for visit in previous[:SHOWN] if not visit.voided):
            self._lines.addWidget(text_label(day_words(visit.visited_at.date(), today)), line, 0)
            self._lines.addLayout(spread(_outcome_pill(visit), None), line, 1)
        if not any(not visit.voided for visit in previous):
            self._lines.addWidget(text_label(self.tr("还没有探访过，这是第一次。"), "secondary", wrap=True), 0, 0, 1, 2)
        self._elder = elder
        self.phones.begin(elder)
        self._show_contact()

    def _show_contact(self) -> None:
        empty(self._who)
        elder = self._elder
        if elder is None:
            return
        if not elder.consented:
            self._who.addWidget(text_label(self.tr("先征得本人同意，才登记电话和联系人。"), "secondary", wrap=True))
        elif not elder.contact_name and not elder.phone:
            self._who.addWidget(text_label(self.tr("没有登记联系人。"), "secondary", wrap=True))
        else:
            self._add_person(f"{elder.contact_relation} {elder.contact_name}".strip(), elder.contact_phone)
            self._add_person(self.tr("本人"), elder.phone)

    def _add_person(self, words: str, phone: str) -> None:
        if not words or (not phone and words == self.tr("本人")):
            return
        self._who.addWidget(text_label(words, wrap=True))
        if phone:
            self._who.addWidget(text_label(self.phones.words(phone), "secondary"))
        self._who.addSpacing(theme.px(6))

    def show_next(self, item: DueItem | None) -> None:
        """Show who will be opened after saving; None: nobody is waiting."""
        empty(self._next)
        if item is None:
            return
        self._next.addSpacing(theme.px(10))
        self._next.addWidget(text_label(self.tr("下一位到期"), "secondary"))
        self._next.addWidget(text_label(item.full_name, wrap=True))
        place = " · ".join(part for part in (self.tr("{year} 年生").format(year=item.birth_date.year), item.group) if part)
        self._next.addWidget(text_label(place, "secondary"))


def _outcome_pill(visit: Visit) -> Pill:
    kind: Kind = "good" if visit.outcome in EFFECTIVE else "neutral"
    words = code_label(visit.outcome)
    return Pill(f"{code_label(visit.method)} · {words}" if visit.method is not Method.HOME else words, kind)
