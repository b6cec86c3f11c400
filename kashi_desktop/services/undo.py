"""Taking back the last changes: new entries that restore what was, so nothing in the journal is ever rewritten."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec
from sqlalchemy import Connection

from db.declaring import Register
from db.journal import Change
from db.queries import branches, journal
from db.queries.accounts import account_name
from db.queries.records import users
from db.registers.registry import REGISTERS
from db.unit_of_work import UnitOfWork
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.merge import REASON, Node, fold, heads_of
from kashi_desktop.services.context import Context
from kashi_desktop.services.past import Past, Place, Span, Undoable, held, keep, places_of, spans_of
from kashi_desktop.sync.projection import RecordEntries, load_nodes
from kashi_desktop.types.clock import civil
from kashi_desktop.types.events import Done, Refusal, is_one_of_many

_NAMES = frozenset({"full_name", "title", "name", "code"})
"""Natural keys that call a record by a word of its own."""


class _Refused(Exception):
    """Ends the transaction in which a change could not be taken back."""

    def __init__(self, item: Undoable, done: Done) -> None:
        super().__init__()
        self.item, self.done = item, done


class UndoService:
    """The changes made on this computer, the last one first; a load or a sheet is one of them. Only who made one takes it back."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def last(self) -> Done | None:
        """What undo would take back or name, None when there is nothing."""
        with self._context.read() as connection:
            item = self._next(held(connection))
            return self._told(connection, item) if item else None

    def changes(self) -> tuple[Done, ...]:
        """What is kept of the changes, the last one first."""
        with self._context.read() as connection:
            return tuple(self._told(connection, item) for item in reversed(held(connection).undoable))

    def undone(self) -> tuple[Done, ...]:
        """What redo does again, the next one first."""
        with self._context.read() as connection:
            return tuple(self._told(connection, item) for item in reversed(held(connection).redoable))

    def undo(self) -> Done:
        """Take back the last change; one that cannot be is told with its ``refusal``, and the next undo goes on behind it.

        Errors: nothing_to_undo.
        """
        try:
            with self._context.write() as work:
                return self._take_back(work)
        except _Refused as refused:
            with self._context.write() as work:
                past, item = held(work.connection), refused.item
                passed = msgspec.structs.replace(item, passed=(*item.passed, self._account))
                undoable = tuple(passed if each == item else each for each in past.undoable)
                keep(work.connection, Past(undoable, past.redoable, past.undone))
            return refused.done

    def redo(self) -> Done:
        """Do again what was last undone, until something new is done; another's is told with its ``refusal``. Errors: nothing_to_redo."""
        with self._context.write() as work:
            past = held(work.connection)
            if not past.redoable:
                raise KnownError("nothing_to_redo", QT_TRANSLATE_NOOP("errors", "没有可以重做的操作，没有任何改动。"))
            *others, item = past.redoable
            if item.account == self._account:
                gone = places_of(past.undone) - places_of(item.spans)
                _Touched.by(work.connection, item).bring_to(work, gone, "redo")
                keep(work.connection, Past((*past.undoable, item), tuple(others), _with_written(gone, work)))
            return self._told(work.connection, item)

    @property
    def _account(self) -> bytes:
        return self._context.account or b""

    def _next(self, past: Past) -> Undoable | None:
        return next((item for item in reversed(past.undoable) if self._account not in item.passed), None)

    def _take_back(self, work: UnitOfWork) -> Done:
        past = held(work.connection)
        item = self._next(past)
        if item is None:
            raise KnownError("nothing_to_undo", QT_TRANSLATE_NOOP("errors", "没有可以撤销的操作，没有任何改动。"))
        # Told before: the name is the one that stood there.
        done = self._told(work.connection, item)
        if done.refusal:
            raise _Refused(item, done)
        touched = _Touched.by(work.connection, item)
        since = touched.changed_since(places_of(past.undone), places_of(item.spans))
        closed = touched.about(item.closed)
        # What was taken back before counts as never written, together with the entries that took it back.
        used = touched.used_since(work.connection, places_of((*past.undone, *item.spans)), since.keys() | closed)
        left = since.keys() | used.keys() | closed
        taken = touched.but(left, item) if left else item
        if left and (not is_one_of_many(item.event, item.count) or not taken.count):
            raise _Refused(item, _refused(work.connection, done, since, used))
        names = sorted(_name(work.connection, record) for record in {*since, *used, *item.closed})
        done = replace(done, records=taken.count, left=tuple(names))
        gone = places_of((*past.undone, *taken.spans))
        touched.bring_to(work, gone, "undo", closed)
        undoable = tuple(each for each in past.undoable if each is not item)
        keep(work.connection, Past(undoable, (*past.redoable, taken), _with_written(gone, work)))
        return done

    def _told(self, connection: Connection, item: Undoable) -> Done:
        who = account_name(connection, item.account)
        if not item.spans:
            return Done(item.event, "", "", None, item.count, item.when, who, Refusal.FINAL)
        refusal = Refusal.FINAL if item.final else None if item.account == self._account else Refusal.ANOTHERS
        branch, first, _ = item.spans[0]
        (entry,) = branches.entries(connection, branch, first - 1, first)
        register, fields = _fields(connection, entry.record)
        name = _name(connection, entry.person or entry.record)
        visited = str(fields.get("visited_at") or "")[:10]
        day = date.fromisoformat(visited) if visited else None
        return Done(item.event, register.label, name, day, item.count, item.when, who, refusal)


@dataclass
class _Touched:
    """The records of a change with all their entries and whom they are about, and where each entry stands."""

    records: dict[bytes, RecordEntries]
    places: dict[bytes, Place]
    persons: dict[bytes, bytes | None]

    @classmethod
    def by(cls, connection: Connection, item: Undoable) -> "_Touched":
        rows = (row for branch, first, last in item.spans for row in branches.entries(connection, branch, first - 1, last))
        persons = {row.record: row.person for row in rows}
        records = list(persons)
        found = load_nodes(connection, records)
        places = {row.hash: (row.branch, row.seq) for row in journal.entry_places(connection, records)}
        return cls({record: found[record] for record in records}, places, persons)

    def names(self, places: set[Place]) -> frozenset[bytes]:
        return frozenset(name for name, place in self.places.items() if place in places)

    def changed_since(self, undone: set[Place], own: set[Place]) -> dict[bytes, bytes]:
        """By record, an entry that goes on from the change and was not taken back itself."""
        gone, mine = self.names(undone), self.names(own)
        found = ((record, node) for record, entries in self.records.items() for node in _without(entries.nodes, gone))
        return {record: node.name for record, node in found if node.name not in mine and node.seen & mine}

    def used_since(self, connection: Connection, gone: set[Place], left: Collection[bytes]) -> dict[bytes, str]:
        """Records that would go while one that stays cannot be without them, with the label of that one's register."""
        going: dict[str, list[bytes]] = {}
        for change in self._changes(gone, left):
            if change.op == "remove":
                going.setdefault(change.register, []).append(change.record)
        used: dict[bytes, str] = {}
        pairs = [pair for register, records in going.items() for pair in users(connection, register, records)]
        goes = {record for records in going.values() for record in records}
        while more := {record: label for record, user, label in reversed(pairs) if record in goes and user not in goes}:
            used |= more
            goes -= more.keys()
        return used

    def about(self, persons: Collection[bytes]) -> set[bytes]:
        """The records about some persons."""
        return {record for record, person in self.persons.items() if person in persons}

    def but(self, left: Collection[bytes], item: Undoable) -> Undoable:
        """The change without the entries of the records that are left."""
        places = {self.places[node.name] for record in left for node in self.records[record].nodes}
        first = next(iter(self.records.values())).register
        count = sum(entries.register == first for record, entries in self.records.items() if record not in left)
        return msgspec.structs.replace(
            item, spans=spans_of(place for span in item.spans for place in places_of([span]) - places), count=count
        )

    def bring_to(self, work: UnitOfWork, gone: set[Place], event: str, left: Collection[bytes] = ()) -> None:
        """Bring the records that are not left to where they are without the entries that are gone."""
        changes = self._changes(gone, left)
        work.apply(changes)
        work.audit(event, count=len(changes))

    def _changes(self, gone: set[Place], left: Collection[bytes]) -> list[Change]:
        names = self.names(gone)
        going = ((record, entries) for record, entries in self.records.items() if record not in left)
        return [change for record, entries in going if (change := _restoring(record, entries, names))]


def _refused(connection: Connection, done: Done, since: Mapping[bytes, bytes], used: Mapping[bytes, str]) -> Done:
    for record, entry in since.items():
        wall, who = journal.authors_of(connection, record)[entry]
        return replace(done, refusal=Refusal.CHANGED_SINCE, by=who, at=civil(wall))
    for register in used.values():
        return replace(done, refusal=Refusal.IN_USE, by=register)
    return replace(done, refusal=Refusal.FINAL)


def _name(connection: Connection, record: bytes) -> str:
    """What a record is called by a word of its own, "" where there is none."""
    register, fields = _fields(connection, record)
    return str(fields.get(register.natural[0]) or "") if register.natural[0] in _NAMES else ""


def _fields(connection: Connection, record: bytes) -> tuple[Register, Mapping[str, object]]:
    found = load_nodes(connection, [record])[record]
    register = REGISTERS[found.register]
    return register, fold(found.nodes, event=register.event).fields


def _with_written(gone: set[Place], work: UnitOfWork) -> tuple[Span, ...]:
    return spans_of(gone | {(each.branch, each.seq) for each in work.written})


def _restoring(record: bytes, entries: RecordEntries, undone: frozenset[bytes]) -> Change | None:
    """The change after which a record is as if the undone entries had not been written."""
    register = REGISTERS[entries.register]
    now = fold(entries.nodes, event=register.event)
    before = fold(_without(entries.nodes, undone), event=register.event)
    heads = heads_of(entries.nodes)
    remove = before.held or before.removed
    # A creating entry leaves out what is at its default: the state before must hold the default, not nothing.
    blank = {each.key: each.default for each in register.wire}
    earlier = {key: before.fields.get(key, blank.get(key)) for key in now.fields}
    fields = {} if remove else {key: value for key, value in earlier.items() if now.fields[key] != value}
    if now.held or entries.stream is None or (remove == now.removed and not fields):
        return None
    subject = record if register.subject == "id" else _person(now.fields, register.subject)
    return Change(entries.stream, register.name, "remove" if remove else "update", record, subject, fields | {REASON: "撤销"}, heads)


def _without(nodes: Sequence[Node], undone: frozenset[bytes]) -> list[Node]:
    """The entries that remain; whoever had seen an undone one has seen what that one had seen."""
    seen = {node.name: node.seen for node in nodes}

    def reach(names: frozenset[bytes]) -> frozenset[bytes]:
        kept = names - undone
        behind = (seen.get(name, frozenset()) for name in names & undone)
        return kept.union(*(reach(each) for each in behind))

    return [replace(node, seen=reach(node.seen)) for node in nodes if node.name not in undone]


def _person(fields: Mapping[str, object], key: str | None) -> bytes | None:
    return bytes.fromhex(str(fields[key])) if key else None
