"""The records behind a number, list by list."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from kashi_desktop.types.results import Listed
from ui.indicators.record_words import detail_words, hint_words, list_words, register_of
from ui.shared import theme
from ui.shared.layouts import empty, filled, stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, Pill, SegmentedRow, hairline, text_label

Lists = Mapping[str, tuple[Listed, ...]]


class RecordsCard(Card):
    """Enter opens a record, Space the packages that it came in."""

    record_wanted = Signal(str, object)
    """Register and Listed of the line."""
    origin_wanted = Signal(str, object)

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` decides whether a year is named."""
        super().__init__(margin=0)
        self._today = today
        self._lists: Lists = {}
        self._key = ""
        self.switch: SegmentedRow | None = None
        self.set_title(" ")
        self.figure = Pill()
        self.header.addWidget(self.figure)
        self.header.addStretch(1)
        self._switch_row = filled(QHBoxLayout(), edges=(16, 0, 16, 10))
        self.add(self._switch_row)
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("名单"), several=True)
        self.table.activated_row.connect(lambda row: self.record_wanted.emit(register_of(self._key), row))
        self.table.peeked_row.connect(lambda row: self.origin_wanted.emit(register_of(self._key), row))
        self.table.add_action(self.tr("从哪个包来（空格键）"), self._peek)
        self._empty = EmptyState("check", "", "")
        self._stack = stacked(self.table, self._empty)
        self.add(self._stack, 1)
        self.add(hairline())
        self.foot = text_label("", "secondary")
        self.foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.add(self.foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("名称"), 280, lambda row: row.name, bold=True),
            Column("ref", self.tr("编号"), 160, lambda row: row.ref, muted=True),
            Column("detail", self.tr("说明"), 420, lambda row: detail_words(self._key, row, self._today()), muted=True, stretch=True),
        )

    def show_lists(self, title: str, figure: str, lists: Lists) -> None:
        """Show ``lists``, first the one that is not empty; ``figure`` is the number that they stand behind."""
        self.set_title(title)
        self.figure.set(figure)
        self.figure.setVisible(bool(figure))
        self._lists = lists
        empty(self._switch_row)
        self.switch = None
        first = next((key for key, rows in lists.items() if rows), next(iter(lists), ""))
        if lists:
            options = [(key, f"{list_words(key)} {len(rows)}") for key, rows in lists.items()]
            self.switch = SegmentedRow(self.tr("名单"), options, first=1)
            self.switch.set_value(first)
            self.switch.changed.connect(self._show_list)
            self._switch_row.addWidget(self.switch)
            self._switch_row.addStretch(1)
        self._show_list(first)

    def take_keyboard(self) -> None:
        """Let the arrows walk the list, or choose another list where this one is empty."""
        part = self.table if self._rows.rowCount() else self.switch or self
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _peek(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.origin_wanted.emit(register_of(self._key), row)

    def _show_list(self, key: str) -> None:
        self._key = key
        rows = self._lists.get(key, ())
        self._rows.set_rows(rows)
        self.table.select(0)
        words = list_words(key) if key else ""
        self._empty.set(
            self.tr("“{list}”名单上没有人").format(list=words) if key else self.tr("这里没有名单"), hint_words(key) if key else ""
        )
        self._stack.setCurrentIndex(0 if rows else 1)
        keys = self.tr("Enter 打开 · Space 从哪个包来 · Ctrl C 复制 · Esc 返回")
        self.foot.setText(f"{hint_words(key)}　　{keys}" if key else keys)
