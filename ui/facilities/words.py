"""Areas, hours and terminals of facilities in words."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from db.codes import Kiosk
from kashi_desktop.types.facilities import FacilityRow, Measure, Season, UnitSums
from ui.shared.messages import label as code_label
from ui.shared.surfaces import Kind
from ui.shared.words import day_words

SIGNS = {">=": "≥", ">": "＞", "=": "＝"}


def area_words(area: Decimal) -> str:
    """``1,152.5``: no zeros that say nothing."""
    text = f"{area:,.2f}"
    return text.rstrip("0").rstrip(".")


def target_words(measure: Measure, unit: str) -> str:
    """``目标 ≥ 30 m²``."""
    sign = SIGNS.get(measure.comparator, measure.comparator)
    return QCoreApplication.translate("facilities", "目标 {sign} {target}{unit}").format(sign=sign, target=measure.target, unit=unit)


def verdict(measure: Measure, gap: str, missing: str) -> tuple[str, Kind]:
    """The words of a pill and its kind; ``gap`` has the place {gap}, ``missing`` says what is not known.

    Nothing is green while places are missing.
    """
    translate = QCoreApplication.translate
    if not measure.denominator:
        return (missing, "neutral") if measure.complete < measure.total else (translate("facilities", "不要求"), "neutral")
    if not measure.met:
        return gap.format(gap=area_words(measure.gap or Decimal(0))), "warning"
    if measure.complete < measure.total:
        return translate("facilities", "缺 {n} 个单位").format(n=measure.total - measure.complete), "neutral"
    return translate("facilities", "达到"), "good"


def clock(minutes: int) -> str:
    """Minutes of a day as ``16:00``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def spans_words(season: Season) -> str:
    """``10:00–14:00、16:00–20:00``."""
    return "、".join(f"{clock(start)}–{clock(end)}" for start, end in season.spans)


def _months(season: Season) -> tuple[int, ...]:
    return tuple((season.first - 1 + step) % 12 + 1 for step in range((season.last - season.first) % 12 + 1))


def today_words(seasons: tuple[Season, ...], today: date) -> str:
    """The hours of a normal day now; blank when nothing is written."""
    found = next((each for each in seasons if today.month in _months(each)), None)
    if found is not None:
        return spans_words(found)
    return QCoreApplication.translate("facilities", "这个月不开") if seasons else ""


def season_words(season: Season) -> str:
    """A season with its months and hours a day."""
    words = QCoreApplication.translate("facilities", "{months}　{spans}　每天 {hours} 小时")
    return words.format(months=_months_words(season), spans=spans_words(season), hours=_hours_words(season))


def length_words(season: Season) -> str:
    """A season with the hours a day alone."""
    words = QCoreApplication.translate("facilities", "{months}每天 {hours} 小时")
    return words.format(months=_months_words(season), hours=_hours_words(season))


def _months_words(season: Season) -> str:
    translate = QCoreApplication.translate
    whole = len(_months(season)) == 12
    months = translate("facilities", "全年") if whole else translate("facilities", "{first} 月到 {last} 月")
    return months.format(first=season.first, last=season.last)


def _hours_words(season: Season) -> str:
    return area_words(Decimal(sum(end - start for start, end in season.spans)) / 60)


def kiosk_words(kiosk: Kiosk | None, broken_on: date | None, today: date) -> str:
    """``正常``, ``故障 12 天``, ``没有``; blank when nobody said."""
    if kiosk is Kiosk.BROKEN and broken_on is not None:
        return QCoreApplication.translate("facilities", "故障 {n} 天").format(n=max(0, (today - broken_on).days))
    return code_label(kiosk) if kiosk else ""


def kiosk_of(row: FacilityRow) -> Kiosk | None:
    """The terminal of one row."""
    text = row.record.cells.get("kiosk")
    return Kiosk(text) if text else None


def broken_since(row: UnitSums, today: date) -> str:
    """Since when no terminal of a unit works."""
    return day_words(row.broken_on, today) if row.broken_on else ""
