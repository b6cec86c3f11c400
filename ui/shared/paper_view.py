"""A document as it will be on paper, and what can be done with it: keep it as PDF, print it, open its folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.types.printing import Composed, PrintRequest
from kashi_desktop.types.results import Notice
from ui.shared import theme
from ui.shared.background import Cancelled, Report, Task, run
from ui.shared.layouts import filled
from ui.shared.messages import sentence
from ui.shared.paper_output import AskPath, AskPrinter, ask_pdf_path, ask_printer, send_to
from ui.shared.pdf_preview import PdfPreview
from ui.shared.widgets import Card, ErrorLine, LinkButton, PrimaryButton, ProgressCard, SecondaryButton, hairline, text_label

LONG = 20
"""Documents of more pages than these show how far they are."""

PAUSE = 250
"""Milliseconds without a further change after which the document is made anew."""

_STOPPED = QT_TRANSLATE_NOOP("errors", "已停止，没有生成文件，数据都还在。需要时可以重新生成。")
_PRINT_STOPPED = QT_TRANSLATE_NOOP("errors", "已停止打印，数据都还在。已经送到打印机的几页可能还会印出来。")


class Papers(Protocol):
    """Who makes documents: the workspace's ``reports``."""

    def compose(self, request: PrintRequest, progress: Report | None = None) -> Composed:
        """Make a document in memory."""

    def pages(self, composed: Composed) -> Any:
        """Its pages: ``sizes`` and ``render(page, width)``."""

    def remarks(self, composed: Composed) -> Sequence[Notice]:
        """What must be added to it by hand."""

    def save(self, composed: Composed, out: Path, *, force: bool = False) -> int:
        """Write it."""

    def printed(self, composed: Composed) -> None:
        """Note that it went to a printer."""


class PaperView(Card):
    """Live: ``show_request`` makes the document in the background and shows its pages; a newer request replaces an older one."""

    ready = Signal()
    """The pages of the last request are shown."""
    said = Signal(str)

    def __init__(self, papers: Papers, ask_path: AskPath = ask_pdf_path, ask_device: AskPrinter = ask_printer) -> None:
        """The questions are handed in so that a test needs neither dialog nor printer."""
        super().__init__(margin=0)
        self._papers, self._ask_path, self._ask_device = papers, ask_path, ask_device
        self._request: PrintRequest | None = None
        self.composed: Composed | None = None
        self._document: Any = None
        self._kind = self._file_name = ""
        self._folder: Path | None = None
        self._task: Task | None = None
        self._job: Task | None = None
        self._wanted = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._compose)
        self.add(self._head())
        self.add(hairline())
        self.fault = ErrorLine()
        self.fault.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.add(self.fault)
        self.remarks = text_label("", "warning", wrap=True)
        self.remarks.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.add(self.remarks)
        self.progress = ProgressCard(self.tr("正在生成"))
        self.progress.setProperty("surface", "notice")
        self.progress.cancelled.connect(self.stop)
        self.add(self.progress)
        self.progress.hide()
        self._remark(())
        self.preview = PdfPreview()
        self.add(self.preview, 1)
        self._judge()

    def _head(self) -> QWidget:
        held = QWidget()
        row = filled(QHBoxLayout(held), spacing=10, edges=(16, 10, 16, 10))
        self._words = text_label("", "section")
        self._facts = text_label("", "secondary")
        self.folder_button = LinkButton(self.tr("打开文件夹"), icon="folder", act=self._open_folder)
        self.save_button = SecondaryButton(self.tr("存为 PDF"), "Ctrl+S", icon="save", act=self.save)
        self.print_button = PrimaryButton(self.tr("打印"), "Ctrl+P", icon="printer", act=self.print)
        names = QVBoxLayout()
        names.setSpacing(theme.px(2))
        names.addWidget(self._words)
        names.addWidget(self._facts)
        row.addLayout(names, 1)
        for part in (self.folder_button, self.save_button, self.print_button):
            row.addWidget(part)
        self.folder_button.hide()
        return held

    # -- content -------------------------------------------------------------------------------------------------------

    def show_request(self, request: PrintRequest, title: str, file_name: str, now: bool = False) -> None:
        """Make a document anew after a short pause; ``title`` names its kind, ``file_name`` is proposed and names no person."""
        if request == self._request and self.composed is not None:
            return
        self._drop()
        self._request, self._kind, self._file_name = request, title, file_name
        self._words.setText(title)
        self.preview.show_busy()
        self._timer.start(0 if now else PAUSE)
        self._judge()

    def show_reason(self, title: str, words: str) -> None:
        """Say what must still be chosen."""
        self._drop()
        self._words.setText(title)
        self.preview.show_empty(words)
        self._judge()

    def forget(self) -> None:
        """Drop the document: the window locks, or another page holds the same persons."""
        self._drop()
        self.preview.show_empty("")
        self._judge()

    def _drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._settle()
        self._timer.stop()
        self._wanted += 1
        self._request = self.composed = self._document = None
        self._facts.setText("")
        self._remark(())
        self.fault.clear_error()
        self.folder_button.hide()

    def _remark(self, remarks: Sequence[Notice]) -> None:
        self.remarks.setText("\n".join(map(sentence, remarks)))
        self.remarks.setVisible(bool(remarks))

    def _compose(self) -> None:
        request, papers = self._request, self._papers
        if request is None:
            return
        ticket = self._wanted
        self.progress.reset()

        def work(report: Report, cancelled: Cancelled) -> tuple[Composed, Any]:
            made = papers.compose(request, _watched(report, cancelled, _STOPPED))
            return made, papers.pages(made)

        self._task = run(
            self,
            work,
            lambda got: self._show(ticket, got),
            lambda error: self._refused(ticket, error),
            lambda done, total: self._step(ticket, done, total),
        )

    def _step(self, ticket: int, done: int, total: int) -> None:
        if ticket == self._wanted and self._job is None:
            self.progress.setVisible(total > LONG)
            self.progress.report(done, total)

    def _show(self, ticket: int, got: tuple[Composed, Any]) -> None:
        if ticket != self._wanted:
            return
        self._task = None
        self._settle()
        self.composed, self._document = got
        self._facts.setText(self.tr("{n} 页").format(n=self.composed.pages))
        self._remark(self._papers.remarks(self.composed))
        self.preview.show_pages(self._document.sizes, self._document.render)
        self._judge()
        self.ready.emit()

    def _refused(self, ticket: int, error: KnownError) -> None:
        if ticket != self._wanted:
            return
        self._task = None
        self._settle()
        self.preview.show_error(sentence(error))
        self._judge()

    def stop(self) -> None:
        """Ask the work that shows its progress to end with nothing half done: the print job, else the document in the making."""
        under_way = self._job or self._task
        if under_way is not None:
            under_way.cancel()

    def _settle(self) -> None:
        """The progress goes with the work; a print job goes on while another document is looked at."""
        self.progress.setVisible(self._job is not None)

    def _judge(self) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(self.composed is not None)

    # -- where it goes -------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the very pages that are shown as a file."""
        composed = self.composed
        path = self._ask_path(self, self._file_name) if composed is not None else None
        if composed is None or path is None:
            return
        papers = self._papers
        run(self, lambda: papers.save(composed, path, force=True), lambda pages: self._saved(path, pages), self._fault)

    def _saved(self, path: Path, pages: int) -> None:
        self.fault.clear_error()
        self._folder = path.parent
        self.folder_button.show()
        self.said.emit(self.tr("已存：{file}，{n} 页").format(file=path.name, n=pages))

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def print(self) -> None:
        """Send the pages that are shown to a printer of the system."""
        composed, document, papers = self.composed, self._document, self._papers
        if composed is None or self._job is not None:
            return
        try:
            device = self._ask_device(self, composed.pages)
        except KnownError as error:
            self._fault(error)
            return
        if device is None:
            return
        title = self._kind
        self.progress.reset()
        self.progress.show()

        def work(report: Report, cancelled: Cancelled) -> int:
            send_to(device, document, title, _watched(report, cancelled, _PRINT_STOPPED))
            papers.printed(composed)
            return composed.pages

        self._job = run(self, work, self._printed, self._not_printed, self.progress.report)

    def _printed(self, pages: int) -> None:
        self._job = None
        self._settle()
        self.fault.clear_error()
        self.said.emit(self.tr("已送到打印机，{n} 页").format(n=pages))

    def _not_printed(self, error: KnownError) -> None:
        self._job = None
        self._settle()
        self._fault(error)

    def _fault(self, error: KnownError) -> None:
        self.fault.show_error(sentence(error))


def _watched(report: Report, cancelled: Cancelled, words: str) -> Report:
    """Passes steps on and ends the work at the next one when somebody asked for it."""

    def step(done: int, total: int) -> None:
        report(done, total)
        if cancelled():
            raise KnownError("cancelled", words)

    return step
