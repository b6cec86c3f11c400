import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kashi_desktop import startup
from kashi_desktop.sync.short_codes import read_identity
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.papers import printed_code
from ui.app import Program, main
from ui.start.first_start import FirstStartWindow
from ui.start.passphrase import reasons_against
from ui.start.unlock import UnlockWindow

CODE = "653121100001"
WORDS = "horse battery staple"
WAIT = 20_000


def _choices(text: str, level: str) -> list[tuple[str, str, str]]:
    return startup.unit_choices(text, level)


def _workspace(folder: Path) -> tuple[str, str]:
    code, _, _ = startup.unit_choices("6531211", "village")[0]
    created = startup.create_workspace(folder, level="village", unit_code=code, passphrase=WORDS, clock=Clock())
    created.workspace.close()
    return created.recovery_code, code


def test_the_first_start_asks_three_questions_and_shows_the_code(qtbot: QtBot, tmp_path: Path) -> None:
    printed: list[Path] = []
    window = FirstStartWindow(tmp_path / "data", Clock(), _choices, ask_path=lambda parent, name: tmp_path / name)
    qtbot.addWidget(window)
    window.show()
    questions = window.questions
    assert len(questions.reasons()) == 2
    questions.office.search.setText("6531211")
    QTest.keyClick(questions.office.search, Qt.Key.Key_Return)
    assert questions.office.code().startswith("6531211")
    QTest.keyClicks(questions.passphrase, WORDS)
    assert not questions.save.button.isEnabled()
    QTest.keyClicks(questions.again, WORDS)
    assert questions.save.button.isEnabled()
    questions.save.button.click()
    qtbot.waitUntil(lambda: hasattr(window, "recovery"), timeout=WAIT)
    page = window.recovery
    page._open_file = printed.append
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(printed), timeout=WAIT)
    assert printed[0].read_bytes().startswith(b"%PDF")
    page.go_on.button.click()
    qtbot.waitUntil(lambda: hasattr(window, "sheet"), timeout=WAIT)
    assert not page.isVisible()  # the paper has to be read
    assert not window.sheet.go_on.button.isEnabled()
    for field in window.sheet.fields:
        QTest.keyClicks(field, "aaaaa")
    window.sheet.go_on.button.click()
    qtbot.waitUntil(lambda: "不一样" in window.sheet._fault.text(), timeout=WAIT)
    code = printed_code(printed[0])
    for field in window.sheet.fields:
        field.setText(code.split("-")[int(field.accessibleName().split()[1]) - 1].lower())
    with qtbot.waitSignal(window.opened) as opened:
        window.sheet.go_on.button.click()
    assert not opened.args[0].recovery.standing().asked
    opened.args[0].close()
    assert startup.workspace_state(tmp_path / "data") == "locked"


def test_a_wrong_passphrase_is_told_beside_the_field(qtbot: QtBot, tmp_path: Path) -> None:
    _workspace(tmp_path)
    window = UnlockWindow(tmp_path)
    qtbot.addWidget(window)
    window.show()
    QTest.keyClicks(window.passphrase, "not this one")
    QTest.keyClick(window.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.fault.text()), timeout=WAIT)
    assert window.passphrase.selectedText()
    window.passphrase.clear()
    QTest.keyClicks(window.passphrase, WORDS)
    with qtbot.waitSignal(window.opened, timeout=WAIT) as opened:
        QTest.keyClick(window.passphrase, Qt.Key.Key_Return)
    opened.args[0].close()


def test_the_recovery_code_opens_and_sets_a_new_passphrase(qtbot: QtBot, tmp_path: Path) -> None:
    recovery, _ = _workspace(tmp_path)
    window = UnlockWindow(tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.other_way.click()
    window.code.setText(recovery)
    window.passphrase.setText("correct horse new")
    window.again.setText("correct horse new")
    with qtbot.waitSignal(window.opened, timeout=WAIT) as opened:
        window.button.click()
    opened.args[0].close()
    startup.open_workspace(tmp_path, "correct horse new", Clock()).close()


@pytest.mark.parametrize(
    "guessed", ["123456789", "19500301", "13812345678", "aaaaaaaaaa", "abcabcabc", "qwer1234", "a123456789", "Password1", "woaini1314"]
)
def test_a_passphrase_that_is_guessed_at_once_opens_no_new_workspace(guessed: str) -> None:
    assert "太容易猜" in reasons_against(guessed, guessed)


@pytest.mark.parametrize("good", [WORDS, "si zhi yang guo he", "今天去看望老人了吗", "Kj8#mQ2p"])
def test_a_sentence_or_a_made_up_passphrase_will_do(good: str) -> None:
    assert reasons_against(good, good) == ""


def test_reasons_against_a_passphrase_come_in_order() -> None:
    assert "还差 3 个" in reasons_against("abcde", "")
    assert reasons_against(WORDS, "")
    assert reasons_against(WORDS, WORDS + "x")
    assert reasons_against(WORDS, WORDS) == ""


def test_without_a_display_a_sentence_and_no_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(tmp_path) == 2
    assert "没有可用的屏幕" in capsys.readouterr().err


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    (tmp_path / "kashi.keys").write_text("{}")
    program = (
        "import sys\nfrom pathlib import Path\nfrom ui import app\n"
        f"a = app.make_application([]); p = app.Program(a, Path({str(tmp_path)!r})); p.begin()\n"
        "heavy = [m for m in ('sqlmodel', 'sqlalchemy', 'alembic', 'pydantic', 'reportlab', 'pypinyin', 'cryptography', 'PySide6.QtSvg')"
        " if m in sys.modules]\nprint(heavy)\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    assert found.stdout.strip() == "[]"


def test_a_set_up_that_was_cut_short_is_told_before_it_is_begun_anew(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "kashi.db").write_bytes(b"x")
    (tmp_path / "kashi.setup").touch()
    program = Program(qapp, tmp_path)
    program.begin()
    window = program.window
    assert isinstance(window, FirstStartWindow)
    qtbot.addWidget(window)
    told = " ".join(label.text() for label in window.questions.findChildren(QLabel))
    assert "留下的文件不会删除" in told


def test_an_invitation_names_the_unit_and_two_groups_are_typed_from_the_slip(county: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    file = county.enrolment.invite([workspaces.RURAL_VILLAGE], tmp_path).files[0]
    window = FirstStartWindow(tmp_path / "data", Clock(workspaces.TODAY), _choices, ask_file=lambda _parent: file)
    qtbot.addWidget(window)
    window.show()
    questions, part = window.questions, window.questions.invitation
    part.kind.set_value("file")
    assert part.reason("") == "请选邀请文件"
    part.choose.click()
    qtbot.waitUntil(part.groups.isVisible, timeout=WAIT)
    digits = county.office.fingerprint.split()
    assert not [label.text() for label in window.findChildren(QLabel) if any(group in label.text() for group in digits)]
    assert questions.office.code() == workspaces.RURAL_VILLAGE
    questions.passphrase.setText(WORDS)
    questions.again.setText(WORDS)
    first, second = part.groups.asked
    assert questions.reasons() == [f"请照纸条输入第 {first + 1} 组、第 {second + 1} 组数字"]
    for field, group in zip(part.groups.fields, (second, first), strict=True):  # the right groups in each other's place
        QTest.keyClicks(field, digits[group])
    assert "对不上" in questions.reasons()[0]
    assert not questions.save.button.isEnabled()
    for field, group in zip(part.groups.fields, (first, second), strict=True):
        field.setText(digits[group])
    assert questions.reasons() == []
    questions.save.button.click()
    qtbot.waitUntil(lambda: hasattr(window, "recovery"), timeout=WAIT)
    with qtbot.waitSignal(window.opened, timeout=WAIT) as opened:
        window.recovery.later.click()
    assert opened.args[0].office.has_parent
    assert opened.args[0].recovery.standing().asked  # at the next start
    opened.args[0].close()


def test_a_file_that_is_no_invitation_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.txt"
    wrong.write_text("dear county", encoding="utf-8")
    window = FirstStartWindow(tmp_path / "data", Clock(), _choices, ask_file=lambda _parent: wrong)
    qtbot.addWidget(window)
    window.show()
    part = window.questions.invitation
    part.kind.set_value("file")
    part.choose.click()
    qtbot.waitUntil(part.fault.isVisible, timeout=WAIT)
    assert part.path() is None
    assert not part.groups.isVisible()


def test_a_county_prints_its_recovery_key_once_and_forgets_it(qtbot: QtBot, tmp_path: Path) -> None:
    printed: list[Path] = []
    sheet = tmp_path / "sheet.pdf"
    window = FirstStartWindow(tmp_path / "data", Clock(), _choices, ask_path=lambda _parent, _name: sheet, open_file=printed.append)
    qtbot.addWidget(window)
    window.show()
    questions = window.questions
    questions.office.level.set_value("county")
    assert not questions.invitation.isEnabled()
    questions.office.search.setText("疏附")
    QTest.keyClick(questions.office.search, Qt.Key.Key_Return)
    questions.passphrase.setText(WORDS)
    questions.again.setText(WORDS)
    questions.save.button.click()
    qtbot.waitUntil(lambda: hasattr(window, "recovery"), timeout=WAIT)
    page = window.recovery
    assert page.go_on.reason() == "先存成 PDF 并打印"
    page.print_button.click()
    qtbot.waitUntil(lambda: printed == [sheet], timeout=WAIT)
    text = "".join(each.extract_text() for each in pypdf.PdfReader(sheet).pages)
    assert "AGE-SECRET-KEY-1" in text
    page.go_on.button.click()
    qtbot.waitUntil(lambda: hasattr(window, "sheet"), timeout=WAIT)
    assert window._created is not None
    groups = window._created.recovery_code.split("-")
    for field in window.sheet.fields:
        field.setText(groups[int(field.accessibleName().split()[1]) - 1])
    with qtbot.waitSignal(window.opened, timeout=WAIT) as opened:
        window.sheet.go_on.button.click()
    keys = workspaces.context_of(opened.args[0]).office_keys
    assert keys is not None
    assert keys.recovery_identity == ""
    assert read_identity(text[text.index("AGE-SECRET") :].split("\n1.")[0].strip()).startswith("AGE-SECRET-KEY-1")
    opened.args[0].close()
    again = startup.open_workspace(tmp_path / "data", WORDS, Clock())
    assert not again.recovery.has_key
    again.close()
