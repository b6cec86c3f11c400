"""What volunteers did together."""

from sqlalchemy import Index

from db.declaring import KEEP_PERSON, KEEP_PLACE, REPORTED, SEES_ALL, SEES_PERSON, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Line, Minute, OptionalName, Ref, RequiredWord, Title, UnitCode


class ActivityInput(Columns):
    """An activity from one minute to another."""

    ref: Ref = column("编号", "认定活动，留空则自动编号", default="", nullable=False)
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=())
    title: Title = column("名称", "在名单和证明上显示", cell="place")
    kind: RequiredWord = column("类别", "分类统计服务", cell="place")
    starts_at: Minute = column("开始时间", "核对服务时长", research="month")
    ends_at: Minute = column("结束时间", "核对服务时长")
    place: Line = column("地点", "在证明上说明服务内容", default="", cell="place")
    leader: OptionalName = column("负责人", "核实服务时长", default="", keep=KEEP_PERSON, who_sees=SEES_PERSON)


ACTIVITY = Register(
    "activity",
    "志愿活动",
    ActivityInput,
    order=110,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("title", "starts_at"),
    counts_for=(REPORTED,),
    checks=("activity_times", "activity"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("activity_unit", "unit_id", "starts_at"),),
)
