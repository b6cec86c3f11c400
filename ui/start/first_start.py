"""The first start: three questions, then the recovery sheet; nothing is kept until all is answered."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.clock import Clock
from ui.shared import theme
from ui.shared.background import run
from ui.shared.brand import Mark
from ui.shared.buttons import ButtonGuard
from ui.shared.layouts import filled, spread, stacked
from ui.shared.messages import sentence
from ui.shared.recovery_page import AskPath, OpenFile, RecoveryPage, ask_pdf_path, open_with_desktop
from ui.shared.scrolling import ScrollWhenNeeded
from ui.shared.sheet_question import SheetQuestion
from ui.shared.surfaces import text_label
from ui.start.invitation_part import AskFile, ask_invitation
from ui.start.office_picker import Choices
from ui.start.questions import Answers, Questions

if TYPE_CHECKING:
    from kashi_desktop.startup import Created
    from kashi_desktop.types.results import SheetStanding
    from kashi_desktop.types.sync import InvitationSummary


def summarise(path: Path) -> "InvitationSummary":
    """What an invitation says; the store is imported only when there is one."""
    from kashi_desktop import startup

    return startup.invitation_summary(path)


class FirstStartWindow(QMainWindow):
    """Makes the workspace of one office."""

    opened = Signal(object)
    """The new Workspace, after its recovery sheet was confirmed, or put off until the next start."""

    painted = Signal()
    """The window was drawn for the first time: heavy imports may begin."""

    def __init__(
        self,
        data_dir: Path,
        clock: Clock,
        choices: Choices,
        ask_file: AskFile = ask_invitation,
        ask_path: AskPath = ask_pdf_path,
        open_file: OpenFile = open_with_desktop,
    ) -> None:
        """``choices`` finds offices; the two asks stand for the file dialogs, ``open_file`` for the PDF viewer."""
        super().__init__()
        self._data_dir, self._clock, self._ask_path, self._open_file = data_dir, clock, ask_path, open_file
        self._created: Created | None = None
        self._handed_over, self._was_painted = False, False
        self.setWindowTitle(self.tr("社区服务"))
        self.resize(1366, 768)
        middle = QWidget()
        middle.setProperty("surface", "background")
        outer = filled(QVBoxLayout(middle), spacing=16, edges=(24, 20, 24, 20))
        column = QWidget()
        column.setFixedWidth(theme.px(860))
        inner = filled(QVBoxLayout(column), self._heading(), spacing=16)
        self.questions = Questions(choices, summarise, ask_file)
        self.questions.answered.connect(self._create)
        self.stack = stacked(self.questions)
        inner.addWidget(self.stack, 1)
        outer.addLayout(spread(None, column, None))
        self.setCentralWidget(ScrollWhenNeeded(middle))
        ButtonGuard(self, lambda: self.stack.currentWidget())
        self.questions.office.search.setFocus()

    def _heading(self) -> QVBoxLayout:
        column = QVBoxLayout()
        row = spread(Mark("喀", 40), spacing=14)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(text_label(self.tr("欢迎使用社区服务"), "title"))
        words.addWidget(text_label(self.tr("回答三个问题就能开始。资料加密保存在这台电脑上，不联网。"), "secondary"))
        row.addLayout(words)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _create(self, answers: Answers) -> None:
        self.questions.set_busy(True)
        data_dir, clock = self._data_dir, self._clock

        def work() -> "Created":
            from kashi_desktop import startup  # late: the window is on the screen before the store is imported

            return startup.create_workspace(
                data_dir,
                level=answers.level,
                unit_code=answers.unit_code,
                passphrase=answers.passphrase,
                name=answers.name,
                invitation=answers.invitation,
                clock=clock,
            )

        run(self, work, lambda created: self._show_code(created, answers.invitation is not None), self._failed)

    def _failed(self, error: KnownError) -> None:
        self.questions.set_busy(False)
        self.questions.show_fault(sentence(error))

    def _show_code(self, created: "Created", invited: bool) -> None:
        self._created = created
        recovery, code = created.workspace.recovery, created.recovery_code

        def print_sheet(path: Path) -> object:
            return recovery.print(code, path, force=True)  # the dialog has asked before replacing a file

        county = created.workspace.office.level == UnitLevel.COUNTY
        self.recovery = RecoveryPage(code, print_sheet, self._ask_path, self._open_file, with_key=recovery.has_key, invited=invited)
        self.recovery.show_fingerprint(created.fingerprint, self._use_of_digits(invited, county), county)
        self.recovery.put_off.connect(self._hand_over)
        self.recovery.on_paper.connect(lambda: run(self, recovery.standing, self._ask_groups, self._failed))
        self._bring(self.recovery)
        self.recovery.print_button.stand_by()
        self.questions.passphrase.clear()
        self.questions.again.clear()

    def _use_of_digits(self, invited: bool, county: bool) -> str:
        if county:
            return self.tr("发邀请时印在纸条上，各单位用它核对邀请真是县里发的。")
        if invited:
            return self.tr("打电话给县里，请他们念出屏幕上的指纹，和这里一样才认可这台电脑。")
        return self.tr("以后收到县里的邀请文件时，用它和县里核对是不是这台电脑。")

    def _ask_groups(self, standing: "SheetStanding") -> None:
        """The code is hidden from here on, so that the paper has to be read."""
        if self._created is None:
            return
        self.sheet = SheetQuestion(standing.groups, self._created.workspace.recovery.confirm, self.tr("再看一遍恢复码"))
        self.sheet.confirmed.connect(self._hand_over)
        self.sheet.put_off.connect(self._hand_over)
        self.sheet.other_wanted.connect(lambda: self.stack.setCurrentWidget(self.recovery))
        self._bring(self.sheet)
        self.sheet.setFocus()

    def _bring(self, card: QWidget) -> None:
        self.stack.addWidget(card)
        self.stack.setCurrentWidget(card)

    def _hand_over(self) -> None:
        if self._created is not None and not self._handed_over:
            self._handed_over = True
            self.opened.emit(self._created.workspace)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Release a workspace that nobody took over."""
        if self._created is not None and not self._handed_over:
            self._handed_over = True
            self._created.workspace.close()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
