"""The unlock window: a passphrase, or the printed recovery code and a new passphrase."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow, QProgressBar, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from ui.shared import theme
from ui.shared.background import run
from ui.shared.brand import Mark
from ui.shared.buttons import LinkButton, PrimaryButton
from ui.shared.inputs import ErrorLine, Field, PassphraseInput, TextInput
from ui.shared.messages import sentence
from ui.shared.surfaces import Card, spread, text_label
from ui.start.passphrase import reasons_against

if TYPE_CHECKING:
    from datetime import date

    from kashi_desktop.startup import Workspace


class UnlockWindow(QMainWindow):
    """Asks for the passphrase and opens the workspace in the background; faults stand beside the field."""

    opened = Signal(object)
    """The open Workspace."""

    painted = Signal()
    """The window was drawn for the first time: heavy imports may begin."""

    def __init__(self, data_dir: Path, today: "date | None" = None, parent: QWidget | None = None) -> None:
        """``data_dir`` holds a locked workspace; ``today`` stands for the machine's date."""
        super().__init__(parent)
        self._data_dir, self._today = data_dir, today
        self._busy, self._was_painted = False, False
        self.setWindowTitle(self.tr("社区服务"))
        self.resize(1366, 768)
        self.setMinimumSize(720, 520)
        middle = QWidget()
        middle.setProperty("surface", "background")
        column = QVBoxLayout(middle)
        column.addStretch(2)
        column.addLayout(spread(None, self._card(), None))  # a row of its own: the card grows when a fault needs two lines
        column.addSpacing(theme.px(16))
        promise = text_label(self.tr("资料加密保存在这台电脑上，不联网。"), "secondary")
        column.addWidget(promise, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setCentralWidget(middle)
        self._recovering = False
        self._show_mode()

    def _card(self) -> QWidget:
        self._box = Card(margin=28)
        self._box.setFixedWidth(theme.px(440))
        self._box.body.setSpacing(theme.px(16))
        self._box.body.addWidget(Mark("喀", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = text_label(self.tr("社区服务"), "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._box.add(self._title)
        self.code = TextInput(self.tr("恢复码"), self.tr("照恢复单上的写，短横可以不写"))
        self.passphrase = PassphraseInput(self.tr("口令"))
        self.again = PassphraseInput(self.tr("再输入一次新口令"))
        self._code_field = Field(self.tr("恢复码"), self.code)
        self._pass_field = Field(self.tr("口令"), self.passphrase)
        self._again_field = Field(self.tr("再输入一次新口令"), self.again)
        self._fault = ErrorLine()
        for part in (self._code_field, self._pass_field, self._again_field, self._fault):
            self._box.add(part)
        self.button = PrimaryButton(self.tr("打开"), "Return", bind=False)
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self._wait.setTextVisible(False)
        self._wait.setAccessibleName(self.tr("正在打开"))
        kept = self._wait.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the card must not jump while the key is derived
        self._wait.setSizePolicy(kept)
        self.other_way = LinkButton("")
        foot = QVBoxLayout()
        foot.setSpacing(theme.px(6))
        foot.addWidget(self.button)
        foot.addWidget(self._wait)
        foot.addWidget(self.other_way, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.add(foot)
        self._connect()
        return self._box

    def _connect(self) -> None:
        self.button.clicked.connect(self._open)
        self.other_way.clicked.connect(self._change_mode)
        for field in (self.code, self.passphrase, self.again):
            field.returnPressed.connect(self._open)
            field.textChanged.connect(self._typed)

    def _change_mode(self) -> None:
        self._recovering = not self._recovering
        self._show_mode()

    def _show_mode(self) -> None:
        recovering = self._recovering
        self._code_field.setVisible(recovering)
        self._again_field.setVisible(recovering)
        self._pass_field.set_label(self.tr("新口令") if recovering else self.tr("口令"))
        self.passphrase.setAccessibleName(self.tr("新口令") if recovering else self.tr("口令"))
        self._title.setText(self.tr("用恢复码打开") if recovering else self.tr("社区服务"))
        self.button.setText(self.tr("设新口令并打开") if recovering else self.tr("打开"))
        self.other_way.setText(self.tr("返回输入口令") if recovering else self.tr("忘了口令？用恢复码"))
        self.passphrase.clear()
        self.again.clear()
        self._set_busy(False)
        (self.code if recovering else self.passphrase).setFocus()

    def _typed(self) -> None:
        self._fault.clear_error()
        self.button.setEnabled(not self._busy and not self._reason())

    def _reason(self) -> str:
        if not self._recovering:
            return "" if self.passphrase.text() else self.tr("请输入口令")
        if not self.code.text().strip():
            return self.tr("请输入恢复码")
        return reasons_against(self.passphrase.text(), self.again.text())

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._wait.setVisible(busy)
        for part in (self.code, self.passphrase, self.again, self.other_way):
            part.setEnabled(not busy)
        self.button.setEnabled(not busy and not self._reason())

    def _open(self) -> None:
        if self._busy:
            return
        reason = self._reason()
        if reason:
            self._fault.show_error(reason)
            return
        self._fault.clear_error()
        work = self._work()
        self._set_busy(True)
        run(self, work, self._done, self._failed)

    def _work(self) -> "Callable[[], Workspace]":
        data_dir, today = self._data_dir, self._today
        passphrase, code, recovering = self.passphrase.text(), self.code.text(), self._recovering

        def work() -> "Workspace":
            from kashi_desktop import startup  # late: the window is on the screen before the store is imported
            from kashi_desktop.types.clock import Clock

            clock = Clock(today)
            if recovering:
                return startup.recover_workspace(data_dir, code, passphrase, clock)
            return startup.open_workspace(data_dir, passphrase, clock)

        return work

    def _done(self, workspace: "Workspace") -> None:
        self.passphrase.clear()
        self.again.clear()
        self.code.clear()
        self._set_busy(False)
        self.opened.emit(workspace)

    def _failed(self, error: KnownError) -> None:
        self._set_busy(False)
        self._fault.show_error(sentence(error))
        field = self.code if self._recovering else self.passphrase
        field.setFocus()
        field.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
