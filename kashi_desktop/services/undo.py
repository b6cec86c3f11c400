"""Taking back the last changes: new entries that restore what was, so nothing in the journal is ever rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from db.declaring import Register
from db.journal import Change
from db.registers.registry import REGISTERS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.merge import REASON, Node, fold, heads_of
from kashi_desktop.services.context import Context, Undoable
from kashi_desktop.sync.projection import RecordEntries, load_nodes
from kashi_desktop.types.events import Done

_NAMES = frozenset({"full_name", "title", "name", "code"})
"""Natural keys that call a record by a word of its own."""


class UndoService:
    """The changes of this sitting, the last one first; a load or a sheet is one of them."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def last(self) -> Done | None:
        """What would be undone, None when there is nothing."""
        return next(iter(self.changes(1)), None)

    def changes(self, most: int = 30) -> tuple[Done, ...]:
        """The latest changes, the last one first."""
        with self._context.read() as connection:
            return tuple(self._told(connection, item) for item in reversed(self._context.undoable[-most:]))

    def undo(self) -> Done:
        """Take back the last change; one that nothing takes back is told as ``final``, and the next undo goes on behind it.

        Errors: nothing_to_undo.
        """
        if not self._context.undoable:
            raise KnownError("nothing_to_undo", QT_TRANSLATE_NOOP("errors", "没有可以撤销的操作，没有任何改动。"))
        item = self._context.undoable[-1]
        # Told before: the name is the one that stood there.
        done = self.changes(1)[0]
        if item.entries:
            # What was taken back before counts as never written, together with the entries that took it back.
            self._bring_to(item, self._context.undone | item.entries, "undo")
            self._context.redoable.append(item)
        self._context.undoable.pop()
        return done

    def redo(self) -> Done:
        """Do again what was last undone; any new change ends that. Errors: nothing_to_redo."""
        if not self._context.redoable:
            raise KnownError("nothing_to_redo", QT_TRANSLATE_NOOP("errors", "没有可以重做的操作，没有任何改动。"))
        item = self._context.redoable[-1]
        self._bring_to(item, self._context.undone - item.entries, "redo")
        self._context.undoable.append(self._context.redoable.pop())
        return self.changes(1)[0]

    def _bring_to(self, item: Undoable, gone: frozenset[bytes], event: str) -> None:
        """Bring the records of a change to where they are without the entries that are gone."""
        with self._context.write() as work:
            found = load_nodes(work.connection, item.records)
            changes = [change for record in item.records if (change := _restoring(record, found[record], gone))]
            work.apply(changes)
            work.audit(event, count=len(changes))
        self._context.undone = gone | {each.entry for each in work.written}

    def _told(self, connection: Connection, item: Undoable) -> Done:
        if not item.entries:
            return Done(item.event, "", "", None, item.count, item.when, item.who, final=True)
        first = load_nodes(connection, item.records[:1])[item.records[0]]
        register = REGISTERS[first.register]
        fields = fold(first.nodes, event=register.event).fields
        subject = _person(fields, register.subject) if register.subject not in (None, "id") else None
        about, person = (register, fields) if subject is None else self._subject(connection, subject)
        name = str(person.get(about.natural[0]) or "") if about.natural[0] in _NAMES else ""
        visited = str(fields.get("visited_at") or "")[:10]
        day = date.fromisoformat(visited) if visited else None
        return Done(item.event, register.label, name, day, item.count, item.when, item.who)

    def _subject(self, connection: Connection, person: bytes) -> tuple[Register, Mapping[str, object]]:
        found = load_nodes(connection, [person])[person]
        register = REGISTERS[found.register]
        return register, fold(found.nodes, event=register.event).fields


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
