"""Facilities, each row one span of a facility's history."""

from sqlalchemy import Index

from db.codes import AreaSource, FacilityKind, FacilityStatus, Kiosk, Tenure
from db.declaring import KEEP_PLACE, SEES_ALL, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Area, Day, Flag, FullName, Lines, RequiredRef, Shares, Year


class FacilityInput(Columns):
    """A facility as it is from ``valid_from`` to ``valid_to``; a later row of the same code and keeper replaces it from its day on.

    ``units`` names the places it serves, the keeper first, all with a weight or none; stored as ``hex id[:share]`` joined by ``;``.
    """

    code: RequiredRef = column("设施编号", "认定设施，同一编号按起始日期接续")
    name: FullName = column("设施名称", "在界面、名单和报表上显示", cell="place")
    kind: FacilityKind = column("设施类别", "确定计入哪些指标")
    units: Shares = column("服务单位", "确定服务哪些村（社区），共用的按份额分摊面积")
    year_built: Year | None = column("建成年份", "安排维修", default=None)
    tenure: Tenure | None = column("来源", "说明设施怎样取得", default=None)
    building_area_m2: Area = column("建筑面积（平方米）", "计算每百户设施面积")
    activity_area_m2: Area | None = column("居民活动面积（平方米）", "计算居民活动区域占比", default=None)
    area_source: AreaSource | None = column("面积依据", "说明面积从何而来", default=None)
    hours: Lines = column("开放时间", "计算开放时间是否达到 8 小时，告诉居民何时开门", default="", cell="hours")
    barrier_free: Flag | None = column("无障碍", "安排改造", default=None)
    age_friendly: Flag | None = column("适老化", "安排改造", default=None)
    child_friendly: Flag | None = column("适儿化", "安排改造", default=None)
    kiosk: Kiosk | None = column("政务自助终端", "计算政务自助服务覆盖率", default=None)
    kiosk_broken_on: Day | None = column("终端故障日期", "故障 30 天以内仍计为覆盖", default=None)
    status: FacilityStatus = column("状态", "只有在用的设施计入指标")
    valid_from: Day = column("起始日期", "确定这一行从何时起算")
    valid_to: Day | None = column("截止日期", "确定这一行到何时为止（含当日）", default=None)


FACILITY = Register(
    "facility",
    "设施",
    FacilityInput,
    order=60,
    where="keeper",
    kept_at=UNITS_AND_COUNTY,
    natural=("code", "valid_from"),
    counts_for=(
        "facility_coverage",
        "area_per_100_households",
        "activity_area_share",
        "kiosk_coverage",
        "day_care_coverage",
        "opening_hours",
    ),
    checks=("facility_agrees", "facility"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("facility_unit", "unit_id", "code", "valid_from"),),
)
