"""Writes resources/units.csv from the statistics office's list: ``python packaging/make_units.py SOURCE [TARGET]``."""

import csv
import io
import os
import sys
import uuid
from pathlib import Path

UNIT_NAMESPACE = uuid.UUID("6b617368-6900-5000-8000-756e69747300")
"""Namespace of every unit's UUIDv5; never changes, because ids already stand in journals."""

SOURCE_COLUMNS = ["code", "name", "level", "kind", "parent_code"]


def unit_id(code: str) -> str:
    """Return a unit's id as 32 hex digits, from its first code."""
    return uuid.uuid5(UNIT_NAMESPACE, code).hex


def units_csv(source: str) -> str:
    """Return the source's rows, sorted by code, with the id as a sixth column; raises ValueError on any doubt."""
    reader = csv.DictReader(io.StringIO(source))
    if reader.fieldnames != SOURCE_COLUMNS:
        raise ValueError(f"expected the columns {','.join(SOURCE_COLUMNS)}, found {reader.fieldnames}")
    rows = sorted(reader, key=lambda row: row["code"])
    codes = {row["code"] for row in rows}
    if len(codes) != len(rows):
        raise ValueError("a code stands twice")
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*SOURCE_COLUMNS, "id"])
    for row in rows:
        if row["parent_code"] and row["parent_code"] not in codes:
            raise ValueError(f"{row['code']}: its parent {row['parent_code']} is missing")
        writer.writerow([*(row[column] for column in SOURCE_COLUMNS), unit_id(row["code"])])
    return target.getvalue()


def main(arguments: list[str]) -> int:
    """Read the source named first, write the target named second or the shipped list."""
    if len(arguments) not in (1, 2):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    default = Path(__file__).resolve().parent.parent / "resources" / "units.csv"
    target = Path(arguments[1]) if len(arguments) == 2 else default
    text = units_csv(Path(arguments[0]).read_text(encoding="utf-8-sig"))
    unfinished = target.with_suffix(".tmp")
    unfinished.write_text(text, encoding="utf-8", newline="")
    os.replace(unfinished, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
