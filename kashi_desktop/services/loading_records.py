"""Facilities, workers, courses, volunteers and the plan's other registers, from a table or from a form: one way in for both."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sqlalchemy import text

from db.journal import Change
from db.registers import COMMON
from db.registers import REGISTERS as SYNCED
from kashi_desktop.rules.id_numbers import mask_last4
from kashi_desktop.rules.kinds import REF
from kashi_desktop.rules.merge import REASON
from kashi_desktop.rules.registers import Cells, Parsed, complete, masked, read_cells
from kashi_desktop.services.context import new_id
from kashi_desktop.services.dated_states import worker_state_changes
from kashi_desktop.services.elders import id_fields
from kashi_desktop.services.loading import Loader, differing, only
from kashi_desktop.services.places import Places
from kashi_desktop.services.record_remarks import record_faults, record_warnings
from kashi_desktop.services.record_specs import SPECS, Link
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.stock import Known, UnitStock, Wire, wire_of
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import Input, clean_text
from kashi_desktop.types.register_inputs import CodeShare

REASON_LOADED = "导入{}"
"""Why a table changed a record."""


def stored_value(value: Any) -> Any:
    """A typed value as it travels; nothing typed is None."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ";".join(str(each.value) for each in value)
    return str(value) if isinstance(value, Decimal) else value


_KEEPERS = text("SELECT DISTINCT f.code, u.code AS unit_code FROM facility f JOIN unit u ON u.id = f.unit_id WHERE NOT f.removed")


class RecordLoader(Loader):
    """Loads the registers of ``SPECS``."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Work on one snapshot."""
        super().__init__(*arguments, **named)
        self._spec = SPECS[self.register.name]
        self._places = Places(self._connection)
        self._made = b""
        columns = {link.field: link.column for link in self._spec.links}
        self._key_column = columns.get(self._spec.natural[0], self._spec.natural[0])

    def _take(self, read: Cells) -> Parsed:
        place = self._place(read)
        stock = self._stock.unit(place) if place else UnitStock()
        links = self._links(stock, read)
        known = self._found(stock, self.register.name, read, "ref") if "ref" in self.register.by_header else None
        guessed = None
        remarks: list[Fault] = []
        if known is None and not read.values.get("ref"):
            guessed, remarks = self._same(stock, read, links)
        elif known is None and self._spec.where == "shared":
            # A village that loads the county's own list of courses means those, not further ones.
            guessed = self._shared(stock, read, links)
        known = known or guessed
        parsed = complete(self.register, read, self.today, self._as_typed(known, stock) if known else None)
        if parsed.input is None or not place:
            return parsed
        wire = self._wire(parsed.input, links, known)
        found = record_faults(self._connection, stock, self.register.name, wire)
        if found is not None:
            raise found
        changes = self._changes(stock, place, known, wire, REASON_LOADED.format(self.register.label), self.today)
        if known and known.unit_id == COMMON != place and changes:
            raise RowFault("", "record_of_county")
        if guessed and changes and self._spec.person:
            raise RowFault("ref", "same_person", ref=REF.mask(guessed.wire["ref"]))
        if known and not (guessed and self._spec.person):
            self._once(known, self._key_column if guessed else "ref")
        self._count(known, changes)
        remarks += record_warnings(self._connection, stock, self.register.name, place, wire)
        return Parsed(parsed.input, (), (*parsed.warnings, *masked(self.register, remarks, read)), parsed.given)

    def form(
        self, cells: Mapping[str, str], record: bytes | None, reason: str, *, correction: bool, since: date | None = None
    ) -> tuple[Parsed, bytes | None]:
        """Take a whole form: an empty field clears its value; the changes are in ``tally``. Errors: RowFault.

        ``correction``: what is dated was wrong before; otherwise it changed on the day ``since``, today when None.
        A linked record is named by its number under the column or by its id under the field (``worker_id``), where two of one
        number lie side by side.
        """
        if self.context.is_village and "unit_code" in self.register.required:
            cells = {**cells, "unit_code": cells.get("unit_code") or self.context.office.unit_code}
        ids = {link: cells[link.field] for link in self._spec.links if cells.get(link.field)}
        typed = {key: cell for key, cell in cells.items() if key not in {link.field for link in ids}}
        read = read_cells(self.register, typed)
        known = self._held(record) if record else None
        if known and known.unit_id == COMMON and self.context.is_village:
            raise RowFault("", "record_of_county")
        place = known.unit_id if known else self._place(read)
        stock = self._stock.unit(place) if place else UnitStock()
        if ids:
            read = read_cells(self.register, typed | self._numbers(stock, ids))
        links = self._links(stock, read, ids)
        parsed = complete(self.register, read, self.today)
        if parsed.input is None or not place:
            return parsed, None
        wire = self._wire(parsed.input, links, known)
        if known and known.wire.get("id_last4") and not getattr(parsed.input, "id_number", ""):
            wire |= dict.fromkeys(("id_hmac", "id_last4", "id_disagrees", "id_key"))
        found = record_faults(self._connection, stock, self.register.name, wire, known.id if known else None)
        if found is not None:
            raise found
        warnings = record_warnings(self._connection, stock, self.register.name, place, wire, known.id if known else None)
        if known is None and self._same_already(stock, wire):
            warnings.append(remark(self._key_column, "same_already"))
        changes = self._changes(stock, place, known, wire, reason, None if correction else since or self.today)
        self._count(known, changes)
        made = known.id if known else self._made
        return Parsed(parsed.input, (), (*parsed.warnings, *warnings), parsed.given), made

    # Who and where.

    def _place(self, read: Cells) -> bytes:
        if self._spec.where == "office":
            return self.context.office.unit_id
        if self._spec.where == "shared":
            return self.context.office.unit_id if self.context.is_village else COMMON
        if self._spec.where == "keeper":
            return self._keeper(read)
        return self._unit_id(read, village=self._spec.where == "village")

    def _keeper(self, read: Cells) -> bytes:
        units: tuple[CodeShare, ...] = read.values.get("units", ())
        if not units:
            return b""
        if self.context.is_village and all(each.code != self.context.office.unit_code for each in units):
            raise RowFault("units", "unit_out_of_scope")
        code = clean_text(read.values.get("code", ""))
        first = self._first(code, units)
        keeper = self._place_id(first, "units", village=True)
        if any(self._places.id_of(each.code) is None for each in units):
            raise RowFault("units", "unit_not_found")
        self._keepers.setdefault(code, set()).add(first)
        return keeper

    def _first(self, code: str, units: tuple[CodeShare, ...]) -> str:
        """Which of the units served keeps a facility: at a village that is itself; else who keeps it already, else the first written."""
        if self.context.is_village:
            return self.context.office.unit_code
        known = self._keepers.get(code, ())
        return next((each.code for each in units if each.code in known), units[0].code)

    @cached_property
    def _keepers(self) -> dict[str, set[str]]:
        """Units by the code of the facilities that they keep, those of this load too."""
        found: dict[str, set[str]] = {}
        for row in self._connection.execute(_KEEPERS):
            found.setdefault(row.code, set()).add(row.unit_code)
        return found

    def _numbers(self, stock: UnitStock, ids: Mapping[Link, str]) -> dict[str, str]:
        """The ledger numbers of records that are named by their ids, by column. Errors: RowFault for one that is not here."""
        for link, id_ in ids.items():
            if bytes.fromhex(id_) not in stock.by_id:
                raise RowFault(link.column, f"{link.register}_not_found")
        return {link.column: stock.names.get(bytes.fromhex(id_), "") for link, id_ in ids.items()}

    def _links(self, stock: UnitStock, read: Cells, ids: Mapping[Link, str] = MappingProxyType({})) -> dict[str, str]:
        found = {link.field: id_ for link, id_ in ids.items()}
        for link in self._spec.links:
            if link in ids:
                continue
            known = self._found(stock, link.register, read, link.column)
            if known is None and read.values.get(link.column):
                raise RowFault(link.column, f"{link.register}_not_found")
            if known:
                found[link.field] = known.id.hex()
        return found

    def _held(self, record: bytes) -> Known:
        row = self._connection.execute(text(f"SELECT * FROM {self.register.name} WHERE id = :id AND NOT removed"), {"id": record}).first()
        if row is None:
            raise RowFault("", "record_not_found")
        return Known(record, row.unit_id, wire_of(self.register.name, row))

    def _same(self, stock: UnitStock, read: Cells, links: Mapping[str, str]) -> tuple[Known | None, list[Fault]]:
        values = {key: read.values.get(key) for key in self._spec.natural}
        typed = {key: clean_text(value) if isinstance(value, str) else stored_value(value) for key, value in values.items()}
        key = (self.register.name, *(links.get(field) or typed[field] for field in self._spec.natural))
        found = stock.natural.get(key, [])
        if not self._spec.person:
            own = [each for each in found if each.unit_id == stock.unit_id]
            return only(own or found, self._key_column), []
        left = min((each for each in found if each.id not in self._met), key=lambda each: each.id, default=None)
        if left:
            self._met.add(left.id)
            return left, []
        return None, [remark("full_name", "possible_duplicate")] if found else []

    def _shared(self, stock: UnitStock, read: Cells, links: Mapping[str, str]) -> Known | None:
        """The record of the county that a row with a number means: the same number and the same natural key."""
        found = self._same(stock, read, links)[0]
        return found if found and found.unit_id != stock.unit_id and found.wire.get("ref") == read.values.get("ref") else None

    def _same_already(self, stock: UnitStock, wire: Wire) -> bool:
        key = (self.register.name, *(wire.get(field) for field in self._spec.natural))
        return bool([each for each in stock.natural.get(key, []) if each.id != self._made])

    # Between what is typed and what is stored.

    def _wire(self, value: Input, links: Mapping[str, str], known: Known | None) -> Wire:
        given = dict(value)
        wire: Wire = {}
        for each in SYNCED[self.register.name].fields:
            if each.key in links:
                wire[each.key] = links[each.key]
            elif each.key == "units":
                wire["units"] = self._places.stored(given["units"], self._first(given["code"], given["units"]))
            elif each.key in given:
                wire[each.key] = stored_value(given[each.key])
        if given.get("id_number"):
            wire |= id_fields(self.context, given["id_number"], given["birth_date"], None, known.wire.get("id_last4") if known else None)
        return wire

    def _as_typed(self, known: Known, stock: UnitStock) -> Input:
        """A stored record as it would be typed; ``complete`` validates it together with what is laid over it."""
        values: dict[str, Any] = {}
        for column in self.register.columns:
            if column.key in known.wire and known.wire[column.key] is not None:
                values[column.key] = self._typed(column.key, known.wire[column.key])
        for link in self._spec.links:
            values[link.column] = stock.names.get(bytes.fromhex(known.wire[link.field]), "")
        if known.wire.get("id_last4"):
            values["id_number"] = mask_last4(known.wire["id_last4"])
        return self.register.input_type.model_construct(**values)

    def _typed(self, key: str, value: Any) -> Any:
        if key == "units":
            return self._places.typed(value)
        return self.register.by_header[key].kind.parse(value) if isinstance(value, str) else value

    # Making changes.

    def _changes(self, stock: UnitStock, place: bytes, known: Known | None, wire: Wire, reason: str, since: date | None) -> list[Change]:
        name = self.register.name
        if known is None:
            if "ref" in wire:
                wire["ref"] = wire["ref"] or self._next_ref(place)
            fresh = Known(new_id(), place, wire)
            self._made = fresh.id
            self._stock.add(stock, name, fresh)
            self._met.add(fresh.id)
            return [self._create(name, fresh.id, place, self._subject(fresh), wire)]
        if "ref" in wire:
            wire["ref"] = wire["ref"] or known.wire["ref"]
        fields = differing(known.wire, wire)
        if not fields:
            return []
        more = worker_state_changes(self._connection, known, fields, since) if name == "worker" and since else []
        if reason:
            fields[REASON] = reason
        return [self._update(name, known.id, known.unit_id, self._subject(known), fields), *more]

    def _subject(self, known: Known) -> bytes | None:
        key = SYNCED[self.register.name].subject
        return known.id if key == "id" else bytes.fromhex(known.wire[key]) if key else None
