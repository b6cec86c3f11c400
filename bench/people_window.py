"""The list of people of a county, first paint and jumps, against a bare table over keyset pages; prints JSON, seconds and MB.

Arguments: folder of the workspace, rounds.
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from bench.bare_window import end, resident
from bench.data import key_of, opened
from bench.harness import percentile, seconds
from db.engine import connect
from ui.app import make_application
from ui.elders.elder_table import ElderTable

_COUNT = "SELECT count(*) FROM elder e"
_PAGE = """SELECT e.id, e.ref, e.full_name, e.birth_date, e.sex, u.name, e."group", e.care_level, e.categories, e.phone
 FROM elder e JOIN unit u ON u.id = e.unit_id WHERE (e.sort_key, e.id) > (?, ?) ORDER BY e.sort_key, e.id LIMIT 100"""
_JUMPS = 40
_PAGE_CACHE = 64.0

Index = QModelIndex | QPersistentModelIndex


class KeysetModel(QAbstractTableModel):
    """The floor: the count of the whole range and the first page by key, on the raw driver."""

    def __init__(self, raw: Any) -> None:
        """Read what a first paint needs."""
        super().__init__()
        self._count = raw.execute(_COUNT).fetchone()[0]
        self._rows = raw.execute(_PAGE, ("", b"")).fetchall()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All of them."""
        return int(self._count)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Columns of the page."""
        return 10

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell of the first page."""
        if role == Qt.ItemDataRole.DisplayRole and index.row() < len(self._rows):
            return str(self._rows[index.row()][index.column()])
        return None


def show(widget: Any) -> None:
    """Put it on the screen and paint it."""
    widget.resize(1100, 700)
    widget.show()
    app.processEvents()
    widget.grab()


def floor(raw: Any) -> float:
    """One first paint of the bare table."""
    kept: list[Any] = []

    def work() -> None:
        model, view = KeysetModel(raw), QTableView()
        view.setModel(model)
        kept.extend((model, view))
        show(view)

    return seconds(work)


def ours(ws: Any) -> tuple[float, ElderTable]:
    """One first paint of the program's own list, its rows fetched."""
    made: list[ElderTable] = []

    def work() -> None:
        table = ElderTable(ws)
        made.append(table)
        table.refresh()
        deadline = time.monotonic() + 120
        while table.model.rowCount() == 0 and time.monotonic() < deadline:
            app.processEvents()
        show(table)

    return seconds(work), made[0]


def jumps(table: ElderTable) -> list[float]:
    """Times to show a place anywhere in the list."""
    chance, times = random.Random(1), []
    for _ in range(_JUMPS):
        row = chance.randrange(table.model.rowCount())

        def work(row: int = row) -> None:
            table.table.scrollTo(table.model.index(row, 0), QTableView.ScrollHint.PositionAtTop)
            table.table.viewport().repaint()
            app.processEvents()

        times.append(seconds(work))
    return times


if __name__ == "__main__":
    app = make_application(["kashi"])
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    raw = connect(folder / "kashi.db", key_of(folder))
    with opened(folder) as ws:
        ElderTable(ws)  # imports and styles once
        floor(raw)
        before = resident()
        pairs = [(ours(ws), floor(raw)) for _ in range(max(1, rounds))]
        table = pairs[-1][0][1]
        count = table.model.rowCount()
        far = jumps(table)
        growth = max(0.0, resident() - before - _PAGE_CACHE)
        end(
            json.dumps(
                {
                    "ours": percentile([each[0][0] for each in pairs], 0.5),
                    "floor": percentile([each[1] for each in pairs], 0.5),
                    "jump": percentile(far, 0.95),
                    "growth": growth,
                    "count": count,
                }
            )
        )
