import sqlite3
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from db.registers.visit import OBSERVATIONS
from kashi_desktop.errors import KnownError
from kashi_desktop.rules.anonymity import MERGED, SMALLEST
from kashi_desktop.services.research import Table
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import RURAL_VILLAGE, SECOND_VILLAGE, VILLAGE, Offices, rows_of

UNITS = (VILLAGE, SECOND_VILLAGE, RURAL_VILLAGE)
SECRETS = ("full_name", "phone", "address", "contact_name", "contact_phone", "note", "visitors", "leader", "verified_by", "post")


def _load(ws: Workspace, folder: Path, register: str, rows: list[dict[str, str]]) -> None:
    path = folder / f"{register}.csv"
    keys = list(rows[0])
    path.write_text("\n".join([",".join(keys), *(",".join(row[key] for key in keys) for row in rows)]), encoding="utf-8")
    report = ws.registers.load(register, path)
    assert report.loaded, report.rejected[:3]


def _elder(random: Random, number: int, unit: str) -> dict[str, str]:
    return {
        "ref": f"老{number}",
        "unit_code": unit,
        "full_name": f"买买提第{number}·吐尔逊",
        "sex": random.choice(("male", "female")),
        "birth_date": f"{random.randint(1930, 1965)}-0{random.randint(1, 9)}-17",
        "phone": f"1391111{number:04d}",
        "address": f"第{number}巷",
        "contact_name": f"古丽第{number}",
        "contact_phone": f"1372222{number:04d}",
        "categories": random.choice(("living_alone", "empty_nest", "living_alone;advanced_age", "disabled")),
        "care_level": random.choice(("high", "medium", "low")),
        "enrolled_on": f"2026-0{random.randint(1, 9)}-13",
        "consent_on": "2026-09-20" if number % 7 else "",
    }


def _visit(random: Random, number: int, unit: str, elder: str) -> dict[str, str]:
    states = {key: random.choice(("ok", "ok", "ok", "attention", "unknown")) for key in OBSERVATIONS}
    return {
        "ref": f"次{number}",
        "unit_code": unit,
        "elder_ref": elder,
        "visited_at": f"2026-{random.choice(('09', '10', '11'))}-{random.randint(10, 17)} {random.randint(8, 18):02d}:00",
        "method": random.choice(("home", "home", "phone")),
        "outcome": random.choice(("met", "met", "met", "remote", "hospital", "refused")),
        "visitors": f"阿依努尔第{number}",
        "note": f"密语{number}",
    } | states


@pytest.fixture(scope="module")
def filled(lasting_offices: Offices) -> Workspace:
    """A county of three units in two townships with everything that is counted."""
    folder, ws = lasting_offices.folder, lasting_offices.county()
    random = Random(7)
    elders = [_elder(random, number, UNITS[number % 3] if number % 10 else RURAL_VILLAGE) for number in range(140)]
    _load(ws, folder, "elder", elders)
    visits = [_visit(random, n, each["unit_code"], each["ref"]) for n, each in enumerate(random.choices(elders, k=700))]
    _load(ws, folder, "visit", visits)
    common = {"birth_date": "1990-02-03", "full_time": "1", "urban_roster": "0", "employed_on": "2024-05-06", "post": "书记岗位"}
    workers = [{"ref": f"工{n}", "unit_code": UNITS[n % 2], "full_name": f"努尔第{n}", **common} for n in range(14)]
    _load(ws, folder, "worker", [each | {"certificates": "assistant" if n < 3 else ""} for n, each in enumerate(workers)])
    course = {"ref": "班1", "title": "培训甲", "organiser_level": "county", "mode": "in_person", "starts_on": "2026-05-04"}
    _load(ws, folder, "course", [course | {"ends_on": "2026-05-06", "hours": "8"}])
    attended = [
        {"unit_code": each["unit_code"], "course_ref": "班1", "worker_ref": each["ref"], "result": "passed" if n else "failed"}
        for n, each in enumerate(workers)
    ]
    _load(ws, folder, "attendance", attended)
    volunteers = [
        {"ref": f"志{n}", "unit_code": VILLAGE, "full_name": f"热娜第{n}", "birth_date": "1999-09-09", "phone": f"1363333{n:04d}"}
        for n in range(9)
    ]
    _load(ws, folder, "volunteer", volunteers)
    activity = {"ref": "活1", "unit_code": VILLAGE, "title": "活动甲", "kind": "助老", "leader": "队长帕夏"}
    _load(ws, folder, "activity", [activity | {"starts_at": "2026-10-04 10:00", "ends_at": "2026-10-04 16:00"}])
    served = [
        {"unit_code": VILLAGE, "volunteer_ref": each["ref"], "activity_ref": "活1", "hours": f"{1 + n * 0.5}", "verified_by": "核实人甲"}
        for n, each in enumerate(volunteers)
    ]
    _load(ws, folder, "service", served)
    return ws


@pytest.fixture(scope="module")
def extract(filled: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extract of the county."""
    out = tmp_path_factory.mktemp("out") / "research.sqlite"
    made = filled.research.extract(out)
    assert made.file == out
    assert made.rows == sum(len(rows) for name, rows in _tables(out).items() if name not in ("README", "suppressed", "townships"))
    return out


def _tables(path: Path) -> dict[str, list[dict[str, str | int]]]:
    """Every table of the file, as a plain SQLite program shows it."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.row_factory = sqlite3.Row
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in names}
    finally:
        connection.close()


def test_any_sqlite_program_opens_it_and_finds_what_was_done(extract: Path) -> None:
    tables = _tables(extract)
    assert set(tables) == {
        *("people", "visits", "observations", "workers", "training", "volunteer_hours"),
        *("townships", "suppressed", "README"),
    }
    assert all(tables.values())
    told = {row["topic"] for row in tables["README"]}
    assert {"people", "visits", "observations", "workers", "training", "volunteer_hours", "suppressed", "townships"} <= told
    assert {row["table"] for row in tables["suppressed"]} == set(tables) - {"townships", "suppressed", "README"}


def test_no_name_number_phone_or_note_is_in_the_file(filled: Workspace, extract: Path) -> None:
    content = extract.read_bytes()
    registers = ("elder", "visit", "worker", "course", "volunteer", "activity", "service")
    words = {
        value
        for register in registers
        for record in filled.registers.dump(register)
        for key, value in record.items()
        if value and (key in SECRETS or key.endswith("ref") or key == "title")
    }
    assert len(words) > 900
    assert [word for word in sorted(words) if word.encode() in content] == []
    ids = [row[0] for register in registers for row in rows_of(filled, register, "id")]
    assert [each for each in ids if each in content or each.hex().encode() in content] == []
    assert [unit for unit in UNITS if unit.encode() in content] == []
    # Nothing that looks like a whole date or a time of the day.
    assert not any("-17" in str(value) or ":" in str(value) for row in _tables(extract)["people"] for value in row.values())


def test_nobody_can_be_told_apart(extract: Path) -> None:
    tables = _tables(extract)
    assert len(tables["people"]) == 140
    columns = list(tables["people"][0])
    for width in range(1, len(columns) + 1):
        groups: dict[tuple[str | int, ...], int] = {}
        for row in tables["people"]:
            key = tuple(row[each] for each in columns[:width])
            groups[key] = groups.get(key, 0) + 1
        assert min(groups.values()) >= SMALLEST
    numbers = [value for rows in tables.values() for row in rows for value in row.values() if isinstance(value, int)]
    assert numbers
    assert all(value >= SMALLEST and value % SMALLEST == 0 for value in numbers)


def test_what_is_shown_speaks_of_five_persons_at_least(filled: Workspace, extract: Path) -> None:
    """Each cell of visits counted anew from the register: its persons, not its visits, are five or more."""
    elders = {(each["unit_code"], each["ref"]) for each in filled.registers.dump("elder")}
    visits = [each for each in filled.registers.dump("visit") if (each["unit_code"], each["elder_ref"]) in elders]
    for row in _tables(extract)["visits"]:
        if row["township"] != MERGED and len(str(row["month"])) == 7:
            held = [each for each in visits if _fits(each, row)]
            assert len({(each["unit_code"], each["elder_ref"]) for each in held}) >= SMALLEST


def _fits(visit: Mapping[str, str | None], row: Mapping[str, str | int]) -> bool:
    return (
        str(visit["unit_code"])[:9] == str(row["township"])[:9]
        and str(visit["visited_at"])[:7] == row["month"]
        and row["method"] in (MERGED, visit["method"])
        and row["outcome"] in (MERGED, visit["outcome"])
    )


def test_a_handful_of_people_is_not_told_at_all(tmp_path: Path, village: Workspace) -> None:
    for number in range(SMALLEST - 1):
        village.elders.save(workspaces.elder_input(full_name=f"老人{number}", ref=str(number)))
    made = village.research.extract(tmp_path / "few.sqlite")
    tables = _tables(tmp_path / "few.sqlite")
    assert made.rows == 0
    assert (tables["people"], tables["townships"]) == ([], [])
    assert {row["left_out"] for row in tables["suppressed"] if row["table"] == "people"} == {"all: fewer than 5 persons"}


def test_a_file_in_the_way_is_kept_and_a_failure_leaves_nothing(filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "held.sqlite"
    out.write_text("letter", encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        filled.research.extract(out)
    assert refused.value.code == "file_exists"

    def broken(*_arguments: object) -> int:
        raise OSError("no space")

    with monkeypatch.context() as patch:
        patch.setattr("kashi_desktop.services.research._write", broken)
        with pytest.raises(KnownError) as unwritable:
            filled.research.extract(out, force=True)
    assert unwritable.value.code == "file_unwritable"
    assert out.read_text(encoding="utf-8") == "letter"
    assert [each.name for each in tmp_path.iterdir()] == ["held.sqlite"]
    filled.research.extract(out, force=True)
    assert _tables(out)["people"]


def test_an_extract_tells_nothing_that_no_declaration_lets_out() -> None:
    assert Table("people", ("elder",), ("age_band", "sex"), ()).columns == ("age_band", "sex")
    for column in ("full_name", "phone", "birth_date", "certificate"):
        with pytest.raises(ValueError, match=column):
            Table("people", ("elder",), ("age_band", column), ())
