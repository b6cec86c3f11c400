"""Questions as a table, and beside it the one under the cursor in full."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import QuestionKind
from kashi_desktop.types.county import QuestionItem
from ui.questions.words import about_words, answered_words, ask_words, asked_words, kind_words
from ui.shared import theme
from ui.shared.filter_bar import FilterBar
from ui.shared.layouts import empty, spread, stacked
from ui.shared.messages import label
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, LinkButton, NoteEdit, PrimaryButton, ReasonedSave, SecondaryButton, text_label


class QuestionTable(Card):
    """Sorted by kind and unit; Enter goes to the answer or the words."""

    changed = Signal()
    """Another question is under the cursor, or others are selected."""
    entered = Signal()

    def __init__(self, today: Callable[[], date], columns: Sequence[str], name: str) -> None:
        """``columns`` are keys of those that are shown beside kind and records: unit asked answer answered."""
        super().__init__(margin=0)
        self._today = today
        self._all: tuple[QuestionItem, ...] = ()
        self.show_header()
        kinds = [("", self.tr("全部种类")), *((kind.value, label(kind)) for kind in QuestionKind)]
        self.filter = FilterBar(self.tr("找单位、编号"), {"kind": (self.tr("种类"), kinds)})
        self.filter.changed.connect(self._filter)
        self.filter.to_list.connect(self.take_keyboard)
        self.header.addWidget(self.filter, 1)
        self._rows = PagedTableModel(self._columns(columns), self)
        self.table = TableView(self._rows, name, several=True)
        self.table.selection_changed.connect(self.changed)
        self.table.activated_row.connect(lambda _row: self.entered.emit())
        self._empty = EmptyState("check", "", "")
        self.stack = stacked(self.table, self._empty)
        self.add(self.stack, 1)
        self._nothing = ("", "")

    def _columns(self, wanted: Sequence[str]) -> tuple[Column, ...]:
        optional = {
            "unit": Column("unit", self.tr("单位"), 170, lambda row: row.unit_name, bold=True, sort_value=lambda row: row.unit_code),
            "asked": Column("asked", self.tr("发出"), 86, lambda row: asked_words(row, self._today()), sort_value=_asked),
            "answer": Column("answer", self.tr("答复"), 200, lambda row: row.answer, stretch=True),
            "answered": Column("answered", self.tr("答复日期"), 86, lambda row: answered_words(row, self._today()), sort_value=_answered),
        }
        return (
            *(optional[key] for key in wanted if key == "unit"),
            Column("kind", self.tr("核对什么"), 200, kind_words, bold="unit" not in wanted, stretch="answer" not in wanted),
            Column("about", self.tr("记录"), 150, about_words, muted=True),
            *(optional[key] for key in wanted if key != "unit"),
        )

    def set_nothing(self, title: str, words: str) -> None:
        """What an empty list says."""
        self._nothing = (title, words)

    def show_items(self, items: Sequence[QuestionItem]) -> None:
        """Show questions, those of one kind together; the filter stays."""
        self._all = tuple(sorted(items, key=lambda each: (list(QuestionKind).index(each.kind), each.unit_code, each.refs)))
        self._filter()

    def items(self) -> list[QuestionItem]:
        """The questions as they are shown."""
        return [self._rows.row(place) for place in range(self._rows.rowCount())]

    def current(self) -> QuestionItem | None:
        """The question under the cursor."""
        found: QuestionItem | None = self.table.current_row()
        return found

    def selected(self) -> list[QuestionItem]:
        """The selected questions."""
        return self.table.selected_rows()

    def take_keyboard(self) -> None:
        """Let the arrows walk the questions."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        kind = self.filter.value("kind")
        rows = [
            each for each in self._all if kind in ("", each.kind.value) and self.filter.accepts(each.unit_name, each.unit_code, *each.refs)
        ]
        self.table.renew(rows, lambda each: (each.id, each.kind, each.unit_id, each.refs), near=True)
        self._empty.set(*(self._nothing if not self._all else (self.tr("没有符合的"), self.tr("换几个字，或把筛选改回“全部种类”。"))))
        self.stack.setCurrentIndex(0 if rows else 1)
        self.changed.emit()


def _asked(row: QuestionItem) -> date:
    return row.asked_on or date.min


def _answered(row: QuestionItem) -> date:
    return row.answered_on or date.min


_SHOWN = ("elder", "worker", "facility")
"""Registers whose records have a page of their own."""


class QuestionPane(Card):
    """The question in full, a field for words, and what can be done with it."""

    done = Signal()
    """The main button."""
    other = Signal()
    """The second button."""
    record_wanted = Signal(object)
    """The question whose record should be shown."""

    def __init__(self, action: str, field: str, hint: str, other: str = "", parent: QWidget | None = None) -> None:
        """``action`` are the words of the main button, ``field`` the label of the words, ``other`` of the second button."""
        super().__init__(parent=parent)
        self.setFixedWidth(theme.px(360))
        self.set_title(" ")
        self._item: QuestionItem | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(8))
        self.add(self._lines)
        self.record = LinkButton(self.tr("看这条记录"), icon="eye", act=self._open)
        self.add(spread(self.record, None))
        self.note = NoteEdit(field, 200, hint)
        self.note.changed.connect(self._judge)
        self.note.edit.setMaximumHeight(theme.px(130))
        self.add(self.note)
        self.body.addStretch(1)
        self.save = ReasonedSave(PrimaryButton(action, "Ctrl+Return"), act=self.done)
        self.second = SecondaryButton(other, compact=False, act=self.other)
        self.add(self.save)
        self.add(self.second)
        self.second.setVisible(bool(other))  # only now: shown without a parent it would be a window of its own
        self._reason: Callable[[], str] = lambda: ""

    def words(self) -> str:
        """What the person wrote."""
        return self.note.text()

    def need(self, reason: Callable[[], str]) -> None:
        """``reason`` says why the main button must wait."""
        self._reason = reason
        self._judge()

    def show_item(self, item: QuestionItem | None, title: str = "") -> None:
        """Show one question; ``title`` instead of the kind's name where several are selected."""
        self._item = item
        empty(self._lines)
        self.set_title(title or (kind_words(item) if item is not None else " "))
        if item is not None:
            self._line(ask_words(item))
            self._line("　".join(part for part in (item.unit_name, about_words(item)) if part), "strong")
            if item.text:
                self._line(self.tr("县里写的：{words}").format(words=item.text), "")
            if item.answer:
                self._line(self.tr("单位答复：{words}").format(words=item.answer), "")
        self.record.setVisible(item is not None and item.register in _SHOWN and bool(item.record_ids))
        for part in (self.note, self.save):
            part.setVisible(item is not None)
        self.second.setVisible(item is not None and bool(self.second.text()))
        self._judge()

    def _line(self, words: str, look: str = "secondary") -> None:
        self._lines.addWidget(text_label(words, look, wrap=True))

    def _open(self) -> None:
        if self._item is not None:
            self.record_wanted.emit(self._item)

    def _judge(self) -> None:
        self.save.set_reasons([self._reason()])
