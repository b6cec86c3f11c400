"""The help of a page: short, offline, beside the work."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from kashi_desktop.paths import resources
from ui.shared import theme
from ui.shared.buttons import LinkButton
from ui.shared.inputs import keeps_escape
from ui.shared.layouts import filled
from ui.shared.surfaces import text_label

_TAGS = {
    "<h1>": '<p class="title">',
    "</h1>": "</p>",
    "<h2>": '<p class="part">',
    "</h2>": "</p>",
    "<kbd>": '<span class="key">',
    "</kbd>": "</span>",
}


class HelpPanel(QFrame):
    """A card over the window's end with one page of help; Esc or F1 closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``open_page``."""
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setFixedWidth(theme.px(336))
        column = filled(QVBoxLayout(self), edges=(16, 12, 16, 16))
        top = QHBoxLayout()
        top.addWidget(text_label(self.tr("帮助"), "section"))
        top.addStretch(1)
        close = LinkButton(self.tr("关闭 F1"), act=self.closed)
        top.addWidget(close)
        column.addLayout(top)
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.setAccessibleName(self.tr("帮助"))
        column.addWidget(self._text, 1)

    def open_page(self, key: str) -> None:
        """Show ``resources/help/zh/<key>.html``; an unknown page shows the overview."""
        folder = resources() / "help" / "zh"
        file = folder / f"{key}.html"
        source = file if file.exists() else folder / "start.html"
        self._text.document().setDefaultStyleSheet(
            f"p {{ line-height: 118%; margin-bottom: 8px; }} .title {{ font-size: {theme.px(17)}px; font-weight: 700; }}"
            f" .part {{ font-weight: 700; margin-top: 12px; margin-bottom: 4px; }}"
            f" .key {{ color: {theme.color('accent')}; font-weight: 700; }} .quiet {{ color: {theme.color('secondary')}; }}"
        )
        words = source.read_text("utf-8")
        for tag, put in _TAGS.items():  # Qt gives these elements sizes and faces that no style sheet takes away
            words = words.replace(tag, put)
        self._text.setHtml(words)

    def event(self, event: QEvent) -> bool:
        """Esc closes the help and not what is under it."""
        return keeps_escape(event) or super().event(event)

    def take_keyboard(self) -> None:
        """Let the arrows scroll the words."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
