"""Words of the lists behind the numbers and of the registers that they come from."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.results import Indicator, Listed
from ui.indicators.words import number_words, tr
from ui.registers.words import info_of, translated
from ui.shared.words import day_words

OWN = "unit_record"
"""List of a unit's own record, for numbers that come from its profile and surveys."""

LISTS: Mapping[str, tuple[str, str, str]] = {
    "not_visited": (
        "elder",
        QT_TRANSLATE_NOOP("indicators", "没有见到"),
        QT_TRANSLATE_NOOP("indicators", "算在分母里，本月还没有一次有效探访"),
    ),
    "proxy_only": (
        "elder",
        QT_TRANSLATE_NOOP("indicators", "只有他人代答"),
        QT_TRANSLATE_NOOP("indicators", "本月只有别人代答，按定义不算见到本人"),
    ),
    "declined": (
        "elder",
        QT_TRANSLATE_NOOP("indicators", "谢绝上门"),
        QT_TRANSLATE_NOOP("indicators", "本人谢绝上门，本月也没有联系上，不算在分母里"),
    ),
    "joined_after_cut_off": (
        "elder",
        QT_TRANSLATE_NOOP("indicators", "月底才登记"),
        QT_TRANSLATE_NOOP("indicators", "截止日以后才登记，本月不算在分母里"),
    ),
    "closed_in_month": (
        "elder",
        QT_TRANSLATE_NOOP("indicators", "本月减少"),
        QT_TRANSLATE_NOOP("indicators", "本月注销登记，不算在分母里"),
    ),
    "outside_spell": (
        "elder",
        QT_TRANSLATE_NOOP("indicators", "登记期外的探访"),
        QT_TRANSLATE_NOOP("indicators", "探访那天不在登记期内，不算，请核对日期"),
    ),
    "facilities": (
        "facility",
        QT_TRANSLATE_NOOP("indicators", "计入的设施"),
        QT_TRANSLATE_NOOP("indicators", "月末在用、算到这里的设施和面积"),
    ),
    "projects": (
        "project",
        QT_TRANSLATE_NOOP("indicators", "建设项目"),
        QT_TRANSLATE_NOOP("indicators", "从起算日到月末建成的项目，每个也单独评判"),
    ),
    "broken": (
        "facility",
        QT_TRANSLATE_NOOP("indicators", "终端故障"),
        QT_TRANSLATE_NOOP("indicators", "自助终端有故障的设施和报修的日期"),
    ),
    "short_hours": (
        "facility",
        QT_TRANSLATE_NOOP("indicators", "开放不足 8 小时"),
        QT_TRANSLATE_NOOP("indicators", "平常一天开放不到 8 小时的综合服务中心"),
    ),
    "counted": ("worker", QT_TRANSLATE_NOOP("indicators", "计入的人"), QT_TRANSLATE_NOOP("indicators", "按定义算在分子里的社区工作者")),
    "long_leave": (
        "worker",
        QT_TRANSLATE_NOOP("indicators", "长期请假"),
        QT_TRANSLATE_NOOP("indicators", "请假超过六个月，不算在分子里"),
    ),
    "untrained": (
        "worker",
        QT_TRANSLATE_NOOP("indicators", "还没有培训"),
        QT_TRANSLATE_NOOP("indicators", "算在分母里，今年还没有完成一次认可的培训"),
    ),
    "hired_lately": (
        "worker",
        QT_TRANSLATE_NOOP("indicators", "新入职"),
        QT_TRANSLATE_NOOP("indicators", "入职不满 30 天，两边都不算"),
    ),
    OWN: ("unit", QT_TRANSLATE_NOOP("indicators", "单位资料"), QT_TRANSLATE_NOOP("indicators", "这个数取自单位的概况和调查")),
}
"""Register, name and meaning of every list of records, in the order in which they are asked for."""

PERSONS = ("elder", "worker")
"""Registers of persons: their lists open in a unit and nowhere above it."""

_MISSING: Mapping[str, str] = {
    "elder": QT_TRANSLATE_NOOP("indicators", "还没有登记老人"),
    "nothing_reported": QT_TRANSLATE_NOOP("indicators", "还没有报送"),
}
_TOLD = ("unit_profile", "unit", "facility")
"""Registers whose columns a place may not have told."""

REGISTERS: Mapping[str, str] = {
    "elder": QT_TRANSLATE_NOOP("indicators", "老人的登记"),
    "elder_spell": QT_TRANSLATE_NOOP("indicators", "登记起止"),
    "visit": QT_TRANSLATE_NOOP("indicators", "探访"),
    "facility": QT_TRANSLATE_NOOP("indicators", "设施"),
    "worker": QT_TRANSLATE_NOOP("indicators", "社区工作者"),
    "worker_state": QT_TRANSLATE_NOOP("indicators", "岗位变动"),
    "attendance": QT_TRANSLATE_NOOP("indicators", "培训"),
    "project": QT_TRANSLATE_NOOP("indicators", "建设项目"),
    "unit": QT_TRANSLATE_NOOP("indicators", "单位"),
    "unit_state": QT_TRANSLATE_NOOP("indicators", "单位情况"),
    "unit_profile": QT_TRANSLATE_NOOP("indicators", "单位概况"),
    "survey": QT_TRANSLATE_NOOP("indicators", "满意度调查"),
}
OPERATIONS: Mapping[str, str] = {
    "create": QT_TRANSLATE_NOOP("indicators", "登记"),
    "update": QT_TRANSLATE_NOOP("indicators", "更正"),
    "remove": QT_TRANSLATE_NOOP("indicators", "删除"),
}


def register_of(key: str) -> str:
    """The register that a list comes from."""
    return LISTS[key][0]


def list_words(key: str) -> str:
    """The name of a list."""
    return tr(LISTS[key][1])


def hint_words(key: str) -> str:
    """What standing on a list means for the number."""
    return tr(LISTS[key][2])


def register_words(register: str) -> str:
    """What a record of a register is called."""
    return tr(REGISTERS.get(register, register))


def operation_words(operation: str) -> str:
    """What an entry did."""
    return tr(OPERATIONS.get(operation, operation))


def missing_words(fields: str) -> str:
    """What a place has not told, as people call it; an unknown field is shown as it is."""
    labels = {each.key: translated(each.label) for register in reversed(_TOLD) for each in info_of(register).fields}
    known = labels | {key: tr(words) for key, words in _MISSING.items()}
    return "、".join(known.get(each, each) for each in fields.split(";") if each)


def detail_words(key: str, row: Listed, today: date) -> str:
    """The words beside a record on a list; empty where the list's own hint says it all."""
    translate = QCoreApplication.translate  # lupdate knows this name
    if key == "closed_in_month":
        return translate("indicators", "注销前本月见到过") if row.detail == "visited" else translate("indicators", "注销前本月没有见到")
    if not row.detail:
        return ""
    if key == "outside_spell":
        return translate("indicators", "探访日期 {day}").format(day=_day(row.detail, today))
    if key == "facilities":
        return translate("indicators", "{n} m²").format(n=number_words(row.detail))
    if key == "projects":
        verdict, _, share = row.detail.rpartition(" ")
        words = {"passed": translate("indicators", "达到"), "failed": translate("indicators", "没有达到")}.get(verdict, "")
        return f"{share}% {words}".strip()
    return _dated_words(key, row.detail, today)


def _dated_words(key: str, detail: str, today: date) -> str:
    translate = QCoreApplication.translate
    words = {
        "broken": translate("indicators", "{day} 报修"),
        "long_leave": translate("indicators", "{day} 起请假"),
        "untrained": translate("indicators", "{day} 入职"),
        "hired_lately": translate("indicators", "{day} 入职"),
    }.get(key)
    if words is None or len(detail) != 10:
        return missing_words(detail) if key == OWN else detail if key == "short_hours" else ""
    return words.format(day=_day(detail, today))


def _day(text: str, today: date) -> str:
    return day_words(date.fromisoformat(text[:10]), today)


def lists_of(indicator: Indicator, unit: tuple[bytes, str, str], persons: bool) -> dict[str, tuple[Listed, ...]]:
    """The lists that may be shown of a number: ``unit`` is (id, code, name); without ``persons`` those of persons are left out."""
    shown = {key: rows for key in LISTS if (rows := indicator.lists.get(key)) is not None and (persons or register_of(key) not in PERSONS)}
    if persons and not shown:
        id_, code, name = unit
        fields = next((each.detail for each in indicator.lists.get("incomplete_units", ())), "")
        shown = {OWN: (Listed(id_, code, name, code, fields),)}
    return shown
