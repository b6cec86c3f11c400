"""Settings of all tests with a window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.windows import delete_closed, dress
from ui.shared import theme
from ui.shared.background import wait_for_all


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says this of windows with a fixed size and of tooltips; no screen of a person does."""
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(r"does not support (propagateSizeHints|raise)\(\)", extend=True))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Work under way ends before the workspace closes that it reads, and so does what its answer sets off."""
    for _ in range(3):
        wait_for_all()
        QApplication.processEvents()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Give every test the program's faces and its light look."""
    dress(qapp)
    yield
    delete_closed(qapp)


@pytest.fixture
def large_type(look: None, qapp: QApplication) -> Iterator[None]:
    """Type of one and a half times the size; put on and off while no window is open."""
    theme.apply(qapp, dark=False, scale=1.5)
    yield
    delete_closed(qapp)
    theme.apply(qapp, dark=False)
