"""Tasks of the annual list (任务清单, 工作台账)."""

from db.codes import TaskStatus
from db.declaring import COUNTY_AND_ABOVE, KEEP_PLACE, SEES_ALL, Columns, Register, column
from db.field_types import Day, Line, Lines, Ref, Title


class LedgerTaskInput(Columns):
    """One task of the annual list."""

    ref: Ref = column("编号", "认定任务，留空则自动编号", default="", nullable=False)
    clause: Line = column("规划条款", "说明任务的依据", default="", cell="place")
    title: Title = column("任务", "年度任务清单和工作台账", cell="place")
    lead: Line = column("牵头单位", "说明由谁负责", default="", cell="place")
    due_on: Day | None = column("完成期限", "提醒按时完成", default=None)
    progress: Lines = column("进展", "工作台账", default="", cell="place")
    status: TaskStatus = column("状态", "说明是否完成", default=TaskStatus.OPEN, wire_default=TaskStatus.OPEN.value, nullable=False)


LEDGER_TASK = Register(
    "ledger_task",
    "年度任务",
    LedgerTaskInput,
    order=150,
    where="office",
    streams="office",
    created_by="office",
    kept_at=COUNTY_AND_ABOVE,
    natural=("title",),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
)
