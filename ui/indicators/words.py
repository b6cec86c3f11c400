"""Words of the visit rate: months, verdicts, the lists behind the number."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.results import Indicator, ListedPerson, UnitRate
from ui.shared.surfaces import Kind

SHORT_LINE = 24
"""Characters of a line of the definition that shares its line with a neighbour."""

LISTS: Mapping[str, str] = {
    "not_visited": QT_TRANSLATE_NOOP("indicators", "没有见到"),
    "proxy_only": QT_TRANSLATE_NOOP("indicators", "只有他人代答"),
    "declined": QT_TRANSLATE_NOOP("indicators", "谢绝上门"),
    "joined_after_cut_off": QT_TRANSLATE_NOOP("indicators", "月底才登记"),
    "closed_in_month": QT_TRANSLATE_NOOP("indicators", "本月减少"),
    "outside_spell": QT_TRANSLATE_NOOP("indicators", "登记期外的探访"),
}
"""Lists of persons in the order in which they are asked for."""

HINTS: Mapping[str, str] = {
    "not_visited": QT_TRANSLATE_NOOP("indicators", "算在分母里，本月还没有一次有效探访"),
    "proxy_only": QT_TRANSLATE_NOOP("indicators", "本月只有别人代答，按定义不算见到本人"),
    "declined": QT_TRANSLATE_NOOP("indicators", "本人谢绝上门，本月也没有联系上，不算在分母里"),
    "joined_after_cut_off": QT_TRANSLATE_NOOP("indicators", "截止日以后才登记，本月不算在分母里"),
    "closed_in_month": QT_TRANSLATE_NOOP("indicators", "本月注销登记，不算在分母里"),
    "outside_spell": QT_TRANSLATE_NOOP("indicators", "探访那天不在登记期内，不算，请核对日期"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("indicators", text)


def list_words(key: str) -> str:
    """The name of a list."""
    return _tr(LISTS[key])


def hint_words(key: str) -> str:
    """What standing on a list means for the number."""
    return _tr(HINTS[key])


def month_words(month: str) -> str:
    """``2026 年 11 月`` of ``2026-11``."""
    year, number = month.split("-")
    return QCoreApplication.translate("indicators", "{year} 年 {month} 月").format(year=int(year), month=int(number))


def day_words(day: date, today: date) -> str:
    """``11月8日``; the year only when it is another one."""
    near = QCoreApplication.translate("indicators", "M月d日")
    far = QCoreApplication.translate("indicators", "yyyy年M月d日")
    return QLocale().toString(QDate(day.year, day.month, day.day), near if day.year == today.year else far)


def shifted(month: str, by: int) -> str:
    """The month ``by`` months later."""
    year, number = (int(part) for part in month.split("-"))
    total = year * 12 + number - 1 + by
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def gap_of(indicator: Indicator) -> int:
    """How many persons are missing to the target of everybody."""
    return int(indicator.denominator) - int(indicator.numerator)


def verdict(indicator: Indicator) -> tuple[str, Kind]:
    """The pill beside the number: never good while a unit's data is missing (domain.md §5)."""
    translate = QCoreApplication.translate  # lupdate knows this name
    if indicator.value is None:
        return translate("indicators", "没有要探访的老人"), "neutral"
    if gap_of(indicator) > 0:
        return translate("indicators", "差 {n} 人").format(n=f"{gap_of(indicator):,}"), "warning"
    if indicator.complete_units < indicator.total_units:
        return translate("indicators", "数据不齐"), "neutral"
    return (translate("indicators", "达到"), "good") if indicator.met else (translate("indicators", "没有达到"), "warning")


def complete_words(indicator: Indicator) -> str:
    """How many units' data the number stands on."""
    words = QCoreApplication.translate("indicators", "{all} 个单位中 {n} 个数据齐全")
    return words.format(all=indicator.total_units, n=indicator.complete_units)


def note_words(row: UnitRate) -> str:
    """What to know about a unit's line."""
    translate = QCoreApplication.translate  # lupdate knows this name
    if not row.complete:
        return translate("indicators", "还没有登记老人") if row.last_package else translate("indicators", "还没有收到数据包")
    if not row.denominator:
        return translate("indicators", "没有要探访的老人")
    missing = row.denominator - row.numerator
    return translate("indicators", "差 {n} 人").format(n=missing) if missing else ""


def detail_words(key: str, person: ListedPerson, today: date) -> str:
    """The words beside a person on a list; empty where the list's own hint says it all."""
    translate = QCoreApplication.translate  # lupdate knows this name
    if key == "closed_in_month":
        return translate("indicators", "注销前本月见到过") if person.detail == "visited" else translate("indicators", "注销前本月没有见到")
    if key == "outside_spell" and person.detail:
        return translate("indicators", "探访日期 {day}").format(day=day_words(date.fromisoformat(person.detail[:10]), today))
    return ""


def in_few_lines(definition: str) -> str:
    """The definition with its short lines joined, so that it stands beside the number without pushing the table down."""
    lines: list[str] = []
    for line in definition.splitlines():
        if lines and len(line) <= SHORT_LINE and len(lines[-1]) <= 2 * SHORT_LINE:
            lines[-1] += f" · {line}"
        else:
            lines.append(line)
    return "\n".join(lines)
