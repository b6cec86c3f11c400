"""An indicator as a card: value, target, verdict and trend; several in a grid that the arrows walk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from ui.shared import theme
from ui.shared.surfaces import Card, Kind, Pill, text_label
from ui.shared.trend_chart import TrendChart, TrendPoint

State = Literal["met", "missed", "incomplete", "not_applicable"]

KINDS: dict[State, Kind] = {"met": "good", "missed": "warning", "incomplete": "neutral", "not_applicable": "neutral"}
"""Only what is met and complete is green."""

PER_ROW, NARROWEST = 4, 244
"""Cards in a row, and the width in design pixels below which a row takes fewer."""


@dataclass(frozen=True, slots=True)
class IndicatorData:
    """All words of a card, ready to show.

    ``figure`` is the number (``97.92``; ``–`` when there is none) and ``unit`` what stands close behind it, ``target`` the
    quiet words beside it (``目标 100%``). ``state_words`` say the state (``达到``, ``缺 2 个单位``); ``gap`` (``差 61 人``) takes
    their place in the pill when missed and stands in the foot while incomplete.
    """

    key: str
    title: str
    figure: str
    unit: str
    target: str
    state: State
    state_words: str
    gap: str = ""
    foot: str = ""
    trend: tuple[TrendPoint, ...] = ()
    target_value: float | None = None


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit ends in an ellipsis and stands whole in the tooltip."""

    def __init__(self, text: str = "", look: str = "") -> None:
        """``look`` is one of ``theme.mark``."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)
        self._words = ""
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Change the line."""
        self._words = text
        self.setAccessibleName(text)
        self._fit()

    def words(self) -> str:
        """The whole line."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(1, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._words if shown != self._words else "")

    def sizeHint(self) -> QSize:
        """The whole line, so that a layout gives it the height."""
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 1, super().sizeHint().height())


class IndicatorCard(Card):
    """Click, Enter or Space opens the indicator; the card is read aloud as one sentence."""

    activated = Signal(str)
    """The indicator's key."""

    def __init__(self, data: IndicatorData, parent: QWidget | None = None) -> None:
        """Show ``data``."""
        super().__init__(parent=parent)
        self.data = data
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.px(180))
        self.body.setSpacing(theme.px(4))
        self.body.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14))
        self.heading = ElidedLabel(look="secondary")
        self.figure = text_label("", "figure")
        self.target = ElidedLabel(look="secondary")
        self.pill = Pill()
        self.trend = TrendChart("")
        self.foot = ElidedLabel(look="secondary")
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(self.figure)
        line.addWidget(self.target, 1)
        line.addWidget(self.pill)
        self.add(self.heading)
        self.add(line)
        self.add(self.trend)
        self.body.addSpacing(theme.px(4))
        self.add(self.foot)
        self.show_data(data)

    def show_data(self, data: IndicatorData) -> None:
        """Show other values of the same or another indicator."""
        self.data = data
        self.heading.set_words(data.title)
        self.figure.setText(f"{data.figure}{data.unit}")
        self.target.set_words(data.target)
        verdict = data.gap or data.state_words if data.state == "missed" else data.state_words
        self.pill.set(verdict, KINDS[data.state])
        self.pill.setVisible(bool(verdict))
        gap = data.gap if data.state == "incomplete" else ""
        self.foot.set_words(" · ".join(part for part in (gap, data.foot) if part))
        self.trend.show_trend(data.trend, data.target_value, data.target, data.unit)
        said = (data.title, self.figure.text(), data.target, data.state_words, data.gap, data.foot)
        self.setAccessibleName("，".join(part for part in said if part))
        self.setAccessibleDescription(self.trend.accessibleDescription())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open; arrows are left to the grid."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.data.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens when it ends where it began."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit(self.data.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and over it the ring of the focus or the edge under the mouse."""
        super().paintEvent(event)
        if not self.hasFocus() and not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.qcolor("accent" if self.hasFocus() else "disabled"), 2 if self.hasFocus() else 1))
        inset, radius = (1.0 if self.hasFocus() else 0.5), theme.px(theme.CARD_RADIUS)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()


class CardGrid(QWidget):
    """Cards of one height, four a row, fewer where type is large; one stop of Tab, walked with the arrows."""

    activated = Signal(str)
    """The key of the indicator that was opened."""

    def __init__(self, name: str) -> None:
        """``name`` is the accessible name."""
        super().__init__()
        self.setAccessibleName(name)
        self.cards: list[IndicatorCard] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(14))
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)  # four columns must be able to become fewer
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_cards(self, data: Sequence[IndicatorData]) -> None:
        """Show these in reading order; cards that stay keep the keyboard."""
        while len(self.cards) > len(data):
            gone = self.cards.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for card, shown in zip(self.cards, data, strict=False):
            card.show_data(shown)
        for shown in data[len(self.cards) :]:
            card = IndicatorCard(shown, self)
            card.activated.connect(self.activated)
            card.installEventFilter(self)
            self.cards.append(card)
        self._columns = 0
        self._arrange()
        self._only_stop(next((card for card in self.cards if card.hasFocus()), self.cards[0] if self.cards else None))

    def card(self, key: str) -> IndicatorCard | None:
        """The card of one indicator; None when it is not shown."""
        return next((card for card in self.cards if card.data.key == key), None)

    def columns(self) -> int:
        """How many cards stand in a row at the present width."""
        gap = self._grid.horizontalSpacing()
        return max(1, min(PER_ROW, (self.width() + gap) // (theme.px(NARROWEST) + gap)))

    def minimumSizeHint(self) -> QSize:
        """One card wide; as high as the rows."""
        return QSize(theme.px(NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = self.columns()
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
            card.show()
        for column in range(PER_ROW):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _only_stop(self, chosen: IndicatorCard | None) -> None:
        for card in self.cards:
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card is chosen else Qt.FocusPolicy.ClickFocus)
        if chosen is not None:
            self.setFocusProxy(chosen)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The card that has the keyboard is the grid's stop of Tab and stays in view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, IndicatorCard):
            self._only_stop(watched)
            area = self._scroller()
            if area is not None:
                area.ensureWidgetVisible(watched, 0, theme.px(14))
        return False

    def _scroller(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in reading direction, Home and End go to the ends."""
        at = next((place for place, card in enumerate(self.cards) if card.hasFocus()), -1)
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        moves = {
            Qt.Key.Key_Right: at + ahead, Qt.Key.Key_Left: at - ahead, Qt.Key.Key_Down: at + self._columns,
            Qt.Key.Key_Up: at - self._columns, Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.cards) - 1,
        }  # fmt: skip
        wanted = moves.get(Qt.Key(event.key()), -1)
        if at >= 0 and 0 <= wanted < len(self.cards):
            self.cards[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)
