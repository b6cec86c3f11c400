"""Wishes for help, open until done or declined."""

from sqlalchemy import Index

from db.codes import NeedAction, NeedKind, NeedStatus
from db.declaring import UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Day, Line, Ref, UnitCode


class NeedInput(Columns):
    """One wish for help; a closing day needs a closed status."""

    ref: Ref = column("编号", "与纸质记录对应的编号，留空则自动编号", default="", nullable=False)
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=())
    elder_ref: Ref = column("老年人编号", "确定是谁的需求", default="", required=True, names="elder")
    visit_ref: Ref = column("探访编号", "说明在哪次探访中提出", default="", names="visit")
    kind: NeedKind = column("需求类别", "确定提供哪种帮助")
    action: NeedAction | None = column("处理方式", "说明当时怎样处理", default=None)
    referral_to: Line = column("转介单位", "说明转给谁办理", default="")
    due_on: Day | None = column("应办日期", "提醒按时办理", default=None)
    status: NeedStatus = column("状态", "说明是否办结", default=NeedStatus.OPEN, wire_default=NeedStatus.OPEN.value, nullable=False)
    closed_on: Day | None = column("办结日期", "说明何时办结", default=None)


NEED = Register(
    "need",
    "需求",
    NeedInput,
    order=50,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("elder_id", "visit_id", "kind", "due_on"),
    subject="elder_id",
    checks=("need_dates", "need"),
    indexes=(Index("need_elder", "elder_id"), Index("need_unit", "unit_id", "status")),
)
