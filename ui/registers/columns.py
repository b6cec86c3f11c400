"""The columns of a register in words: of its list, its card and its workbook."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from kashi_desktop.types.records import FieldInfo, RecordRow, RegisterInfo
from ui.registers.fields import LINKS
from ui.registers.looks import LOOKS
from ui.registers.record_table import record_of
from ui.registers.words import cell_words, exported, sort_key, translated
from ui.shared.table import Column

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

WIDTHS: Mapping[str, int] = {"day": 112, "minute": 148, "whole": 104, "decimal": 118, "flag": 78, "ref": 104, "name": 150}


class RegisterColumns:
    """One register's columns; a register that shows more overrides ``shown``."""

    def __init__(self, ws: "Workspace", info: RegisterInfo) -> None:
        """``linked`` come with the rows: words of records by column, then by unit and number."""
        self._ws = ws
        self.fields: Mapping[str, FieldInfo] = {each.key: each for each in info.fields}
        self.look = LOOKS[info.name]
        self.linked: Mapping[str, Mapping[tuple[str, str], str]] = {}
        self._village = ws.office.level is UnitLevel.VILLAGE
        self._units: dict[str, str] = {}

    def shown(self) -> tuple[Column, ...]:
        """The columns of the table."""
        made = [self.column(key, bold=index == 0) for index, key in enumerate(self.look.shown)]
        return tuple([*made[:1], self.unit_column(), *made[1:]] if self.wide() else made)

    def exported_only(self) -> tuple[Column, ...]:
        """Columns of the workbook that the table has no room for."""
        return tuple(self.column(key) for key in self.fields if key not in self.look.shown)

    def wide(self) -> bool:
        """Whether records of several units stand in the list."""
        return not self._village and any(key in self.fields for key in ("unit_code", "units"))

    def unit_column(self) -> Column:
        """The unit of a record."""
        title = QCoreApplication.translate("RegisterColumns", "村（社区）")
        return Column("unit", title, 136, lambda row: record_of(row).unit_name)

    def column(self, key: str, bold: bool = False) -> Column:
        """A column of the register as a column of a table."""
        field = self.fields[key]
        title = translated(field.label).replace("（平方米）", " m²")
        return Column(
            key,
            title,
            170 if key == self.look.wide else max(WIDTHS.get(field.kind, 120), 14 * len(title) + 24),
            lambda row: self.cell(record_of(row), key),
            bold=bold,
            sort_value=lambda row: sort_key(field, record_of(row)),
            stretch=key == self.look.wide,
            export=lambda row: exported(field, record_of(row), self.units()),
        )

    def cell(self, row: RecordRow, key: str) -> str:
        """One cell in words."""
        text = row.cells.get(key)
        if key in LINKS and text:
            found = self.linked.get(key, {})
            return found.get((row.unit_code, text)) or found.get(("", text)) or text
        return cell_words(self.fields[key], text, self._units)

    def units(self) -> Mapping[str, str]:
        """Words of the places of the county by code, fetched once."""
        if not self._units:
            self._units = dict(self._ws.units.choices())
        return self._units

    def label(self, key: str) -> str:
        """A column as it heads a table that is loaded; one that nobody knows stands for itself."""
        return translated(self.fields[key].label) if key in self.fields else key

    def title_of(self, row: RecordRow) -> str:
        """A record in one line."""
        parts = (row.unit_name if self.wide() else "", self.cell(row, self.look.shown[0]), self.cell(row, self.look.shown[1]))
        return " · ".join(part for part in parts if part)
