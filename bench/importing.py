"""Bars: packages of many villages taken in by a full county, and taken in again."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import data
from bench.harness import Result, Settings, Target, alternate, seconds
from bench.parcels import send_packages
from db.engine import connect
from kashi_desktop.paths import DATABASE
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.cards import Card
from kashi_desktop.sync.envelope import open_header, payload, verify
from kashi_desktop.workspace import Workspace

_PER_PACKAGE = 1000
Rows = dict[str, list[tuple[Any, ...]]]


def made_packages(settings: Settings) -> Path:
    """A county (``county``), packages for it (``0``, the same sealed anew in ``1``)."""
    count, visits = settings.size(100, 2), _PER_PACKAGE if settings.scale >= 0.01 else 20
    source = data.county(settings)

    def fill(folder: Path) -> None:
        data.copy(source, folder / "county")
        send_packages(folder / "county", folder, count, visits)

    return data.cached(settings, f"packages-{source.name.split('-')[1]}-{count}x{visits}", fill)


def _take_in(workspace: Workspace, packages: Path) -> Mapping[str, int]:
    return workspace.packages.import_files([packages]).totals


def _written(county: Path) -> Rows:
    """The rows that an import wrote, in the order of their keys."""
    raw = connect(county / DATABASE, data.key_of(county))
    entries = raw.execute("SELECT * FROM entry WHERE package IS NOT NULL ORDER BY branch, seq").fetchall()
    visits = raw.execute("SELECT * FROM visit WHERE id IN (SELECT record FROM entry WHERE package IS NOT NULL) ORDER BY id").fetchall()
    raw.close()
    return {"entry": entries, "visit": visits}


def _insert(raw: Any, rows: Rows) -> None:
    """The floor: the same rows into the same two tables, in id order, one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
    raw.execute("COMMIT")


def imports(settings: Settings) -> Iterator[Result]:
    """First time, and again: the very files, and the same entries in new files."""
    made, work = made_packages(settings), settings.folder / "work"
    wanted = sum(1 for _ in (made / "0").iterdir())
    sample = data.copy(made / "county", work / "import")
    with data.opened(sample) as workspace:
        taken = _take_in(workspace, made / "0")
    if taken["applied"] != wanted:
        raise RuntimeError(f"{taken} of {wanted} packages")
    rows = _written(sample)

    def ours() -> float:
        folder = data.copy(made / "county", work / "import")
        with data.opened(folder) as workspace:
            return seconds(lambda: _take_in(workspace, made / "0"))

    def floor() -> float:
        folder = data.copy(made / "county", work / "import-floor")
        raw = connect(folder / DATABASE, data.key_of(folder))
        taken = seconds(lambda: _insert(raw, rows))
        raw.close()
        shutil.rmtree(folder)
        return taken

    pair = alternate(ours, floor, settings.rounds)
    entries = len(rows["entry"])
    speed = f"{entries:,} entries in {wanted} packages, {entries / pair.medians[0]:,.0f} entries/s"
    yield Result("import of packages into a full county", *pair.medians, Target("ratio", 1.8), note=speed)
    yield _again(settings, made, sample)


def _again(settings: Settings, made: Path, sample: Path) -> Result:
    """The same entries in files sealed anew (files of the same bytes are told by their digest and not even opened)."""
    entries = _written(sample)["entry"]
    ids = [(row[0], row[1]) for row in entries]
    raw = connect(sample / DATABASE, data.key_of(sample))
    with data.opened(sample) as workspace:
        party = party_of(data.context_of(workspace))
        files = sorted((made / "1").iterdir())

        def floor() -> None:
            for file in files:
                opened = open_header(file.read_bytes(), party.identities)
                verify(opened, Card.from_wire(opened.header["sender"]["card"]).sign_public)
                payload(opened)
            for key in ids:
                raw.execute("SELECT hash FROM entry WHERE branch = ? AND seq = ?", key).fetchone()

        def ours() -> None:
            # The record of the files is taken away between the runs, so that each is a file never seen.
            _take_in(workspace, made / "1")

        def forget() -> None:
            raw.execute("DELETE FROM package WHERE id > ?", (len(files),))

        def timed_ours() -> float:
            forget()
            return seconds(ours)

        timed_ours()
        pair = alternate(timed_ours, lambda: seconds(floor), settings.rounds)
    raw.close()
    return Result("import the same again (all known)", *pair.medians, Target("ratio", 2.0))
