"""Taking back the last changes: new entries that restore what was, so nothing in the journal is ever rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.journal import Change
from db.registers.registry import REGISTERS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.merge import REASON, Node, fold, heads_of
from kashi_desktop.services.context import Context, Undoable
from kashi_desktop.sync.projection import RecordEntries, load_nodes
from kashi_desktop.types.events import words_of


class UndoService:
    """The last thirty changes of this sitting."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def last(self) -> str | None:
        """What would be undone, None when there is nothing."""
        undoable = self._context.undoable
        return words_of(undoable[-1].event) if undoable else None

    def undo(self) -> str:
        """Take back the last change and return what it was. Errors: nothing_to_undo."""
        if not self._context.undoable:
            raise KnownError("nothing_to_undo", QT_TRANSLATE_NOOP("errors", "没有可以撤销的操作，没有任何改动。"))
        item = self._context.undoable.pop()
        self._take_back(item)
        return words_of(item.event)

    def _take_back(self, item: Undoable) -> None:
        # What was taken back before counts as never written, together with the entries that took it back.
        gone = self._context.undone | item.entries
        with self._context.write() as work:
            found = load_nodes(work.connection, item.records)
            changes = [change for record in item.records if (change := _restoring(record, found[record], gone))]
            work.apply(changes)
            work.audit("undo", count=len(changes))
        self._context.undone = gone | {each.entry for each in work.written}


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
