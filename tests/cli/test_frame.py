import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kashi_desktop.cli import workspace as workspace_commands
from kashi_desktop.cli.families import build_parser
from kashi_desktop.cli.frame import passphrase
from kashi_desktop.errors import KnownError
from kashi_desktop.types.printing import DOCUMENTS
from tests.cli.terminal import COUNTY, PASSPHRASE, TODAY, VILLAGE, Desk, run

ROOT = Path(__file__).resolve().parent.parent.parent


def shell(*arguments: str | Path, passphrase: str = PASSPHRASE, **options: str) -> subprocess.CompletedProcess[bytes]:
    """A command as a process of its own, without a terminal."""
    environment = os.environ | {"KASHI_PASSPHRASE": passphrase, "KASHI_TEST_KDF": "floor"} | options
    command = [sys.executable, "-W", "error", "main.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["backup", "x"],
        ["restore", "x"],
        ["conflicts", "list"],
        ["init"],
        ["init", "--level", "hamlet", "--unit", COUNTY],
        ["visit"],
        ["visit", "record"],
        ["visit", "erase", "1"],
        ["enrol", "approve"],
        ["receipt", "out"],
        ["receipt", "--all", "--unit", VILLAGE, "out"],
        ["indicators"],
        ["print", "poem", "--out", "x.pdf"],
        ["print", "visit-record", "--out", "x.pdf"],
        ["print", "visit-ledger", "--ref", "1", "2", "--out", "x.pdf"],
        ["import"],
        ["status", "--today", "2026-13-01"],
        ["--today", "20261101", "status"],
        ["status", "--dat", "x"],
        ["demo", "x", "--units", "0"],
        ["demo", "x", "--elders", "5000"],
        [],
    ],
)
def test_a_command_written_wrongly_is_a_usage_error_in_a_sentence(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.error == "usage"
    assert "没有任何改动" in done.body["error"]["message"]
    assert "usage:" not in done.err


def test_help_tells_every_command_and_leaves_with_nothing_wrong() -> None:
    done = run("--help")
    assert done.code == 0
    assert b"receipt" in done.out


def test_a_missing_passphrase_is_said_and_never_asked_without_a_terminal(village: Desk) -> None:
    assert village.run("status", passphrase=None).error == "passphrase_needed"


def test_a_wrong_passphrase_and_a_missing_workspace(village: Desk, tmp_path: Path) -> None:
    assert village.run("status", passphrase="something else").error == "wrong_passphrase"
    nowhere = Desk(tmp_path / "nowhere", tmp_path)
    assert nowhere.run("status", passphrase=None).error == "no_workspace"
    assert not nowhere.data.exists()


def test_data_and_today_are_tolerated_after_the_command_and_win(village: Desk) -> None:
    late = run("--data", "elsewhere", "--today", "2020-01-01", "due", "--data", village.data, "--today", "2026-12-31")
    assert late.code == 0
    assert {each["due_on"] for each in late.body["items"]} <= {"2026-09-08", "2026-09-30", "2026-11-25"}
    assert late.body["counts"]["overdue"] == 0, "nobody was ever visited: a plan of the month"


def test_a_bug_is_a_number_and_a_log_without_a_word_of_the_record(village: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("买买提·吐尔逊")

    monkeypatch.setattr("kashi_desktop.startup.open_workspace", broken)
    done = village.run("status")
    assert done.code == 1
    reference = done.body["error"]["reference"]
    assert reference in done.err
    assert done.body["error"]["code"] == "bug"
    log = Path(done.body["log"])
    text = log.read_text(encoding="utf-8")
    assert log.parent == village.data
    assert reference in text
    assert "builtins.RuntimeError" in text
    assert "kashi_desktop/cli/main.py:" in text
    assert "买买提" not in text + done.err + done.out.decode()
    assert "Traceback" not in text + done.err


def test_a_fault_of_the_disk_is_told_without_a_bug(village: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kashi_desktop.startup.open_workspace", full)
    assert village.run("status").error == "disk_full"


def test_the_program_names_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == workspace_commands.PROGRAM


def test_a_process_of_its_own_writes_utf8_in_any_locale(village: Desk) -> None:
    done = shell("--data", village.data, "--today", TODAY, "dump", "elder", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert [json.loads(line)["full_name"] for line in done.stdout.decode("utf-8").splitlines()] == ["买买提·吐尔逊", "王㛃", "李𬱖"]
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_bug(village: Desk) -> None:
    rows = "".join(f"{number},古丽,女,1950-01-01,独居,低,2026-09-01\n" for number in range(10, 3000))
    village.do("load", "elder", village.table("编号,姓名,性别,出生日期,类别,关爱等级,登记日期\n" + rows))
    environment = os.environ | {"KASHI_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "main.py", "--data", str(village.data), "dump", "elder"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        told = process.stderr.read()
    assert process.returncode == 2
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told


def test_a_process_without_a_terminal_is_not_asked() -> None:
    done = shell("--data", "nowhere", "init", "--level", "village", "--unit", VILLAGE, passphrase="")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "passphrase_needed"


def test_a_weak_new_passphrase_is_told_and_the_script_goes_on(tmp_path: Path) -> None:
    made = shell("--data", str(tmp_path / "new"), "init", "--level", "village", "--unit", VILLAGE, passphrase="123456789")
    assert made.returncode == 0
    assert "口令太容易猜" in made.stderr.decode("utf-8")
    assert "123456789" not in made.stderr.decode("utf-8")


def test_commands_load_no_window_and_no_heavy_library_before_they_need_it() -> None:
    heavy = {"PySide6", "shiboken6", "sqlalchemy", "pydantic", "reportlab", "xlsxwriter", "argon2", "pypinyin", "sqlcipher3", "alembic"}
    code = (
        "import sys; from kashi_desktop.cli.main import main; main(['nonsense'])\n"
        f"sys.exit(' '.join({{name.split('.')[0] for name in sys.modules}} & {heavy!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[1:] == [""], done.stderr


def test_a_working_command_loads_no_window(village: Desk) -> None:
    code = (
        "import sys; from kashi_desktop.cli.main import main\n"
        f"code = main(['--data', {str(village.data)!r}, 'indicators', '--period', '2026-11'])\n"
        "sys.exit(code or any(name.split('.')[0] in ('PySide6', 'shiboken6') for name in sys.modules))"
    )
    environment = os.environ | {"KASHI_PASSPHRASE": PASSPHRASE}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def leaves() -> list[str]:
    """Every command with its action, from the parser itself."""
    found = []
    parser = build_parser()
    commands = next(action for action in parser._actions if action.dest == "command")
    assert isinstance(commands.choices, dict)
    for name, sub in commands.choices.items():
        actions = next((action for action in sub._actions if action.dest == "action"), None)
        found += [f"{name} {each}" for each in actions.choices or ()] if actions else [name]
    return found


def documented() -> str:
    return (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", leaves())
def test_every_command_is_documented(command: str) -> None:
    assert f"`{command}" in documented(), f"docs/commands.md lacks {command}"


def test_every_documented_command_exists_and_every_option_is_documented() -> None:
    text = documented()
    known = {each.split()[0] for each in leaves()}
    assert set(re.findall(r"^\| `([a-z-]+)", text.partition("## Documents")[0], re.MULTILINE)) == known
    assert set(
        re.findall(r"`([a-z-]+)`", " ".join(re.findall(r"^\| (`[^|]+) \|", text.partition("## Documents")[2], re.MULTILINE)))
    ) >= set(DOCUMENTS)
    parser = build_parser()
    commands = next(action for action in parser._actions if action.dest == "command")
    assert isinstance(commands.choices, dict)
    options = {option for sub in commands.choices.values() for action in sub._actions for option in action.option_strings}
    assert [option for option in sorted(options - {"-h", "--help"}) if option not in text] == []


def test_the_contract_of_the_design_is_kept() -> None:
    """The words of the shared contract that this version holds; the others come later and are usage errors until then."""
    held = {"init", "invite", "enrol", "load", "template", "dump", "visit", "need", "elder", "due", "export", "inspect", "import"}
    held |= {
        "account",
        "waiting",
        "revoke",
        "keys",
        "erase",
        "receipt",
        "status",
        "undo",
        "redo",
        "indicators",
        "print",
        "research-extract",
        "doctor",
        "demo",
    }
    assert {each.split()[0] for each in leaves()} == held


class Terminal:
    """A stdin at which somebody sits."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_passphrase_is_asked_for_twice_where_it_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KASHI_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    typed = iter(["one", "one", "one", "two", "three"])
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: next(typed))
    assert passphrase(twice=True) == "one"
    with pytest.raises(KnownError) as refused:
        passphrase(twice=True)
    assert refused.value.code == "passphrase_differs"
    assert passphrase() == "three"
