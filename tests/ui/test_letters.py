"""The window tells letters that no bundled face draws, where a person loads, saves and prints, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot

from kashi_desktop.paths import resources
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests.services.tables import ELDER, write_csv
from tests.ui.people import enrol
from tests.workspaces import visit_input
from ui.elders.elders_screen import EldersScreen
from ui.printing.printing_screen import PrintingScreen
from ui.shared import fonts, theme
from ui.shared.changes import Changes

LONG = 20_000
ODD, NUMBER = "\U0002a00b", "U+2A00B"
NAME = f"王{ODD}芳"


@pytest.fixture(params=["zh", "en"])
def words(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """What a person reads of a letter that was taken, and of one on paper, in one of the languages."""
    if request.param == "zh":
        yield f"{ODD}（{NUMBER}） 没有字形，已照常接收", f"第 1 页“{NAME}”里的 {ODD}（{NUMBER}） 没有字形"
        return
    english = QTranslator()
    assert english.load(str(resources() / "translations" / "kashi_en.qm"))
    QCoreApplication.installTranslator(english)
    yield f"No font of this program has {ODD}（{NUMBER}）. It was accepted", f"Page 1, “{NAME}”: no font of this program has {ODD}"
    QCoreApplication.removeTranslator(english)


def test_load_save_and_print_tell_the_letter(ws: Workspace, words: tuple[str, str], qtbot: QtBot, tmp_path: Path) -> None:
    taken, printed = words
    screen = EldersScreen(ws, Changes())
    qtbot.addWidget(screen)
    noticed: list[str] = []
    screen.noticed.connect(lambda text, _tone: noticed.append(text))

    table = screen.load
    table.preview(write_csv(tmp_path / "elder.csv", [ELDER | {"full_name": NAME}]))
    qtbot.waitUntil(lambda: table.model.rowCount() == 1, timeout=LONG)
    told = [str(table.model.index(0, column).data()) for column in range(table.model.columnCount())]
    assert told[-1].startswith(taken)
    assert "王**" in told

    screen.open(elder := enrol(ws, "王芳"))
    screen.card.edit_wanted.emit()
    screen.form.set_values({"full_name": NAME})
    screen.form.save.button.click()
    assert [each.removeprefix(f"{NAME}：")[: len(taken)] for each in noticed] == [taken]
    assert ws.elders.card(elder).full_name == NAME

    noticed.clear()
    visit = ws.visits.record(visit_input(), elder).id
    screen.print_to(visit, tmp_path / "visit.pdf")
    qtbot.waitUntil(lambda: len(noticed) == 1, timeout=LONG)
    assert noticed[0].startswith(printed)

    page = PrintingScreen(ws, Changes())
    qtbot.addWidget(page)
    page.show()
    page.open(PrintRequest("due-list"))
    with qtbot.waitSignal(page.view.ready, timeout=LONG):
        pass
    assert page.view.remarks.isVisible()
    assert page.view.remarks.text().startswith(printed)
    page.open(PrintRequest("data-dictionary"))
    assert not page.view.remarks.isVisible()


def test_the_window_has_the_faces_of_paper_behind_its_own(qtbot: QtBot) -> None:
    fonts.ensure()
    for face, letters in (("Noto Serif", "ҚәӮ"), ("Noto Serif SC", "𠅤\u9ff1"), ("Kashi Rare Han", "𫝀𮧵")):
        assert face in QFontDatabase.families()
        assert face in theme.FAMILIES
        assert all(QRawFont.fromFont(QFontDatabase.font(face, "Regular", 12)).glyphIndexesForString(letters))
