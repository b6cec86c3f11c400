"""Bar: a visit saved from the form against one raw commit of the same rows."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bench import data
from bench.harness import Result, Settings, Target, percentile
from db.codes import Method, Observation, Outcome, VisitorRole
from db.engine import connect
from db.models.sync import Entry
from kashi_desktop.paths import DATABASE
from kashi_desktop.types.inputs import VisitInput
from kashi_desktop.workspace import Workspace

_SAVES = 60
_RECORD = list(Entry.__table__.columns.keys()).index("record")  # type: ignore[attr-defined]  # SQLModel's tables have it
_ROWS = {
    "entry": "SELECT * FROM entry WHERE record = ?",
    "visit": "SELECT * FROM visit WHERE id = ?",
    "audit": "SELECT * FROM audit WHERE event = 'record_visit' AND ? IS NOT NULL ORDER BY id DESC LIMIT 1",
}


def _visit(number: int) -> VisitInput:
    return VisitInput(
        visited_at=datetime(2026, 11, 1 + number % 19, 8 + number % 11, number % 60),
        method=Method.HOME,
        outcome=Outcome.MET,
        visitors=("古丽娜尔", "李明"),
        visitor_role=VisitorRole.VILLAGE_STAFF,
        minutes=25,
        health=Observation.OK,
        mood=Observation.OK,
        heating=Observation.ATTENTION,
        note="精神不错，家里暖和",
    )


class _Floor:
    """The bare library: the rows of one saved visit again and again, under new ids, one encrypted FULL commit each."""

    def __init__(self, connection: Any, rows: dict[str, list[Any]]) -> None:
        self._connection, self._rows = connection, rows
        self._statements = {table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})" for table, row in self._rows.items()}
        self._count = 0

    def save(self) -> None:
        """One commit: entry, visit, audit line, head of the branch."""
        self._count += 1
        entry, visit, audit = (list(row) for row in self._rows.values())
        visit[0] = entry[_RECORD] = bytes(12) + self._count.to_bytes(4, "big")
        entry[1] += 1_000_000 + self._count
        audit[0] += 1_000_000 + self._count
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for table, row in zip(self._rows, (entry, visit, audit), strict=True):
            execute(self._statements[table], row)
        execute("UPDATE branch SET last_seq = last_seq + 1 WHERE id = ?", (entry[0],))
        execute("COMMIT")


def _rows_of(connection: Any, visit: bytes) -> dict[str, list[Any]]:
    """What the service wrote for one visit."""
    return {table: list(connection.execute(query, (visit,)).fetchone()) for table, query in _ROWS.items()}


def save_visit(settings: Settings) -> Iterator[Result]:
    """Journal, table, audit line and mark of one visit through the service; floor: the raw rows on the same kind of file."""
    folder = data.copy(data.village(settings), settings.folder / "work" / "save")
    other = data.copy(folder, settings.folder / "work" / "save-floor")
    count = _SAVES if settings.rounds >= 5 else settings.rounds
    ours: list[float] = []
    floor: list[float] = []
    with data.opened(folder) as workspace:
        elders = [row.id for row in _people(workspace)]
        saved = workspace.visits.record(_visit(0), elders[0]).id
        model, raw = (connect(each / DATABASE, data.key_of(each)) for each in (folder, other))
        bare = _Floor(raw, _rows_of(model, saved))
        model.close()
        for number in range(1, count * settings.rounds + 1):
            visit, elder = _visit(number), elders[number % len(elders)]
            start = time.perf_counter()
            workspace.visits.record(visit, elder)
            middle = time.perf_counter()
            bare.save()
            ours.append(middle - start)
            floor.append(time.perf_counter() - middle)
        raw.close()
    typical, bare_time = percentile(ours, 0.5), percentile(floor, 0.5)
    yield Result("save a visit (journal + projection, encrypted, FULL)", typical, bare_time, Target("ratio", 3.0))
    yield Result("save a visit, 99th percentile", percentile(ours, 0.99), percentile(floor, 0.99), Target("ours", 0.020))


def _people(workspace: Workspace) -> Any:
    from kashi_desktop.services.elders import ElderQuery

    return workspace.elders.fetch_page(workspace.elders.open_list(ElderQuery()), 0)
