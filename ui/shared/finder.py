"""The search box of the top bar: people and pages while typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem

from kashi_desktop.errors import KnownError
from ui.shared import theme
from ui.shared.background import run
from ui.shared.icons import icon
from ui.shared.inputs import TextInput, keeps_escape


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of what was found: words, an icon, and where it leads (page key, argument)."""

    words: str
    icon: str
    page: str
    argument: object


Find = Callable[[str], Sequence[Hit]]


class Finder(TextInput):
    """Ctrl+K puts the cursor here; pages are found at once, people in the background, stale answers are dropped."""

    chosen = Signal(str, object)
    left = Signal()
    """Esc: the keyboard goes back to where it was."""

    def __init__(self, pages: Find, people: Find) -> None:
        """``pages`` answers at once; ``people`` runs in a thread."""
        super().__init__("")
        words = self.tr("找人、找页面")
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self._pages, self._people = pages, people
        self._asked = 0
        self.setFixedWidth(theme.px(300))
        self.addAction(icon("search"), TextInput.ActionPosition.LeadingPosition)
        self._badge = QLabel("Ctrl K", self)
        self._badge.setStyleSheet(
            f"background: {theme.color('background')}; border: 1px solid {theme.color('line')}; border-radius: 4px;"
            f" padding: 0 {theme.px(6)}px; color: {theme.color('secondary')}; font-size: {theme.px(12)}px;"
        )
        self._list = QListWidget(self.window())
        self._list.setAccessibleName(self.tr("找到的"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.hide()
        self._list.itemClicked.connect(self._take)
        self.textChanged.connect(self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the badge at the end."""
        super().resizeEvent(event)
        self._badge.adjustSize()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = theme.px(12) if rtl else self.width() - self._badge.width() - theme.px(12)
        self._badge.move(x, (self.height() - self._badge.height()) // 2)
        room = self._badge.width() + theme.px(8)
        self.setTextMargins(room if rtl else 0, 0, 0 if rtl else room, 0)  # the words never lie under the badge

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the answers, Enter goes there, Esc closes."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._list.isVisible():
            self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem() is not None:
            self._take(self._list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.close_list()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Close the answers when the focus goes elsewhere; Esc closes them and not the page under them."""
        if keeps_escape(event):
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        return super().event(event)

    def close_list(self) -> None:
        """Take the answers away."""
        self._list.hide()

    def _look(self, text: str) -> None:
        self._badge.setVisible(not text)
        wanted = text.strip()
        self._asked += 1
        if not wanted:
            self.close_list()
            return
        asked, found = self._asked, list(self._pages(wanted))
        if found:
            self._answer(asked, found, ())
        run(
            self, lambda: self._people(wanted), lambda hits: self._answer(asked, found, hits), lambda fault: self._fail(asked, found, fault)
        )

    def _fail(self, asked: int, found: list[Hit], _fault: KnownError) -> None:
        self._answer(asked, found, ())

    def _answer(self, asked: int, pages: list[Hit], people: Sequence[Hit]) -> None:
        if asked != self._asked or not self.hasFocus():
            return
        self._list.clear()
        for hit in (*people, *pages):
            item = QListWidgetItem(icon(hit.icon), hit.words)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._list.addItem(item)
        if not self._list.count():
            nothing = QListWidgetItem(self.tr("没有找到。可输入姓名的一部分，或拼音首字母"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._place()
        self._list.setCurrentRow(0)

    def _place(self) -> None:
        window = self.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        wide = theme.px(380)
        corner = self.mapTo(window, QPoint(self.width() - wide, self.height() + theme.px(4)))
        tall = min(10, self._list.count()) * theme.px(38) + theme.px(12)
        self._list.setGeometry(max(0, corner.x()), corner.y(), wide, tall)
        self._list.show()
        self._list.raise_()

    def _take(self, item: QListWidgetItem) -> None:
        hit: Any = item.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, Hit):
            return
        self.clear()
        self.close_list()
        self.chosen.emit(hit.page, hit.argument)
