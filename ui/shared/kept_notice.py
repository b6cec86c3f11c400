"""The line above a form that says: this was typed last time and not saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shared.layouts import spread
from ui.shared.widgets import LinkButton, text_label


class KeptNotice(QWidget):
    """Hidden until a draft was put back; its link throws the draft away."""

    restore_wanted = Signal()

    def __init__(self) -> None:
        """Hidden at first."""
        super().__init__()
        self.restore = LinkButton(self.tr("恢复原样"), icon="undo", act=self.restore_wanted)
        self.setLayout(spread(text_label(self.tr("这里是上次没有保存的内容。"), "warning"), self.restore, None))
        self.hide()
