"""Bars: the first window, *Today* after unlocking, and memory; every run is a process of its own."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import data
from bench.harness import Result, Settings, Target, alternate
from bench.processes import told_by


def _village(settings: Settings) -> Path:
    """A fresh copy: opening a workspace writes to it."""
    return data.copy(data.village(settings), settings.folder / "work" / "start")


def first_window(settings: Settings) -> Iterator[Result]:
    """From the start of the process to the first paint: the unlock window against a bare QMainWindow."""
    folder = _village(settings)
    told_by("first_window", str(folder))
    told_by("bare_window")
    pair = alternate(lambda: float(told_by("first_window", str(folder))), lambda: float(told_by("bare_window")), 2 * settings.rounds)
    yield Result("first window (unlock) painted", *pair.medians, Target("ratio", 1.4))


def today_after_unlock(settings: Settings) -> Iterator[Result]:
    """From the derived key to the rows of *Today* painted, against the raw query and a bare table in the same kind of process."""
    folder = _village(settings)
    pair = alternate(
        lambda: float(json.loads(told_by("village_window", str(folder)))["seconds"]),
        lambda: float(told_by("bare_table", str(folder))),
        settings.rounds,
    )
    yield Result("unlocked → Today painted, beyond key derivation", *pair.medians, Target("over", 0.25))
    shutil.rmtree(folder)


_WHY_MEMORY = (
    "of about 100 MB over the bare window SQLAlchemy takes 21, SQLModel with pydantic 14, models and the rest of db 11, services and crypto"
    " 17, the shown window with its faces and glyphs 30"
)


def memory(settings: Settings) -> Iterator[Result]:
    """Resident memory with *Today* of a village open, against a bare window."""
    folder = _village(settings)
    rounds = min(settings.rounds, 3)
    pair = alternate(
        lambda: float(json.loads(told_by("village_window", str(folder)))["megabytes"]),
        lambda: float(told_by("bare_window", "memory")),
        rounds,
    )
    yield Result("memory, village, Today open", *pair.medians, Target("ratio", 2.2), "MB", why=_WHY_MEMORY)
    shutil.rmtree(folder)
