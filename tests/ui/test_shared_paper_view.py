"""The view of a document while it is made and printed: how far, stop, and what goes on meanwhile."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from kashi_desktop.types.printing import Composed, PrintRequest
from kashi_desktop.types.results import Notice
from ui.shared.background import Report
from ui.shared.paper_view import PaperView

LONG = 20_000
BOOK, LEAF = PrintRequest("visit-records", period="2026-11"), PrintRequest("data-dictionary")


class Pages:
    """Plain pages, drawn once the test lets them."""

    def __init__(self, count: int, gate: threading.Event) -> None:
        self.sizes = ((595.0, 842.0),) * count
        self._gate = gate

    def render(self, page: int, width: int) -> bytes:
        self._gate.wait(10)
        return bytes(4 * width * round(width * 842 / 595))


class Press:
    """A maker of documents whose long one ends only when somebody stops it or the test opens the gate."""

    def __init__(self) -> None:
        self.gate, self.drawn = threading.Event(), threading.Event()
        self.drawn.set()
        self.printed_documents: list[str] = []

    def compose(self, request: PrintRequest, progress: Report | None = None) -> Composed:
        done = 0
        while request is BOOK and not self.gate.wait(0.005):
            done += 1
            assert progress is not None
            progress(min(done, 999), 1000)
        return Composed(request, b"%PDF", 2, 1)

    def pages(self, composed: Composed) -> Any:
        return Pages(composed.pages, self.drawn)

    def remarks(self, composed: Composed) -> tuple[Notice, ...]:
        return ()

    def save(self, composed: Composed, out: Path, *, force: bool = False) -> int:
        raise AssertionError("nobody saves here")

    def printed(self, composed: Composed) -> None:
        self.printed_documents.append(composed.request.document)


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def view(press: Press, qtbot: QtBot, tmp_path: Path) -> PaperView:
    def printer(_parent: Any, _pages: int) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "out.pdf"))
        return made

    made = PaperView(press, ask_device=printer)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def test_a_long_document_says_how_far_it_is_and_stops_when_asked(view: PaperView, qtbot: QtBot) -> None:
    view.show_request(BOOK, "书", "书.pdf", now=True)
    qtbot.waitUntil(view.progress.isVisible, timeout=LONG)
    assert not view.save_button.isEnabled()
    view.progress._cancel.click()
    qtbot.waitUntil(lambda: "已停止" in view.preview.accessibleDescription(), timeout=LONG)
    assert not view.progress.isVisible()
    assert view.composed is None


def test_another_request_takes_the_place_of_one_in_the_making(view: PaperView, press: Press, qtbot: QtBot) -> None:
    view.show_request(BOOK, "书", "书.pdf", now=True)
    qtbot.waitUntil(view.progress.isVisible, timeout=LONG)
    view.show_request(LEAF, "页", "页.pdf", now=True)
    qtbot.waitUntil(lambda: view.composed is not None, timeout=LONG)
    assert view.composed is not None
    assert view.composed.request is LEAF
    assert not view.progress.isVisible()


def test_printing_goes_on_while_something_else_is_looked_at(view: PaperView, press: Press, qtbot: QtBot) -> None:
    said: list[str] = []
    view.said.connect(said.append)
    view.show_request(LEAF, "页", "页.pdf", now=True)
    qtbot.waitUntil(view.print_button.isEnabled, timeout=LONG)
    press.drawn.clear()
    view.print_button.click()
    view.forget()
    press.drawn.set()
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert press.printed_documents == ["data-dictionary"]


def test_a_print_job_stops_when_asked(view: PaperView, press: Press, qtbot: QtBot) -> None:
    view.show_request(LEAF, "页", "页.pdf", now=True)
    qtbot.waitUntil(view.print_button.isEnabled, timeout=LONG)
    press.drawn.clear()
    view.print_button.click()
    view.progress._cancel.click()
    press.drawn.set()
    qtbot.waitUntil(lambda: "已停止打印" in view.fault.text(), timeout=LONG)
    assert press.printed_documents == []
