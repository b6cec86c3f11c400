"""数据字典: every column of every register, what it is kept for, how long, and who sees it; generated from the program itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import FieldInfo, RegisterInfo
from ui.registers.words import translated
from ui.shared import theme
from ui.shared.columns import exported
from ui.shared.filter_bar import FilterBar
from ui.shared.indicator_card import ElidedLabel
from ui.shared.messages import sentence
from ui.shared.table import Column, PagedTableModel, TableView, words_of
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import Card, SecondaryButton, hairline

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

Line = tuple[RegisterInfo, FieldInfo]


class DictionaryView(QWidget):
    """A table of all columns with search and a filter by register."""

    said = Signal(str, bool)
    noticed = Signal(str, str)

    def __init__(
        self, ws: "Workspace", registers: Sequence[RegisterInfo], ask: AskPath = ask_table_path, parent: QWidget | None = None
    ) -> None:
        """``registers`` come from ``data_dictionary``."""
        super().__init__(parent)
        self._files = TableFiles(self, ws.registers.export_table, lambda words: self.said.emit(words, False), self._fault, ask)
        self._lines: tuple[Line, ...] = tuple((register, field) for register in registers for field in register.fields)
        card = Card("", margin=0)
        card.show_header()
        options = [("", self.tr("全部登记册")), *((each.name, translated(each.label)) for each in registers)]
        self.bar = FilterBar(self.tr("找"), {"register": (self.tr("登记册"), options)})
        self.bar.changed.connect(self._show)
        self.bar.to_list.connect(self.focus_table)
        self.export_button = SecondaryButton(self.tr("导出"), "Ctrl+E", icon="download", compact=True)
        self.export_button.clicked.connect(self._export)
        card.header.addWidget(self.bar, 1)
        card.header.addWidget(self.export_button)
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("数据字典"), several=True)
        self.table.offer_export(lambda titles, rows: self._export())
        card.add(self.table, 1)
        card.add(hairline())
        foot = ElidedLabel(self.tr("没有列在这里的，程序一律不存：没有民族、宗教、政治面貌、指纹人脸、行踪、病史和收入。"), "secondary")
        foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        card.add(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("label", self.tr("内容"), 150, lambda line: translated(line[1].label), bold=True),
            Column("register", self.tr("登记册"), 110, lambda line: translated(line[0].label)),
            Column("required", self.tr("必填"), 56, lambda line: self.tr("必填") if line[1].required else "", muted=True),
            Column("purpose", self.tr("用途"), 260, lambda line: translated(line[1].purpose), stretch=True),
            Column("who", self.tr("谁能看到"), 196, lambda line: translated(line[1].who_sees), muted=True),
            Column("keep", self.tr("保存多久"), 196, lambda line: translated(line[1].keep), muted=True),
            Column("key", self.tr("表格列名"), 130, lambda line: line[1].key, muted=True),
        )

    def _show(self) -> None:
        register = self.bar.value("register")
        found = [
            line
            for line in self._lines
            if register in ("", line[0].name) and self.bar.accepts(*(words_of(each, line) for each in self.model.columns))
        ]
        self.model.set_rows(found)
        self.table.select(0)
        self.export_button.setEnabled(bool(found))

    def activated(self) -> None:
        """The view has come to the front."""
        self.focus_table()

    def focus_table(self) -> None:
        """Let the arrows work."""
        self.table.setFocus()

    def _export(self) -> None:
        titles, rows = exported(self.model.columns, self.model.rowCount(), self.model.row)
        self._files.write(self.tr("数据字典"), titles, tuple(rows))

    def _fault(self, error: KnownError) -> None:
        self.noticed.emit(sentence(error), "danger")
