"""Bars: a register of very many people, its first paint, a jump into it, and a search on every key."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from bench import data
from bench.harness import Result, Settings, Target, percentile
from bench.processes import told_by
from kashi_desktop.services.elders import ElderQuery

_TYPED = ("m", "mm", "mmt", "买", "买买", "买买提", "吐尔", "古丽", "w", "wx", "wxy", "王秀英", "T-00", "T-0000")


_WHY_PAINT = (
    "the floor counts everybody; ours leaves out who is closed or removed, which no index knows (one look-up of the spell a person, in the"
    " order of the file), and builds search box, filters and buttons around the table (some 40 ms whatever the size)"
)
_WHY_JUMP = "two pages of 100 rows are fetched (3 to 5 ms each) and some twenty rows drawn cell by cell in Python"


def list_of_people(settings: Settings) -> Iterator[Result]:
    """First paint of the widget with its rows against a bare table over the same keyset pages; then jumps anywhere."""
    for words, folder in (("100 000", data.county(settings)), ("1 000 000", data.register(settings))):
        told = json.loads(told_by("people_window", str(folder), str(settings.rounds)))
        size = f"list of {words} people × SCALE"
        yield Result(
            f"{size}, first paint", told["ours"], told["floor"], Target("ratio", 1.3), note=f"{told['count']:,} people", why=_WHY_PAINT
        )
        yield Result(
            f"{size}, jump anywhere",
            told["jump"],
            None,
            Target("ours", 0.016),
            note="95th percentile, pages fetched and painted",
            why=_WHY_JUMP,
        )
        yield Result(f"{size}, memory growth", told["growth"], None, Target("ours", 20.0), "MB", "beyond the page cache of 64 MB")


_WHY_SEARCH = "a word that a great part of the register holds: each of those found is looked up for being enrolled"


def search_while_typing(settings: Settings) -> Iterator[Result]:
    """Count and first page after each key of several words; the slowest word counts."""
    folder: Path = data.county(settings)
    with data.opened(folder) as workspace:
        slowest, word = 0.0, ""
        for typed in _TYPED:
            times = []
            for _ in range(max(2, settings.rounds)):
                start = time.perf_counter()
                found = workspace.elders.open_list(ElderQuery(text=typed))
                workspace.elders.fetch_page(found, 0)
                times.append(time.perf_counter() - start)
            if (taken := percentile(times, 0.5)) > slowest:
                slowest, word = taken, typed
    yield Result(
        "search per key, 100 000 people × SCALE", slowest, None, Target("ours", 0.050), note=f"slowest word: {word}", why=_WHY_SEARCH
    )
