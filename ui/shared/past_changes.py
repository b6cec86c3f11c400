"""The latest changes on this computer: what, by whom and when, and which of them undo does not take back."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kashi_desktop.types.events import Done, Refusal
from ui.shared import theme
from ui.shared.layouts import filled, spread
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import SecondaryButton, text_label


class PastChanges(QDialog):
    """A list to look at, the last change first; Esc closes it."""

    def __init__(self, parent: QWidget, changes: Sequence[Done]) -> None:
        """With the keyboard on the last change."""
        super().__init__(parent)
        title = self.tr("最近的改动")
        self.setWindowTitle(title)
        self.resize(theme.px(720), theme.px(440))
        self._model = PagedTableModel(self._columns(), self)
        self._model.set_rows(changes)
        self.table = TableView(self._model, title, self)
        words = self.tr("关上以后，Ctrl Z 从最上面能撤销的一条撤起，Ctrl Y 重做。") if changes else self.tr("还没有可以撤销的改动。")
        close = SecondaryButton(self.tr("关闭"), "Esc", bind=False, act=self.reject)
        close.setAutoDefault(False)
        parts = (text_label(title, "title"), text_label(words, "secondary", wrap=True), (self.table, 1))
        filled(QVBoxLayout(self), *parts, spacing=14, edges=(24, 24, 24, 24)).addLayout(spread(None, close))
        self.table.select(0)
        self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        translate = QCoreApplication.translate
        notes = {Refusal.FINAL: self.tr("不能撤销"), Refusal.ANOTHERS: self.tr("只能由本人撤销")}
        return (
            Column("when", self.tr("时间"), 150, lambda done: f"{done.when:%Y-%m-%d %H:%M}", sortable=False),
            Column("what", self.tr("改动"), 280, lambda done: done.words(translate), stretch=True, sortable=False),
            Column("who", self.tr("经办人"), 120, lambda done: done.who, sortable=False),
            Column("note", self.tr("说明"), 120, lambda done: notes.get(done.refusal, ""), muted=True, sortable=False),
        )
