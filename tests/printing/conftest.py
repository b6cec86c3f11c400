"""Paper looks the same on every machine that tests it."""

import pytest

from kashi_desktop.printing import faces


@pytest.fixture(autouse=True)
def bundled_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the machine's own 仿宋, 小标宋, 黑体 and 楷体 aside: their widths differ."""
    monkeypatch.setattr(faces, "system_fangsong", lambda: None)
    monkeypatch.setattr(faces, "official_face", lambda role: None)
