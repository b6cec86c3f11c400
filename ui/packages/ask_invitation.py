"""The question before an invitation gives this office one above it: two groups of the digits on the paper slip."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kashi_desktop.types.sync import InvitationSummary
from ui.shared import theme
from ui.shared.fingerprint import GroupsAsked
from ui.shared.layouts import filled, spread
from ui.shared.widgets import PrimaryButton, SecondaryButton, text_label

AskInvitation = Callable[[QWidget, InvitationSummary], bool]


class InvitationQuestion(QDialog):
    """Shows who invites whom; nothing happens before both groups were typed."""

    def __init__(self, parent: QWidget, invitation: InvitationSummary) -> None:
        """Which groups are asked is chosen anew for each question."""
        super().__init__(parent)
        translate = QCoreApplication.translate  # lupdate knows this name
        title = translate("InvitationQuestion", "打开这份邀请吗")
        words = translate("InvitationQuestion", "{office} 邀请 {unit}。打开以后，{office} 就是本单位的上级，以后导出的包都交给它。")
        words = words.format(office=invitation.office_name, unit=invitation.unit_name)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(520))
        self.groups = GroupsAsked()
        self.why = text_label("", "secondary", wrap=True)
        self.why.setMinimumHeight(2 * self.why.fontMetrics().lineSpacing())  # the longest reason, so that nothing moves while typing
        self.cancel = SecondaryButton(translate("InvitationQuestion", "再想想"), "Esc", bind=False, act=self.reject)
        self.action = PrimaryButton(translate("InvitationQuestion", "打开邀请"), "Ctrl+Return", act=self.accept)
        # Enter in a group is not "think again": it opens once both are right, and until then does nothing.
        self.cancel.setAutoDefault(False)
        self.action.setDefault(True)
        self.groups.changed.connect(self._judge)
        self.groups.ask(invitation.fingerprint)
        parts = (text_label(title, "title"), text_label(words, "muted", wrap=True), self.groups, self.why)
        filled(QVBoxLayout(self), *parts, spread(self.cancel, None, self.action), spacing=14, edges=(24, 24, 24, 24))
        self.groups.take_keyboard()

    def _judge(self) -> None:
        self.why.setText(self.groups.reason())
        self.action.setEnabled(not self.groups.reason())


def ask_groups(parent: QWidget, invitation: InvitationSummary) -> bool:
    """Whether two groups were typed from the slip, and are the invitation's."""
    return InvitationQuestion(parent, invitation).exec() == QDialog.DialogCode.Accepted
