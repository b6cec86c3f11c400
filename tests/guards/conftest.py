"""An open village for the tests of the declarations."""

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
