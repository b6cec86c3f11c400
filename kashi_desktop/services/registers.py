"""Loading tables into registers, blank tables to fill in, and dumps that load again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, text

from db.codes import OBSERVATIONS, Observation
from kashi_desktop.collecting import without_collection
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.consent import NEEDS_CONSENT
from kashi_desktop.rules.id_numbers import mask_last4
from kashi_desktop.rules.kinds import mask_plain
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.rules.names import mask_name, matching_form
from kashi_desktop.rules.registers import REGISTERS, Register, dump_row
from kashi_desktop.services.context import Context
from kashi_desktop.services.loading import Loader
from kashi_desktop.services.loading_elders import ElderLoader
from kashi_desktop.services.loading_records import RecordLoader
from kashi_desktop.services.loading_units import UnitLoader
from kashi_desktop.services.loading_visits import NeedLoader, VisitLoader
from kashi_desktop.services.places import Places
from kashi_desktop.services.record_dumps import parent_of, record_dump
from kashi_desktop.services.record_specs import SPECS
from kashi_desktop.services.row_faults import remark
from kashi_desktop.services.units import UnitScope
from kashi_desktop.spreadsheets.reading import Row, Sheet, read_rows
from kashi_desktop.types.faults import Fault

_LOADERS: Mapping[str, type[Loader]] = {
    "elder": ElderLoader,
    "visit": VisitLoader,
    "need": NeedLoader,
    "unit": UnitLoader,
} | dict.fromkeys(SPECS, RecordLoader)


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One remark on one cell; ``value`` is masked, ``row`` is the row of the file."""

    row: int
    column: str
    value: str
    code: str
    message: str


@dataclass(frozen=True)
class LoadReport:
    """What a load did, or would do; ``loaded`` tells whether anything was written."""

    added: int
    updated: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    warnings: tuple[RejectedRow, ...]
    loaded: bool


def register_of(name: str) -> Register:
    """A register by its name. Errors: unknown_register."""
    if name not in REGISTERS:
        raise KnownError(
            "unknown_register",
            QT_TRANSLATE_NOOP("errors", "没有叫“{name}”的登记簿，没有任何改动。可以用：{allowed}。"),
            name=name,
            allowed=" ".join(REGISTERS),
        )
    return REGISTERS[name]


def _remarks(row: int, faults: tuple[Fault, ...]) -> list[RejectedRow]:
    return [RejectedRow(row, each.column, each.value, each.code, each.message) for each in faults]


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
            loader = _LOADERS[register](self._context, work.connection, chosen, self._context.clock.today())
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
        names = {header: column.key for header, column in register.by_header.items()}
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
                tuple(label for _, label in each.kind.choices),
                kind=_CELL_KINDS.get(each.kind.name, "text"),
                multiple=each.key in ("categories", "needs", "visitors", "certificates"),
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
            places = Places(connection) if register == "facility" else None
            for row in _dumped(connection, register, prefix):
                yield dump_row(chosen, _stored(register, row, places))

    def export_table(self, out: Path, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Write what a screen shows as a workbook and log it; the number of rows. Errors: file_unwritable, table_too_large."""
        from kashi_desktop.spreadsheets.writing import write_table

        written = write_table(out, title, columns, rows)
        self._context.note("export_table", count=written)
        return written


def _not_read(sheet: Sheet) -> list[RejectedRow]:
    """What of the file was left out, told at its header: columns that nobody knows, and sheets beside the one that was read."""
    found = [remark(_heading(each), "unknown_column") for each in sheet.unknown_columns]
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


_UNIT = "u.code AS unit_code"
_LACKS = "({0}.consent_on IS NULL OR {0}.consent_withdrawn_on IS NOT NULL) AS consent_lacks"
_HIDDEN: Mapping[str, Mapping[str, str | None]] = {
    "elder": dict.fromkeys((*NEEDS_CONSENT, "consent_on")),
    "visit": dict.fromkeys(OBSERVATIONS, Observation.UNKNOWN.value),
}
"""What a dump shows instead where consent is missing or was withdrawn: nothing that needs it, and no consent to load anew."""
_DUMPS: Mapping[str, str] = {
    "elder": f"SELECT r.*, {_UNIT}, {_LACKS.format('r')}, s.enrolled_on, s.closed_on, s.closed_reason"
    " FROM elder r JOIN unit u ON u.id = r.unit_id"
    " LEFT JOIN elder_spell s ON s.id = (SELECT l.id FROM elder_spell l WHERE l.elder_id = r.id AND NOT l.removed"
    " ORDER BY l.enrolled_on DESC, l.id DESC LIMIT 1) WHERE NOT r.removed AND u.code LIKE :prefix ORDER BY u.code, r.ref, r.id",
    "visit": f"SELECT r.*, {_UNIT}, e.ref AS elder_ref, {_LACKS.format('e')} FROM visit r JOIN unit u ON u.id = r.unit_id"
    " LEFT JOIN elder e ON e.id = r.elder_id"
    " WHERE NOT r.removed AND u.code LIKE :prefix ORDER BY u.code, r.ref, r.id",
    "need": f"SELECT r.*, {_UNIT}, e.ref AS elder_ref, v.ref AS visit_ref, 0 AS consent_lacks FROM need r JOIN unit u ON u.id = r.unit_id"
    " LEFT JOIN elder e ON e.id = r.elder_id LEFT JOIN visit v ON v.id = r.visit_id AND NOT v.removed"
    " WHERE NOT r.removed AND u.code LIKE :prefix ORDER BY u.code, r.ref, r.id",
}


def _dumped(connection: Connection, register: str, prefix: str) -> Iterator[Any]:
    statement = _DUMPS[register] if register in _DUMPS else record_dump(register)
    yield from connection.execute(text(statement).execution_options(yield_per=2000), {"prefix": f"{prefix}%"})


def _stored(register: str, row: Any, places: Places | None = None) -> dict[str, Any]:
    """The columns of a row by key, with what is derived from others, and without what consent no longer covers."""
    values = dict(row._mapping)
    if register in ("elder", "worker"):
        values["id_number"] = mask_last4(row.id_last4) if row.id_last4 else None
    elif places is not None:
        values["units"] = places.shown(row.units)
    elif register == "unit":
        values["parent_code"] = parent_of(row)
    if row.consent_lacks:
        values.update(_HIDDEN.get(register, {}))
    return values


_CELL_KINDS: Mapping[str, Literal["text", "date", "datetime"]] = {"day": "date", "minute": "datetime"}
