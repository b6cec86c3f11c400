"""A quiet card on other pages of a village: the county has asked something."""

from PySide6.QtCore import Signal

from ui.shared.widgets import Card, SecondaryButton, text_label


class QuestionCard(Card):
    """Hidden while nothing waits."""

    wanted = Signal()
    """Show the questions."""

    def __init__(self) -> None:
        """Hidden until ``show_count``."""
        super().__init__("")
        self.set_title(self.tr("县里想核对"))
        self.words = text_label("", "secondary", wrap=True)
        self.add(self.words)
        self.button = SecondaryButton(self.tr("去答复"), icon="question", act=self.wanted)
        self.add(self.button)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many questions wait for an answer."""
        self.words.setText(self.tr("有 {n} 个问题等着答复一句").format(n=count))
        self.setVisible(bool(count))
