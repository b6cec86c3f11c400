"""What every command is handed and gives back: options, the workspace, the answer, and the checks they share."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kashi_desktop.cli.output import say
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.paths import refuse_special
from kashi_desktop.types.clock import Clock

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

PASSPHRASE = "KASHI_PASSPHRASE"
"""Name of the environment variable that holds the passphrase."""


@dataclass(frozen=True)
class Answer:
    """The object for stdout; with ``error`` it is a refusal (exit 2), with ``failed`` a failure of the program itself (exit 1)."""

    body: Mapping[str, object]
    error: KnownError | None = None
    failed: bool = False


@dataclass(frozen=True)
class Run:
    """One run of a command: what was typed, and how to reach the workspace."""

    options: Namespace

    @property
    def data(self) -> Path:
        """The workspace's folder."""
        if self.options.data is not None:
            return Path(self.options.data).absolute()
        from kashi_desktop.paths import default_workspace

        return default_workspace()

    @property
    def clock(self) -> Clock:
        """The machine's clock, or the day of ``--today``."""
        return Clock(self.options.today)

    @property
    def force(self) -> bool:
        """Whether existing output may be replaced."""
        return bool(getattr(self.options, "force", False))

    @contextmanager
    def workspace(self) -> Iterator["Workspace"]:
        """The open workspace, closed at the end. Errors: passphrase_needed and those of ``open_workspace``."""
        from kashi_desktop import startup

        data = self.data
        if startup.workspace_state(data) == "absent":
            # Said before a passphrase is asked for that would open nothing.
            raise no_workspace(data)
        workspace = startup.open_workspace(data, passphrase(), self.clock)
        try:
            for notice in workspace.notices:
                say(notice)
            yield workspace
        finally:
            workspace.close()


Handler = Callable[[Run], Answer | None]


def no_workspace(data: Path) -> KnownError:
    """The refusal where no office was set up yet, or not to the end."""
    from kashi_desktop import startup

    why = startup.no_workspace(data)
    if why.code != "no_workspace":
        return why
    return KnownError(
        "no_workspace",
        QT_TRANSLATE_NOOP("errors", "这个文件夹里还没有工作区，没有任何改动。请先用 init 建立，或用 --data 指明工作区的文件夹。"),
    )


def passphrase(*, twice: bool = False) -> str:
    """The passphrase from the environment, else typed at the terminal. Errors: passphrase_needed, passphrase_differs, passphrase_text."""
    given = os.environ.get(PASSPHRASE, "")
    if given:
        return _text_alone(given)
    if sys.stdin is None or not sys.stdin.isatty():
        raise KnownError(
            "passphrase_needed",
            QT_TRANSLATE_NOOP("errors", "需要口令，而这里没有可以输入的终端，没有任何改动。请设好环境变量 KASHI_PASSPHRASE 再运行。"),
        )
    from getpass import getpass

    typed = getpass("口令：", sys.stderr)
    if twice and getpass("再输一次：", sys.stderr) != typed:
        raise KnownError("passphrase_differs", QT_TRANSLATE_NOOP("errors", "两次输入的口令不一样，没有建立任何东西。请重新运行。"))
    return _text_alone(typed)


def _text_alone(given: str) -> str:
    """Bytes that are no UTF-8 come from the system as lone surrogates; no key was ever made from them."""
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        raise KnownError(
            "passphrase_text", QT_TRANSLATE_NOOP("errors", "口令不是有效的 UTF-8 文字，没有任何改动。请重新输入口令。")
        ) from None
    return given


def existing(path: str) -> Path:
    """A given path as an absolute one; nothing is resolved, so that results name what was given."""
    return Path(path).absolute()


def output(path: str, *, force: bool) -> Path:
    """The absolute path of a file to be written. Errors: file_exists, not_a_file."""
    out = existing(path)
    if force and not out.is_dir():
        refuse_special(out)
    if out.is_dir() or (os.path.lexists(out) and not force):
        raise KnownError(
            "file_exists",
            QT_TRANSLATE_NOOP("errors", "要写出的文件已经存在，没有改动它，也没有写出任何文件。请换一个文件名，或加上 --force 替换它。"),
        )
    return out


def output_folder(path: str) -> Path:
    """The absolute path of a folder to write into; made when only its last part is missing.

    A missing parent is more likely a stick that was pulled out, and is left to the refusal ``folder_missing``.
    """
    out = existing(path)
    if out.parent.is_dir() and not os.path.lexists(out):
        out.mkdir(mode=0o700)
    return out


def error_object(error: KnownError) -> dict[str, object]:
    """The value of ``error`` in an answer; a refused record names each of its faults by column."""
    faults = [
        {"column": each.column, "value": each.value, "code": each.code, "message": each.message} for each in getattr(error, "faults", ())
    ]
    found: dict[str, object] = {"code": error.code, "message": error.message}
    return found | {"faults": faults} if faults else found
