"""Taking back the last changes: new entries that restore what was, so nothing in the journal is ever rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.journal import Change
from db.registers import REGISTERS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.merge import REASON, Node, fold
from kashi_desktop.services.context import Context, Undoable
from kashi_desktop.sync.projection import RecordEntries, load_nodes

EVENTS: Mapping[str, str] = {
    "enrol": QT_TRANSLATE_NOOP("errors", "登记老人"),
    "edit": QT_TRANSLATE_NOOP("errors", "修改老人资料"),
    "close": QT_TRANSLATE_NOOP("errors", "注销"),
    "reopen": QT_TRANSLATE_NOOP("errors", "重新登记"),
    "record_visit": QT_TRANSLATE_NOOP("errors", "记录探访"),
    "correct_visit": QT_TRANSLATE_NOOP("errors", "更正探访"),
    "void_visit": QT_TRANSLATE_NOOP("errors", "作废探访"),
    "open_need": QT_TRANSLATE_NOOP("errors", "新开需求"),
    "start_need": QT_TRANSLATE_NOOP("errors", "开始办理需求"),
    "settle_need": QT_TRANSLATE_NOOP("errors", "办结需求"),
    "set_unit_state": QT_TRANSLATE_NOOP("errors", "变更单位情况"),
    "save_attendance": QT_TRANSLATE_NOOP("errors", "保存培训结果"),
    "save_service": QT_TRANSLATE_NOOP("errors", "保存服务时长"),
    "same_person": QT_TRANSLATE_NOOP("errors", "确认是同一个人"),
    "part_persons": QT_TRANSLATE_NOOP("errors", "不再算作同一个人"),
    "ask_questions": QT_TRANSLATE_NOOP("errors", "发出核对问题"),
    "answer_question": QT_TRANSLATE_NOOP("errors", "答复核对问题"),
    "settle_question": QT_TRANSLATE_NOOP("errors", "了结核对问题"),
}
"""What can be undone, as it is called on screen; withdrawing consent is not among them, it destroys what was kept."""
_RECORDS: Mapping[str, str] = {
    "save": QT_TRANSLATE_NOOP("errors", "保存登记内容"),
    "remove": QT_TRANSLATE_NOOP("errors", "删除登记内容"),
}
"""The same for the registers that one service keeps; the log names the register (``save_worker``)."""


def words_of(event: str) -> str | None:
    """What an event is called on screen; None for one that cannot be undone."""
    return EVENTS.get(event) or _RECORDS.get(event.partition("_")[0])


class UndoService:
    """The last thirty changes of this sitting."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def last(self) -> str | None:
        """What would be undone, None when there is nothing."""
        return next((words for each in reversed(self._context.undoable) if (words := words_of(each.event))), None)

    def undo(self) -> str:
        """Take back the last change and return what it was. Errors: nothing_to_undo."""
        while self._context.undoable:
            item = self._context.undoable.pop()
            if words := words_of(item.event):
                self._take_back(item)
                return words
        raise KnownError("nothing_to_undo", QT_TRANSLATE_NOOP("errors", "没有可以撤销的操作，没有任何改动。"))

    def _take_back(self, item: Undoable) -> None:
        # What was taken back before counts as never written, together with the entries that took it back.
        gone = self._context.undone | item.entries
        with self._context.bulk() as bulk:
            bulk.written = []
            found = load_nodes(bulk.connection, item.records)
            changes = [change for record in item.records if (change := _restoring(record, found[record], gone))]
            bulk.apply(changes)
            bulk.audit("undo", len(changes))
        self._context.undone = gone | {name for name, _ in bulk.written}


def _restoring(record: bytes, entries: RecordEntries, undone: frozenset[str]) -> Change | None:
    """The change after which a record is as if the undone entries had not been written."""
    register = REGISTERS[entries.register]
    now = fold(entries.nodes, event=register.event)
    before = fold(_without(entries.nodes, undone), event=register.event)
    heads = sorted({node.name for node in entries.nodes}.difference(*(node.seen for node in entries.nodes)))
    remove = before.held or before.removed
    # A creating entry leaves out what is at its default: the state before must hold the default, not nothing.
    blank = {each.key: each.default for each in register.fields}
    earlier = {key: before.fields.get(key, blank.get(key)) for key in now.fields}
    fields = {} if remove else {key: value for key, value in earlier.items() if now.fields[key] != value}
    if now.held or entries.stream is None or (remove == now.removed and not fields):
        return None
    subject = record if register.subject == "id" else _person(now.fields, register.subject)
    return Change(entries.stream, register.name, "remove" if remove else "update", record, subject, fields | {REASON: "撤销"}, heads)


def _without(nodes: Sequence[Node], undone: frozenset[str]) -> list[Node]:
    """The entries that remain; whoever had seen an undone one has seen what that one had seen."""
    seen = {node.name: node.seen for node in nodes}

    def reach(names: frozenset[str]) -> frozenset[str]:
        kept = names - undone
        behind = (seen.get(name, frozenset()) for name in names & undone)
        return kept.union(*(reach(each) for each in behind))

    return [replace(node, seen=reach(node.seen)) for node in nodes if node.name not in undone]


def _person(fields: Mapping[str, object], key: str | None) -> bytes | None:
    return bytes.fromhex(str(fields[key])) if key else None
