"""Keeps the tables what the journal says: a bulk door for records never seen, a fold for all others (sync.md §1, §3)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from db.declaring import Register
from db.journal import Change
from db.merge_flags import FLAG_CONFLICT, FLAG_PROVISIONAL, FLAG_REMOVAL_BEATEN
from db.queries import journal, tables
from db.registers.registry import REGISTERS
from kashi_desktop.rules.merge import Folded, Node, fold
from kashi_desktop.rules.names import initials, matching_form


class StructureFault(ValueError):
    """An entry whose fields have the wrong types or lack what its register requires: the package is refused."""


_TYPES: dict[str, Any] = {"text": str, "int": int, "bool": bool, "ref": str, "day": str, "minute": str}
_dict_decoder = msgspec.json.Decoder(dict[str, Any])
_seen_decoder = msgspec.json.Decoder(list[str])


@dataclass(frozen=True)
class Shape:
    """How one register's fields become a table row."""

    register: Register
    columns: tuple[str, ...]
    decoder: msgspec.json.Decoder[Any]
    partial: Any
    refs: tuple[int, ...]
    times: tuple[tuple[int, int], ...]

    def row(self, record: bytes, unit_id: bytes, raw: bytes) -> tuple[Any, ...]:
        """Row of a record with one creating entry. Errors: StructureFault."""
        try:
            values = list(msgspec.structs.astuple(self.decoder.decode(raw)))
            return (record, unit_id, False, 0, *self._with_refs(values))
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StructureFault(self.register.name) from fault

    def folded_row(self, record: bytes, unit_id: bytes, folded: Folded) -> tuple[Any, ...]:
        """Row of a folded record; unknown fields of a newer program are left to the journal. Errors: StructureFault."""
        try:
            values = list(msgspec.structs.astuple(msgspec.convert(folded.fields, self.decoder.type)))
            values = self._with_refs(values)
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StructureFault(self.register.name) from fault
        return (record, unit_id, folded.removed, flags_of(self.register, folded), *values)

    def check(self, raw: bytes) -> None:
        """Check the types of an updating entry's fields. Errors: StructureFault."""
        try:
            found = msgspec.json.decode(raw, type=self.partial)
            self._with_refs([value if isinstance(value, str) else None for value in msgspec.structs.astuple(found)])
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StructureFault(self.register.name) from fault

    def _with_refs(self, values: list[Any]) -> list[Any]:
        for position in self.refs:
            if values[position] is not None:
                values[position] = bytes.fromhex(values[position])
                if len(values[position]) != 16:
                    raise ValueError("a record id has 16 bytes")
        for position, length in self.times:
            value = values[position]
            # A day or minute that does not exist would break every list it stands on; an implausible one is a question, not a fault.
            if value is not None and (len(value) != length or datetime.fromisoformat(value) is None):
                raise ValueError("not a date")
        return values


@cache
def shape(name: str) -> Shape:
    """The shape of a register, made once."""
    register = REGISTERS[name]
    full: list[Any] = []
    partial: list[Any] = []
    for field in register.wire:
        kind = Literal[tuple(each.value for each in field.words)] if field.words else _TYPES[field.type]
        required = not field.nullable and field.default is None
        optional = kind | None if field.nullable else kind
        full.append((_safe(field.key), optional) if required else (_safe(field.key), optional, field.default))
        partial.append((_safe(field.key), optional | msgspec.UnsetType, msgspec.UNSET))
    rename = {_safe(field.key): field.key for field in register.wire}
    strict = msgspec.defstruct(f"New_{name}", full, kw_only=True, rename=rename)
    loose = msgspec.defstruct(f"Changed_{name}", partial, kw_only=True, rename=rename)
    refs = tuple(index for index, field in enumerate(register.wire) if field.type == "ref")
    lengths = {"day": 10, "minute": 16}
    times = tuple((index, lengths[field.type]) for index, field in enumerate(register.wire) if field.type in lengths)
    columns = ("id", "unit_id", "removed", "flags", *register.keys)
    return Shape(register, columns, msgspec.json.Decoder(strict), loose, refs, times)


def _safe(key: str) -> str:
    return f"{key}_"


def flags_of(register: Register, folded: Folded) -> int:
    """The marks that a merge leaves on a row."""
    conflict = any(each.field in register.decide for each in folded.conflicts)
    return (
        (FLAG_CONFLICT if conflict else 0)
        | (FLAG_PROVISIONAL if folded.provisional else 0)
        | (FLAG_REMOVAL_BEATEN if folded.removal_beaten else 0)
    )


def unit_of(register: str, record: bytes, stream: bytes) -> bytes:
    """The unit a record belongs to: its stream's, a unit's own."""
    return record if register == "unit" else stream


def sort_key(full_name: str) -> str:
    """Order of people on lists: pinyin initials, then the name itself."""
    return f"{initials(full_name)} {full_name}"


def search_words(full_name: str, ref: str) -> str:
    """What a search looks through: the name in matching form, its initials, the ledger's number."""
    return f"{matching_form(full_name)} {initials(full_name)} {ref.lower()}"


def insert_rows(connection: Connection, name: str, rows: Sequence[tuple[Any, ...]], *, replace: bool = False) -> None:
    """Write projected rows of one register, with what is derived beside them."""
    columns = shape(name).columns
    if name != "elder":
        tables.write_many(connection, name, columns, rows, replace=replace)
        return
    at_name, at_ref = columns.index("full_name"), columns.index("ref")
    tables.write_many(connection, name, (*columns, "sort_key"), [(*row, sort_key(row[at_name])) for row in rows], replace=replace)
    if replace:
        tables.drop_search(connection, [row[0] for row in rows])
    words = [(row[0], search_words(row[at_name], row[at_ref])) for row in rows if not row[2]]
    tables.write_many(connection, "elder_search", ("elder_id", "words"), words)


@dataclass(slots=True)
class RecordEntries:
    """All entries of one record; ``register`` and ``stream`` are those of its creation, entries of others are not its own.

    ``others`` are the registers that entries of the same id wrongly claim.
    """

    register: str
    stream: bytes | None
    nodes: list[Node]
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Projected:
    """How many rows were written, how many records now need a person's decision, how many wait for their creation."""

    written: int
    undecided: int
    held: int


def load_nodes(connection: Connection, records: Collection[bytes]) -> dict[bytes, RecordEntries]:
    """Entries of the records, grouped; a few hundred records a query."""
    found: dict[bytes, list[tuple[Any, ...]]] = {}
    for row in journal.entries_of_many(connection, sorted(records)):
        found.setdefault(row[0], []).append(tuple(row))
    return {record: _grouped(rows) for record, rows in found.items()}


def _grouped(rows: list[tuple[Any, ...]]) -> RecordEntries:
    # The earliest creation owns the record; only units are written about in more than one stream.
    creations = sorted((row[3], row[8], row[9], row[1]) for row in rows if row[4] == "create")
    stream, register = creations[0][2:] if creations else (None, min(row[1] for row in rows))
    shared = register in ("unit", "account") or stream is None
    own = [row for row in rows if row[1] == register and (shared or row[9] == stream)]
    return RecordEntries(register, stream, [node_of(*row[2:9]) for row in own], frozenset(row[1] for row in rows) - {register})


def node_of(seq: int, lamport: int, op: str, seen: str, fields: bytes | None, key: bytes, device: bytes) -> Node:
    """One journal row as the merge sees it."""
    values = _dict_decoder.decode(fields) if fields is not None else None
    return Node(f"{key.hex()}:{seq}", lamport, device, op, frozenset(_seen_decoder.decode(seen)) if seen else frozenset(), values)


def _parts(records: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(records), size):
        yield records[start : start + size]


def fold_records(connection: Connection, records: Collection[bytes]) -> Iterator[tuple[bytes, RecordEntries, Folded]]:
    """State of each record, of registers this program knows."""
    for record, entries in load_nodes(connection, records).items():
        if entries.register in REGISTERS:
            yield record, entries, fold(entries.nodes, event=REGISTERS[entries.register].event)


def project(connection: Connection, records: Collection[bytes]) -> Projected:
    """Fold the records anew and write their rows; what no longer makes a row (erased, or of a newer program) loses it."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    gone: dict[str, list[bytes]] = {}
    undecided = held = 0
    for record, entries in load_nodes(connection, records).items():
        for other in entries.others & REGISTERS.keys():
            gone.setdefault(other, []).append(record)
        if entries.register not in REGISTERS:
            continue
        folded = fold(entries.nodes, event=REGISTERS[entries.register].event)
        if folded.held or entries.stream is None:
            held += 1
            continue
        try:
            row = shape(entries.register).folded_row(record, unit_of(entries.register, record, entries.stream), folded)
        except StructureFault:
            gone.setdefault(entries.register, []).append(record)
            continue
        rows.setdefault(entries.register, []).append(row)
        undecided += bool(row[3] & FLAG_CONFLICT)
    for name, records_gone in gone.items():
        _remove_rows(connection, name, records_gone)
    for name, found in rows.items():
        insert_rows(connection, name, found, replace=True)
    return Projected(sum(map(len, rows.values())), undecided, held)


def project_changes(connection: Connection, changes: Sequence[Change]) -> None:
    """Bring the tables up to changes that were just journaled: new records go in set-based, changed ones are folded anew."""
    encode = msgspec.json.encode
    fresh = [each for each in changes if each.op == "create"]
    for each in changes:
        if each.op != "create":
            # An entry that readers must refuse would block the exchange for good: it is a fault of the program, here.
            shape(each.register).check(encode(each.fields))
    touched = {each.record for each in changes if each.op != "create"}
    rows = new_rows((each.register, each.record, each.stream, encode(each.fields)) for each in fresh if each.record not in touched)
    for register, found in rows.items():
        insert_rows(connection, register, found, replace=register in ("unit", "account"))
    # A unit may be created by its own village and by its county: both entries are folded.
    shared = {each.record for each in fresh if each.register == "unit"}
    project(connection, touched | shared | ({each.record for each in fresh} & touched))


def _remove_rows(connection: Connection, name: str, records: Sequence[bytes]) -> None:
    tables.delete(connection, name, records)
    if name == "elder":
        tables.drop_search(connection, records)


def rebuild(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Empty every projected table and fill it from the journal alone."""
    tables.empty(connection)
    records = journal.records(connection)
    for done, part in enumerate(_parts(records, 5000)):
        project(connection, part)
        if progress:
            progress(min((done + 1) * 5000, len(records)), len(records))


def table_contents(connection: Connection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every projected row in a fixed order, for comparing two states of the tables."""
    for name in REGISTERS:
        for row in tables.contents(connection, name, shape(name).columns):
            yield name, tuple(row)


def new_rows(entries: Iterable[tuple[str, bytes, bytes, bytes]]) -> Mapping[str, list[tuple[Any, ...]]]:
    """Rows of creating entries (register, record, stream, fields) of records never seen before. Errors: StructureFault."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for register, record, stream, fields in entries:
        rows.setdefault(register, []).append(shape(register).row(record, unit_of(register, record, stream), fields))
    return rows
