"""Five groups of five digits that two people compare."""

from PySide6.QtCore import Qt

from ui.shared import theme
from ui.shared.surfaces import Card, text_label


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
