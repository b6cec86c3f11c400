"""Visits: events, of which a correction is a new version."""

from sqlalchemy import Index, text

from db.codes import Method, Observation, Outcome, VisitorRole
from db.declaring import UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Lines, Minute, Minutes, NeedKinds, Ref, UnitCode, Visitors


def _observed(label: str) -> Observation:
    seen: Observation = column(
        label,
        "探访时看到或了解到的情况，用于及时帮助",
        default=Observation.UNKNOWN,
        basis="consent",
        wire_default=Observation.UNKNOWN.value,
        nullable=False,
        research="state",
    )
    return seen


class VisitInput(Columns):
    """One visit as typed; ``elder_ref`` may be empty when the service is told the elder's id."""

    ref: Ref = column("编号", "与纸质记录对应的编号，留空则自动编号", default="", nullable=False)
    elder_ref: Ref = column("老年人编号", "确定探访的是谁", default="", required=True, names="elder")
    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=(), research="township")
    visited_at: Minute = column("探访时间", "计算月探访率和下次探访日期", research="month")
    method: Method = column("方式", "说明怎样探访", research="method")
    outcome: Outcome = column("结果", "确定探访是否有效", research="outcome")
    visitors: Visitors = column("探访人", "说明由谁探访、向谁核实", nullable=True)
    visitor_role: VisitorRole | None = column("探访人身份", "统计各类人员承担的探访", default=None)
    minutes: Minutes | None = column("时长（分钟）", "了解探访工作量", default=None)
    health: Observation = _observed("身体状况")
    mood: Observation = _observed("精神状态")
    daily: Observation = _observed("日常起居")
    hygiene: Observation = _observed("卫生状况")
    support: Observation = _observed("照护支持")
    gas: Observation = _observed("燃气安全")
    electricity: Observation = _observed("用电安全")
    heating: Observation = _observed("取暖安全")
    floor: Observation = _observed("地面防滑")
    structure: Observation = _observed("房屋结构")
    needs: NeedKinds = column("需求", "记下本人要的帮助，每项生成一条需求", default=())
    note: Lines = column("备注", "记下帮助时要知道的事；不得记录民族、宗教、病史、收入、来客和行踪", default="")


OBSERVATIONS = tuple(key for key, info in VisitInput.model_fields.items() if info.annotation is Observation)
"""Columns of a visit that hold an observation, in the order of the form and of the paper."""

_URGENT = text(f"'urgent' IN ({', '.join(OBSERVATIONS)}) AND NOT removed")
"""The few urgent ones, for the top of the due list; queries repeat the condition word for word, a further column makes the index anew."""

VISIT = Register(
    "visit",
    "探访",
    VisitInput,
    order=40,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("elder_id", "visited_at", "method"),
    known_by="visited_at",
    event=True,
    subject="elder_id",
    counts_for=("monthly_visit_rate",),
    checks=("visit",),
    # The index leads with the elder: the other way round "who was not visited this month" takes 73 s instead of 44 ms.
    indexes=(
        Index("visit_elder_time", "elder_id", "visited_at", "outcome"),
        Index("visit_urgent", "elder_id", "visited_at", sqlite_where=_URGENT, postgresql_where=_URGENT),
    ),
)
