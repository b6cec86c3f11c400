"""31 October at the county: the draft, the figures, the issue; and what a late correction does to it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from kashi_desktop import startup
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.journeys.keyboard import CTRL, ENTER, Clerk
from tests.journeys.test_county_imports_folder import opened
from tests.workspaces import COUNTY, VILLAGE, elder_input, visit_input

DAY = date(2026, 10, 31)
LATE = date(2026, 11, 6)
NAMES = ("买买提·吐尔逊", "王桂芳", "帕提古丽·喀迪尔")


@pytest.fixture
def village(tmp_path: Path) -> Workspace:
    """A village that has seen two of its three elders in October and sent its package; its county has approved it."""
    clock = Clock(DAY)
    county = workspaces.create(tmp_path / "county", "county", COUNTY, clock).workspace
    ws = workspaces.create(tmp_path / "village", "village", VILLAGE, clock).workspace
    ws.packages.import_files(county.enrolment.invite([VILLAGE], tmp_path).files)
    for number, name in enumerate(NAMES):
        elder = ws.elders.save(elder_input(ref=f"{number:03d}", full_name=name)).id
        if number < 2:
            ws.visits.record(visit_input(visited_at=datetime(2026, 10, 5 + number, 10, 30)), elder_id=elder)
    county.packages.import_files([ws.packages.export(tmp_path).file])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    county.close()
    return ws


def confirmed(dialog: QDialog) -> None:
    """Go on: Ctrl+Enter in the question."""
    QTest.keyClick(dialog, ENTER, CTRL)
    if dialog.isVisible():
        dialog.reject()


def text_of(file: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(file).pages).replace("\n", "")


def drawn(at_work: Clerk) -> None:
    """Wait until the draft of the chosen report is shown."""
    page = at_work.page("reports")
    at_work.until(lambda: page.view.composed is not None and page.view.composed.request == page.request())


def test_the_report_of_31_october_and_its_restatement(clerk: Callable[..., Clerk], village: Workspace, tmp_path: Path) -> None:
    home = clerk(tmp_path / "county", DAY)
    opened(home)
    home.main.show_page("reports")
    page = home.page("reports")
    home.until(lambda: page.kind.hasFocus())
    home.press(Qt.Key.Key_2)
    drawn(home)
    assert page.request().document == "annual-report"
    with home.choosing(tmp_path / "annual.pdf"):
        home.press((Qt.Key.Key_S, CTRL))
    home.until(lambda: (tmp_path / "annual.pdf").exists())
    text = text_of(tmp_path / "annual.pdf")
    assert "66.67%（分子2，分母3）" in text
    assert "以前各期报告的数字没有变动" in text
    assert not any(name in text for name in NAMES)
    with home.choosing(tmp_path / "figures.xlsx"):
        home.press((Qt.Key.Key_E, CTRL))
    home.until(lambda: (tmp_path / "figures.xlsx").exists())
    with home.answering(confirmed):
        home.press((ENTER, CTRL))
    home.until(lambda: page.issued.table.model().rowCount() == 1)
    home.leave()

    village.close()  # a week later the third visit of October is found in somebody's notebook
    late = startup.open_workspace(tmp_path / "village", workspaces.PASSPHRASE, Clock(LATE))
    late.visits.record(visit_input(visited_at=datetime(2026, 10, 20, 9, 0)), elder_id=late.elders.by_ref("002"))
    package = late.packages.export(tmp_path).file
    late.close()

    again = clerk(tmp_path / "county", LATE)
    opened(again)
    again.main.ws.packages.import_files([package])
    again.main.show_page("reports")
    page = again.page("reports")
    again.until(lambda: page.issued.table.model().rowCount() == 1)
    told = " ".join(label.text() for label in page.issued.findChildren(QLabel))
    assert "66.67（2/3） → 100.00（3/3）" in told
    assert "补报或更正探访1条" in told
    again.press(Qt.Key.Key_1)
    drawn(again)
    with again.choosing(tmp_path / "november.pdf"):
        again.press((Qt.Key.Key_S, CTRL))
    again.until(lambda: (tmp_path / "november.pdf").exists())
    text = text_of(tmp_path / "november.pdf")
    assert "2026年10月特殊困难老年人月探访率由66.67%（2/3）重述为100.00%（3/3）" in text
    assert "补报或更正探访1条" in text
