from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.codes import CareLevel
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, ENTER, Clerk
from tests.journeys.test_county_imports_folder import opened
from tests.workspaces import VILLAGE, elder_input

FAMILIES = ("买买提·吐尔逊", "阿依古丽·艾合买提", "王桂芳", "李建国", "热孜万古丽·买买提")
NAMES = tuple(f"{name}{number}" for number in range(1, 9) for name in FAMILIES)
"""Forty who are due: one evening's pile of paper."""


@pytest.fixture
def evening(clerk: Callable[[Path], Clerk], tmp_path: Path) -> Clerk:
    """A village that its county has invited, with forty who are due."""
    county = workspaces.county(tmp_path / "county")
    ws = workspaces.village(tmp_path / "village")
    ws.packages.import_files(county.enrolment.invite([VILLAGE], tmp_path).files)
    county.close()
    for name in NAMES:
        ws.elders.save(elder_input(full_name=name, care_level=CareLevel.HIGH))
    ws.close()
    at_work = clerk(tmp_path / "village")
    opened(at_work)
    return at_work


def test_a_pile_of_paper_and_the_stick(evening: Clerk, tmp_path: Path) -> None:
    today = evening.page("today")
    evening.until(lambda: today.table.hasFocus() and today.table.model().rowCount() == len(NAMES))
    assert evening.main.ws.due.progress()[:2] == (0, len(NAMES))
    evening.strokes = 0
    evening.press(ENTER)
    form = evening.page("visit")
    for number in range(len(NAMES)):
        evening.until(lambda: form.fields.head.time.hasFocus())
        evening.type(f"{8 + number // 6:02d}{number % 6}0")
        evening.press((Qt.Key.Key_1, ALT), Qt.Key.Key_F8, (ENTER, CTRL))
        evening.until(lambda: evening.main.ws.due.progress()[0] > number)  # noqa: B023 - waited for within the turn
    assert evening.strokes <= 7 * len(NAMES) + 1
    met, total, display = evening.main.ws.due.progress()
    assert (met, total, display) == (len(NAMES), len(NAMES), "100.00")
    today = evening.page("today")  # nobody waits any more: the form has gone back by itself
    evening.until(lambda: "40 / 40" in today.month.words())

    stick = tmp_path / "stick"
    stick.mkdir()
    clicks = 0
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(today.delivery.button, left)
    clicks += 1
    card = evening.page("packages").export_card
    evening.until(lambda: card.figure.text() not in ("", "0") and card.places.isVisible())
    with evening.choosing(stick):
        QTest.mouseClick(card.places.other, left)
    clicks += 2  # the button, and the folder in the dialog
    evening.until(card.save.button.isEnabled)
    QTest.mouseClick(card.save.button, left)
    clicks += 1
    evening.until(lambda: card.end.isVisible())
    assert clicks <= 6
    assert len(list(stick.iterdir())) == 1
