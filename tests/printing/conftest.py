"""Paper looks the same on every machine that tests it."""

import pytest

from tests.printing.sheets import bundled_faces_only


@pytest.fixture(autouse=True)
def bundled_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """For every test here."""
    bundled_faces_only(monkeypatch)
