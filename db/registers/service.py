"""The hours of one volunteer at one activity."""

from sqlalchemy import Index

from db.declaring import UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Hours, Line, OptionalName, RequiredRef, UnitCode


class ServiceInput(Columns):
    """Actual hours of one volunteer at one activity, without travel."""

    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=(), research="township")
    volunteer_ref: RequiredRef = column("志愿者编号", "确定是谁的服务", names="volunteer")
    activity_ref: RequiredRef = column("活动编号", "确定在哪次活动中", names="activity")
    hours: Hours = column("时长（小时）", "累计志愿服务时长，开具证明（不含路途）", research="hours")
    verified_by: OptionalName = column("核实人", "谁记录谁证明", default="")
    source: Line = column("来源", "说明记录从何而来", default="", cell="place")


SERVICE = Register(
    "service",
    "志愿服务时长",
    ServiceInput,
    order=120,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("volunteer_id", "activity_id"),
    event=True,
    subject="volunteer_id",
    indexes=(Index("service_volunteer", "volunteer_id"), Index("service_activity", "activity_id")),
)
