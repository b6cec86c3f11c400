"""When the record behind a number was typed, and which package brought it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt

from kashi_desktop.types.county import Origin
from ui.indicators.record_words import operation_words, register_words
from ui.shared import theme
from ui.shared.layouts import stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, hairline, text_label
from ui.shared.words import day_words


class OriginsCard(Card):
    """One line an entry, newest first; no value of the record is shown."""

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` decides whether a year is named."""
        super().__init__(margin=0)
        self._today = today
        self.set_title(" ")
        self.header.addStretch(1)
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("记录和送来它的包"), several=True)
        self._stack = stacked(self.table, EmptyState("inbox", self.tr("没有来历"), self.tr("这里没有这条记录的登记。")))
        self.add(self._stack, 1)
        self.add(hairline())
        foot = text_label(self.tr("一行是一次登记或更正；“本机登记”是在这台电脑上输入的。　　Ctrl C 复制 · Esc 返回"), "secondary")
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.add(foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("what", self.tr("记录"), 200, self._what, bold=True),
            Column("typed", self.tr("输入时间"), 150, lambda row: self._moment(row.entered_at), sort_value=lambda row: row.entered_at),
            Column("package", self.tr("包"), 230, self._package, sort_value=_number, stretch=True),
            Column("written", self.tr("包写成"), 110, self._written, sort_value=_number),
            Column("taken", self.tr("收到"), 150, self._taken, sort_value=_number),
            Column("entries", self.tr("包里记录"), 100, lambda row: f"{row.package.entries:,}" if row.package else "", sort_value=_entries),
        )

    def _what(self, row: Origin) -> str:
        day = f" {day_words(row.happened_on, self._today())}" if row.happened_on else ""
        return f"{register_words(row.register)}{day} · {operation_words(row.op)}"

    def _package(self, row: Origin) -> str:
        if row.package is None:
            return self.tr("本机登记")
        return self.tr("{unit} · 第 {n} 号").format(unit=row.package.unit_name, n=row.package.id)

    def _written(self, row: Origin) -> str:
        return day_words(row.package.written_on, self._today()) if row.package and row.package.written_on else ""

    def _taken(self, row: Origin) -> str:
        return self._moment(row.package.handled_at) if row.package else ""

    def _moment(self, moment: datetime) -> str:
        return f"{day_words(moment.date(), self._today())} {moment:%H:%M}"

    def show_origins(self, title: str, origins: Sequence[Origin]) -> None:
        """Show the entries of one record."""
        self.set_title(title)
        self._rows.set_rows(origins)
        self.table.select(0)
        self._stack.setCurrentIndex(0 if origins else 1)

    def take_keyboard(self) -> None:
        """Let the arrows walk the entries."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _number(row: Origin) -> int:
    return row.package.id if row.package else 0


def _entries(row: Origin) -> int:
    return row.package.entries if row.package else 0
