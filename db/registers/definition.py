"""A county's settings of the numbers from a day on, within the stated limits."""

from db.declaring import COUNTY_AND_ABOVE, EVERY_NUMBER, KEEP_PLACE, SEES_ALL, Columns, Register, column
from db.field_types import Day, Line, RequiredRef, Target, Title


class DefinitionInput(Columns):
    """A county's setting of one number, with its reason; ``settings`` is ``key=value;…``."""

    key: RequiredRef = column("指标", "确定设定哪个指标", cell="place", set_by="office")
    effective_from: Day = column("生效日期", "确定从何时起按新设定计算", set_by="office")
    target: Target | None = column("目标", "新的目标值", default=None, set_by="office")
    settings: Line = column("参数", "新的参数，写成“名称=值;…”", default="", cell="place", set_by="office")
    reason: Title = column("理由", "说明为什么改", cell="place", set_by="office")


DEFINITION = Register(
    "definition",
    "指标口径设定",
    DefinitionInput,
    order=170,
    where="shared",
    streams="common",
    created_by="office",
    kept_at=COUNTY_AND_ABOVE,
    natural=("key", "effective_from"),
    counts_for=(EVERY_NUMBER,),
    checks=("definition",),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
)
