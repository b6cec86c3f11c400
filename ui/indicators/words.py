"""Words of the numbers: months, targets, gaps, verdicts, what stands above and below the line."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.results import Indicator, PlaceFigure
from ui.shared.indicator_card import State

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "main": (
        QT_TRANSLATE_NOOP("indicators", "重点指标"),
        (
            "monthly_visit_rate",
            "facility_coverage",
            "area_per_100_households",
            "activity_area_share",
            "kiosk_coverage",
            "workers_per_10k",
            "training_coverage",
            "day_care_coverage",
        ),
    ),
    "places": (
        QT_TRANSLATE_NOOP("indicators", "设施和服务"),
        (
            "opening_hours",
            "proxy_service",
            "survey_coverage",
            "new_build_share",
            "elder_care_land",
            "social_orgs_urban",
            "social_orgs_rural",
            "township_social_work",
        ),
    ),
    "people": (
        QT_TRANSLATE_NOOP("indicators", "社工和培训"),
        ("social_work_professionals", "worker_coverage", "prefecture_class"),
    ),
}
"""Which numbers share a screen: two rows of cards and the table of places below them need no scrolling."""

SIDES: Mapping[str, tuple[str, str]] = {
    "monthly_visit_rate": (QT_TRANSLATE_NOOP("indicators", "应访"), QT_TRANSLATE_NOOP("indicators", "已访")),
    "facility_coverage": (QT_TRANSLATE_NOOP("indicators", "单位"), QT_TRANSLATE_NOOP("indicators", "有中心")),
    "new_build_share": (QT_TRANSLATE_NOOP("indicators", "总面积"), QT_TRANSLATE_NOOP("indicators", "商业和服务")),
    "area_per_100_households": (QT_TRANSLATE_NOOP("indicators", "户数"), QT_TRANSLATE_NOOP("indicators", "面积 m²")),
    "activity_area_share": (QT_TRANSLATE_NOOP("indicators", "建筑 m²"), QT_TRANSLATE_NOOP("indicators", "活动 m²")),
    "kiosk_coverage": (QT_TRANSLATE_NOOP("indicators", "城市社区"), QT_TRANSLATE_NOOP("indicators", "有终端")),
    "workers_per_10k": (QT_TRANSLATE_NOOP("indicators", "城镇人口"), QT_TRANSLATE_NOOP("indicators", "工作者")),
    "social_work_professionals": ("", QT_TRANSLATE_NOOP("indicators", "持证人数")),
    "training_coverage": (QT_TRANSLATE_NOOP("indicators", "应培训"), QT_TRANSLATE_NOOP("indicators", "已培训")),
    "day_care_coverage": (QT_TRANSLATE_NOOP("indicators", "城市社区"), QT_TRANSLATE_NOOP("indicators", "有日间照料")),
    "worker_coverage": (QT_TRANSLATE_NOOP("indicators", "单位"), QT_TRANSLATE_NOOP("indicators", "有工作者")),
    "elder_care_land": (QT_TRANSLATE_NOOP("indicators", "常住人口"), QT_TRANSLATE_NOOP("indicators", "用地 m²")),
    "social_orgs_urban": (QT_TRANSLATE_NOOP("indicators", "城市社区"), QT_TRANSLATE_NOOP("indicators", "社会组织")),
    "social_orgs_rural": (QT_TRANSLATE_NOOP("indicators", "单位"), QT_TRANSLATE_NOOP("indicators", "社会组织")),
    "township_social_work": (QT_TRANSLATE_NOOP("indicators", "乡镇"), QT_TRANSLATE_NOOP("indicators", "有社工站")),
    "opening_hours": (QT_TRANSLATE_NOOP("indicators", "中心"), QT_TRANSLATE_NOOP("indicators", "开放够")),
    "proxy_service": (QT_TRANSLATE_NOOP("indicators", "单位"), QT_TRANSLATE_NOOP("indicators", "有代办")),
    "survey_coverage": (QT_TRANSLATE_NOOP("indicators", "单位"), QT_TRANSLATE_NOOP("indicators", "做过调查")),
    "prefecture_class": ("", QT_TRANSLATE_NOOP("indicators", "参加人数")),
}
"""Short names of what stands below and above the line, as headings of a table; a count has nothing below."""

_LEVER = QT_TRANSLATE_NOOP("indicators", "补上 {n} 处即可达到")
LEVERS: Mapping[str, str] = {
    "monthly_visit_rate": QT_TRANSLATE_NOOP("indicators", "{n} 个单位再见到 {gap} 人即可达到"),
    "training_coverage": QT_TRANSLATE_NOOP("indicators", "{n} 个单位再培训 {gap} 人即可达到"),
    "workers_per_10k": QT_TRANSLATE_NOOP("indicators", "{n} 个单位再增 {gap} 人即可达到"),
    "area_per_100_households": QT_TRANSLATE_NOOP("indicators", "{n} 个单位补 {gap} m² 即可达到"),
    "activity_area_share": QT_TRANSLATE_NOOP("indicators", "{n} 个单位改出 {gap} m² 活动区即可达到"),
    "social_orgs_urban": QT_TRANSLATE_NOOP("indicators", "{n} 个社区再有 {gap} 个即可达到"),
    "social_orgs_rural": QT_TRANSLATE_NOOP("indicators", "{n} 个单位再有 {gap} 个即可达到"),
}
"""How a gap is closed, number by number; where places are counted, by naming how many."""

OF_TOWNSHIPS = ("township_social_work",)
OF_COUNTY = ("new_build_share", "elder_care_land")
"""Numbers that belong to townships or to the county as a whole, not to units."""

_SIGNS = {"=": "", ">=": "≥ ", ">": "> "}
_SQUARE = "m²"
_JOINED = ("%", _SQUARE)
"""Units that stand close behind the number of a card."""


def tr(text: str) -> str:
    """A word of this page in the reader's language."""
    return QCoreApplication.translate("indicators", text)


def defined(text: str) -> str:
    """A text of the definitions in the reader's language."""
    return QCoreApplication.translate("definitions", text)


def month_words(month: str) -> str:
    """``2026 年 11 月`` of ``2026-11``."""
    year, number = month.split("-")
    return QCoreApplication.translate("indicators", "{year} 年 {month} 月").format(year=int(year), month=int(number))


def shifted(month: str, by: int) -> str:
    """The month ``by`` months later."""
    year, number = (int(part) for part in month.split("-"))
    total = year * 12 + number - 1 + by
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def last_months(until: str, count: int = 12) -> tuple[str, ...]:
    """The months up to ``until``, oldest first."""
    return tuple(shifted(until, by - count + 1) for by in range(count))


def number_words(text: str) -> str:
    """An exact number with the thousands parted; areas keep their decimals."""
    return f"{Decimal(text):,}"


def joined(unit: str) -> str:
    """What stands close behind the figure of a card: per cent and square metres; other units stand beside the target."""
    return unit if unit in _JOINED else ""


def target_words(indicator: Indicator) -> str:
    """``目标 ≥ 10%``; the unit of an area stands already behind the figure."""
    unit = indicator.unit if indicator.unit == "%" else "" if indicator.unit == _SQUARE else f" {defined(indicator.unit)}"
    words = f"{_SIGNS[indicator.comparator]}{number_words(indicator.target)}{unit}"
    return QCoreApplication.translate("indicators", "目标 {n}").format(n=words)


def gap_words(gap: str | None, unit: str) -> str:
    """``差 61 人``, of places ``差 2 个``; empty where nothing is missing or nothing applies."""
    if gap in (None, "0"):
        return ""
    number = number_words(gap or "0")
    if unit.startswith("个"):
        return QCoreApplication.translate("indicators", "差 {n} 个").format(n=number)
    return QCoreApplication.translate("indicators", "差 {n}").format(n=f"{number} {defined(unit)}".strip())


def state_of(indicator: Indicator) -> State:
    """What a card may say: never met while a place's data is missing (domain.md §5)."""
    if indicator.value is None or (indicator.met is None and indicator.complete_units == indicator.total_units):
        return "not_applicable" if indicator.complete_units or not indicator.total_units else "incomplete"
    if indicator.met is False:
        return "missed"
    return "met" if indicator.met and indicator.complete_units == indicator.total_units else "incomplete"


def state_words(indicator: Indicator) -> str:
    """The state in words."""
    state, missing = state_of(indicator), indicator.total_units - indicator.complete_units
    if state == "incomplete" and indicator.total_units == 1:  # a unit's own page: what misses is its own data, not a unit
        return tr(QT_TRANSLATE_NOOP("indicators", "数据未齐"))
    if state == "incomplete":
        return QCoreApplication.translate("indicators", "缺 {n}").format(n=f"{missing:,}")
    if state == "not_applicable":
        return (
            tr(QT_TRANSLATE_NOOP("indicators", "只计数")) if indicator.value is not None else tr(QT_TRANSLATE_NOOP("indicators", "不适用"))
        )
    return tr(QT_TRANSLATE_NOOP("indicators", "达到")) if state == "met" else tr(QT_TRANSLATE_NOOP("indicators", "没有达到"))


def complete_words(indicator: Indicator) -> str:
    """How many places' data the number stands on: ``12 个单位中 10 个数据齐全，缺 2``."""
    translate = QCoreApplication.translate  # lupdate knows this name
    if indicator.key in OF_TOWNSHIPS:
        words = translate("indicators", "{all} 个乡镇中 {n} 个数据齐全")
    else:
        words = translate("indicators", "{all} 个单位中 {n} 个数据齐全")
    words = words.format(all=f"{indicator.total_units:,}", n=f"{indicator.complete_units:,}")
    missing = indicator.total_units - indicator.complete_units
    return words + (translate("indicators", "，缺 {n}").format(n=f"{missing:,}") if missing else "")


def sides_words(indicator: Indicator) -> str:
    """Both sides of a number: ``已访 2 / 应访 3``; of a count nothing."""
    below, above = SIDES[indicator.key]
    if not below or indicator.value is None:
        return ""
    told = (
        f"{tr(words).removesuffix(' m²')} {number_words(n)}" for words, n in ((above, indicator.numerator), (below, indicator.denominator))
    )
    return " / ".join(told)


def lever_words(indicator: Indicator) -> str:
    """The shortest way to the target: ``3 个单位补 15 m² 即可达到``; empty where there is none or it does not reach."""
    closed = sum((Decimal(each.gap) for each in indicator.lever), Decimal(0))
    if not indicator.lever or not indicator.gap or closed < Decimal(indicator.gap):
        return ""
    return tr(LEVERS.get(indicator.key, _LEVER)).format(n=len(indicator.lever), gap=f"{closed:,}")


def foot_words(indicator: Indicator) -> str:
    """The last line of a card: the best lever, else both sides; before it how many have told nothing yet."""
    missing = indicator.total_units - indicator.complete_units
    told = QCoreApplication.translate("indicators", "缺 {n}").format(n=missing) if missing and state_of(indicator) == "missed" else ""
    return " · ".join(part for part in (told, lever_words(indicator) or sides_words(indicator)) if part)


def note_words(row: PlaceFigure, unit: str) -> str:
    """What to know about a place's line."""
    translate = QCoreApplication.translate  # lupdate knows this name
    missing = row.total_units - row.complete_units
    if missing > 0 and row.total_units > 1:
        return " · ".join(part for part in (gap_words(row.gap, unit), translate("indicators", "缺 {n} 处数据").format(n=missing)) if part)
    if missing > 0:
        return translate("indicators", "数据不全") if row.last_package else translate("indicators", "还没有数据")
    return translate("indicators", "不适用") if row.value is None else gap_words(row.gap, unit)


def day_of(text: str) -> date | None:
    """An ISO day, or a moment that begins with one."""
    return date.fromisoformat(text[:10]) if text else None
