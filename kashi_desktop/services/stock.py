"""What is already here, unit by unit, so that a load can tell new rows from known ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, text

from db.registers import COMMON, REGISTERS
from kashi_desktop.services.record_specs import SPECS

Wire = dict[str, Any]

_BESIDE = {"visit": ("elder",), "need": ("elder", "visit")}
"""Registers that rows of another refer to."""
_OWNER = {"visit": "elder", "need": "elder", "attendance": "worker", "service": "volunteer"}
"""Registers whose records are found by their person, which has an index of its unit."""


@dataclass(slots=True)
class Known:
    """One record at hand: its wire values, and for an elder all spells (id, wire values) by their start."""

    id: bytes
    unit_id: bytes
    wire: Wire
    spells: Sequence[tuple[bytes, Wire]] = ()


@dataclass(slots=True)
class UnitStock:
    """Records of one unit by ledger number and by natural key; several of one key make a reference ambiguous."""

    unit_id: bytes = b""
    by_ref: dict[str, dict[str, list[Known]]] = field(default_factory=dict)
    natural: dict[tuple[Any, ...], list[Known]] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)
    by_id: dict[bytes, Known] = field(default_factory=dict)


def wire_of(register: str, row: Row[Any]) -> Wire:
    """The wire values of a table row."""
    return {
        each.key: (
            value.hex()
            if isinstance(value := getattr(row, each.key), bytes)
            else bool(value)
            if each.type == "bool" and value is not None
            else value
        )
        for each in REGISTERS[register].fields
    }


def natural_key(register: str, wire: Wire) -> tuple[Any, ...]:
    """The key by which a row without a ledger number is known (domain.md §3)."""
    if register == "visit":
        return ("visit", wire["elder_id"], wire["visited_at"], wire["method"])
    if register == "need":
        return ("need", wire["elder_id"], wire.get("visit_id"), wire["kind"], None if wire.get("visit_id") else wire.get("due_on"))
    if register in SPECS:
        return (register, *(wire.get(each) for each in SPECS[register].natural))
    return ("elder", wire["full_name"], wire["birth_date"], wire["sex"])


class Stock:
    """Loads a unit's records when the first row of it comes by."""

    def __init__(self, connection: Connection, register: str) -> None:
        """Read on one snapshot; ``register`` is the one being loaded."""
        self._connection = connection
        self._register = register
        beside = SPECS[register].registers if register in SPECS else _BESIDE.get(register, ())
        self._registers = (*beside, register)
        self._units: dict[bytes, UnitStock] = {}

    def unit(self, unit_id: bytes) -> UnitStock:
        """Everything of a unit that rows of this register may refer to."""
        found = self._units.get(unit_id)
        if found is None:
            found = self._units[unit_id] = UnitStock(unit_id)
            for register in self._registers:
                self._read(found, register, unit_id)
        return found

    def _read(self, stock: UnitStock, register: str, unit_id: bytes) -> None:
        spells = self._spells(unit_id) if register == "elder" else {}
        owner = _OWNER.get(register)
        if owner:
            source = f"SELECT r.* FROM {owner} o JOIN {register} r ON r.{owner}_id = o.id WHERE o.unit_id = :unit AND NOT r.removed"
        else:
            source = f"SELECT r.* FROM {register} r WHERE r.unit_id IN (:unit, :shared) AND NOT r.removed"
        # What a county entered is shared by its units: a village's rows may name it, but its own come first.
        shared = COMMON if register in SPECS and SPECS[register].where == "shared" else unit_id
        rows = self._connection.execute(text(source), {"unit": unit_id} if owner else {"unit": unit_id, "shared": shared})
        for row in sorted(rows, key=lambda each: bytes(each.unit_id) == COMMON):
            self.add(stock, register, Known(row.id, row.unit_id, wire_of(register, row), spells.get(row.id, ())))

    def _spells(self, unit_id: bytes) -> dict[bytes, list[tuple[bytes, Wire]]]:
        source = text(
            "SELECT s.* FROM elder e JOIN elder_spell s ON s.elder_id = e.id"
            " WHERE e.unit_id = :unit AND NOT s.removed ORDER BY s.enrolled_on, s.id"
        )
        found: dict[bytes, list[tuple[bytes, Wire]]] = {}
        for row in self._connection.execute(source, {"unit": unit_id}):
            found.setdefault(row.elder_id, []).append((row.id, wire_of("elder_spell", row)))
        return found

    def add(self, stock: UnitStock, register: str, known: Known) -> None:
        """Remember a record, also one that this very load is about to make."""
        stock.by_id[known.id] = known
        # Of the register being loaded, a number means one's own record: another of the county's may bear the same.
        theirs = register == self._register and known.unit_id == COMMON != stock.unit_id
        if (ref := known.wire.get("ref")) and not theirs:
            stock.by_ref.setdefault(register, {}).setdefault(ref, []).append(known)
            stock.names[known.id] = ref
        stock.natural.setdefault(natural_key(register, known.wire), []).append(known)
