"""The list of a register: search, filters, table, the first step where nothing is yet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from kashi_desktop.types.records import RecordRow
from ui.shared import theme
from ui.shared.columns import exported
from ui.shared.filter_bar import FilterBar, Filters
from ui.shared.indicator_card import ElidedLabel
from ui.shared.shortcuts import bind
from ui.shared.table import Column, PagedTableModel, TableView, words_of
from ui.shared.widgets import Card, EmptyState, LinkButton, PrimaryButton, SecondaryButton, hairline, spread
from ui.shared.wrap_row import WrapRow

if TYPE_CHECKING:
    from collections.abc import Iterable


class RecordTable(Card):
    """Shows rows that were fetched; what is to be done with one is asked of the screen."""

    open_wanted = Signal(object)
    peek_wanted = Signal(object)
    remove_wanted = Signal(object)
    new_wanted = Signal()
    load_wanted = Signal()
    export_wanted = Signal(object, object)
    """Titles and rows for a workbook, as shown and with the columns that the table has no room for."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        more: Sequence[Column],
        filters: Filters,
        writable: bool,
        loadable: bool,
        first_step: tuple[str, str, str],
        parent: QWidget | None = None,
    ) -> None:
        """``more`` are exported only; ``first_step`` is icon, title and text of the empty list."""
        super().__init__("", parent, margin=0)
        self._all: tuple[Any, ...] = ()
        self._columns, self._more, self._writable, self._loadable = tuple(columns), tuple(more), writable, loadable
        self.same: Callable[[Any], object] = lambda row: record_of(row).id
        self.keeps: Callable[[Any], bool] = lambda row: True
        """Whether a row passes the filters; the search looks through the words of all columns."""
        self.show_header()
        self._build_header(filters)
        self.model = PagedTableModel(self._columns, self)
        self.table = TableView(self.model, name, several=True)
        self.table.activated_row.connect(self.open_wanted)
        self.table.peeked_row.connect(self.peek_wanted)
        self.table.offer_export(lambda titles, rows: self._export())
        self.first_button: PrimaryButton | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._first_step(*first_step))
        words = self.tr("换几个字，或把筛选改回“全部”。")
        self._stack.addWidget(EmptyState("search", self.tr("没有找到"), words))
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(3)
        self.add(self._stack, 1)
        self.add(hairline())
        self.foot = ElidedLabel("", "secondary")
        self.foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self.add(self.foot)
        if writable:
            keys = bind(self.table, "Del", self._remove)
            keys.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _build_header(self, filters: Filters) -> None:
        self.bar = FilterBar(self.tr("找"), filters)
        self.bar.changed.connect(self._filter)
        self.bar.to_list.connect(self.focus_table)
        self.export_button = SecondaryButton(self.tr("导出"), "Ctrl+E", icon="download", compact=True)
        self.export_button.clicked.connect(self._export)
        self.load_button = SecondaryButton(self.tr("导入"), "Ctrl+I", icon="upload", compact=True)
        self.load_button.clicked.connect(self.load_wanted)
        self.new_button = PrimaryButton(self.tr("新登记"), "Ctrl+N", compact=True)
        self.new_button.clicked.connect(self.new_wanted)
        self._buttons = spread(None, self.export_button, self.load_button, self.new_button, spacing=10)
        buttons = QWidget()
        buttons.setLayout(self._buttons)
        self.header.addWidget(WrapRow(self.bar, buttons), 1)
        # Only now: a button shown without a parent is a window of its own and takes the keyboard away.
        self.load_button.setVisible(self._loadable)
        self.new_button.setVisible(self._writable)

    def _first_step(self, icon: str, title: str, text: str) -> QWidget:
        if not self._writable:
            return EmptyState(icon, title, text)
        button = self.first_button = PrimaryButton(self.tr("登记第一条"), icon="plus")
        button.clicked.connect(self.new_wanted)
        page = EmptyState(icon, title, text, button)
        if self._loadable:
            load = LinkButton(self.tr("手头有表格？从 Excel 或 CSV 导入，那里也有空白模板"))
            load.clicked.connect(self.load_wanted)
            layout = page.layout()
            if layout is not None:
                row = spread(None, load, None)
                layout.insertLayout(layout.count() - 1, row)  # type: ignore[attr-defined]  # the state's own column
        return page

    # -- content -------------------------------------------------------------------------------------------------------

    def show_rows(self, rows: "Iterable[Any]", keep: bytes | None) -> None:
        """Show what was fetched; the cursor goes to the record ``keep`` or stays about where it was."""
        self._all = tuple(rows)
        self._show(keep)

    def rows(self) -> tuple[Any, ...]:
        """Everything that was fetched."""
        return self._all

    def _filter(self) -> None:
        self._show(None)

    def _show(self, keep: bytes | None) -> None:
        shown = [row for row in self._all if self.keeps(row) and self.bar.accepts(*(words_of(each, row) for each in self._searched()))]
        self.table.renew(shown, self.same, keep, near=True)
        at = QApplication.focusWidget()
        held = at is self or (at is not None and self._stack.isAncestorOf(at))
        self._stack.setCurrentIndex(0 if shown else 2 if self._all else 1)
        if held:  # the keyboard goes from the first step to the first row, and back when the last one is removed
            self.focus_table()
        self._count(len(shown))

    def _searched(self) -> tuple[Column, ...]:
        return self._columns + self._more

    def _count(self, shown: int) -> None:
        words = (self.tr("找到 {n} 条") if self.bar.narrowed() else self.tr("{n} 条")).format(n=shown)
        writing = self.tr("Enter 修改 · Space 看经过 · Del 删除") if self._writable else self.tr("Enter 看内容和经过")
        keys = self.tr("↑↓ 选行 · {keys} · Ctrl C 复制 · F1 帮助").format(keys=writing)
        self.foot.set_words(f"{words}　　{keys}")
        self.export_button.setEnabled(bool(shown))

    def add_button(self, button: QWidget) -> None:
        """Put a button before the one that enters a record."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def focus_table(self) -> None:
        """Let the arrows work, or stand before the first step."""
        if self._stack.currentIndex() == 1 and self.first_button is not None:
            self.first_button.stand_by()
        else:
            (self.table if self.model.rowCount() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Any:
        """The row under the cursor."""
        return self.table.current_row()

    def _remove(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.remove_wanted.emit(row)

    def _export(self) -> None:
        titles, rows = exported(self._searched(), self.model.rowCount(), self.model.row)
        self.export_wanted.emit(titles, tuple(rows))


def record_of(row: Any) -> RecordRow:
    """The record behind a row of a table, which may carry more than it."""
    found = getattr(row, "record", row)
    assert isinstance(found, RecordRow)
    return found
