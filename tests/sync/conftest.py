"""What the tests of the exchange copy by themselves."""

from pathlib import Path

import pytest

from tests.sync.offices import make_table
from tests.workspaces import prepared


@pytest.fixture(scope="session")
def template() -> Path:
    """A county with two enrolled villages, closed."""
    return prepared(make_table)
