"""The form of a register's records in a card: opened for a new record or a known one, saved by a service."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import RegisterInfo
from ui.registers.fields import LINKS, form_fields, link_choices
from ui.shared.form_fields import FormField
from ui.shared.record_form import RecordForm
from ui.shared.widgets import Card

if TYPE_CHECKING:
    from kashi_desktop.types.records import RowSaved
    from kashi_desktop.workspace import Workspace

Keep = Callable[[dict[str, str], bytes | None], "RowSaved | None"]
"""Saves what was typed, for a known record or a new one; None when the person changed their mind over a question."""


class RecordEntry(Card):
    """Made when it is first opened; a village is never asked for its own code."""

    kept = Signal(object, bool)
    """The RowSaved of what was just saved, and whether the record is new."""
    left = Signal()
    changed = Signal(str)
    """The key of the field that has another content."""

    def __init__(self, ws: "Workspace", info: RegisterInfo, keep: Keep | None = None, fields: Sequence[FormField] = ()) -> None:
        """Without ``keep`` the record service saves; ``fields`` in place of those of the register."""
        super().__init__()
        self._ws, self._info, self._fields = ws, info, fields
        self._keep: Keep = keep or (lambda cells, record: ws.records.save(info.name, cells, record))
        self._record: bytes | None = None
        self._places: tuple[tuple[str, str], ...] = ()
        self.form: RecordForm | None = None

    def open(self, record: object, values: Mapping[str, str | None]) -> None:
        """The form of a record by its id, or with anything else of a new one; the cursor stands where typing begins."""
        form = self._made()
        typed = {key: text or "" for key, text in values.items()}
        self._record = record if isinstance(record, bytes) else None
        self._offer(typed.get("unit_code", ""), [field.key for field in form.fields if field.kind in ("unit", "shares")])
        form.open_record(record, typed)

    def take_focus(self) -> None:
        """Let somebody type: a person from the name on."""
        if self.form is not None:
            name = self.form.editors.get("full_name")
            (name.widget if name else self.form.first_field()).setFocus()

    def _made(self) -> RecordForm:
        if self.form is None:
            own = ("unit_code",) if self._ws.office.level is UnitLevel.VILLAGE else ()
            self.form = RecordForm(self._fields or form_fields(self._info, own), self._ws.clock.today, self._ws.clock.now)
            self.form.keep_drafts(self._ws.drafts, self._info.name)
            self.add(self.form, 1)
            self.form.save_wanted.connect(self._save)
            self.form.cancelled.connect(self.left)
            self.form.changed.connect(self._typed)
        return self.form

    def _offer(self, unit: str, keys: Sequence[str]) -> None:
        if keys and not self._places:
            self._places = self._ws.units.choices()
        for key in keys:
            known = unit if unit in dict(self._places) else ""
            self._made().set_choices(key, link_choices(self._ws, key, known) if key in LINKS else self._places)

    def _typed(self, key: str) -> None:
        if key == "unit_code" and self.form is not None:  # another unit has other people and courses
            self._offer(self.form.value(key), [link for link in LINKS if link in self.form.editors])
        self.changed.emit(key)

    def _save(self, values: dict[str, str]) -> None:
        form = self._made()
        try:
            saved = self._keep(values, self._record)
        except KnownError as error:
            form.refuse(error)
            return
        if saved is not None:
            form.mark_saved()
            self.kept.emit(saved, self._record is None)
