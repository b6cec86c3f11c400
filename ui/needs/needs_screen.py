"""需求: what was asked for and waits, as a board by the day it is wanted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.codes import UNSETTLED, NeedStatus
from kashi_desktop.errors import KnownError
from kashi_desktop.types.inputs import NeedDoneInput, NeedInput
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.results import Need
from kashi_desktop.workspace import Workspace
from ui.needs.ask_need import ask_need
from ui.needs.need_list import NeedColumns, NeedList
from ui.needs.words import GROUPS, LATER, OPEN_END, OVERDUE, WEEK, grouped
from ui.registers.words import choices_of, field_of, filter_of, info_of, translated
from ui.shared.changes import Changes
from ui.shared.filter_bar import FilterBar
from ui.shared.indicator_card import ElidedLabel
from ui.shared.layouts import filled, stacked
from ui.shared.messages import label as code_label
from ui.shared.messages import sentence
from ui.shared.page import LivePage
from ui.shared.surfaces import Kind
from ui.shared.widgets import Card, EmptyState, Pill, PrimaryButton, SecondaryButton
from ui.shared.wrap_row import WrapRow

Ask = Callable[[QWidget, Workspace], tuple[bytes, NeedInput] | None]
_KINDS: dict[str, Kind] = {OVERDUE: "warning", WEEK: "accent"}


class NeedsScreen(LivePage):
    """Four columns; the arrows walk, letters act on the need under the cursor."""

    help_page = "needs"

    def __init__(self, ws: Workspace, changes: Changes | None = None, ask: Ask = ask_need) -> None:
        """Blank until ``activated``; the question is handed in for tests."""
        super().__init__(ws, changes)
        self._ask = ask
        self._needs: tuple[Need, ...] = ()
        self._columns = NeedColumns(ws, info_of("need"))
        self.lists: dict[str, NeedList] = {}
        self._counts: dict[str, Pill] = {}
        self._current = WEEK
        column = filled(QVBoxLayout(self), self._top(), spacing=12)
        self._stack = stacked(self._board())
        words = self.tr("探访时勾选的需求会自己出现在这里；\n平时有人提出，按 N 登记。")
        first = PrimaryButton(self.tr("登记一项需求"), icon="plus", act=self.ask_new)
        self._stack.addWidget(EmptyState("heart", self.tr("没有在等的需求"), words, first))
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(2)
        column.addWidget(self._stack, 1)
        keys = self.tr("↑↓←→ 选一项 · Enter 看档案 · S 开始办理 · D 办结 · X 本人放弃 · N 新需求 · F1 帮助")
        column.addWidget(ElidedLabel(keys, "secondary"))
        self.follow(self._hub.needs_changed, self._hub.elders_changed, self._hub.visits_changed)

    def _top(self) -> QWidget:
        status = field_of("need", "status")
        waiting = [(value, words) for value, words in choices_of(status) if value in UNSETTLED]
        states = (translated(status.label), [("", self.tr("待办和办理中")), *waiting])
        self.bar = FilterBar(self.tr("姓名、转介单位"), {"kind": filter_of(field_of("need", "kind")), "status": states})
        self.bar.changed.connect(self._show)
        self.bar.to_list.connect(self.take_keyboard)
        buttons = QWidget()
        row = filled(QHBoxLayout(buttons), None, spacing=10)
        self.buttons: dict[int, SecondaryButton | PrimaryButton] = {}
        for key, words, act in (
            (Qt.Key.Key_S, self.tr("开始办理"), self.start),
            (Qt.Key.Key_D, self.tr("办结"), self.done),
            (Qt.Key.Key_X, self.tr("本人放弃"), self.decline),
        ):
            button = SecondaryButton(words, chr(key), bind=False, compact=True, act=act)
            self.buttons[int(key)] = button
            row.addWidget(button)
        self.print_button = SecondaryButton(
            self.tr("打印"), "Ctrl+P", icon="printer", compact=True, act=lambda: self.navigate.emit("printing", PrintRequest("needs-list"))
        )
        row.addWidget(self.print_button)
        new = PrimaryButton(self.tr("新需求"), "N", bind=False, compact=True, act=self.ask_new)
        new.bind_quietly("Ctrl+N")
        self.buttons[int(Qt.Key.Key_N)] = new
        row.addWidget(new)
        return WrapRow(self.bar, buttons)

    def _board(self) -> QWidget:
        titles = {OVERDUE: self.tr("已过期"), WEEK: self.tr("一周内"), LATER: self.tr("以后"), OPEN_END: self.tr("没有期限")}
        board = QWidget()
        row = filled(QHBoxLayout(board), spacing=16)
        for group, title in titles.items():
            card = Card(title, margin=8)
            self._counts[group] = Pill("0", _KINDS.get(group, "neutral"))
            card.header.addWidget(self._counts[group])
            card.header.addStretch(1)
            column = NeedList(title, self._columns)
            column.key_pressed.connect(self._key)
            column.entered.connect(lambda name=group: self._enter(name))
            column.doubleClicked.connect(lambda _index: self.open_elder())
            self.lists[group] = column
            card.add(column, 1)
            row.addWidget(card, 1)
        return board

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("需求")

    def subtitle(self) -> str:
        """How many wait, without a word of blame."""
        return self.tr("{n} 项在等").format(n=len(self._needs)) if self._needs else ""

    def open(self, argument: object) -> None:
        """``"new"`` asks for a new need."""
        if argument == "new":
            self.ask_new()

    # -- content -------------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """The needs that wait."""
        further = self._columns.further()
        self._latest.run(self, lambda: self.ws.needs.list(columns=further), self._fetched, self.show_fault)

    def _fetched(self, needs: tuple[Need, ...]) -> None:
        self._needs = needs
        self.badge_changed.emit("needs", str(len(needs)) if needs else "")
        mine = self.has_keyboard()  # asked before: a column that becomes empty loses it
        self._show()
        if mine and not self.bar.search.hasFocus():
            self.take_keyboard()
        self.heading_changed.emit()

    def shown(self) -> tuple[Need, ...]:
        """The needs that pass the filters, in the order of the board."""
        kind, status = self.bar.value("kind"), self.bar.value("status")
        return tuple(
            need
            for need in self._needs
            if kind in ("", need.kind.value) and status in ("", need.status.value) and self.bar.accepts(*self._columns.words(need))
        )

    def _show(self) -> None:
        for group, needs in grouped(self.shown(), self.ws.clock.today()).items():
            column = self.lists[group]
            at = column.currentIndex().row()
            column.needs.show_needs(needs)
            self._counts[group].set(str(len(needs)))
            if group == self._current:
                column.select(max(0, at))
        self._stack.setCurrentIndex(0 if self._needs else 1)
        self._judge()

    def _judge(self) -> None:
        need = self.current()
        for key in (Qt.Key.Key_D, Qt.Key.Key_X):
            self.buttons[int(key)].setEnabled(need is not None)
        self.buttons[int(Qt.Key.Key_S)].setEnabled(need is not None and need.status is NeedStatus.OPEN)

    # -- the keyboard --------------------------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """The first column that has anything, beginning with the one left last."""
        order = [self._current, *GROUPS]
        group = next((each for each in order if self.lists[each].needs.rowCount()), None)
        if group is None:
            self.setFocus()
            return
        self.lists[group].setFocus()

    def current(self) -> Need | None:
        """The need that the letters act on."""
        return self.lists[self._current].current()

    def _enter(self, group: str) -> None:
        self._current = group
        for name, column in self.lists.items():
            if name != group:
                column.setCurrentIndex(column.needs.index(-1, 0))
        self._judge()

    def _key(self, key: int) -> None:
        steps = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        if key in steps:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._walk(-steps[key] if rtl else steps[key])
        elif key in (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)):
            self.open_elder()
        elif key in self.buttons and self.buttons[key].isEnabled():
            self.buttons[key].click()

    def _walk(self, step: int) -> None:
        at, row = GROUPS.index(self._current), self.lists[self._current].currentIndex().row()
        ahead = GROUPS[at + 1 :] if step > 0 else GROUPS[:at][::-1]
        target = next((group for group in ahead if self.lists[group].needs.rowCount()), None)
        if target is not None:
            self.lists[target].select(row)
            self.lists[target].setFocus()

    # -- actions -------------------------------------------------------------------------------------------------------

    def open_elder(self) -> None:
        """The card of the elder, where the need came from."""
        need = self.current()
        if need is not None:
            self.navigate.emit("elders", need.elder_id)

    def start(self) -> None:
        """Somebody is at it."""
        self._do(lambda need: self.ws.needs.start(need.id), self.tr("{name} 的“{kind}”开始办理"))

    def done(self) -> None:
        """It was done today."""
        done = NeedDoneInput(closed_on=self.ws.clock.today())
        self._do(lambda need: self.ws.needs.done(need.id, done), self.tr("{name} 的“{kind}”已办结"))

    def decline(self) -> None:
        """The elder does not want it any more."""
        today = self.ws.clock.today()
        self._do(lambda need: self.ws.needs.decline(need.id, today), self.tr("{name} 的“{kind}”已记为本人放弃"))

    def _do(self, act: Callable[[Need], Any], words: str) -> None:
        need = self.current()
        if need is None:
            return
        try:
            act(need)
        except KnownError as error:
            self.show_fault(error)
            return
        self.say(words.format(name=need.elder_name, kind=code_label(need.kind)))
        self._hub.needs_changed.emit(self)

    def ask_new(self) -> None:
        """A need that came up between visits."""
        asked = self._ask(self, self.ws)
        if asked is None:
            return
        elder, need = asked
        try:
            saved = self.ws.needs.open(need, elder)
        except KnownError as error:
            self.show_fault(error)
            return
        self.say(self.tr("已登记一项需求"))
        for warning in saved.warnings:
            self.notice(sentence(warning))
        self._hub.needs_changed.emit(self)
