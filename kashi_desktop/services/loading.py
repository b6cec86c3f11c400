"""The one way in for records: a row of a table, a form, or a checked input becomes changes.

Who is meant, what is new, what differs, what cannot be taken. In a table an empty cell keeps the value, in a form it clears it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from db.declaring import Columns, Link, Register
from db.field_types import clean_text
from db.journal import Change, creation, heads_of_many
from db.streams import new_id
from kashi_desktop.rules.id_numbers import mask_last2
from kashi_desktop.rules.kinds import CellFault
from kashi_desktop.rules.merge import REASON
from kashi_desktop.rules.registers import Cells, Parsed, complete, kind_of, masked, read_cells
from kashi_desktop.services.context import Context
from kashi_desktop.services.id_fields import ID_FIELDS, id_fields
from kashi_desktop.services.register_hooks import hooks_of
from kashi_desktop.services.row_faults import WORDS, RowFault, remark, same_person, undrawn_in
from kashi_desktop.services.row_places import RowPlaces
from kashi_desktop.services.stock import Known, Stock, UnitStock, Wire
from kashi_desktop.services.taking import Storing, Taking, differing, stored_value

REASON_LOADED = "导入{}"
"""Why a table changed a record."""


@dataclass(slots=True)
class Tally:
    """What was taken so far."""

    changes: list[Change] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    unchanged: int = 0


class Loader:
    """Takes records of one register on one snapshot; make one for each file or form."""

    def __init__(self, context: Context, connection: Connection, register: Register, today: date) -> None:
        """Prepare what every record needs."""
        self.context = context
        self.connection = connection
        self.register = register
        self.today = today
        self.tally = Tally()
        self.stock = Stock(connection, register.name)
        self.met: set[bytes] = set()
        self.places = RowPlaces(context, connection, register)
        stored = [each for each in register.columns if each.wire and each.wire[0].key == each.key]
        self._stored = Storing(stored)
        self._words = [each.key for each in stored if each.codes is None and each.cell in WORDS]
        links = {link.field: link.column for link in register.links}
        self.known_by = register.known_by or links.get(register.natural[0], register.natural[0])
        self.hooks = hooks_of(register.name)(self)

    # The three ways in.

    def row(self, cells: Mapping[str, str]) -> Parsed:
        """Take one row of a table; the result holds its faults and warnings, the changes are in ``tally``."""
        read = read_cells(self.register, cells)
        try:
            return self._row(read)
        except RowFault as found:
            # Everything else that is wrong with the row is told at once as well.
            others = tuple(each for each in complete(self.register, read, self.today).faults if each.column != found.fault.column)
            told = masked(self.register, (found.fault,), read)
            return Parsed(None, (*told, *(others if read.faults else ())), (), frozenset(read.texts))

    def _row(self, read: Cells) -> Parsed:
        place = self.hooks.place(read)
        stock = self.stock.unit(place)
        reason = REASON_LOADED.format(self.register.label) if self.hooks.explains else ""
        taking = Taking(place, stock, self._links(read, place), reason=reason, since=self.today)
        self.hooks.meant(read, taking)
        known = taking.known
        parsed = complete(self.register, read, self.today, self._as_typed(taking, known) if known else None)
        if parsed.input is None or not (place or self.register.where == "self"):
            return parsed
        value = self._settle(taking, parsed.input, parsed.given)
        warnings = (*parsed.warnings, *taking.notices, *masked(self.register, taking.remarks, read))
        return Parsed(value, (), warnings, parsed.given)

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
        ids = {link: cells[link.field] for link in self.register.links if cells.get(link.field)}
        typed = {key: cell for key, cell in cells.items() if key not in {link.field for link in ids}}
        known = self._held(record) if record else None
        if known and not self.context.may_change(self.register.name, known.unit_id):
            raise RowFault("", "record_of_county")
        read = read_cells(self.register, typed)
        place = known.unit_id if known else self.hooks.place(read)
        if ids:
            read = read_cells(self.register, typed | self._numbers(place, ids))
        links = self._links(read, place, {link.field: id_ for link, id_ in ids.items()})
        parsed = complete(self.register, read, self.today)
        if parsed.input is None or not (place or self.register.where == "self"):
            return parsed, None
        day = None if correction else since or self.today
        taking = Taking(place, self.stock.unit(place), links, known, form=True, reason=reason, since=day)
        value = self._settle(taking, parsed.input, None)
        return Parsed(value, (), (*parsed.warnings, *taking.notices, *taking.remarks), parsed.given), self._made(taking)

    def typed(self, value: Columns, taking: Taking) -> bytes:
        """Take a checked input whose place and links are known; returns the record's id. Errors: RowFault."""
        self._settle(taking, value, None)
        return self._made(taking)

    def changes(self) -> list[Change]:
        """All changes in their order, each change of a known record naming the versions that it answers."""
        known = heads_of_many(self.connection, (each.record for each in self.tally.changes if each.op != "create"))
        for each in self.tally.changes:
            if each.op == "create":
                # Only now, because a dry run never gets here.
                each.fields = creation(each.stream, each.register, each.record, each.subject, each.fields).fields
            else:
                each.seen = known.get(each.record, ())
        return self.tally.changes

    # Settling: one typed record against what is stored.

    def _settle(self, taking: Taking, value: Columns, given: frozenset[str] | None) -> Columns:
        known = taking.known
        value = self.hooks.prepare(taking, value, given)
        wire = self._wire(taking, value)
        self.hooks.check(taking, wire)
        if known is None and taking.form and not self.hooks.repeats and self._same_already(taking, wire):
            taking.remarks.append(remark(self.known_by, "same_already"))
        changes = self._changes(taking, value, wire)
        if known and changes and not self.context.may_change(self.register.name, known.unit_id):
            raise RowFault("", "record_of_county")
        if taking.guessed and known and changes and self.register.person:
            raise same_person(known.wire["ref"])
        if not taking.form and known and not (taking.guessed and self.register.person):
            self._once(known, self.known_by if taking.guessed else "ref")
        self._count(known, changes)
        self.hooks.remark(taking, value, wire)
        taking.remarks += undrawn_in(wire, self._words)
        return value

    def _wire(self, taking: Taking, value: Columns) -> Wire:
        given = value.__dict__
        wire = self._stored(given) | taking.links
        known = taking.known
        if "id_number" in self.register.by_key:
            held = known.wire.get("id_last2") if known else None
            wire |= id_fields(self.context, given["id_number"], given["birth_date"], given.get("sex"), held)
            if taking.form and held and not given["id_number"] and self.hooks.blank_id_clears:
                wire |= dict.fromkeys(ID_FIELDS)
        self.hooks.wire(taking, value, wire)
        self._leave_to_parent(taking, wire)
        return wire

    def _leave_to_parent(self, taking: Taking, wire: Wire) -> None:
        """What the office above says of a unit stays as it is: typed by the unit it would be kept and count for nothing."""
        # A register that is the office's above as a whole is refused where its stream is known.
        if not (self.context.is_village and self.context.certified) or self.register.created_by == "parent":
            return
        blank = dict(self.register.defaults)
        for key, who in self.register.set_by.items():
            held = taking.known.wire.get(key) if taking.known else blank[key]
            if who == "parent" and key in wire and wire[key] != held:
                wire[key] = held
                taking.remarks.append(remark(key, "set_by_county"))

    def _changes(self, taking: Taking, value: Columns, wire: Wire) -> list[Change]:
        known = taking.known
        if known is None:
            if "ref" in wire:
                wire["ref"] = wire["ref"] or self.places.next_ref(taking.place)
            record = self.hooks.new_id(wire) or new_id(self.stream(taking.place))
            fresh = Known(record, taking.place or record, wire)
            taking.known = fresh
            more = self.hooks.beside(taking, fresh, value, None)
            if not (taking.form and self.hooks.repeats):
                self.stock.add(taking.stock, self.register.name, fresh)
                self.met.add(fresh.id)
            return [self._change("create", fresh, wire), *more]
        if "ref" in wire:
            wire["ref"] = wire["ref"] or known.wire["ref"]
        fields = differing(self.register.keys, known.wire, wire)
        more = self.hooks.beside(taking, known, value, fields)
        if not fields:
            return more
        if taking.reason:
            fields[REASON] = taking.reason
        return [self._change("update", known, fields), *more]

    def _change(self, op: str, record: Known, fields: Wire) -> Change:
        return Change(self.stream(record.unit_id), self.register.name, op, record.id, subject_of(self.register, record), fields)

    def stream(self, unit_id: bytes) -> bytes:
        """The stream that a record of a unit is written in; places are the office's own."""
        return self.context.home if self.register.where == "self" else unit_id

    def _made(self, taking: Taking) -> bytes:
        if taking.known is None:
            raise ValueError("nothing was taken")
        return taking.known.id

    def _count(self, known: Known | None, changes: Sequence[Change]) -> None:
        self.tally.changes += changes
        if known is None:
            self.tally.added += 1
        elif changes:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1

    def _once(self, known: Known, column: str) -> None:
        if known.id in self.met:
            raise RowFault(column, "repeated_ref")
        self.met.add(known.id)

    # Who is meant.

    def find_meant(self, read: Cells, taking: Taking) -> None:
        """By the ledger number, else by the natural key. Errors: RowFault."""
        taking.known = self.with_ref(taking.stock, self.register.name, read, "ref") if "ref" in self.register.by_key else None
        if taking.known is not None:
            return
        if not read.values.get("ref"):
            taking.known = self.same(read, taking)
        elif self.register.where == "shared":
            # A village that loads the county's own list of courses means those, not further ones.
            found = self.same(read, taking)
            shared = found and found.unit_id != taking.place and found.wire.get("ref") == read.values.get("ref")
            taking.known = found if shared else None
        taking.guessed = taking.known is not None

    def same(self, read: Cells, taking: Taking) -> Known | None:
        """The stored record with the natural key of a row; of persons the first that no row before was taken for. Errors: RowFault."""
        found = taking.stock.of(self.register.name).natural.get(self._natural(read, taking), [])
        if not self.register.person:
            own = [each for each in found if each.unit_id == taking.place]
            return only(own or found, self.known_by)
        # By id, which is by age: the rows of one file meet the same persons each time that it is loaded.
        left = min((each for each in found if each.id not in self.met), key=lambda each: each.id, default=None)
        if left:
            self.met.add(left.id)
        elif found:
            taking.remarks.append(remark("full_name", "possible_duplicate"))
        return left

    def _natural(self, read: Cells, taking: Taking) -> tuple[Any, ...]:
        values = (read.values.get(key) for key in self.register.natural)
        typed = (clean_text(value) if isinstance(value, str) else stored_value(value) for value in values)
        return tuple(taking.links.get(key) or value for key, value in zip(self.register.natural, typed, strict=True))

    def _same_already(self, taking: Taking, wire: Wire) -> bool:
        key = tuple(wire.get(each) for each in self.register.natural)
        return bool(taking.stock.of(self.register.name).natural.get(key))

    def with_ref(self, stock: UnitStock, register: str, read: Cells, column: str) -> Known | None:
        """The record with the ledger number of a cell. Errors: RowFault for an ambiguous one."""
        ref = clean_text(read.values.get(column, ""))
        if not ref:
            return None
        found = stock.of(register).by_ref.get(ref)
        return only(found, column, "ambiguous_ref") if found else None

    def _links(self, read: Cells, place: bytes, given: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """Ids of the records that a row names by number, by field, beside those that are given. Errors: RowFault."""
        found = dict(given)
        for link in self.register.links:
            if link.field not in given and read.values.get(link.column) and place:
                known = self.with_ref(self.stock.unit(place), link.register, read, link.column)
                if known is None:
                    raise RowFault(link.column, f"{link.register}_not_found")
                found[link.field] = known.id.hex()
        return found

    def _numbers(self, place: bytes, ids: Mapping[Link, str]) -> dict[str, str]:
        """The ledger numbers of records that are named by their ids, by column. Errors: RowFault for one that is not here."""
        stock = self.stock.unit(place)
        for link, id_ in ids.items():
            if bytes.fromhex(id_) not in stock.of(link.register).by_id:
                raise RowFault(link.column, f"{link.register}_not_found")
        return {link.column: stock.ref_of(link.register, bytes.fromhex(id_)) for link, id_ in ids.items()}

    def _held(self, record: bytes) -> Known:
        found = self.stock.one(self.register.name, record)
        if found is None:
            raise RowFault("", "record_not_found")
        return found

    # A stored record as it would be typed.

    def as_typed(self, known: Known) -> Columns:
        """A stored record as it would be typed."""
        return self._as_typed(Taking(known.unit_id, self.stock.unit(known.unit_id), {}, known), known)

    def _as_typed(self, taking: Taking, known: Known) -> Columns:
        values: dict[str, Any] = {}
        for column in self.register.columns:
            value = known.wire.get(column.key)
            if value is not None:
                values[column.key] = self._typed(column.key, value)
        for link in self.register.links:
            if known.wire[link.field]:
                values[link.column] = taking.stock.ref_of(link.register, bytes.fromhex(known.wire[link.field]))
        if known.wire.get("id_last2"):
            values["id_number"] = mask_last2(known.wire["id_last2"])
        self.hooks.as_typed(taking, known, values)
        return self.register.fields.model_construct(**values)

    def _typed(self, key: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return kind_of(self.register.by_key[key]).parse(value)
        except CellFault:
            return value  # of a newer program; the limits will say so


def only(found: Sequence[Known], column: str, code: str = "ambiguous_row") -> Known | None:
    """The one record that is meant. Errors: RowFault when it could be several."""
    if len(found) > 1:
        raise RowFault(column, code)
    return found[0] if found else None


def subject_of(register: Register, record: Known) -> bytes | None:
    """The person that a record is about."""
    key = register.subject
    return record.id if key == "id" else bytes.fromhex(record.wire[key]) if key else None
