"""Writes the ledger of the bar, ours or with xlsxwriter alone; prints seconds and what memory grew by, MB, as JSON.

Arguments: ``ours`` or ``floor``, the number of rows, the file.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.bare_window import resident
from kashi_desktop.demo.people import elder_fields
from kashi_desktop.spreadsheets.writing import write_table

HEADERS = tuple(f"第{number}列" for number in range(1, 16))


def rows(count: int) -> Iterator[list[str | int]]:
    """Lines of fifteen cells, two of them numbers."""
    for number in range(count):
        yield [number, *elder_fields(number).values(), number % 31]


def bare(out: Path, count: int) -> None:
    """The floor: the same cells by the bare library."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(out), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, HEADERS)
    for number, row in enumerate(rows(count), 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, value)
    book.close()


def peak() -> float:
    """The most memory that this process ever held, MB; of a system that does not tell, what it holds now."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resident()
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1e3


def main(side: str, count: int, out: Path) -> None:
    """Write one and tell."""
    import xlsxwriter.workbook  # noqa: F401 - imported before the clock starts, on both sides

    before = peak()
    start = time.perf_counter()
    if side == "ours":
        write_table(out, "台账", HEADERS, rows(count))
    else:
        bare(out, count)
    took = time.perf_counter() - start
    print(json.dumps({"seconds": took, "megabytes": peak() - before}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
