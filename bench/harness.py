"""What every bar shares: its sizes, alternating runs, medians, and how a result is judged and shown."""

import gc
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Literal

Measure = Literal["ratio", "ours", "over"]
Work = Callable[[], Any]
Timed = Callable[[], float]


@dataclass(frozen=True)
class Settings:
    """``scale`` 1 is the full bar; each side runs ``rounds`` times; ``folder`` keeps the data between runs."""

    scale: float
    folder: Path
    rounds: int = 5

    def size(self, full: int, least: int = 20) -> int:
        """A full size brought down to the scale, never below ``least``."""
        return max(least, round(full * self.scale))


def default_settings() -> Settings:
    """From the environment: ``SCALE`` (0.1), and data under ``build/bench`` of the working directory."""
    return Settings(float(os.environ.get("SCALE", "0.1")), Path("build") / "bench")


@dataclass(frozen=True)
class Target:
    """``ratio`` ours to floor, ``ours`` alone, or ``over``: what ours adds to the floor; at most ``bound``, or at least it."""

    measure: Measure
    bound: float
    at_least: bool = False

    def value(self, ours: float, floor: float | None) -> float:
        """The number that is judged."""
        if self.measure == "ours" or floor is None:
            return ours
        return ours - floor if self.measure == "over" else ours / floor

    def holds(self, ours: float, floor: float | None) -> bool:
        """Whether the bar is met."""
        value = self.value(ours, floor)
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True)
class Result:
    """One line of the report; times in seconds, memory in MB, sizes in bytes, speeds a second, as ``unit`` says."""

    bar: str
    ours: float
    floor: float | None
    target: Target
    unit: str = "s"
    note: str = ""
    why: str = ""
    """Where the time or memory goes, told when the bar is missed."""

    @property
    def met(self) -> bool:
        """Whether the bar is met."""
        return self.target.holds(self.ours, self.floor)


@dataclass
class Pair:
    """What alternating runs took on both sides, in seconds."""

    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def medians(self) -> tuple[float, float]:
        """Medians of both sides."""
        return median(self.ours), median(self.floor)


def seconds(work: Work) -> float:
    """How long one run takes; garbage of earlier work is collected before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(ours: Timed, floor: Timed, rounds: int) -> Pair:
    """Run A B A B …: a busy machine slows both sides alike. Each side times itself, so its preparation is not counted."""
    pair = Pair()
    for _ in range(rounds):
        pair.ours.append(ours())
        pair.floor.append(floor())
    return pair


def compare(bar: str, ours: Work, floor: Work, target: Target, rounds: int, *, repeat: int = 1, note: str = "", why: str = "") -> Result:
    """Time two pieces of work against one another; with ``repeat`` each run does it several times."""

    def run(work: Work) -> float:
        return seconds(lambda: [work() for _ in range(repeat)]) / repeat

    for work in (ours, floor):
        work()  # imports and caches of the first run are nobody's figure
    pair = alternate(lambda: run(ours), lambda: run(floor), rounds)
    return Result(bar, *pair.medians, target, note=note, why=why)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
