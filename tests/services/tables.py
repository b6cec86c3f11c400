"""Tables to load, written as a clerk's program would write them."""

import csv
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kashi_desktop.services.registers import LoadReport
from kashi_desktop.workspace import Workspace

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


def write_csv(path: Path, rows: Sequence[Mapping[str, str | None]], columns: Sequence[str] = ()) -> Path:
    """A CSV file of rows, with the columns of all of them."""
    names = list(dict.fromkeys([*columns, *(key for row in rows for key in row)]))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def load(ws: Workspace, register: str, *rows: Mapping[str, str | None], **options: Any) -> LoadReport:
    """Load rows by way of a file that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        return ws.registers.load(register, write_csv(Path(folder) / f"{register}.csv", rows), **options)


def faults(report: LoadReport) -> list[tuple[int, str, str]]:
    """(row, column, code) of what was rejected."""
    return [(each.row, each.column, each.code) for each in report.rejected]


def counts(report: LoadReport) -> tuple[int, int, int]:
    """(added, updated, unchanged)."""
    return report.added, report.updated, report.unchanged
