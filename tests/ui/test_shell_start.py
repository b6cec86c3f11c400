import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kashi_desktop import startup
from kashi_desktop.types.clock import Clock
from ui.app import main
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
    assert not page.go_on.button.isEnabled()
    page.has_stored.setChecked(True)
    with qtbot.waitSignal(window.opened) as opened:
        page.go_on.button.click()
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


def test_reasons_against_a_passphrase_come_in_order() -> None:
    assert "还差 3 个" in reasons_against("abcde", "")
    assert reasons_against("aaaaaaaaaa", "")
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
