"""A volunteer Sunday: the activity, the hours by keyboard, totals, and what the certificate will say."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from kashi_desktop.types.paper import VolunteerCertificateSheet
from kashi_desktop.types.volunteering import HoursEntry
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, DOWN, ENTER, TAB, Clerk
from tests.journeys.test_county_imports_folder import opened

NAMES = ("阿里木江", "古丽加娜提", "李小燕", "麦麦提敏", "赵国强")


@pytest.fixture
def sunday(clerk: Callable[[Path], Clerk], tmp_path: Path) -> Clerk:
    """A village with five volunteers."""
    ws = workspaces.village(tmp_path / "village")
    cells = {"birth_date": "1990-05-01", "registered_on": "2025-03-05"}
    ws.records.save_many("volunteer", [(None, cells | {"full_name": name, "ref": f"V{n}"}) for n, name in enumerate(NAMES, 1)])
    ws.close()
    at_work = clerk(tmp_path / "village")
    opened(at_work)
    return at_work


def test_an_activity_its_hours_and_a_certificate(sunday: Clerk) -> None:
    clerk = sunday
    clerk.main.go("volunteering")
    page: Any = clerk.page("volunteering")
    clerk.until(page.activities.list.first.isVisible)
    clerk.press((Qt.Key.Key_N, CTRL))
    clerk.until(page.form.first_field().hasFocus)
    clerk.write("帮老人家清烟道")
    clerk.press(TAB)
    clerk.write("安全")
    clerk.press(TAB)
    clerk.type("11151000")
    clerk.press(TAB)
    clerk.type("11151330")
    clerk.press((ENTER, CTRL))
    clerk.until(lambda: page.activities.list.table.hasFocus() and page.activities.sheet.grid.rows.rowCount() == len(NAMES))

    clerk.press(ENTER)
    clerk.until(page.activities.sheet.grid.hasFocus)
    clerk.strokes = 0
    clerk.press(DOWN)  # the first did not come
    clerk.type(" ")  # the whole time
    clerk.type("2")
    clerk.press(ENTER)
    clerk.until(page.activities.sheet.grid.hasFocus)
    clerk.press(DOWN)
    clerk.type("9")  # more than it lasted
    clerk.press(ENTER)
    clerk.until(page.activities.sheet.grid.hasFocus)
    assert not page.activities.sheet.save.button.isEnabled()
    clerk.type("1.5")
    clerk.press(ENTER)
    clerk.until(page.activities.sheet.save.button.isEnabled)
    clerk.press((ENTER, CTRL))
    activity = clerk.main.ws.volunteering.activities()[0].id
    clerk.until(lambda: clerk.main.ws.volunteering.activities()[0].people == 3)
    assert clerk.strokes <= 16
    grid = {each.full_name: (each.hours, each.verified_by) for each in clerk.main.ws.volunteering.grid(activity)}
    assert grid["古丽加娜提"] == (Decimal("3.5"), clerk.main.ws.account_name)
    assert (grid["李小燕"][0], grid["赵国强"][0], grid["阿里木江"][0]) == (Decimal(2), Decimal("1.5"), None)

    clerk.press((Qt.Key.Key_2, ALT))
    clerk.until(lambda: page.volunteers.list.table.hasFocus() and page.volunteers.list.model.row(1).given.hours == Decimal("3.5"))
    assert [page.volunteers.list.model.row(n).given.full_name for n in range(len(NAMES))] == list(NAMES)
    printed: list[VolunteerCertificateSheet] = []
    page.offer_printing(printed.append)
    clerk.press(DOWN)

    def answer(dialog: QDialog) -> None:
        asked: Any = dialog
        asked.first.set_date(date(2026, 11, 1))
        asked.id_number.setText(workspaces.ID_NUMBERS[0])
        QTest.keyClick(dialog, ENTER, CTRL)
        if dialog.isVisible():
            dialog.reject()

    with clerk.answering(answer):
        clerk.press((Qt.Key.Key_P, CTRL))
    assert [(each.served_on, each.content, each.hours) for each in printed[0].services] == [
        (date(2026, 11, 15), "帮老人家清烟道", Decimal("3.5"))
    ]
    assert (printed[0].full_name, printed[0].id_number) == ("古丽加娜提", workspaces.ID_NUMBERS[0])
    assert workspaces.ID_NUMBERS[0] not in str(workspaces.rows_of(clerk.main.ws, "entry"))

    clerk.press((Qt.Key.Key_Z, CTRL))
    clerk.until(lambda: clerk.main.ws.volunteering.activities()[0].people == 0)


def test_stars_are_off_until_somebody_wants_them(sunday: Clerk) -> None:
    clerk = sunday
    ws = clerk.main.ws
    who = ws.records.find("volunteer", "V1")
    for month in range(1, 6):
        cells = {"title": "值守", "kind": "平安", "starts_at": f"2026-{month:02d}-01 00:00", "ends_at": f"2026-{month:02d}-02 00:00"}
        ws.volunteering.save_hours(ws.records.save("activity", cells).id, [HoursEntry(who, Decimal(24))])
    clerk.main.go("volunteering", "volunteers")
    page: Any = clerk.page("volunteering")
    clerk.until(lambda: page.volunteers.list.model.rowCount() == len(NAMES))
    column = next(each for each in page.volunteers.list.model.columns if each.key == "all")
    row = page.volunteers.list.model.row(0)
    assert (column.text(row), column.secondary(row)) == ("120", "")
    page.volunteers.stars.setChecked(True)
    assert column.secondary(row) == "一星志愿者"
    before = [page.volunteers.list.model.row(n).given.full_name for n in range(len(NAMES))]
    page.volunteers.list.table.horizontalHeader().sectionClicked.emit(page.volunteers.list.model.columns.index(column))
    assert [page.volunteers.list.model.row(n).given.full_name for n in range(len(NAMES))] == before
