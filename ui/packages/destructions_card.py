"""What other offices destroyed of many people: hidden at once, and destroyed for good only after a person here confirmed it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.sync import PendingDestruction
from kashi_desktop.workspace import Workspace
from ui.shared import theme
from ui.shared.background import run
from ui.shared.layouts import empty, spread
from ui.shared.messages import sentence
from ui.shared.questions import ask_confirmed
from ui.shared.widgets import Card, ErrorLine, SecondaryButton, text_label

AskDestruction = Callable[[QWidget, str, str, str], bool]
"""Parent, title, words and the action's name."""


class DestructionsCard(Card):
    """Hidden while nothing is asked; leaving it unanswered leaves everything hidden."""

    decided = Signal()

    def __init__(self, ws: Workspace, ask: AskDestruction = ask_confirmed) -> None:
        """Hidden until ``refresh``; ``ask`` is handed in so that a test needs no dialog."""
        super().__init__("")
        self._ws, self._ask = ws, ask
        self.set_title(self.tr("要不要真的销毁"))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(8))
        self.add(self.lines)
        self.fault = ErrorLine()
        self.add(self.fault)
        self.hide()

    def refresh(self) -> None:
        """Fetch what is asked anew."""
        run(self, self._ws.destructions.pending, self._show, self._failed)

    def _show(self, found: tuple[PendingDestruction, ...]) -> None:
        empty(self.lines)
        for each in found:
            self.lines.addWidget(text_label(self.words(each), "warning", wrap=True))
            self.lines.addLayout(spread(None, SecondaryButton(self.tr("确认销毁……"), act=partial(self.confirm, each))))
        self.setVisible(bool(found))

    def words(self, asked: PendingDestruction) -> str:
        """Who destroyed what of how many people, and what holds until somebody answers."""
        if asked.why == "lost_mark":
            words = self.tr("这个工作区放回了旧的一份。{unit} {n} 人的内容原来已由{who}销毁，现在不显示。确认后再记一次，并销毁。")
        elif asked.why == "own_copy":
            words = self.tr(
                "有人用这台电脑的工作区副本撤回了同意或删除了登记，涉及{unit} {n} 人。这些内容已不显示，但还没有销毁。"
                "不是本单位做的，就不要确认，请上级停用并更换这台电脑。"
            )
        else:
            words = self.tr(
                "{who}撤回了同意或删除了登记，涉及{unit} {n} 人。这些内容已不显示，但还没有销毁。请先和对方核对；不确认就一直不显示。"
            )
        who = asked.who or self.tr("电脑 {device} ").format(device=asked.device_code)
        return words.format(who=who, unit=asked.unit_name or asked.unit_code, n=asked.persons)

    def confirm(self, asked: PendingDestruction) -> None:
        """Ask once more, for nothing brings it back, then destroy."""
        words = self.tr("{n} 人的这些内容会销毁，不能恢复。").format(n=asked.persons)
        if self._ask(self, self.tr("确认销毁"), words, self.tr("销毁")):
            self.fault.clear_error()
            run(self, lambda: self._ws.destructions.confirm(asked.id), lambda _persons: self._over(), self._failed)

    def _over(self) -> None:
        self.refresh()
        self.decided.emit()

    def _failed(self, error: KnownError) -> None:
        self.show()
        self.fault.show_error(sentence(error))
