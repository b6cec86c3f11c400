"""Offices for the tests of the exchange."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.offices import Table, copy_table, make_table
from tests.sync.tiers import Tiers, copy_tiers, make_tiers


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


@pytest.fixture(scope="session")
def tiers_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prefecture, a county and two villages, all enrolled, closed."""
    folder = tmp_path_factory.mktemp("tiers")
    make_tiers(folder)
    return folder


@pytest.fixture
def tiers(tiers_template: Path, tmp_path: Path) -> Iterator[Tiers]:
    """An open copy of the three levels."""
    yield from copy_tiers(tiers_template, tmp_path)
