"""Where the program's own files and the workspace lie, and what may never be written over or removed there."""

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import BinaryIO

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

DATABASE = "kashi.db"
SLOTS = "kashi.keys"
FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal", SLOTS, "kashi.mark", "kashi.setup", "kashi.lock")
"""What a workspace is made of; no path of the program unlinks or replaces one of them for another file (sync.md §7)."""


def resources() -> Path:
    """Folder of fonts, icons, translations and the unit list, also inside a packaged program."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled or Path(__file__).resolve().parent.parent) / "resources"


def default_workspace() -> Path:
    """The platform's data folder of this program."""
    import platformdirs  # late: the window opens before it is needed

    return Path(platformdirs.user_data_path("kashi-desktop", appauthor=False))


def state_folder() -> Path:
    """The user's folder for what must outlive a workspace that is put back; ``KASHI_STATE`` names another."""
    if chosen := os.environ.get("KASHI_STATE"):
        return Path(chosen)
    import platformdirs  # late, as above

    return Path(platformdirs.user_state_path("kashi-desktop", appauthor=False))


def set_aside(folder: Path, found: Iterable[Path], day: date) -> Path | None:
    """Move files and folders that are in the way into a new folder beside them, ``aside-2026-11-18-1``; None where there are none.

    Nothing is removed or written over, and names that belong together stay together. Errors: OSError.
    """
    there = [each for each in found if os.path.lexists(each)]
    if not there:
        return None
    for number in count(1):
        aside = folder / f"aside-{day.isoformat()}-{number}"
        try:
            aside.mkdir(mode=0o700)
            break
        except FileExistsError:
            continue
    for each in there:
        each.rename(aside / each.name)
    return aside


def open_regular(path: Path) -> BinaryIO:
    """A file opened for reading; a pipe would be waited for without end, a device has no end. Errors: not_a_file, OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise KnownError(
            "not_a_file",
            QT_TRANSLATE_NOOP("errors", "这不是普通的文件（是文件夹、管道或设备），没有读取任何东西，没有任何改动。请指明一个文件。"),
        )
    return os.fdopen(handle, "rb")


def refuse_special(out: Path) -> None:
    """What is written replaces files alone: never a folder, a link, a pipe or a device. Errors: not_a_file."""
    with suppress(OSError):
        if not stat.S_ISREG(out.lstat().st_mode):
            raise KnownError(
                "not_a_file",
                QT_TRANSLATE_NOOP(
                    "errors", "要写出的位置上是文件夹、链接、管道或设备，不是普通的文件，没有改动它，也没有写出文件。请换一个文件名。"
                ),
            )


def put_in_place(draft: Path, out: Path) -> None:
    """Rename a finished file over ``out``; a file of a workspace is never replaced. Errors: workspace_file, not_a_file, OSError."""
    refuse_special(out)
    if out.name.lower() in FILES:
        raise KnownError(
            "workspace_file", QT_TRANSLATE_NOOP("errors", "这个文件名是工作区自己用的，没有写出文件，原有的文件没有改动。请换一个文件名。")
        )
    os.replace(draft, out)
