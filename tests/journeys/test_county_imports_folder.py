from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, ENTER, SHIFT, Clerk
from tests.workspaces import COUNTY, RURAL_VILLAGE, SECOND_VILLAGE, VILLAGE, elder_input, visit_input
from ui.packages.ask_device import DeviceQuestion
from ui.packages.import_view import PREVIEW, RESULT

FOLDER = (Qt.Key.Key_O, CTRL | SHIFT)


def village(county: Workspace, folder: Path, code: str) -> Workspace:
    """A village with its invitation open, one elder and one visit."""
    ws = workspaces.village(folder / code, code)
    ws.packages.import_files(county.enrolment.invite([code], folder).files)
    elder = ws.elders.save(elder_input()).id
    ws.visits.record(visit_input(), elder_id=elder)
    return ws


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """What lies on the sticks: one known, one new, one cut short, one of a computer that nobody has approved."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    county = workspaces.county(tmp_path / "county")
    first, second, stranger = (village(county, tmp_path, code) for code in (VILLAGE, SECOND_VILLAGE, RURAL_VILLAGE))
    for ws in (first, second):
        ws.packages.export(folder)
    county.packages.import_files([folder])
    for device in county.enrolment.devices():
        county.enrolment.approve(device.device_code)
    elder = first.elders.open_list(ElderQuery())
    first.visits.record(visit_input(visited_at=datetime(2026, 11, 16, 9, 0)), elder_id=first.elders.fetch_page(elder, 0)[0].id)
    first.packages.export(folder)
    cut = second.packages.export(tmp_path).file
    (folder / cut.name).write_bytes(cut.read_bytes()[:-40])
    stranger.packages.export(folder)
    for ws in (county, first, second, stranger):
        ws.close()
    return folder


def opened(clerk: Clerk) -> None:
    """Unlock with the passphrase of all tests."""
    clerk.until(lambda: clerk.unlock.passphrase.hasFocus())
    clerk.type(workspaces.PASSPHRASE)
    clerk.press(ENTER)
    clerk.until(lambda: clerk.main.isVisible())


def test_a_folder_becomes_receipts_and_a_village_reads_its_own(clerk: Callable[[Path], Clerk], inbox: Path, tmp_path: Path) -> None:
    county = clerk(tmp_path / "county")
    opened(county)
    assert county.main.ws.office.unit_code == COUNTY
    county.press((Qt.Key.Key_3, CTRL))
    page = county.page("packages")
    with county.choosing(inbox):
        county.press(FOLDER)
    county.until(lambda: page.imports.stack.currentIndex() == PREVIEW)
    view = page.imports
    rows = [view.table.rows.row(index) for index in range(view.table.rows.rowCount())]
    assert sorted(row.verdict[0] for row in rows) == ["不能收", "收下", "收过了", "收过了", "等认可"]
    assert "不能收 1 个" in [pill.text() for pill in view.pills if pill.isVisible()]
    county.press((ENTER, CTRL))
    county.until(lambda: view.stack.currentIndex() == RESULT)
    results = [view.result.table.rows.row(index) for index in range(view.result.table.rows.rowCount())]
    assert [(row.verdict, row.sender) for row in results] == [(row.verdict, row.sender) for row in rows]
    assert "1 个先存着" in view.result.headline.words.text()
    assert "1 个不能收" in view.result.headline.words.text()

    county.press((Qt.Key.Key_D, CTRL))
    county.until(lambda: page.devices.waiting.isVisible() and page.devices.table.current_row() is not None)
    waiting = page.devices.table.current_row()
    assert waiting.unit_code == RURAL_VILLAGE
    seen: list[str] = []

    def compare(dialog: QDialog) -> None:
        assert isinstance(dialog, DeviceQuestion)
        seen.append(waiting.fingerprint)
        QTest.keyClick(dialog, ENTER, CTRL)

    before = county.main.ws.elders.open_list(ElderQuery()).count
    with county.answering(compare):
        county.press((ENTER, CTRL))
    county.until(lambda: county.main.ws.elders.open_list(ElderQuery()).count == before + 1)
    county.until(lambda: not page.devices.waiting.isVisible())
    assert seen == [waiting.fingerprint]

    out = tmp_path / "receipts"
    out.mkdir()
    county.press((Qt.Key.Key_3, ALT))
    county.until(lambda: page.receipts.save.button.isVisible())
    with county.choosing(out):
        county.press(FOLDER)
    county.until(page.receipts.save.button.isEnabled)
    county.press((ENTER, CTRL))
    county.until(lambda: page.receipts.told.isVisible())
    receipts = {file.name.partition("-")[0]: file for file in out.iterdir()}
    assert set(receipts) == {VILLAGE, SECOND_VILLAGE, RURAL_VILLAGE}
    county.leave()

    home = clerk(tmp_path / RURAL_VILLAGE)
    opened(home)
    home.press((Qt.Key.Key_7, CTRL))
    packages = home.page("packages")
    state = home.main.ws.packages.state
    assert state().confirmed_up_to is None
    with home.choosing(receipts[RURAL_VILLAGE]):
        home.press((Qt.Key.Key_O, CTRL))
    home.until(lambda: state().confirmed_up_to is not None)
    home.until(lambda: home.main.ws.office.certified and not packages.export_card.slip.isVisible())
    assert state().unconfirmed_entries == 0
    home.press((Qt.Key.Key_1, CTRL))
    delivery = home.page("today").delivery
    home.until(lambda: any("都收到了" in words for words in delivery.words()))
