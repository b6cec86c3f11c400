"""Taking packages in: add files or a folder, see what they would do, confirm once, read what became of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import PackageSummary
from kashi_desktop.types.sync import FoundFiles, ImportResult, InvitationSummary, PassedOver
from kashi_desktop.workspace import Workspace
from ui.packages.ask_invitation import AskInvitation, ask_groups
from ui.packages.file_tables import FileTable, OutcomeRow, PreviewRow, preview_columns
from ui.packages.import_result import ImportResultPage
from ui.packages.places import AskFiles, AskFolder, ask_files, ask_folder
from ui.packages.words import passed_over_words
from ui.shared import theme
from ui.shared.background import Cancelled, Report, Task, run
from ui.shared.layouts import filled, spread, stacked
from ui.shared.messages import sentence
from ui.shared.widgets import (
    Card,
    EmptyState,
    ErrorLine,
    Pill,
    PrimaryButton,
    ProgressCard,
    ReasonedSave,
    SecondaryButton,
    hairline,
    text_label,
)

START, WORK, PREVIEW, RESULT = range(4)


class ImportView(Card):
    """One preview, one confirmation; stopping leaves nothing half done."""

    imported = Signal(object)
    """ImportResult of what was just taken in."""

    receipts_wanted = Signal()
    devices_wanted = Signal()

    def __init__(
        self, ws: Workspace, ask_file: AskFiles = ask_files, ask_place: AskFolder = ask_folder, ask_digits: AskInvitation = ask_groups
    ) -> None:
        """The questions are handed in so that a test needs no dialog."""
        super().__init__("", margin=0)
        self._ws, self._ask_file, self._ask_place, self._ask_digits = ws, ask_file, ask_place, ask_digits
        self._paths: list[Path] = []
        self._passed: tuple[PassedOver, ...] = ()
        self._rows: tuple[PreviewRow, ...] = ()
        self._task: Task | None = None
        self._build_header()
        self.stack = stacked(self._start(), self._work(), self._preview())
        self.result = ImportResultPage()
        self.result.more_wanted.connect(self.start_over)
        self.result.devices_wanted.connect(self.devices_wanted)
        self.result.receipts_wanted.connect(self.receipts_wanted)
        self.stack.addWidget(self.result)
        self.add(self.stack, 1)
        self._show(START)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _build_header(self) -> None:
        self.set_title(self.tr("收到的包"))
        self.pills = [Pill("", kind) for kind in ("accent", "neutral", "warning", "danger")]
        for pill in self.pills:
            self.header.addWidget(pill)
        self.header.addStretch(1)
        self.folder_button = SecondaryButton(self.tr("选文件夹……"), "Ctrl+Shift+O", icon="folder", act=self._add_folder)
        self.file_button = SecondaryButton(self.tr("选文件……"), "Ctrl+O", icon="inbox", act=lambda: self.add_paths(self._ask_file(self)))
        self.header.addWidget(self.folder_button)
        self.header.addWidget(self.file_button)

    def _start(self) -> QWidget:
        page = QWidget()
        column = filled(QVBoxLayout(page), edges=(16, 16, 16, 16))
        words = self.tr("把 U 盘里的包或整个文件夹拖进来，或者选一个文件夹。\n先看清楚每个包带来什么，再一次收下；\n收过的不会重复。")
        button = PrimaryButton(self.tr("选一个文件夹……"), icon="folder", act=self._add_folder)
        self.first_button = button
        column.addWidget(EmptyState("inbox", self.tr("把收到的包放进来"), words, button), 1)
        self.start_fault = ErrorLine()
        self.start_fault.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.start_fault)
        return page

    def _work(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        self.progress = ProgressCard(self.tr("正在处理"))
        self.progress.setProperty("surface", "notice")
        self.progress.setFixedWidth(theme.px(480))
        self.progress.cancelled.connect(self._stop)
        column.addStretch(2)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _preview(self) -> QWidget:
        page = QWidget()
        column = filled(QVBoxLayout(page), spacing=0)
        self.table = FileTable(preview_columns(), self.tr("收之前先看"))
        self.table.selection_changed.connect(self._explain)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        foot = filled(QVBoxLayout(), spacing=10, edges=(16, 16, 16, 16))
        self.passed = text_label("", "warning", wrap=True)
        self.why = text_label("", "secondary", wrap=True)
        foot.addWidget(self.passed)
        self.fault = ErrorLine()
        foot.addWidget(self.why)
        foot.addWidget(self.fault)
        self.save = ReasonedSave(PrimaryButton(self.tr("收下"), "Ctrl+Return"), act=self.import_all)
        self.drop_button = SecondaryButton(self.tr("先不收"), "Esc", bind=False, act=self.start_over)
        foot.addLayout(spread(self.drop_button, (self.save, 1), spacing=12))
        column.addLayout(foot)
        return page

    # -- adding and looking --------------------------------------------------------------------------------------------

    def _add_folder(self) -> None:
        folder = self._ask_place(self)
        if folder is not None:
            self.add_paths([folder])

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Add files and folders to what is there and look into all of it."""
        if not paths or self._task is not None:
            return
        if self.stack.currentIndex() == RESULT:
            self._paths, self._passed = [], ()
        wanted = [*self._paths, *(path for path in paths if path not in self._paths)]
        ws = self._ws
        self._begin()

        def work(report: Report, cancelled: Cancelled) -> tuple[FoundFiles, tuple[PreviewRow, ...]]:
            # What is taken in later are the files that were looked at, whatever comes into the folder meanwhile.
            searched = ws.packages.find(wanted)
            files = tuple(dict.fromkeys(searched.files))  # a folder may be chosen twice
            found = ws.packages.inspect_many(files, report, cancelled)
            return FoundFiles(files, searched.passed_over), tuple(
                PreviewRow(each, name) for each, name in zip(found, _names(ws, [f.sender for f in found]), strict=True)
            )

        self._task = run(self, work, self._looked, self._not_looked, self.progress.report)

    def _begin(self) -> None:
        self.fault.clear_error()
        self.start_fault.clear_error()
        self.progress.reset()
        self._show(WORK)

    def _looked(self, got: tuple[FoundFiles, tuple[PreviewRow, ...]]) -> None:
        self._task = None
        found, self._rows = got
        self._paths, self._passed = list(found.files), tuple(dict.fromkeys((*self._passed, *found.passed_over)))
        words = passed_over_words(self._passed)
        self.passed.setText(words)
        self.passed.setVisible(bool(words))
        self._show_counts([row.summary for row in self._rows])
        self.table.show_rows(self._rows)
        good = [row.summary for row in self._rows if row.summary.verdict != "refused"]
        fresh = sum(1 for each in good if each.new)
        self.save.button.setText(self.tr("收下 {n} 个包").format(n=fresh) if fresh else self.tr("收下"))
        self.save.set_reasons([] if good else [self.tr("这些文件都不能收，原因在每一行里")])
        self._show(PREVIEW)
        self._explain()
        self.table.setFocus()

    def _not_looked(self, error: KnownError) -> None:
        self._task = None
        back = PREVIEW if self._rows else START
        (self.fault if back == PREVIEW else self.start_fault).show_error(sentence(error))
        self._show(back)

    def _show_counts(self, found: Sequence[PackageSummary]) -> None:
        refused = sum(1 for each in found if each.verdict == "refused")
        held = sum(1 for each in found if each.verdict == "quarantined")
        new = sum(each.new for each in found if each.verdict == "applied")
        known = sum(each.known for each in found if each.verdict != "refused")
        words = (
            (new, self.tr("新 {n} 条")),
            (known, self.tr("收过 {n} 条")),
            (held, self.tr("先存着 {n} 个")),
            (refused, self.tr("不能收 {n} 个")),
        )
        for pill, (count, text) in zip(self.pills, words, strict=True):
            pill.set(text.format(n=f"{count:,}"))
            pill.setProperty("wanted", bool(count))

    def _explain(self) -> None:
        row: PreviewRow | None = self.table.current_row()
        quiet = self.tr("收过的记录不会重复，先存着的等条件够了自动并入，不能收的不影响别的包。")
        self.why.setText(f"{row.summary.file}　{row.sentence}" if row is not None and row.sentence else quiet)

    # -- taking in -----------------------------------------------------------------------------------------------------

    def import_all(self) -> None:
        """Take in what is shown: the one confirmation."""
        if self._task is not None or not self._paths or self.save.reason():
            return
        packages, paths = self._ws.packages, list(self._paths)
        self._begin()
        self._task = run(self, lambda: packages.joining(paths), self._import, self._not_looked)

    def _import(self, invitation: InvitationSummary | None) -> None:
        """Take the files in, an invitation only after its digits were typed from the slip."""
        self._task = None
        ws, paths = self._ws, list(self._paths)
        if invitation is not None and not self._ask_digits(self, invitation):
            self._show(PREVIEW)
            return

        def work(report: Report, cancelled: Cancelled) -> tuple[ImportResult, tuple[OutcomeRow, ...]]:
            done = ws.packages.import_files(paths, report, cancelled)
            senders = _names(ws, [each.sender for each in done.files])
            return done, tuple(OutcomeRow(each, name) for each, name in zip(done.files, senders, strict=True))

        self._task = run(self, work, self._took, self._not_looked, self.progress.report)

    def _took(self, got: tuple[ImportResult, tuple[OutcomeRow, ...]]) -> None:
        self._task = None
        result, rows = got
        passed = passed_over_words(self._passed)
        self._paths, self._passed, self._rows = [], (), ()
        self._show(RESULT)
        self.result.show_result(result, rows, passed)
        self.imported.emit(result)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def start_over(self) -> None:
        """Forget what was added; nothing was taken in."""
        self._paths, self._passed, self._rows = [], (), ()
        self._show(START)
        self.first_button.stand_by()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the start."""
        if event.key() == Qt.Key.Key_Escape and self.stack.currentIndex() in (PREVIEW, RESULT):
            self.start_over()
        else:
            super().keyPressEvent(event)

    def _show(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        for pill in self.pills:
            pill.setVisible(index == PREVIEW and bool(pill.property("wanted")))
        for button in (self.folder_button, self.file_button):
            button.setVisible(index != WORK)


def _names(ws: Workspace, codes: Sequence[str]) -> list[str]:
    """Names of units by code; a code that is no unit of ours stays a code."""
    known: dict[str, str] = {}
    for code in codes:
        if code and code not in known:
            try:
                known[code] = ws.units.get(code).name
            except KnownError:
                known[code] = code
    return [known.get(code, "") for code in codes]
