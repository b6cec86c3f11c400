"""Use cases of the registers of facilities, training, volunteering and the plan: list, save, remove; the same way in as a table's rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, text

from db.codes import OBSERVATIONS
from db.journal import Change, heads_of
from db.registers import COMMON
from db.registers import REGISTERS as SYNCED
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.consent import NEEDS_CONSENT
from kashi_desktop.rules.id_numbers import mask_last4
from kashi_desktop.rules.levels import check_may_write, may_write
from kashi_desktop.rules.merge import REASON
from kashi_desktop.rules.names import mask_phone, matching_form
from kashi_desktop.rules.registers import REGISTERS, Column, Register, dump_row
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.drafts import drop_draft
from kashi_desktop.services.history import versions
from kashi_desktop.services.loading_records import RecordLoader
from kashi_desktop.services.places import Places
from kashi_desktop.services.record_dumps import parent_of, record_dump
from kashi_desktop.services.record_specs import SPECS
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import InvalidInput, not_found
from kashi_desktop.types.records import NEW_RECORD, FieldInfo, RecordCard, RecordRow, RegisterInfo, RowSaved

Cells = Mapping[str, str]


def register_info(register: str) -> RegisterInfo:
    """The columns of any register, for forms, tables and the data dictionary."""
    found = REGISTERS[register]
    return RegisterInfo(found.name, found.label, tuple(_field_info(found, each) for each in found.columns))


def _field_info(register: Register, column: Column) -> FieldInfo:
    """A column with the limits that its input type declares."""
    kind, limits = column.kind, dict[str, Any]()
    declared = register.input_type.model_fields[column.key]
    inner = [part for each in (declared.annotation, *get_args(declared.annotation)) for part in getattr(each, "__metadata__", ())]
    for part in (*declared.metadata, *(each for field in inner for each in getattr(field, "metadata", (field,)))):
        limits |= {name: found for name in ("max_length", "ge", "gt", "le") if (found := getattr(part, name, None)) is not None}
    above = "0.01" if "gt" in limits else None
    multiple = kind.name == "people" or (bool(kind.choices) and kind.parse(kind.choices[0][0]).__class__ is tuple)
    private = (register.name, column.key) in {("elder", key) for key in NEEDS_CONSENT} | {("visit", key) for key in OBSERVATIONS}
    return FieldInfo(
        column.key, column.label, column.required, kind.name, kind.choices, column.purpose, column.keep, column.who_sees,
        20 if kind.name == "phone" else None if multiple else limits.get("max_length"),
        str(limits["ge"]) if "ge" in limits else above, str(limits["le"]) if "le" in limits else None,
        multiple, private, "consent" if private else "duty",
    )  # fmt: skip


def data_dictionary() -> tuple[RegisterInfo, ...]:
    """Every register with every column: the purpose, who sees it, how long it is kept (domain.md §1)."""
    return tuple(register_info(name) for name in REGISTERS)


class RecordService:
    """Records of the registers in ``SPECS``; those of ``unit`` can be read, ``UnitService`` changes them."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

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
            places = Places(connection)
            names = {row.code: row.name for row in connection.execute(text("SELECT code, name FROM unit WHERE NOT removed"))}
            found = connection.execute(text(record_dump(register)), {"prefix": f"{prefix}%"})
            listed = [_row(register, row, places, names) for row in found]
        if not wanted:
            return tuple(listed)
        return tuple(each for each in listed if _holds(each, wanted))

    def card(self, register: str, record: bytes) -> RecordCard:
        """One record with its versions; the view of a person's is written to the audit log. Errors: record_not_found."""
        with self._context.read() as connection:
            places = Places(connection)
            names = {row.code: row.name for row in connection.execute(text("SELECT code, name FROM unit WHERE NOT removed"))}
            statement = record_dump(register).replace(" WHERE NOT r.removed AND ", " WHERE NOT r.removed AND r.id = :id AND ")
            row = connection.execute(text(statement), {"prefix": "%", "id": record}).first()
            if row is None:
                raise not_found("record")
            found = RecordCard(_row(register, row, places, names, masked=False), versions(connection, record))
        if SYNCED[register].subject == "id":
            self._context.note("view", record)
        return found

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
        reason = reason or ("更正" if SYNCED[register].event else "")
        saved = []
        with self._context.rows(f"save_{register}") as bulk:
            loader = RecordLoader(self._context, bulk.connection, REGISTERS[register], self._context.clock.today())
            for record, cells in forms:
                saved.append(_taken(loader, cells, record, reason, correction, since))
            bulk.apply([*loader.changes(), *(_removal(self._context, bulk.connection, register, each, reason) for each in removed)])
            bulk.about = saved[0].id if len(saved) == 1 else None
            if len(forms) == 1:
                drop_draft(bulk.connection, register, forms[0][0] or NEW_RECORD)
        return tuple(saved)

    def remove(self, register: str, record: bytes, reason: str) -> None:
        """Remove a record that was entered by mistake. Errors: register_not_here, record_not_found, record_in_use, reason_missing."""
        check_may_write(self._context.office.level, register)
        if not reason.strip():
            raise KnownError("reason_missing", QT_TRANSLATE_NOOP("errors", "没有写明删除的原因，没有任何改动。请写一句原因。"))
        with self._context.rows(f"remove_{register}", record) as bulk:
            bulk.apply([_removal(self._context, bulk.connection, register, record, reason.strip())])
            drop_draft(bulk.connection, register, record)


def _removal(context: Context, connection: Connection, register: str, record: bytes, reason: str) -> Change:
    row = connection.execute(text(f"SELECT * FROM {register} WHERE id = :id AND NOT removed"), {"id": record}).first()
    if row is None:
        raise not_found("record")
    if bytes(row.unit_id) == COMMON and context.is_village:
        raise InvalidInput([remark("", "record_of_county")])
    _refuse_used(connection, register, record)
    key = SYNCED[register].subject
    subject = record if key == "id" else bytes(getattr(row, key)) if key else None
    return Change(bytes(row.unit_id), register, "remove", record, subject, {REASON: reason}, heads_of(connection, record))


def _taken(loader: RecordLoader, cells: Cells, record: bytes | None, reason: str, correction: bool, since: date | None) -> RowSaved:
    try:
        parsed, made = loader.form(cells, record, reason, correction=correction, since=since)
    except RowFault as found:
        raise InvalidInput([found.fault]) from found
    if parsed.faults or made is None:
        raise InvalidInput(parsed.faults)
    return RowSaved(made, rows.notices(parsed.warnings))


def _refuse_used(connection: Connection, register: str, record: bytes) -> None:
    for name, spec in SPECS.items():
        for link in spec.links:
            if link.register == register:
                statement = text(f"SELECT count(*) FROM {name} WHERE {link.field} = :id AND NOT removed")
                if connection.execute(statement, {"id": record}).scalar():
                    raise KnownError(
                        "record_in_use",
                        QT_TRANSLATE_NOOP("errors", "还有“{register}”的记录用到它，没有删除。请先删除那些记录，或改为填写离开、截止日期。"),
                        register=REGISTERS[name].label,
                    )


def _row(register: str, row: Any, places: Places, names: Mapping[str, str], *, masked: bool = True) -> RecordRow:
    values = dict(row._mapping)
    if register == "worker":
        values["id_number"] = mask_last4(row.id_last4) if row.id_last4 else None
    if register == "facility":
        values["units"] = places.shown(row.units)
    if register == "unit":
        values["parent_code"] = parent_of(row)
    cells = dump_row(REGISTERS[register], values)
    if masked and cells.get("phone"):
        cells["phone"] = mask_phone(cells["phone"] or "")
    code = row.unit_code or ""
    return RecordRow(bytes(row.id), code, names.get(code, ""), cells)


def _holds(row: RecordRow, wanted: Sequence[str]) -> bool:
    words = matching_form(" ".join([row.unit_name, *(value for value in row.cells.values() if value)]))
    return all(part in words for part in wanted)
