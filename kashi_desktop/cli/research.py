"""``research-extract``: de-identified data as plain SQLite."""

from argparse import _SubParsersAction

from kashi_desktop.cli.frame import Answer, Run, output
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, add_force, command, path


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the command."""
    extract = command(commands, "research-extract", "写出去标识的研究用数据（不加密的 SQLite，没有可以认出的人）", _extract)
    extract.add_argument("out", metavar="OUT.sqlite", type=path)
    add_force(extract)


def _extract(run: Run) -> Answer:
    out = output(run.options.out, force=run.force)
    with run.workspace() as workspace:
        made = workspace.research.extract(out, force=run.force)
    say(f"已写出 {made.file.name}：{made.rows} 行，做了什么见其中的 README 表。")
    return Answer({"file": str(made.file), "rows": made.rows})
