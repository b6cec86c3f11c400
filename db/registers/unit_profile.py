"""Figures of a unit at one date."""

from sqlalchemy import Index

from db.declaring import KEEP_PLACE, SEES_ALL, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Area, Count, Day, Flag, UnitCode


class UnitProfileInput(Columns):
    """Counts of one unit as of one day; None is not known, which is not zero."""

    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=())
    as_of: Day = column("截至日期", "确定数字对应的日期")
    households: Count | None = column("户数", "计算每百户设施面积", default=None)
    resident_population: Count | None = column("常住人口", "计算人均指标", default=None)
    urban_resident_population: Count | None = column("城镇常住人口", "计算每万名城镇常住人口社区工作者", default=None)
    social_organisations: Count | None = column("社区社会组织数", "计算社区社会组织指标", default=None)
    proxy_service: Flag | None = column("政务代办", "计算政务代办全覆盖", default=None)
    social_work_station: Flag | None = column("社工站", "计算乡镇社工站覆盖（乡镇填写）", default=None, set_by="parent")
    elder_care_land_m2: Area | None = column(
        "养老服务设施用地（平方米）", "计算人均养老用地（县填写）", default=None, set_by="parent"
    )  # fmt: skip


UNIT_PROFILE = Register(
    "unit_profile",
    "单位概况",
    UnitProfileInput,
    order=20,
    where="place",
    kept_at=UNITS_AND_COUNTY,
    natural=("as_of",),
    counts_for=(
        "area_per_100_households",
        "activity_area_share",
        "workers_per_10k",
        "elder_care_land",
        "social_orgs_urban",
        "social_orgs_rural",
        "township_social_work",
        "proxy_service",
    ),
    checks=("unit_profile",),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("unit_profile_unit", "unit_id", "as_of"),),
)
