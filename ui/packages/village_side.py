"""Beside the export: what the county holds, files that came back, the code from the telephone, this computer's fingerprint."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import FileVerdict, SyncState
from kashi_desktop.types.sync import ImportResult, InvitationSummary
from kashi_desktop.workspace import Workspace
from ui.packages.ask_invitation import AskInvitation, ask_groups
from ui.packages.parts import MarkedLine
from ui.packages.places import AskFiles, ask_files
from ui.packages.words import day_words, passed_over_words
from ui.shared import theme
from ui.shared.background import run
from ui.shared.layouts import empty, spread
from ui.shared.messages import sentence
from ui.shared.widgets import Card, ErrorLine, SecondaryButton, TextInput, text_label

CODE_LENGTH = 8


class ConfirmedCard(Card):
    """What the county has confirmed and what not yet."""

    def __init__(self, ws: Workspace) -> None:
        """Empty until ``show_state``."""
        super().__init__("")
        self._ws = ws
        self.set_title(self.tr("县里收到了吗"))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(8))
        self.add(self.lines)

    def show_state(self, state: SyncState) -> None:
        """Say both halves, and when this computer last exported."""
        empty(self.lines)
        today = self._ws.clock.today()
        confirmed = state.confirmed_up_to
        if confirmed is not None:
            self._line("check", "good", self.tr("{day}以前的都收到了").format(day=day_words(confirmed, today)))
        if state.unconfirmed_entries:
            words = self.tr("之后的 {n} 条还没有回执") if confirmed is not None else self.tr("{n} 条还没有回执")
            self._line("warning", "warning", words.format(n=state.unconfirmed_entries))
        elif confirmed is None:
            self._line("info", "muted", self.tr("还没有要送的记录"))
        if state.last_export is not None:
            day = day_words(state.last_export.date(), today)
            self._line("usb", "muted", self.tr("上次导出：{day} {time}").format(day=day, time=f"{state.last_export:%H:%M}"))

    def _line(self, icon: str, look: str, words: str) -> None:
        self.lines.addWidget(MarkedLine(icon, look, words))


class OpenFileCard(Card):
    """Takes a receipt or an invitation and says in a sentence what it brought."""

    imported = Signal()

    def __init__(self, ws: Workspace, ask: AskFiles = ask_files, ask_digits: AskInvitation = ask_groups) -> None:
        """The questions are handed in so that a test needs no dialog."""
        super().__init__("")
        self._ws, self._ask, self._ask_digits = ws, ask, ask_digits
        self._busy = False
        self._then: list[Path] = []
        self.set_title(self.tr("收县里的文件"))
        self.words = text_label("", "secondary", wrap=True)
        self.add(self.words)
        self.button = SecondaryButton(self.tr("打开文件……"), "Ctrl+O", icon="download", act=lambda: self.take(self._ask(self)))
        self.add(self.button)
        self._results = QVBoxLayout()
        self._results.setSpacing(theme.px(8))
        self.add(self._results)
        self.fault = ErrorLine()
        self.add(self.fault)
        self.show_words()

    def show_words(self) -> None:
        """What to open here, by whether an invitation was opened before."""
        if self._ws.office.has_parent:
            self.words.setText(self.tr("县里的回执，拖到窗口里也可以。"))
        else:
            self.words.setText(self.tr("先打开县里给的邀请文件，才知道包该交给谁。拖到窗口里也可以。"))

    def take(self, files: Sequence[Path]) -> None:
        """Import the files in the background, after those that are being imported."""
        if self._busy:
            self._then += files
            return
        self.fault.clear_error()
        empty(self._results)
        self._take(list(files))

    def _take(self, files: list[Path]) -> None:
        self._busy = bool(files)
        self.button.setEnabled(not files)
        if files:
            packages = self._ws.packages
            run(self, lambda: packages.joining(files), lambda invitation: self._import(files, invitation), self._failed)

    def _import(self, files: list[Path], invitation: InvitationSummary | None) -> None:
        """Take the files in, an invitation only after its digits were typed from the slip."""
        if invitation is not None and not self._ask_digits(self, invitation):
            self._results.addWidget(MarkedLine("info", "muted", self.tr("没有打开这份邀请，没有任何改动。")))
            self._go_on()
            return
        packages = self._ws.packages
        run(self, lambda: packages.import_files(files), self._taken, self._failed)

    def _taken(self, result: ImportResult) -> None:
        for verdict in result.files:
            self._tell(verdict)
        passed = passed_over_words(result.passed_over)
        for notice in (*result.notices, *([passed] if passed else ())):
            self._results.addWidget(MarkedLine("warning", "warning", notice))
        self.show_words()
        self.imported.emit()
        self._go_on()

    def _tell(self, verdict: FileVerdict) -> None:
        if verdict.verdict == "applied":
            self._results.addWidget(MarkedLine("check", "good", self._brought(verdict)))
        elif verdict.verdict == "known":
            self._results.addWidget(MarkedLine("check", "muted", self.tr("这个文件以前收过，没有重复。")))
        else:
            look = "warning" if verdict.verdict == "quarantined" else "danger"
            self._results.addWidget(MarkedLine("warning", look, verdict.message or self.tr("这个文件没有收下，数据没有改动。")))

    def _brought(self, verdict: FileVerdict) -> str:
        if verdict.kind == "invitation":
            return self.tr("邀请已打开，可以导出了。")
        if verdict.entries_new:
            return self.tr("回执已收，县里带来 {n} 条更新。").format(n=verdict.entries_new)
        return self.tr("回执已收。")

    def _failed(self, error: KnownError) -> None:
        self.fault.show_error(sentence(error))
        self._go_on()

    def _go_on(self) -> None:
        files, self._then = self._then, []
        self._take(files)


class PhoneCard(Card):
    """The eight characters that the county reads out when no file can travel."""

    confirmed = Signal()

    def __init__(self, ws: Workspace) -> None:
        """Says how many characters are missing while typing."""
        super().__init__("")
        self._ws = ws
        self.set_title(self.tr("没有回执？打电话"))
        self.add(text_label(self.tr("请县里念出本单位的 8 位确认码。"), "secondary", wrap=True))
        self.code = TextInput(self.tr("确认码"), self.tr("如 7K3M-Q2XD"))
        self.code.setMaxLength(16)
        self.code.textChanged.connect(self._judge)
        self.code.returnPressed.connect(self._confirm)
        self.button = SecondaryButton(self.tr("确认"), act=self._confirm)
        self.button.setToolTip(self.tr("记下县里念的确认码（Enter）"))
        row = spread(self.code)
        row.setStretch(0, 1)
        row.addWidget(self.button)
        self.add(row)
        self.hint = text_label("", "secondary", wrap=True)
        self.add(self.hint)
        self.fault = ErrorLine()
        self.add(self.fault)
        self._judge()

    def _typed(self) -> str:
        return "".join(letter for letter in self.code.text() if letter.isalnum())

    def _judge(self) -> None:
        typed, text = len(self._typed()), ""
        if 0 < typed < CODE_LENGTH:
            text = self.tr("还差 {n} 位").format(n=CODE_LENGTH - typed)
        elif typed > CODE_LENGTH:
            text = self.tr("多了 {n} 位").format(n=typed - CODE_LENGTH)
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        theme.mark(self.hint, "secondary")
        self.fault.clear_error()
        self.button.setEnabled(typed == CODE_LENGTH)
        self.button.setAccessibleDescription(text)

    def _confirm(self) -> None:
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        packages, code = self._ws.packages, self.code.text()
        run(self, lambda: packages.confirm_by_phone(code), self._done, self._failed)

    def _done(self, day: date) -> None:
        self.code.clear()
        self.hint.setText(self.tr("记下了：县里已有{day}以前的记录。").format(day=day_words(day, self._ws.clock.today())))
        theme.mark(self.hint, "good")
        self.hint.show()
        self.confirmed.emit()

    def _failed(self, error: KnownError) -> None:
        self.button.setEnabled(True)
        self.fault.show_error(sentence(error))
        self.code.setFocus()
        self.code.selectAll()
