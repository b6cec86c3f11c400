"""A row of segments: one of a few states, picked by its digit; one stop of Tab."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shared import theme
from ui.shared.keyed import Keyed, Options


class SegmentedRow(Keyed):
    """One of a few states: the digit before each word picks it, arrows move, Up and Down go to the neighbours."""

    changed = Signal(str)
    picked = Signal(str)

    def __init__(self, label: str, options: Options, advance: bool = False, first: int = 0, parent: QWidget | None = None) -> None:
        """``first`` is the digit of the first option; ``advance`` moves on to the next widget after a digit."""
        super().__init__(label, options, parent)
        self._advance, self._first = advance, first
        self._value = options[0][0] if options else ""
        self.setFixedHeight(theme.px(theme.COMPACT) + 2)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._lay_out(0)
        self._describe()

    def value(self) -> str:
        """The stored value chosen."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose by stored value; an unknown one is a bug and raises ValueError."""
        index = [option for option, _ in self._options].index(value)
        if value != self._value:
            self._value = value
            self._cursor = index
            self._describe()
            self.update()
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick, arrows move; a held digit picks once, or it would answer for the rows below."""
        text, step = event.text(), self._step(event.key())
        if event.isAutoRepeat() and text.isdigit():
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and text.isdigit() and 0 <= int(text) - self._first < len(self._options):
            self._take(int(text) - self._first)
            if self._advance:
                self.focusNextChild()
        elif step:
            index = [option for option, _ in self._options].index(self._value) + step
            if 0 <= index < len(self._options):
                self._take(index)
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _take(self, index: int) -> None:
        self.set_value(self._options[index][0])
        self.picked.emit(self._value)

    def _describe(self) -> None:
        words = dict(self._options).get(self._value, "")
        self.setAccessibleName(f"{self._label}：{words}" if words else self._label)

    def _lay_out(self, width: int) -> int:
        metrics, digits = QFontMetricsF(theme.font(bold=True)), QFontMetricsF(theme.font(theme.SECONDARY, True))
        pad, gap, x = theme.px(9), theme.px(6), 1.0
        self._boxes = []
        for number, (_, words) in enumerate(self._options):
            wide = metrics.horizontalAdvance(words) + digits.horizontalAdvance(str(number + self._first)) + theme.px(5) + 2 * pad
            self._boxes.append(QRectF(x, 1, wide, theme.px(theme.COMPACT)))
            x += wide + gap
        total = round(x - gap + 1)
        if self._rtl() and width:
            self._boxes = [QRectF(width - box.right(), box.top(), box.width(), box.height()) for box in self._boxes]
        return total

    def sizeHint(self) -> QSize:
        """All boxes in one line."""
        boxes = sum(box.width() for box in self._boxes) + theme.px(6) * max(0, len(self._boxes) - 1)
        return QSize(round(boxes) + 3, theme.px(theme.COMPACT) + 2)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes; urgent and attention keep their own soft colour when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, ((value, words), box) in enumerate(zip(self._options, self._boxes, strict=True)):
            self._draw(painter, box, str(number + self._first), words, value == self._value, number == self._hover)
        painter.end()

    def _draw(self, painter: QPainter, box: QRectF, digit: str, words: str, chosen: bool, hover: bool) -> None:
        enabled = self.isEnabled()
        ring = chosen and self.hasFocus()
        painter.setPen(QPen(theme.qcolor("accent" if chosen and enabled else "field_line"), 2 if ring else 1))
        painter.setBrush(theme.qcolor("accent_soft" if chosen and enabled else "hover" if hover and enabled else "card"))
        inset = 1.0 if ring else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        small, face = theme.font(theme.SECONDARY, chosen), theme.font(bold=chosen)
        gap = theme.px(5)
        wide = QFontMetricsF(small).horizontalAdvance(digit) + gap + QFontMetricsF(face).horizontalAdvance(words)
        x = box.center().x() - wide / 2
        ink = "disabled" if not enabled else "accent" if chosen else "secondary"
        first, second = (small, face) if not self._rtl() else (face, small)
        for face_now, text in ((first, digit if first is small else words), (second, words if second is face else digit)):
            painter.setFont(face_now)
            painter.setPen(theme.qcolor(ink if face_now is small or chosen or not enabled else "text"))
            advance = QFontMetricsF(face_now).horizontalAdvance(text)
            painter.drawText(QRectF(x, box.top(), advance + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += advance + gap
