"""Words of an elder's card: observed matters, age, columns of the register."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.codes import Observation
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.results import Visit
from ui.shared.words import OBSERVED, matter


def observed(visit: Visit, state: Observation) -> str:
    """The matters of a visit in one state, in the order of the form."""
    return "、".join(matter(key) for key in OBSERVED if visit.observations.get(key) is state)


def age_words(birth: date, today: date) -> str:
    """Year of birth and age in completed years."""
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return QCoreApplication.translate("elders", "{birth}（{age} 岁）").format(birth=birth.isoformat(), age=age)


COLUMNS: Mapping[str, str] = {
    "ref": QT_TRANSLATE_NOOP("elders", "编号"),
    "unit_code": QT_TRANSLATE_NOOP("elders", "单位代码"),
    "full_name": QT_TRANSLATE_NOOP("elders", "姓名"),
    "sex": QT_TRANSLATE_NOOP("elders", "性别"),
    "birth_date": QT_TRANSLATE_NOOP("elders", "出生日期"),
    "id_number": QT_TRANSLATE_NOOP("elders", "身份证号"),
    "phone": QT_TRANSLATE_NOOP("elders", "电话"),
    "group": QT_TRANSLATE_NOOP("elders", "小队/组"),
    "address": QT_TRANSLATE_NOOP("elders", "住址"),
    "contact_name": QT_TRANSLATE_NOOP("elders", "联系人姓名"),
    "contact_relation": QT_TRANSLATE_NOOP("elders", "联系人关系"),
    "contact_phone": QT_TRANSLATE_NOOP("elders", "联系人电话"),
    "categories": QT_TRANSLATE_NOOP("elders", "类别"),
    "care_level": QT_TRANSLATE_NOOP("elders", "关爱等级"),
    "enrolled_on": QT_TRANSLATE_NOOP("elders", "登记日期"),
    "consent_on": QT_TRANSLATE_NOOP("elders", "同意日期"),
    "home_visit_declined": QT_TRANSLATE_NOOP("elders", "谢绝上门"),
    "closed_on": QT_TRANSLATE_NOOP("elders", "注销日期"),
    "closed_reason": QT_TRANSLATE_NOOP("elders", "注销原因"),
}
"""Names of the register's columns as they head the table that is loaded: a fault must be found again in the file."""


def column_words(key: str) -> str:
    """The translated name of a column; a key without one (a column nobody knows) stands for itself."""
    return QCoreApplication.translate("elders", COLUMNS[key]) if key in COLUMNS else key
