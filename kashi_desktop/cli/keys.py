"""``keys``: an office's own keys, and the digits of its parent's card."""

import sys
from argparse import _SubParsersAction
from typing import TYPE_CHECKING

from kashi_desktop.cli.exchange import verdict
from kashi_desktop.cli.frame import Answer, Run
from kashi_desktop.cli.output import say
from kashi_desktop.cli.parsing import Parser, command

if TYPE_CHECKING:
    from kashi_desktop.types.sync import NewCard


def add(commands: "_SubParsersAction[Parser]") -> None:
    """Add the commands of this family."""
    keys = commands.add_parser("keys", help="本单位的钥匙：更换、用恢复单恢复；上级的五组数字")
    actions = keys.add_subparsers(dest="action", metavar="rotate|recover|trust", required=True)
    command(actions, "rotate", "换一套新钥匙，由现在的钥匙签名", _rotate)
    recover = command(actions, "recover", "在这份副本里用封存的恢复单接着用，原来的电脑停用", _recover)
    recover.add_argument("--sheet", required=True, action="store_true", help="输入恢复单上的恢复密钥（提示时输入，或从标准输入读一行）")
    trust = command(actions, "trust", "上级的名片有疑问时，输入上级告诉的五组数字", _trust)
    trust.add_argument("digits", nargs="+", metavar="DIGITS", help="五组数字")


def _rotate(run: Run) -> Answer:
    with run.workspace() as workspace:
        made = workspace.cards.rotate()
    say(f"已换新钥匙，名片第 {made.version} 版。请写回执带给各单位，并告诉他们新的五组数字：{made.fingerprint}")
    return _answer(made)


def _recover(run: Run) -> Answer:
    with run.workspace() as workspace:
        made = workspace.cards.recover(_typed())
    say(f"已用恢复单接着用，名片第 {made.version} 版，原来的电脑已停用。请写回执带给各单位，并告诉他们新的五组数字：{made.fingerprint}")
    return _answer(made)


def _trust(run: Run) -> Answer:
    with run.workspace() as workspace:
        files = workspace.cards.trust(" ".join(run.options.digits))
    say(f"已记下，处理等着的文件 {len(files)} 个。")
    return Answer({"files": [{key: value for key, value in verdict(each).items() if key != "file"} for each in files]})


def _answer(made: "NewCard") -> Answer:
    return Answer({"fingerprint": made.fingerprint, "version": made.version})


def _typed() -> str:
    """What stands on the sheet: never an argument, which other programs of the computer could read."""
    if sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        return getpass("恢复密钥：", sys.stderr)
    # Bytes that are no text become a code that is mistyped.
    return sys.stdin.buffer.readline().decode("utf-8", "replace") if sys.stdin is not None else ""
