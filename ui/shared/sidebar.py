"""The sidebar: mark and name, the pages with their counts, and whose machine this is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.brand import Mark
from ui.shared.buttons import LinkButton
from ui.shared.icons import pixmap
from ui.shared.layouts import filled
from ui.shared.scrolling import ScrollWhenNeeded
from ui.shared.surfaces import hairline, text_label


class PageButton(QAbstractButton):
    """One page of the sidebar with its icon and, where something waits, a count."""

    def __init__(self, key: str, title: str, icon: str, shortcut: str) -> None:
        """``shortcut`` is shown in the tooltip, empty for none; the window binds it."""
        super().__init__()
        self.key = key
        self._icon_name, self._badge = icon, ""
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(title)
        self.setToolTip(f"{title}（{shortcut.replace('+', ' ')}）" if shortcut else title)
        self.setFixedHeight(theme.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_badge(self, text: str) -> None:
        """The count at the end; empty for none."""
        self._badge = text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the sidebar."""
        return QSize(theme.px(175), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground when chosen, icon, words, count; mirrored in a right-to-left language."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, rtl = self.isChecked(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "accent_soft" if chosen else "hover" if self.underMouse() else ""
        painter.setPen(QPen(theme.qcolor("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(edge, theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        ink = "accent" if chosen else "secondary"
        size, pad = theme.px(20), theme.px(12)
        left = self.width() - pad - size if rtl else pad
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2), pixmap(self._icon_name, ink, 20))
        words = QRectF(self.rect()).adjusted(theme.px(44), 0, -theme.px(44), 0)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.qcolor(ink))
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge:
            self._draw_badge(painter, rtl)
        painter.end()

    def _draw_badge(self, painter: QPainter, rtl: bool) -> None:
        face = theme.font(theme.SECONDARY, True)
        wide = QFontMetricsF(face).horizontalAdvance(self._badge)
        left = theme.px(12) if rtl else self.width() - theme.px(12) - wide
        painter.setFont(face)
        painter.setPen(theme.qcolor("secondary"))
        painter.drawText(QRectF(left, 0, wide + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self._badge)


class Sidebar(QWidget):
    """Shows pages by key and tells which one is wanted."""

    chosen = Signal(str)
    lock_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self,
        character: str,
        name: str,
        pages: Sequence[tuple[str, str, str]],
        shortcuts: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``pages`` are (key, title, icon) in order, ``shortcuts`` the keys of the first of them, bound by the window."""
        super().__init__(parent)
        self.setProperty("surface", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(theme.SIDEBAR) - 1)
        column = filled(QVBoxLayout(self), spacing=2, edges=(12, 20, 12, 16))
        top = filled(QHBoxLayout(), Mark(character, 32), spacing=10, edges=(8, 0, 0, 16))
        words = text_label(name, "section", wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top.addWidget(words, 1)
        column.addLayout(top)
        column.addWidget(self._pages(pages, shortcuts), 1)
        column.addWidget(hairline())
        self._footer(column)

    def _pages(self, pages: Sequence[tuple[str, str, str]], shortcuts: Sequence[str]) -> ScrollWhenNeeded:
        """The pages; with large type they scroll, so that name and footer stay in view."""
        inner = QWidget()
        inner.setProperty("surface", "sidebar")
        column = filled(QVBoxLayout(inner), spacing=2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PageButton] = {}
        for number, (key, title, icon) in enumerate(pages):
            button = PageButton(key, title, icon, shortcuts[number] if number < len(shortcuts) else "")
            self._buttons[key] = button
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            column.addWidget(button)
        column.addStretch(1)
        self._view = ScrollWhenNeeded(inner)
        self._view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._view

    def _footer(self, column: QVBoxLayout) -> None:
        self._unit = text_label("", "secondary", wrap=True)
        self._person = text_label("", "secondary")
        self._state = text_label("", "secondary", wrap=True)
        foot = filled(QVBoxLayout(), self._unit, self._person, self._state, spacing=2, edges=(12, 10, 4, 0))
        column.addLayout(foot)
        row = filled(QHBoxLayout(), spacing=0, edges=(4, 6, 0, 0))
        for words, shortcut, signal in ((self.tr("锁定"), "Ctrl+L", self.lock_wanted), (self.tr("帮助"), "F1", self.help_wanted)):
            button = LinkButton(words, icon="lock" if shortcut == "Ctrl+L" else "info", quiet=True, act=signal)
            button.setToolTip(f"{words}（{shortcut.replace('+', ' ')}）")
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def set_footer(self, unit: str, person: str, state: str) -> None:
        """Whose machine this is, who works at it, and how the data stand."""
        for label, words in ((self._unit, unit), (self._person, "" if person == unit else person), (self._state, state)):
            label.setText(words)
            label.setVisible(bool(words))

    def choose(self, key: str) -> None:
        """Mark a page as the one shown; a page without a button keeps the one it was opened from."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self._view.ensureWidgetVisible(self._buttons[key], 0, 0)

    def set_badge(self, key: str, text: str) -> None:
        """The count beside a page; a page that does not exist here is left alone."""
        if key in self._buttons:
            self._buttons[key].set_badge(text)
