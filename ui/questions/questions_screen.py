"""核对: what a county asks its units to look at, and what they answer; at a village the questions that wait."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.codes import QuestionStatus, UnitLevel
from kashi_desktop.types.county import QuestionItem
from kashi_desktop.workspace import Workspace
from ui.questions.question_list import QuestionPane, QuestionTable
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.layouts import empty, filled
from ui.shared.page import ListPage
from ui.shared.shortcuts import bind
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import SegmentedRow

Items = tuple[QuestionItem, ...]
Parts = tuple[QuestionTable, QuestionPane, Callable[[], None], Callable[[], None]]
"""Table, pane, and what its two buttons do."""

COUNTY, VILLAGE = ("found", "waiting", "answered"), ("open", "told")


class View(QWidget):
    """A table and the question under its cursor."""

    def __init__(self, table: QuestionTable, pane: QuestionPane) -> None:
        """Side by side."""
        super().__init__()
        self.table, self.pane = table, pane
        filled(QHBoxLayout(self), (table, 1), pane, spacing=14)


class QuestionsScreen(ListPage):
    """Alt+1 to Alt+3 change between the views; Ctrl+Enter does what the view is for."""

    help_page = "questions"

    def __init__(self, ws: Workspace, changes: Changes | None = None, ask_path: AskPath = ask_table_path) -> None:
        """Blank until ``activated``; ``ask_path`` is handed in so that a test needs no dialog."""
        super().__init__(ws, changes)
        self._is_village = ws.office.level is UnitLevel.VILLAGE
        self._names = VILLAGE if self._is_village else COUNTY
        self._files = TableFiles.of_page(self, ask_path)
        self.stack = QStackedWidget()
        self.views: dict[str, View] = {name: self._view(name) for name in self._names}
        self._switch_place = QWidget(self)  # until the top bar takes it: a widget without a parent may be destroyed in any thread
        self._switch_place.hide()
        self._switch_row = filled(QHBoxLayout(self._switch_place))
        self.switch: SegmentedRow | None = None
        for number, name in enumerate(self._names, start=1):
            bind(self, f"Alt+{number}", partial(self.show_view, name))
        filled(QVBoxLayout(self), self.fault, (self.stack, 1))
        self._show_switch(dict.fromkeys(self._names, 0))
        self.follow(self._hub.elders_changed, self._hub.packages_changed, self._hub.records_changed)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _view(self, name: str) -> View:
        table, pane, act, other = {
            "found": self._found, "waiting": self._waiting, "answered": self._answered, "open": self._open, "told": self._told
        }[name]()  # fmt: skip
        view = View(table, pane)
        table.changed.connect(partial(self._selected, name))
        table.entered.connect(pane.note.setFocus)
        table.table.offer_export(self._files.writer(lambda: f"{self.title()} {self._view_words(name)} {self.ws.clock.today():%Y-%m-%d}"))
        pane.done.connect(act)
        pane.other.connect(other)
        pane.record_wanted.connect(self._open_record)
        self.stack.addWidget(view)
        return view

    def _open_record(self, item: QuestionItem) -> None:
        """The page that shows the record; facilities are shown by their unit."""
        if item.register == "facility":
            self.navigate.emit("facilities", item.unit_code)
        elif item.register == "worker":
            self.navigate.emit("training", ("worker", item.record_ids[0]))
        else:
            self.navigate.emit("elders", item.record_ids[0])

    def _found(self) -> Parts:
        table = QuestionTable(self.ws.clock.today, ("unit",), self.tr("可以问的事"))
        table.set_nothing(self.tr("没有要问的"), self.tr("收到的登记里没有对不上的地方。"))
        hint = self.tr("可以不写")
        pane = QuestionPane(self.tr("发出问题"), self.tr("自己的话"), hint)
        return table, pane, self._ask, lambda: None

    def _waiting(self) -> Parts:
        table = QuestionTable(self.ws.clock.today, ("unit", "asked"), self.tr("等答复的问题"))
        table.set_nothing(self.tr("没有在等答复的"), self.tr("发出的问题随回执到单位，答复随下一个包回来。"))
        pane = QuestionPane(self.tr("不用问了，了结"), "", "")
        return table, pane, partial(self._settle, "waiting"), lambda: None

    def _answered(self) -> Parts:
        table = QuestionTable(self.ws.clock.today, ("unit", "answer", "answered"), self.tr("已答复的问题"))
        table.set_nothing(self.tr("还没有新的答复"), self.tr("单位的答复随数据包回来，收包以后出现在这里。"))
        pane = QuestionPane(self.tr("看过了，了结"), self.tr("还想问的话"), self.tr("可以不写"), self.tr("再问一次"))
        return table, pane, partial(self._settle, "answered"), self._ask_again

    def _open(self) -> Parts:
        table = QuestionTable(self.ws.clock.today, ("asked",), self.tr("县里的问题"))
        table.set_nothing(self.tr("没有要答复的"), self.tr("县里有事要核对时，问题随回执到这里。"))
        pane = QuestionPane(self.tr("保存答复"), self.tr("答复"), self.tr("不写证件号和电话"))
        pane.need(lambda: "" if pane.words() else self.tr("请写一句答复"))
        return table, pane, self._answer, lambda: None

    def _told(self) -> Parts:
        table = QuestionTable(self.ws.clock.today, ("answer", "answered"), self.tr("答复过的问题"))
        table.set_nothing(self.tr("还没有答复过"), self.tr("答复随下一个数据包送到县里。"))
        pane = QuestionPane(self.tr("改答复"), self.tr("答复"), self.tr("不写证件号和电话"))
        pane.need(lambda: "" if pane.words() else self.tr("要改就写一句新的"))
        return table, pane, partial(self._answer, "told"), lambda: None

    def _view_words(self, name: str) -> str:
        return {
            "found": self.tr("可以问的"),
            "waiting": self.tr("等答复"),
            "answered": self.tr("已答复"),
            "open": self.tr("要答复的"),
            "told": self.tr("答复过的"),
        }[name]

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("核对")

    def subtitle(self) -> str:
        """What a question is."""
        if self._is_village:
            return self.tr("县里想请您看一看的事；答复随下一个包送去")
        return self.tr("请单位看一看，不是指责；问题随回执去，答复随包回来")

    def trailing(self) -> QWidget:
        """The switch between the views."""
        return self._switch_place

    def open(self, argument: object) -> None:
        """Show a view by its name."""
        if isinstance(argument, str) and argument in self._names:
            self.show_view(argument)

    # -- content -------------------------------------------------------------------------------------------------------

    def view(self) -> str:
        """The name of the view in front."""
        return self._names[self.stack.currentIndex()]

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self.stack.setCurrentIndex(self._names.index(name))
        if self.switch is not None and self.switch.value() != name:
            self.switch.set_value(name)
        self.take_keyboard()

    def fetch(self) -> None:
        """The questions of all views."""
        self._latest.run(self, self._lists, self._show, self.refused)

    def _lists(self) -> tuple[Items, Items, Items, int]:
        questions = self.ws.questions
        every = questions.list()
        found = () if self._is_village else questions.find()
        waiting = tuple(each for each in every if each.status is QuestionStatus.OPEN)
        told = tuple(each for each in every if each.status is QuestionStatus.ANSWERED)
        settled = tuple(each for each in every if each.status is QuestionStatus.SETTLED and each.answer)
        return found, waiting, (*told, *settled) if self._is_village else told, questions.open_count()

    def _show(self, got: tuple[Items, Items, Items, int]) -> None:
        self.fault.clear_error()
        found, waiting, told, count = got
        lists = {"found": found, "waiting": waiting, "answered": told, "open": waiting, "told": told}
        for name in self._names:
            self.views[name].table.show_items(lists[name])
        self.badge_changed.emit("questions", str(count) if count else "")
        self._show_switch({name: len(lists[name]) for name in self._names})
        self.heading_changed.emit()
        self.take_keyboard()

    def _show_switch(self, counts: dict[str, int]) -> None:
        before = self.switch.value() if self.switch is not None else self._names[0]
        empty(self._switch_row)
        options = [(name, f"{self._view_words(name)} {counts[name] or ''}".strip()) for name in self._names]
        self.switch = SegmentedRow(self.tr("看哪些问题"), options, first=1)
        self.switch.set_value(before)
        self.switch.changed.connect(self.show_view)
        self.switch.setToolTip(self.tr("Alt 1 到 Alt {n} 切换").format(n=len(options)))
        self._switch_row.addWidget(self.switch)

    def _selected(self, name: str) -> None:
        view = self.views.get(name)
        if view is None:
            return
        items = view.table.selected()
        item = view.table.current() if items else None
        many = self.tr("选了 {n} 个问题").format(n=len(items)) if len(items) > 1 else ""
        view.pane.setVisible(item is not None)  # where nothing is listed, the list alone says so
        view.pane.show_item(item, many)
        if name == "found":
            view.pane.save.button.setText(self.tr("发出 {n} 个问题").format(n=len(items)))
        if name in ("waiting", "told") and item is not None:
            view.pane.note.setVisible(name == "told" and item.status is QuestionStatus.ANSWERED)
            view.pane.save.setVisible(name == "waiting" or item.status is QuestionStatus.ANSWERED)

    # -- what is done --------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        view = self.views["found"]
        items, words = view.table.selected(), view.pane.words()
        run(self, lambda: self.ws.questions.ask(items, words), self._asked, self.show_fault)

    def _asked(self, count: int) -> None:
        self.views["found"].pane.note.edit.clear()
        self._changed_here(self.tr("发出 {n} 个问题，随下一份回执到单位").format(n=count))

    def _settle(self, name: str) -> None:
        ids = [each.id for each in self.views[name].table.selected() if each.id is not None]

        def settle() -> int:
            self.ws.questions.settle(*ids)
            return len(ids)

        run(self, settle, lambda count: self._changed_here(self.tr("已了结 {n} 个问题").format(n=count)), self.show_fault)

    def _ask_again(self) -> None:
        view = self.views["answered"]
        item, words = view.table.current(), view.pane.words()
        if item is None or item.id is None:
            return
        again = partial(self.ws.questions.ask_again, item.id, words)
        run(self, again, lambda _nothing: self._again(), self.show_fault)

    def _again(self) -> None:
        self.views["answered"].pane.note.edit.clear()
        self._changed_here(self.tr("又问了一次，随下一份回执到单位"))

    def _answer(self, name: str = "open") -> None:
        view = self.views[name]
        item, words = view.table.current(), view.pane.words()
        if item is None or item.id is None:
            return
        run(self, partial(self.ws.questions.answer, item.id, words), lambda _nothing: self._saved(name), self.show_fault)

    def _saved(self, name: str) -> None:
        self.views[name].pane.note.edit.clear()
        self._changed_here(self.tr("答复已保存，随下一个数据包送到县里"))

    def _changed_here(self, words: str) -> None:
        self.say(words)
        self.setFocus()  # out of the words that were sent: the arrows walk on, instead of the keyboard leaving the page
        self.refresh()
        self._hub.packages_changed.emit(self)

    def _changed(self, source: object) -> None:
        if source is not self:
            super()._changed(source)

    def has_keyboard(self) -> bool:
        """Also while it is on the switch between the views, which stands in the top bar."""
        return super().has_keyboard() or (self.isVisible() and self._switch_place.isAncestorOf(self.window().focusWidget()))

    def take_keyboard(self) -> None:
        """Let the arrows walk the questions."""
        view = self.views[self.view()]
        if self.has_keyboard() and not view.pane.note.edit.hasFocus() and not view.table.filter.search.hasFocus():
            view.table.take_keyboard()
