"""The columns of a register in words: of its list, its card and its workbook."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from kashi_desktop.types.records import FieldInfo, RecordRow, RegisterInfo
from ui.registers.looks import look_of
from ui.registers.words import cell_words, exported, sort_key, translated
from ui.shared.table import Column

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

WIDTHS: Mapping[str, int] = {"day": 112, "minute": 148, "whole": 104, "decimal": 118, "flag": 78, "ref": 104, "name": 150}


PLACES = ("unit_code", "units")
"""Columns that the unit's stands for."""


class RegisterColumns:
    """One register's columns; a register that shows more gives ``own``."""

    def __init__(self, ws: "Workspace", info: RegisterInfo) -> None:
        """``linked`` come with the rows: words of records by column, then by unit and number."""
        self._ws = ws
        self.fields: Mapping[str, FieldInfo] = {each.key: each for each in info.fields}
        self.look = look_of(info.name)
        self.linked: Mapping[str, Mapping[tuple[str, str], str]] = {}
        self._village = ws.office.level is UnitLevel.VILLAGE
        self._units: dict[str, str] = {}

    def own(self) -> Sequence[Column]:
        """The columns of the table in their order, but for the unit's; a register that computes some gives its own."""
        first = next(key for key in self.fields if key not in PLACES)
        return [self.column(key, bold=index == 0) for index, key in enumerate(self.look.table or (first,))]

    def further(self) -> tuple[str, ...]:
        """The fields that the look does not name; what is kept by consent alone is shown where it is asked for, on the card."""
        named = {*self.look.table, *self.look.aside, *PLACES}
        return tuple(key for key, field in self.fields.items() if key not in named and not field.consent)

    def shown(self) -> tuple[Column, ...]:
        """The columns of the table; a field that the look does not name stands behind them."""
        made = list(self.own())
        there = {column.key for column in made}
        made += [self.column(key) for key in self.further() if key not in there]
        return tuple([*made[:1], self.unit_column(), *made[1:]] if self.wide() and "unit" not in there else made)

    def exported_only(self) -> tuple[Column, ...]:
        """Columns of the workbook that the table has no room for."""
        shown = {column.key for column in self.shown()}
        return tuple(self.column(key) for key in self.fields if key not in shown)

    def wide(self) -> bool:
        """Whether records of several units stand in the list."""
        return not self._village and any(key in self.fields for key in PLACES)

    def unit_column(self, width: int = 136) -> Column:
        """The unit of a record."""
        title = QCoreApplication.translate("RegisterColumns", "村（社区）")
        return Column("unit", title, width, lambda row: _told(row).unit_name)

    def column(self, key: str, **more: Any) -> Column:
        """A column of the register as a column of a table; ``more`` are fields of ``Column`` that differ from the usual."""
        field, stretch = self.fields[key], key == self.look.stretch
        title = translated(field.label).replace("（平方米）", " m²")
        usual: dict[str, Any] = {
            "width": 170 if stretch else max(WIDTHS.get(field.kind, 120), 14 * len(title) + 24),
            "text": lambda row: self.cell(_told(row), key),
            "sort_value": lambda row: sort_key(field, _told(row)),
            "stretch": stretch,
            "export": lambda row: exported(field, _told(row), self.units()),
        }
        return Column(key, title, **usual | more)

    def cell(self, row: RecordRow, key: str) -> str:
        """One cell in words."""
        text = row.cells.get(key)
        if text and (found := self.linked.get(key)):
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
        """A record in one line: the unit where there are several, its first column, its number or the next column."""
        first, second = [column.key for column in self.shown() if column.key in self.fields][:2]
        number = next((key for key in ("ref", "code") if key in self.fields), second)
        parts = (row.unit_name if self.wide() else "", self.cell(row, first), self.cell(row, number))
        return " · ".join(part for part in parts if part)


def _told(row: Any) -> Any:
    """The record that a row of a list carries, or the row itself: both have ``cells`` and ``unit_name``."""
    return getattr(row, "record", row)
