"""Where and when an invented county lives, and the chance that makes its records the same for the same seed."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from db.codes import UnitKind
from kashi_desktop.rules.unit_codes import kind_of

Row = dict[str, str]


@dataclass(frozen=True)
class Setting:
    """Which units (code, name), over which days, from which seed; ``place`` tells one county's persons from another's."""

    seed: int
    units: Sequence[tuple[str, str]]
    first: date
    until: date
    place: int = 0

    def chance(self, register: str, code: str) -> Random:
        """Chance of one register in one unit."""
        return Random(f"{self.seed}/{register}/{code}")

    def person(self, unit: int, kind: int, turn: int) -> int:
        """The number of a person of a unit: 0 workers, 1 volunteers, 2 elders."""
        return (((self.seed * 13 + self.place) * 400 + unit) * 3 + kind) * 1000 + turn

    @property
    def years(self) -> range:
        """The years that the days lie in."""
        return range(self.first.year, self.until.year + 1)


def is_urban(code: str) -> bool:
    """Residents' committees of the demo lie in towns."""
    return kind_of(code) is UnitKind.RESIDENT_COMMITTEE


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write a table with the keys of all its rows; nothing where there is no row. Returns how many."""
    held = list(rows)
    if held:
        keys = list(dict.fromkeys(key for row in held for key in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, keys, restval="")
            writer.writeheader()
            writer.writerows(held)
    return len(held)
