"""The help of a page: short, offline, beside the work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from kashi_desktop.paths import resources
from ui.shared import theme
from ui.shared.buttons import LinkButton
from ui.shared.surfaces import text_label


class HelpPanel(QFrame):
    """A column at the window's end with one page of help; Esc or F1 closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``open_page``."""
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setFixedWidth(theme.px(336))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        top = QHBoxLayout()
        top.addWidget(text_label(self.tr("帮助"), "section"))
        top.addStretch(1)
        close = LinkButton(self.tr("关闭 F1"))
        close.clicked.connect(self.closed)
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
            f"h1 {{ font-size: 16px; }} h2 {{ font-size: 15px; margin-top: 14px; }} p, li {{ line-height: 150%; }}"
            f" kbd {{ color: {theme.color('accent')}; font-weight: 700; }} .quiet {{ color: {theme.color('secondary')}; }}"
        )
        self._text.setHtml(source.read_text("utf-8"))
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
