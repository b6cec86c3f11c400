"""The versioned definitions of the numbers (domain.md §5): what is divided by what, against which target, from when to when.

The plan sets targets and gives no arithmetic; every definition is this project's own and is shown beside its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules import calendar, visit_rate
from kashi_desktop.types.faults import Fault, fault


@dataclass(frozen=True)
class Definition:
    """One version of one number; texts are source texts of the translation context ``definitions``.

    ``target`` stands on the scale (100 for 100 %). In force from ``effective_from`` to ``effective_to`` (None: until replaced).
    """

    key: str
    version: int
    title: str
    numerator: str
    denominator: str
    comparator: str
    target: int
    scale: int
    unit: str
    source: str
    effective_from: date
    effective_to: date | None = None
    settings: Mapping[str, int | bool] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The stable name of this version, e.g. ``monthly_visit_rate/1 (2021-01-01–)``."""
        until = self.effective_to.isoformat() if self.effective_to else ""
        return f"{self.key}/{self.version} ({self.effective_from.isoformat()}–{until})"

    @property
    def text(self) -> str:
        """The definition as people read it, one line a part."""
        until = f"至 {self.effective_to.isoformat()}" if self.effective_to else "起"
        comparator = {"=": "＝", ">=": "≥", ">": "＞"}[self.comparator]
        lines = (
            f"分子：{self.numerator}",
            f"分母：{self.denominator}",
            f"目标：{comparator} {self.target}{self.unit}",
            f"生效：{self.effective_from.isoformat()} {until}",
            f"依据：{self.source}",
        )
        return "\n".join(lines)

    def holds_in(self, month: str) -> bool:
        """Whether the version is in force on the last day of a month."""
        end = calendar.month_bounds(month)[1]
        return self.effective_from <= end and (self.effective_to is None or end <= self.effective_to)


DEFINITIONS = (
    Definition(
        key=visit_rate.KEY,
        version=1,
        title=QT_TRANSLATE_NOOP("definitions", "特殊困难老年人月探访率"),
        numerator=QT_TRANSLATE_NOOP(
            "definitions",
            "分母中本月登记期间内至少有一次有效探访的老人。已见面、已通话、住院已联系、紧急处置为有效；"
            "无人应答、外出、本人谢绝不算；他人代答另列，默认不算。方式不限，作废的不算。",
        ),
        denominator=QT_TRANSLATE_NOOP(
            "definitions",
            "月末在册（月末当天注销的不算在册）、且在 25 日及以前登记的老人，每人只算一次。"
            "不愿上门且本月没有有效联系的，不计入，另列；本月注销的、25 日以后登记的，另列。",
        ),
        comparator=visit_rate.COMPARATOR,
        target=visit_rate.TARGET,
        scale=visit_rate.SCALE,
        unit="%",
        source=QT_TRANSLATE_NOOP(
            "definitions", "喀什地区城乡社区服务规划（2023年4月4日）中的目标；规划没有规定算法，算法是本程序的定义，有版本。"
        ),
        effective_from=date(2021, 1, 1),
        settings={"cut_off_day": visit_rate.CUT_OFF_DAY, "count_proxy": False},
    ),
)
"""Every version of every definition, in the order in which the numbers are shown."""


def definitions_for(month: str, only: str | None = None) -> tuple[Definition, ...]:
    """The versions in force in a month; with ``only`` that one. Errors: bad_month, unknown_indicator, no_definition."""
    if only is not None and all(each.key != only for each in DEFINITIONS):
        raise KnownError(
            "unknown_indicator",
            QT_TRANSLATE_NOOP("errors", "没有名为“{key}”的指标，没有任何改动。请核对指标的名称。"),
            key=only,
        )
    found = tuple(each for each in DEFINITIONS if each.holds_in(month) and only in (None, each.key))
    if not found:
        raise KnownError(
            "no_definition",
            QT_TRANSLATE_NOOP("errors", "{month} 还没有生效的指标定义，没有任何改动。请选择 2021 年 1 月或以后的月份。"),
            month=month,
        )
    return found


def check_override(key: str, effective_from: date, target: Decimal | None, settings: str) -> list[Fault]:
    """What keeps a county's setting of a number from being taken: an unknown number."""
    return [] if any(each.key == key for each in DEFINITIONS) else [fault("key", "unknown_definition")]
