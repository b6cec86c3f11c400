"""Five groups of five digits that two people compare."""

import random

from PySide6.QtCore import Qt, Signal

from ui.shared import theme
from ui.shared.inputs import TextInput
from ui.shared.layouts import spread
from ui.shared.surfaces import Card, text_label

GROUPS, GROUP = 5, 5
ASKED = 2
"""So many of the groups are typed from the paper: who would forge a card cannot know which, and nobody types what is shown."""


class FingerprintSlip(Card):
    """Five groups of five digits that two people compare, with what they are for."""

    def __init__(self, title: str, hint: str) -> None:
        """``hint`` says who compares them with what."""
        super().__init__()
        self.setProperty("surface", "notice")
        self.body.setSpacing(theme.px(8))
        if title:
            self.add(text_label(title, "section", wrap=True))
        self.digits = text_label("", "code", wrap=True)
        keys = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.digits.setTextInteractionFlags(keys)
        self.add(self.digits)
        self.add(text_label(hint, "secondary", wrap=True))

    def show_digits(self, digits: str) -> None:
        """Show the five groups."""
        self.digits.setText(digits)
        self.digits.setAccessibleName(self.tr("五组数字 {digits}").format(digits=digits))


class GroupsAsked(Card):
    """Asks for two of the five groups on the paper slip, which two nobody knows before, and shows none of them."""

    changed = Signal()

    def __init__(self) -> None:
        """Empty until ``ask``."""
        super().__init__()
        self.setProperty("surface", "notice")
        self.body.setSpacing(theme.px(8))
        self.add(text_label(self.tr("请照随邀请一起给的纸条，输入五组数字中的这两组，从左边数起。"), "secondary", wrap=True))
        self.asked: tuple[int, ...] = ()
        self._groups: list[str] = []
        self.fields = [TextInput("") for _ in range(ASKED)]
        self._labels = [text_label("", "section") for _ in self.fields]
        for label, field in zip(self._labels, self.fields, strict=True):
            label.setBuddy(field)
            field.setMaxLength(GROUP)
            field.setFixedWidth(theme.px(120))
            field.textChanged.connect(self.changed)
        self.add(spread(*(part for pair in zip(self._labels, self.fields, strict=True) for part in pair), None, spacing=12))

    def ask(self, digits: str) -> None:
        """Ask for two groups of these digits, chosen anew each time."""
        self._groups = digits.split()
        self.asked = tuple(sorted(random.SystemRandom().sample(range(GROUPS), ASKED)))
        for label, field, group in zip(self._labels, self.fields, self.asked, strict=True):
            words = self.tr("第 {n} 组").format(n=group + 1)
            label.setText(words)
            field.setAccessibleName(words)
            field.clear()
        self.changed.emit()

    def take_keyboard(self) -> None:
        """Begin with the first group."""
        self.fields[0].setFocus()

    def reason(self) -> str:
        """Why nothing may be opened yet; empty when both groups are those of the invitation."""
        numbers = self.tr("、").join(self.tr("第 {n} 组").format(n=group + 1) for group in self.asked)
        if any(len(each.text()) < GROUP for each in self.fields):
            return self.tr("请照纸条输入{groups}数字").format(groups=numbers)
        if all(_same(each.text(), self._groups[group]) for each, group in zip(self.fields, self.asked, strict=True)):
            return ""
        return self.tr("和这份邀请对不上，请再看看{groups}；还不对就不要打开，先给发邀请的单位打电话").format(groups=numbers)


def _same(typed: str, group: str) -> bool:
    """Whether these digits are the group's, in whatever script they were typed."""
    return typed.isdecimal() and int(typed) == int(group)
