"""Invented figures for the written reports."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from kashi_desktop.types.report_documents import (
    AnnualReport,
    IncompleteUnit,
    IndicatorReport,
    PlaceNumber,
    PlaceRow,
    ReportNumber,
    Restatement,
    TrendPoint,
)

DEFINITION = (
    "分子：分母中本月登记期间内至少有一次有效探访的老人。\n分母：月末在册、且在 25 日及以前登记的老人，每人只算一次。\n"
    "目标：＝ 100%\n生效：2021-01-01 起\n依据：喀什地区城乡社区服务规划（2023年4月4日）中的目标；算法是本程序的定义，有版本。"
)
MONTHS = [f"2025-{month:02d}" for month in range(9, 13)] + [f"2026-{month:02d}" for month in range(1, 10)]


def shown(value: Fraction, scale: int) -> str:
    return f"{float(value * scale):.2f}"


def trend(*parts: int, of: int, scale: int = 100) -> tuple[TrendPoint, ...]:
    months = MONTHS[-len(parts) :]
    return tuple(TrendPoint(month, shown(Fraction(n, of), scale), Fraction(n, of)) for month, n in zip(months, parts, strict=True))


def number(key: str, title: str, numerator: int, denominator: int, **changes: Any) -> ReportNumber:
    value = Fraction(numerator, denominator) if denominator else None
    scale = changes.get("scale", 100)
    facts: dict[str, Any] = {
        "value": value,
        "display": shown(value, scale) if value is not None else None,
        "unit": "%",
        "comparator": "=",
        "target": "100",
        "met": value == 1 if value is not None else None,
        "complete_units": 12,
        "total_units": 12,
        "definition_id": f"{key}/1 (2021-01-01–)",
        "definition_text": DEFINITION,
        "scale": scale,
    }
    return ReportNumber(key, title, str(numerator), str(denominator), **(facts | changes))


VISITS = number(
    "monthly_visit_rate",
    "特殊困难老年人月探访率",
    47,
    48,
    gap="还差1人",
    trend=trend(44, 45, 45, 46, 48, 47, 46, 45, 46, 47, 46, 46, 47, of=48),
)
COVERAGE = number("facility_coverage", "城乡社区综合服务设施覆盖率", 12, 12, trend=trend(10, 10, 11, 11, 12, 12, of=12))
AREA = number(
    "area_per_100_households",
    "每百户设施面积",
    430,
    1280,
    unit="m²",
    comparator=">=",
    target="30",
    met=True,
    complete_units=9,
    trend=trend(380, 380, 410, 410, 430, 430, of=1280),
)
WORKERS = number(
    "workers_per_10k",
    "每万名城镇常住人口社区工作者",
    96,
    38400,
    unit="人",
    comparator=">",
    target="25",
    scale=10000,
    met=False,
    gap="还差1人",
    trend=trend(90, 92, 92, 94, 95, 96, of=38400, scale=10000),
)
KIOSKS = number("kiosk_coverage", "城市社区政务自助服务覆盖率", 0, 0)
PROFESSIONALS = replace(
    number("social_work_professionals", "社会工作专业人才", 378, 1, unit="人", scale=1, comparator=">=", target="400", met=None),
    display="378",
    denominator="",
    gap="地区目标尚差22人",
)
PLACE_NAMES = ("城关镇", "河畔镇", "柳树乡", "阿克托海乡", "英吾斯坦乡", "示例农场")


def places(*keys: ReportNumber) -> tuple[PlaceRow, ...]:
    """Six townships: the fourth has a unit without data, the last has nothing to count."""

    def of(place: int, each: ReportNumber) -> PlaceNumber:
        if place == 5:
            return PlaceNumber("0", "0", None, None, None)
        n, d = (6 + place % 3, 8) if each.scale == 100 and each.unit == "%" else (60 + 7 * place, 210)
        value = Fraction(n, d)
        met = value * each.scale >= Fraction(each.target)
        return PlaceNumber(str(n), str(d), value, shown(value, each.scale), met, 1 if place == 3 else 2, 2)

    return tuple(
        PlaceRow(f"653121{place + 100}", name, {each.key: of(place, each) for each in keys}) for place, name in enumerate(PLACE_NAMES)
    )


NUMBERS = (VISITS, COVERAGE, AREA, WORKERS, KIOSKS, PROFESSIONALS)
MONTHLY = IndicatorReport(
    office_name="示例县民政局",
    addressee="示例地区民政局",
    month="2026-09",
    made_on=date(2026, 10, 3),
    data_until=date(2026, 10, 2),
    numbers=NUMBERS,
    incomplete_units=(
        IncompleteUnit("柳树村", "柳树乡", "户数"),
        IncompleteUnit("桥头社区", "河畔镇", "户数和设施面积"),
        IncompleteUnit("英吾斯坦村", "英吾斯坦乡"),
    ),
    restatements=(
        Restatement("2026-07", VISITS.key, VISITS.title, "95.83%", "97.92%", "河畔镇桥头社区补报探访记录1条"),
        Restatement("2026-08", AREA.key, AREA.title, "32.03m²", "33.59m²", ""),
    ),
    places=places(VISITS, COVERAGE, AREA),
    place_kind="乡镇",
)
ANNUAL = AnnualReport(
    office_name="示例县民政局",
    addressee="示例地区民政局",
    year=2026,
    month="2026-09",
    made_on=date(2026, 10, 31),
    data_until=date(2026, 10, 20),
    numbers=NUMBERS,
    incomplete_units=tuple(IncompleteUnit(f"第{n}村", "柳树乡", "户数") for n in range(1, 31)),
    restatements=MONTHLY.restatements,
    places=MONTHLY.places,
    place_kind="乡镇",
)
