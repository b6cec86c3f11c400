"""The results as a table on the screen and as Markdown."""

import os
from collections.abc import Sequence

from bench.harness import Result, Target

HEADS = ("bar", "ours", "floor", "ratio", "target", "ok?")


def figure(value: float | None, unit: str) -> str:
    """A figure with its unit, short."""
    if value is None:
        return "–"
    if unit == "s":
        return f"{value * 1000:.2f} ms" if value < 0.1 else f"{value:.2f} s"
    if unit == "B":
        return f"{value / 1e6:.2f} MB" if value >= 1e6 else f"{value / 1e3:.2f} kB"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def wanted(target: Target, unit: str) -> str:
    """The target in words."""
    sign = "≥" if target.at_least else "≤"
    if target.measure == "ratio":
        return f"{sign} {target.bound:g}×"
    bound = figure(target.bound, unit)
    return f"{sign} {bound} over" if target.measure == "over" else f"{sign} {bound}"


def cells(result: Result) -> tuple[str, ...]:
    """One line of the table."""
    ratio = f"{result.ours / result.floor:.2f}×" if result.floor else "–"
    verdict = "ok" if result.met else "missed"
    return (
        result.bar,
        figure(result.ours, result.unit),
        figure(result.floor, result.unit),
        ratio,
        wanted(result.target, result.unit),
        verdict,
    )


def line(result: Result) -> str:
    """One line for the screen."""
    bar, *rest = cells(result)
    return f"{bar:<58}" + "".join(f"{cell:>16}" for cell in rest)


def heading() -> str:
    """The heads of the columns for the screen."""
    return f"{HEADS[0]:<58}" + "".join(f"{head:>16}" for head in HEADS[1:])


def remarks(result: Result) -> str:
    """What is to be said to a line, and why it is missed."""
    why = result.why if not result.met else ""
    return ". ".join(part for part in (result.note, why) if part)


def markdown(results: Sequence[Result], scale: float, missing: Sequence[str] = ()) -> str:
    """The table for a README, notes of the lines below it."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    lines = [
        f"Measured by `make bench SCALE={scale:g}`: alternating runs, medians; ratios are the bars, times are those of one machine"
        f" ({os.cpu_count()} processors, load average {busy} at the end).",
        "",
        "| " + " | ".join(HEADS) + " |",
        "|---|---:|---:|---:|---:|---|",
        *("| " + " | ".join(cells(result)) + " |" for result in results),
    ]
    notes = [f"- **{result.bar}**: {words}" for result in results if (words := remarks(result))]
    failed = [f"- **{name}** could not be measured." for name in missing]
    return "\n".join([*lines, *([""] if notes or failed else []), *notes, *failed, ""])
