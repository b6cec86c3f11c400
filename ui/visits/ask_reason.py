"""Asks why a recorded visit is corrected or voided."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.shared import theme

LONGEST = 100
"""Characters a reason may have; it is printed in one line of the history."""


def ask_reason(parent: QWidget, title: str = "", hint: str = "") -> str | None:
    """The reason a person gives, or None when they think better of it."""
    dialog = ReasonDialog(parent, title, hint)
    return dialog.reason() if dialog.exec() == QDialog.DialogCode.Accepted else None


class ReasonDialog(QDialog):
    """One line and two buttons; the reason is required."""

    def __init__(self, parent: QWidget, title: str = "", hint: str = "") -> None:
        """``hint`` says what will happen to the record."""
        super().__init__(parent)
        self.setWindowTitle(title or self.tr("写明原因"))
        self.setMinimumWidth(theme.px(440))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.px(24),) * 4)
        box.setSpacing(theme.px(12))
        heading = QLabel(self.windowTitle(), self)
        heading.setProperty("look", "title")
        box.addWidget(heading)
        words = QLabel(hint or self.tr("原来的记录会保留，并和原因一起留在档案里。"), self)
        words.setProperty("look", "secondary")
        words.setWordWrap(True)
        box.addWidget(words)
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(self.tr("例如：看错了行、日期写错"))
        self.field.setAccessibleName(self.tr("原因"))
        box.addWidget(self.field)
        buttons = QDialogButtonBox(self)
        self.accept_button: QPushButton = buttons.addButton(self.tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setToolTip(QCoreApplication.translate("shortcuts", "{words}（{key}）").format(words=self.tr("取消"), key="Esc"))
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        box.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(lambda: self.accept_button.setEnabled(bool(self.reason())))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def reason(self) -> str:
        """What was typed, without outer blanks."""
        return self.field.text().strip()
