"""The evening of the 30th: look at the month, print what goes with the package, export, pull the stick out."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests import workspaces
from tests.journeys.keyboard import Clerk
from tests.journeys.test_county_imports_folder import opened
from tests.workspaces import VILLAGE, elder_input, visit_input
from ui.packages.places import Drive

LAST = date(2026, 11, 30)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def evening(clerk: Callable[..., Clerk], tmp_path: Path) -> Clerk:
    """A village with a month of visits that its county has invited."""
    county = workspaces.county(tmp_path / "county")
    ws = workspaces.village(tmp_path / "village")
    ws.packages.import_files(county.enrolment.invite([VILLAGE], tmp_path).files)
    county.close()
    for number in range(6):
        elder = ws.elders.save(elder_input(ref=f"{number:03d}", full_name=f"买买提·吐尔逊{number}")).id
        if number < 5:
            ws.visits.record(visit_input(visited_at=datetime(2026, 11, 3 + number, 10, 30)), elder_id=elder)
    ws.close()
    at_work = clerk(tmp_path / "village", LAST)
    opened(at_work)
    return at_work


def test_review_print_export_eject_in_six_clicks(evening: Clerk, tmp_path: Path) -> None:
    stick, paper = tmp_path / "stick", tmp_path / "paper.pdf"
    stick.mkdir()
    clicks = 0

    def click(target: QWidget) -> None:
        nonlocal clicks
        clicks += 1
        assert target.isVisible()
        QTest.mouseClick(target, LEFT)

    def printer(_parent: QWidget, _pages: int) -> QPrinter:
        nonlocal clicks
        clicks += 1  # the system's own dialog asks once
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(paper))
        return made

    number = [spec.key for spec in evening.main._specs].index("packages")
    to_packages = (Qt.Key(Qt.Key.Key_1.value + number), Qt.KeyboardModifier.ControlModifier)
    packages: Any = evening.main.page("packages")
    card = packages.export_card
    card.places._drives = lambda: (Drive(stick, "U盘", 8 * 10**9),)  # plugged in before the clerk sits down
    screen: Any = evening.main.page("printing")
    screen.view._ask_device = printer
    evening.press(to_packages)
    clicks += 1
    evening.page("packages")
    evening.until(lambda: card.figure.text() not in ("", "0"))  # review: what waits to be sent
    click(card.papers_button)
    printing = evening.page("printing")
    evening.until(lambda: printing.view.composed is not None)
    composed = printing.view.composed
    click(printing.view.print_button)
    evening.until(lambda: paper.exists() and printing.view._job is None)
    evening.press(to_packages)
    clicks += 1
    evening.page("packages")
    evening.until(lambda: card.save.button.isEnabled())
    click(card.save.button)
    evening.until(lambda: card.end.isVisible() and "拔出" in card.end.accessibleName())
    assert clicks <= 6
    assert len(list(stick.iterdir())) == 1
    assert len(PdfReader(paper).pages) == composed.pages
    seen = tmp_path / "seen.pdf"
    seen.write_bytes(composed.data)
    text = "".join(page.extract_text() for page in PdfReader(seen).pages).replace("\n", "")
    assert "月探访率 83.33 %" in text  # the ledger
    assert "村（社区）服务工作月度小结" in text
    assert [str(each["/Title"]) for each in PdfReader(seen).outline] == ["特殊困难老年人月探访台账", "村（社区）服务工作月度小结"]  # type: ignore[call-overload]  # a flat list
