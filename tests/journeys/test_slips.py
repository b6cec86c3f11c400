"""A tired clerk: keys held down, double clicks and the wheel among the visits of an evening."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.codes import CareLevel, Observation, Outcome
from tests import workspaces
from tests.journeys.keyboard import ALT, CTRL, ENTER, Clerk
from tests.journeys.test_county_imports_folder import opened
from tests.ui.test_shared_hands import double_click, hold, wheel
from tests.workspaces import elder_input

MET, F8 = (Qt.Key.Key_1, ALT), Qt.Key.Key_F8


@pytest.fixture
def evening(clerk: Callable[[Path], Clerk], tmp_path: Path) -> Clerk:
    """A village with eight who are due."""
    ws = workspaces.village(tmp_path / "village")
    for number in range(8):
        ws.elders.save(elder_input(full_name=f"王桂芳{number}", care_level=CareLevel.HIGH))
    ws.close()
    at_work = clerk(tmp_path / "village")
    opened(at_work)
    today = at_work.page("today")
    at_work.until(lambda: today.table.hasFocus() and today.table.model().rowCount() == 8)
    at_work.press(ENTER)
    return at_work


def saved(clerk: Clerk) -> int:
    return len(list(clerk.main.ws.registers.dump("visit")))


def next_form(clerk: Clerk, before: str) -> None:
    form = clerk.page("visit")
    clerk.until(lambda: form.subtitle() != before and form.fields.head.time.hasFocus() and form.save.reason())


def test_holding_the_keys_that_save_writes_the_one_visit_that_was_typed(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    first = form.subtitle()
    hold(form, ENTER, CTRL)
    QApplication.processEvents()
    assert (saved(evening), form.save.reason()) == (0, "请填写结果")
    evening.press(MET, F8)
    hold(form, ENTER, CTRL)
    next_form(evening, first)
    for _ in range(20):
        hold(form, ENTER, CTRL, repeats=1)
        QApplication.processEvents()
    assert saved(evening) == 1
    assert form.fields.head.chosen_outcome() is None
    assert set(form.fields.observations.states().values()) == {Observation.UNKNOWN}
    assert form.fields.needs.values() == ()


def test_a_double_click_on_save_writes_the_one_visit_that_was_typed(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    evening.press(MET)
    before = form.subtitle()
    double_click(form.save_button)
    next_form(evening, before)
    before = form.subtitle()
    double_click(form.save_button)  # and once more, on the form of the next
    QApplication.processEvents()
    assert (saved(evening), form.subtitle()) == (1, before)


def test_the_wheel_over_the_form_changes_nothing(evening: Clerk) -> None:
    form = evening.page("visit")
    evening.until(form.fields.head.time.hasFocus)
    evening.press(MET)
    before = form.fields.state()
    for key in ("method", "outcome", "visitor_role"):
        wheel(form.fields.editors[key].widget)
    assert form.fields.state() == before
    assert form.fields.head.chosen_outcome() is Outcome.MET
