"""The page of the written reports at a county and at a prefecture."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.codes import ReportKind
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.workspace import Workspace
from tests.services import papers
from tests.workspaces import Offices, create
from ui.reports import reports_screen
from ui.reports.reports_screen import ReportsScreen
from ui.shared.changes import Changes

LONG = 20_000


@pytest.fixture
def ws(offices: Offices) -> Workspace:
    return offices.county(fill=papers.fill)


def shown(ws: Workspace, folder: Path, qtbot: QtBot) -> ReportsScreen:
    def path(_parent: QWidget, name: str) -> Path:
        return folder / name

    page = ReportsScreen(ws, Changes(), path, path)
    qtbot.addWidget(page)
    page.resize(1118, 684)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=LONG)
    page.activated()
    qtbot.waitUntil(lambda: page.view.composed is not None, timeout=LONG)
    return page


def press(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)


def test_nothing_is_issued_without_a_yes(ws: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(ws, tmp_path, qtbot)
    asked: list[str] = []

    def answer(yes: bool) -> None:
        def ask(_parent: QWidget, _title: str, words: str, _action: str) -> bool:
            asked.append(words)
            return yes

        monkeypatch.setattr(reports_screen, "ask_confirmed", ask)

    answer(False)
    press(Qt.Key.Key_Return)
    assert ws.issued_reports.list() == ()
    answer(True)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.issued.table.model().rowCount() == 1, timeout=LONG)
    assert [(each.kind, each.period) for each in ws.issued_reports.list()] == [(ReportKind.MONTHLY, "2026-11")]
    assert "2026 年 11 月" in asked[0]


def test_files_are_named_by_kind_and_month(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    page = shown(ws, tmp_path, qtbot)
    page.open(PrintRequest("annual-report", period="2026-10"))
    qtbot.waitUntil(lambda: page.view.composed is not None and page.view.composed.request.period == "2026-10", timeout=LONG)
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: (tmp_path / "年度书面报告 2026-10.xlsx").exists(), timeout=LONG)
    qtbot.waitUntil(lambda: (tmp_path / "年度书面报告 2026-10.pdf").exists(), timeout=LONG)


def test_a_report_opens_again_and_says_that_nothing_changed(ws: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    ws.issued_reports.issue(ReportKind.ANNUAL, "2026-09")
    page = shown(ws, tmp_path, qtbot)
    qtbot.waitUntil(lambda: page.issued.table.model().rowCount() == 1, timeout=LONG)
    assert any("一样" in label.text() for label in page.issued.findChildren(QLabel))
    QTest.keyClick(page.issued.table, Qt.Key.Key_Return)
    assert page.request() == PrintRequest("annual-report", period="2026-09")


def test_a_prefecture_has_the_page_too(offices: Offices, tmp_path: Path, qtbot: QtBot) -> None:
    ws = offices.keep(create(tmp_path / "prefecture", "prefecture", "653100000000").workspace)
    page = shown(ws, tmp_path, qtbot)
    assert page.view.composed is not None
    assert page.view.composed.pages > 5
