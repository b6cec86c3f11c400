"""Writes a table as it is shown: asks where, works in the background, says how many rows."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kashi_desktop.errors import KnownError
from ui.shared.background import run

if TYPE_CHECKING:
    from kashi_desktop.startup import Workspace

AskOut = Callable[[QWidget, str], Path | None]
"""Asks where a file with a suggested name is written."""


def ask_out(parent: QWidget, name: str) -> Path | None:
    """Where a workbook is written; the dialog asks before it replaces one."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title = QCoreApplication.translate("Export", "导出表格")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, f"{folder}/{name}.xlsx", "XLSX (*.xlsx)")
    return Path(chosen) if chosen else None


class Exporter:
    """The way of one screen's tables into workbooks."""

    def __init__(
        self, screen: QWidget, ws: "Workspace", ask: AskOut, say: Callable[[str], None], fail: Callable[[KnownError], None]
    ) -> None:
        """``say`` tells what was written, ``fail`` why nothing was."""
        self._screen, self._ws, self._ask, self._say, self._fail = screen, ws, ask, say, fail

    def write(self, title: str, titles: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Ask where, and write."""
        out = self._ask(self._screen, title)
        if out is None:
            return
        ws = self._ws
        run(self._screen, lambda: ws.registers.export_table(out, title, titles, rows), lambda count: self._written(out, count), self._fail)

    def _written(self, out: Path, count: int) -> None:
        words = QCoreApplication.translate("Export", "已写入 {name}，共 {n} 行")
        self._say(words.format(name=out.name, n=count))
