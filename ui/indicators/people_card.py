"""The people behind a number, list by list."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kashi_desktop.types.results import Indicator, ListedPerson
from ui.indicators.words import LISTS, detail_words, hint_words, list_words
from ui.shared import theme
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, LinkButton, Pill, SegmentedRow, empty, hairline, text_label


class PeopleCard(Card):
    """Opened from a unit or from the county's number; Esc goes back, Enter opens a person's card."""

    back_wanted = Signal()
    person_wanted = Signal(bytes)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """``today`` decides whether a year is named."""
        super().__init__(parent=parent, margin=0)
        self._today = today
        self._lists: Mapping[str, tuple[ListedPerson, ...]] = {}
        self._names: Mapping[str, str] = {}
        self._key = ""
        self.switch: SegmentedRow | None = None
        self.back = LinkButton(self.tr("回到各单位 Esc"), icon="back")
        self.back.clicked.connect(self.back_wanted)
        self.header.insertWidget(0, self.back)
        self.set_title(" ")
        self.figure = Pill()
        self.header.addWidget(self.figure)
        self.header.addStretch(1)
        self._switch_row = QHBoxLayout()
        self._switch_row.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        self.add(self._switch_row)
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("名单"), several=True)
        self.table.activated_row.connect(lambda row: self.person_wanted.emit(row.elder_id))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = EmptyState("check", self.tr("这张名单上没有人"), "")
        self._stack.addWidget(self._empty)
        self.add(self._stack, 1)
        self.add(hairline())
        self.foot = text_label("", "secondary")
        self.foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self.add(self.foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("姓名"), 240, lambda row: row.full_name, bold=True),
            Column("ref", self.tr("编号"), 130, lambda row: row.elder_ref, muted=True),
            Column("unit", self.tr("单位"), 230, lambda row: self._names.get(row.unit_code, row.unit_code)),
            Column("detail", self.tr("说明"), 320, lambda row: detail_words(self._key, row, self._today()), muted=True, stretch=True),
        )

    def show_lists(self, title: str, indicator: Indicator, names: Mapping[str, str], key: str = "") -> None:
        """Show the lists of ``indicator``, first ``key`` or the first that is not empty; ``names`` are units by code."""
        self.set_title(title)
        self._lists, self._names = indicator.lists, names
        rate = self.tr("{met} / {all} 人").format(met=indicator.numerator, all=indicator.denominator)
        self.figure.set(f"{indicator.display}% · {rate}" if indicator.display else self.tr("没有要探访的老人"))
        empty(self._switch_row)
        options = [(name, f"{list_words(name)} {len(self._lists.get(name, ()))}") for name in LISTS]
        self.switch = SegmentedRow(self.tr("名单"), options, first=1)
        self._switch_row.addWidget(self.switch)
        self._switch_row.addStretch(1)
        filled = [name for name in LISTS if self._lists.get(name)]
        first = key or (filled[0] if filled else "not_visited")
        self.switch.set_value(first)
        self.switch.changed.connect(self._show_list)
        self._show_list(first)
        (self.table if self._lists.get(first) else self.switch).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self, key: str) -> None:
        self._key = key
        people = self._lists.get(key, ())
        self._rows.set_rows(people)
        self.table.select(0)
        self._empty.set(self.tr("“{list}”名单上没有人").format(list=list_words(key)), hint_words(key))
        self._stack.setCurrentIndex(0 if people else 1)
        keys = self.tr("Enter 看档案 · Ctrl C 复制 · Esc 回到各单位")
        self.foot.setText(f"{hint_words(key)}　　{keys}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the units."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)
