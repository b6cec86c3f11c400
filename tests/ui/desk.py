"""A county and two of its villages for tests of the county's pages; made once a process, copied for each test."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.sync.offices import Table, copy_table, make_table


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kashi-desk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_table(folder)
    return folder


def desk(folder: Path) -> Table:
    """An open county with two enrolled villages; close it at the end."""
    return copy_table(_template(), folder)
