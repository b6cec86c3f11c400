from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.codes import CareLevel, ClosedReason
from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.types.inputs import CloseInput, ReopenInput
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from tests.workspaces import TODAY, visit_input
from ui.elders import elders_screen
from ui.elders.elders_screen import CARD, FORM, LIST, EldersScreen
from ui.shared.changes import Changes


@pytest.fixture
def screen(ws: Workspace, qtbot: QtBot) -> EldersScreen:
    made = EldersScreen(ws, Changes())
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    return made


def names(screen: EldersScreen) -> list[str]:
    model = screen.list.model
    return [model.row(index).full_name for index in range(model.rowCount())]


def test_search_finds_name_parts_and_initials_while_typing(ws: Workspace, screen: EldersScreen, qtbot: QtBot) -> None:
    for name in ("买买提·吐尔逊", "王桂芳", "阿依古丽·艾合买提"):
        enrol(ws, name)
    screen.activated()
    assert len(names(screen)) == 3
    QTest.keyClicks(screen.list.search, "mmt")
    assert "买买提·吐尔逊" in names(screen)
    assert "王桂芳" not in names(screen)
    screen.list.search.setText("桂")
    assert names(screen) == ["王桂芳"]
    with qtbot.waitSignal(screen.list.card_requested):
        QTest.keyClick(screen.list.search, Qt.Key.Key_Return)
    assert screen.title() == "王桂芳"


def test_filters_narrow_by_level_and_show_the_closed(ws: Workspace, screen: EldersScreen) -> None:
    enrol(ws, "买买提·吐尔逊", care=CareLevel.HIGH)
    closed = enrol(ws, "王桂芳")
    ws.elders.close(closed, CloseInput(closed_on=TODAY, closed_reason=ClosedReason.MOVED_OUT))
    screen.activated()
    assert names(screen) == ["买买提·吐尔逊"]
    screen.list.closed.setChecked(True)
    assert len(names(screen)) == 2
    screen.list.level.set_value(CareLevel.HIGH.value)
    assert names(screen) == ["买买提·吐尔逊"]


def test_an_empty_register_teaches_the_first_step(screen: EldersScreen) -> None:
    screen.activated()
    assert screen.list._stack.currentIndex() == 1


def test_private_fields_open_with_the_consent_date(ws: Workspace, screen: EldersScreen, qtbot: QtBot) -> None:
    screen.open("new")
    form = screen.form
    widgets = {key: editor.widget for key, editor in form.editors.items()}
    assert not form.save.button.isEnabled()
    assert not widgets["phone"].isEnabled()
    form.set_values({"full_name": "热孜万古丽·买买提", "sex": "female"})  # what an input method hands over
    QTest.keyClicks(widgets["birth_date"], "1943-05-06")
    form.set_values({"categories": "living_alone", "care_level": "low"})
    assert form.save.button.isEnabled()
    QTest.keyClicks(widgets["consent_on"], "1101")
    assert widgets["phone"].isEnabled()
    form.set_values({"phone": "13812341234"})
    with qtbot.waitSignal(screen.form.saved):
        screen.form.save.button.click()
    elder = screen.card.elder
    assert elder is not None
    assert (elder.full_name, elder.phone, elder.consent_on) == ("热孜万古丽·买买提", "13812341234", date(2026, 11, 1))
    assert screen._stack.currentIndex() == CARD


def test_a_half_filled_form_outlives_the_lock_but_for_what_may_be_written_nowhere(
    ws: Workspace, screen: EldersScreen, qtbot: QtBot
) -> None:
    screen.open("new")
    typed = {"full_name": "热孜万古丽·买买提", "id_number": "653101194003050025", "birth_date": "1943-05-06", "sex": "female"}
    private = {"phone": "13812341234"}  # nobody has agreed yet
    screen.form.set_values(typed | private | {"categories": "living_alone"})
    screen.flush()
    held = ws.drafts.find("elder", NEW_RECORD)
    assert held is not None
    assert not {"id_number", "phone"} & held.keys()
    assert "653101194003050025" not in str(held)
    again = EldersScreen(ws, Changes())
    qtbot.addWidget(again)
    again.show()
    again.open("new")
    assert again.form.kept.isVisible()
    found = again.form
    assert [found.value(key) for key in ("full_name", "sex", "birth_date")] == ["热孜万古丽·买买提", "female", "1943-05-06"]
    found.set_values({"care_level": "low"})
    with qtbot.waitSignal(again.form.saved):
        again.form.save.button.click()
    assert ws.drafts.find("elder", NEW_RECORD) is None
    again.open("new")
    assert not again.form.kept.isVisible()
    assert found.value("full_name") == ""
    found.set_values({"full_name": "王"})
    again.form._cancel()
    again.open("new")
    assert found.value("full_name") == "王"
    again.form.kept.restore.click()
    assert found.value("full_name") == ""
    assert ws.drafts.find("elder", NEW_RECORD) is None


def test_a_bad_id_number_is_told_at_its_field_and_a_good_one_never_shown(ws: Workspace, screen: EldersScreen) -> None:
    elder = enrol(ws, "买买提·吐尔逊")
    screen.open(elder)
    screen.show_edit()
    field: Any = screen.form.editors["id_number"].widget
    field.setText("653121194103010021")
    screen.form.save.button.click()
    assert screen._stack.currentIndex() == FORM
    assert field.property("faulty") is True
    field.setText(_with_checksum("65312119410301002"))
    screen.form.save.button.click()
    assert screen._stack.currentIndex() == CARD
    assert field.text() == ""
    screen.show_edit()
    assert field.text() == ""
    assert field.placeholderText() == "*" * 16 + _with_checksum("65312119410301002")[-2:]


def _with_checksum(seventeen: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return seventeen + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True)) % 11]


def test_people_of_the_same_name_are_named_while_typing(ws: Workspace, screen: EldersScreen) -> None:
    enrol(ws, "王桂芳")
    screen.open("new")
    screen.form.set_values({"full_name": "王桂芳"})
    screen.form.look_up_name()
    assert "1941 年生" in screen.form.warnings.text()


def test_editing_a_closed_elder_keeps_the_closing(ws: Workspace, screen: EldersScreen) -> None:
    elder = enrol(ws, "王桂芳")
    ws.elders.close(elder, CloseInput(closed_on=TODAY, closed_reason=ClosedReason.CARE_HOME))
    screen.open(elder)
    screen.show_edit()
    screen.form.set_values({"group": "3 小队"})
    screen.form.save.button.click()
    card = ws.elders.card(elder)
    assert (card.group, card.spells[-1].closed_reason) == ("3 小队", ClosedReason.CARE_HOME)


def test_close_reopen_and_withdraw_from_the_card(
    ws: Workspace, screen: EldersScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    elder = enrol(ws, "王桂芳")
    screen.open(elder)
    closing = CloseInput(closed_on=date(2026, 11, 10), closed_reason=ClosedReason.MOVED_OUT)
    monkeypatch.setattr(elders_screen, "ask_closing", lambda *_: closing)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow, timeout=5_000)
    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert not ws.elders.card(elder).enrolled
    # What was seen before the closing can still be written down.
    assert screen.card.record.isEnabled()
    monkeypatch.setattr(elders_screen, "ask_reopening", lambda *_: ReopenInput(enrolled_on=TODAY))
    screen.card.reopen_wanted.emit()
    assert ws.elders.card(elder).enrolled
    monkeypatch.setattr(elders_screen, "ask_withdrawal", lambda *_: TODAY)
    screen.card.withdraw_wanted.emit()
    assert ws.elders.card(elder).phone == ""


def test_a_closing_before_a_visit_is_noticed(ws: Workspace, screen: EldersScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    elder = enrol(ws, "王桂芳")
    ws.visits.record(visit_input(), elder)
    day = ws.elders.card(elder).visits[0].visited_at.date()
    noticed: list[str] = []
    screen.noticed.connect(lambda text, _tone: noticed.append(text))
    screen.open(elder)
    for closed_on, told in ((day - timedelta(days=1), ["注销日期之后还有 1 次探访"]), (day, [])):
        monkeypatch.setattr(
            elders_screen, "ask_closing", lambda *_, on=closed_on: CloseInput(closed_on=on, closed_reason=ClosedReason.DECEASED)
        )
        screen.card.close_wanted.emit()
        assert not ws.elders.card(elder).enrolled
        assert [text.split("（")[0] for text in noticed] == told
        ws.undo.undo()
        noticed.clear()


def test_a_person_registered_by_mistake_is_removed_once_the_visits_are_voided(
    ws: Workspace, screen: EldersScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    elder = enrol(ws, "王桂芳")
    enrol(ws, "李建国")
    visit = ws.visits.record(visit_input(), elder).id
    noticed: list[str] = []
    screen.noticed.connect(lambda text, _tone: noticed.append(text))
    screen.open(elder)
    monkeypatch.setattr(elders_screen, "ask_reason", lambda *_: "登记错了人")
    screen.card.remove_wanted.emit()
    assert "还有 1 次探访" in noticed[0]
    assert ws.elders.card(elder).enrolled
    screen.card.void_wanted.emit(visit)
    screen.card.remove_wanted.emit()
    assert screen._stack.currentIndex() == LIST
    assert names(screen) == ["李建国"]
    assert ws.undo.undo().words() == "删除老年人 王桂芳"
    assert ws.elders.card(elder).enrolled


def test_a_roster_is_previewed_and_loaded_with_one_confirmation(ws: Workspace, screen: EldersScreen, qtbot: QtBot, tmp_path: Path) -> None:
    roster = tmp_path / "花名册.csv"
    head = "full_name,sex,birth_date,categories,care_level,enrolled_on"
    people = ("王桂芳,女,1949-03-02", "李建国,男,1947-13-02", "张秀英,女,1950-01-02")
    roster.write_text("\n".join([head, *(f"{person},独居,低,2026-10-01" for person in people)]), encoding="utf-8")
    screen.open("roster")
    screen.load.preview(roster)
    qtbot.waitUntil(lambda: screen.load._stack.currentIndex() == 2, timeout=10_000)
    assert screen.load.confirm.button.text() == "跳过 1 行，导入其余 2 人"
    assert ws.elders.open_list(ElderQuery()).count == 0
    assert screen.load.model.row(0)[1].column == "birth_date"
    with qtbot.waitSignal(screen.load.loaded, timeout=10_000):
        screen.load.confirm.button.click()
    assert sorted(names(screen)) == ["张秀英", "王桂芳"]
    assert screen._stack.currentIndex() == LIST


def test_a_file_that_is_no_table_is_told_and_changes_nothing(screen: EldersScreen, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "花名册.xlsx"
    broken.write_bytes(b"not a workbook")
    screen.open("roster")
    screen.load.preview(broken)
    qtbot.waitUntil(lambda: screen.load._stack.currentIndex() == 0, timeout=10_000)
    assert screen.load.fault.text()


def test_the_template_is_written(screen: EldersScreen, qtbot: QtBot, tmp_path: Path) -> None:
    out = tmp_path / "模板.xlsx"
    screen.load.save_template(out)
    qtbot.waitUntil(lambda: "模板" in screen.load._told.text(), timeout=10_000)
    assert out.stat().st_size > 0


def test_the_latest_visit_is_printed_from_the_card_by_key(
    ws: Workspace, screen: EldersScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elder = enrol(ws, "买买提·吐尔逊")
    ws.visits.record(visit_input(), elder)
    out = tmp_path / "探访记录.pdf"
    # The place that a person would choose; what is written there is the real document.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    screen.open(elder)
    screen.activateWindow()
    QTest.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(out.exists, timeout=5000)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "买买提·吐尔逊" in text
    assert "（盖章）" in text
