"""Bars: whom to look in on, over a whole county, against raw SQL with the right index."""

from collections.abc import Iterator
from typing import Any

from bench import data
from bench.harness import Result, Settings, Target, compare
from db.engine import connect
from kashi_desktop.startup import DATABASE

_UNSEEN = """SELECT e.id FROM elder e WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = e.id
 AND v.visited_at >= '2026-11-01' AND v.visited_at < '2026-12-01' AND v.outcome IN ('met', 'remote', 'hospital', 'emergency'))"""
_COUNT = f"SELECT count(*) FROM ({_UNSEEN})"
_PAGE = f"{_UNSEEN} ORDER BY e.sort_key, e.id LIMIT 100"
_SORTED = """SELECT e.id, (SELECT max(v.visited_at) FROM visit v WHERE v.elder_id = e.id AND v.visited_at < '2026-12-01'
 AND v.outcome IN ('met', 'remote', 'hospital', 'emergency')) AS seen FROM elder e ORDER BY seen, e.ref, e.id LIMIT 100"""
"""The least a sorted due list must read: the last time each elder was seen."""


def due_list(settings: Settings) -> Iterator[Result]:
    """The count and a page of those nobody met this month, and the first page of the list sorted by urgency."""
    folder = data.county(settings)
    raw: Any = connect(folder / DATABASE, data.key_of(folder))
    with data.opened(folder) as workspace:
        due = workspace.due

        def floor(statement: str) -> Any:
            return raw.execute(statement).fetchall()

        bars = (
            ("due list, county: how many are still to be met", due.unmet_count, _COUNT, 1.5),
            ("due list, county: a page of them", due.unmet, _PAGE, 1.5),
            ("due list, county: sorted by urgency, first page", due.page, _SORTED, 1.5),
        )
        for name, ours, statement, bound in bars:
            yield compare(name, ours, lambda statement=statement: floor(statement), Target("ratio", bound), settings.rounds)  # type: ignore[misc]
    raw.close()
