"""Loads the roster of elders."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.elders.words import column_words
from ui.registers.load_table import LoadTable, LoadWords

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


class LoadRoster(LoadTable):
    """The load of any register, in the words of the roster."""

    def __init__(self, ws: "Workspace", parent: QWidget | None = None) -> None:
        """Shows the first step."""
        translate = QCoreApplication.translate
        words = LoadWords(
            translate("LoadRoster", "导入花名册"),
            translate(
                "LoadRoster", "Excel（xlsx、xls、ods）或 CSV，列的顺序不限。\n先预览，确认以后才写入；\n已在名册里的人会更新，不会重复。"
            ),
            translate("LoadRoster", "返回名册"),
            translate("LoadRoster", "选择花名册"),
            translate("LoadRoster", "老人花名册模板.xlsx"),
            translate("LoadRoster", "跳过 {bad} 行，导入其余 {n} 人"),
            translate("LoadRoster", "导入 {n} 人"),
        )
        super().__init__(ws, "elder", words, column_words, parent)
