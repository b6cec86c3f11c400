"""A line of twelve months beside its target, painted by hand: small in a card, large with axes and values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.shared import theme

TICKS = 4
"""About so many lines of the value axis."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One month: ``month`` below the axis (``11``), ``words`` in full (``2026年11月``), the value and how it is written.

    ``value`` None leaves a gap; not ``complete`` draws a hollow mark, and ``shown`` should say so in words.
    """

    month: str
    words: str
    value: float | None
    shown: str = ""
    complete: bool = True


def nice_ticks(low: float, high: float, wanted: int = TICKS) -> list[float]:
    """Round values inside ``low`` to ``high``: steps of 1, 2 or 5 times a power of ten."""
    span = high - low
    if span <= 0:
        return [low]
    step = 10.0 ** _exponent(span / wanted)
    step *= next((times for times in (1, 2, 5) if span / (step * times) <= wanted), 10)
    first = -(-low // step)
    return [round((first + n) * step, 9) for n in range(int((high - first * step) / step + 1e-9) + 1)]


def _exponent(value: float) -> int:
    exponent = 0
    while value >= 10:
        value, exponent = value / 10, exponent + 1
    while value < 1:
        value, exponent = value * 10, exponent - 1
    return exponent


class TrendChart(QWidget):
    """The line is solid with round marks, the target dashed and named: the two differ without any colour.

    Time runs in reading direction. Months that are not known leave a gap. The large chart is one stop of Tab: arrows walk
    the months and a screen reader hears each.
    """

    def __init__(self, name: str, compact: bool = True) -> None:
        """``name`` is what is shown, for screen readers; ``compact`` has neither axes nor words."""
        super().__init__()
        self._name, self._compact = name, compact
        self._points: tuple[TrendPoint, ...] = ()
        self._target: float | None = None
        self._target_words, self._unit = "", ""
        self._at = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Expanding)
        if compact:
            self.setFixedHeight(theme.px(44))
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_trend(self, points: Sequence[TrendPoint], target: float | None = None, target_words: str = "", unit: str = "") -> None:
        """Show ``points`` from the oldest to the newest; ``unit`` (``%``, ``m²``) stands behind the numbers of the axis."""
        self._points, self._target, self._target_words, self._unit = tuple(points), target, target_words, unit
        self._at = min(self._at, len(self._points) - 1)
        self._describe()
        self.update()

    def points(self) -> tuple[TrendPoint, ...]:
        """What is shown."""
        return self._points

    def point_words(self, index: int) -> str:
        """Month and value of one point, as its tooltip and a screen reader say it."""
        point = self._points[index]
        missing = self.tr("没有数据")
        value = missing if point.value is None else point.shown or f"{point.value:g}{self._unit}"
        return f"{point.words}：{value}"

    def _describe(self) -> None:
        every = [self.point_words(index) for index in range(len(self._points))]
        described = self.point_words(self._at) if self._at >= 0 else "；".join(part for part in (self._target_words, *every) if part)
        self.setAccessibleDescription(described)

    # -- geometry ------------------------------------------------------------------------------------------------------

    def _range(self) -> tuple[float, float]:
        values = [point.value for point in self._points if point.value is not None]
        values += [] if self._target is None else [self._target]
        if not values:
            return 0.0, 1.0
        low, high = min(values), max(values)
        room = (high - low) * (0.08 if self._compact else 0.18) or abs(high) * 0.1 or 1.0
        return (low - room if low < 0 or low - room > 0 else 0.0), high + room

    def _plot(self) -> QRectF:
        """The place of the line; in reading order the axis' numbers stand before it."""
        if self._compact:
            edge = theme.px(5)
            return QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        small = QFontMetricsF(theme.font(theme.SECONDARY))
        axis = max((small.horizontalAdvance(self._tick_words(tick)) for tick in nice_ticks(*self._range())), default=0.0) + theme.px(18)
        end = theme.px(28)
        before, after = (end, axis) if self._rtl() else (axis, end)
        return QRectF(self.rect()).adjusted(before, theme.px(22), -after, -theme.px(34))

    def _tick_words(self, tick: float) -> str:
        return f"{tick:,.10g}{self._unit}"

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _x(self, index: int, plot: QRectF) -> float:
        share = index / (len(self._points) - 1) if len(self._points) > 1 else 0.5
        return plot.right() - share * plot.width() if self._rtl() else plot.left() + share * plot.width()

    def _y(self, value: float, plot: QRectF) -> float:
        low, high = self._range()
        return plot.bottom() - (value - low) / (high - low) * plot.height()

    def _near(self, x: float) -> int:
        """The point nearest to ``x``; -1 without points."""
        plot = self._plot()
        return min(range(len(self._points)), key=lambda index: abs(self._x(index, plot) - x), default=-1)

    def sizeHint(self) -> QSize:
        """A card's width, or a chart that twelve months fit in."""
        return QSize(theme.px(200), theme.px(44)) if self._compact else QSize(theme.px(640), theme.px(260))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed: values that do not fit are left to the tooltips."""
        return QSize(theme.px(80), theme.px(44)) if self._compact else QSize(theme.px(260), theme.px(150))

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, target, line, marks, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        if not self._compact:
            self._draw_axes(painter, plot)
        self._draw_target(painter, plot)
        self._draw_line(painter, plot)
        if not self._compact:
            self._draw_values(painter, plot)
            if self.hasFocus():
                self._draw_focus(painter, plot)
        painter.end()

    def _draw_axes(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(theme.font(theme.SECONDARY))
        tall, gap = theme.px(18), theme.px(10)
        for tick in nice_ticks(*self._range()):
            y = self._y(tick, plot)
            painter.setPen(QPen(theme.qcolor("row_line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.qcolor("secondary"))
            left = plot.right() + gap if self._rtl() else 0.0
            wide = self.width() - left if self._rtl() else plot.left() - gap
            side = Qt.AlignmentFlag.AlignLeft if self._rtl() else Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(left, y - tall / 2, wide, tall), side | Qt.AlignmentFlag.AlignVCenter, self._tick_words(tick))
        painter.setPen(QPen(theme.qcolor("line"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        metrics, free = QFontMetricsF(painter.font()), 0.0
        painter.setPen(theme.qcolor("secondary"))
        for index in reversed(range(len(self._points))):  # the newest month is named first where not all fit
            words, x = self._points[index].month, self._x(index, plot)
            wide = metrics.horizontalAdvance(words) + theme.px(6)
            if index == len(self._points) - 1 or abs(x - free) >= wide:
                painter.drawText(QRectF(x - wide / 2, plot.bottom() + theme.px(8), wide, tall), Qt.AlignmentFlag.AlignCenter, words)
                free = x

    def _draw_target(self, painter: QPainter, plot: QRectF) -> None:
        if self._target is None:
            return
        y = self._y(self._target, plot)
        pen = QPen(theme.qcolor("disabled"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        edge = 0.0 if not self._compact else theme.px(5)  # the short line reaches the card's own edges
        painter.drawLine(QPointF(plot.left() - edge, y), QPointF(plot.right() + edge, y))
        if not self._compact and self._target_words:
            painter.setFont(theme.font(theme.SECONDARY))
            painter.setPen(theme.qcolor("secondary"))
            wide, tall = QFontMetricsF(painter.font()).horizontalAdvance(self._target_words) + 2, theme.px(18)
            left = plot.right() - wide if self._rtl() else plot.left()
            painter.drawText(QRectF(left, y - tall - 1, wide, tall), Qt.AlignmentFlag.AlignCenter, self._target_words)

    def _draw_line(self, painter: QPainter, plot: QRectF) -> None:
        known = [(index, point.value) for index, point in enumerate(self._points) if point.value is not None]
        places = {index: QPointF(self._x(index, plot), self._y(value, plot)) for index, value in known}
        painter.setPen(QPen(theme.qcolor("accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for index, place in places.items():
            if index + 1 in places:
                painter.drawLine(place, places[index + 1])
        for index, place in places.items():
            alone = index - 1 not in places and index + 1 not in places
            if not self._compact or index == len(self._points) - 1 or alone or not self._points[index].complete:
                self._draw_mark(painter, place, self._points[index].complete, index == self._at and not self._compact)

    def _draw_mark(self, painter: QPainter, place: QPointF, complete: bool, present: bool) -> None:
        radius = theme.px(3 if self._compact else 4) + (theme.px(2) if present else 0)
        painter.setPen(QPen(theme.qcolor("accent"), 2))
        painter.setBrush(theme.qcolor("accent" if complete else "card"))
        painter.drawEllipse(place, radius, radius)

    def _draw_values(self, painter: QPainter, plot: QRectF) -> None:
        """The values at their points: the newest first, then the others from the end as far as they do not touch."""
        painter.setFont(theme.font(theme.SECONDARY))
        metrics, tall, taken = QFontMetricsF(painter.font()), theme.px(18), list[QRectF]()
        if self._target is not None and self._target_words:
            wide, y = metrics.horizontalAdvance(self._target_words), self._y(self._target, plot)
            taken.append(QRectF(plot.right() - wide if self._rtl() else plot.left(), y - tall - 1, wide, tall))
        painter.setPen(theme.qcolor("text"))
        known = [
            None if each.value is None else QPointF(self._x(n, plot), self._y(each.value, plot)) for n, each in enumerate(self._points)
        ]
        segments = [(one, other) for one, other in pairwise(known) if one is not None and other is not None]
        for index in reversed(range(len(self._points))):
            point = self._points[index]
            if point.value is None:
                continue
            words, x, y = point.shown or f"{point.value:g}", self._x(index, plot), self._y(point.value, plot)
            wide = metrics.horizontalAdvance(words) + theme.px(4)
            # The words of the first and last point stay within the plot, off the numbers of the axis.
            left = min(max(x - wide / 2, plot.left() - theme.px(4)), plot.right() - wide + theme.px(4)) if not self._rtl() else x - wide / 2
            left = min(max(left, 0.0), self.width() - wide)
            above, below = y - tall - theme.px(6), y + theme.px(6)
            tops = (below, above) if self._is_valley(index) else (above, below)
            boxes = [QRectF(left, top, wide, tall) for top in tops if top + tall <= plot.bottom() + theme.px(6)]
            free = [box for box in boxes if not any(box.intersects(other) for other in taken)]
            if free:
                # Off the line where there is room: a steep segment would strike the words through.
                box = next((box for box in free if not any(_crosses(box, *each) for each in segments)), free[0])
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                taken.append(box)

    def _is_valley(self, index: int) -> bool:
        """Whether the line leaves this point upwards, so that its words stand free below it."""
        value = self._points[index].value
        beside = [point.value for point in self._points[max(0, index - 1) : index + 2] if point.value is not None]
        return value is not None and sum(beside) / len(beside) > value

    def _draw_focus(self, painter: QPainter, plot: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.qcolor("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        if self._at >= 0:
            x = self._x(self._at, plot)
            painter.setPen(QPen(theme.qcolor("accent"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the months in reading direction, Home and End go to the ends."""
        last, key = len(self._points) - 1, event.key()
        ahead, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if self._rtl() else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        moves = {ahead: min(self._at + 1, last), back: max(self._at - 1, 0), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key not in moves or last < 0:
            super().keyPressEvent(event)
            return
        self._at = moves[Qt.Key(key)]
        self._describe()
        self.update()
        plot, value = self._plot(), self._points[self._at].value
        spot = QPointF(self._x(self._at, plot), self._y(value, plot) if value is not None else plot.center().y())
        QToolTip.showText(self.mapToGlobal(spot.toPoint()), self.point_words(self._at), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the newest month."""
        if self._at < 0:
            self._at = len(self._points) - 1
            self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away and describe the whole again; a tooltip that takes the window's front is not leaving."""
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            return
        self._at = -1
        self._describe()
        self.update()

    def event(self, event: QEvent) -> bool:
        """The tooltip tells the month under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._points:
            QToolTip.showText(event.globalPos(), self.point_words(self._near(event.pos().x())), self)
            return True
        return super().event(event)


def _crosses(box: QRectF, start: QPointF, end: QPointF) -> bool:
    """Whether a straight line passes through a box."""
    line = QLineF(start, end)
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft(), box.topLeft())
    bounded = QLineF.IntersectionType.BoundedIntersection
    return any(line.intersects(QLineF(one, other))[0] == bounded for one, other in pairwise(corners))
