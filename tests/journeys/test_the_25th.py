"""The 25th at the county: who is silent, whom to call, who waits for a visit, what to ask, and what the number rests on."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.codes import QuestionStatus
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, ENTER, ESC, SPACE, Clerk
from tests.workspaces import ID_NUMBERS, elder_input, visit_input

THE_25TH = date(2026, 11, 25)
UNITS = (
    "653121100001", "653121100002", "653121100003", "653121100201", "653121101200", "653121101201", "653121101205", "653121102001",
    "653121102002", "653121102200", "653121102202", "653121102204",
)  # fmt: skip
SILENT = (UNITS[2], UNITS[5], UNITS[10])
SHORT = UNITS[4]
"""The unit in which one of two people has not been met this month."""


def village(county: Workspace, folder: Path, code: str, invitation: Path) -> Workspace:
    """A village with two people, both met but for one in ``SHORT``, whose ID number disagrees with the birth date."""
    ws = workspaces.village(folder / code, code, Clock(THE_25TH))
    ws.packages.import_files([invitation])
    people = [elder_input(full_name=f"{name}·{code[-6:]}", birth_date=date(1940, 3, day)) for day, name in ((5, "买买提"), (9, "帕提曼"))]
    if code == SHORT:
        people[1] = people[1].model_copy(update={"id_number": ID_NUMBERS[0]})
    ids = [ws.elders.save(each).id for each in people]
    for elder in ids[: 1 if code == SHORT else 2]:
        ws.visits.record(visit_input(visited_at=datetime(2026, 11, 23, 10, 30)), elder_id=elder)
    return ws


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with twelve units, nine of which have sent their package."""
    folder = tmp_path_factory.mktemp("twelve")
    county = workspaces.county(folder / "county", clock=Clock(THE_25TH))
    table = folder / "units.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        rows = [each for each in county.registers.dump("unit") if each["level"] == "village"]
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows({**each, "active": "1" if each["code"] in UNITS else "0"} for each in rows)
    county.registers.load("unit", table)
    reporting = [code for code in UNITS if code not in SILENT]
    invited = county.enrolment.invite(reporting, folder / "invitations").files
    inbox = folder / "inbox"
    inbox.mkdir()
    for code, invitation in zip(reporting, invited, strict=True):
        ws = village(county, folder, code, invitation)
        ws.packages.export(inbox)
        ws.close()
    county.packages.import_files([inbox])
    for device in county.enrolment.devices():
        county.enrolment.approve(device.device_code)
    county.close()
    return folder


def test_the_25th_at_the_county(clerk: Callable[..., Clerk], twelve: Path, tmp_path: Path) -> None:
    desk = clerk(workspaces.copy(twelve / "county", tmp_path / "county"), THE_25TH)
    desk.until(lambda: desk.unlock.passphrase.hasFocus())
    desk.type(workspaces.PASSPHRASE)
    desk.press(ENTER)
    desk.until(lambda: desk.main.isVisible())

    # Who has not reported: the board, the call list, a copy of it for a message, the sheet.
    desk.press((Qt.Key.Key_2, CTRL))
    board = desk.page("board")
    desk.until(lambda: len(board.board.model.rows) == 12)
    assert "已收到 9" in board.subtitle()
    assert [each.unit_code for each in board.calls.units()] == sorted(SILENT)
    board.calls.copy_button.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3
    with desk.choosing(tmp_path / "board.xlsx"):
        board.board.setFocus()
        desk.press((Qt.Key.Key_E, CTRL))
    desk.until(lambda: (tmp_path / "board.xlsx").is_file())

    # Who waits for a visit.
    desk.press((Qt.Key.Key_5, CTRL))
    overdue = desk.page("overdue")
    desk.until(lambda: [unit.code for unit in overdue.units.rows()] == [SHORT])
    desk.until(overdue.units.table.hasFocus)
    desk.press(ENTER)
    desk.until(lambda: overdue.stack.currentIndex() == 1 and overdue.table.current_row() is not None)
    assert overdue.table.current_row().full_name.startswith("帕提曼")
    desk.press(ESC)

    # A question goes out.
    desk.press((Qt.Key.Key_6, CTRL))
    questions = desk.page("questions")
    found = questions.views["found"]
    desk.until(lambda: len(found.table.items()) == 1)
    desk.until(lambda: len(found.table.items()) == 1 and found.table.table.hasFocus())
    desk.press(ENTER)
    desk.until(found.pane.note.edit.hasFocus)
    desk.write("请对照身份证看看。")
    desk.press((ENTER, CTRL))
    desk.until(lambda: len(questions.views["waiting"].table.items()) == 1)
    (asked,) = desk.main.ws.questions.list(QuestionStatus.OPEN)
    assert (asked.unit_code, asked.text) == (SHORT, "请对照身份证看看。")

    # The number, down to the package that brought the record behind it.
    desk.press((Qt.Key.Key_1, CTRL))
    page = desk.page("indicators")
    desk.until(lambda: page.overview.grid.cards and page.overview.grid.cards[0].hasFocus() and page.overview.places.rows())
    card = page.overview.grid.cards[0]
    assert (card.figure.text(), card.pill.text()) == ("94.44%", "差 1 人")
    assert page.subtitle().endswith("12 个单位中 9 个数据齐全，缺 3")
    desk.press(ENTER)
    desk.until(lambda: page.number.places.rows() and page.number.places.table.hasFocus())
    desk.press(ENTER)
    desk.until(lambda: [row.code for row in page.number.places.rows()][:1] == [SHORT] and page.number.places.table.hasFocus())
    desk.press(ENTER)
    desk.until(lambda: page.number.records.table.current_row() is not None and page.number.records.table.hasFocus())
    assert page.number.records.table.current_row().name.startswith("帕提曼")
    with desk.choosing(tmp_path / "behind.xlsx"):
        desk.press((Qt.Key.Key_E, CTRL))
    desk.until(lambda: (tmp_path / "behind.xlsx").is_file())
    desk.press(SPACE)
    desk.until(lambda: page.stack.currentWidget() is page.origins and page.origins.table.current_row() is not None)
    package = page.origins.table.current_row().package
    assert package is not None
    assert package.written_on == THE_25TH
    assert len(page.crumbs.words()) == 5

    # What misses its target stands in a group of its own.
    page.crumbs.chosen.emit(1)
    desk.until(lambda: page.stack.currentWidget() is page.overview)
    desk.press((Qt.Key.Key_4, ALT))
    desk.until(lambda: "monthly_visit_rate" in [each.data.key for each in page.overview.grid.cards])
    assert all(each.data.state == "missed" for each in page.overview.grid.cards)
