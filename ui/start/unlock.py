"""The unlock window: a passphrase, or the printed recovery code and a new passphrase.

It is the first thing painted, so it is made of lean parts and imports the rest when it is needed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow, QProgressBar, QVBoxLayout, QWidget

from kashi_desktop.workspace import Workspace
from ui.shared import theme
from ui.start.lean import LeanField, LeanPrimary, card, centred, link, mark, words

if TYPE_CHECKING:
    from datetime import date

    from kashi_desktop.errors import KnownError


class UnlockWindow(QMainWindow):
    """Asks for the passphrase and opens the workspace in the background; faults stand beside the field."""

    opened = Signal(object)
    """The open Workspace."""

    painted = Signal()
    """The window was drawn for the first time: heavy imports may begin."""

    def __init__(self, data_dir: Path, today: "date | None" = None) -> None:
        """``data_dir`` holds a locked workspace; ``today`` stands for the machine's date."""
        super().__init__()
        self._data_dir, self._today = data_dir, today
        self._busy, self._recovering, self._was_painted = False, False, False
        self.setWindowTitle(self.tr("社区服务"))
        self.resize(1366, 768)
        self.setMinimumSize(720, 520)
        middle = QWidget()
        middle.setProperty("surface", "background")
        column = QVBoxLayout(middle)
        column.addStretch(2)
        column.addLayout(centred(self._card()))
        column.addSpacing(theme.px(16))
        column.addLayout(centred(words(self.tr("资料加密保存在这台电脑上，不联网。"), "secondary")))
        column.addStretch(3)
        self.setCentralWidget(middle)
        self._show_mode()

    def _card(self) -> QWidget:
        frame, self._column = card(440)
        self._column.addLayout(centred(mark("喀")))
        self._title = words(self.tr("社区服务"), "title_centred")
        self._column.addWidget(self._title)
        self._pass_field = LeanField(self.tr("口令"), hidden=True)
        self.passphrase = self._pass_field.edit
        self._column.addWidget(self._pass_field)
        self.fault = words("", "error")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._column.addWidget(self.fault)
        self.button = LeanPrimary(self.tr("打开"), "Enter")
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self._wait.setTextVisible(False)
        self._wait.setAccessibleName(self.tr("正在打开"))
        kept = self._wait.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the card must not jump while the key is derived
        self._wait.setSizePolicy(kept)
        self.other_way = link(self.tr("忘了口令？用恢复码"))
        foot = QVBoxLayout()
        foot.setSpacing(theme.px(6))
        foot.addWidget(self.button)
        foot.addWidget(self._wait)
        foot.addLayout(centred(self.other_way))
        self._column.addLayout(foot)
        self.button.clicked.connect(self._open)
        self.other_way.setToolTip(self.tr("换一种打开方法（Ctrl R）"))
        self.button.setToolTip(self.tr("打开（Enter）"))
        self.other_way.clicked.connect(self._change_mode)
        self._watch(self._pass_field)
        return frame

    def _watch(self, field: LeanField) -> None:
        field.edit.returnPressed.connect(self._open)
        field.edit.textChanged.connect(self._typed)

    def _change_mode(self) -> None:
        if not hasattr(self, "code"):
            self._add_recovery_fields()
        self._recovering = not self._recovering
        self._show_mode()

    def _add_recovery_fields(self) -> None:
        self._code_field = LeanField(self.tr("恢复码"), hidden=False)
        self.code = self._code_field.edit
        self.code.setPlaceholderText(self.tr("照恢复单上的写，短横可以不写"))
        self._again_field = LeanField(self.tr("再输入一次新口令"), hidden=True)
        self.again = self._again_field.edit
        at = self._column.indexOf(self._pass_field)
        self._column.insertWidget(at, self._code_field)
        self._column.insertWidget(at + 2, self._again_field)
        self.setTabOrder(self.code, self.passphrase)
        self.setTabOrder(self.passphrase, self.again)
        self.setTabOrder(self.again, self.button)
        self._watch(self._code_field)
        self._watch(self._again_field)

    def _show_mode(self) -> None:
        recovering = self._recovering
        if hasattr(self, "code"):
            self._code_field.setVisible(recovering)
            self._again_field.setVisible(recovering)
            self.again.clear()
        self._pass_field.set_label(self.tr("新口令") if recovering else self.tr("口令"))
        self._title.setText(self.tr("用恢复码打开") if recovering else self.tr("社区服务"))
        self.button.set_words(self.tr("设新口令并打开") if recovering else self.tr("打开"))
        self.other_way.setText(self.tr("返回输入口令") if recovering else self.tr("忘了口令？用恢复码"))
        self.passphrase.clear()
        self._tell("")
        self._set_busy(False)
        (self.code if recovering else self.passphrase).setFocus()

    def _tell(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setAccessibleName(fault)
        self.fault.setVisible(bool(fault))

    def _typed(self) -> None:
        if self.fault.isVisible():
            self._tell("")
        self.button.setEnabled(not self._busy and not self._reason())

    def _reason(self) -> str:
        if not self._recovering:
            return "" if self.passphrase.text() else self.tr("请输入口令")
        from ui.start.passphrase import reasons_against

        if not self.code.text().strip():
            return self.tr("请输入恢复码")
        return reasons_against(self.passphrase.text(), self.again.text())

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._wait.setVisible(busy)
        self._pass_field.setEnabled(not busy)
        self.other_way.setEnabled(not busy)
        if hasattr(self, "code"):
            self._code_field.setEnabled(not busy)
            self._again_field.setEnabled(not busy)
        self.button.setEnabled(not busy and not self._reason())

    def _open(self) -> None:
        if self._busy:
            return
        reason = self._reason()
        self._tell(reason)
        if reason:
            return
        from ui.shared.background import run  # late, as all that the first paint does without

        work = self._work()
        self._set_busy(True)
        run(self, work, self._done, self._failed)

    def _work(self) -> Callable[[], Workspace]:
        data_dir, today, recovering = self._data_dir, self._today, self._recovering
        passphrase, code = self.passphrase.text(), self.code.text() if recovering else ""

        def work() -> Workspace:
            from kashi_desktop import startup
            from kashi_desktop.types.clock import Clock

            if recovering:
                return startup.recover_workspace(data_dir, code, passphrase, Clock(today))
            return startup.open_workspace(data_dir, passphrase, Clock(today))

        return work

    def _done(self, workspace: Workspace) -> None:
        self.passphrase.clear()
        if hasattr(self, "code"):
            self.code.clear()
            self.again.clear()
        self._set_busy(False)
        self.opened.emit(workspace)

    def _failed(self, error: "KnownError") -> None:
        from ui.shared.messages import sentence

        self._set_busy(False)
        self._tell(sentence(error))
        field = self.code if self._recovering else self.passphrase
        field.setFocus()
        field.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is on the screen, then add what may come later."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        from ui.shared.brand import window_icon
        from ui.shared.inputs import add_eye
        from ui.shared.shortcuts import bind

        bind(self, "Ctrl+R", self.other_way.click)
        add_eye(self.passphrase)
        self.setWindowIcon(window_icon("喀"))
