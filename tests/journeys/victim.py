"""Processes made to be killed: a parent that has everything imported forks one for each kill, and passes its words on.

Run as ``python -m tests.journeys.victim``. A line of JSON on the input names the work; the answers are lines on the output:
``pid N``, ``ready``, ``ack …`` after each thing that was committed, ``idle`` when there is no more to do, ``dead``.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from kashi_desktop.types.inputs import VisitInput
from kashi_desktop.workspace import Workspace
from tests.workspaces import elder_input, reopen, visit_input


def say(*words: object) -> None:
    """One line, written at once: whole or not at all."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def saves(ws: Workspace, order: dict[str, Any]) -> Iterator[str]:
    """Enrol, visit, correct, take back, over and over."""
    number = order["start"]
    while True:
        elder = ws.elders.save(elder_input(full_name=f"老人{number}", ref=f"e{number}"))
        yield f"elder {elder.id.hex()}"
        for day in (1, 2, 3):
            visit = ws.visits.record(_visit(number, day), elder.id)
            yield f"visit {visit.id.hex()} 10"
        ws.visits.correct(visit.id, _visit(number, 3, minutes=20), "记错")
        yield f"visit {visit.id.hex()} 20"
        ws.drafts.save("visit", elder.id, {"note": f"{number}"})
        yield f"draft {elder.id.hex()} {number}"
        number += 1


def _visit(number: int, day: int, minutes: int = 10) -> VisitInput:
    return visit_input(ref=f"v{number}-{day}", visited_at=datetime(2026, 11, day, 9, 0), minutes=minutes)


def loads(ws: Workspace, order: dict[str, Any]) -> Iterator[str]:
    """Load one table after the other."""
    for file in order["files"]:
        report = ws.registers.load("elder", Path(file))
        yield f"loaded {Path(file).stem} {report.added}"


def exports(ws: Workspace, order: dict[str, Any]) -> Iterator[str]:
    """Write a package after each save."""
    number = order["start"]
    while True:
        ws.elders.save(elder_input(full_name=f"老人{number}", ref=f"e{number}"))
        exported = ws.packages.export(Path(order["out"]))
        yield f"file {exported.file.name} {exported.entries}"
        number += 1


def imports(ws: Workspace, order: dict[str, Any]) -> Iterator[str]:
    """Import a folder of packages."""
    result = ws.packages.import_files([Path(order["stick"])])
    yield f"applied {result.totals['applied']} {result.totals['entries_new']}"


WORK: dict[str, Callable[[Workspace, dict[str, Any]], Iterator[str]]] = {
    "saves": saves,
    "loads": loads,
    "exports": exports,
    "imports": imports,
}


def work(order: dict[str, Any]) -> None:
    """Open the workspace and work until killed."""
    ws = reopen(Path(order["folder"]))
    say("ready")
    for done in WORK[order["work"]](ws, order):
        say("ack", done)
    say("idle")
    while True:
        signal.pause()


def main() -> None:
    """Fork a process for each order and collect it when it is dead."""
    # Whatever the work needs is imported now, once.
    import alembic.config  # noqa: F401
    import pypinyin.constants  # noqa: F401

    import kashi_desktop.services.creation
    import kashi_desktop.services.packages
    import kashi_desktop.services.registers
    import kashi_desktop.services.undo
    import kashi_desktop.services.visits  # noqa: F401

    for line in sys.stdin:
        if not (child := os.fork()):
            try:
                work(json.loads(line))
            except BaseException:
                # A victim dies of the kill alone: what else ended it is said, with its place.
                traceback.print_exc()
            finally:
                os._exit(1)
        say("pid", child)
        _, status = os.waitpid(child, 0)
        say("dead", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
