"""Bar: a ledger workbook out, against xlsxwriter alone in constant memory; every run is a process of its own."""

import json
from collections.abc import Iterator
from statistics import median

from bench.harness import Result, Settings, Target
from bench.processes import told_by


def ledger_out(settings: Settings) -> Iterator[Result]:
    """Time and memory of 50 000 × 15 cells."""
    count = 50_000 if settings.scale >= 0.1 else settings.size(50_000, 30)
    out = settings.folder / "work" / "ledger.xlsx"
    out.parent.mkdir(parents=True, exist_ok=True)
    sides: dict[str, list[dict[str, float]]] = {"ours": [], "floor": []}
    for _ in range(settings.rounds):
        for side, told in sides.items():
            told.append(json.loads(told_by("ledger_out", side, str(count), str(out))))
            out.unlink()
    ours, floor = (median(each["seconds"] for each in told) for told in sides.values())
    memory, beside = (median(each["megabytes"] for each in told) for told in sides.values())
    yield Result(f"ledger XLSX out ({count:,} × 15)", ours, floor, Target("ratio", 1.1), note=f"{count / ours:,.0f} rows/s")
    yield Result(f"ledger XLSX out ({count:,} × 15), memory", memory, beside or None, Target("ours", 30.0), "MB")
