"""Asked for only when the office above has two cards that could both be the new one: which five groups are right?"""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import FileVerdict
from kashi_desktop.workspace import Workspace
from ui.shared.background import run
from ui.shared.layouts import spread
from ui.shared.messages import sentence
from ui.shared.widgets import Card, ErrorLine, SecondaryButton, TextInput, text_label


class DigitsCard(Card):
    """Hidden while nothing waits for it; files of the office above wait until its digits are typed."""

    settled = Signal()

    def __init__(self, ws: Workspace) -> None:
        """Hidden until ``refresh`` finds that it is wanted."""
        super().__init__("")
        self._ws = ws
        self.set_title(self.tr("上级的五组数字"))
        words = self.tr("上级有两张名片都可能是新的，它的文件先留着，没有丢。请打电话或当面问上级现在的五组数字，在这里输入。")
        self.add(text_label(words, "secondary", wrap=True))
        self.digits = TextInput(self.tr("五组数字"), self.tr("如 12345 12345 12345 12345 12345"))
        self.digits.returnPressed.connect(self._settle)
        self.button = SecondaryButton(self.tr("以这个为准"), act=self._settle)
        self.add(self.digits)
        self.add(spread(None, self.button))
        self.fault = ErrorLine()
        self.add(self.fault)
        self.hide()

    def refresh(self) -> None:
        """Look whether files wait for digits."""
        run(self, self._ws.cards.contested, self.setVisible, self._failed)

    def _settle(self) -> None:
        self.fault.clear_error()
        self.button.setEnabled(False)
        cards, typed = self._ws.cards, self.digits.text()
        run(self, lambda: cards.trust(typed), self._settled, self._failed)

    def _settled(self, _files: Sequence[FileVerdict]) -> None:
        self.button.setEnabled(True)
        self.digits.clear()
        self.refresh()
        self.settled.emit()

    def _failed(self, error: KnownError) -> None:
        self.button.setEnabled(True)
        self.fault.show_error(sentence(error))
        self.digits.setFocus()
