"""Turns the rows of a table into changes: who is meant, what is new, what differs, what cannot be taken."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from db.codes import UnitLevel
from db.journal import Change, creation, heads_of_many
from kashi_desktop.rules.registers import Cells, Parsed, Register, complete, masked, read_cells
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.services.context import Context
from kashi_desktop.services.row_faults import RowFault
from kashi_desktop.services.stock import Known, Stock, UnitStock, Wire
from kashi_desktop.types.inputs import clean_text


@dataclass(slots=True)
class Tally:
    """What a load found so far."""

    changes: list[Change] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    unchanged: int = 0


def differing(before: Wire, after: Wire) -> Wire:
    """The fields of a record that a row changes."""
    return {key: value for key, value in after.items() if before.get(key) != value}


class Loader(ABC):
    """Loads one register; make one for each file. The file of the register says how it takes a row."""

    def __init__(self, context: Context, connection: Connection, register: Register, today: date) -> None:
        """Work on one snapshot."""
        self.context = context
        self.register = register
        self.today = today
        self.tally = Tally()
        self._connection = connection
        self._stock = Stock(connection, register.name)
        self._units = {
            row.code: (bytes(row.id), row.level) for row in connection.execute(text("SELECT code, id, level FROM unit WHERE NOT removed"))
        }
        self._refs: dict[bytes, Callable[[], str]] = {}
        self._met: set[bytes] = set()
        self._codes_met: set[str] = set()
        self._villages: dict[str, bytes] = {}

    @abstractmethod
    def _take(self, read: Cells) -> Parsed:
        """Take one row of the register. Errors: RowFault."""

    def row(self, cells: Mapping[str, str]) -> Parsed:
        """Take one row; the result holds its faults and warnings, the changes are in ``tally``."""
        read = read_cells(self.register, cells)
        try:
            return self._take(read)
        except RowFault as found:
            # Everything else that is wrong with the row is told at once as well.
            others = tuple(each for each in complete(self.register, read, self.today).faults if each.column != found.fault.column)
            told = masked(self.register, (found.fault,), read)
            return Parsed(None, (*told, *(others if read.faults else ())), (), frozenset(read.texts))

    def changes(self) -> list[Change]:
        """All changes in the order of the rows, each change of a known record naming the versions that it answers."""
        known = heads_of_many(self._connection, (each.record for each in self.tally.changes if each.op != "create"))
        for each in self.tally.changes:
            if each.op == "create":
                # Only now, because a dry run never gets here.
                each.fields = creation(each.stream, each.register, each.record, each.subject, each.fields).fields
            else:
                each.seen = known.get(each.record, ())
        return self.tally.changes

    def _unit_id(self, read: Cells, *, village: bool) -> bytes:
        code = read.values.get("unit_code") or (self.context.office.unit_code if self.context.is_village else "")
        return self._place_id(code, "unit_code", village=village)

    def _place_id(self, code: str, column: str, *, village: bool) -> bytes:
        own = self.context.office.unit_code
        if not code:
            return b""
        if resolved := self._villages.get(code):
            return resolved
        if not in_scope(code, own):
            raise RowFault(column, "unit_out_of_scope")
        found = self._units.get(code)
        if found is None:
            raise RowFault(column, "unit_not_found")
        if village and found[1] != UnitLevel.VILLAGE:
            raise RowFault(column, "not_a_village")
        if village:
            self._villages[code] = found[0]
        return found[0]

    def _next_ref(self, unit_id: bytes) -> str:
        found = self._refs.get(unit_id)
        if found is None:
            found = self._refs[unit_id] = _counter(self.context.next_refs(self._connection, unit_id, 1)[0])
        return found()

    def _found(self, stock: UnitStock, register: str, read: Cells, column: str) -> Known | None:
        """The record with the ledger number of a cell. Errors: RowFault for an ambiguous one."""
        ref = clean_text(read.values.get(column, ""))
        if not ref:
            return None
        known = stock.by_ref.get(register, {}).get(ref, [])
        if len(known) > 1:
            raise RowFault(column, "ambiguous_ref")
        return known[0] if known else None

    def _once(self, known: Known | None, column: str) -> None:
        if known is None:
            return
        if known.id in self._met:
            raise RowFault(column, "repeated_ref")
        self._met.add(known.id)

    def _elder_of(self, stock: UnitStock, read: Cells) -> Known | None:
        elder = self._found(stock, "elder", read, "elder_ref")
        if elder is None and read.values.get("elder_ref"):
            raise RowFault("elder_ref", "elder_not_found")
        return elder

    # Making changes.

    def _stream(self, register: str, unit_id: bytes) -> bytes:
        return self.context.home if register == "unit" else unit_id

    def _create(self, register: str, record: bytes, unit_id: bytes, subject: bytes | None, wire: Wire) -> Change:
        return Change(self._stream(register, unit_id), register, "create", record, subject, wire)

    def _update(self, register: str, record: bytes, unit_id: bytes, subject: bytes | None, fields: Wire) -> Change:
        return Change(self._stream(register, unit_id), register, "update", record, subject, fields)

    def _count(self, known: Known | None, changes: Iterable[Change]) -> None:
        made = list(changes)
        self.tally.changes += made
        if known is None:
            self.tally.added += 1
        elif made:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1


def only(found: Sequence[Known], column: str) -> Known | None:
    """The one record that a row without a number means. Errors: RowFault when it could be several."""
    if len(found) > 1:
        raise RowFault(column, "ambiguous_row")
    return found[0] if found else None


def _counter(first: str) -> Callable[[], str]:
    """Ledger numbers from the first on."""
    prefix, _, start = first.rpartition("-")
    numbers = iter(range(int(start), 1 << 62))
    return lambda: f"{prefix}-{next(numbers)}"


def stored_text(value: Any) -> str | None:
    """A typed value as it is stored."""
    return None if value is None else value.isoformat() if isinstance(value, date) else str(value)
