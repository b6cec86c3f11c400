"""The visit rate of every unit: those furthest from the target first, those without data last."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from kashi_desktop.types.results import UnitRate
from ui.indicators.words import day_words, note_words
from ui.shared import theme
from ui.shared.filter_bar import SearchInput
from ui.shared.icons import icon
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, Choice, EmptyState, TextInput, hairline, text_label


class UnitRatesCard(Card):
    """Search and filter above the table; Enter opens the people behind a line."""

    unit_wanted = Signal(object)
    """UnitRate of the line."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """``today`` decides whether a year is named."""
        super().__init__(parent=parent, margin=0)
        self._today = today
        self._all: tuple[UnitRate, ...] = ()
        self.set_title(self.tr("各单位"))
        self._build_header()
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("各单位的月探访率"), several=True)
        self.table.activated_row.connect(self.unit_wanted)
        self.table.peeked_row.connect(self.unit_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("search", self.tr("没有符合的单位"), self.tr("换几个字，或把筛选改回“全部单位”。")))
        self.add(self._stack, 1)
        self.add(hairline())
        self.foot = text_label("", "secondary")
        self.foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self.add(self.foot)
        QShortcut(QKeySequence("Ctrl+F"), self, self._focus_search)

    def _build_header(self) -> None:
        self.search = SearchInput(self.tr("找单位"), self.tr("单位、乡镇或代码（Ctrl F）"), compact=True)
        self.search.addAction(icon("search"), TextInput.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(theme.px(260))
        self.search.textChanged.connect(self._filter)
        self.search.down.connect(self._to_list)
        self.search.entered.connect(self._to_list)
        options = [
            ("", self.tr("全部单位")),
            ("short", self.tr("有人没见到")),
            ("missing", self.tr("没有数据")),
            ("full", self.tr("都见到了")),
        ]
        self.which = Choice(self.tr("筛选"), options)
        self.which.setProperty("compact", True)
        self.which.set_value("")
        self.which.changed.connect(self._filter)
        self.header.addWidget(text_label(self.tr("点一行看是谁"), "secondary"))
        self.header.addStretch(1)
        self.header.addWidget(self.which)
        self.header.addWidget(self.search)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("unit", self.tr("单位"), 210, lambda row: row.name, bold=True, sort_value=lambda row: row.code),
            Column("township", self.tr("乡镇"), 150, lambda row: row.township, muted=True),
            Column("due", self.tr("应访"), 70, lambda row: _count(row, row.denominator), sort_value=lambda row: row.denominator),
            Column("met", self.tr("已访"), 70, lambda row: _count(row, row.numerator), sort_value=lambda row: row.numerator),
            Column("rate", self.tr("率"), 88, lambda row: f"{row.display}%" if _known(row) else "–", sort_value=_rate),
            Column("bar", "", 190, lambda row: "", fraction=_fraction, sort_value=_rate, stretch=True),
            Column("package", self.tr("包"), 104, self._package, sort_value=lambda row: row.last_package or date.min),
            Column("note", self.tr("说明"), 160, note_words, muted=True),
        )

    def _package(self, row: UnitRate) -> str:
        return day_words(row.last_package, self._today()) if row.last_package else self.tr("未收到")

    def show_rates(self, rates: tuple[UnitRate, ...]) -> None:
        """Show the units in the order given; the filter stays."""
        self._all = rates
        self._filter()

    def _filter(self, *_why: object) -> None:
        kept: UnitRate | None = self.table.current_row()
        words, which = self.search.text().split(), self.which.value()
        rows = [row for row in self._all if _is(row, which) and all(_has(row, word) for word in words)]
        self._rows.set_rows(rows)
        codes = [row.code for row in rows]
        self.table.select(codes.index(kept.code) if kept is not None and kept.code in codes else 0)
        self._stack.setCurrentIndex(0 if rows else 1)
        keys = self.tr("↑↓ 选单位 · Enter 看是谁 · Ctrl C 复制 · F1 帮助")
        self.foot.setText(self.tr("{n} 个单位").format(n=f"{len(rows):,}") + f"　　{keys}")

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_list(self) -> None:
        if self._rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _known(row: UnitRate) -> bool:
    return row.complete and row.display is not None


def _count(row: UnitRate, value: int) -> str:
    return f"{value:,}" if row.complete else "–"


def _fraction(row: UnitRate) -> float | None:
    return row.numerator / row.denominator if row.complete and row.denominator else None


def _rate(row: UnitRate) -> float:
    """Comparable: units without a rate stand after all others."""
    fraction = _fraction(row)
    return 2.0 if fraction is None else fraction


def _is(row: UnitRate, which: str) -> bool:
    if which == "missing":
        return not row.complete
    short = row.complete and row.numerator < row.denominator
    if which == "short":
        return short
    return row.complete and not short if which == "full" else True


def _has(row: UnitRate, word: str) -> bool:
    return word in row.name or word in row.township or row.code.startswith(word)
