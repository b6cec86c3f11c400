"""Asks why a recorded visit is corrected."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.widgets import Field, PrimaryButton, ReasonedSave, SecondaryButton, TextInput, spread, text_label

LONGEST = 100
"""Characters a reason may have; it is printed in one line of the history."""


def ask_reason(parent: QWidget) -> str | None:
    """The reason a person gives, or None when they think better of it."""
    dialog = ReasonDialog(parent)
    return dialog.reason() if dialog.exec() == QDialog.DialogCode.Accepted else None


class ReasonDialog(QDialog):
    """One line and one button that says what it does; the reason is required."""

    def __init__(self, parent: QWidget) -> None:
        """Empty, with the keyboard in the line."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("为什么更正这次探访？"))
        self.setMinimumWidth(theme.px(460))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(14))
        column.addWidget(text_label(self.windowTitle(), "title"))
        column.addWidget(text_label(self.tr("原来的记录会保留，并和原因一起留在档案里。"), "secondary", wrap=True))
        self.field = TextInput(self.tr("原因"), self.tr("例如：看错了行、日期写错"))
        self.field.setMaxLength(LONGEST)
        column.addWidget(Field(self.tr("原因"), self.field, required=True))
        self.save = ReasonedSave(PrimaryButton(self.tr("保存更正"), "Ctrl+Return"))
        self.save.clicked.connect(self.accept)
        self.save.button.setDefault(True)
        cancel = SecondaryButton(self.tr("取消"), "Esc", bind=False)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        column.addLayout(spread(cancel, self.save, spacing=12))
        self.field.textChanged.connect(self._judge)
        self._judge()
        self.field.setFocus()

    def _judge(self, _text: str = "") -> None:
        self.save.set_reasons([] if self.reason() else [self.tr("请写明原因")])

    def reason(self) -> str:
        """What was typed, without outer blanks."""
        return self.field.text().strip()
