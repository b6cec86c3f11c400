"""The page of volunteering beyond its journey: refusals, guardians, certificates without service."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kashi_desktop.types.volunteering import HoursEntry
from kashi_desktop.workspace import Workspace
from ui.shared.changes import Changes
from ui.volunteering.certificate_question import Asked
from ui.volunteering.volunteering_screen import VolunteeringScreen

ACTIVITY = {"title": "清雪", "kind": "环境", "starts_at": "2026-11-14 10:00", "ends_at": "2026-11-14 12:00", "leader": "李明"}


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def opened(ws: Workspace, qtbot: QtBot) -> Callable[[], Any]:
    def show() -> Any:
        page = VolunteeringScreen(ws, Changes())
        qtbot.addWidget(page)
        page.resize(1142, 680)
        page.show()
        page.activated()
        qtbot.waitUntil(lambda: page.activities.sheet.sheet is not None or page.activities.list.first.isVisible())
        return page

    return show


def volunteer(ws: Workspace, name: str) -> bytes:
    return ws.records.save("volunteer", {"full_name": name, "birth_date": "1990-05-01", "registered_on": "2025-03-05"}).id


def told(page: Any) -> list[str]:
    found: list[str] = []
    page.noticed.connect(lambda words, _tone: found.append(words))
    return found


def test_the_leader_verifies_who_is_not_said(ws: Workspace, opened: Callable[[], Any], qtbot: QtBot) -> None:
    volunteer(ws, "甲")
    volunteer(ws, "乙")
    ws.records.save("activity", ACTIVITY)
    page = opened()
    page.activities.sheet.grid.rows.change([(0, "hours", "2"), (1, "hours", "1"), (1, "verified_by", "王芳")])
    page.activities.sheet.save.button.click()
    qtbot.waitUntil(lambda: ws.volunteering.activities()[0].people == 2)
    found = {each.full_name: each.verified_by for each in ws.volunteering.grid(ws.volunteering.activities()[0].id)}
    assert found == {"甲": "李明", "乙": "王芳"}


def test_the_first_activity_is_begun_by_the_key_of_every_other(opened: Callable[[], Any], qtbot: QtBot) -> None:
    page = opened()
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.form.first_field().hasFocus)


def test_two_activities_at_once_are_marked_and_told(ws: Workspace, opened: Callable[[], Any], qtbot: QtBot) -> None:
    who = volunteer(ws, "甲")
    first = ws.records.save("activity", ACTIVITY | {"title": "义诊", "starts_at": "2026-11-14 09:00"}).id
    ws.volunteering.save_hours(first, [HoursEntry(who, Decimal(2))])
    second = ws.records.save("activity", ACTIVITY).id
    page = opened()
    notices = told(page)
    assert page.activities.sheet.sheet.subject == second
    page.activities.sheet.fill.click()
    rows = page.activities.sheet.grid.rows
    column = next(each for each in rows.columns if each.key == "hours")
    assert rows.doubt(0, column) == "同一时间还在“义诊”，请核对"
    page.activities.sheet.save.button.click()
    qtbot.waitUntil(lambda: len(notices) == 1)


def test_the_guardian_is_asked_for_only_under_eighteen(ws: Workspace, opened: Callable[[], Any]) -> None:
    page = opened()
    page.show_view("volunteers")
    page.volunteers.show_new()
    form = page.volunteers.form
    assert not form.boxes["guardian_consent"].isVisible()
    form.set_values({"full_name": "小明", "birth_date": "2010-01-01"})
    assert form.boxes["guardian_consent"].isVisible()
    form.save.button.click()
    assert ws.records.list("volunteer") == ()  # its fault stands beside the field
    form.set_values({"guardian_consent": "1"})
    form.save.button.click()
    assert [each.cells["full_name"] for each in ws.records.list("volunteer")] == ["小明"]


def test_no_certificate_without_service(ws: Workspace, opened: Callable[[], Any], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    volunteer(ws, "甲")
    page = opened()
    notices, printed = told(page), list[Any]()
    asked = Asked(date(2026, 1, 1), date(2026, 11, 18), "王芳", "0998-1234567")
    monkeypatch.setattr("ui.volunteering.volunteering_screen.ask_certificate", lambda *_words: asked)
    page.show_view("volunteers")
    assert not page.volunteers.certificate_button.isVisible()
    page.offer_printing(printed.append)
    qtbot.waitUntil(lambda: page.volunteers.list.model.rowCount() == 1)
    page.volunteers.certificate_button.click()
    assert (len(notices), printed) == (1, [])
    held = ws.records.save("activity", ACTIVITY).id
    ws.volunteering.save_hours(held, [HoursEntry(ws.records.list("volunteer")[0].id, Decimal(2))])
    page.volunteers.certificate_button.click()
    assert [(each.full_name, each.contact, each.handler) for each in printed] == [("甲", "0998-1234567", "王芳")]
    from ui.volunteering import settings

    assert settings.contact() == "0998-1234567"  # nobody types it twice


def test_an_activity_that_ends_before_it_begins_is_shown_beside_the_field(ws: Workspace, opened: Callable[[], Any]) -> None:
    page = opened()
    page.show_new()
    page.form.set_values(ACTIVITY | {"ends_at": "2026-11-14 09:00"})
    page.form.save.button.click()
    assert ws.volunteering.activities() == ()
    page.form.set_values({"ends_at": "2026-11-14 11:00"})
    page.form.save.button.click()
    assert [each.length for each in ws.volunteering.activities()] == [Decimal(1)]
