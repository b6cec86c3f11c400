"""Bar: the dry run of a roster workbook, against the bare reader."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench import data
from bench.harness import Result, Settings, Target, alternate, seconds
from db.registers.registry import TYPED
from kashi_desktop.demo.people import elder_fields

_COLUMNS = (
    *("unit_code", "ref", "full_name", "sex", "birth_date", "phone", "group", "address", "contact_name", "contact_relation"),
    *("contact_phone", "categories", "care_level", "enrolled_on", "consent_on"),
)


def _workbook(out: Path, count: int, codes: list[str]) -> None:
    import xlsxwriter

    labels = {column.key: column.label for column in TYPED["elder"].columns}
    book = xlsxwriter.Workbook(str(out), {"constant_memory": True})
    sheet = book.add_worksheet("名册")
    sheet.write_row(0, 0, [labels[key] for key in _COLUMNS])
    for number in range(count):
        fields: dict[str, Any] = elder_fields(number) | {"unit_code": codes[number * len(codes) // count], "enrolled_on": "2024-05-01"}
        for column, key in enumerate(_COLUMNS):
            sheet.write_string(number + 1, column, fields[key])
    book.close()


def roster_dry_run(settings: Settings) -> Iterator[Result]:
    """Rows a second of ``load --dry-run`` for 50 000 × 15 cells at a county; beside it python-calamine alone."""
    from python_calamine import CalamineWorkbook

    count = 50_000 if settings.scale >= 0.1 else settings.size(50_000, 30)
    folder = data.empty_county(settings)
    book = settings.folder / "work" / "roster.xlsx"
    book.parent.mkdir(parents=True, exist_ok=True)
    with data.opened(folder) as workspace:
        with data.context_of(workspace).read() as connection:
            codes = [row[0] for row in connection.execute(text("SELECT code FROM unit WHERE level = 'village' ORDER BY code DESC"))]
        _workbook(book, count, codes)

        def ours() -> float:
            return seconds(lambda: workspace.registers.load("elder", book, dry_run=True))

        report = workspace.registers.load("elder", book, dry_run=True)
        if report.rejected:
            raise RuntimeError(f"row {report.rejected[0].row}: {report.rejected[0].code}")
        start = time.process_time()
        ours()
        note = f"{count / (time.process_time() - start):,.0f} rows a second of processor time; the reader is a process of its own"
        pair = alternate(
            ours, lambda: seconds(lambda: CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()), settings.rounds
        )
    speed, floor = (count / each for each in pair.medians)
    yield Result(
        f"roster XLSX, dry run ({count:,} × {len(_COLUMNS)})", speed, floor, Target("ours", 25_000.0, at_least=True), "rows/s", note
    )
