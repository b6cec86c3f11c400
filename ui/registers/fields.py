"""The one builder of forms: what a register's form asks, from the description of its columns."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.records import FieldInfo, RecordRow, RegisterInfo
from ui.registers.looks import FieldLook, look_of
from ui.registers.words import choices_of, info_of, translated
from ui.shared.entry_model import GridColumn
from ui.shared.form_fields import FormField, Kind

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

KINDS: Mapping[str, Kind] = {
    "day": "date", "minute": "datetime", "whole": "int", "decimal": "decimal", "flag": "flag3", "units": "shares", "people": "people",
    "unit_code": "unit", "hours": "hours",
}  # fmt: skip
NARROW = frozenset({"ref", "name", "phone"})
"""Kinds of cells that take a quarter of the width."""
LINKS: Mapping[str, str] = {
    "course_ref": "course", "worker_ref": "worker", "volunteer_ref": "volunteer", "activity_ref": "activity",
}  # fmt: skip
"""Columns that name a record of another register by its number."""
CONSENT = "consent_on"
"""The column with the day on which a person agreed to what needs it."""
_NAMES: Mapping[str, tuple[str, str]] = {
    "course": ("title", "starts_on"), "worker": ("full_name", "post"), "volunteer": ("full_name", "birth_date"),
    "activity": ("title", "starts_at"),
}  # fmt: skip


def form_fields(info: RegisterInfo, left_out: Collection[str] = ()) -> tuple[FormField, ...]:
    """What the form of a register asks, in the order of its look, then of the template."""
    look = look_of(info.name)
    asked = {each.key: each for each in info.fields if each.key not in look.untyped and each.key not in left_out}
    order = [*(key for key in look.form if key in asked), *(key for key in asked if key not in look.form)]
    consent = CONSENT if CONSENT in asked else ""
    return tuple(_field(asked[key], look.fields.get(key, FieldLook()), consent) for key in order)


def fields_of(register: str) -> dict[str, FormField]:
    """What the form of a register asks, by column."""
    return {field.key: field for field in form_fields(info_of(register))}


def grid_column(register: str, key: str, width: int, **more: Any) -> GridColumn:
    """A field as a column of an entry grid; ``more`` are fields of ``GridColumn`` that differ from the usual."""
    field = fields_of(register)[key]
    kind = {"code": "code", "int": "number", "decimal": "number"}.get(field.kind, "text")
    usual = {"label": field.label, "kind": kind, "choices": field.choices, "low": field.low, "high": field.high}
    return GridColumn(**{"key": key, "width": width, **usual, **more})


def _field(field: FieldInfo, look: FieldLook, consent: str) -> FormField:
    kind = look.kind or _kind(field)
    translate = QCoreApplication.translate
    numbered = translate("RegisterView", "留空自动编号") if field.key == "ref" and not field.required else ""
    agreed = translate("RegisterView", "本人同意才保存") if field.basis == "consent" else ""
    return FormField(
        field.key,
        translated(field.label),
        kind,
        field.required,
        choices_of(field) if field.kind != "flag" else (),
        "\n".join(words for words in (translated(field.purpose), agreed) if words),
        translated(look.note) if look.note else numbered,
        translated(look.example) if look.example else "",
        translated(look.group) if look.group else "",
        low=Decimal(field.least) if field.least and kind in ("int", "decimal") else None,
        high=Decimal(field.most) if field.most and kind in ("int", "decimal") else None,
        limit=field.max_length,
        past=not look.ahead,
        after=look.after,
        span=look.span or (1 if field.kind in NARROW and kind == "text" else 0),
        half=look.half,
        drafted=field.kind != "id_number",
        consent=consent if field.consent else "",
    )


def _kind(field: FieldInfo) -> Kind:
    if field.key in LINKS:
        return "unit"
    if field.choices and field.kind != "flag":
        return "codes" if field.multiple else "code"
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
