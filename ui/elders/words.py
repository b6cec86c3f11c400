"""Words of an elder's card and of the load of the roster."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.codes import Observation
from kashi_desktop.types.inputs import OBSERVATIONS
from kashi_desktop.types.results import Visit
from ui.registers.load_table import LoadWords
from ui.registers.words import label_of


def observed(visit: Visit, state: Observation) -> str:
    """The matters of a visit in one state, in the order of the form."""
    return "、".join(label_of("visit", key) for key in OBSERVATIONS if visit.observations.get(key) is state)


def age_words(birth: date, today: date) -> str:
    """Year of birth and age in completed years."""
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return QCoreApplication.translate("elders", "{birth}（{age} 岁）").format(birth=birth.isoformat(), age=age)


def roster_words() -> LoadWords:
    """The load of the roster in its own words."""
    translate = QCoreApplication.translate
    return LoadWords(
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
