"""What the store asks of a file system beside SQLite."""

import os
from pathlib import Path


def open_private(path: str, flags: int) -> int:
    """Open a file that only its owner may read, as ``opener`` of ``open``: 0600 from its first byte on (sync.md §7)."""
    return os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can (POSIX). Errors: OSError, as some USB file systems refuse it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
