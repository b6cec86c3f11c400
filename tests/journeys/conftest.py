"""Settings of all journeys: the program's look, a desktop without a viewer, folders of their own."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kashi_desktop.types.clock import Clock
from tests.journeys.keyboard import TODAY, Clerk, Viewer
from tests.windows import delete_closed, dress
from tests.workspaces import Evening


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do to windows and popups; no screen of a person does."""
    for item in items:
        if "/tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    """What the desktop was asked to show."""
    made = Viewer()
    yield made
    made.release()


@pytest.fixture
def clerk(
    qapp: QApplication, qtbot: QtBot, viewer: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Clerk]]:
    """Starts the program on a folder; it is closed at the end of the test. It is evening, at whatever hour the tests run."""
    dress(qapp)
    monkeypatch.setattr(Clock, "now", Evening.now)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    at_work: list[Clerk] = []

    def start(data_dir: Path, today: date = TODAY) -> Clerk:
        at_work.append(Clerk(qapp, qtbot, data_dir, today))
        return at_work[-1]

    yield start
    for each in at_work:
        each.leave()
    delete_closed(qapp)
