"""Offices for the tests of the exchange."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.offices import Table, copy_table, make_table


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with two enrolled villages, closed."""
    folder = tmp_path_factory.mktemp("table")
    make_table(folder)
    return folder


@pytest.fixture
def table(template: Path, tmp_path: Path) -> Iterator[Table]:
    """An open copy of the county and its villages."""
    opened = copy_table(template, tmp_path)
    yield opened
    opened.close()
