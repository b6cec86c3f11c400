from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.codes import CareLevel, Method, NeedKind, Observation, Outcome
from kashi_desktop.types.inputs import VisitInput
from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes
from ui.shared.questions import ReasonQuestion
from ui.visits import visit_form
from ui.visits.form_state import FormState, Memory, WantedNeed, from_draft
from ui.visits.observations import urgent_line
from ui.visits.visit_form import VisitForm


@pytest.fixture
def form(ws: Workspace, qtbot: QtBot) -> VisitForm:
    screen = VisitForm(ws, Changes())
    qtbot.addWidget(screen)
    screen.resize(1118, 684)
    screen.show()
    return screen


def hint_of(form: VisitForm, key: str) -> str:
    return form.fields.head.boxes[key]._hint.text()


def press(qtbot: QtBot, form: VisitForm, *keys: Qt.Key | str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Type into whatever has the keyboard."""
    strokes = [stroke for key in keys for stroke in (key if isinstance(key, str) else [key])]
    for stroke in strokes:
        focused: QWidget | None = form.window().focusWidget()
        target = form if focused is None else focused
        if isinstance(stroke, str):
            QTest.keyClicks(target, stroke)
        elif isinstance(stroke, tuple):
            QTest.keyClick(target, stroke[0], stroke[1])
        else:
            QTest.keyClick(target, stroke)


SAVE = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
MET = (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def test_an_ordinary_visit_takes_three_strokes_and_the_time_and_opens_the_next_due_elder(
    ws: Workspace, form: VisitForm, qtbot: QtBot
) -> None:
    first = enrol(ws, "买买提·吐尔逊", care=CareLevel.HIGH)
    second = enrol(ws, "王桂芳")
    form.open(first)
    press(qtbot, form, MET, Qt.Key.Key_F8, SAVE)

    visit = ws.elders.card(first).visits[0]
    assert (visit.method, visit.outcome, visit.visitors) == (Method.HOME, Outcome.MET, ("古丽娜尔",))
    assert set(visit.observations.values()) == {Observation.OK}
    assert form.subtitle().startswith("王桂芳")
    assert ws.visits.start(second).draft is None


def test_digits_set_the_time_and_answer_row_after_row(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    form.open(elder)
    press(qtbot, form, "1117 1040", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "1121003112")
    press(qtbot, form, SAVE)
    visit = ws.elders.card(elder).visits[0]
    assert visit.visited_at == datetime(2026, 11, 17, 10, 40)
    states = [visit.observations[key] for key in form.fields.observations.rows]
    assert [list(Observation).index(state) for state in states] == [1, 1, 2, 1, 0, 0, 3, 1, 1, 2]


def test_the_typed_day_and_the_visitors_are_kept_for_the_next_paper(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    first, second = enrol(ws, "买买提·吐尔逊", care=CareLevel.HIGH), enrol(ws, "王桂芳")
    form.open(first)
    press(qtbot, form, "1116 0930")
    form.fields.editors["visitors"].write("古丽娜尔、李明")
    press(qtbot, form, MET, SAVE)
    assert form.fields.head.time.text() == "2026-11-16"
    assert {key: "沿用上次" in hint_of(form, key) for key in form.fields.head.boxes} == {
        "visited_at": True, "method": True, "outcome": False, "visitors": True,
    }  # fmt: skip
    press(qtbot, form, MET)
    assert form.save.reason() == "探访时间：请填写时间"
    press(qtbot, form, "1015")
    form.fields.editors["method"].write(Method.CENTRE.value)
    assert "沿用上次" not in hint_of(form, "method")
    form.fields.editors["method"].write(Method.HOME.value)
    press(qtbot, form, SAVE)
    visit = ws.elders.card(second).visits[0]
    assert (visit.visited_at, visit.visitors) == (datetime(2026, 11, 16, 10, 15), ("古丽娜尔", "李明"))


def test_save_waits_with_its_reason_beside_it(ws: Workspace, form: VisitForm) -> None:
    form.open(enrol(ws, "王桂芳"))
    assert form.save.reason() == "请填写结果"
    form.fields.editors["outcome"].write(Outcome.MET.value)
    assert form.save_button.isEnabled()
    form.fields.editors["visitors"].write("")
    assert not form.save_button.isEnabled()
    assert form.save.reason() == "请填写探访人"
    form.fields.editors["visitors"].write("李明")
    form.fields.head.time.setText("1119 1040")
    assert form.save.reason() == "探访时间：是2025年11月19日吗？是就按 F9"
    form.fields.head.time.agree()
    assert form.save_button.isEnabled()
    form.fields.head.time.setText("2026-11-19 10:40")
    assert "还没有到" in form.save.reason()
    form.fields.head.time.setText("1118 1040")
    form.fields.note.set_text("长" * 201)
    assert "200" in form.save.reason()


def test_without_consent_observations_are_closed_with_the_reason(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "李建国", consent=False)
    form.open(elder)
    assert not any(row.isEnabled() for row in form.fields.observations.rows.values())
    assert not form.all_ok.isEnabled()
    press(qtbot, form, MET, Qt.Key.Key_F8, SAVE)
    assert set(ws.elders.card(elder).visits[0].observations.values()) == {Observation.UNKNOWN}


def test_nobody_met_means_nothing_observed(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    form.open(elder)
    form._mark_ok()
    form.fields.editors["outcome"].write(Outcome.NO_ANSWER.value)
    press(qtbot, form, SAVE)
    assert set(ws.elders.card(elder).visits[0].observations.values()) == {Observation.UNKNOWN}


def test_by_telephone_the_home_is_not_seen_and_no_outcome_is_chosen(ws: Workspace, form: VisitForm) -> None:
    form.open(enrol(ws, "王桂芳"))
    form.fields.editors["method"].write(Method.PHONE.value)
    assert form.fields.head.chosen_outcome() is None
    assert form.fields.mark_ok() == 5
    assert form.fields.observations.states()["gas"] is Observation.UNKNOWN


def test_a_declined_home_visit_starts_by_telephone_and_is_never_forbidden(ws: Workspace, form: VisitForm) -> None:
    form.open(enrol(ws, "王桂芳", home_visit_declined=True))
    assert form.fields.head.chosen_method() is Method.PHONE
    form.fields.editors["method"].write(Method.HOME.value)
    assert "不愿" in form.fields.editors["method"].widget.toolTip()
    form.fields.editors["outcome"].write(Outcome.MET.value)
    assert form.save_button.isEnabled()


def test_danger_shows_its_number_at_once(ws: Workspace, form: VisitForm) -> None:
    form.open(enrol(ws, "王桂芳"))
    assert form.danger.isHidden()
    form.fields.observations.rows["heating"].set_state(Observation.URGENT)
    assert "119" in form.danger.text()
    assert form.danger.isVisible()
    form.fields.observations.rows["gas"].set_state(Observation.URGENT)
    assert form.danger.text().startswith("燃气")
    assert urgent_line({}) == ""


def test_needs_are_opened_with_referral_and_day(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    form.open(elder)
    form.fields.needs.set_values((WantedNeed(NeedKind.REPAIR, "社区维修队", date(2026, 11, 20)), WantedNeed(NeedKind.MEAL)))
    press(qtbot, form, MET, SAVE)
    card = ws.elders.card(elder)
    assert {(need.kind, need.referral_to, need.due_on) for need in card.needs} == {
        (NeedKind.REPAIR, "社区维修队", date(2026, 11, 20)),
        (NeedKind.MEAL, "", None),
    }
    assert set(card.visits[0].needs) == {NeedKind.REPAIR, NeedKind.MEAL}


def test_a_draft_is_kept_at_a_pause_and_comes_back(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    form.open(elder)
    with qtbot.waitSignal(form.keeper.kept, timeout=5000):
        form.fields.note.set_text("煤炉烟道松动")
    assert "草稿已存 20:00:00" in form.state.words.text()
    again = VisitForm(ws, Changes())
    qtbot.addWidget(again)
    again.open(elder)
    assert again.fields.note.text() == "煤炉烟道松动"
    assert not again.state.anew.isHidden()
    again._start_anew()
    assert again.fields.note.text() == ""
    assert ws.visits.start(elder).draft is None


def test_escape_goes_back_and_keeps_the_draft(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    form.open(elder)
    form.fields.note.set_text("明天再来")
    with qtbot.waitSignal(form.back_requested):
        press(qtbot, form, Qt.Key.Key_Escape)
    assert ws.visits.start(elder).draft is not None


def test_no_draft_comes_back_after_saving(ws: Workspace, form: VisitForm, qtbot: QtBot) -> None:
    elder = enrol(ws, "王桂芳")
    form.open((elder, None))
    form.fields.note.set_text("很好")
    form.keeper._write()  # a write is under way when the visit is saved
    with qtbot.waitSignal(form.back_requested, timeout=5000):
        press(qtbot, form, MET, SAVE)
    wait_for_all()
    assert ws.visits.start(elder).draft is None
    assert ws.elders.card(elder).visits[0].note == "很好"


def test_a_correction_asks_for_the_reason_and_keeps_the_version(
    ws: Workspace, form: VisitForm, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    elder = enrol(ws, "王桂芳")
    visit = VisitInput(visited_at=datetime(2026, 11, 10, 9, 0), method=Method.HOME, outcome=Outcome.MET, visitors=("李明",))
    saved = ws.visits.record(visit, elder_id=elder)
    form.open((elder, saved.id))
    assert form.title() == "更正探访"
    form.fields.editors["outcome"].write(Outcome.AWAY.value)
    monkeypatch.setattr(visit_form, "ask_reason", lambda *_: None)
    press(qtbot, form, SAVE)
    assert ws.elders.card(elder).visits[0].outcome is Outcome.MET
    monkeypatch.setattr(visit_form, "ask_reason", lambda *_: "看错了行")
    press(qtbot, form, SAVE)
    assert ws.elders.card(elder).visits[0].outcome is Outcome.AWAY
    assert [version.reason for version in ws.visits.versions(saved.id)] == [None, "看错了行"]


def test_the_reason_is_required(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ReasonQuestion(parent, "为什么", "原来的记录会保留", "保存更正")
    assert not dialog.save.button.isEnabled()
    dialog.field.setText("  看错了行 ")
    assert dialog.save.button.isEnabled()
    assert dialog.reason() == "看错了行"


def test_a_draft_of_other_work_or_another_release_is_not_taken() -> None:
    state = FormState({"visited_at": "2026-11-18 10:40", "visitor_role": "worker", "note": "好"}, (WantedNeed(NeedKind.MEAL),))
    draft = state.to_draft(None, datetime(2026, 11, 18, 10, 44, 12))
    assert from_draft(draft, None) == (state, datetime(2026, 11, 18, 10, 44, 12))
    assert from_draft(draft, b"\x01" * 16) is None
    assert from_draft(draft | {"method": "horse"}, None) is None
    assert from_draft({"correcting": ""}, None) is None


def test_an_untouched_time_stays_now() -> None:
    memory, state = Memory(), FormState({"visitors": "李明"})
    now = datetime(2026, 11, 18, 10, 44)
    moment, _ = memory.start(now, (), "古丽娜尔", declined=False)
    memory.learn(moment, moment, state, declined=False)
    later = datetime(2026, 11, 18, 11, 0)
    assert memory.start(later, (), "古丽娜尔", declined=False)[0] == later
