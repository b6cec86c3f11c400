"""The promise of ``db/registers``: a field is its declaration and its migration, a register likewise, and what must not exist is refused.

Each is tried on a copy of the whole tree: the declaration is edited, ``packaging/new_migration.py`` writes the migration, nothing else is
touched; then ``tests/guards/probe.py`` uses the program there as people do.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kashi_desktop import startup
from tests.sync.offices import CLOCK, PASSPHRASE, UNITS, make_table

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("db", "kashi_desktop", "ui", "tests", "packaging")
FIELD = '    hobby: Line = column("爱好", "安排合适的服务", default="", cell="place")\n'
GARDEN = '''"""Vegetable gardens that a unit keeps for its elders."""

from db.codes import TaskStatus
from db.declaring import KEEP_PLACE, SEES_ALL, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Area, Day, Line, Ref, Title, UnitCode


class GardenInput(Columns):
    """A garden as typed."""

    ref: Ref = column("编号", "认定菜园，留空则自动编号", default="", nullable=False)
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=())
    title: Title = column("名称", "在名单上显示", cell="place")
    area_m2: Area | None = column("面积（平方米）", "说明大小", default=None)
    opened_on: Day = column("启用日期", "说明从何时起")
    status: TaskStatus = column("状态", "说明是否在用", default=TaskStatus.OPEN, wire_default=TaskStatus.OPEN.value, nullable=False)
    hobby: Line = column("种什么", "说明种植内容", default="", cell="place")


GARDEN = Register(
    "garden",
    "菜园",
    GardenInput,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    order=125,
    natural=("title", "opened_on"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
)
'''


def copied(folder: Path) -> Path:
    """The tree without what is built or downloaded; fonts and pictures are only pointed at."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "golden"))
    (folder / "resources").symlink_to(ROOT / "resources")
    for name in ("main.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)


def migrated(folder: Path, words: str) -> Path:
    made = run(folder, "packaging/new_migration.py", words)
    assert made.returncode == 0, made.stderr
    return folder


def probed(folder: Path, *words: str) -> None:
    done = run(folder, "-m", "tests.guards.probe", *words)
    assert done.returncode == 0, done.stderr[-4000:]


def test_a_field_is_its_declaration_and_its_migration(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    declaration = folder / "db" / "registers" / "volunteer.py"
    before, line, behind = declaration.read_text(encoding="utf-8").partition("    registered_on: Day")
    assert line
    declaration.write_text(before + FIELD + line + behind, encoding="utf-8")
    probed(migrated(folder, "hobby"), "volunteer", "full_name=茹仙古丽", "birth_date=1990-02-03")


def test_a_field_of_an_elder_is_no_more(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    declaration = folder / "db" / "registers" / "elder.py"
    text = declaration.read_text(encoding="utf-8").replace("IdNumber, Lines", "IdNumber, Line, Lines")
    declaration.write_text(text.replace("    categories: Categories", FIELD + "    categories: Categories"), encoding="utf-8")
    given = ("full_name=茹仙古丽", "sex=female", "birth_date=1941-02-03", "categories=other", "care_level=low", "enrolled_on=2026-01-02")
    probed(migrated(folder, "hobby"), "elder", *given)


def test_a_field_of_a_need_is_no_more(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    declaration = folder / "db" / "registers" / "need.py"
    text = declaration.read_text(encoding="utf-8")
    declaration.write_text(text.replace("    due_on: Day | None", FIELD + "    due_on: Day | None"), encoding="utf-8")
    probed(migrated(folder, "hobby"), "need", "elder_ref=E1", "kind=meal", "due_on=2026-11-18")


def test_a_register_is_its_declaration_and_its_migration(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "db" / "registers" / "garden.py").write_text(GARDEN, encoding="utf-8")
    probed(migrated(folder, "garden"), "garden", "title=一号园", "opened_on=2026-03-01")


NEWER = """
import sys
from pathlib import Path
from kashi_desktop import startup
from tests.sync.offices import CLOCK, PASSPHRASE
ws = startup.open_workspace(Path(sys.argv[1]), PASSPHRASE, CLOCK)
if len(sys.argv) > 2:
    for name, hobby in (("茹仙古丽", "下棋"), ("阿依古丽", "种花")):
        cells = {"ref": name[0], "unit_code": ws.office.unit_code, "full_name": name}
        cells |= {"birth_date": "1990-02-03", "registered_on": "2026-01-02"}
        saved = ws.records.save("volunteer", {**cells, "hobby": "" if hobby == "下棋" else hobby})
        ws.records.save("volunteer", {**cells, "hobby": hobby}, saved.id)
    ws.packages.export(Path(sys.argv[2]))
print(sorted(each["hobby"] for each in ws.registers.dump("volunteer")), ws.doctor.examine().ok)
ws.close()
"""


def test_what_a_newer_program_wrote_has_its_place_after_the_upgrade(tmp_path: Path) -> None:
    folder = copied(tmp_path / "newer")
    declaration = folder / "db" / "registers" / "volunteer.py"
    before, line, behind = declaration.read_text(encoding="utf-8").partition("    registered_on: Day")
    declaration.write_text(before + FIELD + line + behind, encoding="utf-8")
    migrated(folder, "hobby")
    make_table(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    wrote = run(folder, "-c", NEWER, str(tmp_path / UNITS[0]), str(stick))
    assert wrote.stdout.strip() == "['下棋', '种花'] True", wrote.stderr
    county = startup.open_workspace(tmp_path / "county", PASSPHRASE, CLOCK)
    assert [each.verdict for each in county.packages.import_files([stick]).files] == ["applied"]
    rows = list(county.registers.dump("volunteer"))
    county.close()
    # The rows are there; what this program does not know is kept word by word in the journal.
    assert [len(rows), *("hobby" in each for each in rows)] == [2, False, False]
    upgraded = run(folder, "-c", NEWER, str(tmp_path / "county"))
    assert upgraded.stdout.strip() == wrote.stdout.strip(), upgraded.stderr


def test_a_declared_field_without_its_migration_is_noticed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "db" / "registers" / "garden.py").write_text(GARDEN, encoding="utf-8")
    done = run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/db/test_migrations.py", "-k", "models")
    assert done.returncode == 1, done.stdout[-2000:]


@pytest.mark.parametrize("said", ['religion: Word = column("备注二"', 'extra: Word = column("民族"'])
def test_a_field_that_must_not_exist_stops_the_program(tmp_path: Path, said: str) -> None:
    folder = copied(tmp_path)
    declaration = folder / "db" / "registers" / "elder.py"
    text = declaration.read_text(encoding="utf-8")
    declaration.write_text(
        text.replace("    categories: Categories", f'    {said}, "说明", default="")\n    categories: Categories'), encoding="utf-8"
    )
    done = run(folder, "-c", "from db.registers.registry import TYPED; [each.columns for each in TYPED.values()]")
    assert done.returncode == 1
    assert "must not exist" in done.stderr
