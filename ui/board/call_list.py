"""Whom to call: the units of which nothing has come, with the months they miss and when something last came."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal

from kashi_desktop.types.county import SilentUnit
from ui.board.words import last_words, missing_words
from ui.shared import theme
from ui.shared.layouts import spread, stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, Pill, SecondaryButton, hairline


class CallList(Card):
    """A short table; printing hands it to the printing page."""

    print_wanted = Signal()
    unit_wanted = Signal(bytes)
    """Show the unit on the board."""

    def __init__(self, today: Callable[[], date], one: str) -> None:
        """``today`` decides whether a year is named; ``one`` is what a line is called."""
        super().__init__(margin=0)
        self._today, self._one = today, one
        self.set_title(self.tr("打电话问问"))
        self.count = Pill()
        self.header.addWidget(self.count)
        self.header.addStretch(1)
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("还没有消息的{one}").format(one=one), several=True)
        self.table.activated_row.connect(lambda row: self.unit_wanted.emit(row.unit_id))
        self.stack = stacked(
            self.table, EmptyState("check", self.tr("都有消息了"), self.tr("这个月每个{one}都送来了包，不用打电话。").format(one=one))
        )
        self.add(self.stack, 1)
        self.add(hairline())
        self.print_button = SecondaryButton(self.tr("打印"), icon="printer", compact=True, act=self.print_wanted)
        self.print_button.setToolTip(self.tr("打印未报单位联系单"))
        self.print_button.bind_quietly("Ctrl+P")
        self.copy_button = SecondaryButton(self.tr("复制"), icon="copy", compact=True, act=self.copy_all)
        self.export_button = SecondaryButton(self.tr("导出"), icon="download", compact=True, act=self.table.export)
        buttons = spread(self.print_button, self.copy_button, self.export_button, None)
        buttons.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.add(buttons)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("unit", self._one, 142, lambda row: row.unit_name, bold=True, sort_value=lambda row: row.unit_code),
            Column("missing", self.tr("缺的月份"), 86, lambda row: missing_words(row.months_missing), sort_value=_months, stretch=True),
            Column("last", self.tr("上次收到"), 84, self._last, sort_value=lambda row: row.last_received or date.min, muted=True),
        )

    def _last(self, row: SilentUnit) -> str:
        return last_words(row.last_received, self._today())

    def show_units(self, month: str, units: Sequence[SilentUnit]) -> None:
        """Show whom to call about a month, given in words."""
        self.set_title(self.tr("{month} · 打电话问问").format(month=month))
        self.count.set(self.tr("{n} 个").format(n=len(units)), "warning" if units else "good")
        self.table.renew(units, lambda row: row.unit_code)
        self.stack.setCurrentIndex(0 if units else 1)
        for button in (self.print_button, self.copy_button, self.export_button):
            button.setEnabled(bool(units))

    def units(self) -> list[SilentUnit]:
        """The units as they are shown."""
        return [self._rows.row(place) for place in range(self._rows.rowCount())]

    def copy_all(self) -> None:
        """Put the whole list on the clipboard, as for a message."""
        self.table.selectAll()
        self.table.copy()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _months(row: SilentUnit) -> int:
    return len(row.months_missing)
