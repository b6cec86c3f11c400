import ast
import csv
import os
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UNIT_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-756e69747300")
TOP_LEVEL = ["main.py", "ui", "kashi_desktop", "db", "resources", "tests", "bench", "packaging", "docs"]
TEXT_ENDINGS = {".py", ".md", ".toml", ".lock", ".txt", ".sh", ".csv", ".ts", ".svg", ".json", ".cfg", ".ini", ".yml", ".yaml", ".mako", ""}
MACHINE_PATH = re.compile(r"(?<![\w.$}/-])/(?:root|work|opt/pypi|opt/wheels)\b|(?<![\w.$}/-])/home/\w")
REGISTRY_HOST = re.compile(r"(?:pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|mirrors?\.\w+\.\w+/|/simple/)", re.IGNORECASE)
NAMES_THE_HOSTS = {Path("tests/test_house.py")}  # the patterns above


def committed_files() -> list[Path]:
    """Files of the project: what git tracks, or all outside the ignored folders where there is no git history."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    outside = {".venv", ".git", "build", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
    return [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and not outside & set(path.relative_to(ROOT).parts)]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, list[str]]:
    pins: dict[str, list[str]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", line):
            pins.setdefault(canonical(found[1]), []).append(found[2])
    return pins


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def satisfies(version: str, bounds: str) -> bool:
    def key(text: str) -> list[int]:
        return [int(part) for part in text.split(".")]

    tests = {">=": lambda a, b: a >= b, "<": lambda a, b: a < b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b}
    return all(tests[sign](key(version), key(bound)) for sign, bound in re.findall(r"(>=|==|!=|<)([\d.]+)", bounds))


def test_required_names_exist_at_the_top() -> None:
    assert [name for name in TOP_LEVEL if not (ROOT / name).exists()] == []


def test_main_imports_only_the_window_and_the_command_line() -> None:
    text = (ROOT / "main.py").read_text(encoding="utf-8")
    own = {"ui", "kashi_desktop", "db", "bench", "tests", "resources"}
    imported: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module or "")
    ours = {name for name in imported if name.split(".")[0] in own}
    assert ours == {"ui.app", "kashi_desktop.cli.main"}
    assert all(name.split(".")[0] in sys.stdlib_module_names for name in imported - ours)
    assert len(text.splitlines()) <= 60


def test_every_package_file_is_empty() -> None:
    filled = [str(path) for path in committed_files() if path.name == "__init__.py" and (ROOT / path).read_bytes().strip()]
    assert filled == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in committed_files():
        if path.suffix not in TEXT_ENDINGS or path in NAMES_THE_HOSTS:
            continue
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if REGISTRY_HOST.search(line) or MACHINE_PATH.search(line):
                found.append(f"{path}:{number}: {line.strip()[:80]}")
    assert found == []


@pytest.mark.parametrize("requirement", requirements())
def test_the_lock_satisfies_the_project(requirement: str) -> None:
    parts = re.match(r"([A-Za-z0-9._-]+)\s*([^;]*)", requirement)
    assert parts is not None
    versions = locked().get(canonical(parts[1]), [])
    assert any(satisfies(version, parts[2]) for version in versions), f"{requirement}: run packaging/lock.sh"


def test_every_locked_package_carries_hashes_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert len(entries) == sum(map(len, locked().values()))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "--index" not in text


def test_unit_ids_follow_from_their_codes() -> None:
    with (ROOT / "resources" / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["code", "name", "level", "kind", "parent_code", "id"]
    counts = {level: sum(row["level"] == level for row in rows) for level in ("prefecture", "county", "township", "village")}
    assert counts == {"prefecture": 1, "county": 12, "township": 182, "village": 2840}
    assert [row["code"] for row in rows if row["id"] != uuid.uuid5(UNIT_NAMESPACE, row["code"]).hex] == []
    known = {row["code"] for row in rows}
    assert [row["code"] for row in rows if row["parent_code"] not in known | {""}] == []


def test_fonts_lie_beside_their_licences() -> None:
    fonts = ROOT / "resources" / "fonts"
    faces = {"NotoSansSC", "NotoSerifSC", "NotoSerif", "NotoNaskhArabic"}
    both = {f"{face}-{weight}.ttf" for face in faces for weight in ("Regular", "Bold")}
    assert {path.name for path in fonts.glob("*.ttf")} == both | {"KashiRareHan-Regular.ttf"}
    assert {path.name for path in fonts.glob("*.txt")} == {f"OFL-{face}.txt" for face in faces} | {"LICENSE-KashiRareHan.txt"}
    added = [*fonts.glob("KashiRareHan*"), *fonts.glob("NotoSerif-*")]
    assert sum(path.stat().st_size for path in added) < 12_000_000


def test_fonts_hold_rare_and_uyghur_letters() -> None:
    from reportlab.pdfbase.ttfonts import TTFontFile

    fonts = ROOT / "resources" / "fonts"
    for name, letters in (("NotoSansSC", "㛃𬱖䶮·（）"), ("NotoSerifSC", "㛃𬱖䶮·（）"), ("NotoNaskhArabic", "ئۇيغۇرچەۋېۆۈڭھژپگچ·")):
        for weight in ("Regular", "Bold"):
            held = TTFontFile(str(fonts / f"{name}-{weight}.ttf")).charToGlyph
            assert [letter for letter in letters if ord(letter) not in held] == []


def test_a_command_loads_no_qt() -> None:
    code = "import sys, kashi_desktop.cli.main; sys.exit(any(name.split('.')[0] in ('PySide6', 'shiboken6') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "data", "today"),
    [([], None, None), (["--data", "d"], "d", None), (["--today=2026-01-31", "--data=d"], "d", "2026-01-31")],
)
def test_main_opens_the_window_when_no_command_is_given(arguments: list[str], data: str | None, today: str | None) -> None:
    from main import window_options

    options = window_options(arguments)
    assert options is not None
    assert [part and str(part) for part in options] == [data, today]


@pytest.mark.parametrize("arguments", [["status"], ["--data", "d", "status"], ["--data"], ["--today", "soon"], ["--help"], ["-x"]])
def test_main_leaves_all_else_to_the_command_line(arguments: list[str]) -> None:
    from main import window_options

    assert window_options(arguments) is None


def test_every_make_target_is_described() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", text))
    described = set(re.findall(r"(?m)^([a-z]+):.*## ", text))
    assert {"run", "test", "bench", "soak", "fuzz", "screenshots", "demo", "help"} <= described
    assert targets - described <= {"lint"}


def test_scripts_may_be_run() -> None:
    scripts = [".ci/run", "packaging/setup.sh", "packaging/lock.sh"]
    assert [name for name in scripts if not os.access(ROOT / name, os.X_OK)] == []


def test_the_data_dictionary_on_paper_is_that_of_the_program() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "data_dictionary.py"), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
