"""One record on its way in: what was typed, who is meant, and where a register differs from the rest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, Protocol

from sqlalchemy import Connection

from db.declaring import Column, Columns
from db.journal import Change
from kashi_desktop.rules.registers import Cells
from kashi_desktop.services.context import Context
from kashi_desktop.services.row_places import RowPlaces
from kashi_desktop.services.spells import Spell
from kashi_desktop.services.stock import Known, Stock, UnitStock, Wire
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import NeedInput


class Takes(Protocol):
    """What hooks need of the loader that they work for."""

    context: Context
    connection: Connection
    today: date
    stock: Stock
    met: set[bytes]
    places: RowPlaces

    def find_meant(self, read: Cells, taking: "Taking") -> None:
        """By the ledger number, else by the natural key. Errors: RowFault."""

    def with_ref(self, stock: UnitStock, register: str, read: Cells, column: str) -> Known | None:
        """The record with the ledger number of a cell. Errors: RowFault for an ambiguous one."""


@dataclass(slots=True)
class Taking:
    """One record that is being taken; ``place`` is the unit it lies in, ``links`` are ids (hex) by field.

    ``known`` is the stored record that is meant; ``guessed`` when nothing but its natural key says so. A ``form`` says everything about a
    record, a row of a table only what it holds. ``since``: the day on which what is dated changed, None for a correction. ``remarks`` point
    at cells, ``notices`` at the record.
    """

    place: bytes
    stock: UnitStock
    links: dict[str, str]
    known: Known | None = None
    guessed: bool = False
    form: bool = False
    reason: str = ""
    since: date | None = None
    needs: Sequence[NeedInput] = ()
    spell: Spell = (None, {})
    withdrawn: bool = False
    remarks: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def link(self, name: str) -> bytes:
        """The id under a linking field, typed now or stored before."""
        found = self.links.get(name) or (self.known.wire[name] if self.known else "")
        return bytes.fromhex(found)


class Hooks:
    """Where a register differs from the rest; this one differs nowhere."""

    explains = True
    """Whether a change by a table bears a reason."""
    repeats = False
    """Whether two alike are usual, so that a form does not ask about them."""
    blank_id_clears = True
    """Whether an ID number that a form leaves empty is forgotten; where the form never shows it, empty says nothing."""

    def __init__(self, loader: Takes) -> None:
        """Work for one loader."""
        self.loader = loader

    def place(self, read: Cells) -> bytes:
        """The unit that a new record lies in, b"" where its column is empty. Errors: RowFault."""
        return self.loader.places.place_of(read)

    def meant(self, read: Cells, taking: Taking) -> None:
        """Find the stored record that a row of a table means. Errors: RowFault."""
        self.loader.find_meant(read, taking)

    def as_typed(self, taking: Taking, known: Known, values: dict[str, Any]) -> None:
        """Add to the values of a stored record what does not lie in its own fields."""

    def prepare(self, taking: Taking, value: Columns, given: frozenset[str] | None) -> Columns:
        """Take out what may not be kept, and say so in ``taking.notices``; ``given`` are the keys that a row filled."""
        return value

    def wire(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """Mend the wire values of what is typed."""

    def check(self, taking: Taking, wire: Wire) -> None:
        """Refuse a record beside the others. Errors: RowFault."""

    def remark(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """Say in ``taking`` what should be looked at once more, though the record is taken."""

    def new_id(self, wire: Wire) -> bytes | None:
        """The id of a new record where it is not a fresh one."""
        return None

    def beside(self, taking: Taking, record: Known, value: Columns, fields: Wire | None) -> list[Change]:
        """Changes of other records that go with it; ``fields`` are those that change, None for a new record."""
        return []


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
        return ";".join(str(each.value) if isinstance(each, Enum) else str(each) for each in value)
    return str(value) if isinstance(value, Decimal) else value


class Storing:
    """``stored_value`` for some columns at once: what they hold is known, so that no value's type needs a look."""

    def __init__(self, columns: Iterable[Column]) -> None:
        """Sort the columns by what is done with their values."""
        ways = {each.key: _way(each) for each in columns}
        self._numbers = tuple(key for key, way in ways.items() if way is _NUMBER)
        self._texts = tuple(key for key, way in ways.items() if way is _TEXT)
        self._others = tuple((key, way) for key, way in ways.items() if way not in (_NUMBER, _TEXT))

    def __call__(self, given: Mapping[str, Any]) -> Wire:
        """The typed values as they travel."""
        wire: Wire = {key: given[key] or None for key in self._texts}
        for key in self._numbers:
            wire[key] = given[key]
        for key, stored in self._others:
            wire[key] = None if given[key] is None else stored(given[key]) or None
        return wire


_NUMBER, _TEXT = int, str
_WORD = attrgetter("_value_")  # as ``value``, which Python looks up in a property each time


def _way(column: Column) -> Callable[[Any], Any]:
    """How a value that is there travels: a number as it is, a text unless it is empty."""
    if column.cell in ("flag", "whole"):
        return _NUMBER
    if column.multiple:
        return ";".join
    if column.codes is not None:
        return _WORD
    if column.cell == "day":
        return date.isoformat
    return stored_value if column.cell in ("minute", "decimal") else _TEXT


def differing(keys: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> Wire:
    """The fields of a record that change, in the order of the declaration."""
    return {key: after[key] for key in keys if key in after and before.get(key) != after[key]}
