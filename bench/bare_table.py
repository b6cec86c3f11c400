"""Floor: the raw query of the due list and a bare table that shows it; prints seconds from the derived key to its paint."""

import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

from bench.bare_window import end
from bench.data import key_of
from db.engine import connect

_DUE = """SELECT e.full_name, e."group", e.address, e.care_level, e.categories, (SELECT max(v.visited_at) FROM visit v
 WHERE v.elder_id = e.id AND v.outcome IN ('met', 'remote', 'hospital', 'emergency')) AS seen FROM elder e ORDER BY seen, e.ref"""


class Bare(QMainWindow):
    """Tells when it is on the screen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell as the program's own windows do."""
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: end(str(time.monotonic() - started)))


def table_of(rows: list[Any]) -> QTableWidget:
    """A table with the rows as they come."""
    table = QTableWidget(len(rows), 6)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            table.setItem(at, column, QTableWidgetItem(str(value)))
    return table


if __name__ == "__main__":
    app = QApplication(["bare", "-style", "fusion"])
    folder = Path(sys.argv[1])
    key = key_of(folder)
    started = time.monotonic()
    raw = connect(folder / "kashi.db", key)
    window = Bare()
    window.resize(1366, 768)
    window.setCentralWidget(table_of(raw.execute(_DUE).fetchall()))
    window.show()
    app.exec()
