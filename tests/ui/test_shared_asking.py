"""What is possible and unlikely is asked below its field: nothing is saved until F9 says yes."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.codes import Method, NeedKind
from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from tests.ui.test_shared_hands import hold
from ui.registers.fields import form_fields
from ui.registers.record_entry import RecordEntry
from ui.registers.words import info_of
from ui.shared.changes import Changes
from ui.shared.inputs import ErrorLine
from ui.shared.questions import DayQuestion
from ui.shared.record_form import RecordForm
from ui.visits.visit_form import VisitForm

TODAY = date(2026, 11, 18)
TAB, F9 = Qt.Key.Key_Tab, Qt.Key.Key_F9
CTRL = Qt.KeyboardModifier.ControlModifier
SAVE, ALL, MET = (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_A, CTRL), (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
LONG = {"title": "清雪", "leader": "李明", "kind": "环境", "starts_at": "2026-11-16 10:00", "ends_at": "2026-11-17 13:00"}
Stroke = str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]


def press(*strokes: Stroke) -> None:
    """Type into whatever has the keyboard."""
    for stroke in strokes:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(stroke, str):
            for letter in stroke:  # QTest knows no letters beyond Latin
                QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        else:
            QTest.keyClick(focused, *(stroke if isinstance(stroke, tuple) else (stroke,)))


def into(form: RecordForm, key: str, text: str) -> None:
    """Replace what stands in a field and leave it by Tab."""
    widget = form.editors[key].widget
    widget.setFocus()
    press(ALL, Qt.Key.Key_Delete, text, TAB)


def lines(widget: QWidget) -> list[str]:
    """The questions that stand on the screen."""
    return [line.text() for line in widget.findChildren(ErrorLine) if line.isVisible() and line.text().endswith("是就按 F9")]


def shown(widget: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(widget)
    widget.resize(1118, 684)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


@pytest.fixture
def entry(ws: Workspace, qtbot: QtBot) -> RecordEntry:
    entry = RecordEntry(ws, info_of("activity"))
    entry.open(None, {"title": "清雪", "leader": "李明", "kind": "环境"})
    shown(entry, qtbot)
    return entry


@pytest.fixture
def activity(entry: RecordEntry) -> RecordForm:
    assert entry.form is not None
    return entry.form


@pytest.fixture
def visit(ws: Workspace, qtbot: QtBot) -> VisitForm:
    form = VisitForm(ws, Changes())
    shown(form, qtbot)
    return form


def activities(ws: Workspace) -> list[tuple[str | None, str | None]]:
    return [(row.cells["starts_at"], row.cells["ends_at"]) for row in ws.records.list("activity")]


def test_an_end_without_a_date_lies_on_the_day_of_its_start(ws: Workspace, activity: RecordForm) -> None:
    into(activity, "starts_at", "1116 1000")
    into(activity, "ends_at", "1300")
    assert lines(activity) == []
    press(SAVE)
    assert activities(ws) == [("2026-11-16 10:00", "2026-11-16 13:00")]


def test_an_end_typed_before_its_start_waits_for_the_day(ws: Workspace, activity: RecordForm) -> None:
    into(activity, "ends_at", "1300")
    into(activity, "starts_at", "1116 1000")
    press(SAVE)
    assert activities(ws) == [("2026-11-16 10:00", "2026-11-16 13:00")]


def test_an_activity_of_more_than_twelve_hours_asks(ws: Workspace, activity: RecordForm) -> None:
    into(activity, "starts_at", "1116 1000")
    into(activity, "ends_at", "1117 1300")
    assert lines(activity) == ["有 27 个小时这么长吗？是就按 F9"]
    press(SAVE)
    assert activities(ws) == []
    press(F9)
    assert lines(activity) == []
    press(SAVE)
    assert activities(ws) == [("2026-11-16 10:00", "2026-11-17 13:00")]


def test_a_long_activity_that_was_saved_is_not_asked_about_again(ws: Workspace, qtbot: QtBot) -> None:
    saved = ws.records.save("activity", LONG)
    entry = RecordEntry(ws, info_of("activity"))
    entry.open(saved.id, ws.records.cells("activity", saved.id))
    shown(entry, qtbot)
    assert entry.form is not None
    assert lines(entry) == []
    into(entry.form, "ends_at", "1117 1400")
    assert lines(entry) == ["有 28 个小时这么长吗？是就按 F9"]


def test_a_month_and_day_far_off_ask_for_their_year(ws: Workspace, activity: RecordForm) -> None:
    into(activity, "starts_at", "1119 1000")
    into(activity, "ends_at", "1200")
    assert lines(activity) == ["是2025年11月19日吗？是就按 F9"]
    press(SAVE)
    assert activities(ws) == []
    press(F9, SAVE)
    assert activities(ws) == [("2025-11-19 10:00", "2025-11-19 12:00")]


def test_a_typed_year_and_a_day_within_sixty_days_ask_nothing(activity: RecordForm) -> None:
    for typed, read in (("2025-11-19 10:00", "2025-11-19 10:00"), ("0919 1000", "2026-09-19 10:00"), ("1117　1040", "2026-11-17 10:40")):
        into(activity, "starts_at", typed)
        assert (lines(activity), activity.value("starts_at")) == ([], read)


def test_a_question_nobody_answered_stands_there_again_with_the_draft(ws: Workspace, activity: RecordForm, qtbot: QtBot) -> None:
    into(activity, "starts_at", "1119 1000")
    press(Qt.Key.Key_Escape)
    again = RecordEntry(ws, info_of("activity"))
    again.open(None, {})
    shown(again, qtbot)
    assert lines(again) == ["是2025年11月19日吗？是就按 F9"]


def test_two_questions_are_answered_one_after_the_other(ws: Workspace, activity: RecordForm) -> None:
    into(activity, "starts_at", "0801 1000")
    into(activity, "ends_at", "0901 1000")
    assert len(lines(activity)) == 2
    press(F9)
    assert len(lines(activity)) >= 1
    assert not activity.save.button.isEnabled()
    press(F9, F9)
    assert lines(activity) == []
    assert activity.save.button.isEnabled()


def test_a_birth_date_without_its_year_is_asked_about(ws: Workspace, qtbot: QtBot) -> None:
    form = RecordForm(form_fields(info_of("elder")), ws.clock.today, ws.clock.now)
    shown(form, qtbot)
    into(form, "birth_date", "0305")
    assert lines(form) == ["是2026年3月5日吗？是就按 F9"]
    into(form, "birth_date", "19410305")
    assert (lines(form), form.value("birth_date")) == ([], "1941-03-05")


# -- the visit form ----------------------------------------------------------------------------------------------------


def visits(ws: Workspace, elder: bytes) -> list[tuple[datetime, Method]]:
    return sorted((each.visited_at, each.method) for each in ws.elders.card(elder).visits)


def test_no_visit_lies_in_the_future(ws: Workspace, visit: VisitForm) -> None:
    elder = enrol(ws, "王桂芳")
    visit.open(elder)
    press("18 2355", TAB, MET, SAVE)
    assert visits(ws, elder) == []
    assert visit.save.reason() == "探访时间：这个时间还没有到，请核对"
    visit.fields.head.time.setFocus()
    press(ALL, "17 2355", SAVE)
    assert visits(ws, elder) == [(datetime(2026, 11, 17, 23, 55), Method.HOME)]


def test_the_same_elder_minute_and_method_ask(ws: Workspace, visit: VisitForm) -> None:
    elder = enrol(ws, "王桂芳")
    visit.open((elder, None))
    press("1117　1040", MET, SAVE)
    visit.open((elder, None))
    press("1117　1040", MET, SAVE)
    same = (datetime(2026, 11, 17, 10, 40), Method.HOME)
    assert (visits(ws, elder), lines(visit)) == ([same], ["这一刻已有一次同样的探访，再记一次吗？是就按 F9"])
    hold(visit, F9, Qt.KeyboardModifier.NoModifier)
    assert lines(visit) == []
    press(SAVE)
    assert visits(ws, elder) == [same, same]


def test_another_method_of_that_minute_and_a_correction_ask_nothing(ws: Workspace, visit: VisitForm) -> None:
    elder = enrol(ws, "王桂芳")
    visit.open((elder, None))
    press("1117 1040", MET, SAVE)
    visit.open((elder, None))
    press("1117 1040", MET)
    visit.fields.editors["method"].write(Method.PHONE.value)
    assert (lines(visit), visit.save.reason()) == ([], "")
    visit.open((elder, ws.elders.card(elder).visits[0].id))
    assert (lines(visit), visit.save.reason()) == ([], "")


def test_an_answer_is_for_one_visit(ws: Workspace, visit: VisitForm) -> None:
    for name in ("王桂芳", "马德福"):
        elder = enrol(ws, name)
        visit.open((elder, None))
        press("0801 1040", MET)
        assert lines(visit) == ["是2026年8月1日吗？是就按 F9"]
        press(F9, SAVE)
        assert visits(ws, elder) == [(datetime(2026, 8, 1, 10, 40), Method.HOME)]


def test_a_time_alone_on_the_day_of_the_pile_asks_nothing(ws: Workspace, visit: VisitForm) -> None:
    first, second = enrol(ws, "王桂芳"), enrol(ws, "马德福")
    visit.open((first, None))
    press("0801 1040", MET, F9, SAVE)
    visit.open((second, None))
    press("1100", MET, SAVE)
    assert visits(ws, second) == [(datetime(2026, 8, 1, 11, 0), Method.HOME)]


def test_the_day_of_a_need_asks_below_it(ws: Workspace, visit: VisitForm) -> None:
    visit.open((enrol(ws, "王桂芳"), None))
    press("1117 1040", MET)
    need = visit.fields.needs.lines[NeedKind.MEAL]
    visit.fields.needs.chips.set_values([NeedKind.MEAL.value])
    need.due.widget.setFocus()
    press("0601")
    assert lines(visit) == ["是2026年6月1日吗？是就按 F9"]
    assert not visit.save_button.isEnabled()


def test_a_question_about_a_day_asks_too(qtbot: QtBot) -> None:
    parent = QWidget()
    shown(parent, qtbot)
    question = DayQuestion(parent, "注销", "", "注销", TODAY, latest=TODAY)
    question.show()
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)
    question.field.setFocus()
    press(ALL, "1119")
    assert lines(question) == ["是2025年11月19日吗？是就按 F9"]
    assert (question.day(), question.save.button.isEnabled()) == (None, False)
    press(F9)
    assert (question.day(), question.save.button.isEnabled()) == (date(2025, 11, 19), True)
