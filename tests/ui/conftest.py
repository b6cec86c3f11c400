"""Settings of all tests with a window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.shared import fonts, theme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says this of windows with a fixed size and of tooltips; no screen of a person does."""
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(r"does not support (propagateSizeHints|raise)\(\)", extend=True))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Give every test the program's faces and its light look, and wait for work under way afterwards."""
    if not qapp.property("kashiFonts"):
        fonts.ensure()
        qapp.setProperty("kashiFonts", True)
    if not qapp.styleSheet():
        theme.apply(qapp, dark=False)
    yield
    from ui.shared.background import wait_for_all

    wait_for_all()
    qapp.processEvents()
