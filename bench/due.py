"""Bars: whom to look in on, over a whole county, against raw SQL with the right index."""

from collections.abc import Iterator
from typing import Any

from bench import data
from bench.harness import Result, Settings, Target, compare
from db.engine import connect
from kashi_desktop.paths import DATABASE

_UNSEEN = """SELECT e.id FROM elder e WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.elder_id = e.id
 AND v.visited_at >= '2026-11-01' AND v.visited_at < '2026-12-01' AND v.outcome IN ('met', 'remote', 'hospital', 'emergency'))"""
_COUNT = f"SELECT count(*) FROM ({_UNSEEN})"
_PAGE = f"""SELECT e.*, u.code, u.name, (SELECT min(s.enrolled_on) FROM elder_spell s WHERE s.elder_id = e.id) AS since,
 (SELECT max(v.visited_at) FROM visit v WHERE v.elder_id = e.id AND v.outcome IN ('met', 'remote', 'hospital', 'emergency')) AS seen
 FROM elder e JOIN unit u ON u.id = e.unit_id WHERE e.id IN ({_UNSEEN} ORDER BY e.sort_key, e.id LIMIT 100)"""
"""The rows as they lie in the tables: no reason, no next step, no verdict."""
_SORTED = """SELECT e.id, (SELECT max(v.visited_at) FROM visit v WHERE v.elder_id = e.id AND v.visited_at < '2026-12-01'
 AND v.outcome IN ('met', 'remote', 'hospital', 'emergency')) AS seen FROM elder e ORDER BY seen, e.ref, e.id LIMIT 100"""
"""The least a sorted due list must read: the last time each elder was seen."""


_WHY_SORTED = (
    "nine tenths is one statement: every person's spell, last visit, needs and urgent observations decide the order; the latter are"
    " found through the partial index of urgent visits"
)


def due_list(settings: Settings) -> Iterator[Result]:
    """The count and a page of those nobody met this month, and the first page of the list sorted by urgency."""
    folder = data.county(settings)
    raw: Any = connect(folder / DATABASE, data.key_of(folder))
    with data.opened(folder) as workspace:
        due = workspace.due

        def floor(statement: str) -> Any:
            return raw.execute(statement).fetchall()

        bars = (
            ("how many are still to be met", due.unmet_count, _COUNT, "it also respects spells and removals, one look-up each a person"),
            ("a page of them", due.unmet, _PAGE, "the page is 1 to 2 ms of SQL; 100 verdicts with reasons and next steps are the rest"),
            ("sorted by urgency, first page", due.page, _SORTED, _WHY_SORTED),
        )
        for name, ours, statement, why in bars:

            def bare(statement: str = statement) -> Any:
                return floor(statement)

            yield compare(f"due list, county: {name}", ours, bare, Target("ratio", 1.5), settings.rounds, why=why)
    raw.close()
