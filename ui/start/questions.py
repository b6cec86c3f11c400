"""The three questions of a first start on one page, each with the reason why it is not answered yet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.shared import theme
from ui.shared.buttons import PrimaryButton, SecondaryButton
from ui.shared.choices import SegmentedRow
from ui.shared.feedback import ReasonedSave
from ui.shared.inputs import ErrorLine, Field, PassphraseInput, TextInput
from ui.shared.surfaces import Card, hairline, text_label
from ui.start.office_picker import Choices, OfficePicker
from ui.start.passphrase import reasons_against

AskFile = Callable[[QWidget], Path | None]


@dataclass(frozen=True)
class Answers:
    """What was answered."""

    level: str
    unit_code: str
    unit_name: str
    invitation: Path | None
    passphrase: str
    name: str


def ask_invitation(parent: QWidget) -> Path | None:
    """The invitation file the person points at; None when they changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "选择县里给的邀请文件")
    name, _ = QFileDialog.getOpenFileName(parent, caption, "", "*.kashi;;*")
    return Path(name) if name else None


class Questions(Card):
    """Office, invitation, passphrase; ``answered`` carries the Answers."""

    answered = Signal(object)

    def __init__(self, choices: Choices, ask_file: AskFile = ask_invitation, parent: QWidget | None = None) -> None:
        """``ask_file`` stands for the file dialog."""
        super().__init__(parent=parent, margin=24)
        self._ask_file = ask_file
        self._file: Path | None = None
        self.body.setSpacing(theme.px(14))
        self._office_part(choices)
        self.add(hairline())
        self._invitation_part()
        self.add(hairline())
        self._passphrase_part()
        self.body.addStretch(1)
        self._fault = ErrorLine()
        self.add(self._fault)
        self.add(hairline())
        self.save = ReasonedSave(PrimaryButton(self.tr("建立"), "Ctrl+Return"))
        self.save.clicked.connect(self._answer)
        self.add(self.save)
        self._judge()

    def _question(self, number: int, title: str, why: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(text_label(f"{number}  {title}", "section"))
        row.addWidget(text_label(why, "secondary"), 1)
        self.add(row)

    def _office_part(self, choices: Choices) -> None:
        self._question(1, self.tr("您在哪个单位工作"), self.tr("这台电脑只登记这个单位的事"))
        self.office = OfficePicker(choices)
        self.office.changed.connect(self._judge)
        self.add(self.office)

    def _invitation_part(self) -> None:
        self._question(2, self.tr("县里给了邀请文件吗"), self.tr("有了它，导出的包县里能直接认；没有也能先用起来"))
        options = [("new", self.tr("没有，先用起来")), ("file", self.tr("有邀请文件"))]
        self.invited = SegmentedRow(self.tr("邀请文件"), options, first=1)
        self.invited.changed.connect(self._judge)
        self.choose = SecondaryButton(self.tr("选择文件……"), icon="folder", compact=True)
        self.choose.clicked.connect(self._choose)
        self._file_name = text_label("", "secondary")
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.invited)
        row.addWidget(self.choose)
        row.addWidget(self._file_name, 1)
        self.add(row)

    def _passphrase_part(self) -> None:
        self._question(3, self.tr("设一个口令"), self.tr("每次打开时输入。一句话最好记，如四个不相干的词"))
        self.passphrase = PassphraseInput(self.tr("口令"))
        self.again = PassphraseInput(self.tr("再输入一次"))
        self.person = TextInput(self.tr("您的姓名"), self.tr("可以不填"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(Field(self.tr("口令"), self.passphrase, required=True), 1)
        row.addWidget(Field(self.tr("再输入一次"), self.again, required=True), 1)
        row.addWidget(Field(self.tr("您的姓名，写在“经办人”处"), self.person), 1)
        self.add(row)
        for field in (self.passphrase, self.again):
            field.textChanged.connect(self._judge)

    def show_fault(self, text: str) -> None:
        """A sentence about why it could not be made; everything typed stays."""
        self._fault.show_error(text)

    def set_busy(self, busy: bool) -> None:
        """While the workspace is made the page waits."""
        for part in (self.office, self.invited, self.choose, self.passphrase, self.again, self.person):
            part.setEnabled(not busy)
        self.save.set_busy(busy, self.tr("正在建立，约两秒……"))

    def _choose(self) -> None:
        chosen = self._ask_file(self)
        if chosen is not None:
            self._file = chosen
            self._file_name.setText(chosen.name)
        self._judge()

    def reasons(self) -> list[str]:
        """Why the workspace cannot be made yet, in reading order."""
        found = []
        if not self.office.code():
            found.append(self.tr("请选您的单位"))
        if self.invited.value() == "file" and self._file is None:
            found.append(self.tr("请选邀请文件"))
        found.append(reasons_against(self.passphrase.text(), self.again.text()))
        return [reason for reason in found if reason]

    def _judge(self) -> None:
        self._fault.clear_error()
        with_file = self.invited.value() == "file"
        self.choose.setVisible(with_file)
        self._file_name.setVisible(with_file)
        self.save.set_reasons(self.reasons())

    def _answer(self) -> None:
        if self.reasons():
            return
        file = self._file if self.invited.value() == "file" else None
        self.answered.emit(
            Answers(
                self.office.level.value(),
                self.office.code(),
                self.office.unit_name(),
                file,
                self.passphrase.text(),
                self.person.text().strip(),
            )
        )
