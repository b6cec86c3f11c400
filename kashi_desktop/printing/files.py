"""A document reaches its place whole or not at all."""

import os
import secrets
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.paths import put_in_place
from kashi_desktop.types.printing import Undrawn


class InMemory(BytesIO):
    """A document that is looked at before anything lies on a disk, and the letters that no face has."""

    undrawn: tuple[Undrawn, ...] = ()


Output = Path | BytesIO
"""Where a document goes."""


def write_whole(out: Path, data: bytes) -> None:
    """Write ``data`` under a temporary name beside ``out``, flush it to the disk, then rename it over ``out``.

    The file is readable by its owner alone: it holds personal data. Raises KnownError ``pdf_not_written``; whatever ``out`` held
    before is then still there.
    """
    draft = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, out)
    except OSError as error:
        raise KnownError(
            "pdf_not_written",
            QT_TRANSLATE_NOOP(
                "errors",
                "没有写成 PDF 文件（{reason}）。登记的内容和原有的文件都没有变动。请换一个文件夹，或关闭正在打开该文件的程序，然后再试。",
            ),
            reason=error.strerror or type(error).__name__,
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
