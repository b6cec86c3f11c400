"""A county and a village that were set up once; each test gets its own copies."""

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import COUNTY, ROSTER, VILLAGE, Desk


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county that invited a village, and the village with three elders; nothing was exchanged yet."""
    root = tmp_path_factory.mktemp("offices")
    (root / "out").mkdir()
    county, village = Desk(root / "county", root / "out"), Desk(root / "village", root / "out")
    county.do("init", "--level", "county", "--unit", COUNTY)
    invitation = root / "invitation"
    county.do("invite", "--unit", VILLAGE, invitation)
    village.do("init", "--level", "village", "--unit", VILLAGE, "--invitation", invitation)
    village.do("load", "elder", village.table(ROSTER))
    return root


def _copy(made: Path, name: str, tmp_path: Path) -> Desk:
    shutil.copytree(made / name, tmp_path / name)
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    return Desk(tmp_path / name, out)


@pytest.fixture
def county(made: Path, tmp_path: Path) -> Desk:
    """The county, which invited one village."""
    return _copy(made, "county", tmp_path)


@pytest.fixture
def village(made: Path, tmp_path: Path) -> Desk:
    """The village with its three elders."""
    return _copy(made, "village", tmp_path)
