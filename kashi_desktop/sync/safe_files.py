"""Reads a file from a stick, and writes one so that it may be called safe."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from db.files import open_private, sync_folder
from kashi_desktop.paths import open_regular, put_in_place
from kashi_desktop.sync.refusals import fault


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file, never more than the limit. Errors: not_a_file, file_unreadable."""
    try:
        with open_regular(path) as stream:
            return stream.read(limit)
    except OSError as error:
        raise fault("file_unreadable") from error


def write_verified(path: Path, data: bytes, reopen: Callable[[bytes], None] | None = None, *, replace: bool = False) -> None:
    """Write a file so that it may be called safe: temporary name → fsync → read back → rename → folder synced → read back again.

    ``reopen`` gets the bytes read back and may raise; the name, and the earlier file that ``replace`` allows to be there, are not touched
    before it is content. ``file_exists`` unless ``replace``; ``write_failed``, ``write_unverified``. After any fault nothing of ours is
    left under either name, so no half-checked file can be taken for a good one.
    """
    if not replace and path.exists():
        raise fault("file_exists")
    passing = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    ours = passing
    try:
        _write_synced(passing, data)
        _check_back(passing, data)
        if reopen is not None:
            reopen(data)
        put_in_place(passing, path)
        ours = path
        with contextlib.suppress(OSError):  # some USB file systems refuse to sync a folder; the file itself is synced
            sync_folder(path.parent)
        _check_back(path, data)
    except OSError as error:
        _remove(ours)
        raise fault("write_failed") from error
    except BaseException:
        _remove(ours)
        raise


def _write_synced(path: Path, data: bytes) -> None:
    with open(path, "xb", opener=open_private) as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _check_back(path: Path, data: bytes) -> None:
    if _read_back(path, len(data)) != data:
        raise fault("write_unverified")


def _read_back(path: Path, size: int) -> bytes:
    with path.open("rb") as stream:
        # Drop the written pages, so that the stick answers and not the memory of this machine.
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return stream.read(size + 1)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
