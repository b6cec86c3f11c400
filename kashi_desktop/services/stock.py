"""What is already here, unit by unit, so that a row or a form can tell new records from known ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row

from db.queries import elders, records
from db.registers.registry import REGISTERS
from db.streams import common_of

Wire = dict[str, Any]


@dataclass(slots=True)
class Known:
    """One record at hand: its wire values, and for an elder all spells (id, wire values) by their start."""

    id: bytes
    unit_id: bytes
    wire: Wire
    spells: Sequence[tuple[bytes, Wire]] = ()


@dataclass(slots=True)
class Records:
    """Records of one register by id, by ledger number and by natural key; several of one key make a reference ambiguous."""

    by_id: dict[bytes, Known] = field(default_factory=dict)
    by_ref: dict[str, list[Known]] = field(default_factory=dict)
    natural: dict[tuple[Any, ...], list[Known]] = field(default_factory=dict)


class UnitStock:
    """The registers of one unit, each read when it is first asked for."""

    def __init__(self, unit_id: bytes, read: Callable[["UnitStock", str], None]) -> None:
        """Know where to read from."""
        self.unit_id = unit_id
        self._read = read
        self._held: dict[str, Records] = {}

    def of(self, register: str) -> Records:
        """One register of the unit."""
        found = self._held.get(register)
        if found is None:
            found = self._held[register] = Records()
            self._read(self, register)
        return found

    def held(self, register: str, record: bytes) -> Known | None:
        """A record if its register was read already."""
        found = self._held.get(register)
        return found.by_id.get(record) if found else None

    def ref_of(self, register: str, record: bytes) -> str:
        """The ledger number of a record, "" for one that is not here."""
        found = self.of(register).by_id.get(record)
        return str(found.wire.get("ref") or "") if found else ""


def wire_of(register: str, row: Row[Any]) -> Wire:
    """The wire values of a table row."""
    held = row._mapping
    return {each.key: _wire_value(each.type, held[each.key]) for each in REGISTERS[register].wire}


def _wire_value(kind: str, value: Any) -> Any:
    if value is None or (kind != "ref" and kind != "bool"):
        return value
    return bool(value) if kind == "bool" else value.hex()


def natural_key(register: str, wire: Mapping[str, Any]) -> tuple[Any, ...]:
    """The key by which a row without a ledger number is known (domain.md §3)."""
    key = tuple([wire.get(each) for each in REGISTERS[register].natural])
    # A need of a visit is known by it; its day need not agree.
    return (*key[:-1], None) if register == "need" and wire.get("visit_id") else key


class Stock:
    """Reads units' records on one snapshot and remembers those that are about to be made."""

    def __init__(self, connection: Connection, register: str) -> None:
        """``register`` is the one being taken."""
        self._connection = connection
        self._register = register
        self._units: dict[bytes, UnitStock] = {}
        self._alone: dict[tuple[str, bytes], Known | None] = {}

    def unit(self, unit_id: bytes) -> UnitStock:
        """Everything of a unit that a row may mean or name."""
        found = self._units.get(unit_id)
        if found is None:
            found = self._units[unit_id] = UnitStock(unit_id, self._read)
        return found

    def _read(self, stock: UnitStock, register: str) -> None:
        if not stock.unit_id:
            return
        spells: dict[bytes, list[tuple[bytes, Wire]]] = {}
        if register == "elder":
            for row in records.spells_of_unit(self._connection, stock.unit_id):
                spells.setdefault(row.elder_id, []).append((row.id, wire_of("elder_spell", row)))
        for row in records.of_unit(self._connection, register, stock.unit_id):
            self.add(stock, register, Known(row.id, row.unit_id, wire_of(register, row), spells.get(row.id, ())))

    def add(self, stock: UnitStock, register: str, known: Known) -> None:
        """Remember a record, also one that is only about to be made."""
        held = stock.of(register)
        held.by_id[known.id] = known
        # Of the register being taken, a number means one's own record: another of an office above may bear the same.
        theirs = register == self._register and known.unit_id not in (stock.unit_id, common_of(stock.unit_id))
        if (ref := known.wire.get("ref")) and not theirs:
            held.by_ref.setdefault(ref, []).append(known)
        held.natural.setdefault(natural_key(register, known.wire), []).append(known)

    def keep(self, register: str, known: Known) -> None:
        """Remember one record that was read already."""
        self._alone[register, known.id] = known

    def one(self, register: str, record: bytes) -> Known | None:
        """One record by its id, whatever unit it is of; without reading the rest of the unit."""
        for stock in self._units.values():
            if found := stock.held(register, record):
                return found
        key = (register, record)
        if key not in self._alone:
            self._alone[key] = held_record(self._connection, register, record)
        return self._alone[key]


def held_record(connection: Connection, register: str, record: bytes) -> Known | None:
    """One stored record with what belongs to it, None when it is not here or was removed."""
    row = records.one(connection, register, record)
    if row is None:
        return None
    spells = [(bytes(each.id), wire_of("elder_spell", each)) for each in elders.spells(connection, record)] if register == "elder" else []
    return Known(bytes(row.id), bytes(row.unit_id), wire_of(register, row), spells)
