"""Loading tables: who is meant, what is kept, what is refused (domain.md §3)."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.codes import NeedKind, Observation
from kashi_desktop.services.registers import LoadReport
from kashi_desktop.startup import Workspace
from tests import workspaces
from tests.workspaces import COUNTY, OTHER_VILLAGE, SECOND_VILLAGE, VILLAGE, count_of, elder_input, healthy, rows_of, visit_input

Cells = dict[str, str]
ELDER: Cells = {
    "ref": "1",
    "full_name": "买买提·吐尔逊",
    "sex": "male",
    "birth_date": "1940-03-05",
    "categories": "living_alone",
    "care_level": "high",
    "enrolled_on": "2026-01-10",
    "consent_on": "2026-01-10",
    "phone": "13812341234",
}
VISIT: Cells = {"elder_ref": "1", "visited_at": "2026-11-12 10:30", "method": "home", "outcome": "met", "visitors": "阿依努尔"}
NEED: Cells = {"elder_ref": "1", "kind": "meal"}


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Workspace]:
    ws = workspaces.village(tmp_path / "village")
    yield ws
    ws.close()


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Workspace]:
    ws = workspaces.county(tmp_path / "county")
    yield ws
    ws.close()


def table(path: Path, rows: Sequence[Mapping[str, str | None]]) -> Path:
    """A CSV file of rows, with the columns of all of them."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def run(ws: Workspace, register: str, *rows: Cells, **options: Any) -> LoadReport:
        return ws.registers.load(register, table(tmp_path / f"{register}.csv", rows), **options)

    return run


def codes(report: LoadReport) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.code) for each in report.rejected]


# -- versions --------------------------------------------------------------------------------------------------------------


def test_a_second_load_answers_the_version_it_saw_and_is_no_conflict(village: Workspace, load: Any) -> None:
    load(village, "elder", ELDER)
    load(village, "visit", VISIT | {"ref": "v1"})
    load(village, "need", NEED | {"ref": "n1"})
    load(village, "unit_profile", {"as_of": "2026-01-01", "households": "5"})
    load(village, "unit", {"code": VILLAGE, "name": "新名社区", "level": "village"})
    for register, cells in (
        ("elder", ELDER | {"full_name": "阿布都·吐尔逊", "enrolled_on": "2026-01-09"}),
        ("visit", VISIT | {"ref": "v1", "outcome": "away"}),
        ("need", NEED | {"ref": "n1", "kind": "bath"}),
        ("unit_profile", {"as_of": "2026-01-01", "households": "6"}),
        ("unit", {"code": VILLAGE, "name": "又新名社区", "level": "village"}),
    ):
        report = load(village, register, cells)
        assert (report.added, report.updated, report.unchanged) == (0, 1, 0), register
    updates = rows_of(village, "entry", "seen", "lamport")[-6:]
    assert all(seen.startswith('["') for (seen,) in updates)
    for name in ("elder", "elder_spell", "visit", "need", "unit", "unit_profile"):
        assert {flags for (flags,) in rows_of(village, name, "flags")} == {0}, name
    healthy(village)
