"""The three questions of a first start on one page, each with the reason why it is not answered yet."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from db.codes import UnitLevel
from kashi_desktop.types.passphrases import SHORTEST
from ui.shared import theme
from ui.shared.buttons import PrimaryButton
from ui.shared.feedback import ReasonedSave
from ui.shared.inputs import ErrorLine, Field, PassphraseInput, TextInput
from ui.shared.surfaces import Card, hairline, text_label
from ui.start.invitation_part import AskFile, InvitationPart, Summarise, ask_invitation
from ui.start.office_picker import Choices, OfficePicker
from ui.start.passphrase import reasons_against, weakness

if TYPE_CHECKING:
    from kashi_desktop.types.sync import InvitationSummary


@dataclass(frozen=True)
class Answers:
    """What was answered."""

    level: str
    unit_code: str
    unit_name: str
    invitation: Path | None
    passphrase: str
    name: str


class Questions(Card):
    """Office, invitation, passphrase; ``answered`` carries the Answers."""

    answered = Signal(object)

    def __init__(self, choices: Choices, summarise: Summarise, ask_file: AskFile = ask_invitation) -> None:
        """``summarise`` reads an invitation; ``ask_file`` stands for the file dialog."""
        super().__init__(margin=24)
        self.body.setSpacing(theme.px(14))
        self._office_part(choices)
        self.add(hairline())
        self._invitation_part(ask_file, summarise)
        self.add(hairline())
        self._passphrase_part()
        self.body.addStretch(1)
        self._fault = ErrorLine()
        self.add(self._fault)
        self.add(hairline())
        self.save = ReasonedSave(PrimaryButton(self.tr("建立"), "Ctrl+Return"), act=self._answer)
        self.add(self.save)
        self._judge()

    def _question(self, number: int, title: str, why: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(text_label(f"{number}  {title}", "section"))
        row.addWidget(text_label(why, "secondary"), 1)
        self.add(row)

    def _office_part(self, choices: Choices) -> None:
        self._question(1, self.tr("您在哪个单位工作"), self.tr("这台电脑只登记这个单位的事；有邀请文件就不用选，先做第 2 题"))
        self.office = OfficePicker(choices)
        self.office.changed.connect(self._judge)
        self.office.level.changed.connect(self._level_changed)
        self.add(self.office)

    def _invitation_part(self, ask_file: AskFile, summarise: Summarise) -> None:
        self._question(2, self.tr("县里给了邀请文件吗"), self.tr("有了它，导出的包县里能直接认；没有也能先用起来"))
        self.invitation = InvitationPart(ask_file, summarise)
        self.invitation.changed.connect(self._judge)
        self.invitation.opened.connect(self._take_unit)
        self.add(self.invitation)

    def _level_changed(self, level: str) -> None:
        """A county is invited by nobody: it gives the invitations."""
        self.invitation.set_wanted(level == UnitLevel.VILLAGE.value)
        self._judge()

    def _take_unit(self, summary: "InvitationSummary") -> None:
        """The invitation knows whose it is: nobody needs to look for the unit."""
        self.office.take(summary.level, summary.unit_code, summary.unit_name, summary.office_name)

    def _passphrase_part(self) -> None:
        self._question(3, self.tr("设一个口令"), self.tr("每次打开时输入。一句话最好记，如四个不相干的词"))
        self.passphrase = PassphraseInput(self.tr("口令"))
        self.again = PassphraseInput(self.tr("再输入一次"))
        self.person = TextInput(self.tr("您的姓名"), self.tr("可以不填"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self._first = Field(self.tr("口令"), self.passphrase, required=True)
        self._second = Field(self.tr("再输入一次"), self.again, required=True)
        row.addWidget(self._first, 1)
        row.addWidget(self._second, 1)
        row.addWidget(Field(self.tr("您的姓名，写在“经办人”处"), self.person), 1)
        self.add(row)
        for field in (self.passphrase, self.again):
            field.textChanged.connect(self._judge)

    def show_fault(self, text: str) -> None:
        """A sentence about why it could not be made; everything typed stays."""
        self._fault.show_error(text)

    def set_busy(self, busy: bool) -> None:
        """While the workspace is made the page waits."""
        for part in (self.office, self.invitation, self.passphrase, self.again, self.person):
            part.setEnabled(not busy)
        self.save.set_busy(busy, self.tr("正在建立，约两秒……"))

    def reasons(self) -> list[str]:
        """Why the workspace cannot be made yet, in reading order."""
        found = []
        if not self.office.code():
            found.append(self.tr("请选您的单位"))
        found.append(self.invitation.reason(self.office.code()))
        found.append(reasons_against(self.passphrase.text(), self.again.text()))
        return [reason for reason in found if reason]

    def _judge(self) -> None:
        self._fault.clear_error()
        typed, again = self.passphrase.text(), self.again.text()
        self._first.set_hint(weakness(typed) if typed else self.tr("至少 {n} 个字").format(n=SHORTEST))
        self._second.set_hint(reasons_against(typed, again) if again and not weakness(typed) else "")
        self.save.set_reasons(self.reasons())

    def _answer(self) -> None:
        if self.reasons():
            return
        self.answered.emit(
            Answers(
                self.office.level.value(),
                self.office.code(),
                self.office.unit_name(),
                self.invitation.path(),
                self.passphrase.text(),
                self.person.text().strip(),
            )
        )
