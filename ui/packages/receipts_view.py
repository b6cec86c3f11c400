"""Receipts: written for every approved computer, with the short codes for those that only have a telephone."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.types.sync import Receipts
from kashi_desktop.workspace import Workspace
from ui.packages.parts import MarkedLine
from ui.packages.place_picker import PlacePicker
from ui.packages.places import AskFolder, Drives, ask_folder, removable_drives
from ui.shared.background import Cancelled, Report, Task, run
from ui.shared.layouts import filled, spread, stacked
from ui.shared.messages import sentence
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, ErrorLine, PrimaryButton, ProgressCard, ReasonedSave, SecondaryButton, text_label

_STOPPED = QT_TRANSLATE_NOOP("errors", "已停止。已经写出的回执是完整的，可以用；其余的没有写，数据没有改动。需要时可以再写一次。")


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One unit's receipt: the file and the code that can be read out instead."""

    unit_code: str
    unit_name: str
    file: str
    phone_code: str


class ReceiptsView(Card):
    """Choose a place, write, read the codes."""

    written = Signal()

    def __init__(self, ws: Workspace, drives: Drives = removable_drives, ask: AskFolder = ask_folder) -> None:
        """``drives`` and ``ask`` are handed in so that a test needs no stick and no dialog."""
        super().__init__("", margin=0)
        self._ws = ws
        self._task: Task | None = None
        self.set_title(self.tr("写回执"))
        self.header.addWidget(text_label(self.tr("告诉各单位县里收到了哪里，也带去县里登记的名册和更改"), "secondary"))
        self.header.addStretch(1)
        self.copy_button = SecondaryButton(self.tr("复制全部"), "Ctrl+Shift+C", icon="copy", act=self.copy)
        self.copy_button.hide()
        self.header.addWidget(self.copy_button)
        self.add(self._writing(drives, ask))
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("写出的回执"), several=True)
        words = self.tr("写好以后，这里列出每个单位的文件和 8 位确认码。\nU 盘到不了的单位，打电话念确认码也一样。")
        self._stack = stacked(EmptyState("document", self.tr("选好地方，就可以写回执"), words), self.table)
        self.add(self._stack, 1)

    def _writing(self, drives: Drives, ask: AskFolder) -> QWidget:
        top = QWidget()
        column = filled(QVBoxLayout(top), spacing=12, edges=(16, 0, 16, 12))
        self.places = PlacePicker("receipts", drives, ask)
        self.places.changed.connect(self._judge)
        self.save = ReasonedSave(PrimaryButton(self.tr("写出回执"), "Ctrl+Return"), act=self.write)
        column.addLayout(spread(self.places, (self.save, 1), spacing=12))
        self.progress = ProgressCard(self.tr("正在写回执"))
        self.progress.setProperty("surface", "notice")
        self.progress.cancelled.connect(self._stop)
        self.progress.hide()
        column.addWidget(self.progress)
        self.told = MarkedLine("check", "good", "")
        self.told.hide()
        column.addWidget(self.told)
        self.fault = ErrorLine()
        column.addWidget(self.fault)
        self._judge()
        return top

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("unit", self.tr("单位"), 300, lambda row: row.unit_name, bold=True, secondary=lambda row: row.unit_code),
            Column("code", self.tr("电话确认码"), 150, lambda row: row.phone_code or "–", bold=True),
            Column("file", self.tr("文件"), 300, lambda row: row.file, muted=True, stretch=True),
        )

    def _judge(self) -> None:
        self.save.set_reasons([self.places.reason()])

    def write(self) -> None:
        """Write the receipts of all approved computers into the chosen place."""
        folder = self.places.path()
        if folder is None or self._task is not None:
            return
        self.fault.clear_error()
        self.told.hide()
        self.progress.reset()
        ws = self._ws

        def work(report: Report, cancelled: Cancelled) -> tuple[ReceiptRow, ...]:
            def watch(done: int, total: int) -> None:
                report(done, total)
                if cancelled() and done < total:  # between two receipts: each one written is whole
                    raise KnownError("cancelled", _STOPPED)

            return rows_of(ws, ws.packages.write_receipts(folder, progress=watch))

        self._task = run(self, work, self._written, self._failed, self.progress.report)
        self._show_busy()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_busy(self) -> None:
        busy = self._task is not None
        self.save.setVisible(not busy)
        self.places.setEnabled(not busy)
        self.progress.setVisible(busy)

    def _written(self, rows: tuple[ReceiptRow, ...]) -> None:
        self._task = None
        self.places.keep()
        self._show_busy()
        words = self.tr("写好 {n} 份回执，都读回核对过。可以安全拔出 U 盘了。")
        if not self.places.is_stick():
            words = self.tr("写好 {n} 份回执，都读回核对过。")
        self.told.words.setText(words.format(n=len(rows)))
        self.told.show()
        self._rows.set_rows(rows)
        self._stack.setCurrentIndex(1)
        self.copy_button.show()
        self.table.select(0)
        self.table.setFocus()
        self.written.emit()

    def _failed(self, error: KnownError) -> None:
        self._task = None
        self._show_busy()
        self.fault.show_error(sentence(error))
        self.places.look()

    def copy(self) -> None:
        """Put units and codes on the clipboard, one line each."""
        rows = [self._rows.row(index) for index in range(self._rows.rowCount())]
        QGuiApplication.clipboard().setText("\n".join(f"{row.unit_name}\t{row.unit_code}\t{row.phone_code}" for row in rows))


def rows_of(ws: Workspace, receipts: Receipts) -> tuple[ReceiptRow, ...]:
    """One row for each file written; the name's leading code is the unit's."""
    rows = []
    for file in receipts.files:
        code = file.name.partition("-")[0]
        rows.append(ReceiptRow(code, _name(ws, code), file.name, _grouped(receipts.phone_codes.get(code, ""))))
    return tuple(rows)


def _name(ws: Workspace, code: str) -> str:
    try:
        return ws.units.get(code).name
    except KnownError:
        return code


def _grouped(code: str) -> str:
    """``ABCD-EFGH``, as it is read out."""
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else code
