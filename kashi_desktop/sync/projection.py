"""Keeps the tables what the journal says: a bulk door for records never seen, a fold for all others (sync.md §1, §3)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import Annotated, Any, Literal

import msgspec
from sqlalchemy import Connection

from db import canonical
from db.codes import UnitLevel
from db.consents import ERASE, GIVEN_ON, ID, WITHDRAWN_ON, ids_in
from db.declaring import Register
from db.history import Forks, seen_by
from db.journal import Change, encode_fields
from db.merge_flags import FLAG_CONFLICT, FLAG_PROVISIONAL, FLAG_REMOVAL_BEATEN
from db.queries import branches, journal, tables
from db.queries import consents as consent_queries
from db.queries.standing import not_counting
from db.registers.registry import REGISTERS
from db.streams import belongs, common_of, named_from
from kashi_desktop.rules.authority import Said, counting, creates_freely
from kashi_desktop.rules.merge import REASON, Folded, Node, fold, in_order
from kashi_desktop.rules.names import initials, matching_form
from kashi_desktop.rules.wire_values import Check, checks_of
from kashi_desktop.sync.consents import in_force, note_given, settle
from kashi_desktop.sync.standing import judge


class StructureFault(ValueError):
    """An entry whose fields have the wrong types or lack what its register requires: the package is refused."""


AGREED = frozenset({"unit", "fact"})
"""Registers whose ids offices compute; those of all others are bound to their stream."""

States = dict[consent_queries.Consent, consent_queries.State]

# Many records of a file are about the same person: one object stands for it in all of them.
_id_bytes = lru_cache(maxsize=4096)(bytes.fromhex)
_TYPES: dict[str, Any] = {"text": str, "int": int, "bool": bool, "ref": str, "day": str, "minute": str}
_dict_decoder = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True)
class Shape:
    """How one register's fields become a table row."""

    register: Register
    columns: tuple[str, ...]
    decoder: msgspec.json.Decoder[Any]
    changes: msgspec.json.Decoder[Any]
    refs: tuple[int, ...]
    links: tuple[int, ...]
    consented: msgspec.json.Decoder[Any]
    blank: tuple[Any, ...]
    pick: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    checks: tuple[tuple[int, Check], ...]

    def row(self, record: bytes, linked: Sequence[bytes], duty: bytes, consented: bytes | None = None) -> tuple[Any, ...]:
        """Row of a record with one creating entry; what needs consent is taken from its own part alone. Errors: StructureFault.

        ``linked`` are the streams whose records it may name, its own first.
        """
        try:
            kept = msgspec.structs.astuple(self.consented.decode(consented)) if consented else self.blank
            values = self._with_refs(list(self.pick(msgspec.structs.astuple(self.decoder.decode(duty)) + kept)))
            self._check_links(values, linked)
            return (record, linked[0], False, 0, *values)
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StructureFault(self.register.name) from fault

    def folded_row(self, record: bytes, unit_id: bytes, folded: Folded) -> tuple[Any, ...]:
        """Row of a folded record; unknown fields of a newer program are left to the journal. Errors: StructureFault."""
        try:
            values = list(msgspec.structs.astuple(msgspec.convert(folded.fields, self.decoder.type))[:-1])
            values = self._with_refs(values)
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StructureFault(self.register.name) from fault
        return (record, unit_id, folded.removed, flags_of(self.register, folded), *values)

    def check(self, raw: bytes, linked: Sequence[bytes]) -> None:
        """Check the types of the fields of an entry that changes a record; ``linked`` as for ``row``. Errors: StructureFault."""
        try:
            found = self.changes.decode(raw)
            values = self._with_refs([None if value is msgspec.UNSET else value for value in msgspec.structs.astuple(found)[:-1]])
            self._check_links(values, linked)
        except (msgspec.MsgspecError, ValueError) as fault:
            raise StructureFault(self.register.name) from fault

    def _check_links(self, values: Sequence[Any], linked: Sequence[bytes]) -> None:
        """A record names others of its own stream, or of what all read; never those of another unit. Errors: ValueError."""
        for position in self.links:
            named = values[position]
            if named is not None and not any(belongs(named, stream) for stream in linked):
                raise ValueError("a record of another stream")

    def _with_refs(self, values: list[Any]) -> list[Any]:
        """Judge the values by their declaration and turn the ids of other records into bytes. Errors: ValueError."""
        # What does not exist (a day, a number with letters) would break every list it stands on; what is implausible is a question.
        for position, check in self.checks:
            value = values[position]
            if value is not None and not check(value):
                raise ValueError("not as declared")
        for position in self.refs:
            if values[position] is not None:
                values[position] = _id_bytes(values[position])
        return values


@cache
def shape(name: str) -> Shape:
    """The shape of a register, made once."""
    register = REGISTERS[name]
    full: list[Any] = []
    partial: list[Any] = []
    kept: list[Any] = []
    for field in register.wire:
        kind = Literal[tuple(each.value for each in field.words)] if field.words else _TYPES[field.type]
        required = not field.nullable and field.default is None
        optional = kind | None if field.nullable else kind
        full.append((_safe(field.key), optional) if required else (_safe(field.key), optional, field.default))
        partial.append((_safe(field.key), optional | msgspec.UnsetType, msgspec.UNSET))
        kept.append((_safe(field.key), optional, field.default) if field.key in register.private else partial[-1])
    # Every change may say why; the reason is kept beside the values and is no column.
    reason = Annotated[str, msgspec.Meta(max_length=canonical.TEXT_LIMIT)]
    full.append((_safe(REASON), reason, ""))
    for each in (partial, kept):
        each.append((_safe(REASON), reason, ""))
    rename = {_safe(key): key for key in (*register.keys, REASON)}
    strict = msgspec.defstruct(f"New_{name}", full, kw_only=True, rename=rename)
    loose = msgspec.defstruct(f"Changed_{name}", partial, kw_only=True, rename=rename)
    consented = msgspec.defstruct(f"Kept_{name}", kept, kw_only=True, rename=rename)
    # Of both parts' values, one behind the other, those that count: a private one in the part with consent alone.
    count = len(register.wire)
    pick = itemgetter(*(index + (count + 1) * (field.key in register.private) for index, field in enumerate(register.wire)))
    refs = tuple(index for index, field in enumerate(register.wire) if field.type == "ref")
    linking = {each.field for each in register.links} | ({register.subject} if register.subject else set())
    links = tuple(index for index, field in enumerate(register.wire) if field.key in linking)
    declared = checks_of(register)
    checks = tuple((index, declared[key]) for index, key in enumerate(register.keys) if key in declared)
    columns = ("id", "unit_id", "removed", "flags", *register.keys)
    told = msgspec.json.Decoder(consented)
    return Shape(
        register,
        columns,
        msgspec.json.Decoder(strict),
        msgspec.json.Decoder(loose),
        refs,
        links,
        told,
        msgspec.structs.astuple(consented()),
        pick,
        checks,
    )


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


def sort_key(full_name: str) -> str:
    """Order of people on lists: pinyin initials, then the name itself."""
    return f"{initials(full_name)} {full_name}"


def search_words(full_name: str, ref: str) -> str:
    """What a search looks through: the name in matching form, its initials, the ledger's number."""
    return f"{matching_form(full_name)} {initials(full_name)} {ref.lower()}"


def insert_rows(connection: Connection, name: str, rows: Sequence[tuple[Any, ...]], *, replace: bool = False) -> None:
    """Write projected rows of one register, with what is derived beside them."""
    columns = shape(name).columns
    if name == "unit":
        at_level = columns.index("level")
        rows = [(*row, common_of(row[0]) if row[at_level] == UnitLevel.VILLAGE else None) for row in rows]
        columns = (*columns, "common")
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
    """The entries of one record that count; ``register`` and ``stream`` are those of its creation, entries of others are not its own.

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
    """Entries of the records that count, grouped; a few hundred records a query."""
    found: dict[bytes, list[Any]] = {}
    for row in journal.entries_of_many(connection, sorted(records)):
        found.setdefault(row.record, []).append(row)
    forks = branches.forks(connection, {row.branch for rows in found.values() for row in rows if row.base})
    persons = {row.person for rows in found.values() for row in rows if row.consented is not None or row.register == "elder"}
    states = consent_queries.states(connection, sorted(persons)) if persons else {}
    gone = not_counting(connection, (row for rows in found.values() for row in rows))
    return {record: _grouped(rows, forks, states, gone) for record, rows in found.items()}


def _grouped(rows: list[Any], forks: Forks, states: States, gone: Collection[bytes]) -> RecordEntries:
    seen = seen_by(rows, forks)
    nodes = [(row, _node(row, seen[row.hash], states)) for row in rows]
    # The earliest creation that counts owns the record; only units have ids that may be met in more than one stream.
    places = {node.name: row for row, node in nodes if row.op == "create" and row.hash not in gone}
    made = [places[node.name] for node in in_order([node for _, node in nodes]) if node.name in places]
    first = made[0] if made else None
    if first and first.register == "unit":
        # What a unit is, the office above says; what the unit wrote before it had one counts no more.
        first = next((row for row in made if row.register == "unit" and row.stream != common_of(row.record)), first)
    stream, register = (first.stream, first.register) if first else (None, min(row.register for row in rows))
    own = [(row, node) for row, node in nodes if row.register == register and (stream is None or row.stream == stream)]
    counted = [node for _, node in own]
    if stream is not None and (declared := REGISTERS.get(register)):
        said = [Said(node, row.keeper, row.hash not in gone, row.seq <= row.also_to) for row, node in own]
        counted = counting(declared, said, partial(belongs, stream=stream))
    return RecordEntries(register, stream, counted, frozenset(row.register for row in rows) - {register})


def _node(row: Any, seen: frozenset[bytes], states: States) -> Node:
    """An entry with the values that count: what needs consent from its own part alone, and only while a consent is in force."""
    values = _dict_decoder.decode(row.duty) if row.duty is not None else None
    consented = in_force(states, row.stream, row.person, row.consent)
    if values is not None and row.op == ERASE:
        values = {key: value for key, value in values.items() if key == REASON}
    if values and row.register == "elder" and _is_beside(states, row, values.get(ID)):
        values = {key: value for key, value in values.items() if key not in (GIVEN_ON, WITHDRAWN_ON, ID)}
    if (register := REGISTERS.get(row.register)) and values is not None:
        # Fields of a newer program, or of nobody's, are kept and not merged: a file could name thousands in each of its entries.
        values = {key: value for key, value in values.items() if key in register.by_duty or key == REASON}
    if register and register.private and consented and row.consented is not None:
        values = (values or {}) | {key: value for key, value in _dict_decoder.decode(row.consented).items() if key in register.private}
    return Node(row.hash, (row.device, row.epoch, row.seq), row.op, seen, values)


def _is_beside(states: States, row: Any, consent: object) -> bool:
    """Whether an entry gives a consent that is not shown, because it was given beside a withdrawal."""
    given = (states.get((row.stream, row.person, each)) for each in ids_in(consent))
    return any(state is not None and state[0] == consent_queries.BESIDE for state in given)


def _parts(records: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(records), size):
        yield records[start : start + size]


def project(connection: Connection, records: Collection[bytes]) -> Projected:
    """Fold the records anew and write their rows; what no longer makes a row (erased, or of a newer program) loses it."""
    if not records:
        return Projected(0, 0, 0)
    records = set(records) | settle(connection, records)
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
            # Its creation has not come yet, or counts no more.
            held += 1
            gone.setdefault(entries.register, []).append(record)
            continue
        row = _row_of(record, entries.register, entries.stream, folded)
        if row is None:
            gone.setdefault(entries.register, []).append(record)
            continue
        rows.setdefault(entries.register, []).append(row)
        undecided += bool(row[3] & FLAG_CONFLICT)
    for name, records_gone in gone.items():
        _remove_rows(connection, name, records_gone)
    for name, found in rows.items():
        insert_rows(connection, name, found, replace=True)
    return Projected(sum(map(len, rows.values())), undecided, held)


def _row_of(record: bytes, register: str, stream: bytes, folded: Folded) -> tuple[Any, ...] | None:
    """The row of a record, None where it makes none."""
    if register not in AGREED and not belongs(record, stream):
        # A program that did not know the register took it in: its id is of another stream, where it is another record.
        return None
    try:
        return shape(register).folded_row(record, stream, folded)
    except StructureFault:
        return None


def judge_opened(connection: Connection, streams: Sequence[bytes]) -> None:
    """Judge streams in which this device wrote for the first time in its epoch, perhaps a ruling; what counts by it is folded anew."""
    project(connection, judge(connection, streams))


def project_changes(connection: Connection, changes: Sequence[Change], commons: tuple[bytes, ...] = ()) -> None:
    """Bring the tables up to changes that were just journaled: new records go in set-based, changed ones are folded anew.

    ``commons`` are the common streams that this office reads.
    """
    fresh = [each for each in changes if each.op == "create"]
    if foreign := {each.register for each in fresh if each.register not in AGREED and not belongs(each.record, each.stream)}:
        # As above: a fault of the program, here and not at the reader.
        raise ValueError(f"ids of another stream: {', '.join(sorted(foreign))}")
    for each in changes:
        if each.op != "create":
            # An entry that readers must refuse would block the exchange for good: it is a fault of the program, here.
            shape(each.register).check(encode_fields(each.fields) or b"{}", named_from(each.stream, commons))
    # What not everybody may say is folded, as every reader will: a bulk door is for what counts as it is.
    touched = {each.record for each in changes if each.op != "create" or not creates_freely(REGISTERS[each.register])}
    rows = new_rows((each for each in fresh if each.record not in touched), commons)
    for register, found in rows.items():
        if register == "elder":
            note_given(connection, shape(register).columns, found)
        insert_rows(connection, register, found, replace=register in ("unit", "account"))
    # A unit may be created by its own village and by its county: both entries are folded.
    shared = {each.record for each in fresh if each.register == "unit"}
    project(connection, touched | shared)
    if streams := {each.stream for each in changes if each.register in ("ruling", "office_device")}:
        project(connection, judge(connection, streams))


def _remove_rows(connection: Connection, name: str, records: Sequence[bytes]) -> None:
    tables.delete(connection, name, records)
    if name == "elder":
        tables.drop_search(connection, records)


def rebuild(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Empty every projected table and fill it from the journal alone."""
    tables.empty(connection)
    consent_queries.forget_all(connection)
    streams = {branch.stream for branch in branches.all_branches(connection)}
    # Whose a stream is, the units say, which stand in common streams.
    judge(connection, streams)
    project(connection, journal.records_of(connection, "unit"))
    judge(connection, streams)
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


def new_rows(creations: Iterable[Change], commons: tuple[bytes, ...]) -> Mapping[str, list[tuple[Any, ...]]]:
    """Rows of records that are created here. Errors: StructureFault."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for each in creations:
        # Written here under the consent that is in force: both parts count.
        fields = encode_fields(each.fields) or b"{}"
        rows.setdefault(each.register, []).append(shape(each.register).row(each.record, named_from(each.stream, commons), fields, fields))
    return rows
