"""The printing page by keyboard; what is kept as PDF is read back."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kashi_desktop.errors import KnownError
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests.services import papers
from tests.services.papers import ALIM, WANG
from tests.workspaces import ID_NUMBERS, VILLAGE, Offices, elder_input, rows_of
from ui.printing.printing_screen import PrintingScreen
from ui.shared.changes import Changes
from ui.shared.paper_output import NO_PRINTER

LONG = 20_000


class Desk:
    """The page with its answers to the questions for a path and a printer."""

    def __init__(self, ws: Workspace, folder: Path, qtbot: QtBot) -> None:
        self.out, self.names, self.device = folder / "out.pdf", list[str](), folder / "printed.pdf"
        self.said: list[str] = []
        self.has_printer = True
        self.hub = Changes()
        self.page = PrintingScreen(ws, self.hub, self._path, self._printer)
        self.page.said.connect(lambda words, _undo: self.said.append(words))
        self._bot = qtbot
        qtbot.addWidget(self.page)
        self.page.resize(1118, 684)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow, timeout=LONG)
        self.page.activated()

    def _path(self, _parent: QWidget, name: str) -> Path:
        self.names.append(name)
        return self.out

    def _printer(self, _parent: QWidget, pages: int) -> QPrinter:
        if not self.has_printer:
            raise KnownError("no_printer", NO_PRINTER)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.device))
        return printer

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or self.page
        QTest.keyClick(target, key, modifier)

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def until(self, shown: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(shown()), timeout=LONG)

    def shown(self, document: str) -> str:
        """The text of the pages, once they are shown."""
        self.until(lambda: self.page.view.composed is not None and self.page.view.composed.request.document == document)
        composed = self.page.view.composed
        assert composed is not None
        return text_of(composed.data)

    def choose(self, document: str) -> None:
        """Walk down the list of documents by the keyboard."""
        self.page.documents.setFocus()
        while self.page.document() != document:
            before = self.page.document()
            self.press(Qt.Key.Key_Down)
            assert self.page.document() != before, document


def text_of(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).replace("\n", "")


@pytest.fixture
def ws(offices: Offices) -> Workspace:
    return offices.village(fill=papers.fill)


@pytest.fixture
def desk(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> Desk:
    return Desk(ws, tmp_path, qtbot)


def test_the_due_list_is_there_at_once_and_kept_as_it_was_seen(desk: Desk) -> None:
    assert ALIM in desk.shown("due-list")
    assert desk.page.view.preview.pages.count() == 1
    desk.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.said)
    assert desk.names == ["应访名单 2026-11-18.pdf"]
    assert desk.page.view.composed is not None
    assert desk.out.read_bytes() == desk.page.view.composed.data
    assert desk.page.view.folder_button.isVisible()


def test_by_keyboard_to_one_persons_copy(desk: Desk) -> None:
    desk.choose("subject-copy")
    desk.until(lambda: desk.page.options.picker._rows.rowCount() == 3)
    assert not desk.page.view.print_button.isEnabled()
    desk.page.options.picker.search.setFocus()
    desk.type("wgf")
    desk.until(lambda: desk.page.options.picker._rows.rowCount() == 1)
    desk.press(Qt.Key.Key_Return)
    text = desk.shown("subject-copy")
    assert WANG in text
    assert ALIM not in text


def test_one_tick_replaces_another_where_only_one_is_meant_and_adds_where_several_are(desk: Desk) -> None:
    for document, expected in (("elder-card", 2), ("subject-copy", 1)):
        desk.choose(document)
        picker = desk.page.options.picker
        desk.until(lambda: picker._rows.rowCount() == 3)  # noqa: B023 - called before the next turn
        picker.search.setFocus()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space):
            desk.press(key)
        assert len(picker.picked()) == expected


def test_an_id_number_stands_on_the_paper_and_is_gone_with_the_document(desk: Desk, ws: Workspace) -> None:
    desk.page.open(PrintRequest("volunteer-certificate"))
    picker = desk.page.options.picker
    desk.until(lambda: picker._rows.rowCount() == 1)
    picker.search.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.page.options.id_number.setFocus()
    desk.type(ID_NUMBERS[0])
    desk.until(lambda: desk.page.view.composed is not None and ID_NUMBERS[0] in text_of(desk.page.view.composed.data))
    desk.choose("data-dictionary")
    assert desk.page.options.id_number.text() == ""
    assert desk.page.view.composed is None
    assert ID_NUMBERS[0] not in str(rows_of(ws, "audit"))


def test_another_page_hands_over_what_is_chosen(desk: Desk, ws: Workspace) -> None:
    elder = ws.elders.by_ref("003")
    desk.page.open(PrintRequest("blank-visit-form", records=(elder,), blanks=2))
    assert WANG in desk.shown("blank-visit-form")
    desk.until(lambda: WANG in desk.page.options.picker.count.text())
    visit = ws.elders.card(ws.elders.by_ref("001")).visits[0].id
    desk.page.open(PrintRequest("visit-record", records=(visit,)))
    assert ALIM in desk.shown("visit-record")
    desk.page.documents.setCurrentRow(0)
    assert desk.page._single.isHidden()


def test_pages_go_to_the_printer_in_their_size_and_it_is_noted(desk: Desk, ws: Workspace) -> None:
    desk.page.open(PrintRequest("blank-visit-form"))
    desk.shown("blank-visit-form")
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.said)
    printed = PdfReader(desk.device)
    assert len(printed.pages) == 2
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    assert rows_of(ws, "audit", "event", "id")[-1] == ("print_blank_visit_form",)


def test_without_a_printer_a_sentence_says_what_to_do(desk: Desk) -> None:
    desk.shown("due-list")
    desk.has_printer = False
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "存为 PDF" in desk.page.view.fault.text()
    assert desk.said == []


def test_what_cannot_be_made_is_said_in_the_place_of_the_pages(desk: Desk) -> None:
    desk.page.open(PrintRequest("visit-records", period="2026-08"))
    desk.until(lambda: "找不到" in desk.page.view.preview.accessibleDescription())
    assert not desk.page.view.save_button.isEnabled()
    desk.page.open(PrintRequest("visit-records", period="2026-11"))
    assert ALIM in desk.shown("visit-records")


def test_a_change_elsewhere_is_seen_and_a_lock_lets_go_of_the_pages(desk: Desk, ws: Workspace) -> None:
    assert "应访 3 人" in desk.shown("due-list")
    ws.elders.save(elder_input(ref="004", full_name="新来的", unit_code=VILLAGE))
    desk.hub.elders_changed.emit(None)
    desk.until(lambda: desk.page.view.composed is not None and "应访 4 人" in text_of(desk.page.view.composed.data))
    desk.page.flush()
    assert desk.page.view.composed is None
    assert desk.page.view.preview.pages.count() == 0


def test_a_county_names_the_village_first(offices: Offices, tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(offices.county(fill=papers.fill), tmp_path, qtbot)
    desk.shown("call-list")
    desk.page.open(PrintRequest("due-list", unit=VILLAGE))
    assert ALIM in desk.shown("due-list")
    desk.page.options.unit.clear()
    desk.page.options.unit.editingFinished.emit()
    assert "村（社区）" in desk.page.view.preview.accessibleDescription()
