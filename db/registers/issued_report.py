"""Figures of reports as they were issued, so that later changes show as restatements."""

from db.codes import ReportKind
from db.declaring import EVERY_OFFICE, KEEP_PLACE, SEES_ALL, Columns, Register, column
from db.field_types import Day, RequiredUnitCode, Word


class IssuedReportColumns(Columns):
    """A report that has left the house; ``content`` is its figures as JSON."""

    kind: ReportKind = column("报告", set_by="office")
    period: Word = column("时期", set_by="office")
    scope_code: RequiredUnitCode = column("范围", set_by="office")
    issued_on: Day = column("签发日期", set_by="office")
    content: str = column("内容", set_by="program")


ISSUED_REPORT = Register(
    "issued_report",
    "已签发的报告",
    IssuedReportColumns,
    where="office",
    streams="office",
    created_by="office",
    kept_at=EVERY_OFFICE,
    natural=("kind", "period", "scope_code"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
)
