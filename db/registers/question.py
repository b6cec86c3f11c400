"""What a unit is asked to look at, and its answer."""

from sqlalchemy import Index

from db.codes import QuestionKind, QuestionStatus
from db.declaring import UNITS_AND_COUNTY, Columns, Register, WireField, column
from db.field_types import Day, Lines, RecordId, Ref


class QuestionColumns(Columns):
    """A question; ``about`` names the register of the record, values of persons are never copied here."""

    kind: QuestionKind = column("问题", set_by="parent")
    about: Ref = column("登记簿", default="", set_by="parent")
    record: RecordId | None = column("记录", default=None, kept_as=(WireField("record_id", "ref"),), set_by="parent")
    other: RecordId | None = column("另一条记录", default=None, kept_as=(WireField("other_id", "ref"),), set_by="parent")
    text: Lines = column("说明", default="", set_by="parent")
    asked_on: Day = column("提出日期", set_by="parent")
    answer: Lines = column("答复", default="", set_by="keeper")
    answered_on: Day | None = column("答复日期", default=None, set_by="keeper")
    status: QuestionStatus = column(
        "状态", default=QuestionStatus.OPEN, wire_default=QuestionStatus.OPEN.value, nullable=False, set_by="both"
    )  # fmt: skip


QUESTION = Register(
    "question",
    "核对问题",
    QuestionColumns,
    where="village",
    created_by="parent",
    kept_at=UNITS_AND_COUNTY,
    natural=("kind", "record_id", "other_id"),
    indexes=(Index("question_unit", "unit_id", "status"),),
)
