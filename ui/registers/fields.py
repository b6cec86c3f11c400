"""The form of any register from the description of its columns."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from kashi_desktop.types.records import FieldInfo, RecordRow, RegisterInfo
from ui.registers.looks import LOOKS
from ui.registers.words import translated
from ui.shared.form_fields import FormField, Kind

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

KINDS: Mapping[str, Kind] = {
    "day": "date", "minute": "datetime", "whole": "int", "decimal": "decimal", "flag": "flag3", "units": "shares", "people": "people",
    "unit_code": "unit", "hours": "hours",
}  # fmt: skip
SEVERAL = frozenset({"Certificates", "Categorys", "NeedKinds"})
"""Kinds of cells that hold several words of an enum."""
LINKS: Mapping[str, str] = {
    "course_ref": "course", "worker_ref": "worker", "volunteer_ref": "volunteer", "activity_ref": "activity",
}  # fmt: skip
"""Columns that name a record of another register by its number."""
_LONG = frozenset({"progress"})
_NAMES: Mapping[str, tuple[str, str]] = {
    "course": ("title", "starts_on"), "worker": ("full_name", "post"), "volunteer": ("full_name", "birth_date"),
    "activity": ("title", "starts_at"),
}  # fmt: skip


def form_fields(ws: "Workspace", info: RegisterInfo) -> tuple[FormField, ...]:
    """Fields in the order of the template; a village never asks for its own code."""
    own = ws.office.level is UnitLevel.VILLAGE
    look = LOOKS[info.name]
    return tuple(_field(each, look.spans.get(each.key, 0)) for each in info.fields if not (own and each.key == "unit_code"))


def _field(field: FieldInfo, span: int) -> FormField:
    choices = tuple((value, QCoreApplication.translate("codes", words)) for value, words in field.choices) if field.kind != "flag" else ()
    kind = _kind(field)
    numbers_itself = field.key == "ref" and not field.required
    numbered = QCoreApplication.translate("RegisterView", "留空自动编号")
    return FormField(
        field.key,
        translated(field.label),
        kind,
        field.required,
        choices,
        numbered if numbers_itself else translated(field.purpose),
        low=0 if kind in ("int", "decimal") else None,
        limit=500 if kind == "lines" else 200,
        quiet=not numbers_itself,
        past=field.key not in ("due_on", "valid_to"),
        span=span,
        drafted=field.kind != "id_number",
    )


def _kind(field: FieldInfo) -> Kind:
    if field.key in LINKS:
        return "unit"
    if field.key in _LONG:
        return "lines"
    if field.choices and field.kind != "flag":
        return "codes" if field.kind in SEVERAL else "code"
    return KINDS.get(field.kind, "text")


def link_choices(ws: "Workspace", key: str, unit_code: str) -> tuple[tuple[str, str], ...]:
    """(number, words) of the records that a column may name in a unit."""
    register = LINKS[key]
    return tuple((row.cells["ref"] or "", link_words(register, row)) for row in ws.records.list(register, unit_code))


def link_words(register: str, row: RecordRow) -> str:
    """A record as its number is spelled out: ``培训班 2026-05-10 C1``."""
    parts = [row.cells.get(key) for key in (*_NAMES[register], "ref")]
    return " ".join(part for part in parts if part)


def spelled(rows: Sequence[RecordRow], register: str) -> Mapping[tuple[str, str], str]:
    """Words of records by unit and number, for tables that name them."""
    return {(row.unit_code, row.cells["ref"] or ""): row.cells.get(_NAMES[register][0]) or "" for row in rows}
