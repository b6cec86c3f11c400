"""Days on which the calendar differs from the week."""

from db.codes import DayKind
from db.declaring import COUNTY_AND_ABOVE, KEEP_PLACE, SEES_ALL, Columns, Register, column
from db.field_types import Day, RequiredWord


class HolidayInput(Columns):
    """A day on which the calendar differs from the week."""

    day: Day = column("日期", "确定哪天放假或上班", set_by="office")
    name: RequiredWord = column("名称", "在界面上显示", cell="place", set_by="office")
    kind: DayKind = column("类别", "期限遇放假顺延到下一个工作日", set_by="office")


HOLIDAY = Register(
    "holiday",
    "节假日",
    HolidayInput,
    order=160,
    where="shared",
    streams="common",
    created_by="office",
    kept_at=COUNTY_AND_ABOVE,
    natural=("day",),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
)
