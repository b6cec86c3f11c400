"""The unit list that comes with the program."""

import csv
from collections.abc import Iterator

from kashi_desktop.paths import resources


def shipped_units() -> Iterator[dict[str, str]]:
    """Rows of ``resources/units.csv``: code, name, level, kind, parent_code, id (hex)."""
    with (resources() / "units.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
