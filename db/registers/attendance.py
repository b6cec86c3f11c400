"""Each worker's part in a course."""

from sqlalchemy import Index

from db.codes import Result
from db.declaring import KEEP_STAFF, UNIT_PURPOSE, UNITS_AND_COUNTY, Columns, Register, column
from db.field_types import Ref, RequiredRef, Sessions, UnitCode


class AttendanceInput(Columns):
    """A worker's part in a course; the number of sessions never decides."""

    unit_code: UnitCode = column("单位代码", UNIT_PURPOSE, default="", required=True, kept_as=(), research="township")
    course_ref: RequiredRef = column("培训班编号", "确定参加的是哪一班", names="course")
    worker_ref: RequiredRef = column("工作者编号", "确定是谁参加", names="worker")
    sessions_attended: Sessions | None = column("到课次数", "了解到课情况，不决定是否计入", default=None)
    result: Result = column("结果", "计算培训覆盖率", set_by="organiser", research="result")
    certificate_no: Ref = column("证书编号", "印在名册上", default="", set_by="organiser")


ATTENDANCE = Register(
    "attendance",
    "培训参加情况",
    AttendanceInput,
    order=90,
    where="village",
    kept_at=UNITS_AND_COUNTY,
    natural=("course_id", "worker_id"),
    event=True,
    subject="worker_id",
    counts_for=("training_coverage", "prefecture_class"),
    keep=KEEP_STAFF,
    indexes=(Index("attendance_worker", "worker_id", "course_id", "result", "removed"), Index("attendance_course", "course_id")),
)
