"""The question before another office's computer is trusted: are these the digits on the paper slip?"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from kashi_desktop.types.results import DeviceInfo
from ui.shared import theme
from ui.shared.fingerprint import FingerprintSlip
from ui.shared.layouts import filled, spread
from ui.shared.widgets import PrimaryButton, SecondaryButton, text_label

AskDevice = Callable[[QWidget, DeviceInfo], bool]


class DeviceQuestion(QDialog):
    """Shows the unit and its five groups; nothing happens without the button."""

    def __init__(self, parent: QWidget, device: DeviceInfo, title: str, words: str, action: str, *, replacing: bool = False) -> None:
        """``action`` are the words of the button; ``replacing`` asks whether the unit's present computer is to stop."""
        super().__init__(parent)
        translate = QCoreApplication.translate  # lupdate knows this name
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(520))
        column = filled(
            QVBoxLayout(self), text_label(title, "title"), text_label(words, "muted", wrap=True), spacing=14, edges=(24, 24, 24, 24)
        )
        slip = FingerprintSlip(device.unit_name or device.unit_code, translate("DeviceQuestion", "请对着纸条，五组数字一组一组地念。"))
        slip.show_digits(device.fingerprint)
        column.addWidget(slip)
        self.action = PrimaryButton(action, "Ctrl+Return", act=self.accept)
        self.replaces = QCheckBox(translate("DeviceQuestion", "它替换现在用的电脑 {code}，那台随即停用").format(code=device.replaces))
        self.replaces.setVisible(bool(device.replaces) and replacing)
        if device.replaces and replacing:
            # Which computer stops is a question of its own: a unit works on one alone.
            self.action.setEnabled(False)
            self.replaces.toggled.connect(self.action.setEnabled)
        column.addWidget(self.replaces)
        self.cancel = SecondaryButton(translate("DeviceQuestion", "再想想"), "Esc", bind=False, act=self.reject)
        column.addLayout(spread(self.cancel, None, self.action))
        self.cancel.setFocus()


def _answered(question: DeviceQuestion) -> bool:
    return question.exec() == QDialog.DialogCode.Accepted


def ask_approval(parent: QWidget, device: DeviceInfo) -> bool:
    """Whether the digits were compared and are the same."""
    translate = QCoreApplication.translate  # lupdate knows this name
    title = translate("DeviceQuestion", "和纸条上的一样吗")
    words = translate("DeviceQuestion", "认可以后，这台电脑送来的记录都会并入县里的数据。一个单位只用一台电脑。")
    return _answered(DeviceQuestion(parent, device, title, words, translate("DeviceQuestion", "一样，认可"), replacing=True))


def ask_rejection(parent: QWidget, device: DeviceInfo) -> bool:
    """Whether the computer shall be turned away."""
    translate = QCoreApplication.translate  # lupdate knows this name
    title = translate("DeviceQuestion", "不认可这台电脑吗")
    words = translate("DeviceQuestion", "它送来的包会留着但不并入；以后查清了，仍然可以认可。")
    return _answered(DeviceQuestion(parent, device, title, words, translate("DeviceQuestion", "不一样，拒绝")))


def ask_taking(parent: QWidget, device: DeviceInfo) -> bool:
    """Whether the files that wait because their unit holds so much shall be taken in."""
    translate = QCoreApplication.translate  # lupdate knows this name
    title = translate("DeviceQuestion", "并入等着的包吗")
    words = translate("DeviceQuestion", "这个单位的记录比平常多得多，所以先等着。请和村里核对，确实是他们记的才并入。")
    return _answered(DeviceQuestion(parent, device, title, words, translate("DeviceQuestion", "核对过，并入")))


def ask_emptying(parent: QWidget, device: DeviceInfo) -> bool:
    """Whether the files that wait for this computer shall be forgotten."""
    translate = QCoreApplication.translate  # lupdate knows this name
    title = translate("DeviceQuestion", "清掉它等着的包吗")
    words = translate("DeviceQuestion", "等着的包从本机清掉，没有并入的记录对方下次导出时会再带来。电脑的认可不变。")
    return _answered(DeviceQuestion(parent, device, title, words, translate("DeviceQuestion", "清掉")))
