"""Volunteers."""

from sqlalchemy import Index

from db.codes import Sex
from db.declaring import REPORTED, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Day, Flag, FullName, Line, Phone, Ref, UnitCode


class VolunteerInput(Columns):
    """A volunteer, 14 or older; under 18 the guardian agreed."""

    ref: Ref = column("编号", "志愿者编号，留空则自动编号", default="", nullable=False)
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=())
    full_name: FullName = column("姓名", "认定志愿者，开具服务证明", decide=True)
    birth_date: Day = column("出生日期", "核对年龄条件（14 周岁以上），区分同名的人", decide=True)
    sex: Sex | None = column("性别", "安排合适的服务", default=None)
    phone: Phone = column("电话", "联系参加活动", default="")
    skills: Line = column("特长", "安排合适的服务", default="", cell="place")
    registered_on: Day | None = column("登记日期", "确定从何时起为志愿者", default=None)
    guardian_consent: Flag | None = column("监护人同意", "未满 18 周岁须监护人同意", default=None)


VOLUNTEER = Register(
    "volunteer",
    "志愿者",
    VolunteerInput,
    order=100,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("full_name", "birth_date"),
    person=True,
    subject="id",
    counts_for=(REPORTED,),
    checks=("volunteer",),
    indexes=(Index("volunteer_unit", "unit_id", "ref"),),
)
