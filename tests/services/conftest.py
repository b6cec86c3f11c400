"""Open workspaces for the tests of the use cases; a module may name its own village or county."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kashi_desktop.workspace import Workspace
from tests import workspaces


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Workspace]:
    """A village, empty but for its unit."""
    ws = workspaces.village(tmp_path / "village")
    yield ws
    ws.close()


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Workspace]:
    """A county with its townships and villages."""
    ws = workspaces.county(tmp_path / "county")
    yield ws
    ws.close()
