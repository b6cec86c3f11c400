"""``undo`` and ``redo``: take back the last change of this account on this computer, or list the changes."""

from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.frame import Answer, Run
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, command
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

if TYPE_CHECKING:
    from kashi_desktop.types.events import Done


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    undo = command(commands, "undo", "撤销本人在这台电脑上的最后一次改动", _undo)
    undo.add_argument("--list", action="store_true", help="只列出最近的改动，不撤销")
    redo = command(commands, "redo", "重做最后撤销的改动", _redo)
    redo.add_argument("--list", action="store_true", help="只列出可以重做的改动")


def _undo(run: Run) -> Answer:
    with run.workspace() as workspace:
        if run.options.list:
            return _listed(workspace.undo.changes())
        return _told(workspace.undo.undo(), "undone", "已撤销")


def _redo(run: Run) -> Answer:
    with run.workspace() as workspace:
        if run.options.list:
            return _listed(workspace.undo.undone())
        return _told(workspace.undo.redo(), "redone", "已重做")


def _listed(changes: "tuple[Done, ...]") -> Answer:
    say(f"共 {len(changes)} 次改动，最近的在前。")
    return Answer({"changes": [_change(each) | {"refusal": each.refusal} for each in changes]})


def _told(done: "Done", key: str, words: str) -> Answer:
    if not done.refusal:
        say(f"{words}：{done.words()}。{done.remains()}")
        return Answer({key: _change(done)} | ({"left": list(done.left)} if key == "undone" else {}))
    say(done.refused())
    sentence = QT_TRANSLATE_NOOP("errors", "这次改动不能撤销或重做，没有任何改动。再运行一次 undo，就是它之前的一步。")
    return Answer({key: None, "refused": _change(done)}, KnownError(done.refusal, sentence))


def _change(done: "Done") -> dict[str, object]:
    return {"what": done.words(), "when": done.when.isoformat(sep=" "), "who": done.who, "records": done.records}
