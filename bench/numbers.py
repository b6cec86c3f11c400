"""Bars: the county's board from kept numbers, and what keeping and recomputing them costs."""

import time
from collections.abc import Iterator
from statistics import median
from typing import Any
from unittest.mock import patch

from bench import data
from bench.harness import Result, Settings, Target, compare, seconds
from bench.importing import made_packages
from db.codes import EFFECTIVE
from db.engine import connect
from kashi_desktop.paths import DATABASE
from kashi_desktop.rules.calendar import months_until
from kashi_desktop.services.counting import Counting
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.workspace import Workspace

_MONTHS = months_until("2026-11", 12)
_YEAR = ", ".join(f"'{each}'" for each in _MONTHS)
_LISTED = ", ".join(f"'{each}'" for each in _MONTHS)
_BOARD = f"""SELECT period, indicator, sum(CAST(numerator AS REAL)), sum(CAST(denominator AS REAL)),
 count(*) FILTER (WHERE complete), count(*) FROM kept_fact WHERE period IN ({_YEAR}) GROUP BY period, indicator"""
"""The kept facts of a year added up by the database: the least that a board must read."""
_COVERED = f"""SELECT e.unit_id, count(*), sum(EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = e.id AND v.visited_at >= '2026-11-01'
 AND v.visited_at < '2026-12-01' AND v.outcome IN ({", ".join(f"'{each.value}'" for each in EFFECTIVE)})))
 FROM elder e GROUP BY e.unit_id"""
"""Who was met in the month, over the index that holds all it asks for."""
_WHY_MONTH = "all 19 numbers of every unit are counted and compared with what was kept, not the visits alone"


def board(settings: Settings) -> Iterator[Result]:
    """Twelve months of all numbers of a county against the bare sums; one month counted anew against the bare count of visits."""
    folder = data.copy(data.planned_county(settings), settings.folder / "work" / "numbers")
    raw: Any = connect(folder / DATABASE, data.key_of(folder))
    with data.opened(folder) as workspace:
        workspace.indicators.refresh(_MONTHS)
        yield compare(
            "board: all numbers, 12 months, from kept facts",
            lambda: workspace.indicators.board(_MONTHS),
            lambda: raw.execute(_BOARD).fetchall(),
            Target("ratio", 2.0),
            settings.rounds,
            note=f"{len(workspace.indicators.board(_MONTHS)[_MONTHS[-1]])} numbers",
        )
        yield compare(
            "recompute one month",
            lambda: _recount(workspace),
            lambda: raw.execute(_COVERED).fetchall(),
            Target("ratio", 1.5),
            settings.rounds,
            why=_WHY_MONTH,
        )
    raw.close()


def _recount(workspace: Workspace) -> None:
    context = data.context_of(workspace)
    with context.engine.begin() as connection:
        Counting(connection, context.office, _MONTHS).all_months(_MONTHS[-1:])


def keeping(settings: Settings) -> Iterator[Result]:
    """What an import spends on the kept numbers of a year, beside the rest of the import."""
    made = made_packages(settings)
    spent: list[float] = []
    original = NumberService.refresh

    def timed(self: NumberService, *months: Any) -> int:
        start = time.perf_counter()
        found = original(self, *months)
        spent.append(time.perf_counter() - start)
        return found

    def one() -> tuple[float, float]:
        folder = data.copy(made / "county", settings.folder / "work" / "keeping")
        with data.opened(folder) as workspace:
            workspace.indicators.refresh(_MONTHS)
            spent.clear()
            with patch.object(NumberService, "refresh", timed):
                whole = seconds(lambda: workspace.packages.import_files([made / "0"]))
            return sum(spent), whole - sum(spent)

    runs = [one() for _ in range(settings.rounds)]
    ours, rest = (median(each[side] for each in runs) for side in (0, 1))
    yield Result("keeping a year of numbers, beside the import itself", ours, rest, Target("ratio", 0.2))
