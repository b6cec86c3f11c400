"""A bug becomes a reference number and a few places in the code: never a value, never a message, never a traceback."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from db.files import open_private

LOG = "errors.log"
_LARGEST = 1 << 20
_ROOT = Path(__file__).resolve().parent.parent


def report_bug(error: BaseException, folder: Path) -> tuple[str, Path | None]:
    """Write exception types and places to the workspace's log; returns the reference and the log, None where it cannot be written.

    A message of an exception may quote a record, and a path outside the program may hold a person's name: neither is kept.
    """
    reference = secrets.token_hex(3).upper()
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {reference}"]
    seen: BaseException | None = error
    while seen is not None and len(lines) < 200:
        lines.append(f"  {type(seen).__module__}.{type(seen).__qualname__}")
        lines += [f"    {place}" for place in _places(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    log = folder / LOG
    with suppress(OSError):
        if folder.is_dir():
            grown = log.exists() and log.stat().st_size > _LARGEST
            with open(log, "w" if grown else "a", encoding="utf-8", opener=open_private) as file:
                file.write("\n".join(lines) + "\n")
            return reference, log
    return reference, None


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        shown = file.relative_to(_ROOT).as_posix() if file.is_relative_to(_ROOT) else file.name
        found.append(f"{shown}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found
