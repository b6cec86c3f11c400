"""Loading tables into registers, blank tables to fill in, and dumps that load again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from db.declaring import Register
from db.forbidden import must_not_exist
from db.queries import records
from db.registers.registry import TYPED
from kashi_desktop.collecting import without_collection
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.kinds import mask_plain
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.rules.names import mask_name, matching_form
from kashi_desktop.rules.registers import dump_row, headers, kind_of
from kashi_desktop.services.context import Context
from kashi_desktop.services.loading import Loader
from kashi_desktop.services.places import Places
from kashi_desktop.services.record_rows import shown_values
from kashi_desktop.services.row_faults import remark
from kashi_desktop.services.units import UnitScope
from kashi_desktop.spreadsheets.reading import Row, Sheet, read_rows
from kashi_desktop.types.faults import Fault


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One remark on one cell; ``value`` is masked, ``row`` is the row of the file."""

    row: int
    column: str
    value: str
    code: str
    template: str
    params: Mapping[str, object]

    @property
    def message(self) -> str:
        """The sentence in the source language."""
        return self.template.format(**self.params)


@dataclass(frozen=True)
class LoadReport:
    """What a load did, or would do; ``loaded`` tells whether anything was written."""

    added: int
    updated: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[RejectedRow, ...]
    loaded: bool


def register_names() -> tuple[str, ...]:
    """The registers that people fill in, in the order in which they are loaded."""
    return tuple(TYPED)


def register_of(name: str) -> Register:
    """A register by its name. Errors: unknown_register."""
    if name not in TYPED:
        raise KnownError(
            "unknown_register",
            QT_TRANSLATE_NOOP("errors", "没有叫“{name}”的登记簿，没有任何改动。可以用：{allowed}。"),
            name=name,
            allowed=" ".join(TYPED),
        )
    return TYPED[name]


def _remarks(row: int, faults: tuple[Fault, ...]) -> list[RejectedRow]:
    return [RejectedRow(row, each.column, each.value, each.code, each.template, each.params) for each in faults]


class RegisterService:
    """Tables in and out."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def load(
        self,
        register: str,
        path: Path,
        *,
        dry_run: bool = False,
        skip_rejected: bool = False,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> LoadReport:
        """Read a table and take its rows, all in one transaction; a rejected row stops all of them unless it is to be skipped.

        Errors: unknown_register, register_not_here, those of reading a table, no_rows, cancelled.
        """
        chosen = register_of(register)
        check_may_write(self._context.office.level, register)
        with without_collection(), self._context.write() as work:
            loader = Loader(self._context, work.connection, chosen, self._context.clock.today())
            rejected, warnings = self._take_rows(loader, chosen, path, progress, cancelled)
            loaded = not dry_run and (skip_rejected or not rejected)
            if loaded:
                work.apply(loader.changes())
                work.audit(f"load_{register}", count=len(loader.tally.changes))
        tally = loader.tally
        return LoadReport(tally.added, tally.updated, tally.unchanged, tuple(rejected), tuple(warnings), loaded)

    def _take_rows(
        self,
        loader: Loader,
        register: Register,
        path: Path,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[list[RejectedRow], list[RejectedRow]]:
        own = self._context.office.unit_code if self._context.is_village else ""
        names = {header: column.key for header, column in headers(register).items()}
        needs_unit = bool(own) and "unit_code" in register.required
        required = [key for key in register.required if not (own and key == "unit_code")]
        rejected: list[RejectedRow] = []
        warnings: list[RejectedRow] = []
        with read_rows(path, names, required) as sheet:
            warnings += _not_read(sheet)
            count = 0
            for count, row in enumerate(sheet.rows, 1):
                if row.marked and (broken := _broken_cells(row)):
                    rejected += _remarks(row.number, broken)
                    continue
                if needs_unit and not row.cells.get("unit_code"):
                    row.cells["unit_code"] = own
                parsed = loader.row(row.cells)
                if parsed.faults:
                    rejected += _remarks(row.number, parsed.faults)
                if parsed.warnings:
                    warnings += _remarks(row.number, parsed.warnings)
                if count % 500 == 0:
                    if progress:
                        progress(count, 0)
                    if cancelled and cancelled():
                        raise KnownError("cancelled", QT_TRANSLATE_NOOP("errors", "已取消，没有导入任何一行。"))
        if not count:
            raise KnownError(
                "no_rows",
                QT_TRANSLATE_NOOP("errors", "这个表格只有表头，下面没有一行内容。没有改动任何数据。请确认选对了文件，填好内容后再导入。"),
            )
        return rejected, warnings

    def template(self, register: str, out: Path) -> Path:
        """Write an empty table with the headers, the allowed values and what each column is for. Errors: unknown_register."""
        from kashi_desktop.spreadsheets.templates import TemplateColumn, write_template

        chosen = register_of(register)
        columns = [
            TemplateColumn(
                each.key,
                each.label,
                each.required,
                each.purpose,
                tuple(label for _, label in kind_of(each).choices),
                kind=_CELL_KINDS.get(each.cell, "text"),
                multiple=each.multiple and each.cell != "units",
            )
            for each in chosen.columns
        ]
        write_template(out, chosen.label, columns)
        return out

    def dump(self, register: str, unit_code: str = "") -> Iterator[dict[str, str | None]]:
        """Current records as the strings ``load`` accepts, closed ones included, by unit and number.

        Errors: unknown_register, unit_out_of_scope, unit_not_found.
        """
        chosen = register_of(register)
        with self._context.read() as connection:
            prefix = UnitScope(self._context).prefix(connection, unit_code)
        # Logged before the first line is out: a reader that stops half-way has read all the same.
        self._context.note(f"dump_{register}")
        with self._context.read() as connection:
            places = Places(connection)
            for row in records.shown(connection, register, prefix):
                yield dump_row(chosen, shown_values(register, row, places))

    def export_table(self, out: Path, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Write what a screen shows as a workbook and log it; the number of rows. Errors: file_unwritable, table_too_large."""
        from kashi_desktop.spreadsheets.writing import write_table

        written = write_table(out, title, columns, rows)
        self._context.note("export_table", count=written)
        return written


def _not_read(sheet: Sheet) -> list[RejectedRow]:
    """What of the file was left out, told at its header: columns that nobody knows, and sheets beside the one that was read."""
    found = [
        remark(_heading(each), "column_never_kept" if must_not_exist(each, each) else "unknown_column") for each in sheet.unknown_columns
    ]
    if sheet.other_sheets:
        from kashi_desktop.spreadsheets.templates import GUIDE

        if others := [each for each in sheet.other_sheets if each != GUIDE]:
            found.append(remark("", "other_sheet", count=len(others)))
    return _remarks(sheet.header_row, tuple(found))


def _heading(header: str) -> str:
    """A header of words as it is; what is rather somebody's name or number is masked."""
    shown = matching_form(header)
    return mask_name(header) if "·" in shown else mask_plain(header)[:20]


def _broken_cells(row: Row) -> tuple[Fault, ...]:
    found = [remark(key, "cell_error") for key in sorted(row.faulty)]
    if "id_number" in row.numeric:
        found.append(remark("id_number", "stored_as_number"))
    if row.surplus:
        found.append(remark("", "shifted"))
    return tuple(found)


_CELL_KINDS: Mapping[str, Literal["text", "date", "datetime"]] = {"day": "date", "minute": "datetime"}
