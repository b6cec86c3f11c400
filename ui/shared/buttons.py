"""Buttons drawn by hand: an icon, the words, and the key that does the same."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from ui.shared import theme
from ui.shared.icons import pixmap
from ui.shared.shortcuts import bind

Act = Callable[..., object] | SignalInstance
"""What a button does: a call, or a signal that is sent on."""


def key_words(shortcut: str) -> str:
    """The key as it is written on the keyboard: ``Ctrl+Return`` is ``Ctrl Enter``."""
    return shortcut.replace("Return", "Enter").replace("+", " ")


class KeyButton(QPushButton):
    """The base of all buttons: focus by Tab, Enter and Space press it, the badge shows its key.

    A key that is held down and a double click press it once: after the first press another form may stand there already.
    """

    steps = False
    """True for a button that is meant to be clicked fast, such as one month on."""

    def __init__(
        self,
        text: str,
        shortcut: str = "",
        icon: str = "",
        *,
        bind: bool = True,
        compact: bool = False,
        act: Act | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``act`` is what it does; with ``bind`` False the key is only shown: the screen handles it where it is meant."""
        super().__init__(text, parent)
        self._key, self._icon_name = shortcut, icon
        self._height = theme.COMPACT if compact else theme.CONTROL
        self.setFixedHeight(theme.px(self._height))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if act is not None:
            self.clicked.connect(act)
        if shortcut:
            self.setToolTip(f"{text}（{key_words(shortcut)}）")
            if bind:
                self._bind(shortcut)

    def bind_quietly(self, shortcut: str) -> None:
        """Bind a key that stands in the tooltip only, where a badge beside the words would be too loud."""
        self.setToolTip(f"{self.toolTip() or self.text()}（{key_words(shortcut)}）")
        self._bind(shortcut)

    def _bind(self, shortcut: str) -> None:
        keys = [shortcut]
        if shortcut.endswith("Return"):
            keys.append(shortcut[: -len("Return")] + "Enter")  # the key of the number pad
        for key in keys:
            bind(self, key, self._pressed_by_key)

    def stand_by(self) -> None:
        """Put the keyboard before this button: Tab or its own key presses it, an Enter that nobody meant does nothing."""
        before: QWidget | None = self.previousInFocusChain()
        if before is None or before.focusPolicy() != Qt.FocusPolicy.NoFocus or before.focusProxy() is not None or not _usable(before):
            before = self.parentWidget() or self
        before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressed_by_key(self) -> None:
        if self.isVisible() and self.isEnabled():
            self.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does; Qt's own buttons do so only in dialogs."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click presses nothing."""
        if self.steps:
            super().mouseDoubleClickEvent(event)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Change the words also for a screen reader."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover colour at once."""
        super().enterEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or disabled."""
        super().changeEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the icon, the words and the badge need."""
        return QSize(round(self._content_width()) + 2 * theme.px(self._padding()), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def _padding(self) -> int:
        return 12 if self._height == theme.COMPACT else 16

    def _bold(self) -> bool:
        return False

    def _colours(self) -> tuple[str, str, str]:
        """Tokens of ground, border and words in the present state."""
        if not self.isEnabled():
            return "background", "line", "disabled"
        return ("hover" if self.underMouse() else "card"), "field_line", "text"

    def _content_width(self) -> float:
        width = QFontMetricsF(theme.font(theme.TEXT, self._bold())).horizontalAdvance(self.text())
        if self._icon_name:
            width += theme.px(28) if self.text() else theme.px(20)
        if self._key:
            width += theme.px(8) + self._badge_width()
        return width

    def _badge_width(self) -> float:
        return QFontMetricsF(theme.font(12, True)).horizontalAdvance(key_words(self._key)) + theme.px(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words and badge; the focus is a ring inside the edge."""
        ground, border, words = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(theme.RADIUS)
        painter.setPen(QPen(theme.qcolor(border), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(edge, radius, radius)
        if self.hasFocus():
            self._draw_focus(painter, edge, radius)
        self._draw_content(painter, words)
        painter.end()

    def _draw_focus(self, painter: QPainter, edge: QRectF, radius: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.qcolor("accent"), 2))
        painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _draw_content(self, painter: QPainter, words: str) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = (self.width() - self._content_width()) / 2
        middle = self.height() / 2

        def place(width: float) -> float:
            return self.width() - x - width if rtl else x

        if self._icon_name:
            picture = pixmap(self._icon_name, words, 20)
            painter.drawPixmap(QPointF(place(theme.px(20)), middle - theme.px(20) / 2), picture)
            x += theme.px(28)
        face = theme.font(theme.TEXT, self._bold())
        painter.setFont(face)
        painter.setPen(theme.qcolor(words))
        width = QFontMetricsF(face).horizontalAdvance(self.text())
        painter.drawText(QRectF(place(width), 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        x += width + theme.px(8)
        if self._key:
            width = self._badge_width()
            self._draw_badge(painter, QRectF(place(width), middle - theme.px(20) / 2, width, theme.px(20)), words)

    def _draw_badge(self, painter: QPainter, box: QRectF, words: str) -> None:
        painter.setPen(QPen(theme.qcolor("line"), 1))
        painter.setBrush(theme.qcolor("background"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font(12))
        painter.setPen(theme.qcolor("secondary" if self.isEnabled() else "disabled"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_words(self._key))


def _usable(widget: QWidget) -> bool:
    above: QWidget | None = widget if isValid(widget) else None
    if above is None or not above.isEnabled():
        return False
    while above is not None and not above.isWindow():
        if above.isHidden():  # already while it is being hidden, when Qt hands the keyboard on
            return False
        above = above.parentWidget()
    return True


class ButtonGuard(QObject):
    """Takes the keyboard off a button that got it because something else vanished: Enter was meant for what was there before."""

    def __init__(self, window: QWidget, home: Callable[[], QWidget]) -> None:
        """Watches one window and lives as long; ``home`` is what gets the keyboard then."""
        super().__init__(window)
        self._window, self._home = window, home
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, KeyButton) and now.window() is self._window and (before is None or not _usable(before)):
            self._home().setFocus(Qt.FocusReason.OtherFocusReason)


class PrimaryButton(KeyButton):
    """The one thing to do on this screen."""

    def _bold(self) -> bool:
        return True

    def _colours(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return "neutral_soft", "", "disabled"
        return ("accent_strong" if self.underMouse() or self.isDown() else "accent"), "", "on_accent"

    def _draw_focus(self, painter: QPainter, edge: QRectF, radius: int) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.qcolor("accent_strong"), 2))
        painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(QPen(theme.qcolor("on_accent"), 1.5))
        painter.drawRoundedRect(edge.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, radius - 2)

    def _draw_badge(self, painter: QPainter, box: QRectF, words: str) -> None:
        line = QColor(theme.qcolor(words))
        line.setAlphaF(0.55)
        painter.setPen(QPen(line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(theme.font(12, True))
        painter.setPen(theme.qcolor(words))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_words(self._key))


class SecondaryButton(KeyButton):
    """Anything else that can be done here."""


class LinkButton(KeyButton):
    """A quiet way on: words in the accent, no ground."""

    def __init__(self, text: str, shortcut: str = "", icon: str = "", quiet: bool = False, *, act: Act | None = None) -> None:
        """Compact in height; ``quiet`` for what is rarely wanted."""
        super().__init__(text, shortcut, icon, compact=True, act=act)
        self._quiet = quiet

    def set_quiet(self, quiet: bool) -> None:
        """Make it quieter, or as loud as a link again."""
        self._quiet = quiet
        self.update()

    def _padding(self) -> int:
        return 8

    def _colours(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return "", "", "disabled"
        ground = "neutral_soft" if self._quiet else "accent_soft"
        return (ground if self.underMouse() else ""), "", ("secondary" if self._quiet else "accent")
