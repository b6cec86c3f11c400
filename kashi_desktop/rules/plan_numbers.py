"""The table of the plan's numbers: each key once, with numerator, denominator, target, source and what a county may set (domain.md §5)."""

from datetime import date
from decimal import Decimal

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.rules.definition_versions import Definition, Limits, Setting

VISIT_RATE = "monthly_visit_rate"
"""Key of the number that rests on visits; ``db/queries/visit_rate.py`` says how they are counted."""

BEGINNING = date(2021, 1, 1)
"""From when the base definitions hold."""
FIRST_MONTH = "2021-01"
"""Before it nothing is defined."""

_HUNDRED = Decimal(100)
_NO_FORMULA = QT_TRANSLATE_NOOP(
    "definitions", "喀什地区城乡社区服务规划（2023年4月4日）中的目标；规划没有规定算法，算法是本程序的定义，有版本。"
)
_UNITS = QT_TRANSLATE_NOOP("definitions", "月末在册的村和社区。")
_URBAN = QT_TRANSLATE_NOOP(
    "definitions", "月末的城市社区：在册的社区居委会，城乡分类为 1 开头，或由县里说明理由后认定。分类不明的不计算，另列。"
)


def _definition(
    key: str,
    title: str,
    numerator: str,
    denominator: str,
    comparator: str,
    target: Decimal,
    *,
    limits: Limits | None = None,
    settings: dict[str, Setting] | None = None,
    scale: int = 100,
    unit: str = "%",
    gap_unit: str = "",
    level: str = "village",
    judged_at: str = "",
    count: bool = False,
) -> Definition:
    """The first version of a number; without other limits a county may raise the target and never lower it below the plan's."""
    highest = _HUNDRED if unit == "%" else None
    return Definition(
        key,
        1,
        title,
        numerator,
        denominator,
        comparator,
        target,
        scale,
        unit,
        _NO_FORMULA,
        BEGINNING,
        settings=settings or {},
        limits=limits or Limits(target, highest),
        gap_unit=gap_unit,
        level=level,
        judged_at=judged_at,
        count=count,
    )


_PEOPLE = QT_TRANSLATE_NOOP("definitions", "人")
_PLACES = QT_TRANSLATE_NOOP("definitions", "个村（社区）")
_SQUARE_METRES = QT_TRANSLATE_NOOP("definitions", "m²")

DEFINITIONS = (
    _definition(
        VISIT_RATE,
        QT_TRANSLATE_NOOP("definitions", "特殊困难老年人月探访率"),
        QT_TRANSLATE_NOOP(
            "definitions",
            "分母中本月登记期间内至少有一次有效探访的老人。已见面、已通话、住院已联系、紧急处置为有效；"
            "无人应答、外出、本人谢绝不算；他人代答另列，默认不算。方式不限，作废的不算。",
        ),
        QT_TRANSLATE_NOOP(
            "definitions",
            "月末在册（月末当天注销的不算在册）、且在截止日（默认 25 日）及以前登记的老人，每人只算一次。"
            "不愿上门且本月没有有效联系的，不计入，另列；本月注销的、截止日以后登记的，另列。",
        ),
        "=",
        _HUNDRED,
        settings={"cut_off_day": 25, "count_proxy": False},
        limits=Limits(_HUNDRED, _HUNDRED, {"cut_off_day": (20, 28), "count_proxy": (False, True)}),
        gap_unit=_PEOPLE,
    ),
    _definition(
        "facility_coverage",
        QT_TRANSLATE_NOOP("definitions", "城乡社区综合服务设施覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "有自己的或与别处共用的、月末在用的综合服务中心的村和社区。"),
        _UNITS,
        "=",
        _HUNDRED,
        gap_unit=_PLACES,
    ),
    _definition(
        "new_build_share",
        QT_TRANSLATE_NOOP("definitions", "新建社区商业和综合服务设施面积占比"),
        QT_TRANSLATE_NOOP("definitions", "从起算日到月末建成的项目中，商业和综合服务设施的面积之和。每个项目另行单独评判。"),
        QT_TRANSLATE_NOOP("definitions", "同一批项目的总面积之和。"),
        ">=",
        Decimal(10),
        settings={"base_date": BEGINNING.isoformat()},
        limits=Limits(Decimal(10), _HUNDRED, {"base_date": (BEGINNING.isoformat(), "2035-12-31")}),
        gap_unit=_SQUARE_METRES,
        level="county",
    ),
    _definition(
        "area_per_100_households",
        QT_TRANSLATE_NOOP("definitions", "每百户设施面积"),
        QT_TRANSLATE_NOOP(
            "definitions",
            "月末在用的综合服务中心、活动室、日间照料中心、礼堂、托育点的建筑面积。"
            "几处共用的按比例分摊（没有写比例的按户数），精确到 0.01 m²。",
        ),
        QT_TRANSLATE_NOOP("definitions", "户数，取月末以前最近一次的数字。"),
        ">=",
        Decimal(30),
        unit="m²",
        gap_unit=_SQUARE_METRES,
    ),
    _definition(
        "activity_area_share",
        QT_TRANSLATE_NOOP("definitions", "居民活动区域面积占比"),
        QT_TRANSLATE_NOOP("definitions", "同一批设施中居民活动区域的面积。"),
        QT_TRANSLATE_NOOP("definitions", "月末在用的综合服务中心、活动室、日间照料中心、礼堂、托育点的建筑面积，共用的按比例分摊。"),
        ">=",
        Decimal(10),
        limits=Limits(Decimal(10), Decimal(60)),
        gap_unit=_SQUARE_METRES,
    ),
    _definition(
        "kiosk_coverage",
        QT_TRANSLATE_NOOP("definitions", "城市社区政务自助服务覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "在用的设施（自己的或共用的）里有正常自助终端的城市社区；到月末故障不超过宽限天数的仍算。"),
        _URBAN,
        "=",
        _HUNDRED,
        settings={"broken_days": 30},
        limits=Limits(_HUNDRED, _HUNDRED, {"broken_days": (0, 30)}),
        gap_unit=_PLACES,
    ),
    _definition(
        "workers_per_10k",
        QT_TRANSLATE_NOOP("definitions", "每万名城镇常住人口社区工作者"),
        QT_TRANSLATE_NOOP("definitions", "月末在职、列入城镇社区名册的专职社区工作者，每人只算一次；请假超过六个月的不算。"),
        QT_TRANSLATE_NOOP("definitions", "城镇常住人口，取月末以前最近一次的数字。"),
        ">",
        Decimal(25),
        scale=10_000,
        unit=QT_TRANSLATE_NOOP("definitions", "人/万人"),
        gap_unit=_PEOPLE,
    ),
    _definition(
        "social_work_professionals",
        QT_TRANSLATE_NOOP("definitions", "社会工作专业人才"),
        QT_TRANSLATE_NOOP("definitions", "月末在职、持有至少一种社会工作证书的社区工作者，每人只算一次。"),
        QT_TRANSLATE_NOOP("definitions", "只计人数；全地区合计与目标比较，县里只看自己的贡献。"),
        ">=",
        Decimal(400),
        scale=1,
        unit=_PEOPLE,
        gap_unit=_PEOPLE,
        judged_at="prefecture",
        count=True,
    ),
    _definition(
        "training_coverage",
        QT_TRANSLATE_NOOP("definitions", "社区工作者培训覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "分母中本年到月末为止至少完成一次认可的培训（合格，或不考核而结业）的人。"),
        QT_TRANSLATE_NOOP("definitions", "月末在职的社区工作者，专职兼职都算；到月末入职不满 30 天的两边都不算。"),
        "=",
        _HUNDRED,
        gap_unit=_PEOPLE,
    ),
    _definition(
        "day_care_coverage",
        QT_TRANSLATE_NOOP("definitions", "城市社区日间照料机构覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "有自己的或与别处共用的、月末在用的日间照料中心的城市社区。"),
        _URBAN,
        ">=",
        Decimal(90),
        gap_unit=_PLACES,
    ),
    _definition(
        "worker_coverage",
        QT_TRANSLATE_NOOP("definitions", "城乡社区工作者覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "月末至少有一名在职社区工作者的村和社区。"),
        _UNITS,
        "=",
        _HUNDRED,
        gap_unit=_PLACES,
    ),
    _definition(
        "elder_care_land",
        QT_TRANSLATE_NOOP("definitions", "社区养老服务设施用地"),
        QT_TRANSLATE_NOOP("definitions", "全县社区养老服务设施用地面积，取月末以前最近一次的数字。"),
        QT_TRANSLATE_NOOP("definitions", "全县常住人口；县里没有填写时，各村（社区）都有数字才相加。"),
        ">=",
        Decimal("0.1"),
        scale=1,
        unit=QT_TRANSLATE_NOOP("definitions", "m²/人"),
        gap_unit=_SQUARE_METRES,
        level="county",
    ),
    _definition(
        "social_orgs_urban",
        QT_TRANSLATE_NOOP("definitions", "城市社区社会组织"),
        QT_TRANSLATE_NOOP("definitions", "城市社区的社会组织数，取月末以前最近一次的数字。"),
        _URBAN,
        ">=",
        Decimal(10),
        scale=1,
        unit=QT_TRANSLATE_NOOP("definitions", "个"),
        gap_unit=QT_TRANSLATE_NOOP("definitions", "个"),
    ),
    _definition(
        "social_orgs_rural",
        QT_TRANSLATE_NOOP("definitions", "农村社区社会组织"),
        QT_TRANSLATE_NOOP("definitions", "城市社区以外的村和社区的社会组织数，取月末以前最近一次的数字。"),
        QT_TRANSLATE_NOOP("definitions", "月末在册的、城市社区以外的村和社区。分类不明的不计算，另列。"),
        ">=",
        Decimal(5),
        scale=1,
        unit=QT_TRANSLATE_NOOP("definitions", "个"),
        gap_unit=QT_TRANSLATE_NOOP("definitions", "个"),
    ),
    _definition(
        "township_social_work",
        QT_TRANSLATE_NOOP("definitions", "乡镇（街道）社工站覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "月末以前最近一次填写有社工站的乡镇（街道）。"),
        QT_TRANSLATE_NOOP("definitions", "月末在册的乡镇（街道）。"),
        "=",
        _HUNDRED,
        gap_unit=QT_TRANSLATE_NOOP("definitions", "个乡镇"),
        level="township",
    ),
    _definition(
        "opening_hours",
        QT_TRANSLATE_NOOP("definitions", "设施开放时间达标率"),
        QT_TRANSLATE_NOOP("definitions", "按月末季节平常一天开放不少于 8 小时的综合服务中心。"),
        QT_TRANSLATE_NOOP("definitions", "月末在用的综合服务中心，每个只在主办的村（社区）算一次。"),
        "=",
        _HUNDRED,
        gap_unit=QT_TRANSLATE_NOOP("definitions", "个中心"),
    ),
    _definition(
        "proxy_service",
        QT_TRANSLATE_NOOP("definitions", "政务代办覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "月末以前最近一次填写有政务代办的村和社区。"),
        _UNITS,
        "=",
        _HUNDRED,
        gap_unit=_PLACES,
    ),
    _definition(
        "survey_coverage",
        QT_TRANSLATE_NOOP("definitions", "满意度调查覆盖率"),
        QT_TRANSLATE_NOOP("definitions", "本年到月末为止至少做过一次满意度调查的村和社区。"),
        _UNITS,
        "=",
        _HUNDRED,
        gap_unit=_PLACES,
    ),
    _definition(
        "prefecture_class",
        QT_TRANSLATE_NOOP("definitions", "参加地区培训班人数"),
        QT_TRANSLATE_NOOP("definitions", "本年到月末为止参加过地区组织的培训（缺席的不算）的社区工作者，每人只算一次。"),
        QT_TRANSLATE_NOOP("definitions", "只计人数；全地区合计与目标比较，县里只看自己的贡献。"),
        ">=",
        _HUNDRED,
        limits=Limits(_HUNDRED),
        scale=1,
        unit=_PEOPLE,
        gap_unit=_PEOPLE,
        judged_at="prefecture",
        count=True,
    ),
)
"""The first version of every number, in the order in which the numbers are shown."""

BASES = {each.key: each for each in DEFINITIONS}
