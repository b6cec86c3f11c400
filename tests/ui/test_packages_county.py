from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.sync import shelf
from kashi_desktop.sync.cutting import Room
from kashi_desktop.types.results import DeviceInfo
from kashi_desktop.types.sync import InvitationSummary
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import RURAL_VILLAGE, SECOND_VILLAGE, VILLAGE, Offices, elder_input, visit_input
from ui.packages.ask_device import DeviceQuestion
from ui.packages.county_screen import CountyScreen
from ui.packages.import_view import PREVIEW, RESULT, START
from ui.packages.places import Drive
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

LONG = 15_000


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


class Answers:
    """What the person says to each question, and what was shown."""

    def __init__(self) -> None:
        self.yes = True
        self.why: str | None = None
        self.shown: list[str] = []

    def __call__(self, _parent: QWidget, device: DeviceInfo | InvitationSummary) -> bool:
        self.shown.append(device.fingerprint)
        return self.yes

    def reason(self, _parent: QWidget, _title: str, _words: str, _action: str) -> str | None:
        """Why it is done."""
        return self.why


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def screen(county: Workspace, inbox: Path, stick: Path, answers: Answers, qtbot: QtBot) -> CountyScreen:
    made = CountyScreen(
        county,
        Changes(),
        drives=lambda: (Drive(stick, stick.name, 8_000_000_000),),
        ask_place=lambda _parent: inbox,
        approve=answers,
        reject=answers,
        empty_waiting=answers,
        take_waiting=answers,
        reason=answers.reason,
        ask_digits=answers,
    )
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    made.activated()
    return made


@pytest.fixture
def send(county: Workspace, offices: Offices, tmp_path: Path, inbox: Path) -> Callable[[str], Workspace]:
    """A village that opens its invitation, enrols an elder and exports its first package into the inbox."""

    def make(code: str) -> Workspace:
        ws = offices.village(code)
        ws.packages.import_files(county.enrolment.invite([code], tmp_path).files)
        elder = ws.elders.save(elder_input()).id
        ws.visits.record(visit_input(), elder_id=elder)
        ws.packages.export(inbox)
        return ws

    return make


def looked(screen: CountyScreen, qtbot: QtBot, page: int) -> None:
    qtbot.waitUntil(lambda: screen.imports.stack.currentIndex() == page, timeout=LONG)


def ctrl_enter(screen: CountyScreen) -> None:
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_folder_is_previewed_confirmed_once_and_approved(
    county: Workspace,
    screen: CountyScreen,
    inbox: Path,
    answers: Answers,
    send: Callable[[str], Workspace],
    qtbot: QtBot,
) -> None:
    village = send(VILLAGE)
    send(SECOND_VILLAGE)
    (inbox / "x.kashi").write_text("hello", encoding="utf-8")
    (inbox / "照片.jpg").write_bytes(b"\xff\xd8")
    (inbox / "微信").mkdir()
    first = sorted(inbox.glob("653*.kashi"))[0]
    first.rename(inbox / "微信" / f"{first.name}(1).txt")
    QTest.keyClick(screen, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    looked(screen, qtbot, PREVIEW)
    view = screen.imports
    assert view.passed.text() == "跳过 1 个不是数据包的文件或文件夹：照片.jpg"
    rows = [view.table.rows.row(index) for index in range(view.table.rows.rowCount())]
    assert [row.verdict[0] for row in rows] == ["不能收", "等认可", "等认可"]
    assert "没有导入任何内容" in view.why.text()
    assert [pill.text() for pill in view.pills if pill.isVisible()] == ["先存着 2 个", "不能收 1 个"]
    assert view.save.button.text() == "收下 2 个包"
    assert county.enrolment.devices() == ()
    with qtbot.waitSignal(view.imported, timeout=LONG):
        ctrl_enter(screen)
    looked(screen, qtbot, RESULT)
    assert view.result.headline.words.text() == "收下 0 个包，0 条新记录，2 个先存着，1 个不能收"
    assert view.result.notices.text() == "跳过 1 个不是数据包的文件或文件夹：照片.jpg"
    view.result.devices_button.click()
    assert screen.views.value() == "devices"
    qtbot.waitUntil(lambda: screen.devices.waiting.text() == "2 台等认可", timeout=LONG)
    assert "2 台等认可" in screen.subtitle()
    with qtbot.waitSignal(screen.devices.decided, timeout=LONG):
        ctrl_enter(screen)
    assert answers.shown == [village.office.fingerprint]
    assert county.elders.open_list(ElderQuery()).count == 1
    qtbot.waitUntil(lambda: screen.devices.waiting.text() == "1 台等认可", timeout=LONG)
    assert screen.devices.table.current_row().unit_code == SECOND_VILLAGE


def test_a_second_import_of_the_same_files_is_told_and_changes_nothing(
    county: Workspace, screen: CountyScreen, inbox: Path, send: Callable[[str], Workspace], qtbot: QtBot
) -> None:
    send(VILLAGE)
    county.packages.import_files([inbox])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    screen.imports.add_paths([inbox])
    looked(screen, qtbot, PREVIEW)
    assert screen.imports.table.current_row().verdict[0] == "收过了"
    before = workspaces.digest(county)
    with qtbot.waitSignal(screen.imports.imported, timeout=LONG):
        screen.imports.import_all()
    assert "1 个以前收过" in screen.imports.result.headline.words.text()
    assert workspaces.digest(county) == before


def test_a_refusal_to_approve_changes_nothing_and_rejecting_keeps_the_package(
    county: Workspace, screen: CountyScreen, inbox: Path, answers: Answers, send: Callable[[str], Workspace], qtbot: QtBot
) -> None:
    send(VILLAGE)
    county.packages.import_files([inbox])
    screen.devices.refresh()
    qtbot.waitUntil(lambda: screen.devices.waiting.text() == "1 台等认可", timeout=LONG)
    answers.yes = False
    screen.devices.approve()
    wait_for_all()
    assert county.enrolment.devices()[0].state == "waiting"
    answers.yes = True
    with qtbot.waitSignal(screen.devices.decided, timeout=LONG):
        screen.devices.reject()
    assert county.enrolment.devices()[0].state == "rejected"
    qtbot.waitUntil(lambda: screen.devices.table.current_row().state == "rejected", timeout=LONG)
    with qtbot.waitSignal(screen.devices.decided, timeout=LONG):
        screen.devices.approve()
    assert county.elders.open_list(ElderQuery()).count == 1


def test_what_waits_for_a_computer_can_be_cleared_away_and_comes_again(
    county: Workspace, screen: CountyScreen, inbox: Path, answers: Answers, send: Callable[[str], Workspace], qtbot: QtBot
) -> None:
    send(VILLAGE)
    county.packages.import_files([inbox])
    screen.devices.refresh()
    qtbot.waitUntil(lambda: screen.devices.empty_button.isVisibleTo(screen.devices), timeout=LONG)
    answers.yes = False
    screen.devices.empty_waiting()
    wait_for_all()
    assert county.enrolment.devices()[0].waiting_packages == 1
    answers.yes = True
    with qtbot.waitSignal(screen.devices.decided, timeout=LONG):
        screen.devices.empty_waiting()
    device = county.enrolment.devices()[0]
    assert (device.state, device.waiting_packages) == ("waiting", 0)
    qtbot.waitUntil(lambda: not screen.devices.empty_button.isVisibleTo(screen.devices), timeout=LONG)
    assert county.packages.import_files([inbox]).totals["quarantined"] == 1


def test_a_stopped_computers_records_count_once_somebody_took_them(
    county: Workspace, screen: CountyScreen, inbox: Path, answers: Answers, send: Callable[[str], Workspace], qtbot: QtBot
) -> None:
    village = send(VILLAGE)
    county.packages.import_files([inbox])
    view = screen.devices
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    view.refresh()
    qtbot.waitUntil(lambda: view.stop_button.isVisibleTo(view), timeout=LONG)
    view.stop()
    wait_for_all()
    assert county.enrolment.devices()[0].state == "approved", "nobody said why"
    answers.why = "电脑丢了"
    with qtbot.waitSignal(view.decided, timeout=LONG):
        view.stop()
    assert county.enrolment.devices()[0].state == "revoked"
    village.elders.save(elder_input(full_name="阿依夏木·买买提", id_number=""))
    (inbox.parent / "later").mkdir()
    village.packages.export(inbox.parent / "later")
    assert county.packages.import_files([inbox.parent / "later"]).files[0].code == "after_revocation"
    view.refresh()
    qtbot.waitUntil(lambda: view.take_button.isVisibleTo(view), timeout=LONG)
    assert not view.stop_button.isVisibleTo(view)
    answers.why = None
    view.take_waiting()
    wait_for_all()
    assert county.elders.open_list(ElderQuery()).count == 1
    answers.why = "和村里核对过"
    with qtbot.waitSignal(view.decided, timeout=LONG):
        view.take_waiting()
    assert county.elders.open_list(ElderQuery()).count == 2
    qtbot.waitUntil(lambda: not view.take_button.isVisibleTo(view), timeout=LONG)


def test_packages_that_wait_because_a_unit_is_full_are_taken_by_a_person(
    county: Workspace,
    screen: CountyScreen,
    inbox: Path,
    answers: Answers,
    send: Callable[[str], Workspace],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send(VILLAGE)
    county.packages.import_files([inbox])
    monkeypatch.setattr(shelf, "UNIT", Room(2, shelf.UNIT.size))
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    view = screen.devices
    view.refresh()
    qtbot.waitUntil(lambda: view.take_button.isVisibleTo(view), timeout=LONG)
    answers.yes = False
    view.take_waiting()
    wait_for_all()
    assert county.elders.open_list(ElderQuery()).count == 0
    answers.yes = True
    with qtbot.waitSignal(view.decided, timeout=LONG):
        view.take_waiting()
    assert county.elders.open_list(ElderQuery()).count == 1


def test_receipts_list_the_telephone_codes_and_heal_the_village(
    county: Workspace, screen: CountyScreen, inbox: Path, stick: Path, send: Callable[[str], Workspace], qtbot: QtBot
) -> None:
    village = send(VILLAGE)
    county.packages.import_files([inbox])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    QTest.keyClick(screen, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    view = screen.receipts
    qtbot.waitUntil(lambda: view.places.path() == stick, timeout=LONG)
    with qtbot.waitSignal(view.written, timeout=LONG):
        ctrl_enter(screen)
    row = view.table.current_row()
    assert row.unit_code == VILLAGE
    assert row.unit_name == county.units.get(VILLAGE).name
    view.copy()
    assert row.phone_code in QGuiApplication.clipboard().text()
    assert "可以安全拔出 U 盘了" in view.told.words.text()
    village.packages.confirm_by_phone(row.phone_code)
    assert village.packages.state().unconfirmed_entries == 0
    village.packages.import_files([stick / row.file])
    assert village.office.certified


def test_without_an_approved_computer_receipts_say_why(screen: CountyScreen, qtbot: QtBot) -> None:
    screen.open("receipts")
    qtbot.waitUntil(lambda: screen.receipts.save.button.isEnabled(), timeout=LONG)
    screen.receipts.write()
    qtbot.waitUntil(lambda: screen.receipts.fault.isVisible(), timeout=LONG)
    assert "没有写出回执" in screen.receipts.fault.text()


def test_a_county_opens_its_prefectures_invitation_after_two_groups_of_the_slip(
    county: Workspace, screen: CountyScreen, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    prefecture = workspaces.create(tmp_path / "prefecture", "prefecture", "653100000000").workspace
    (file,) = prefecture.enrolment.invite([county.office.unit_code], tmp_path / "ours.kashi-invitation").files
    for answers.yes in (False, True):
        screen.imports.add_paths([file])
        looked(screen, qtbot, PREVIEW)
        screen.imports.import_all()
        looked(screen, qtbot, RESULT if answers.yes else PREVIEW)
        assert county.office.has_parent == answers.yes
    assert answers.shown == [prefecture.office.fingerprint] * 2
    prefecture.close()


def test_several_units_are_invited_by_keyboard(county: Workspace, screen: CountyScreen, stick: Path, tmp_path: Path, qtbot: QtBot) -> None:
    QTest.keyClick(screen, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    view = screen.invitations
    qtbot.waitUntil(lambda: view.units.found.current_row() is not None, timeout=LONG)
    qtbot.waitUntil(lambda: view.places.path() == stick, timeout=LONG)
    assert view.save.reason() == "先选单位"
    for code in (VILLAGE, RURAL_VILLAGE):
        view.units.search.setText(code)
        QTest.keyClick(view.units.search, Qt.Key.Key_Return)
    assert view.units.codes() == [VILLAGE, RURAL_VILLAGE]
    QTest.keyClick(view.units.chosen, Qt.Key.Key_Delete)
    view.units.chosen.setFocus()
    with qtbot.waitSignal(view.invited, timeout=LONG):
        ctrl_enter(screen)
    assert (stick / f"{VILLAGE}.kashi-invitation").exists()
    assert view.slip.digits.text() == county.office.fingerprint
    written: list[Path] = []
    view._ask_path, view._open_file = lambda _parent, name: tmp_path / name, written.append
    view.print_slips()
    qtbot.waitUntil(lambda: bool(written), timeout=LONG)
    assert written[0].read_bytes().startswith(b"%PDF")


def test_units_are_found_by_township_and_all_of_them_taken(screen: CountyScreen, county: Workspace, qtbot: QtBot) -> None:
    units = screen.invitations.units
    qtbot.waitUntil(lambda: units.found.current_row() is not None, timeout=LONG)
    township = units.found.current_row().township
    units.search.setText(township[:3])
    units.take_all()
    assert len(units.codes()) > 3
    assert {county.units.get(code).parent_id for code in units.codes()} == {county.units.get(units.codes()[0]).parent_id}


def test_an_empty_folder_is_a_sentence_and_the_start_stays(screen: CountyScreen, inbox: Path, qtbot: QtBot) -> None:
    screen.imports.add_paths([inbox])
    qtbot.waitUntil(lambda: screen.imports.start_fault.isVisible(), timeout=LONG)
    assert screen.imports.stack.currentIndex() == START
    assert "没有导入任何内容" in screen.imports.start_fault.text()


def test_stopping_an_import_takes_all_or_nothing(
    county: Workspace, screen: CountyScreen, inbox: Path, send: Callable[[str], Workspace], qtbot: QtBot
) -> None:
    village = send(VILLAGE)
    county.packages.import_files([inbox])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    village.elders.save(elder_input(full_name="王桂芳"))
    village.packages.export(inbox)
    screen.imports.add_paths([inbox])
    looked(screen, qtbot, PREVIEW)
    screen.imports.import_all()
    screen.imports.progress.cancelled.emit()
    qtbot.waitUntil(lambda: screen.imports.stack.currentIndex() in (PREVIEW, RESULT), timeout=LONG)
    taken = screen.imports.stack.currentIndex() == RESULT
    assert county.elders.open_list(ElderQuery()).count == (2 if taken else 1)
    workspaces.healthy(county)


def test_the_question_shows_the_digits_and_esc_is_no(screen: CountyScreen, qtbot: QtBot) -> None:
    device = DeviceInfo("ab12cd34", VILLAGE, "新区社区", "11111 22222 33333 44444 55555", "waiting", 1)
    question = DeviceQuestion(screen, device, "和纸条上的一样吗", "说明", "一样，认可")
    qtbot.addWidget(question)
    question.show()
    assert question.cancel.hasFocus() or not question.isActiveWindow()
    assert not question.replaces.isVisible()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert question.result() == 0


def test_which_computer_stops_is_a_question_of_its_own(screen: CountyScreen, qtbot: QtBot) -> None:
    device = DeviceInfo("ab12cd34", VILLAGE, "新区社区", "11111 22222 33333 44444 55555", "waiting", 1, "91ac4de7")
    question = DeviceQuestion(screen, device, "和纸条上的一样吗", "说明", "一样，认可", replacing=True)
    qtbot.addWidget(question)
    question.show()
    assert "91ac4de7" in question.replaces.text()
    question.action.click()
    assert question.isVisible()
    QTest.keyClick(question.replaces, Qt.Key.Key_Space)
    question.action.click()
    assert question.result() == 1
