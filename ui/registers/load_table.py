"""Loads a table into any register: choose a file, see what would happen, confirm once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from ui.shared import theme
from ui.shared.background import Task, run
from ui.shared.file_dialogs import ask_open, ask_save
from ui.shared.messages import sentence
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import (
    Card,
    EmptyState,
    ErrorLine,
    PrimaryButton,
    ProgressCard,
    ReasonedSave,
    SecondaryButton,
    hairline,
    spread,
    text_label,
)  # fmt: skip

if TYPE_CHECKING:
    from kashi_desktop.services.registers import LoadReport
    from kashi_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LoadWords:
    """What a load is called on its page; ``skipping`` and ``loading`` have the places {bad} and {n}."""

    title: str
    text: str
    back: str
    choose: str
    template: str
    skipping: str
    loading: str


def load_words(register: str) -> LoadWords:
    """The words of a load for any register, by what it is called."""
    translate = QCoreApplication.translate
    return LoadWords(
        translate("RegisterView", "导入{register}").format(register=register),
        translate("RegisterView", "Excel（xlsx、xls、ods）或 CSV，列的顺序不限。\n先预览，确认以后才写入；\n已有的会更新，不会重复。"),
        translate("RegisterView", "返回"),
        translate("RegisterView", "选择表格"),
        translate("RegisterView", "{register}模板.xlsx").format(register=register),
        translate("RegisterView", "跳过 {bad} 行，导入其余 {n} 条"),
        translate("RegisterView", "导入 {n} 条"),
    )


class LoadTable(QWidget):
    """Three steps on one page; nothing is written before the confirmation."""

    loaded = Signal(object)
    """The LoadReport of what was written."""
    cancelled = Signal()

    def __init__(
        self, ws: "Workspace", register: str, words: LoadWords, column_words: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """Shows the first step; ``column_words`` name a column as it heads the table that is loaded."""
        super().__init__(parent)
        self._ws, self._register, self._words, self._column_words = ws, register, words, column_words
        self._path: Path | None = None
        self._report: LoadReport | None = None
        self._task: Task | None = None
        self._stack = QStackedWidget()
        for page in (self._choose_page(), self._work_page(), self._preview_page()):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    # -- pages ---------------------------------------------------------------------------------------------------------

    def _choose_page(self) -> QWidget:
        card = Card()
        self.choose = PrimaryButton(self.tr("选择文件"), "Ctrl+O")
        self.choose.clicked.connect(self._ask_file)
        card.add(EmptyState("upload", self._words.title, self._words.text, self.choose), 1)
        self.fault = ErrorLine()
        card.add(self.fault)
        card.add(hairline())
        self.back = SecondaryButton(self._words.back, "Esc", icon="back")
        self.back.clicked.connect(self.cancelled)
        self.template = SecondaryButton(self.tr("下载空白模板"), "Ctrl+T", icon="download")
        self.template.clicked.connect(self._ask_template)
        self._told = text_label("", "good")
        card.add(spread(self.back, self._told, None, self.template, spacing=12))
        return card

    def _work_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        self._work = ProgressCard(self.tr("正在读表格"))
        self._work.cancelled.connect(self._stop)
        column.addWidget(self._work)
        column.addStretch(3)
        return page

    def _preview_page(self) -> QWidget:
        card = Card(margin=0)
        card.set_title(self.tr("导入预览"))
        self._file = text_label("", "secondary")
        card.header.addWidget(self._file, 1)
        self._figures = QHBoxLayout()
        self._figures.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(14))
        self._figures.setSpacing(theme.px(40))
        self._numbers = {}
        for key, words in (
            ("added", self.tr("新增")), ("updated", self.tr("更新")), ("unchanged", self.tr("没有变化")),
            ("rejected", self.tr("不能导入的行")), ("warnings", self.tr("请留意的地方")),
        ):  # fmt: skip
            column = QVBoxLayout()
            column.setSpacing(0)
            self._numbers[key] = text_label("0", "figure")
            column.addWidget(self._numbers[key])
            column.addWidget(text_label(words, "secondary"))
            self._figures.addLayout(column)
        self._figures.addStretch(1)
        card.add(self._figures)
        card.add(hairline())
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("表格里的问题"))
        self._all_good = EmptyState("check", self.tr("每一行都可以导入"), self.tr("没有发现问题。按 Ctrl Enter 导入。"))
        self._problems = QStackedWidget()
        self._problems.addWidget(self.table)
        self._problems.addWidget(self._all_good)
        card.add(self._problems, 1)
        self.preview_fault = ErrorLine()
        self.preview_fault.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        card.add(self.preview_fault)
        card.add(hairline())
        self.confirm = ReasonedSave(PrimaryButton(self.tr("导入"), "Ctrl+Return"))
        self.confirm.clicked.connect(self._load)
        self.other = SecondaryButton(self.tr("换一个文件"), "Esc", icon="back")
        self.other.clicked.connect(self.restart)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        foot.setSpacing(theme.px(12))
        self.keep = SecondaryButton(self.tr("存下这些问题"), icon="download")
        self.keep.setToolTip(self.tr("存成 XLSX，交给做表格的人去改"))
        self.keep.clicked.connect(self.table.export)
        foot.addWidget(self.other)
        foot.addWidget(self.keep)
        foot.addWidget(self.confirm, 1)
        card.add(foot)
        return card

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("row", self.tr("行"), 64, lambda line: str(line[1].row), sort_value=lambda line: line[1].row, bold=True),
            Column("kind", self.tr("结果"), 96, self._verdict, pill=lambda line: "warning" if line[0] else "neutral"),
            Column("column", self.tr("列"), 110, lambda line: self._column_words(line[1].column)),
            Column("value", self.tr("内容"), 150, lambda line: line[1].value, muted=True),
            Column("message", self.tr("说明"), 300, lambda line: sentence(line[1]), stretch=True, muted=True),
        )

    def _verdict(self, line: Any) -> str:
        return self.tr("不导入") if line[0] else self.tr("照常导入")

    # -- steps ---------------------------------------------------------------------------------------------------------

    def restart(self) -> None:
        """Back to the first step; nothing was written."""
        self._stop()
        self._report = None
        self.fault.clear_error()
        self._told.clear()
        self._stack.setCurrentIndex(0)
        self.choose.stand_by()

    def _ask_file(self) -> None:
        kinds = self.tr("表格（*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.txt）")
        file = ask_open(self, self._words.choose, kinds.replace("（", " (").replace("）", ")"))
        if file is not None:
            self.preview(file)

    def _ask_template(self) -> None:
        file = ask_save(self, self.tr("保存空白模板"), self._words.template, "XLSX (*.xlsx)")
        if file is not None:
            self.save_template(file)  # the dialog has asked before replacing it

    def save_template(self, out: Path) -> None:
        """Write the empty table with its headings."""
        run(self, lambda: self._ws.registers.template(self._register, out), self._template_saved, self._refused)

    def _template_saved(self, out: Any) -> None:
        self._told.setText(self.tr("模板已保存：{name}").format(name=Path(out).name))

    def preview(self, path: Path) -> None:
        """Read the whole table without writing anything."""
        self._path = path
        self._start(self.tr("正在读表格"), True, False, self._show_preview, self._refused)

    def _start(
        self, title: str, dry: bool, skip: bool, on_done: Callable[["LoadReport"], None], on_error: Callable[[KnownError], None]
    ) -> None:
        path = self._path
        if path is None:
            return
        self.fault.clear_error()
        self._work.set_title(title)
        self._work.reset()
        self._stack.setCurrentIndex(1)
        ws, register = self._ws, self._register

        def work(report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> "LoadReport":
            return ws.registers.load(register, path, dry_run=dry, skip_rejected=skip, progress=report, cancelled=cancelled)

        self._task = run(self, work, on_done, on_error, progress=self._work.report)

    def _stop(self) -> None:
        if self._task is not None and self._task.running():
            self._task.cancel()
        self._task = None

    def _show_preview(self, report: "LoadReport") -> None:
        self._task, self._report = None, report
        bad = len({each.row for each in report.rejected})
        self._file.setText(self._path.name if self._path else "")
        for key, number in (
            ("added", report.added), ("updated", report.updated), ("unchanged", report.unchanged), ("rejected", bad),
            ("warnings", len(report.warnings)),
        ):  # fmt: skip
            self._numbers[key].setText(str(number))
        lines = [*((True, each) for each in report.rejected), *((False, each) for each in report.warnings)]
        self.model.set_rows(lines)
        self._problems.setCurrentIndex(0 if lines else 1)
        self.keep.setVisible(bool(lines))
        self.preview_fault.clear_error()
        count = report.added + report.updated
        words = self._words.skipping if bad else self._words.loading
        self.confirm.button.setText(words.format(bad=bad, n=count))
        self.confirm.set_reasons([] if count else [self.tr("没有可以导入的行，请改好表格再选一次")])
        self._stack.setCurrentIndex(2)
        self.table.select(0)
        self.confirm.button.stand_by()

    def _load(self) -> None:
        report = self._report
        if report is not None:
            self._start(self.tr("正在导入"), False, bool(report.rejected), self._done, self._load_refused)

    def _done(self, report: "LoadReport") -> None:
        self._task = None
        self.restart()
        self.loaded.emit(report)

    def _refused(self, error: KnownError) -> None:
        self._task = None
        self._stack.setCurrentIndex(0)
        self.fault.show_error(sentence(error))

    def _load_refused(self, error: KnownError) -> None:
        self._task = None
        self._stack.setCurrentIndex(2)
        self.preview_fault.show_error(sentence(error))
