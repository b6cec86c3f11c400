"""A flow of chips: any of several, one stop of Tab."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui.shared import theme
from ui.shared.keyed import Keyed, Options

_WIDE = 320
"""Width in design pixels before a layout has given one."""


class ChipRow(Keyed):
    """Any of several: arrows move, Space toggles, the digits 1 to 9 toggle directly; chips wrap to the width."""

    changed = Signal()

    def __init__(self, label: str, options: Options) -> None:
        """``options`` are (stored value, words)."""
        super().__init__(label, options)
        self._chosen: set[str] = set()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._lay_out(theme.px(_WIDE)))

    def values(self) -> tuple[str, ...]:
        """The chosen values in the order of the options."""
        return tuple(value for value, _ in self._options if value in self._chosen)

    def set_values(self, values: Iterable[str]) -> None:
        """Choose exactly these; values that are no option are left out."""
        known = {value for value, _ in self._options}
        wanted = known & set(values)
        if wanted != self._chosen:
            self._chosen = wanted
            self._tell()

    def set_options(self, options: Options) -> None:
        """Replace what can be chosen, as when people are added."""
        self._options = list(options)
        self._chosen &= {value for value, _ in options}
        self._cursor = 0
        self._settle()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space and digits toggle, once however long they are held."""
        step, text = self._step(event.key()), event.text()
        if event.isAutoRepeat() and not step and text:
            return
        if step and self._options:
            self._cursor = (self._cursor + step) % len(self._options)
            self._describe()
            self.update()
        elif event.key() == Qt.Key.Key_Space and self._options:
            self._take(self._cursor)
        elif len(text) == 1 and text in "123456789" and int(text) <= len(self._options):
            self._cursor = int(text) - 1
            self._take(self._cursor)
        else:
            super().keyPressEvent(event)

    def _take(self, index: int) -> None:
        self._chosen ^= {self._options[index][0]}
        self._tell()

    def _tell(self) -> None:
        self._describe()
        self.update()
        self.changed.emit()

    def _describe(self) -> None:
        chosen = "、".join(words for value, words in self._options if value in self._chosen)
        self.setAccessibleName(f"{self._label}：{chosen}" if chosen else self._label)
        if self._options:
            self.setAccessibleDescription(self._options[self._cursor][1])

    def _lay_out(self, width: int) -> int:
        metrics = QFontMetricsF(theme.font(theme.SECONDARY, True))
        tall, gap, x, y = theme.px(28), theme.px(6), 1.0, 1.0
        self._boxes = []
        for _, words in self._options:
            wide = metrics.horizontalAdvance(words) + theme.px(20)
            if x > 1 and x + wide > width - 1:
                x, y = 1.0, y + tall + gap
            left = width - x - wide if self._rtl() else x
            self._boxes.append(QRectF(left, y, wide, tall))
            x += wide + gap
        return round(y + tall + 1)

    def _settle(self) -> None:
        """Take the height that the chips need at the present width.

        A height for width would be lost on the way: box layouts keep the greatest height of a fixed policy from the first hint.
        """
        self.setFixedHeight(self._lay_out(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the chips anew."""
        self._settle()

    def sizeHint(self) -> QSize:
        """A few chips a line; the height follows the width."""
        return QSize(theme.px(_WIDE), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed: chips wrap."""
        return QSize(theme.px(120), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chips; the ring marks where Space would act."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, ((value, words), box) in enumerate(zip(self._options, self._boxes, strict=True)):
            chosen = value in self._chosen and self.isEnabled()
            ring = self.hasFocus() and number == self._cursor
            edge = "accent" if ring or chosen else "neutral_soft"
            painter.setPen(QPen(theme.qcolor(edge), 2 if ring else 1))
            painter.setBrush(theme.qcolor("accent_soft" if chosen else "line" if number == self._hover else "neutral_soft"))
            inset = 1.0 if ring else 0.5
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 6, 6)
            painter.setFont(theme.font(theme.SECONDARY, chosen))
            painter.setPen(theme.qcolor("accent" if chosen else "secondary" if self.isEnabled() else "disabled"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
