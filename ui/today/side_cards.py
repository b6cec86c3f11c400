"""Beside the due list: danger first, then the month, then what has reached the county."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from kashi_desktop.types.results import DueItem, SyncState
from ui.shared import theme
from ui.shared.due_words import reason_words
from ui.shared.icons import pixmap
from ui.shared.layouts import empty
from ui.shared.widgets import Card, KeyButton, ProgressRing, SecondaryButton, text_label
from ui.shared.words import day_words


class DangerCard(Card):
    """Whom to help at once: the numbers stand in the largest type of the page."""

    card_requested = Signal(bytes)

    def __init__(self) -> None:
        """Hidden while nothing is urgent."""
        super().__init__("")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.add(self._lines)
        self.hide()

    def show_items(self, items: tuple[DueItem, ...]) -> None:
        """Show the elders whose latest observation is urgent."""
        urgent = [item for item in items if item.urgent and item.reason == "urgent_observation"]
        empty(self._lines)
        self.setVisible(bool(urgent))
        if not urgent:
            return
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        sign = QLabel()
        sign.setPixmap(pixmap("warning", "danger", 20))
        head.addWidget(sign)
        words = text_label(self.tr("先救人"), "danger")
        words.setProperty("look", "danger")
        words.setFont(theme.font(bold=True))
        head.addWidget(words)
        head.addStretch(1)
        self._lines.addLayout(head)
        numbers = QHBoxLayout()
        numbers.setSpacing(theme.px(6))
        for number, meaning in (("120", self.tr("急救")), ("119", self.tr("火警"))):
            numbers.addWidget(text_label(number, "figure"))
            numbers.addWidget(text_label(meaning, "secondary"))
            numbers.addStretch(1)
        self._lines.addLayout(numbers)
        for item in urgent[:3]:
            self._lines.addWidget(self._person(item))
            self._lines.addWidget(text_label(reason_words(item), "secondary", wrap=True))

    def _person(self, item: DueItem) -> KeyButton:
        button = SecondaryButton(item.full_name, compact=True, act=lambda: self.card_requested.emit(item.elder_id))
        button.setToolTip(self.tr("打开档案"))
        return button


class MonthCard(Card):
    """The ring of the month with the rate beside its target."""

    def __init__(self) -> None:
        """Empty until progress is known."""
        super().__init__("")
        self.set_title(self.tr("本月探访"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self._ring = ProgressRing()
        row.addWidget(self._ring)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        self._figure = text_label("", "figure")
        self._words = text_label("", "secondary", wrap=True)
        column.addStretch(1)
        column.addWidget(self._figure)
        column.addWidget(self._words)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.add(row)

    def words(self) -> str:
        """What the card says now."""
        return f"{self._figure.text()} {self._words.text()}"

    def show_progress(self, met: int, total: int, display: str | None) -> None:
        """``display`` is the rate in per cent with two places, None when there is nobody to visit."""
        self._ring.set(met, total)
        self._figure.setText(f"{met} / {total}")
        if display is None:
            self._words.setText(self.tr("本月还没有要探访的老人"))
            return
        self._words.setText(self.tr("人已见到\n探访率 {rate}%\n目标 100%").format(rate=display))


class DeliveryCard(Card):
    """Has the county received it: confirmed up to, not yet confirmed, and the way to the stick."""

    packages_requested = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` decides whether a year is named."""
        super().__init__("")
        self.set_title(self.tr("送到县里了吗"))
        self._today = today
        self._words: list[str] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(8))
        self.add(self._lines)
        self.button = SecondaryButton(self.tr("导出到 U 盘"), icon="usb", act=self.packages_requested)
        self.button.setToolTip(self.tr("打开“同步”页，导出给县里的数据包"))
        self.button.bind_quietly("Ctrl+E")
        self.add(self.button)

    def show_state(self, state: SyncState) -> None:
        """Say both halves in words; the mark before each is a help for the eye."""
        empty(self._lines)
        self._words = []
        if state.confirmed_up_to is not None:
            self._line("check", "good", self.tr("{day}以前的都收到了").format(day=day_words(state.confirmed_up_to, self._today())))
        if state.unconfirmed_entries and state.confirmed_up_to is not None:
            self._line("warning", "warning", self.tr("之后的 {n} 条还没有回执").format(n=state.unconfirmed_entries))
        elif state.unconfirmed_entries:
            self._line("warning", "warning", self.tr("{n} 条还没有送到县里").format(n=state.unconfirmed_entries))
        elif state.confirmed_up_to is None:
            self._line("info", "muted", self.tr("还没有要送的记录"))

    def words(self) -> tuple[str, ...]:
        """What the card says now."""
        return tuple(self._words)

    def _line(self, icon: str, look: str, words: str) -> None:
        self._words.append(words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        sign = QLabel()
        sign.setPixmap(pixmap(icon, "secondary" if look == "muted" else look, 20))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(words, look, wrap=True), 1)
        self._lines.addLayout(row)
