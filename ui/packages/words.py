"""Words of the exchange: registers, days, sizes, and what is to become of a file."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.results import DeviceInfo
from kashi_desktop.types.sync import PassedOver
from ui.shared.surfaces import Kind

REGISTERS: Mapping[str, str] = {
    "elder": QT_TRANSLATE_NOOP("packages", "老人"),
    "elder_spell": QT_TRANSLATE_NOOP("packages", "在册期间"),
    "visit": QT_TRANSLATE_NOOP("packages", "探访"),
    "need": QT_TRANSLATE_NOOP("packages", "需求"),
    "unit_profile": QT_TRANSLATE_NOOP("packages", "单位概况"),
    "unit": QT_TRANSLATE_NOOP("packages", "单位"),
    "account": QT_TRANSLATE_NOOP("packages", "账号"),
}
"""In the order in which people ask for them."""

KINDS: Mapping[str, str] = {
    "package": QT_TRANSLATE_NOOP("packages", "数据包"),
    "receipt": QT_TRANSLATE_NOOP("packages", "回执"),
    "invitation": QT_TRANSLATE_NOOP("packages", "邀请"),
}

_NAMED = 5
"""Names of passed-over files in one sentence."""

_HELD_WORDS: Mapping[str | None, str] = {
    "waiting_approval": QT_TRANSLATE_NOOP("packages", "等认可"),
    "gap": QT_TRANSLATE_NOOP("packages", "缺前一个包"),
    "after_revocation": QT_TRANSLATE_NOOP("packages", "电脑已停用"),
    "unit_full": QT_TRANSLATE_NOOP("packages", "记录太多"),
}

_STATES: Mapping[str, tuple[str, Kind]] = {
    "waiting": (QT_TRANSLATE_NOOP("packages", "等认可"), "warning"),
    "approved": (QT_TRANSLATE_NOOP("packages", "已认可"), "good"),
    "revoked": (QT_TRANSLATE_NOOP("packages", "已停用"), "neutral"),
    "rejected": (QT_TRANSLATE_NOOP("packages", "已拒绝"), "danger"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("packages", text)


def day_words(day: date, today: date) -> str:
    """``11月8日``; the year only when it is another one."""
    near = QCoreApplication.translate("packages", "M月d日")
    far = QCoreApplication.translate("packages", "yyyy年M月d日")
    return QLocale().toString(QDate(day.year, day.month, day.day), near if day.year == today.year else far)


def period_words(period: str | None) -> str:
    """``2026年11月`` of ``2026-11``; a dash when there is none or it cannot be read."""
    year, _, month = (period or "").partition("-")
    if not (year.isdigit() and month.isdigit()):
        return "–"
    return QCoreApplication.translate("packages", "{year}年{month}月").format(year=int(year), month=int(month))


def size_words(size: int) -> str:
    """A file size as people read it."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def register_counts(counts: Mapping[str, int]) -> str:
    """``老人 3 · 探访 45``; registers without entries are left out, unknown ones are counted together."""
    known = [f"{_tr(words)} {counts[name]}" for name, words in REGISTERS.items() if counts.get(name)]
    others = sum(count for name, count in counts.items() if name not in REGISTERS)
    if others:
        known.append(QCoreApplication.translate("packages", "其他 {n}").format(n=others))
    return " · ".join(known)


def kind_words(kind: str) -> str:
    """What sort of file it is."""
    return _tr(KINDS[kind]) if kind in KINDS else QCoreApplication.translate("packages", "文件")


def verdict_words(verdict: str, code: str | None) -> tuple[str, Kind]:
    """What is to become of a file, and what became of it, in the same words; and the tone of the pill."""
    if verdict == "applied":
        return QCoreApplication.translate("packages", "收下"), "good"
    if verdict == "known":
        return QCoreApplication.translate("packages", "收过了"), "neutral"
    if verdict == "quarantined":
        return _tr(_HELD_WORDS[code]) if code in _HELD_WORDS else QCoreApplication.translate("packages", "先存着"), "warning"
    return QCoreApplication.translate("packages", "不能收"), "danger"


def standing(device: DeviceInfo) -> tuple[str, Kind]:
    """How an office's computer stands, and the tone of the pill."""
    words, kind = _STATES.get(device.state, (device.state, "neutral"))
    return _tr(words), kind


def is_waiting(device: DeviceInfo) -> bool:
    """Whether a person still has to decide about the computer."""
    return device.state not in ("approved", "revoked", "rejected")


def passed_over_words(passed: Sequence[PassedOver]) -> str:
    """What of a folder was not taken for ours: how many, the first names, and what to do where not all was seen."""
    if not passed:
        return ""
    translate = QCoreApplication.translate
    names = "、".join(each.path.name for each in passed[:_NAMED]) + ("……" if len(passed) > _NAMED else "")
    words = translate("packages", "跳过 {n} 个不是数据包的文件或文件夹：{names}").format(n=f"{len(passed):,}", names=names)
    if any(each.code in ("too_deep", "too_many", "unreadable") for each in passed):
        words += translate("packages", "。有的文件夹太深、东西太多或读不出来，没有看完，请把数据包单独放进一个文件夹再收")
    return words
