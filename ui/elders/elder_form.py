"""Enrols an elder or changes what is kept about one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from db.codes import CareLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.inputs import ElderInput
from kashi_desktop.types.records import RegisterInfo
from kashi_desktop.types.results import ElderCard, ElderRow, Saved
from ui.registers.fields import form_fields
from ui.registers.words import info_of
from ui.shared.form_fields import FormField
from ui.shared.record_form import RecordForm

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

PAUSE_MS = 250
"""A pause in typing after which people of the same name are looked up."""


class ElderForm(RecordForm):
    """One page without scrolling; what needs consent stays closed until its date is given, the ID number is never shown again."""

    saved = Signal(object, str)
    """Saved and the name, for the line that tells what changed."""

    def __init__(self, ws: "Workspace") -> None:
        """Blank until ``show_elder``."""
        self._ws, self._info = ws, info_of("elder")
        super().__init__(_asked(self._info, ws.clock.today), ws.clock.today, ws.clock.now)
        self.keep_drafts(ws.drafts, "elder")
        self._elder: ElderCard | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look_up_name)
        self.changed.connect(lambda key: self._timer.start() if key == "full_name" else None)
        self.save_wanted.connect(self._save)

    def show_elder(self, elder: ElderCard | None) -> None:
        """Change this elder, or with None enrol a new one."""
        self._elder = elder
        values = {"enrolled_on": self._ws.clock.today().isoformat()}
        if elder is not None:
            values = {**elder.cells, "id_number": ""}
        self.open_record(elder.id if elder else None, values)
        number = self.editors["id_number"].widget
        if isinstance(number, QLineEdit):
            number.setPlaceholderText(elder.id_masked if elder else "")
        self._timer.stop()

    def _closing(self, elder: ElderCard) -> dict[str, str]:
        """The columns of the latest enrolment."""
        return {key: elder.cells[key] for key in ("closed_on", "closed_reason") if elder.cells[key]}

    def look_up_name(self) -> None:
        """Say who is already on the register under this name: the same names are very common."""
        name = self.value("full_name")
        mine = self._elder.id if self._elder else None
        rows = [row for row in self._ws.elders.same_name(name) if row.id != mine] if name else []
        people = "；".join(self._person(row) for row in rows[:4])
        self.show_warnings([self.tr("名册里已有同名的人：{people}。是同一个人就不用再登记。").format(people=people)] if rows else [])

    def _person(self, row: ElderRow) -> str:
        parts = (row.full_name, self.tr("{year} 年生").format(year=row.birth_date.year), row.group, row.ref)
        return " ".join(part for part in parts if part)

    def _save(self, values: dict[str, str]) -> None:
        from kashi_desktop.services.records import read_input  # late: the services load after the first window

        closing = self._closing(self._elder) if self._elder else {}
        try:
            elder = read_input(ElderInput, closing | values)
            saved: Saved = self._ws.elders.save(elder, self._elder.id if self._elder else None)
        except KnownError as error:
            self.refuse(error)
            return
        self.set_values({"id_number": ""})  # it must not linger in the widget
        self.mark_saved()
        self.saved.emit(saved, elder.full_name)


def _asked(info: RegisterInfo, today: Callable[[], date]) -> list[FormField]:
    """The fields with what a list of codes does not say: no day ahead, and how often somebody comes."""
    translate = QCoreApplication.translate
    gaps = {
        CareLevel.HIGH: translate("ElderForm", "每周"),
        CareLevel.MEDIUM: translate("ElderForm", "半月"),
        CareLevel.LOW: translate("ElderForm", "每月"),
    }

    def ahead(text: str) -> str:
        return translate("ElderForm", "日期还没有到，请核对") if text > today().isoformat() else ""

    def told(field: FormField) -> FormField:
        if field.key == "care_level":
            return replace(field, choices=tuple((value, f"{words}·{gaps[CareLevel(value)]}") for value, words in field.choices))
        return replace(field, check=ahead) if field.kind == "date" else field

    return [told(field) for field in form_fields(info)]
