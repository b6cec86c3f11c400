"""Choices made by one key: a row of segments and a flow of chips, each one stop of Tab."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.shared import theme

Options = Sequence[tuple[str, str]]


class _Keyed(QWidget):
    """What both have in common: options laid out as boxes, a cursor, keys and the mouse."""

    def __init__(self, label: str, options: Options, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._label, self._options = label, list(options)
        self._boxes: list[QRectF] = []
        self._cursor = 0
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(label)

    def label(self) -> str:
        """The words this choice is about."""
        return self._label

    def _box_at(self, event: QMouseEvent) -> int:
        return next((i for i, box in enumerate(self._boxes) if box.contains(event.position())), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which box a click would take."""
        hover = self._box_at(event)
        if hover != self._hover:
            self._hover = hover
            self.setCursor(Qt.CursorShape.PointingHandCursor if hover >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the hover."""
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the box under the mouse."""
        index = self._box_at(event)
        if index >= 0:
            self._cursor = index
            self._take(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()

    focusOutEvent = focusInEvent

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the boxes out anew."""
        self._lay_out(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when enabled or disabled; lay out anew when mirrored."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out(self.width())
        self.update()

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _step(self, key: int) -> int:
        """-1, 0 or 1: where an arrow key moves in reading order."""
        if key == Qt.Key.Key_Left:
            return 1 if self._rtl() else -1
        if key == Qt.Key.Key_Right:
            return -1 if self._rtl() else 1
        return 0

    def _take(self, index: int) -> None:
        raise NotImplementedError

    def _lay_out(self, width: int) -> int:
        raise NotImplementedError


class SegmentedRow(_Keyed):
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
        """Digits pick, arrows move."""
        text, step = event.text(), self._step(event.key())
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


class ChipRow(_Keyed):
    """Any of several: arrows move, Space toggles, the digits 1 to 9 toggle directly; chips wrap to the width."""

    changed = Signal()

    def __init__(self, label: str, options: Options, parent: QWidget | None = None) -> None:
        """``options`` are (stored value, words)."""
        super().__init__(label, options, parent)
        self._chosen: set[str] = set()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        self._lay_out(self.width())
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space and digits toggle."""
        step, text = self._step(event.key()), event.text()
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

    def hasHeightForWidth(self) -> bool:
        """Chips wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines the chips need at ``width``."""
        kept = self._boxes
        height = self._lay_out(width)
        self._boxes = kept
        return height

    def sizeHint(self) -> QSize:
        """Enough for the chips at the present width."""
        return QSize(theme.px(320), self.heightForWidth(max(self.width(), theme.px(160))))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed: chips wrap."""
        return QSize(theme.px(120), self.heightForWidth(max(self.width(), theme.px(160))))

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
