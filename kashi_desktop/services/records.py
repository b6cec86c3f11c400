"""The record service: any register as list, card and form; the same way in as a table's rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection

from db.declaring import Column, Columns
from db.journal import Change, heads_of
from db.queries import records, units
from db.queries.workspace import drop_draft
from db.registers.registry import REGISTERS, TYPED
from db.unit_of_work import UnitOfWork
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.levels import check_may_write, may_write
from kashi_desktop.rules.merge import REASON
from kashi_desktop.rules.names import matching_form
from kashi_desktop.rules.register_checks import check_record
from kashi_desktop.rules.registers import dump_row, kind_of, read_cells
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.history import versions
from kashi_desktop.services.loading import Loader, subject_of
from kashi_desktop.services.places import Places
from kashi_desktop.services.record_rows import listed_cells, shown_values
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.stock import Known, Wire, held_record
from kashi_desktop.services.taking import Taking, differing
from kashi_desktop.services.typed import reason_given
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import InvalidInput, not_found
from kashi_desktop.types.faults import faults_of
from kashi_desktop.types.inputs import NeedInput
from kashi_desktop.types.records import NEW_RECORD, FieldInfo, RecordCard, RecordRow, RegisterInfo, RowSaved
from kashi_desktop.types.results import Saved

Cells = Mapping[str, str]
T = TypeVar("T", bound=Columns)


def register_info(register: str) -> RegisterInfo:
    """The columns of any register, for forms, tables and the data dictionary."""
    found = TYPED[register]
    return RegisterInfo(found.name, found.label, tuple(_field_info(each) for each in found.columns))


def _field_info(column: Column) -> FieldInfo:
    limits = column.limits
    return FieldInfo(
        key=column.key,
        label=column.label,
        required=column.required,
        kind=kind_of(column).name,
        choices=kind_of(column).choices,
        purpose=column.purpose,
        keep=column.keep,
        who_sees=column.who_sees,
        max_length=limits.max_length,
        least=None if limits.least is None else str(limits.least),
        most=None if limits.most is None else str(limits.most),
        multiple=column.multiple,
        consent=column.consent,
        basis=column.basis,
    )


def data_dictionary() -> tuple[RegisterInfo, ...]:
    """Every register with every column: the purpose, who sees it, how long it is kept (domain.md §1)."""
    return tuple(register_info(name) for name in TYPED)


def read_input(made: type[T], cells: Cells) -> T:
    """The input that the cells of a form make; blank ones, and those of other columns, are left out. Errors: InvalidInput."""
    register = next(each for each in REGISTERS.values() if each.fields is made)
    read = read_cells(register, {key: text for key, text in cells.items() if key in register.by_key})
    if read.faults:
        raise InvalidInput(read.faults)
    try:
        return made.model_validate(read.values)
    except ValidationError as error:
        raise InvalidInput(faults_of(error)) from error


class RecordService:
    """Records of every register; some have use cases of their own beside it, which write through it."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    # Reading.

    def may_write(self, register: str) -> bool:
        """Whether this office keeps a register; what it does not keep it only reads."""
        return may_write(self._context.office.level, register)

    def list(self, register: str, unit_code: str = "", words: str = "") -> tuple[RecordRow, ...]:
        """Records of a place by unit and number; ``words`` must all occur in a row, as names are matched.

        Errors: unit_out_of_scope, unit_not_found.
        """
        wanted = [matching_form(part) for part in words.split()]
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            places, names = Places(connection), _names(connection)
            listed = [_row(register, row, places, names) for row in records.shown(connection, register, prefix)]
        if not wanted:
            return tuple(listed)
        return tuple(each for each in listed if _holds(each, wanted))

    def card(self, register: str, record: bytes) -> RecordCard:
        """One record with its versions; the view of a person's is written to the audit log. Errors: record_not_found."""
        with self._context.read() as connection:
            row = records.shown_one(connection, register, record)
            if row is None:
                raise not_found("record")
            shown = _row(register, row, Places(connection), _names(connection), masked=False)
            found = RecordCard(shown, versions(connection, record))
        if REGISTERS[register].subject == "id":
            self._context.note("view", record)
        return found

    def cells(self, register: str, record: bytes) -> dict[str, str | None]:
        """One record as ``dump`` shows it, to whoever has just written it. Errors: record_not_found."""
        with self._context.read() as connection:
            row = records.shown_one(connection, register, record)
            if row is None:
                raise not_found("record")
            return dump_row(REGISTERS[register], shown_values(register, row, Places(connection)))

    def find(self, register: str, ref: str, unit_code: str = "") -> bytes:
        """Id of the record with a ledger number (a facility's code) in a place, the newest. Errors: record_not_found, ambiguous_ref."""
        key = "code" if register == "facility" else "ref"
        found = [each for each in self.list(register, unit_code) if each.cells[key] == ref]
        if not found:
            raise not_found("record")
        if len({each.unit_code for each in found}) > 1 or (len(found) > 1 and register != "facility"):
            raise KnownError(
                "ambiguous_ref", QT_TRANSLATE_NOOP("errors", "这个编号不止一个，没有任何改动。请用 --unit 指明单位，或先把重复的编号改开。")
            )
        return found[-1].id

    # Writing: cells of a form.

    def save(
        self,
        register: str,
        cells: Cells,
        record: bytes | None = None,
        *,
        reason: str = "",
        correction: bool = False,
        since: date | None = None,
    ) -> RowSaved:
        """Save one form: a new record, or all values of a known one.

        What is dated (a worker's post) changed on the day ``since``, today when None; ``correction`` says that it was wrong before.
        Errors: register_not_here, InvalidInput, record_not_found, post_changed_later, day_ahead.
        """
        if since is not None and since > self._context.clock.today():
            raise KnownError("day_ahead", QT_TRANSLATE_NOOP("errors", "这一天还没有到，没有保存。请到那天再登记变动。"))
        return self.save_many(register, [(record, cells)], reason=reason, correction=correction, since=since)[0]

    def save_many(
        self,
        register: str,
        forms: Sequence[tuple[bytes | None, Cells]],
        *,
        reason: str = "",
        correction: bool = False,
        since: date | None = None,
        removed: Sequence[bytes] = (),
    ) -> tuple[RowSaved, ...]:
        """Save all rows of a grid or none; ``removed`` are records whose rows were cleared.

        Errors: as ``save`` and ``remove``; of the first row that cannot be saved.
        """
        check_may_write(self._context.office.level, register)
        # An event's versions say why they were written (domain.md §3).
        reason = reason_given(reason) if reason else "更正" if REGISTERS[register].event else ""
        saved = []
        with self._context.write(f"save_{register}") as work:
            loader = self._loader(work.connection, register)
            for record, cells in forms:
                saved.append(_taken(loader, cells, record, reason, correction, since))
            work.apply([*loader.changes(), *(self._removal(work.connection, register, each, reason) for each in removed)])
            work.about = saved[0].id if len(saved) == 1 else None
            if len(forms) == 1:
                drop_draft(work.connection, register, forms[0][0] or NEW_RECORD)
        return tuple(saved)

    def remove(self, register: str, record: bytes, reason: str) -> None:
        """Remove a record that was entered by mistake. Errors: register_not_here, record_not_found, record_in_use, those of a reason."""
        check_may_write(self._context.office.level, register)
        reason = reason_given(reason)
        with self._context.write(f"remove_{register}", record) as work:
            work.apply([self._removal(work.connection, register, record, reason)])
            drop_draft(work.connection, register, record)

    # Writing: checked inputs, for the use cases of elders, visits and needs.

    def record(
        self,
        work: UnitOfWork,
        register: str,
        value: Columns,
        known: Known | None = None,
        *,
        place: bytes = b"",
        elder: Known | None = None,
        links: Mapping[str, bytes] | None = None,
        reason: str = "",
        needs: Sequence[NeedInput] = (),
    ) -> Saved:
        """Write a new record into ``place`` or about an ``elder``, or all values of a known one. Errors: InvalidInput."""
        loader = self._loader(work.connection, register)
        remarks = check_record(loader.register, value, loader.today)
        if remarks.faults:
            raise InvalidInput(remarks.faults)
        named = {name: each.hex() for name, each in (links or {}).items()}
        unit = known.unit_id if known else place
        if elder:
            loader.stock.keep("elder", elder)
            named["elder_id"], unit = elder.id.hex(), elder.unit_id
        taking = Taking(unit, loader.stock.unit(unit), named, known, form=True, reason=reason, needs=needs)
        try:
            made = loader.typed(value, taking)
        except RowFault as found:
            raise InvalidInput([found.fault]) from found
        work.apply(loader.changes())
        work.about = made
        return Saved(made, _ref_of(taking), rows.notices((*remarks.warnings, *taking.notices, *taking.remarks)))

    def as_typed(self, connection: Connection, register: str, known: Known) -> Columns:
        """A stored record as it would be typed."""
        return self._loader(connection, register).as_typed(known)

    def _loader(self, connection: Connection, register: str) -> Loader:
        return Loader(self._context, connection, REGISTERS[register], self._context.clock.today())

    def _removal(self, connection: Connection, register: str, record: bytes, reason: str) -> Change:
        known = held_record(connection, register, record)
        if known is None:
            raise not_found("record")
        if not self._context.may_change(register, known.unit_id):
            raise InvalidInput([remark("", "record_of_county")])
        if used := next(records.users(connection, register, [record]), None):
            raise KnownError(
                "record_in_use",
                QT_TRANSLATE_NOOP("errors", "还有“{register}”的记录用到它，没有删除。请先删除那些记录，或改为填写离开、截止日期。"),
                register=used[2],
            )
        return removal(connection, register, known, reason)


def change(connection: Connection, register: str, known: Known, wire: Wire, reason: str = "") -> list[Change]:
    """The entry that brings a known record to some wire values; none where it holds them already."""
    declared = REGISTERS[register]
    fields = differing(declared.keys, known.wire, wire)
    if not fields:
        return []
    if reason:
        fields[REASON] = reason
    heads = heads_of(connection, known.id)
    return [Change(known.unit_id, register, "update", known.id, subject_of(declared, known), fields, heads)]


def removal(connection: Connection, register: str, known: Known, reason: str) -> Change:
    """The entry that removes a known record."""
    subject = subject_of(REGISTERS[register], known)
    return Change(known.unit_id, register, "remove", known.id, subject, {REASON: reason}, heads_of(connection, known.id))


def _ref_of(taking: Taking) -> str:
    return str(taking.known.wire["ref"]) if taking.known else ""


def _taken(loader: Loader, cells: Cells, record: bytes | None, reason: str, correction: bool, since: date | None) -> RowSaved:
    try:
        parsed, made = loader.form(cells, record, reason, correction=correction, since=since)
    except RowFault as found:
        raise InvalidInput([found.fault]) from found
    if parsed.faults or made is None:
        raise InvalidInput(parsed.faults)
    return RowSaved(made, rows.notices(parsed.warnings))


def _names(connection: Connection) -> Mapping[str, str]:
    return {row.code: row.name for row in units.all_units(connection)}


def _row(register: str, row: Any, places: Places, names: Mapping[str, str], *, masked: bool = True) -> RecordRow:
    cells = listed_cells(register, row, places) if masked else dump_row(REGISTERS[register], shown_values(register, row, places))
    code = row.unit_code or ""
    return RecordRow(bytes(row.id), code, names.get(code, ""), cells)


def _holds(row: RecordRow, wanted: Sequence[str]) -> bool:
    words = matching_form(" ".join([row.unit_name, *(value for value in row.cells.values() if value)]))
    return all(part in words for part in wanted)
