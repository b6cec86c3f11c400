"""数据字典: every column of every register, what it is kept for, how long, and who sees it; generated from the program itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.records import FieldInfo, RegisterInfo
from ui.registers.record_table import RecordTable
from ui.registers.words import translated
from ui.shared.messages import sentence
from ui.shared.table import Column
from ui.shared.table_files import AskPath, TableFiles, ask_table_path

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

Line = tuple[RegisterInfo, FieldInfo]


class DictionaryView(RecordTable):
    """A table of all columns with search and a filter by register."""

    said = Signal(str, bool)
    noticed = Signal(str, str)

    def __init__(
        self, ws: "Workspace", registers: Sequence[RegisterInfo], ask: AskPath = ask_table_path, parent: QWidget | None = None
    ) -> None:
        """``registers`` come from ``data_dictionary``."""
        translate = QCoreApplication.translate
        name = translate("DictionaryView", "数据字典")
        options = [("", translate("DictionaryView", "全部登记册")), *((each.name, translated(each.label)) for each in registers)]
        filters = {"register": (translate("DictionaryView", "登记册"), options)}
        super().__init__(name, _columns(), (), filters, False, False, ("info", name, ""), parent)
        self.keeps = lambda line: self.bar.value("register") in ("", line[0].name)
        self.same = lambda line: (line[0].name, line[1].key)
        files = TableFiles(
            self,
            ws.registers.export_table,
            lambda words: self.said.emit(words, False),
            lambda error: self.noticed.emit(sentence(error), "danger"),
            ask,
        )
        self.export_wanted.connect(lambda titles, rows: files.write(name, titles, rows))
        self.show_rows(((register, field) for register in registers for field in register.fields), None)

    def _count(self, shown: int) -> None:
        self.foot.set_words(self.tr("没有列在这里的，程序一律不存：没有民族、宗教、政治面貌、指纹人脸、行踪、病史和收入。"))
        self.export_button.setEnabled(bool(shown))

    def activated(self) -> None:
        """The view has come to the front."""
        self.focus_table()


def _columns() -> tuple[Column, ...]:
    translate = QCoreApplication.translate
    required = translate("DictionaryView", "必填")
    return (
        Column("label", translate("DictionaryView", "内容"), 150, lambda line: translated(line[1].label), bold=True),
        Column("register", translate("DictionaryView", "登记册"), 110, lambda line: translated(line[0].label)),
        Column("required", required, 56, lambda line: required if line[1].required else "", muted=True),
        Column("purpose", translate("DictionaryView", "用途"), 260, lambda line: translated(line[1].purpose), stretch=True),
        Column("who", translate("DictionaryView", "谁能看到"), 196, lambda line: translated(line[1].who_sees), muted=True),
        Column("keep", translate("DictionaryView", "保存多久"), 196, lambda line: translated(line[1].keep), muted=True),
        Column("key", translate("DictionaryView", "表格列名"), 130, lambda line: line[1].key, muted=True),
    )
