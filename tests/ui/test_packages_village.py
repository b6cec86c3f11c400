import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kashi_desktop import startup
from kashi_desktop.sync import cutting
from kashi_desktop.sync.cutting import Room
from kashi_desktop.types.results import PackageSummary
from kashi_desktop.types.sync import InvitationSummary
from kashi_desktop.workspace import Workspace
from tests.workspaces import PASSPHRASE, TODAY, VILLAGE, elder_input
from ui.packages.ask_invitation import InvitationQuestion
from ui.packages.parts import MarkedLine
from ui.packages.places import Drive
from ui.packages.village_screen import VillageScreen
from ui.packages.words import day_words, period_words, register_counts, verdict_words
from ui.shared.changes import Changes
from ui.shared.file_dialogs import remember, remembered

LONG = 15_000


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


class Sticks:
    """What is plugged in; a test plugs in and out."""

    def __init__(self) -> None:
        self.found: tuple[Drive, ...] = ()

    def __call__(self) -> tuple[Drive, ...]:
        return self.found


@pytest.fixture
def sticks() -> Sticks:
    return Sticks()


class Slip:
    """The person with the paper slip, who types the groups that the question asks; another paper's, when it is ``wrong``."""

    def __init__(self) -> None:
        self.wrong = False
        self.told = ""

    def __call__(self, parent: QWidget, invitation: InvitationSummary) -> bool:
        question = InvitationQuestion(parent, invitation)
        question.show()
        digits = ["00000"] * 5 if self.wrong else invitation.fingerprint.split()
        shown = [label.text() for label in question.findChildren(QLabel)]
        assert not [text for text in shown if any(group in text for group in invitation.fingerprint.split())]
        for field, group in zip(question.groups.fields, question.groups.asked, strict=True):
            assert not question.action.isEnabled()
            QTest.keyClicks(field, digits[group])
        self.told = question.why.text()
        QTest.keyClick(question.groups.fields[1], Qt.Key.Key_Return)
        if question.result() != QDialog.DialogCode.Accepted:
            assert question.isVisible()
            QTest.keyClick(question, Qt.Key.Key_Escape)
        parent.window().activateWindow()  # as every desktop does when a question is answered
        return question.result() == QDialog.DialogCode.Accepted


@pytest.fixture
def slip() -> Slip:
    return Slip()


@pytest.fixture
def screen(ws: Workspace, sticks: Sticks, slip: "Slip", qtbot: QtBot) -> VillageScreen:
    made = VillageScreen(ws, Changes(), drives=sticks, ask_digits=slip)
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: made.export_card.figure.text() != "", timeout=LONG)
    return made


def plug(sticks: Sticks, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    sticks.found = (*sticks.found, Drive(folder, folder.name, 8_000_000_000))
    return folder


def drop(screen: VillageScreen, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    place, copy = QPoint(5, 5), Qt.DropAction.CopyAction
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(screen, QDragEnterEvent(place, copy, mime, buttons, keys))
    QApplication.sendEvent(screen, QDropEvent(place.toPointF(), copy, mime, buttons, keys))


def invite(county: Workspace, screen: VillageScreen, folder: Path, qtbot: QtBot) -> None:
    """Open the county's invitation by dropping it on the page."""
    drop(screen, county.enrolment.invite([VILLAGE], folder).files[0])
    qtbot.waitUntil(lambda: screen.ws.office.has_parent and screen.export_card.places.isVisible(), timeout=LONG)
    taken(screen, qtbot)


def taken(screen: VillageScreen, qtbot: QtBot) -> None:
    """Wait until the page is ready for the next file: while one is taken in, no other is."""
    qtbot.waitUntil(screen.files.button.isEnabled, timeout=LONG)


def test_without_an_invitation_the_page_teaches_the_first_step(screen: VillageScreen) -> None:
    card = screen.export_card
    assert card.invite_button.isVisible()
    assert not card.save.isVisible()
    assert not card.slip.isVisible()
    assert card.save.reason() == "先打开县里的邀请文件"


def test_an_invitation_whose_digits_are_not_those_of_the_slip_is_not_opened(
    county: Workspace, ws: Workspace, screen: VillageScreen, slip: Slip, tmp_path: Path, qtbot: QtBot
) -> None:
    slip.wrong = True
    (file,) = county.enrolment.invite([VILLAGE], tmp_path).files
    drop(screen, file)
    qtbot.waitUntil(lambda: bool(told(screen)), timeout=LONG)
    assert "对不上" in slip.told
    assert told(screen) == "没有打开这份邀请，没有任何改动。"
    assert not ws.office.has_parent
    taken(screen, qtbot)
    slip.wrong = False
    drop(screen, file)
    qtbot.waitUntil(lambda: ws.office.has_parent, timeout=LONG)
    taken(screen, qtbot)
    assert told(screen) == "邀请已打开，可以导出了。"


def test_an_invitation_is_opened_by_itself(
    county: Workspace, ws: Workspace, screen: VillageScreen, slip: Slip, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (file,) = county.enrolment.invite([VILLAGE], folder).files
    shutil.copy(file, folder / "again (1)")
    screen.files.take([folder])
    qtbot.waitUntil(screen.files.fault.isVisible, timeout=LONG)
    assert "邀请文件要单独打开" in screen.files.fault.text()
    assert not ws.office.has_parent


def told(screen: VillageScreen) -> str:
    line = screen.files.findChild(MarkedLine)
    return line.words.text() if line is not None else ""


def test_export_with_one_key_when_one_stick_is_plugged_in(
    county: Workspace, ws: Workspace, screen: VillageScreen, sticks: Sticks, tmp_path: Path, qtbot: QtBot
) -> None:
    ws.elders.save(elder_input())
    stick = plug(sticks, tmp_path / "KINGSTON")
    invite(county, screen, tmp_path, qtbot)
    card = screen.export_card
    qtbot.waitUntil(lambda: card.places.path() == stick, timeout=LONG)
    assert card.slip.digits.text() == ws.office.fingerprint
    qtbot.waitUntil(card.save.button.isEnabled, timeout=LONG)
    with qtbot.waitSignal(card.exported, timeout=LONG):
        QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    files = list(stick.iterdir())
    assert len(files) == 1
    assert "可以安全拔出 U 盘了" in card.end.accessibleName()
    assert files[0].name in card.end.accessibleName()
    summary: PackageSummary = county.packages.inspect(files[0])
    assert summary.code == "waiting_approval"
    assert remembered("export") == stick


def test_what_takes_several_files_is_said(
    county: Workspace, ws: Workspace, screen: VillageScreen, sticks: Sticks, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = plug(sticks, tmp_path / "stick")
    invite(county, screen, tmp_path, qtbot)
    ws.elders.save(elder_input())
    monkeypatch.setattr(cutting, "FILE", Room(1, 1 << 40))
    qtbot.waitUntil(lambda: screen.export_card.places.path() is not None, timeout=LONG)
    with qtbot.waitSignal(screen.export_card.exported, timeout=LONG):
        screen.export_card.export()
    told, files = screen.export_card.end.accessibleName(), list(stick.iterdir())
    assert len(files) > 1
    assert f"共 {len(files)} 个文件，都要送到" in told
    assert all(file.name in told for file in files)


def test_nothing_new_is_still_reported(
    county: Workspace, ws: Workspace, screen: VillageScreen, sticks: Sticks, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = plug(sticks, tmp_path / "stick")
    invite(county, screen, tmp_path, qtbot)
    ws.packages.export(stick)
    county.packages.import_files([stick])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    receipt = county.packages.write_receipts(tmp_path).files[0]
    screen.files.take([receipt])
    qtbot.waitUntil(lambda: screen.export_card.figure.text() == "0", timeout=LONG)
    assert "无新增" in screen.export_card.counts.text()
    assert not screen.export_card.slip.isVisible()
    qtbot.waitUntil(lambda: screen.export_card.places.path() is not None, timeout=LONG)
    with qtbot.waitSignal(screen.export_card.exported, timeout=LONG):
        screen.export_card.export()
    assert "写明无新增" in screen.export_card.end.accessibleName()


def test_a_stick_pulled_out_too_early_is_told_and_can_be_repeated(
    county: Workspace, screen: VillageScreen, sticks: Sticks, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = plug(sticks, tmp_path / "stick")
    invite(county, screen, tmp_path, qtbot)
    card = screen.export_card
    qtbot.waitUntil(lambda: card.places.path() == stick, timeout=LONG)
    stick.rmdir()
    card.export()
    qtbot.waitUntil(lambda: card.fault.isVisible(), timeout=LONG)
    assert "没有写出文件" in card.fault.text()
    stick.mkdir()
    with qtbot.waitSignal(card.exported, timeout=LONG):
        card.export()
    assert not card.fault.isVisible()
    card.start_over()
    assert card.save.isVisible()


def test_stopping_before_the_file_leaves_nothing(
    county: Workspace, screen: VillageScreen, sticks: Sticks, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = plug(sticks, tmp_path / "stick")
    invite(county, screen, tmp_path, qtbot)
    card = screen.export_card
    qtbot.waitUntil(lambda: card.places.path() == stick, timeout=LONG)
    card.export()
    card.progress.cancelled.emit()
    qtbot.waitUntil(lambda: card.fault.isVisible() or card.end.isVisible(), timeout=LONG)
    assert bool(list(stick.iterdir())) == card.end.isVisible()


def test_the_telephone_code_counts_typos_and_confirms(
    county: Workspace, ws: Workspace, screen: VillageScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    invite(county, screen, tmp_path, qtbot)
    ws.elders.save(elder_input())
    county.packages.import_files([ws.packages.export(tmp_path).file])
    county.enrolment.approve(county.enrolment.devices()[0].device_code)
    code = county.packages.write_receipts(tmp_path).phone_codes[VILLAGE]
    phone = screen.phone
    QTest.keyClicks(phone.code, code[:5])
    assert phone.hint.text() == "还差 3 位"
    assert not phone.button.isEnabled()
    wrong = code[:7] + ("2" if code[7] != "2" else "3")
    phone.code.setText(wrong)
    QTest.keyClick(phone.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: phone.fault.isVisible(), timeout=LONG)
    assert "没有任何改动" in phone.fault.text()
    phone.code.setText(f"{code[:4].lower()} {code[4:]}")
    assert not phone.fault.isVisible()
    with qtbot.waitSignal(phone.confirmed, timeout=LONG):
        QTest.keyClick(phone.code, Qt.Key.Key_Return)
    assert phone.hint.text() == "记下了：县里已有11月18日以前的记录。"
    assert ws.packages.state().unconfirmed_entries == 0


def test_a_wrong_file_is_refused_in_a_sentence(screen: VillageScreen, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "x.kashi"
    file.write_text("hello", encoding="utf-8")
    with qtbot.waitSignal(screen.files.imported, timeout=LONG):
        screen.files.take([file])
    told = screen.files.findChild(MarkedLine)
    assert told is not None
    assert "没有导入任何内容" in told.words.text()


def test_a_file_dropped_while_another_is_taken_in_comes_after_it(screen: VillageScreen, tmp_path: Path, qtbot: QtBot) -> None:
    files = [tmp_path / name for name in ("first.kashi", "second.kashi", "third.kashi")]
    for number, file in enumerate(files):
        file.write_text(f"hello {number}", encoding="utf-8")
    for file in files:
        screen.files.take([file])
    qtbot.waitUntil(lambda: len(screen.files.findChildren(MarkedLine)) == 3 and screen.files.button.isEnabled(), timeout=LONG)


def test_words() -> None:
    assert day_words(date(2026, 3, 1), TODAY) == "3月1日"
    assert day_words(date(2025, 3, 1), TODAY) == "2025年3月1日"
    assert period_words("2026-03") == "2026年3月"
    assert period_words(None) == "–"
    assert register_counts({"visit": 4, "elder": 2, "future": 3}) == "老人 2 · 探访 4 · 其他 3"
    assert verdict_words("known", None) == ("收过了", "neutral")
    assert verdict_words("quarantined", "cards_contested") == ("先存着", "warning")


def test_places_are_remembered_while_they_exist(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    remember("x", folder)
    assert remembered("x") == folder
    folder.rmdir()
    assert remembered("x") is None


def test_two_cards_of_the_county_are_settled_by_typing_its_digits(
    county: Workspace, ws: Workspace, screen: VillageScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    invite(county, screen, tmp_path, qtbot)
    assert not screen.digits.isVisible()
    folder = county._context.folder
    shutil.copytree(folder, tmp_path / "stolen", ignore=shutil.ignore_patterns("kashi.lock"))
    stolen = startup.open_workspace(tmp_path / "stolen", PASSPHRASE, county.clock)
    stolen.cards.rotate()
    made = county.cards.rotate()
    screen.files.take(stolen.enrolment.invite([VILLAGE], tmp_path / "theirs.kashi-invitation").files)
    qtbot.waitUntil(lambda: ws.office.parent_fingerprint == stolen.office.fingerprint, timeout=LONG)
    taken(screen, qtbot)
    screen.files.take(county.enrolment.invite([VILLAGE], tmp_path / "ours.kashi-invitation").files)
    qtbot.waitUntil(screen.digits.isVisible, timeout=LONG)
    screen.digits.digits.setText("12345")
    screen.digits.button.click()
    qtbot.waitUntil(screen.digits.fault.isVisible, timeout=LONG)
    assert ws.office.parent_fingerprint == stolen.office.fingerprint
    screen.digits.digits.setText(made.fingerprint)
    QTest.keyClick(screen.digits.digits, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.digits.isVisible(), timeout=LONG)
    assert ws.office.parent_fingerprint == made.fingerprint
    stolen.close()
