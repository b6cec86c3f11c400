"""Writes a shown table as a workbook: asks for the place, works in the background, tells what was written."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kashi_desktop.errors import KnownError
from ui.shared.background import run
from ui.shared.columns import Write
from ui.shared.messages import sentence
from ui.shared.page import Page

AskPath = Callable[[QWidget, str], Path | None]


def ask_table_path(parent: QWidget, name: str) -> Path | None:
    """Where the table shall be kept; None when the person changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    caption = QCoreApplication.translate("FileDialogs", "导出表格")
    chosen, _ = QFileDialog.getSaveFileName(parent, caption, str(Path(folder) / name), "XLSX (*.xlsx)")
    return Path(chosen) if chosen else None


class TableFiles:
    """Writers of one page's tables; the page tells where each went."""

    def __init__(self, page: Page, ask_path: AskPath = ask_table_path) -> None:
        """``ask_path`` is handed in so that a test needs no dialog."""
        self._page, self._ask_path = page, ask_path

    def writer(self, title: Callable[[], str]) -> Write:
        """For ``offer_export`` of a table; ``title`` names sheet and file when it is written."""
        return lambda titles, rows: self._write(title(), titles, rows)

    def _write(self, title: str, titles: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        path = self._ask_path(self._page, f"{title}.xlsx")
        if path is None:
            return
        held = list(rows)  # taken here: a table belongs to the window's thread
        # The dialog has asked before an existing file is replaced.
        work = partial(self._page.ws.registers.export_table, path, title, titles, held)
        run(self._page, work, lambda count: self._told(path, count), self._refused)

    def _told(self, path: Path, rows: int) -> None:
        words = QCoreApplication.translate("FileDialogs", "已存：{file}，{n} 行")
        self._page.say(words.format(file=path.name, n=f"{rows:,}"), undo=False)

    def _refused(self, error: KnownError) -> None:
        self._page.notice(sentence(error), "danger")
