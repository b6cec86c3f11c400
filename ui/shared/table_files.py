"""Writes a shown table as a workbook."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kashi_desktop.errors import KnownError
from ui.shared.background import run
from ui.shared.columns import Write
from ui.shared.file_dialogs import ask_save
from ui.shared.messages import sentence
from ui.shared.page import Page

AskPath = Callable[[QWidget, str], Path | None]
Export = Callable[[Path, str, Sequence[str], Sequence[tuple[Any, ...]]], int]
"""Writes file, sheet name, titles and rows; returns how many rows."""


def ask_table_path(parent: QWidget, name: str) -> Path | None:
    """Where the table shall be kept; None when the person changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "导出表格")
    return ask_save(parent, caption, name, "XLSX (*.xlsx)")


class TableFiles:
    """The way of one screen's tables into workbooks: asks where, writes in the background, says how many rows."""

    def __init__(
        self,
        owner: QWidget,
        export: Export,
        say: Callable[[str], None],
        fail: Callable[[KnownError], None],
        ask_path: AskPath = ask_table_path,
    ) -> None:
        """``say`` tells what was written, ``fail`` why nothing was; ``ask_path`` is handed in so that a test needs no dialog."""
        self._owner, self._export, self._say, self._fail, self._ask_path = owner, export, say, fail, ask_path

    @classmethod
    def of_page(cls, page: Page, ask_path: AskPath = ask_table_path) -> "TableFiles":
        """Those of a page, which says what was written and shows above itself why nothing was."""

        def export(out: Path, title: str, titles: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> int:
            return page.ws.registers.export_table(out, title, titles, rows)

        return cls(page, export, lambda words: page.say(words, undo=False), lambda error: page.notice(sentence(error), "danger"), ask_path)

    def writer(self, title: Callable[[], str]) -> Write:
        """For ``offer_export`` of a table; ``title`` names sheet and file when it is written."""
        return lambda titles, rows: self.write(title(), titles, rows)

    def write(self, title: str, titles: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Ask where, and write."""
        out = self._ask_path(self._owner, f"{title}.xlsx")
        if out is None:
            return
        held = list(rows)  # taken here: a table belongs to the window's thread
        # The dialog has asked before an existing file is replaced.
        run(self._owner, lambda: self._export(out, title, titles, held), lambda count: self._written(out, count), self._fail)

    def _written(self, out: Path, rows: int) -> None:
        words = QCoreApplication.translate("FileDialogs", "已存：{file}，{n} 行")
        self._say(words.format(file=out.name, n=f"{rows:,}"))
