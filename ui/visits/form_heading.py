"""At the right of the visit form's heading: how urgent it is, and what became of the draft."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import DueItem
from ui.shared import theme
from ui.shared.due_words import due_kind, due_words
from ui.shared.messages import sentence
from ui.shared.widgets import LinkButton, Pill, spread, text_label


class FormHeading(QWidget):
    """A pill, a way to drop a restored draft, and quiet words."""

    anew_wanted = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """``today`` is the clock of the workspace."""
        super().__init__(parent)
        self._today = today
        self.pill = Pill("")
        self.words = text_label("", "secondary")
        self.anew = LinkButton(self.tr("不要草稿"))
        self.anew.setToolTip(self.tr("丢掉恢复的草稿，重新填写"))
        self.anew.clicked.connect(self.anew_wanted)
        self.setLayout(spread(self.pill, self.anew, self.words, spacing=12))
        self.show_due(None)
        self.clear()

    def clear(self) -> None:
        """No draft yet."""
        self._tell("", "secondary")
        self.anew.hide()

    def _tell(self, words: str, look: str, more: str = "") -> None:
        self.words.setText(words)
        self.words.setToolTip(more)
        self.words.setVisible(bool(words))
        theme.mark(self.words, look)

    def show_due(self, item: DueItem | None) -> None:
        """Show when the visit is due; None: it is not on the list."""
        self.pill.setVisible(item is not None)
        if item is None:
            return
        today = self._today()
        words, days = due_words(item, today), (item.due_on - today).days
        if days >= 0 and item.reason != "urgent_observation":
            words = self.tr("{n} 天后到期").format(n=days) if days else self.tr("今天到期")
        self.pill.set(words, due_kind(item, today))

    def show_restored(self, moment: datetime) -> None:
        """A draft stands in the form; it can be dropped."""
        self._tell(self.tr("接着填 {time} 的草稿").format(time=f"{moment:%H:%M}"), "secondary")
        self.anew.show()

    def show_kept(self, moment: datetime) -> None:
        """The draft was written at that moment."""
        self._tell(self.tr("草稿已存 {time}").format(time=f"{moment:%H:%M:%S}"), "secondary")

    def show_not_kept(self, error: KnownError) -> None:
        """The draft could not be written; what was typed is still in the form."""
        self._tell(self.tr("草稿没有存上，填写的内容还在"), "warning", sentence(error))
