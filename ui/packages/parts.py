"""Parts that both exchange pages share: numbered steps, places to choose, and files dropped anywhere."""

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.buttons import KeyButton
from ui.shared.icons import pixmap
from ui.shared.layouts import filled
from ui.shared.surfaces import text_label

State = Literal["waiting", "active", "done"]


class StepMark(QWidget):
    """A circle with the step's number, or a tick when it is done, and the line down to the next one."""

    def __init__(self, number: int, last: bool) -> None:
        """The line is left out below the last step."""
        super().__init__()
        self._number, self._last = number, last
        self._state: State = "waiting"
        self.setFixedWidth(theme.px(28))

    def set_state(self, state: State) -> None:
        """Show how far the step is."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the circle and what is in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(26)
        box = QRectF((self.width() - side) / 2, 1, side, side)
        if not self._last:
            painter.setPen(QPen(theme.qcolor("accent_soft" if self._state == "done" else "line"), 2))
            middle = round(box.center().x())
            painter.drawLine(middle, round(box.bottom()) + theme.px(6), middle, self.height() - theme.px(4))
        ground = {"waiting": "neutral_soft", "active": "accent", "done": "accent_soft"}[self._state]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor(ground))
        painter.drawEllipse(box)
        if self._state == "done":
            size = theme.px(18)
            place = box.center()
            painter.drawPixmap(round(place.x() - size / 2), round(place.y() - size / 2), pixmap("check", "accent", 18))
        else:
            painter.setFont(theme.font(theme.SECONDARY, True))
            painter.setPen(theme.qcolor("on_accent" if self._state == "active" else "secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Step(QWidget):
    """One numbered part of a guided page: a title, quiet words at its end, and a body."""

    def __init__(self, number: int, title: str, last: bool = False, parent: QWidget | None = None) -> None:
        """``body`` takes the parts."""
        super().__init__(parent)
        self._number, self._words = number, title
        row = filled(QHBoxLayout(self), spacing=14)
        self.mark = StepMark(number, last)
        row.addWidget(self.mark)
        column = QVBoxLayout()
        column.setContentsMargins(0, theme.px(3), 0, 0 if last else theme.px(22))
        column.setSpacing(theme.px(12))
        top = QHBoxLayout()
        self._title = text_label(title, "section")
        self._note = text_label("", "secondary")
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._note)
        column.addLayout(top)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(12))
        column.addLayout(self.body)
        row.addLayout(column, 1)
        self.set_state("waiting")

    def set_state(self, state: State) -> None:
        """Show how far the step is, also to a screen reader."""
        self.mark.set_state(state)
        words = {"waiting": self.tr("还没到"), "active": self.tr("现在做"), "done": self.tr("已完成")}[state]
        self.setAccessibleName(f"{self._number} {self._words}：{words}")
        theme.mark(self._title, "muted" if state == "waiting" else "section")

    def set_title(self, text: str) -> None:
        """Change the step's words."""
        self._words = text
        self._title.setText(text)

    def set_note(self, text: str) -> None:
        """Change the quiet words at the title's end."""
        self._note.setText(text)


class PlaceButton(KeyButton):
    """A stick or a folder that can be chosen; the chosen one stands on the soft accent with a tick."""

    def __init__(self, text: str, icon: str, path: Path) -> None:
        """``path`` is where it leads."""
        super().__init__(text, icon=icon)
        self.path = path
        self.setToolTip(str(path))
        self.setCheckable(True)
        self.toggled.connect(self._describe)

    def _describe(self, chosen: bool) -> None:
        self.setAccessibleDescription(self.tr("已选") if chosen else "")
        self.update()

    def _bold(self) -> bool:
        return self.isChecked()

    def _colours(self) -> tuple[str, str, str]:
        if self.isEnabled() and self.isChecked():
            return "accent_soft", "accent", "accent"
        return super()._colours()


class MarkedLine(QWidget):
    """A sign and a sentence; the sign is only a help for the eye."""

    def __init__(self, icon: str, look: str, text: str, top: bool = True) -> None:
        """``look`` is good, warning, danger or muted; ``top`` False centres the sign beside one large line."""
        super().__init__()
        row = filled(QHBoxLayout(self), spacing=10)
        self._sign = QLabel()
        self._sign.setFixedSize(QSize(theme.px(20), theme.px(20)))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter)
        self.words = text_label("", look, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.words, 1)
        self.tell(icon, look, text)

    def tell(self, icon: str, look: str, text: str) -> None:
        """Change the sign and the sentence."""
        self._sign.setPixmap(pixmap(icon, "secondary" if look == "muted" else look, 20))
        theme.mark(self.words, look)
        self.words.setText(text)


class FileDrop(QObject):
    """Lets files and folders be dropped anywhere on a widget."""

    dropped = Signal(list)
    hovered = Signal(bool)

    def __init__(self, target: QWidget) -> None:
        """``target`` and all in it takes drops from now on."""
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take local files, leave everything else alone."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if not files:
                return False
            event.acceptProposedAction()
            self.hovered.emit(event.type() != QEvent.Type.Drop)
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(files)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        return super().eventFilter(watched, event)


class TallPage(QScrollArea):
    """A page that scrolls when large type makes it higher than the window; nothing is ever squeezed or cut."""

    def __init__(self, inner: QWidget) -> None:
        """``inner`` keeps its own heights."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
