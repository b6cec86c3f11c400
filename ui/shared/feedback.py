"""How the program answers: what changed, why not yet, how far."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.buttons import Act, LinkButton, PrimaryButton, SecondaryButton
from ui.shared.icons import pixmap
from ui.shared.layouts import filled, spread
from ui.shared.surfaces import Card, text_label
from ui.shared.wrap_row import WrapRow

LINE = 200
"""Width in design pixels up to which a reason stands in one line."""


class Toast(QWidget):
    """One line of what changed, with the way back; it goes by itself after a while and never takes the focus."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, seconds: int = 8) -> None:
        """Hidden until there is something to say."""
        super().__init__(parent)
        row = filled(QHBoxLayout(self), spacing=8)
        self._mark = QLabel()
        self._mark.setPixmap(pixmap("check", "good", 18))
        self._text = text_label("", "muted")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = LinkButton(self.tr("撤销 Ctrl Z"), icon="undo", act=self.undo_wanted)
        self._undo.setFocusPolicy(self._undo.focusPolicy().ClickFocus)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, undo: bool = False, kind: str = "good") -> None:
        """Show ``text``; ``kind`` is good, warning or danger. A fault stays until the next word."""
        self._mark.setPixmap(pixmap("check" if kind == "good" else "warning", kind, 18))
        self._text.setText(text)
        self._text.setToolTip(text)
        self._undo.setVisible(undo)
        self.setAccessibleName(text)
        self.show()
        if kind == "good":
            self._timer.start()
        else:
            self._timer.stop()


class ReasonedSave(WrapRow):
    """A save button that is disabled with its reason beside it, never a pop-up after."""

    clicked = Signal()

    def __init__(self, button: PrimaryButton, act: Act | None = None, beside: QWidget | None = None) -> None:
        """The reason stands before the button in reading order, and ``beside`` between them."""
        self._reason = text_label("", "secondary", wrap=True)
        self._reason.setAlignment(self._reason.alignment().AlignRight | self._reason.alignment().AlignVCenter)
        buttons: QWidget = button
        if beside is not None:
            buttons = QWidget()
            buttons.setLayout(spread(beside, button, spacing=12))
        super().__init__(self._reason, buttons, spacing=12)
        self.button = button
        button.clicked.connect(self.clicked)
        if act is not None:
            self.clicked.connect(act)
        self._busy = False
        self._reasons: tuple[str, ...] = ()

    def set_reasons(self, reasons: Sequence[str]) -> None:
        """Enable the button when there is no reason against it; otherwise show the first, all in the tooltip."""
        self._reasons = tuple(reason for reason in reasons if reason)
        self._show()

    def set_busy(self, busy: bool, words: str = "") -> None:
        """While the work runs the button waits, with ``words`` beside it."""
        self._busy = busy
        self._show()
        if busy:
            self._say(words)

    def reason(self) -> str:
        """The first reason why not yet; empty when saving is possible."""
        return self._reasons[0] if self._reasons else ""

    def _show(self) -> None:
        self.button.setEnabled(not self._reasons and not self._busy)
        more = len(self._reasons) - 1
        self._say(self.reason() + (self.tr("（另有 {n} 处）").format(n=more) if more > 0 else ""))
        self._reason.setToolTip("\n".join(self._reasons))
        self.button.setAccessibleDescription(self.reason())

    def _say(self, words: str) -> None:
        """A short reason in one line, a long one in two; where the button leaves no room for it, above the button."""
        wide = QFontMetricsF(theme.font(theme.SECONDARY)).horizontalAdvance(words)
        self._reason.setMinimumWidth(min(ceil(wide) + 1, theme.px(LINE)) if words else 0)
        self._reason.setText(words)
        self.arrange()


class ProgressCard(Card):
    """Work under way: what, how far, and a cancel that leaves nothing half done."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, cancel: bool = True) -> None:
        """``cancel`` False where stopping is not possible (a moment's work)."""
        super().__init__(title, parent)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._count = text_label(self.tr("正在准备……"), "secondary")
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        self._cancel = SecondaryButton(self.tr("停止"), compact=True, act=self._stop)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.add(column)
        self._cancel.setVisible(cancel)  # only now: shown without a parent it would be a window of its own

    def report(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; total 0 means that the end is not known."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = self.tr("{done} / {total}") if total else self.tr("已处理 {done}")
        self._count.setText(words.format(done=done, total=total))

    def reset(self) -> None:
        """Start anew."""
        self._bar.setRange(0, 0)
        self._count.setText(self.tr("正在准备……"))
        self._cancel.setEnabled(True)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._count.setText(self.tr("正在停止，不会留下做了一半的事……"))
        self.cancelled.emit()
