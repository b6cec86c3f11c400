"""Numbers that travel above the county: sums of one place, period and definition; never a person (sync.md §5)."""

from sqlalchemy import Index

from db.declaring import KEEP_PLACE, SEES_ALL, Columns, Register, WireField, column
from db.field_types import Count, RecordId, Ref, Word


class FactColumns(Columns):
    """One number of one place in one period, with how many of its units are complete."""

    place: RecordId = column("地方", kept_as=(WireField("place_id", "ref", nullable=False),), set_by="program")
    period: Word = column("月份", set_by="program")
    indicator: Ref = column("指标", set_by="program")
    definition: Ref = column("口径", set_by="program")
    numerator: Ref = column("分子", set_by="program")
    denominator: Ref = column("分母", set_by="program")
    complete_units: Count = column("完整的单位", set_by="program")
    total_units: Count = column("单位", set_by="program")


FACT = Register(
    "fact",
    "指标数字",
    FactColumns,
    where="place",
    created_by="program",
    kept_at=frozenset(),
    natural=("place_id", "period", "indicator", "definition"),
    keep=KEEP_PLACE,
    who_sees=SEES_ALL,
    indexes=(Index("fact_place", "place_id", "period", "indicator"),),
)
