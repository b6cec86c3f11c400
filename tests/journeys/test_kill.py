"""The program is killed at random moments: nothing acknowledged is lost, nothing is half done, the doctor is content.

``KASHI_SOAK_N`` is the number of kills (``make soak N=…``); ``KASHI_SOAK_SEED`` repeats the same choice of moments.
"""

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, write_csv
from tests.sync.offices import UNITS, add_elder, add_visit, contents, copy_table, make_table
from tests.workspaces import count_of, elder_input, healthy, reopen, rows_of

pytestmark = [pytest.mark.soak, pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL")]

KILLS = int(os.environ.get("KASHI_SOAK_N", "60"))
SEED = int(os.environ.get("KASHI_SOAK_SEED", str(random.SystemRandom().randrange(1 << 32))))
ROOT = Path(__file__).parents[2]


def share(part: int, of: int) -> int:
    """How many of the kills fall to one of several tests."""
    return max(1, KILLS * part // of)


@dataclass
class Slayer:
    """Sends work to the process that forks victims, and kills each at its moment."""

    process: "subprocess.Popen[bytes]"
    chance: random.Random
    rest: bytes = b""
    moments: list[float] = field(default_factory=list)

    def kill_during(self, longest: float, steps: int = 1, **order: Any) -> list[list[str]]:
        """Let a victim work for fewer than ``steps`` steps and a random while, kill it, and return what it acknowledged."""
        self._send(order)
        pid = int(self._line()[1])
        assert self._line() == ["ready"], SEED
        # Steps as well as time, so that a slow machine is not always killed in its first step.
        acknowledged = [self._line() for _ in range(self.chance.randrange(steps))]
        moment = time.monotonic() + self.chance.random() * longest
        while (left := moment - time.monotonic()) > 0 and (words := self._line(left)):
            acknowledged.append(words)
        os.kill(pid, signal.SIGKILL)
        while (words := self._line())[0] != "dead":
            acknowledged.append(words)
        assert words == ["dead", str(-signal.SIGKILL)], SEED
        return [words[1:] for words in acknowledged if words[0] == "ack"]

    def duration(self, **order: Any) -> float:
        """How long the whole of a work takes, to choose moments within it."""
        self._send(order)
        pid = int(self._line()[1])
        assert self._line() == ["ready"]
        start = time.monotonic()
        while self._line() != ["idle"]:
            pass
        taken = time.monotonic() - start
        os.kill(pid, signal.SIGKILL)
        assert self._line()[0] == "dead"
        return taken

    def _send(self, order: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order, default=str).encode() + b"\n")
        self.process.stdin.flush()

    def _line(self, timeout: float = 60.0) -> list[str]:
        """The next line, or nothing when none comes in time."""
        assert self.process.stdout is not None
        while b"\n" not in self.rest:
            if not select.select([self.process.stdout], [], [], timeout)[0]:
                return []
            more = os.read(self.process.stdout.fileno(), 65536)
            assert more, "the forking process ended"
            self.rest += more
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode().split()


@pytest.fixture
def slayer() -> Iterator[Slayer]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "KASHI_TEST_KDF": "floor"}
    command = [sys.executable, "-m", "tests.journeys.victim"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as process:
        yield Slayer(process, random.Random(SEED))


def reopened(folder: Path) -> Workspace:
    """Open after a kill: no notice of a restored database, no finding."""
    # A reader of tables that was being started when its parent died holds the lock too, until it runs its own program.
    subprocess.run(["flock", "--timeout", "30", folder / "kashi.lock", "true"], check=True)
    ws = reopen(folder)
    assert ws.notices == (), SEED
    healthy(ws)
    return ws


@pytest.mark.parametrize("half", [1, 2])
def test_saves(slayer: Slayer, tmp_path: Path, half: int) -> None:
    folder = tmp_path / "village"
    workspaces.village(folder).close()
    slayer.chance.seed(SEED + half)
    known: dict[tuple[str, str], str] = {}
    for number in range(share(2, 10)):
        for kind, record, *value in slayer.kill_during(0.15, 8, folder=folder, work="saves", start=number * 1000):
            known[kind, record] = value[0] if value else ""
        ws = reopened(folder)
        elders = {record.hex() for (record,) in rows_of(ws, "elder", "id")}
        minutes = {record.hex(): str(taken) for record, taken in rows_of(ws, "visit", "id, minutes")}
        for (kind, record), expected in known.items():
            if kind == "elder":
                assert record in elders, SEED
            elif kind == "draft":
                held = ws.visits.start(bytes.fromhex(record)).draft
                assert held == {"note": expected}, SEED
            else:
                # A correction may be in that was not acknowledged; nothing acknowledged may be out.
                assert minutes[record] in (expected, "20"), SEED
        # What is in is whole: every elder with a spell, every row from an entry.
        assert count_of(ws, "elder") == count_of(ws, "elder_spell") == count_of(ws, "elder_search"), SEED
        ws.close()
        known = {key: value for key, value in known.items() if key[0] != "draft"}
    assert known or KILLS < 50


def test_loads(slayer: Slayer, tmp_path: Path) -> None:
    folder, rows = tmp_path / "village", 250
    workspaces.village(folder).close()

    def tables(name: str) -> list[Path]:
        return [
            write_csv(
                tmp_path / f"{name}x{part}.csv", [ELDER | {"ref": f"{name}x{part}-{n}", "full_name": f"老人{n}"} for n in range(rows)]
            )
            for part in range(2)
        ]

    taken = slayer.duration(folder=workspaces.copy(folder, tmp_path / "try"), work="loads", files=tables("warm"))
    known: set[str] = set()
    for number in range(share(2, 10)):
        acknowledged = slayer.kill_during(taken * 1.2, folder=folder, work="loads", files=tables(f"t{number}"))
        known |= {name for _, name, _ in acknowledged}
        ws = reopened(folder)
        found: dict[str, int] = {}
        for (ref,) in rows_of(ws, "elder", "ref"):
            found[ref.partition("-")[0]] = found.get(ref.partition("-")[0], 0) + 1
        ws.close()
        assert set(found.values()) <= {rows}, SEED
        assert known <= found.keys(), SEED


def test_exports(slayer: Slayer, tmp_path: Path) -> None:
    workspaces.copy(workspaces.prepared(make_table), tmp_path)
    folder, out = tmp_path / UNITS[0], tmp_path / "stick"
    out.mkdir()
    ws = reopened(folder)
    ws.packages.export(out)
    ws.close()
    for number in range(share(2, 10)):
        acknowledged = slayer.kill_during(0.4, 3, folder=folder, work="exports", start=number * 1000, out=out)
        ws = reopened(folder)
        files = sorted(out.glob("*.kashi"))
        assert {name for _, name, _ in acknowledged} <= {file.name for file in files}, SEED
        for file in files:
            summary = ws.packages.inspect(file)
            assert (summary.kind, summary.code) == ("package", "own_package"), SEED
        ws.close()
    county = reopen(tmp_path / "county", clock=workspaces.CLOCK)
    verdicts = {each.verdict for each in county.packages.import_files([out]).files}
    assert verdicts <= {"applied", "known"}, SEED
    healthy(county)
    village = reopened(folder)
    assert count_of(county, "elder") <= count_of(village, "elder")
    county.close()
    village.close()


def test_imports(slayer: Slayer, tmp_path: Path) -> None:
    made = workspaces.prepared(make_table)
    stick = tmp_path / "stick"
    stick.mkdir()
    table = copy_table(made, tmp_path / "work")
    for village in table.villages:
        for number in range(30):
            elder = add_elder(village, number)
            add_visit(village, elder, number)
        village.packages.export(stick)
    before = contents(table.county)
    table.county.packages.import_files([stick])
    after = contents(table.county)
    table.close()
    assert len(after) == len(before) + 120
    taken = slayer.duration(folder=workspaces.copy(made / "county", tmp_path / "try"), work="imports", stick=stick)
    for number in range(share(2, 10)):
        folder = workspaces.copy(made / "county", tmp_path / f"county{number}")
        acknowledged = slayer.kill_during(taken * 1.2, folder=folder, work="imports", stick=stick)
        county = reopened(folder)
        now = contents(county)
        assert now in (before, after), SEED
        if acknowledged:
            assert now == after, SEED
        county.packages.import_files([stick])
        assert contents(county) == after, SEED
        county.elders.save(elder_input(unit_code=UNITS[0]))
        healthy(county)
        county.close()
        shutil.rmtree(folder)
