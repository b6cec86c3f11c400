"""The bar above every page: title, what changed, and the search box or the page's own controls; its height never changes."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shared import theme
from ui.shared.feedback import Toast
from ui.shared.finder import Find, Finder
from ui.shared.indicator_card import ElidedLabel
from ui.shared.layouts import filled
from ui.shared.surfaces import text_label

HEIGHT = 64


class TopBar(QWidget):
    """Title and subtitle, the line of what changed, and at the end what the page wants there instead of the search."""

    def __init__(self, find_pages: Find, find_people: Find) -> None:
        """See ``Finder`` for the two searches."""
        super().__init__()
        self.setFixedHeight(theme.px(HEIGHT))
        row = filled(QHBoxLayout(self), spacing=16)
        self._title = text_label("", "title")
        self._subtitle = ElidedLabel("", "muted")  # while the line of what changed needs the room
        self.toast = Toast()
        self.finder = Finder(find_pages, find_people)
        self._trailing = QHBoxLayout()
        row.addWidget(self._title)
        row.addWidget(self._subtitle, 2)
        row.addWidget(self.toast, 3)
        row.addLayout(self._trailing)
        row.addWidget(self.finder)

    def show_heading(self, title: str, subtitle: str, trailing: QWidget | None) -> None:
        """Show a page's words and its controls; without controls the search box stands there."""
        self._title.setText(title)
        self._subtitle.set_words(subtitle)
        while self._trailing.count():
            item: Any = self._trailing.takeAt(0)  # the stubs know no None
            item.widget().setVisible(item.widget() is trailing)
        if trailing is not None:
            self._trailing.addWidget(trailing)
            trailing.show()
        self.finder.setVisible(trailing is None)
