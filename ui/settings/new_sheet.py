"""The passphrase, before a new recovery sheet is made: who walks by an open window shall not get a key to it."""

from PySide6.QtCore import Signal

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import SheetStanding
from kashi_desktop.workspace import Workspace
from ui.shared import theme
from ui.shared.background import run
from ui.shared.buttons import LinkButton, PrimaryButton
from ui.shared.feedback import ReasonedSave
from ui.shared.inputs import ErrorLine, Field, PassphraseInput
from ui.shared.layouts import spread
from ui.shared.messages import sentence
from ui.shared.surfaces import Card, hairline, text_label
from ui.shared.words import day_words


class NewSheetCard(Card):
    """Says how the recovery sheet stands, and begins a new one."""

    begun = Signal(str)
    """A new code, which opens nothing before it is confirmed."""

    back_wanted = Signal()

    def __init__(self, ws: Workspace, standing: SheetStanding) -> None:
        """``standing`` is told in words."""
        super().__init__(margin=24)
        self._ws = ws
        self.body.setSpacing(theme.px(14))
        self.add(text_label(self.tr("恢复单"), "title"))
        if standing.confirmed_on:
            words = self.tr("恢复单已于{day}确认收好。").format(day=day_words(standing.confirmed_on, ws.clock.today()))
            self.add(text_label(words, "good", wrap=True))
        elif standing.asked:
            self.add(text_label(self.tr("现在没有一张确认过的恢复单：忘了口令就打不开资料。请做一张新的。"), "warning", wrap=True))
        why = self.tr("纸丢了、被别人看到或从没打印过，就重新做一张。照新纸确认之后，原来的恢复码随即作废；在那之前它仍然有效。")
        self.add(text_label(why, "muted", wrap=True))
        if standing.key_elsewhere:
            key = self.tr("本单位的恢复密钥只在建立时印的那一张上，不能重印，也不会变：那一张请继续封存。")
            self.add(text_label(key, "secondary", wrap=True))
        self.passphrase = PassphraseInput(self.tr("登录口令"))
        self.passphrase.setFixedWidth(theme.px(360))
        self.passphrase.textChanged.connect(self._judge)
        self.add(Field(self.tr("登录口令"), self.passphrase))
        self._fault = ErrorLine()
        self.add(self._fault)
        self.body.addStretch(1)
        self.add(hairline())
        self.go_on = ReasonedSave(PrimaryButton(self.tr("做一张新的恢复单"), "Ctrl+Return"), act=self._begin)
        self.back = LinkButton(self.tr("返回"), quiet=True, act=self.back_wanted)
        self.add(spread(self.back, (self.go_on, 1)))
        self.back.setVisible(bool(standing.groups))  # there is a question to go back to
        self.setFocusProxy(self.passphrase)
        self._judge()

    def _judge(self, _text: str = "") -> None:
        self.go_on.set_reasons(["" if self.passphrase.text() else self.tr("请输入登录口令")])
        self._fault.clear_error()

    def _begin(self) -> None:
        typed = self.passphrase.text()
        self.go_on.set_busy(True, self.tr("正在核对口令……"))
        run(self, lambda: self._ws.recovery.begin(typed), self._begun, self._failed)

    def _begun(self, code: str) -> None:
        self.passphrase.clear()
        self.begun.emit(code)

    def _failed(self, error: KnownError) -> None:
        self.go_on.set_busy(False)
        self._fault.show_error(sentence(error))
        self.passphrase.setFocus()
        self.passphrase.selectAll()
