"""Enrols an elder or changes what is kept about one."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.faults import Fault, faults_of
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.types.results import ElderCard, ElderRow, Saved
from ui.elders.elder_fields import ElderFields
from ui.shared import theme
from ui.shared.draft_keeper import DraftKeeper
from ui.shared.kept_notice import KeptNotice
from ui.shared.messages import sentence
from ui.shared.widgets import Card, ErrorLine, PrimaryButton, ReasonedSave, SecondaryButton, hairline, text_label

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

PAUSE_MS = 250
"""A pause in typing after which people of the same name are looked up."""


class ElderForm(QWidget):
    """One page without scrolling; saving says why it cannot yet, beside the button."""

    saved = Signal(object, str)
    """Saved and the name, for the line that tells what changed."""
    cancelled = Signal()

    def __init__(self, ws: "Workspace", parent: QWidget | None = None) -> None:
        """Blank until ``show_elder``."""
        super().__init__(parent)
        self._ws = ws
        self._elder: ElderCard | None = None
        self.fields = ElderFields(ws.clock.today)
        self.fault = ErrorLine()
        self._keeper = DraftKeeper(ws.drafts, "elder", self)
        self._keeper.failed.connect(lambda error: self.fault.show_error(sentence(error)))
        self._opened: dict[str, str] = {}
        card = Card()
        self.kept = KeptNotice()
        self.kept.restore_wanted.connect(self._start_anew)
        card.add(self.kept)
        card.add(self.fields, 1)
        self._same = text_label("", "warning", wrap=True)
        self._same.hide()
        card.add(self._same)
        card.add(self.fault)
        card.add(hairline())
        self.save = ReasonedSave(PrimaryButton(self.tr("保存"), "Ctrl+Return"))
        self.save.clicked.connect(self._save)
        self.cancel = SecondaryButton(self.tr("返回"), "Esc", icon="back")
        self.cancel.clicked.connect(self._cancel)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self.cancel)
        foot.addWidget(self.save, 1)
        card.add(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look_up_name)
        self.fields.name_field.textChanged.connect(self._name_typed)
        self.fields.changed.connect(self._judge)
        self._judge()

    def show_elder(self, elder: ElderCard | None) -> None:
        """Change this elder, or with None enrol a new one."""
        self._keeper.flush()
        self._elder = elder
        self.fault.clear_error()
        self._same.hide()
        self.fields.show_elder(elder)
        self._opened = self.fields.typed()
        key = elder.id if elder else NEW_RECORD
        draft = self._keeper.find(key)
        self._keeper.begin(key, self._taken)
        if draft:
            self.fields.lay_over(draft)
        self.kept.setVisible(bool(draft))
        self._timer.stop()
        self.fields.name_field.setFocus()

    def _taken(self, _now: datetime) -> dict[str, str] | None:
        """What differs from the record, without what must be written nowhere."""
        return {key: text for key, text in self.fields.typed().items() if text != self._opened.get(key, "")} or None

    def _start_anew(self) -> None:
        self._keeper.forget()
        self.show_elder(self._elder)

    def _cancel(self) -> None:
        self._keeper.flush()
        self.cancelled.emit()

    def _judge(self) -> None:
        self._keeper.touch()
        self.save.set_reasons(self.fields.problems())

    def _name_typed(self, _text: str) -> None:
        self._timer.start()

    def look_up_name(self) -> None:
        """Say who is already on the register under this name: the same names are very common."""
        name = self.fields.name_field.text().strip()
        mine = self._elder.id if self._elder else None
        rows = [row for row in self._ws.elders.same_name(name) if row.id != mine] if name else []
        self._same.setVisible(bool(rows))
        people = "；".join(self._person(row) for row in rows[:4])
        self._same.setText(self.tr("名册里已有同名的人：{people}。是同一个人就不用再登记。").format(people=people) if rows else "")

    def _person(self, row: ElderRow) -> str:
        parts = (row.full_name, self.tr("{year} 年生").format(year=row.birth_date.year), row.group, row.ref)
        return " ".join(part for part in parts if part)

    def _refuse(self, faults: Sequence[Fault]) -> None:
        """Show each fault below its field, the others above the buttons."""
        self.fault.show_error("\n".join(sentence(each) for each in faults if not self.fields.set_error(each.column, sentence(each))))

    def _save(self) -> None:
        self.fields.clear_errors()
        self.fault.clear_error()
        try:
            elder = self.fields.input()
            saved: Saved = self._ws.elders.save(elder, self._elder.id if self._elder else None)
        except ValidationError as error:
            self._refuse(faults_of(error))
            return
        except KnownError as error:
            faults: Sequence[Fault] = getattr(error, "faults", ())
            if faults:
                self._refuse(faults)
            else:
                self.fault.show_error(sentence(error))
            return
        # The ID number must not linger in the widget: it is never shown again.
        self.fields.field("id_number").clear()
        self._opened = self.fields.typed()
        self._keeper.forget()
        self.saved.emit(saved, elder.full_name)
