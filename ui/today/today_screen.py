"""今天: the page that opens on the work that waits."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.results import DueItem, DueList, SyncState
from kashi_desktop.workspace import Workspace
from ui.shared import theme
from ui.shared.changes import Changes
from ui.shared.due_table import DueTable
from ui.shared.layouts import filled, spread, stacked
from ui.shared.messages import sentence
from ui.shared.page import LivePage
from ui.shared.question_card import QuestionCard
from ui.shared.widgets import Card, EmptyState, LinkButton, Pill, PrimaryButton, SecondaryButton, hairline, text_label
from ui.today.side_cards import DangerCard, DeliveryCard, MonthCard

Fetched = tuple[DueList, tuple[int, int, str | None], SyncState, int, frozenset[bytes]]


class TodayScreen(LivePage):
    """Due and overdue list with the reason; the month, the county and danger beside it."""

    help_page = "today"

    record_visit_requested = Signal(bytes)
    card_requested = Signal(bytes)
    packages_requested = Signal()
    roster_requested = Signal()
    """Ask for the page that loads a roster spreadsheet."""
    new_elder_requested = Signal()

    def __init__(self, ws: Workspace, changes: Changes | None = None) -> None:
        """Blank until ``activated``; afterwards it follows what others change (the running program's hub without ``changes``)."""
        super().__init__(ws, changes)
        self._total = -1
        filled(QHBoxLayout(self), (self._list_card(), 1), self._side(), spacing=16)
        hub = self._hub
        self.follow(hub.elders_changed, hub.visits_changed, hub.needs_changed, hub.packages_changed)
        self.record_visit_requested.connect(lambda elder_id: self.navigate.emit("visit", elder_id))
        self.card_requested.connect(lambda elder_id: self.navigate.emit("elders", elder_id))
        self.packages_requested.connect(lambda: self.navigate.emit("packages", None))
        self.roster_requested.connect(lambda: self.navigate.emit("elders", "roster"))
        self.new_elder_requested.connect(lambda: self.navigate.emit("elders", "new"))

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _list_card(self) -> QWidget:
        card = Card(self.tr("该去看望的老人"), margin=0)
        self._overdue, self._week, self._later = Pill("", "warning"), Pill("", "accent"), Pill("", "neutral")
        for pill in (self._overdue, self._week, self._later):
            card.header.addWidget(pill)
            pill.hide()
        card.header.addStretch(1)
        self.open_button = SecondaryButton(self.tr("看档案"), "Space", bind=False, act=lambda: self._with_current(self.card_requested.emit))
        self.record_button = PrimaryButton(
            self.tr("记录探访"), "Return", bind=False, act=lambda: self._with_current(self.record_visit_requested.emit)
        )
        self.add_button = SecondaryButton(self.tr("登记一位老人"), "Ctrl+N", icon="plus", act=self.new_elder_requested)
        self.add_button.hide()
        card.header.addWidget(self.add_button)
        card.header.addWidget(self.open_button)
        card.header.addWidget(self.record_button)
        self.table = DueTable(self.ws.clock.today)
        self.table.activated_row.connect(lambda item: self.record_visit_requested.emit(item.elder_id))
        self.table.peeked_row.connect(lambda item: self.card_requested.emit(item.elder_id))
        self._stack = stacked(self.table, self._first_step())
        words = self.tr("到期的老人会自己出现在这里。\n想现在就记一次，可到“老人”里打开档案，按 Ctrl R。")
        self._stack.addWidget(EmptyState("check", self.tr("现在没有该去看望的人"), words))
        self._fault = EmptyState("warning", "", "")
        self._stack.addWidget(self._fault)
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(4)
        card.add(self._stack, 1)
        line = hairline()
        card.add(line)
        foot = self._list_foot()
        card.add(foot)
        self._foot = (line, foot)
        return card

    def _list_foot(self) -> QWidget:
        """The keys of the list, and the list on paper."""
        foot = QWidget()
        words = text_label(self.tr("↑↓ 选人 · Enter 记录 · F1 帮助 · 先急事，再看过期天数和等级"), "secondary")
        self.print_button = LinkButton(
            self.tr("打印名单"), "Ctrl+P", icon="printer", quiet=True, act=lambda: self.navigate.emit("printing", PrintRequest("due-list"))
        )
        self.forms_button = LinkButton(
            self.tr("空白探访表"), icon="document", quiet=True, act=lambda: self.navigate.emit("printing", PrintRequest("blank-visit-form"))
        )
        self.forms_button.bind_quietly("Ctrl+Shift+P")
        row = spread(words, None, self.print_button, self.forms_button, spacing=4)
        row.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        foot.setLayout(row)
        return foot

    def _first_step(self) -> QWidget:
        """What to do while nobody is on the register."""
        self.roster_button = PrimaryButton(self.tr("导入花名册"), "Ctrl+I", icon="upload", act=self.roster_requested)
        words = self.tr("手头有 Excel 或 CSV 花名册，就直接导入；\n没有也可以一位一位登记。登记好以后，\n该去看望谁会显示在这里。")
        return EmptyState("people", self.tr("先把老人登记进来"), words, self.roster_button)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(theme.px(232))
        column = filled(QVBoxLayout(side), spacing=16)
        self.danger, self.month, self.delivery = DangerCard(), MonthCard(), DeliveryCard(self.ws.clock.today)
        self.danger.card_requested.connect(self.card_requested)
        self.delivery.packages_requested.connect(self.packages_requested)
        self.questions = QuestionCard()
        self.questions.wanted.connect(lambda: self.navigate.emit("questions", None))
        for card in (self.danger, self.month, self.questions, self.delivery):
            column.addWidget(card)
        column.addStretch(1)
        return side

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("今天")

    def subtitle(self) -> str:
        """The day, and how much of the month is left."""
        today = self.ws.clock.today()
        day = QDate(today.year, today.month, today.day)
        words = QLocale(QLocale.Language.Chinese).toString(day, self.tr("M月d日 dddd"))
        left = day.daysInMonth() - today.day
        return f"{words} · " + (self.tr("本月还有 {n} 天").format(n=left) if left else self.tr("今天是本月最后一天"))

    def take_keyboard(self) -> None:
        """Let the arrows work, or where nobody is on the register stand before the first step."""
        if self.roster_button.isVisible():
            self.roster_button.stand_by()
        else:
            (self.table if self.table.isVisible() else self).setFocus()

    # -- content -------------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """The list and the cards."""
        ws = self.ws
        self._latest.run(
            self,
            lambda: (ws.due.list(), ws.due.progress(), ws.packages.state(), ws.questions.open_count(), ws.drafts.records("visit")),
            self._show,
            self.refused,
        )

    def _show(self, got: Fetched) -> None:
        due, (met, total, display), state, questions, drafted = got
        self._total = total
        self.month.show_progress(met, total, display)
        self.delivery.show_state(state)
        self.delivery.setVisible(self.ws.office.has_parent)
        self.danger.show_items(due.items)
        self.questions.show_count(questions)
        self._show_counts(due)
        nobody = not due.items and not due.counts.get("total", 0) and not total
        self._stack.setCurrentIndex(0 if due.items else 1 if nobody else 2)
        for part in (self.record_button, self.open_button, *self._foot):
            part.setVisible(bool(due.items))
        self.add_button.setVisible(nobody)
        self.table.show_items(due.items, drafted)
        if self.has_keyboard():
            self.take_keyboard()
        self.heading_changed.emit()

    def _show_counts(self, due: DueList) -> None:
        words = (
            (self._overdue, "overdue", self.tr("已过期 {n}")),
            (self._week, "this_week", self.tr("本周到期 {n}")),
            (self._later, "later", self.tr("其余 {n}")),
        )
        for pill, key, text in words:
            count = due.counts.get(key, 0)
            pill.set(text.format(n=count))
            pill.setVisible(bool(count))

    def show_fault(self, error: KnownError) -> None:
        """Say in the place of the list why there is none."""
        self._fault.set(self.tr("名单没有取到"), sentence(error))
        self._stack.setCurrentIndex(3)

    def _with_current(self, tell: Callable[[bytes], Any]) -> None:
        item: DueItem | None = self.table.current_row()
        if item is not None:
            tell(item.elder_id)
